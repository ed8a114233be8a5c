import type { Escalation, StageName } from '../../../../../machines/compliance/escalation-record.ts'
import type { Compliance } from '../../../../../machines/compliance/record.ts'
import type { About } from '../about.ts'
import { facts, on, type Rung, type Section, say, sums, table, yesNo } from '../sections.ts'

const sources = { investigation: 'An investigation', premature: 'A premature closure', intervention: 'An intervention' } as const
const endings = {
  complied: 'Complied with',
  notAccepted: 'Not accepted, and not pursued',
  notComplied: 'Not complied with',
  notSecured: 'Could not be secured',
} as const

/** A remedy that is monitored: what is owed, by when, what shows it, and how far it was escalated (C2–C23). */
export const complianceRecord = (record: Compliance, about: About): readonly Section[] => [
  ...ended(record),
  ...owed(record, about),
  ladder(record),
  ...escalated(record.escalation, about),
  ...dates(record),
  ...evidence(record, about),
]

const ended = ({ ending, endedOn, endedWhy, providedOn, umbrellas }: Compliance): readonly Section[] => [
  ...facts(
    'How it ended',
    [
      ['Ending', ending && endings[ending]],
      ['On', on(endedOn)],
      ['Reasons', endedWhy],
      ['The remedy was provided on', on(providedOn)],
      ['Asked of umbrella organisations instead', Object.keys(umbrellas).length > 0 ? String(Object.keys(umbrellas).length) : undefined],
    ],
    'C15',
  ),
]

const owed = (
  { action, organisation, source, agreedOn, acceptedOn, targetDate, understood, discussed, pursued }: Compliance,
  about: About,
) =>
  facts(
    'What is owed',
    [
      ['Organisation', about.organisation(organisation)],
      ['What it will do', action.what],
      ['How we shall know', action.measure],
      ['Kind of remedy', say(action.kind)],
      ['Money', sums(action.money)],
      ['Target date', on(targetDate)],
      ['Agreed on', on(acceptedOn ?? agreedOn)],
      ['It comes from', sources[source]],
      ['Pursued although it was not accepted', pursued && `Since ${on(pursued.on)}: ${pursued.why}`],
      ['What it understands it is to do', understood],
      ['What was discussed about the date', discussed],
    ],
    'C12',
  )

const stages: Readonly<Record<StageName, readonly [title: string, cites: string]>> = {
  stage1: ['Stage 1: a letter from whoever monitors the remedy', 'C22a'],
  stage2: ['Stage 2: a letter from a deputy director or above', 'C22b'],
  stage3: ['Stage 3: what further action to take', 'C22c'],
}

/** The stages of escalation, with the letters that were written and their reply dates. */
function ladder({ escalation }: Compliance): Section {
  const { stageReached, underWay, startedOn, dueSince, committedUntil } = escalation
  const rungs = (Object.keys(stages) as StageName[]).map((stage, place): Rung => {
    const number = place + 1
    const standing = underWay && stageReached === number ? 'now' : number <= stageReached ? 'reached' : 'ahead'
    return { title: stages[stage][0], standing, said: lettersOf(escalation, stage) }
  })
  const rows = [
    ['Escalation due since', on(dueSince)],
    ['Begun on', on(startedOn)],
    ['Left to the organisation until', on(committedUntil)],
  ] as const
  return {
    kind: 'ladder',
    title: 'Escalation',
    cites: 'C22',
    rungs,
    rows: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  }
}

const lettersOf = ({ letters, replies }: Escalation, stage: StageName): readonly string[] =>
  letters
    .filter((letter) => letter.stage === stage)
    .map(({ on: sent, replyBy, noReplySince, answeredInTime }) => {
      const came = replies.filter((reply) => reply.on >= sent).map(({ on: day, satisfactory }) => `${on(day)}${judged(satisfactory)}`)
      const answer = answeredInTime
        ? 'Answered in time.'
        : came.length > 0
          ? `Replies: ${came.join(', ')}.`
          : noReplySince
            ? `No reply: recorded on ${on(noReplySince)}.`
            : 'No reply yet.'
      return `Letter of ${on(sent)}, reply wanted by ${on(replyBy)}. ${answer}`
    })
const judged = (satisfactory: boolean | undefined) =>
  satisfactory === undefined ? '' : satisfactory ? ' (satisfactory)' : ' (not satisfactory)'

