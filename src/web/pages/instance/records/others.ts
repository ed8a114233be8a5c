import { type Approach, awaited } from '../../../../../machines/approach/record.ts'
import { type Investigation, isMonitored } from '../../../../../machines/investigation/record.ts'
import type { Recommendation } from '../../../../../machines/recommendation/record.ts'
import type { AgreedAction, Offer } from '../../../../../machines/remedy/action.ts'
import type { Review } from '../../../../../machines/review/record.ts'
import type { About } from '../about.ts'
import { facts, on, type Section, say, sums, table, yesNo } from '../sections.ts'

const listed = (actions: readonly Pick<AgreedAction, 'what'>[]) =>
  actions.length > 0 ? actions.map(({ what }) => what).join('; ') : undefined

/** What was asked of one organisation, what it answered, and what it has bound itself to (I18–I21). */
export const approachRecord = (record: Approach, about: About): readonly Section[] => [
  ...facts(
    'What is asked of it',
    [
      ['Organisation', about.organisation(record.organisation)],
      ['Complained about', record.thirdParty ? 'No: another organisation, which could help' : 'Yes'],
      ['Approached', `${on(record.approachedOn)}, ${say(record.channel, 'channel')?.toLowerCase()}`],
      ['Actions', listed(awaited(record))],
      ['Answer wanted by', on(record.respondBy)],
      ['First answer date', record.firstRespondBy === record.respondBy ? undefined : on(record.firstRespondBy)],
      ['Written confirmation wanted by', on(record.confirmBy)],
    ],
    'I18',
  ),
  ...table(
    'What it has confirmed in writing',
    ['What it will do', 'How we shall know', 'By', 'Money'],
    record.agreed.map(({ what, measure, by, money }) => [what, measure, on(by), sums(money)]),
    'I21',
  ),
  ...table(
    'Offers',
    ['On', 'What it offered', 'Money', 'What became of it'],
    record.offers.map((offer) => [on(offer.on), listed(offer.actions), amounts(offer), say(offer.became) ?? 'On the table']),
    'I19',
  ),
  ...table(
    'How its offers were judged',
    ['On', 'Puts the injustice right', 'Final', 'Compared with', 'Why'],
    record.judged.map(({ on: day, putsRight, final, compared, why }) => [on(day), yesNo(putsRight), yesNo(final), compared, why]),
    'I15',
  ),
  ...table(
    'Refused',
    ['On', 'What', 'In its words'],
    record.refusals.map(({ on: day, turnedDown, fellBack, words }) => [
      on(day),
      turnedDown ? 'An offer that we turned down' : fellBack ? 'It went back on what it had confirmed' : 'What we asked for',
      words,
    ]),
    'I20',
  ),
  ...table(
    'Late',
    ['What', 'Due', 'More than a week', 'Answered'],
    record.delays.map(({ of, due, significant, answeredOn, answeredInTime, dateMoved }) => [
      say(of),
      on(due),
      yesNo(significant),
      answeredInTime ? 'In time, and recorded late' : dateMoved ? 'A later date was given' : (on(answeredOn) ?? 'Not yet'),
    ]),
    'I20',
  ),
  ...table(
    'Replies',
    ['On', 'What it said'],
    record.replies.map(({ on: day, words }) => [on(day), words]),
  ),
  ...facts(
    'Escalation',
    [
      ['Begun', on(record.escalation?.begunOn)],
      ['Why', record.escalation?.why],
      ['With', record.escalation && say(record.escalation.with)],
      ['Passed on', on(record.escalation?.passedOnOn)],
      ['The line manager’s view', record.escalation?.view],
      ['Outcome', say(record.escalation?.outcome, 'outcome')],
      ['Why that outcome', record.escalation?.outcomeWhy],
    ],
    'I20',
  ),
  ...table(
    'Answer dates before',
    ['Date', 'Changed on', 'Why'],
    record.earlierResponseDates.map(({ respondBy, changedOn, why }) => [on(respondBy), on(changedOn), why]),
  ),
  ...table(
    'Provided before our decision',
    ['What', 'On', 'Evidence'],
    record.provided.map(({ terms, on: day, evidence }) => [terms.what, on(day), evidence]),
  ),
  ...facts('How it ended', [
    ['Failed', record.failed && `${on(record.failed.on)}: ${say(record.failed.how)?.toLowerCase()}`],
    ['Why', record.failed?.why],
    ['Ended', record.ended && on(record.ended.on)],
  ]),
]
const amounts = ({ actions }: Offer) => sums(actions.flatMap(({ money }) => money))

