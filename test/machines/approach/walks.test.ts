import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { caseworker, director, lineManager, secondCaseworker } from '../../support/people.ts'
import { apology, asAsked, asked, enquired, lessMoney, offeredUnasked, payment, Story } from './story.ts'

const reasons = Object.fromEntries(
  ['responseWithinFourteenDays', 'answerWithinFourteenDays', 'actedOnWithinFourWeeks'].map((rule) => [rule, 'As it was']),
)
const moves = [
  { type: 'ORGANISATION_AGREED', words: 'Yes' },
  { type: 'ORGANISATION_AGREED', words: 'Yes, to less', actions: lessMoney },
  { type: 'ORGANISATION_OFFERED', actions: lessMoney },
  { type: 'ORGANISATION_REFUSED', words: 'No' },
  { type: 'ORGANISATION_REPLIED', words: 'The file was lost' },
  { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' },
  { type: 'TURN_DOWN_OFFER', why: 'Too little' },
  { type: 'OFFER_CHANGED', actions: lessMoney },
  { type: 'OFFER_WITHDRAWN', words: 'Not approved' },
  { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: asAsked },
  { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: lessMoney },
  { type: 'REMEDY_PROVIDED', action: 'apology', evidence: 'A copy' },
  { type: 'ESCALATE', why: 'Silence', early: { answer: true, why: 'The funeral' } },
  { type: 'PASS_ON', view: 'Agreed' },
  { type: 'DECIDE_OUTCOME', outcome: 'organisationAgreed', why: 'A call' },
  { type: 'DECIDE_OUTCOME', outcome: 'organisationOffered', why: 'A call', actions: lessMoney },
  { type: 'DECIDE_OUTCOME', outcome: 'reconsider', why: 'No answer' },
]
const step = fc.record({
  days: fc.nat(12),
  late: fc.nat(10),
  by: fc.constantFrom(caseworker, caseworker, lineManager, director, secondCaseworker),
  move: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...moves) },
    { weight: 1, arbitrary: fc.constantFrom('CHANGE_RESPONSE_DATE', 'ASK_FOR_MORE', 'ASK_AGAIN', 'SEND_BACK', 'DROPPED', 'ATTEMPT_ENDED') },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function take(story: Story, { late, by, move }: Step, today: string): void {
  const respondBy = addDays(today, 10)
  if (typeof move === 'object') {
    const isFact = !['ACCEPT_OFFER', 'TURN_DOWN_OFFER', 'ESCALATE', 'PASS_ON', 'DECIDE_OUTCOME'].includes(move.type)
    story.tries(by, today, move, { reasons, ...(isFact && { late: addDays(today, -late) }) })
  } else if (move === 'CHANGE_RESPONSE_DATE') story.tries(by, today, { type: move, respondBy }, { reasons })
  else if (move === 'ASK_FOR_MORE') story.tries(by, today, { type: move, respondBy, actions: asAsked, words: 'More' }, { reasons })
  else story.hears(today, { type: move, actions: [apology, payment], respondBy, how: 'declined' })
}

/** Which duties stand in which place; the compliance officer's notices stand until they are acknowledged. */
const dutiesIn = (place: string): readonly string[] => [
  ...(place.startsWith('nothingOnTheTable') ? ['decideWhatToAsk'] : []),
  ...(place.startsWith('consideringOffer') ? ['considerOffer'] : []),
  ...(/^awaitingConfirmation.(late|sig)/.test(place) ? ['obtainConfirmation'] : []),
  ...(place.startsWith('refused') || place.endsWith('significantlyDelayed') ? ['escalate'] : []),
  ...(place.startsWith('escalated.withLineManager') ? ['passOn'] : []),
  ...(place.startsWith('escalated.withDirectorate') ? ['decideOutcome'] : []),
]

test('whatever happens, in whatever order: the duties are those of the place, and a refusal is always noted', () => {
  fc.assert(
    fc.property(fc.constantFrom(asked, enquired, offeredUnasked), fc.array(step, { maxLength: 25 }), (input, steps) => {
      const story = new Story(input)
      let today = addDays(input.approachedOn, 10)
      for (const each of steps) {
        today = addDays(today, each.days)
        take(story, each, today)
        story.until(today)
        const standing = story.duties.filter(({ to }) => to !== 'complianceOfficer').map(({ name }) => name)
        expect([story.place, [...standing].sort()]).toEqual([story.place, [...dutiesIn(story.place)].sort()])
        expect(story.duties.length - standing.length).toBe(story.record.refusals.length)
        expect(story.told.filter(({ type }) => type === 'APPROACH_REFUSED')).toHaveLength(story.record.refusals.length)
      }
    }),
    { numRuns: 300 },
  )
})
