import { z } from 'zod'
import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import type { DecisionType } from '../kernel/authority.ts'
import type { SubmissionOf, Warning } from '../kernel/definition.ts'
import type { LetterComposed, LetterName, Party } from '../kernel/effect.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, saying, words } from '../kernel/words.ts'
import { agreedIn, approachesOf, type Intervention, type SignedLetter } from './record.ts'

/** Letters that are signed and go out with a decision; those of approach go out on their own. */
export const decisionLetters = ['decision', 'confirmation', 'workRequest'] as const satisfies readonly LetterName[]
export const isOfTheDecision = (letter: LetterName): boolean => (decisionLetters as readonly LetterName[]).includes(letter)
const ofTheDecision = (letters: readonly LetterComposed[] | undefined) => (letters ?? []).filter(({ letter }) => isOfTheDecision(letter))

/** A decision for somebody else to sign, back to where it lacks something, or out as it was signed (I26–I28). */
export const signEvents = {
  SIGN_OFF: act('SIGN_OFF', {}, { title: 'Sign off', done: 'signed off the decision', composesLetters: decisionLetters }),
  RETURN: act(
    'RETURN',
    {
      to: saying(z.enum(['letter', 'remedy', 'complainant', 'reconsider']), {
        letter: 'The letter',
        remedy: 'The remedy agreed with the organisation',
        complainant: 'Telling the complainant',
        reconsider: 'Reconsidering the enquiry',
      }).meta({ label: 'Back to', asks: 'What does it go back to?' }),
      why: words('Why it is returned'),
    },
    { title: 'Return', done: 'returned the decision' },
  ),
  ISSUE_DECISION: act('ISSUE_DECISION', {}, { title: 'Issue the decision', done: 'issued the decision' }),
}
export type SignEvent = SubmissionOf<typeof signEvents>
type Returning = Pick<Extract<SignEvent, { type: 'RETURN' }>, 'to'>

/** Whom a decision is written to: the complainant; who owes an action (I28), or is asked for work (I2); whoever was approached, where it was withdrawn. */
export function lettersOf(
  record: Intervention,
  decision: DecisionType,
): readonly { letter: LetterName; to: Party; cites: 'I2' | 'I27' | 'I28' }[] {
  const owing = decision === 'resolved' ? [...new Set(agreedIn(record).map(({ organisation }) => organisation))] : []
  const toldOfWithdrawal = decision === 'decline' && record.submission?.reason === 'withdrawn' ? Object.keys(record.approaches) : []
  const asked = decision === 'premature' ? record.work.map(({ organisation }) => organisation) : []
  return [
    { letter: 'decision', to: { party: 'complainant' }, cites: 'I27' },
    ...[...owing, ...toldOfWithdrawal].map((organisation) => ({
      letter: 'confirmation' as const,
      to: { organisation },
      cites: 'I28' as const,
    })),
    ...asked.map((organisation) => ({ letter: 'workRequest' as const, to: { organisation }, cites: 'I2' as const })),
  ]
}
const sameParty = (a: Party, b: Party) => JSON.stringify(a) === JSON.stringify(b)
const missingAmong = (record: Intervention, letters: readonly { letter: LetterName; to: Party }[]) =>
  lettersOf(record, record.submission?.decision ?? 'resolved').filter(
    ({ letter, to }) => !letters.some((each) => each.letter === letter && sameParty(each.to, to)),
  )