/** What was recommended and answered, and the report it stands in (C1, C2, C10, C16). */
export const investigationRecord = (record: Investigation, about: About): readonly Section[] => [
  ...facts(
    'Reports and finding',
    [
      ['Draft report', record.draftIssuedOn && `${on(record.draftIssuedOn)}${record.draftReference ? `, ${record.draftReference}` : ''}`],
      ['Finding', say(record.finding, 'finding')],
      ['Made on', on(record.findingMadeOn)],
      ['Why', record.findingWhy],
      ['Final report', record.finalIssuedOn && `${on(record.finalIssuedOn)}${record.finalReference ? `, ${record.finalReference}` : ''}`],
      ['Ended', record.endedOn && `${on(record.endedOn)}: ${say(record.endedHow)?.toLowerCase()}`],
      ['Why it ended', record.endedWhy],
      ['Told', record.told.length > 0 ? record.told.map((id) => about.nameOf(id) ?? say(id)).join(', ') : undefined],
    ],
    'C1',
  ),
  ...table(
    'Recommendations',
    ['Recommendation', 'Organisation', 'By', 'Where it stands', 'Monitoring'],
    record.recommendations.map((each) => [
      about.child('recommendation', each.key, each.action.what),
      about.organisation(each.organisation),
      on(each.action.by),
      say(each.standing),
      each.item ? (each.item.ending ? say(each.item.ending) : isMonitored(each) ? 'Open' : undefined) : undefined,
    ]),
    'C2',
  ),
]

/** One recommendation: its five questions, how it was answered, and what was decided about a refusal (C10). */
export const recommendationRecord = (record: Recommendation, about: About): readonly Section[] => [
  ...facts(
    'What is recommended',
    [
      ['Organisation', about.organisation(record.organisation)],
      ['What it should do', record.action.what],
      ['How we shall know', record.action.measure],
      ['Why it can do this', record.action.achievable],
      ['Which injustice it puts right', record.action.injustice],
      ['By', on(record.action.by)],
      ['Kind of remedy', say(record.action.kind)],
      ['Money', sums(record.action.money)],
      ['Where it stands', say(record.standing)],
      ['To be answered by', on(record.answerBy)],
    ],
    'I9',
  ),
  ...facts(
    'Accepted',
    [
      ['On', on(record.acceptance?.on)],
      ['In its words', record.acceptance?.words],
      ['What it understands it is to do', record.acceptance?.understood],
      ['Target date', on(record.acceptance?.targetDate)],
      ['What was discussed about the date', record.acceptance?.discussed],
    ],
    'C11',
  ),
  ...table(
    'Refused',
    ['On', 'Report', 'In its words'],
    record.refusals.map(({ on: day, report, words }) => [on(day), say(report), words]),
    'C10',
  ),
  ...table(
    'Passed on',
    ['On', 'To', 'The director’s view'],
    record.referrals.map(({ on: day, to, view }) => [on(day), say(to), view]),
    'C10',
  ),
  ...table(
    'Decided',
    ['On', 'Report', 'Outcome', 'Why', 'Further action'],
    record.decisions.map(({ on: day, report, outcome, why, furtherAction }) => [on(day), say(report), say(outcome), why, furtherAction]),
    'C10',
  ),
  ...table(
    'Not answered in time',
    ['Report', 'Due', 'Answered'],
    record.noAnswers.map(({ report, due, answeredOn, answeredInTime }) => [
      say(report),
      on(due),
      answeredInTime ? 'In time, and recorded late' : (on(answeredOn) ?? 'Not yet'),
    ]),
  ),
  ...table(
    'Terms disputed',
    ['On', 'What'],
    record.disputes.map(({ on: day, what }) => [on(day), what]),
  ),
  ...table(
    'What was recommended before',
    ['Until', 'What it should do', 'By'],
    record.earlierTerms.map(({ action, until }) => [on(until), action.what, on(action.by)]),
  ),
  ...table(
    'Monitored as',
    ['Item', 'Ending', 'Ended'],
    record.items.map(({ key, ending, endedOn }) => [about.child('compliance', key, 'The remedy'), say(ending) ?? 'Open', on(endedOn)]),
    'C11',
  ),
]

/** A complaint about our decision (I33). */
export const reviewRecord = (record: Review): readonly Section[] =>
  facts(
    'The complaint about our decision',
    [
      ['What is complained about', record.complaint],
      ['Received', on(record.receivedOn)],
      ['Rests on', record.correspondence],
      ['Referred', on(record.referredOn)],
      ['Referral sent', on(record.referralSentOn)],
      ['The decision was issued', on(record.decision?.on)],
      ['Taken up', on(record.acceptedOn)],
      ['To be taken up or declined by', on(record.acceptBy)],
      ['To be concluded by', on(record.concludeBy)],
      ['Outcome', say(record.outcome, 'outcome')],
      ['Ended', on(record.endedOn)],
      ['Why', record.why],
    ],
    'I33',
  )
