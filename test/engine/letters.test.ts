import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Casefile } from '../../machines/casefile/record.ts'
import type { Compose } from '../../src/engine/engine.ts'
import { verify } from '../../src/engine/verify.ts'
import { proves } from '../support/proves.ts'
import { definitions } from './support/counting.ts'
import { clerk, dayIn, director, manager, moveOn, office, opened, put } from './support/engine.ts'

/** Says no more than what letters are addressed and signed with, and the day. */
const compose: Compose = (_letter, { casefile, organisation, signatory, today }) =>
  JSON.stringify({ today, signatory, to: (casefile as Casefile).casefile.organisations.map(({ id }) => organisation(id)) })

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office({ compose })
})
afterAll(() => at.end())

const registered = async (contacts: readonly object[] = []) => {
  const event = { type: 'REGISTER', name: 'The Trust', sector: 'health', contacts }
  return (await at.engine.open({ person: clerk, kind: 'organisation', event, key: randomUUID(), digest: 'd' })).transition.file
}
/** A casefile about this organisation, with a letter drafted. */
async function drafted(organisation?: string) {
  const { instance } = await opened(at.engine, randomUUID(), organisation ? { complainedAbout: [organisation] } : {})
  const { look } = await put(at.engine, instance, { type: 'WRITE' })
  return { instance, letter: look.file.letters[0]!.id }
}
const said = async (letter: string) => JSON.parse((await at.engine.letter(clerk, letter)).body)

describe('a letter that was signed', () => {
  proves('I26', 'is issued as it was signed, whatever day it is by then; until then the draft shows what was signed', async () => {
    const { instance, letter } = await drafted()
    const signedOn = await dayIn(at.pool, 0)
    await put(at.engine, instance, { type: 'SIGN' })
    await moveOn(at.pool, 1)
    const waiting = await at.engine.letter(clerk, letter)
    expect(waiting.letter).not.toHaveProperty('body')
    expect(JSON.parse(waiting.body)).toMatchObject({ today: signedOn })
    await put(at.engine, instance, { type: 'ISSUE' })
    const issued = await at.engine.letter(clerk, letter)
    expect(issued).toMatchObject({ body: waiting.body, letter: { sentOn: await dayIn(at.pool, 0) } })
  })

  test('a second time shows what was signed last; the text signed first is still what history says, and verifies', async () => {
    const { instance, letter } = await drafted()
    await put(at.engine, instance, { type: 'SIGN' })
    await moveOn(at.pool, 1)
    await put(at.engine, instance, { type: 'SIGN' })
    const signedAgainOn = await dayIn(at.pool, 0)
    await moveOn(at.pool, 1)
    expect(await said(letter)).toMatchObject({ today: signedAgainOn })
    await put(at.engine, instance, { type: 'ISSUE' })
    expect((await verify(at.pool, definitions)).difference).toBeUndefined()
    const { rows } = await at.pool.query<{ texts: number; referred: boolean }>(
      `select count(*)::int as texts, bool_and(exists (select from transition l where l.file_id = t.file_id and l.entry like '%text:' || t.id || ':%')) as referred
       from text t where t.file_id = (select file_id from instance where id = $1)`,
      [instance],
    )
    // The complaint, and each of the two texts that were signed: none that history does not name.
    expect(rows[0]).toEqual({ texts: 3, referred: true })
  })

  test('and whose words were erased since says so', async () => {
    const { instance, letter } = await drafted()
    await put(at.engine, instance, { type: 'SIGN' })
    await at.pool.query(
      'update text set words = null, salt = null, erased_at = present_moment() where file_id = (select file_id from instance where id = $1)',
      [instance],
    )
    expect((await at.engine.letter(clerk, letter)).body).toBe('[erased]')
  })
})

