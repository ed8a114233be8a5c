import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { action, opensWithAttempt } from '../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import { textsNamingUnseen } from '../../src/reports/unseen.ts'
import type { Fields, Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

const INSTEAD = 'A comparison with a casefile you may not see'
const FOUND_NOTHING = 'A search among earlier remedies found nothing like this one.'

/** As another office wrote it: no word of it is a reference. */
const EARLIER = 'Bexley file, (second) [K]'

let told: Told
let caseworker: Visitor
let earlier: Resolved
let later: Awaited<ReturnType<typeof opensWithAttempt>>
let bench: string
beforeAll(async () => {
  told = await toldOffice()
  const { trust } = told.organisations
  earlier = await resolves(told, {
    complaint: {
      complainant: { name: 'Ms K' },
      complainedAbout: [trust],
      complaint: 'Transport to dialysis was stopped',
      earlierReference: EARLIER,
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
  later = await opensWithAttempt(told, 'caseworker', complaint)
  const { colleague, attempt } = later
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
const OTHER = 'Acknowledge and apologise: an accurate, agreed account, amended, attached by an adviser, acted on'
const elsewhere = { 'action.what': OTHER, 'action.injustice': OTHER }

/** The page as it is sent; what is written on it is not there the next time. */
async function sends(fields: Fields): Promise<string> {
  const { text } = await caseworker.get(bench)
  const { text: answer, status } = await caseworker.post(bench, { ...hiddenIn(text), ...fields })
  expect(status).toBe(200)
  await caseworker.post(bench, { _discard: 'confirmed' })
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

proves('I15', 'the sentence that the record of the comparison begins with is to be finished before it is recorded', async () => {
  const form = await sends({ compare: earlier.reference, _compare: 'yes' })
  const compared = await begins({ compare: earlier.reference })
  const address = `/instances/${later.attempt.id}/events/COMPARE_REMEDIES`
  for (const text of [compared, `${compared.replace('with it', 'with them')} …`]) {
    const { status, text: answer } = await caseworker.post(address, { ...hiddenIn(form), compared: text })
    expect([status, errorsIn(answer)]).toEqual([400, [{ at: 'compared', text: 'Finish the last sentence: say why our remedy fits' }]])
    expect(answer).toContain(text.trim())
  }
  const { comparisons = [] } = (await later.colleague.get<{ record: { comparisons?: object[] } }>(`/instances/${later.attempt.id}`)).record
  expect(comparisons).toEqual([])
})

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

/**
 * As it is recorded now, with words of the caseworker; as it was recorded once, with words of the earlier casefile; by the reference that it
 * had before, by a dash; and beside one that there is not.
 */
const recorded = () => [
  `${earlier.reference}\n- A payment (£312.50); complied with on 4 Feb 2013\n\nOur remedy fits with it because she too was a nurse dismissed`,
  `${earlier.reference}: Taxi fares\n\nof Ms Unmentionable\n- A payment (£312.50): Repay what was spent; still open\nOur remedy fits with it because both paid by card`,
  'Our remedy fits with that of the bexley file,\n(second) [k], of a nurse',
  `As a nurse had it, in ${earlier.reference.replace('-', '\u2013').toLowerCase()}`,
]
const ofNobody = ['Like the Bexley file']

describe('a casefile that was sealed since', () => {
  const addresses = () => [
    `/instances/${later.attempt.id}`,
    `/instances/${later.attempt.id}/history`,
    `/instances/${later.attempt.id}/route`,
    `/casefiles/${later.file.reference}/history`,
  ]
  const pages = () => [
    `/instances/${later.attempt.id}`,
    ...['timeline', 'print', 'route'].map((page) => `/casefiles/${later.file.reference}/${page}`),
    `/casefiles/${later.file.reference}/route?instance=${later.attempt.id}`,
  ]
  let tagged: string
  beforeAll(async () => {
    for (const compared of [...recorded(), ...ofNobody]) await later.colleague.does(later.attempt, 'COMPARE_REMEDIES', { compared })
    tagged = (await (await told.service.signIn('caseworker')).get(addresses()[0]!)).headers['etag']!
    const sealing = { posts: ['secondCaseworker', 'lineManager'], why: 'A colleague is party to it' }
    await (await told.office.as('lineManager')).does(earlier.file, 'SEAL', sealing)
  })

  test('is not named to who may not see it by the record of a comparison, on no page and by no route', async () => {
    const caller = await told.service.signIn('caseworker')
    for (const address of addresses()) {
      const { status, body } = await caller.get(address)
      const said = JSON.stringify(body)
      expect([address, status, said.includes(earlier.reference), /unmentionable|312\.50|nurse|card|\(second\)/i.exec(said)?.[0]]).toEqual([
        address,
        200,
        false,
        undefined,
      ])
    }
    for (const address of pages()) {
      const { status, text } = await caseworker.get(address)
      expect([
        address,
        status,
        text.includes(earlier.reference),
        /unmentionable|312\.50|nurse|card|\(second\)/i.exec(saidBy(text))?.[0],
      ]).toEqual([address, 200, false, undefined])
    }
  })

  test('is told of there as a casefile that one may not see, and of what was said of it not a sentence', async () => {
    const caller = await told.service.signIn('caseworker')
    const { body } = await caller.get(addresses()[0]!).set('If-None-Match', tagged)
    expect(body.record.comparisons.map(({ compared }: { compared: string }) => compared)).toEqual([
      ...recorded().map(() => INSTEAD),
      'Like the Bexley file',
    ])
    for (const page of pages().slice(0, 3)) expect((await caseworker.get(page)).text).toContain(INSTEAD)
  })

  test('is not told apart from one that there is not, by whoever writes its reference to see', async () => {
    const caller = await told.service.signIn('caseworker')
    const compares = async (compared: string) => {
      const { status, body } = await caller.post(`${addresses()[0]!}/checks`, { type: 'COMPARE_REMEDIES', compared })
      return [status, body.errors]
    }
    for (const reference of [earlier.reference, 'RD-999999'])
      expect(await compares(`Like ${reference}, of a nurse`)).toEqual([
        400,
        [{ pointer: '/compared', detail: `${reference}: It does not exist, or you may not see it` }],
      ])
    expect(await compares(`Like ${later.file.reference}`)).toEqual([200, undefined])
    const texts = ['Like RD-999999', `Like ${earlier.reference}`, `Like ${later.file.reference}`]
    const sees = { posts: [{ id: 'caseworker' }], seesSealed: false }
    expect([...(await textsNamingUnseen(told.service.services.lists, sees, texts))]).toEqual(texts.slice(0, 2))
  })

  test('is found by nobody else through what was compared with it', async () => {
    const found = async (post: string, word = 'Unmentionable') =>
      (await (await told.service.signIn(post)).get(`/search?q=${word}`)).body.items.map(({ reference }: { reference: string }) => reference)
    expect(await found('caseworker')).toEqual([])
    expect(await found('caseworker', 'nurse')).toEqual([])
    expect((await found('lineManager')).sort()).toEqual([earlier.reference, later.file.reference].sort())
    expect(await found('lineManager', 'nurse')).toEqual([later.file.reference])
  })

  test('is named in the record to those it is open to, as it was written', async () => {
    const { body } = await (await told.service.signIn('lineManager')).get(addresses()[0]!)
    expect(body.record.comparisons.map(({ compared }: { compared: string }) => compared)).toEqual([...recorded(), 'Like the Bexley file'])
  })

  test('is not named in a record that is begun, and the form says that one that was ticked is left out', async () => {
    const shown = await sends({ _compare: 'yes', compare: earlier.reference })
    expect(shown).not.toContain(earlier.reference)
    expect(saidBy(shown)).toContain('One casefile that you ticked is left out: it was sealed to you meanwhile')
    const checked = await sends({ _check: 'yes', compare: [earlier.reference, 'RD-999999'] })
    expect(saidBy(checked)).toContain('2 casefiles that you ticked are left out')
  })
})
