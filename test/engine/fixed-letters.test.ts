import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../machines/casefile/record.ts'
import type { Compose } from '../../src/engine/engine.ts'
import { verify } from '../../src/engine/verify.ts'
import { sweeping } from '../../src/timers/sweep.ts'
import { proves } from '../support/proves.ts'
import { definitions } from './support/counting.ts'
import { clerk, dayIn, director, manager, moveOn, office, opened, put } from './support/engine.ts'

/** Says what it was composed from; a text that it has stays. */
const compose: Compose = (_letter, { casefile, organisation, signing, submitting, today, words }, edited) => {
  if (edited !== undefined) return edited
  const { type, remark } = (submitting ?? {}) as { type?: string; remark?: string }
  const to = (casefile as Casefile).casefile.organisations.map(({ id }) => organisation(id)!.name)
  return JSON.stringify({ to, today, signing, type, remark: remark && words(remark) })
}

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office({ compose })
})
afterAll(() => at.end())

const officer = 'holder-of-complianceOfficer'
const sweepOnce = () => sweeping({ pool: at.pool, definitions, compose })()
const registered = async () => {
  const event = { type: 'REGISTER', name: 'The Trust', sector: 'health' }
  const { transition, instance } = await at.engine.open({ person: clerk, kind: 'organisation', event, key: randomUUID(), digest: 'd' })
  return { id: transition.file, instance }
}
async function casefile() {
  const trust = await registered()
  const { instance, transition } = await opened(at.engine, randomUUID(), { complainedAbout: [trust.id] })
  return { instance, file: transition.file, trust }
}
const letterIn = async (file: string) =>
  (await at.pool.query<{ id: string }>('select id from letter where file_id = $1', [file])).rows[0]!.id
const said = async (letter: string) => JSON.parse((await at.engine.letter(clerk, letter)).body)
const proved = async () => expect((await verify(at.pool, definitions)).difference).toBeUndefined()

describe('a letter from a fixed text', () => {
  proves('C14', 'keeps the text that it went with: a new name of the organisation changes no letter that has gone', async () => {
    const { instance, file, trust } = await casefile()
    await put(at.engine, instance, { type: 'NOTIFY', remark: 'Nothing has come' })
    await put(at.engine, instance, { type: 'WRITE' })
    const [gone, draft] = (await at.engine.lookAt(clerk, file)).file.letters
    const before = await said(gone!.id)
    await put(at.engine, trust.instance, { type: 'ORGANISATION_RENAMED', name: 'The Foundation Trust' }, { person: officer })
    expect(await said(gone!.id)).toEqual(before)
    expect([before.to, (await said(draft!.id)).to]).toEqual([['The Trust'], ['The Foundation Trust']])
    expect(gone).toEqual({
      id: gone!.id,
      instance,
      letter: 'reminder',
      to: { office: 'director' },
      cites: 'C14',
      sentOn: await dayIn(at.pool, 0),
    })
    await proved()
  })

  test('sent by an event says what is submitted with it, and who submits it', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'NOTIFY', remark: 'Nothing has come' }, { person: director })
    expect(await said(await letterIn(file))).toEqual({
      to: ['The Trust'],
      today: await dayIn(at.pool, 0),
      signing: { name: 'Farid Haddad', post: 'Director of customer services and assessment' },
      type: 'NOTIFY',
      remark: 'Nothing has come',
    })
  })

  test.each([
    ['the sweep', () => sweepOnce()],
    ['an event that finds it due', (instance: string) => put(at.engine, instance, { type: 'COUNT' })],
  ])('sent by the clock is of the day it fell due, and of nobody, though %s carries it out days later', async (_who, carriedOut) => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
    const due = await dayIn(at.pool, 2)
    await moveOn(at.pool, 5)
    await carriedOut(instance)
    const letter = await letterIn(file)
    expect((await at.engine.letter(clerk, letter)).letter.sentOn).toBe(due)
    expect(await said(letter)).toEqual({ to: ['The Trust'], today: due })
    await proved()
  })

  proves('C14', 'that the clock owes is not shown as sent before it is: every letter shown can be read', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
    await moveOn(at.pool, 5)
    const before = await at.engine.look(clerk, instance)
    expect(before.file.duties).toMatchObject([{ name: 'late' }])
    expect(before.file.letters).toEqual([])
    expect((await put(at.engine, instance, { type: 'COUNT' })).look.file.letters).toMatchObject([{ letter: 'reminder' }])
    const { letters } = (await at.engine.lookAt(clerk, file)).file
    expect(letters).toHaveLength(1)
    for (const { id, sentOn } of letters) expect((await at.engine.letter(clerk, id)).letter).toMatchObject({ id, sentOn })
    await proved()
  })

  test('once its words are erased says that they were, and nothing is composed in their place', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'NOTIFY', remark: 'Nothing has come' })
    const letter = await letterIn(file)
    await at.pool.query(
      'update text set salt = null, words = null, erased_at = now() where id = (select kept_text from letter where id = $1)',
      [letter],
    )
    expect((await at.engine.letter(clerk, letter)).body).toBe('[erased]')
    await proved()
  })

  proves('I28', 'sent by mistake stays as it went, and whoever received it is written to', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'NOTIFY', remark: 'Nothing has come' })
    const before = await said(await letterIn(file))
    const { look } = await put(at.engine, instance, { type: 'RECORDED_IN_ERROR', transition: 2, why: 'It had come' }, { person: manager })
    expect(look.file.duties).toMatchObject([
      { title: expect.stringMatching(/^Write to the director: the reminder letter of .* was sent by mistake$/) },
    ])
    expect(await said(await letterIn(file))).toEqual(before)
    await proved()
  })
})

