import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { action, complies } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { proves } from '../support/proves.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let year: string
beforeAll(async () => {
  told = await toldOffice()
  year = told.day(28).slice(0, 4)
})
afterAll(() => told.end())

/** A remedy that is due in four weeks; its casefile. */
async function owed(what: string) {
  const { trust } = told.organisations
  const complaint = {
    complainant: { name: 'Mrs Ashdown' },
    complainedAbout: [trust],
    complaint: 'Her letters were not answered',
    injustices: ['Distress'],
  }
  return resolves(told, { complaint, actions: [action('apology', trust, what, told.day(28), { kind: 'apology' })] })
}
const ofTheTrust = async () =>
  /Harrowmere Hospitals NHS Trust((?: \d+){5})/.exec((await told.reads('auditor', `/figures?year=${year}`)).says)?.[1]?.trim()

proves(
  'CA',
  'the figures of a year say of each organisation what was kept by its first date and what was late, in calendar days',
  async () => {
    const inTime = await owed('Write a letter of apology')
    await owed('Write another letter')
    expect((await told.reads('auditor', `/figures?year=${year}`)).says).toContain('No remedy came due in this year')
    await complies(told, inTime.reference, 'A copy of the letter')
    expect(await ofTheTrust()).toBe('1 1 0 0 0')
    await told.waits(29)
    expect(await ofTheTrust()).toBe('2 1 0 1 0')
    const { says } = await told.reads('auditor', `/figures?year=${year}`)
    expect(says).toContain(`Annual figures, ${year}: remedies by their target dates, in calendar days`)
    expect((await told.reads('auditor', `/figures?year=${Number(year) - 1}`)).says).toContain('No remedy came due')
  },
)

test('the same stands in a table to take away', async () => {
  const { html } = await told.reads('auditor', `/figures/csv?year=${year}`)
  expect(html).toContain(`"Organisation (${year}, calendar days)",Came due`)
  expect(html).toContain('Harrowmere Hospitals NHS Trust,2,1,0,1,0')
  expect(html).toContain('All organisations,2,1,0,1,0')
})