const escalated = (escalation: Escalation, { person }: About): readonly Section[] => [
  ...table(
    'Why it was escalated',
    ['On', 'Reason', 'In words'],
    escalation.reasons.map(({ on: day, reason, why }) => [on(day), say(reason, 'reason'), why]),
    'C20',
  ),
  ...facts('Holding back is asked for', [
    ['On', on(escalation.holdBackAsked?.on)],
    ['By', escalation.holdBackAsked?.by.map(person).join(', ')],
    ['Why', escalation.holdBackAsked?.why],
  ]),
  ...table(
    'Held back',
    ['On', 'To be looked at again on', 'Why'],
    escalation.heldBack.map(({ on: day, until, why }) => [on(day), on(until), why]),
    'C20',
  ),
  ...table(
    'Refused',
    ['On', 'Absolutely', 'In its words'],
    escalation.refusals.map(({ on: day, absolute, words }) => [on(day), yesNo(absolute), words]),
    'C21',
  ),
  ...table(
    'Committed in writing',
    ['On', 'Until', 'In its words'],
    escalation.commitments.map(({ on: day, until, words }) => [on(day), on(until), words]),
  ),
  ...facts(
    'The step that is proposed',
    [
      ['Step', say(escalation.step?.step, 'step')],
      ['Proposed', escalation.step && `${on(escalation.step.proposedOn)}, by ${escalation.step.by.map(person).join(', ')}`],
      ['Why', escalation.step?.why],
      ['In words', escalation.step?.what],
      ['New date', on(escalation.step?.newDate)],
      ['Referred to', say(escalation.step?.to)],
      ['To be looked at again on', on(escalation.step?.reviewOn)],
    ],
    'C22f',
  ),
  ...table(
    'Steps agreed at stage 3',
    ['Agreed on', 'Step', 'Why'],
    escalation.stepsAgreed.map(({ agreedOn, step, why }) => [on(agreedOn), say(step, 'step'), why]),
    'C22f',
  ),
  ...facts(
    'Whether the case is suitable for investigation',
    [
      ['Suitable', yesNo(escalation.reassessment?.suitable.answer)],
      ['Why', escalation.reassessment?.suitable.why],
      ['How', say(escalation.reassessment?.how, 'how')],
    ],
    'C22g',
  ),
  ...table(
    'Returned to be pursued',
    ['On', 'Why'],
    escalation.returned.map(({ on: day, why }) => [on(day), why]),
    'C23',
  ),
  ...facts(
    'Considered when it was closed',
    [
      ['Tell the regulator or professional body', yesNo(escalation.considered?.regulator)],
      ['Publish a summary naming individuals', yesNo(escalation.considered?.publish)],
      ['Ask an umbrella organisation', yesNo(escalation.considered?.umbrella)],
    ],
    'C23',
  ),
]

const dates = ({ targetDates, extensions, remindedOn, overdue, updates, disputes }: Compliance): readonly Section[] => [
  ...table(
    'Target dates',
    ['Date', 'Agreed on', 'Whose delay'],
    targetDates.map(({ date, from, whoseDelay }, place) => [
      `${on(date)}${place === 0 && targetDates.length > 1 ? ' (the first, kept)' : ''}`,
      on(from),
      say(whoseDelay, 'whoseDelay'),
    ]),
    'C13',
  ),
  ...table(
    'Extensions asked for',
    ['Asked on', 'By', 'Until', 'Why', 'Whose delay', 'Decision'],
    extensions.map(({ askedOn, askedBy, until, why, whoseDelay, outcome, decidedOn, decidedWhy, late }) => [
      `${on(askedOn)}${late ? ' (late)' : ''}`,
      say(askedBy, 'askedBy'),
      on(until),
      why,
      say(whoseDelay, 'whoseDelay'),
      outcome ? `${say(outcome)} on ${on(decidedOn)}${decidedWhy ? `: ${decidedWhy}` : ''}` : 'Waits for a decision',
    ]),
    'C13',
  ),
  ...facts(
    'What became of the date',
    [
      ['Reminded on', remindedOn.length > 0 ? remindedOn.map(on).join(', ') : undefined],
      [
        'Missed',
        overdue.length > 0
          ? overdue.map(({ since, answeredInTime }) => `${on(since)}${answeredInTime ? ' (it proved to be in time)' : ''}`).join(', ')
          : undefined,
      ],
    ],
    'C14',
  ),
  ...table(
    'The complainant was kept up to date',
    ['On', 'How', 'What was said'],
    updates.map(({ on: day, how, said: words }) => [on(day), say(how, 'how'), words]),
    'C14',
  ),
  ...table(
    'Terms disputed',
    ['On', 'What'],
    disputes.map(({ on: day, what }) => [on(day), what]),
  ),
]

const evidence = (record: Compliance, { person }: About): readonly Section[] => [
  ...table(
    'Evidence',
    ['What', 'From', 'Reference', 'Received', 'Remedy provided on'],
    record.evidence.map(({ what, from, reference, receivedOn, providedOn, partial }) => [
      partial && what ? `${what} (more is to come)` : what,
      from,
      reference,
      on(receivedOn),
      on(providedOn),
    ]),
    'C16',
  ),
  ...table(
    'Judged',
    ['On', 'By', 'Judgement', 'Why', 'Rating then'],
    record.judged.map(({ on: day, by, judgement, why, rating }) => [on(day), person(by), say(judgement, 'judgement'), why, rating]),
    'C17',
  ),
  ...table(
    'The Casework Team’s view',
    ['On', 'View', 'Tell Parliament', 'Tell the public'],
    record.views.map(({ on: day, judgement, tellParliament, tellPublic }) => [
      on(day),
      say(judgement, 'judgement'),
      yesNo(tellParliament),
      yesNo(tellPublic),
    ]),
    'C18',
  ),
  ...table(
    'Clinical advice',
    ['On', 'From', 'Advice'],
    record.clinicalAdvice.map(({ on: day, from, advice }) => [on(day), from, advice]),
    'C17',
  ),
]
