import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Visitor } from '../support/browse.ts'
import { agreedIn } from '../support/proposed.ts'
import { read } from './support/read.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let reference: string
let attempt: string
let caseworker: Visitor
beforeAll(async () => {
  told = await toldOffice()
  const ready = await agreedIn(told)
  reference = ready.reference
  attempt = ready.attempt.id
  caseworker = await told.service.browse('caseworker')
})
afterAll(() => told.end())

/** Each of them, and none before the one it follows: what a text browser shows, and a screen reader says. */
function expectInOrder(says: string, words: readonly string[]): void {
  let from = 0
  for (const each of words) {
    const at = says.indexOf(each, from)
    expect([each, at >= 0, says.slice(from, from + 300)]).toEqual([each, true, expect.anything()])
    from = at + each.length
  }
}
const reads = async (path: string) => read(await caseworker.get(path))

test('a list of work, without scripts and styles, says what it is, how it can be narrowed, what is to be done by when, and what can be done with several', async () => {
  const { says } = await reads('/worklists/mine')
  expectInOrder(says, ['My work', 'Filter', 'Casefile', 'What is to be done', 'Due', reference, 'days left', 'Record a reminder'])
})

test('a casefile says whose it is, what happens next, what cannot be done and why, and then its duties and dates', async () => {
  const { says } = await reads(`/casefiles/${reference}`)
  expectInOrder(says, [
    reference,
    'Mrs Ashdown',
    'What happens next',
    'Compare remedies',
    'Not possible now',
    'Open duties',
    'Dates that are running',
  ])
})

test('a form says what it is for, asks, is sent, and then says what the guidance wants; with mistakes these come first', async () => {
  const address = `/instances/${attempt}/events/COMPARE_REMEDIES`
  const { says } = await reads(address)
  expectInOrder(says, ['Compare remedies', 'What was compared', 'Compare remedies', 'Cancel', 'Casework guidance'])
  const faulty = read(await caseworker.post(address))
  expectInOrder(faulty.says, ['There is a problem', 'Compare remedies', 'Error:', 'Compare remedies', 'Cancel'])
})

test('the page before something weighty says that nothing has happened, what would, and only then offers to do it', async () => {
  await caseworker.post(`/instances/${attempt}/events/COMPARE_REMEDIES`, { compared: 'Three cases of the last two years' })
  const typed = { finallyResolves: 'yes', whatWeDid: 'We asked the Trust for a remedy', conclusions: 'It was at fault' }
  const { says } = read(await caseworker.post(`/instances/${attempt}/events/SUBMIT_FOR_SIGN_OFF`, typed))
  expectInOrder(says, ['Check before you go on', 'Nothing has happened yet', 'becomes', 'Confirm'])
})
