import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { type action, assessment, opensWithAttempt, preparesComplainant, proposes } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { attentionKinds } from '../../src/reports/flow/numbers.ts'
import { signsOf } from '../../src/reports/flow/signs.ts'
import { PAST_USUAL } from '../../src/shown/flow/usual-said.ts'
import { chartFor } from '../../src/shown/place.ts'
import { proves } from '../support/proves.ts'
import { type Told, toldOffice } from './support/told.ts'

let office: Told
const reads = (path: string) => office.reads('lineManager', path)
beforeAll(async () => {
  office = await toldOffice()
}, 120_000)
afterAll(() => office?.end())

const complaint = (name: string) => ({
  complainant: { name },
  complainedAbout: [office.organisations.trust],
  complaint: 'Letters were not answered',
  injustices: ['Distress at being left without an answer'],
})
const remedy = (by: string): ReturnType<typeof action> => ({
  id: 'letter',
  organisation: office.organisations.trust,
  kind: 'apology',
  what: 'Write a letter of apology',
  measure: 'The organisation sends us a copy',
  achievable: 'It is in its own hands',
  injustice: 'Distress at being left without an answer',
  by,
  money: [],
})

/** How many of a state call for attention for this reason, and the casefiles of the list behind that. */
async function marked(machine: string, state: string, kind: string) {
  const { html } = await reads(`/flow/${machine}?rows=all`)
  const row = new RegExp(`data-state="${state}"[\\s\\S]*?</th>`).exec(html)?.[0] ?? ''
  const [, href, count] = new RegExp(`href="([^"]+)"><span[^>]*>[^<]*</span><span data-attention="${kind}">(\\d+)<`).exec(row) ?? []
  if (href === undefined) return { count: 0, listed: [] }
  const list = await reads(href.replaceAll('&amp;', '&'))
  return { count: Number(count), listed: [...new Set([...list.html.matchAll(/href="\/casefiles\/(RD-\d+)"/g)].map(([, one]) => one))] }
}

test('wherever the refusal of an organisation leads, in every machine, the state is marked as refused or as under escalation', () => {
  const unmarked = Object.values(definitions).flatMap((definition) => {
    const { escalated, refused } = signsOf(definition)
    const { states, arrows, machine } = chartFor(definition)
    const led = arrows.filter(({ event, kind }) => event === 'ORGANISATION_REFUSED' && kind === 'person').flatMap(({ to }) => to)
    const leaves = states.filter(
      ({ id, type, closed }) => type === 'atomic' && !closed && led.some((to) => id === to || id.startsWith(`${to}.`)),
    )
    return leaves.map(({ id }) => id).filter((id) => ![escalated, refused].some((marks) => marks.has(id.slice(machine.length + 1))))
  })
  expect(unmarked).toEqual([])
  expect(signsOf(definitions['approach']!).refused.size).toBeGreaterThan(0)
  expect(signsOf(definitions['recommendation']!).refused.size).toBeGreaterThan(0)
})