describe('a letter that an event fixes', () => {
  test('is composed with what is submitted, though its words are not kept yet, and with who submits it', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'WRITE' })
    const letter = await letterIn(file)
    const draft = await said(letter)
    await put(at.engine, instance, { type: 'SUBMIT', remark: 'Reply within a week' }, { person: manager })
    expect(await said(letter)).toEqual({
      ...draft,
      signing: { name: 'Carol Whitfield', post: 'Line manager' },
      type: 'SUBMIT',
      remark: 'Reply within a week',
    })
  })

  test('is signed under the highest post that is the person’s own, not under a delegation', async () => {
    const { instance, file } = await casefile()
    await put(at.engine, instance, { type: 'WRITE' })
    await at.pool.query("insert into holding (person, post, how, from_day) values ($1, 'deputyDirector', 'actingUp', '2000-01-01')", [
      manager,
    ])
    await at.pool.query(
      "insert into delegation (by_person, to_person, post, from_day, to_day) values ($1, $2, 'director', '2000-01-01', '2100-01-01')",
      [director, manager],
    )
    await put(at.engine, instance, { type: 'SUBMIT' }, { person: manager })
    expect((await said(await letterIn(file))).signing.post).toBe('Deputy director of customer services and assessment')
    await at.pool.query("delete from holding where how = 'actingUp'")
    await at.pool.query('delete from delegation')
  })
})

test('a check shows each letter that would go, with its text, and keeps none', async () => {
  const { instance, file } = await casefile()
  const check = (event: { type: string }) => at.engine.check({ person: clerk, instance, event })
  const { changes, texts } = await check({ type: 'NOTIFY', remark: 'Nothing has come' } as { type: string })
  expect(JSON.parse(texts.get(changes.letters[0]!.id)!)).toMatchObject({ type: 'NOTIFY', remark: 'Nothing has come' })
  await put(at.engine, instance, { type: 'WRITE' })
  const submitted = await check({ type: 'SUBMIT' })
  expect(submitted.changes.letters.map(({ id }) => JSON.parse(submitted.texts.get(id)!))).toMatchObject([{ type: 'SUBMIT' }])
  const written = await check({ type: 'WRITE' })
  expect([written.changes.letters.length, written.texts.size]).toEqual([1, 0]) // a draft has no text of its own yet
  expect((await at.pool.query('select from letter where file_id = $1 and sent_on is not null', [file])).rowCount).toBe(0)
})
