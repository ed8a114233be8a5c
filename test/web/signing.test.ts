import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { allPoints, assessment, opensWithAttempt, preparesComplainant, submits } from '../../scripts/demonstration/passages.ts'
import { dateInWords } from '../../src/letters/format.ts'
import { agreedIn, apologyIn, complaintIn } from '../support/proposed.ts'
import { proves } from '../support/proves.ts'
import { read } from './support/read.ts'
import { hiddenIn } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

/** A decision that waits for its signature. */
async function submitted() {
  const at = await agreedIn(told)
  await submits(at.colleague, at.attempt, 'What was agreed puts it right')
  const letters = (await at.colleague.casefile(at.reference)).letters.filter(({ letter }) => letter !== 'approach')
  return { ...at, letters, file: await at.colleague.finds(at.reference, 'casefile') }
}
/** The form of an event, and what would happen if it were sent with these answers. */
async function weighed(post: string, path: string, answers: Record<string, string> = {}) {
  const visitor = await told.service.browse(post)
  const form = await visitor.get(path)
  return { form: read(form), check: read(await visitor.post(path, { ...hiddenIn(form.text), ...answers })) }
}
/** What a page says of the duties that would end. */
const duties = (says: string) => /Who has something to do(.*?)(?=What you say|Confirm)/.exec(says)?.[1]?.trim() ?? ''

proves('I26', 'before a decision is signed, both pages say which it is and lead to each letter as it would go out', async () => {
  const { attempt, letters } = await submitted()
  const { form, check } = await weighed('lineManager', `/instances/${attempt.id}/events/SIGN_OFF`)
  expect(letters.map(({ letter }) => letter).toSorted()).toEqual(['confirmation', 'decision'])
  for (const { says, links } of [form, check]) {
    expect(says).toContain('What is signed The decision: Resolved by an intervention. Its letters go out as they are signed')
    expect(links.filter(({ href }) => href.startsWith('/letters/')).map(({ href }) => href)).toEqual(
      letters.map(({ id }) => `/letters/${id}`),
    )
    expect(says).toMatch(/Decision letter to the complainant .*Letter confirming what was agreed to Harrowmere Hospitals NHS Trust/)
  }
  expect(duties(check.says)).toContain('Sign the decision off, or return it is done')
  expect(check.says).not.toContain('The signature no longer holds')
})

test('what is no signature says nothing of one', async () => {
  const { attempt } = await submitted()
  const { form } = await weighed('lineManager', `/instances/${attempt.id}/events/RETURN`)
  expect(form.says).not.toContain('What is signed')
})

proves('I26', 'before a signed letter is edited, the page says that the signature falls, and that nothing was issued', async () => {
  const { attempt, letters, file } = await submitted()
  await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
  const { id } = letters.find(({ letter }) => letter === 'decision')!
  const path = `/instances/${file.id}/events/EDIT_LETTER?letter=${id}`
  const { check } = await weighed('caseworker', path, { letter: id, body: 'Dear Mrs Ashdown,\n\nAll is well.' })
  expect(check.says).toContain('The signature no longer holds: no decision is issued until one is signed anew.')
  expect(duties(check.says)).toContain('Issue the decision with all its letters no longer has to be done')
})

proves(
  'I28',
  'before a decision is issued, the page says of what day its letters are, that issuing it is done, and of a signature that falls nothing',
  async () => {
    const { attempt } = await submitted()
    await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    await told.waits(3)
    const { form, check } = await weighed('caseworker', `/instances/${attempt.id}/events/ISSUE_DECISION`)
    for (const { says } of [form, check])
      expect(says).toContain(`The letters go out as they were signed on ${dateInWords(told.day(-3))}, with the date that stands in them`)
    expect(duties(check.says)).toContain('Issue the decision with all its letters is done')
    expect(check.says).not.toContain('The signature no longer holds')
  },
)

proves(
  'I26',
  'before a decision is submitted, the page says that this is done, though the chart has another way to submit one first',
  async () => {
    const { colleague, attempt } = await agreedIn(told)
    await colleague.does(attempt, 'COMPARE_REMEDIES', { compared: 'Three similar cases: apologies alike' })
    const said = { finallyResolves: 'yes', whatWeDid: 'We read the papers', conclusions: 'It puts it right' }
    const { check } = await weighed('caseworker', `/instances/${attempt.id}/events/SUBMIT_FOR_SIGN_OFF`, said)
    expect(duties(check.says)).toContain('Submit the decision for sign-off is done')
  },
)

proves(
  'I18',
  'before it is proposed, each written reason stands by what its rule wants, a paragraph once, what opens once, and who is told by name',
  async () => {
    const { colleague, attempt } = await opensWithAttempt(told, 'caseworker', complaintIn(told))
    await preparesComplainant(colleague, attempt, 'Knows what may be asked for')
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect: { answer: true, why: 'It agreed before' } })
    await colleague.does(attempt, 'ADD_ACTION', { action: apologyIn(told) })
    const points = Object.keys(allPoints).map((name) => [`points.${name}`, ['apology', 'discussion'].includes(name) ? 'no' : 'yes'])
    const { check } = await weighed('caseworker', `/instances/${attempt.id}/events/PROPOSE_INTERVENTION`, {
      ...Object.fromEntries(points),
      whom: told.organisations.trust,
      channel: 'telephone',
      contact: 'focalPoint',
      respondBy: told.day(30),
      'reasons.apologyAskedFor': 'It has apologised',
      'reasons.discussionOffered': 'It wants letters',
      'reasons.responseWithinFourteenDays': 'Its director is away',
    })
    for (const [rule, reason] of [
      ['The approach normally asks that it apologise in writing', 'It has apologised'],
      ['The approach normally contains an offer to discuss any of it', 'It wants letters'],
      ['The response date is more than 14 days ahead', 'Its director is away'],
    ])
      expect(check.says).toContain(`${rule}: reason (Casework guidance, paragraph 2.6.18) ${reason}`)
    expect(check.says).toContain('Your written reasons are kept under Casework guidance, paragraph 2.6.18.')
    expect(check.says.match(/Approach to an organisation, Harrowmere Hospitals NHS Trust is opened: awaiting response/g)).toHaveLength(1)
    expect(check.says).not.toMatch(/Opening → becomes/)
    expect(check.says).toContain('The file of Harrowmere Hospitals NHS Trust is told of it.')
  },
)
