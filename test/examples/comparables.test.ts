import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { action } from '../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import { proves } from '../support/proves.ts'
import { Stage } from './stage.ts'

interface Comparable {
  readonly casefile: { readonly reference: string }
  readonly injustices: readonly string[]
  readonly remedies: readonly { readonly what: string; readonly amount: number | null; readonly ending: string | null }[]
}

let stage: Stage
let fares: Resolved
let records: Resolved
beforeAll(async () => {
  stage = await Stage.opens()
  const { trust } = stage.organisations
  const complained = (name: string, complaint: string, injustice: string) => ({
    complainant: { name },
    complainedAbout: [trust],
    complaint,
    injustices: [injustice],
    remedySought: 'To be put right',
  })
  fares = await resolves(stage, {
    complaint: complained('Ms K', 'Transport to dialysis was stopped', 'Taxi fares to dialysis for eleven weeks'),
    actions: [
      action('fares', trust, 'Repay what she spent on taxis', stage.day(28), {
        kind: 'payment',
        money: [{ kind: 'payment', amount: 31_250 }],
      }),
    ],
  })
  records = await resolves(stage, {
    complaint: complained('Mr L', 'His radiographs were lost', 'Distress at the loss of his radiographs'),
    actions: [action('records', trust, 'Reconstruct the medical file from copies', stage.day(28), { kind: 'correctionOfRecords' })],
  })
  await receivesEvidence(stage, fares.items['fares']!, 'Receipt', { providedOn: stage.day(0), reference: 'T/1' })
  await judges(stage, fares.items['fares']!, 'provided', 'It was paid')
}, 120_000)
afterAll(() => stage?.ends())

const like = async (said: string, more = '', post = 'caseworker'): Promise<readonly Comparable[]> =>
  (await (await stage.office.as(post)).get<{ items: readonly Comparable[] }>(`/remedies?like=${encodeURIComponent(said)}${more}`)).items
const references = (found: readonly Comparable[]) => found.map(({ casefile: { reference } }) => reference)

describe('earlier remedies to compare with', () => {
  proves('I15', 'are found by an injustice like it, with what was asked for, the money and what became of it', async () => {
    const [first] = await like('She paid for a taxi to every dialysis')
    expect(first).toMatchObject({
      casefile: { reference: fares.reference },
      injustices: ['Taxi fares to dialysis for eleven weeks'],
      remedies: [{ what: 'Repay what she spent on taxis', amount: 31_250, ending: 'complied' }],
    })
  })

  proves('I15', 'are found by a remedy like it, also while it is open', async () => {
    const [first] = await like('a reconstructed file')
    expect(first).toMatchObject({ casefile: { reference: records.reference }, remedies: [{ amount: null, ending: null }] })
  })

  test('are those of some amount, or of a sector, where that is asked for', async () => {
    expect(references(await like('dialysis', '&amountFrom=30000&amountTo=32000&sector=health'))).toEqual([fares.reference])
    for (const other of ['&amountFrom=31251', '&amountTo=31249', '&sector=parliamentary'])
      expect([other, await like('dialysis', other)]).toEqual([other, []])
  })

  test('are found behind a hundred claims that read more like it, of casefiles in which nothing was agreed', async () => {
    const colleague = await stage.office.as('caseworker')
    const complaint = { complainant: { name: 'Mr N' }, complainedAbout: [stage.organisations.trust], complaint: 'No transport' }
    for (let opened = 0; opened < 6; opened++)
      await colleague.opens({
        directorate: 'customerServices',
        receivedOn: stage.day(0),
        ...complaint,
        injustices: Array.from({ length: 20 }, () => 'Dialysis'),
      })
    for (const more of ['', '&amountFrom=30000', '&sector=health'])
      expect([more, references(await like('dialysis', more))]).toEqual([more, [fares.reference]])
  })

  test('are none where nothing is alike, or nothing was said but words that stand everywhere', async () => {
    expect(await like('zzzyzx')).toEqual([])
    expect(await like('the and of')).toEqual([])
  })

  proves('I15', 'of an attempt are looked for by what its casefile claims, and it is not compared with itself', async () => {
    const { trust } = stage.organisations
    const again = await resolves(stage, {
      complaint: {
        complainant: { name: 'Ms M' },
        complainedAbout: [trust],
        complaint: 'No transport',
        injustices: ['Fares for taxis'],
        remedySought: 'Fares',
      },
      actions: [action('more', trust, 'Repay the fares', stage.day(28), { kind: 'payment' })],
    })
    const { items, like: said } = await again.colleague.get<{ items: readonly Comparable[]; like: string }>(
      `/instances/${again.attempt.id}/comparables`,
    )
    expect(said).toContain('Fares for taxis')
    expect(references(items)).toContain(fares.reference)
    expect(references(items)).not.toContain(again.reference)
  })

  proves(
    'I15',
    'begin with those whose injustice is the same, however much else is claimed or sought where they are compared',
    async () => {
      const { trust } = stage.organisations
      const claims = async (injustices: readonly string[], remedySought: string, what: string) =>
        resolves(stage, {
          complaint: {
            complainant: { name: 'Mr P' },
            complainedAbout: [trust],
            complaint: 'It went wrong',
            injustices: [...injustices],
            remedySought,
          },
          actions: [action('one', trust, what, stage.day(28), { kind: 'apology' })],
        })
      const same = await claims(['Rent arrears, and a loan to pay them'], 'An apology', 'Write a letter of apology')
      for (const nth of ['first', 'second', 'third'])
        await claims(
          [`A loan was refused, and a ${nth} loan to pay the rent`],
          'The refused loan put right',
          'Correct the record of the refused loan, and its interest',
        )
      const now = await claims(
        [
          'Rent arrears, and a loan to pay them',
          'The bank refused a further loan, with interest',
          'Distress over months without an answer',
        ],
        'The record of the refused loan corrected, and its interest repaid',
        'Correct the record of the refused loan',
      )
      const { items } = await now.colleague.get<{ items: readonly Comparable[] }>(`/instances/${now.attempt.id}/comparables`)
      expect(references(items)[0]).toBe(same.reference)
      expect(items.length).toBeGreaterThan(3)
    },
  )

  test('are none of a casefile that is sealed to who asks', async () => {
    const manager = await stage.office.as('lineManager')
    await manager.does(records.file, 'SEAL', { posts: ['caseworker', 'lineManager'], why: 'Somebody is in danger' })
    expect(references(await like('radiographs', '', 'secondCaseworker'))).toEqual([])
    expect(references(await like('radiographs'))).toEqual([records.reference])
  })

  test('are what history gives: every row comes out again', async () => {
    expect((await stage.verify()).difference).toBeUndefined()
  })
})
