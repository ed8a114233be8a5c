import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { action, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import type { Fields, Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

const FOUND_NOTHING = 'A search among earlier remedies found nothing like this one.'

let told: Told
let caseworker: Visitor
let earlier: Resolved
let bench: string
beforeAll(async () => {
  told = await toldOffice()
  const { trust } = told.organisations
  earlier = await resolves(told, {
    complaint: {
      complainant: { name: 'Ms K' },
      complainedAbout: [trust],
      complaint: 'Transport to dialysis was stopped',
      injustices: ['Taxi fares of Ms Unmentionable'],
      remedySought: 'To be put right',
    },
    actions: [
      action('fares', trust, 'Repay what was spent on taxis', told.day(28), {
        kind: 'payment',
        money: [{ kind: 'payment', amount: 31_250 }],
      }),
    ],
  })
  await receivesEvidence(told, earlier.items['fares']!, 'Receipt', { providedOn: told.day(0), reference: 'T/1' })
  await judges(told, earlier.items['fares']!, 'provided', 'It was paid')
  const complaint = {
    complainant: { name: 'Ms M' },
    complainedAbout: [trust],
    complaint: 'No transport',
    injustices: ['Taxi to the clinic'],
  }
  const { colleague, attempt } = await opensWithAttempt(told, 'caseworker', complaint)
  await colleague.does(
    attempt,
    'DECIDE_TO_ATTEMPT',
    { prospect: { answer: true, why: 'It has agreed before' } },
    { suitableForAnIntervention: 'On paper', remedyClearAndFinal: 'It is clear' },
  )
  bench = `/instances/${attempt.id}/workbench`
  caseworker = await told.service.browse('caseworker')
}, 60_000)
afterAll(() => told?.end())

/** So many other words that nothing is found any more by what is claimed. */
const elsewhere = { 'action.what': 'Acknowledge and apologise: an accurate, agreed account, amended, attached by an adviser, acted on' }

/** The page as it is sent; what is written on it is not there the next time. */
async function sends(fields: Fields): Promise<string> {
  const { text } = await caseworker.get(bench)
  const { text: answer, status } = await caseworker.post(bench, { ...hiddenIn(text), ...fields })
  expect(status).toBe(200)
  await caseworker.post(bench, { _discard: 'yes' })
  return answer
}
/** What the record of the comparison begins with. */
const begins = async (fields: Fields): Promise<string> =>
  /<textarea[^>]*name="compared"[^>]*>([\s\S]*?)<\/textarea>/.exec(await sends({ _compare: 'yes', ...fields }))![1]!

proves('I15', 'what was ticked is in the record of the comparison, whatever was written of the action since', async () => {
  expect(saidBy((await caseworker.get(bench)).text)).toContain(earlier.reference)
  expect(saidBy(await sends({ ...elsewhere, _check: 'yes' }))).not.toContain(earlier.reference)
  expect(await begins({ ...elsewhere, compare: earlier.reference })).toContain(earlier.reference)
})

proves(
  'I15',
  'the record of the comparison begins with reference, remedy, sum and ending, and takes nobody’s words out of their casefile',
  async () => {
    expect(await begins({ compare: earlier.reference })).toBe(
      `${earlier.reference}\n- A payment (£312.50); complied with on 4 Feb 2013\n\nOur remedy fits with it because `,
    )
  },
)

test('what was ticked is still on the page, and ticked, when the action is checked', async () => {
  const checked = await sends({ ...elsewhere, compare: earlier.reference, _check: 'yes' })
  expect(checked).toMatch(new RegExp(`value="${earlier.reference}" checked`))
})

proves('I15', 'that nothing like it was found is proposed for the record only where the page showed nothing', async () => {
  expect(await begins(elsewhere)).toBe('')
  const empty = await sends({ ...elsewhere, _check: 'yes' })
  const [, says] = /name="_compare" value="([^"]+)"/.exec(empty)!
  expect(await begins({ ...elsewhere, _compare: says! })).toBe(FOUND_NOTHING)
})

test('what is like the action that was written since is shown before anybody records that there is none', async () => {
  const { text } = await caseworker.get(bench)
  const shown = await caseworker.post(bench, { ...hiddenIn(text), 'action.what': 'Repay the taxis', _compare: 'none' })
  expect(saidBy(shown.text)).toContain('Nothing is recorded yet: there are some like what you have written since.')
  expect(shown.text).toContain(`value="${earlier.reference}"`)
})

test('a casefile that was sealed since it was ticked is not named to who may not see it', async () => {
  const sealing = { posts: ['secondCaseworker', 'lineManager'], why: 'A colleague is party to it' }
  await (await told.office.as('lineManager')).does(earlier.file, 'SEAL', sealing)
  expect(await begins({ compare: earlier.reference })).toBe('')
})
