import { assessEvents } from '../../../../../machines/intervention/assess.ts'
import { agreedIn, approachesOf, type Intervention, itemKey } from '../../../../../machines/intervention/record.ts'
import { remedyAction } from '../../../../../machines/remedy/action.ts'
import { type Said, saidBy } from '../../../../shown/said.ts'
import type { About } from '../about.ts'
import { facts, on, type Section, said, say, sums, table, yesNo } from '../sections.ts'

/** An attempt at an intervention, from the assessment to the decision (I5–I34). */
export function interventionRecord(record: Intervention, about: About): readonly Section[] {
  return [
    ...decided(record, about),
    ...remedy(record, about),
    ...approached(record, about),
    ...told(record),
    ...said('Assessment', assessed(record, about), 'I5'),
    ...prepared(record, about),
  ]
}

const assessed = ({ assessment }: Intervention, { nameOf }: About): readonly Said[] =>
  assessment ? saidBy(assessEvents.RECORD_ASSESSMENT, assessment as unknown as Record<string, unknown>, nameOf) : []

function remedy(record: Intervention, about: About): readonly Section[] {
  const agreed = agreedIn(record)
  const cards = record.actions.map((action) => ({
    title: action.what,
    rows: saidBy(remedyAction, action, about.nameOf).flatMap((each) =>
      'text' in each ? [{ label: each.label, value: each.text }] : [{ label: each.label, value: each.parts.map(flat).join('; ') }],
    ),
  }))
  return [
    ...table(
      'What was agreed',
      ['Organisation', 'What it will do', 'How we shall know', 'By', 'Money', 'Monitored as'],
      agreed.map(({ organisation, action }) => {
        const key = itemKey(organisation, action.id)
        const item = record.items[key]
        return [
          about.organisation(organisation),
          action.what,
          action.measure,
          on(action.by),
          sums(action.money),
          item ? about.child('compliance', key, item.ending ? `Ended: ${say(item.ending)?.toLowerCase()}` : 'Open') : 'Not yet monitored',
        ]
      }),
      'I21',
    ),
    ...(cards.length > 0 ? [{ kind: 'cards' as const, title: 'The remedy that we ask for', cites: 'I9', cards }] : []),
    ...table(
      'Proposed and not agreed',
      ['Action', 'What became of it', 'Why'],
      record.notAgreed.map(({ action, became, why }) => [action.what, say(became), why]),
      'I30',
    ),
    ...table(
      'Provided before our decision',
      ['Organisation', 'On', 'Evidence'],
      record.provided.map(({ organisation, on: day, evidence }) => [about.organisation(organisation), on(day), evidence]),
    ),
    ...table(
      'Explanations',
      ['Judged on', 'Satisfied', 'Judgement'],
      Object.values(record.explanations).map(({ on: day, satisfied, judged }) => [on(day), yesNo(satisfied), judged]),
      'I6',
    ),
  ]
}
const flat = (each: Said): string => ('text' in each ? `${each.label}: ${each.text}` : each.parts.map(flat).join(', '))

const standings = {
  underWay: 'Under way',
  refused: 'It refused',
  confirmed: 'It confirmed in writing',
  failed: 'It failed',
  goneOnWithout: 'We went on without it',
} as const

const approached = (record: Intervention, about: About): readonly Section[] =>
  table(
    'Organisations approached',
    ['Organisation', 'Where it stands', 'Proposed on', 'Answer wanted by', 'Refused on', 'Confirmed on'],
    approachesOf(record).map(([id, { standing, proposal, refusedOn, confirmedOn, thirdParty }]) => {
      const name = `${about.nameOf(id) ?? 'An organisation'}${thirdParty ? ' (not complained about)' : ''}`
      return [
        about.child('approach', id, name),
        standings[standing],
        on(proposal?.on),
        on(proposal?.respondBy),
        on(refusedOn),
        on(confirmedOn),
      ]
    }),
    'I18',
  )

const told = ({ informed, objections }: Intervention): readonly Section[] => [
  ...facts(
    'The complainant was told',
    [
      ['On', on(informed?.on)],
      ['How', say(informed?.channel)],
      ['What was said', informed?.account],
      ['Objections', say(informed?.objections)],
      ['What we chose', say(objections?.chosen)],
      ['How they were assessed', objections?.assessment],
      ['Rationale', objections?.rationale],
    ],
    'I22',
  ),
]

function decided(record: Intervention, { person }: About): readonly Section[] {
  const { submission, signedOff, returns, decidedOn, reconsiderWhy, afterFailure } = record
  return [
    ...facts(
      'The decision',
      [
        ['Decision', say(submission?.decision, 'decision')],
        ['Reason', say(submission?.reason)],
        ['Submitted', submission && `${on(submission.on)}, by ${person(submission.by)}`],
        ['Signed off', signedOff && `${on(signedOff.on)}, by ${person(signedOff.by)}`],
        ['Issued', on(decidedOn)],
        ['What we did', submission?.whatWeDid],
        ['Conclusions', submission?.conclusions],
        ['Why it was reconsidered', reconsiderWhy],
        ['After a remedy was not provided', afterFailure && `${afterFailure.answer ? 'Reopened' : 'Not reopened'}: ${afterFailure.why}`],
      ],
      'I26',
    ),
    ...table(
      'Returned',
      ['On', 'Back to', 'Why'],
      returns.map(({ on: day, to, why }) => [on(day), say(to, 'to'), why]),
    ),
  ]
}

const prepared = (record: Intervention, about: About): readonly Section[] => [
  ...table(
    'Spoken to the complainant',
    ['On', 'How', 'Told that a remedy may be sought', 'What to expect'],
    record.contacts.map(({ on: day, channel, toldRemedyMayBeSought, expectations }) => [
      on(day),
      say(channel),
      yesNo(toldRemedyMayBeSought),
      expectations,
    ]),
    'I14',
  ),
  ...table(
    'Compared with similar cases',
    ['On', 'What was compared'],
    record.comparisons.map(({ on: day, compared }) => [on(day), compared]),
    'I15',
  ),
  ...table(
    'Clinical advice',
    ['On', 'Advice'],
    record.clinicalAdvice.map(({ on: day, advice }) => [on(day), advice]),
    'I13',
  ),
  ...table(
    'Consent to contact another organisation',
    ['Organisation', 'On', 'For the purposes of an investigation'],
    record.consents.map(({ organisation, on: day, forTheInvestigation }) => [
      about.organisation(organisation),
      on(day),
      yesNo(forTheInvestigation),
    ]),
    'I11',
  ),
  ...table(
    'Work asked for, so that its own procedure is complete',
    ['Organisation', 'What', 'Answer wanted by', 'Answer'],
    record.work.map(({ organisation, what, respondBy, answered }) => [
      about.organisation(organisation),
      what,
      on(respondBy),
      answered && `${answered.accepted ? 'Accepted' : 'Refused'} on ${on(answered.on)}`,
    ]),
    'I2',
  ),
]