describe('a letter is addressed', () => {
  const okafor = { role: 'focalPoint', name: 'Ms Okafor', details: 'Ombudsman liaison' }

  proves('I17', 'to the focal point there, else to the next in order', async () => {
    const { letter } = await drafted(
      await registered([{ role: 'other', name: 'Mr A' }, { role: 'complaintsManager', name: 'Mrs B' }, okafor]),
    )
    expect((await said(letter)).to).toEqual([
      { name: 'The Trust', sector: 'health', rating: 'B', contact: { name: 'Ms Okafor', details: 'Ombudsman liaison' } },
    ])
    const other = await drafted(
      await registered([
        { role: 'other', name: 'Mr A' },
        { role: 'complaintsManager', name: 'Mrs B' },
      ]),
    )
    expect((await said(other.letter)).to).toEqual([{ name: 'The Trust', sector: 'health', rating: 'B', contact: { name: 'Mrs B' } }])
  })

  proves('C6', 'to the organisation that took its place, and by its contact there', async () => {
    const [organisation, between, heir] = [
      await registered([okafor]),
      await registered(),
      await registered([{ role: 'focalPoint', name: 'Ms Heir' }]),
    ]
    const { letter } = await drafted(organisation)
    const succeeds = (from: string, to: string) => at.pool.query('update organisation set successor = $2 where file_id = $1', [from, to])
    await succeeds(organisation, between)
    await succeeds(between, heir)
    await at.pool.query("update organisation set name = 'The New Trust', rating = 'C' where file_id = $1", [heir])
    expect((await said(letter)).to).toEqual([
      { name: 'The Trust', successor: 'The New Trust', sector: 'health', rating: 'C', contact: { name: 'Ms Heir' } },
    ])
  })

  test('to the organisation alone where nobody is known, or their name was erased', async () => {
    const nobody = { name: 'The Trust', sector: 'health', rating: 'B' }
    expect((await said((await drafted(await registered())).letter)).to).toEqual([nobody])
    const organisation = await registered([okafor])
    const { letter } = await drafted(organisation)
    await at.pool.query('update text set words = null, salt = null, erased_at = present_moment() where file_id = $1', [organisation])
    expect((await said(letter)).to).toEqual([nobody])
  })

  test('to the organisation alone where its own file cannot be read: that harms no letter', async () => {
    const organisation = await registered([okafor])
    const { letter } = await drafted(organisation)
    await at.pool.query(
      `update snapshot set stored = '{"name":"organisation"' where instance_id = (select id from instance where file_id = $1 and parent is null)`,
      [organisation],
    )
    expect((await said(letter)).to).toEqual([{ name: 'The Trust', sector: 'health', rating: 'B' }])
  })
})

describe('a letter is signed', () => {
  afterEach(async () => {
    await at.pool.query("delete from holding where post = 'caseworker' and how = 'actingUp'")
    await at.pool.query('delete from delegation')
    await at.pool.query("update holding set to_day = null where post = 'caseworker'")
  })
  const leaves = () => at.pool.query("update holding set to_day = '2001-01-01' where post = 'caseworker' and how = 'held'")

  test('by who holds the caseworker’s post today, with what the post is called', async () => {
    const { instance, letter } = await drafted()
    expect((await said(letter)).signatory).toEqual({ name: 'Amina Clarke', post: 'Caseworker' })
    await put(at.engine, instance, { type: 'ASSIGN', post: 'secondCaseworker' })
    expect((await said(letter)).signatory).toMatchObject({ name: 'Ben Okafor' })
  })

  test('by the holder, not by a delegate', async () => {
    const { instance, letter } = await drafted()
    await put(at.engine, instance, { type: 'ASSIGN', post: 'secondCaseworker' })
    await at.pool.query(
      "insert into delegation (by_person, to_person, post, from_day, to_day) values ('holder-of-secondCaseworker', $1, 'secondCaseworker', '2000-01-01', '2100-01-01')",
      [clerk],
    )
    expect((await said(letter)).signatory).toMatchObject({ name: 'Ben Okafor' })
  })

  test('by who acts up in the post while nobody else holds it', async () => {
    const { letter } = await drafted()
    await at.pool.query("insert into holding (person, post, how, from_day) values ($1, 'caseworker', 'actingUp', '2000-01-01')", [manager])
    expect((await said(letter)).signatory).toEqual({ name: 'Amina Clarke', post: 'Caseworker' })
    await leaves()
    const seenByDirector = JSON.parse((await at.engine.letter(director, letter)).body)
    expect(seenByDirector.signatory).toEqual({ name: 'Carol Whitfield', post: 'Caseworker' })
  })

  test('by nobody in name while the post is vacant', async () => {
    const { letter } = await drafted()
    await leaves()
    expect(JSON.parse((await at.engine.letter(director, letter)).body)).not.toHaveProperty('signatory')
  })
})
