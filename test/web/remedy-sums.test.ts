import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openDataSource } from '../../db/data-source.ts'
import { RemedySums } from '../../db/migrations/0025-remedy-sums.ts'
import { TargetDates } from '../../db/migrations/0026-target-dates.ts'
import { action, complies } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { complaintIn } from '../support/proposed.ts'
import { proves } from '../support/proves.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let reference: string
beforeAll(async () => {
  told = await toldOffice()
  const pays = (id: string, what: string, money: readonly object[]) =>
    action(id, told.organisations.trust, what, told.day(28), { kind: 'payment', money })
  const resolved = await resolves(told, {
    complaint: complaintIn(told, { injustices: ['A spare key for the locker had to be bought'] }),
    actions: [
      pays('further', 'Pay a further 30 pounds for the spare key', [
        { kind: 'payment', amount: 3_000 },
        { kind: 'alreadyPaid', amount: 5_000 },
      ]),
      pays('debt', 'Write off the charge for the locker', [
        { kind: 'debtWrittenOff', amount: 1_250 },
        { kind: 'earlierOffer', amount: 1_000 },
      ]),
      pays('offer', 'Pay again for the locksmith what was offered', [{ kind: 'earlierOffer', amount: 700 }]),
    ],
  })
  reference = resolved.reference
})
afterAll(() => told.end())

interface Compared {
  readonly items: readonly { readonly remedies: readonly { readonly what: string; readonly amount: number | null }[] }[]
}
const like = async (more = '') =>
  (await (await told.office.as('caseworker')).get<Compared>(`/remedies?like=${encodeURIComponent('a spare key')}${more}`)).items
const amounts = (items: Compared['items']) => items.flatMap(({ remedies }) => remedies.map(({ amount }) => amount))

proves(
  'I15',
  'what a remedy comes to is one sum: what was offered or paid before is in none that is shown, compared or looked for',
  async () => {
    const { says } = await told.reads('caseworker', `/casefiles/${reference}/remedies`)
    expect(says).toContain('come to £42.50 in all')
    expect(says).toContain('Already paid: £50.00')
    expect(amounts(await like())).toEqual([3_000, 1_250, null])
    expect(amounts(await like('&amountFrom=1250&amountTo=1250'))).toHaveLength(3)
    for (const before of ['&amountFrom=3001', '&amountTo=1249']) expect([before, await like(before)]).toEqual([before, []])
  },
)

test('what was kept before with those in it is worked out again', async () => {
  const { pool, url } = told.service.database
  await pool.query("update remedy set amount = (select sum((line ->> 'amount')::bigint) from json_array_elements(money::json) line)")
  expect(amounts(await like())).toEqual([8_000, 2_250, 700])
  const source = await openDataSource(url)
  try {
    await new RemedySums().up(source.createQueryRunner())
  } finally {
    await source.destroy()
  }
  expect(amounts(await like())).toEqual([3_000, 1_250, null])
})

test('the remedies of a casefile are headed by how many there are and how many of them are still open', async () => {
  const heading = async () =>
    /Remedies: \d, still open: \w+/.exec((await told.reads('caseworker', `/casefiles/${reference}/remedies`)).says)?.[0]
  expect(await heading()).toBe('Remedies: 3, still open: 3')
  await complies(told, reference, 'A copy of the letter')
  expect(await heading()).toBe('Remedies: 3, still open: none')
})

test('by when a remedy is to be done is worked out for those that were kept before it stood beside them', async () => {
  const { pool, url } = told.service.database
  const days = async () => (await pool.query('select instance_id, target_on::text from remedy order by instance_id')).rows
  const before = await days()
  expect(before.map(({ target_on }) => target_on)).toEqual([told.day(28), told.day(28), told.day(28)])
  await pool.query('alter table remedy drop target_on')
  const source = await openDataSource(url)
  try {
    await new TargetDates().up(source.createQueryRunner())
  } finally {
    await source.destroy()
  }
  expect(await days()).toEqual(before)
})