describe('on the flow, what should be looked after', () => {
  test('is a refusal that is still to be answered, with the casefile that stands in it', async () => {
    const { colleague, file, attempt } = await opensWithAttempt(office, 'caseworker', complaint('Mrs Hallam'))
    await preparesComplainant(colleague, attempt, 'Knows what the organisation may be asked for')
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    await proposes(office, colleague, attempt, [remedy(office.day(20))], [office.organisations.trust])
    expect(await marked('approach', 'approach', 'refused')).toEqual({ count: 0, listed: [] })
    const approach = await colleague.finds(file.reference, 'approach', office.organisations.trust)
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'The contract does not provide for it' })
    for (const state of ['approach', 'approach.refused'])
      expect([state, await marked('approach', state, 'refused')]).toEqual([state, { count: 1, listed: [file.reference] }])
    const { says } = await reads('/flow/approach?attention=yes')
    expect(says).toMatch(/Needs attention: .*1 refused/)
  })

  proves('C14', 'is a reminder that the clock was to send on a day that has passed, and did not; once it has, no more', async () => {
    const state = 'compliance.open.target.date.onTrack'
    const { reference } = await resolves(office, { complaint: complaint('Mr Okell'), actions: [remedy(office.day(21))] })
    // Its reminder is due on the fourteenth day.
    await office.service.setClock(office.day(14))
    expect(await marked('compliance', state, 'notReminded')).toEqual({ count: 0, listed: [] })
    await office.service.setClock(office.day(15))
    for (const one of [state, 'compliance', 'compliance.open'])
      expect([one, await marked('compliance', one, 'notReminded')]).toEqual([one, { count: 1, listed: [reference] }])
    expect(await marked('compliance', 'compliance.open.evidence', 'notReminded')).toEqual({ count: 0, listed: [] })
    const { body } = await (await office.service.signIn('lineManager')).get('/flow/compliance/list?attention=notReminded')
    expect(body.items.map(({ casefile }: { casefile: string }) => casefile)).toEqual([reference])
    await office.waits(15)
    expect(await marked('compliance', 'compliance', 'notReminded')).toEqual({ count: 0, listed: [] })
  })

  proves(
    'C14',
    'is what nobody has recorded anything of for longer than setting f allows, until something is recorded, though it stands where it stood',
    async () => {
      const { colleague, file, attempt } = await opensWithAttempt(office, 'caseworker', complaint('Mr Petrie'))
      const state = 'intervention.attempt.assessing'
      await office.waits(14)
      expect((await marked('intervention', state, 'silent')).listed).not.toContain(file.reference)
      await office.waits(1)
      expect((await marked('intervention', state, 'silent')).listed).toContain(file.reference)
      const past = new URLSearchParams({ at: `${office.day(0)}T00:30`, state, attention: 'silent' })
      expect((await reads(`/flow/intervention/list?${past}`)).html).toContain(`/casefiles/${file.reference}"`)
      await colleague.does(attempt, 'RECORD_COMPLAINANT_CONTACT', {
        channel: 'telephone',
        toldRemedyMayBeSought: true,
        expectations: 'Knows that we are at it',
      })
      expect((await marked('intervention', state, 'silent')).listed).not.toContain(file.reference)
      expect((await reads(`/flow/intervention/list?${past}`)).html).toContain(`/casefiles/${file.reference}"`)
    },
  )

  test('is nothing that rests, or that waits for what it opened: a casefile is not silent while its attempt is', async () => {
    await office.waits(30)
    expect(await marked('casefile', 'casefile', 'silent')).toEqual({ count: 0, listed: [] })
    const negotiating = 'intervention.attempt.negotiating'
    const { html } = await reads('/flow/intervention?rows=all')
    expect(Number(new RegExp(`data-count="${negotiating}:open">(\\d+)<`).exec(html)?.[1])).toBeGreaterThan(0)
    expect(await marked('intervention', negotiating, 'silent')).toEqual({ count: 0, listed: [] })
  })

  test('is told of what is sealed only where that tells no day of it', async () => {
    const { pool } = office.service.database
    const { count, listed } = await marked('intervention', 'intervention', 'silent')
    expect(count).toBeGreaterThan(0)
    await pool.query(`update casefile set sealed = true, sealed_to = '{ombudsman}' where reference = $1`, [listed[0]])
    try {
      expect((await marked('intervention', 'intervention', 'silent')).count).toBe(count - 1)
      const { says } = await reads('/flow/intervention/list?attention=silent')
      expect(says).toContain('Sealed casefiles are left out under this filter')
      expect(says).not.toContain('Sealed to you')
    } finally {
      await pool.query(`update casefile set sealed = false, sealed_to = '{}' where reference = $1`, [listed[0]])
    }
  })

  test('is said with its shape and in words, and explained beside the table', async () => {
    const { says } = await reads('/flow/intervention')
    for (const words of ['Past the usual 85%:', 'Under escalation:', 'Refused:', 'Not reminded:', 'Silent:']) expect(says).toContain(words)
    expect(says).toMatch(/○ \d+ silent/)
  })

  test('says in the same words beside the table, in the help and in the API whose usual stay is meant, and that what is at rest is left out', async () => {
    const words = PAST_USUAL.slice(1)
    expect(words).toContain('innermost state in which it waits')
    expect(words).toContain('States at rest, such as “Evidence awaited”, are left out')
    for (const path of ['/flow/compliance', '/help']) expect([path, (await reads(path)).says.includes(words)]).toEqual([path, true])
    const { body } = await (await office.service.signIn('lineManager')).get('/openapi.json')
    const { states, bottlenecks } = body.components.schemas.Flow.properties
    expect(states.items.properties.attention.properties.pastUsual.description).toBe(PAST_USUAL)
    expect(bottlenecks.items.properties.pastUsual.description).toBe(PAST_USUAL)
    expect(bottlenecks.description).toContain('States at rest, such as “Evidence awaited”, are left out')
  })

  test('has a list for every reason, and for what is no reason says so', async () => {
    for (const kind of attentionKinds) expect([kind, (await reads(`/flow/compliance/list?attention=${kind}`)).status]).toEqual([kind, 200])
    expect((await reads('/flow/compliance/list?attention=gloomy')).says).toContain(
      'A reason for attention that cannot be used was left out.',
    )
  })
})