const { must } = rulesAbout<Intervention>()
export const signRules = {
  signedUnderTheScheme: must('I26', { who: { under: ({ submission }) => submission?.decision ?? 'resolved' } }),
  notTheirOwnSubmission: must('I26', {
    who: { otherThan: 'those who submitted this or an earlier version', are: ({ submitters }) => submitters },
  }),
  everyLetterIsThere: must('I28', {
    because: 'A letter is missing: one to the complainant, and one to each organisation that owes an action or is asked for work',
    holds: (record, { letters }) => letters === undefined || missingAmong(record, letters).length === 0,
  }),
  everyLetterSaysWhatItMust: must('I27', {
    because: (_record, { letters }) =>
      `The letters lack what they must say. ${ofTheDecision(letters)
        .flatMap(({ lacks = [] }) => lacks)
        .join('; ')}`,
    always: 'The letters lack what they must say',
    holds: (_record, { letters }) => ofTheDecision(letters).every(({ lacks = [] }) => lacks.length === 0),
  }),
  /** What goes out are the texts that were signed, so only their number can be wanting. */
  everyLetterIsSigned: must('I28', {
    because: 'A letter was not signed: submit the decision again',
    unlockedBy: 'RETURN',
    holds: (record) => record.signedOff !== undefined && missingAmong(record, record.signedOff.letters).length === 0,
  }),
  nobodyStillAnswers: must('I23', {
    because: 'An organisation that was approached has not confirmed anything: hear it, or go on without it',
    unlockedBy: 'GO_ON_WITHOUT',
    holds: (record) =>
      (record.submission && record.submission.decision !== 'resolved') ||
      approachesOf(record).every(([, { standing }]) => standing === 'confirmed' || standing === 'goneOnWithout'),
  }),
  returnIsPossible: must<Returning>('I26', {
    field: 'to',
    because:
      'It can go back to the remedy only where an organisation has confirmed one, and to the complainant only where something was agreed',
    holds: (record, { to }) => (to !== 'remedy' && to !== 'complainant') || agreedIn(record).length > 0,
  }),
  everyActionHasItsPlan: must('I30', {
    because: 'Each agreed action needs a measure and a date, so that its compliance plan can be opened with the closure',
    holds: (record) => agreedIn(record).every(({ action }) => action.measure !== '' && action.by !== ''),
  }),
}

const datesPassed = (record: Intervention, today: string) => agreedIn(record).filter(({ action }) => action.by < today)
/** Issuing says so, and the clock does the rest: what was agreed for a day that has passed is late when its item opens (Shape). */
export const signWarnings: readonly Warning[] = [
  {
    on: 'ISSUE_DECISION',
    cites: 'I30',
    when: (record: Intervention, { today }) => datesPassed(record, today).length > 0,
    because: (record: Intervention) =>
      `An agreed date has passed before the decision could be issued: ${agreedIn(record)
        .map(({ action }) => `${action.id} by ${action.by}`)
        .join(', ')}. Its item opens as late, unless it was provided`,
  },
]

const decided = (decision: DecisionType) => ofTheRecord<Intervention>(({ submission }) => submission?.decision === decision)
const backTo = (where: Returning['to']) => ofTheSubmission<Intervention, Returning>((_record, { to }) => to === where)
export const signConditions = {
  backToTheLetter: backTo('letter'),
  backToTheRemedy: backTo('remedy'),
  backToTheComplainant: backTo('complainant'),
  resolved: decided('resolved'),
  valueAdded: decided('valueAdded'),
  prematureWithWork: ofTheRecord<Intervention>(({ submission, work }) => submission?.decision === 'premature' && work.length > 0),
  premature: decided('premature'),
  letterOfTheDecision: ofTheSubmission<Intervention, { letter: string }>(
    (_record, { letter, letters }) => letters?.some((each) => each.id === letter && isOfTheDecision(each.letter)) === true,
  ),
}

const signed = (letters: readonly LetterComposed[] | undefined): readonly SignedLetter[] =>
  ofTheDecision(letters).flatMap(({ id, letter, to, body }) => (body ? [{ id, letter, to, body }] : []))
const { on, always } = recordingIn<Intervention, SignEvent>()
export const signRecordings = {
  recordReturn: on('RETURN', ({ returns }, { to, why, today }) => ({ returns: [...returns, { to, why, on: today }] })),
  recordSignature: on('SIGN_OFF', (_record, { by, today, letters }) => ({ signedOff: { by: by.id, on: today, letters: signed(letters) } })),
  recordDecision: always((_record, { today }) => ({ decidedOn: today })),
}
