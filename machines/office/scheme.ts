import { OFFICE } from '../guidance/paragraph.ts'
import { type DecisionType, type Directorate, type Grade, grades, type PersonId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { Stamp, SubmissionOf } from '../kernel/definition.ts'
import { decisionType, directorate, grade } from '../kernel/offices.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act } from '../kernel/words.ts'
import { fromDay, gainsBy, holdersFrom, why } from './authority.ts'
import type { Office, SchemeEntry } from './record.ts'
import { schemeOn } from './standing.ts'

export const schemeEvents = {
  CHANGE_SCHEME: act(
    'CHANGE_SCHEME',
    {
      directorate: directorate.meta({ label: 'Directorate' }),
      decision: decisionType.meta({ label: 'Decision' }),
      grade: grade.meta({ label: 'The smallest grade that signs it' }),
      fromDay,
      why,
    },
    { title: 'Change the Delegation Scheme', done: 'changed the Delegation Scheme' },
  ),
}

const { must } = rulesAbout<Office>()
type Entered = { directorate: Directorate; decision: DecisionType; grade: Grade; fromDay: CalendarDate }

/** Those of a grade that signs from then on, and did not before; whoever is to have that grade later is among them. */
function gain(office: Office, { directorate, decision, grade, fromDay: from }: Entered): readonly PersonId[] {
  const [before, after] = [schemeOn(office, directorate, from)[decision], grade].map((each) => grades.indexOf(each))
  const gains = (place: number) => place >= after! && place < before!
  const posts = office.posts.filter((post) => post.grade !== undefined && gains(grades.indexOf(post.grade)))
  return holdersFrom(
    office,
    posts.map(({ id }) => id),
    from,
  )
}

export const schemeRules = {
  theyDoNotGainByIt: must<Entered>('I26', {
    field: 'grade',
    because: 'Nobody gives themselves a signature: ask another administrator',
    holds: (office, event: Entered & Stamp) => !gainsBy(event, gain(office, event)),
  }),
  schemeSaysSomethingElse: must<Entered>(OFFICE, {
    field: 'grade',
    because: 'The scheme says so already',
    holds: (office, { directorate, decision, grade, fromDay: from }) => schemeOn(office, directorate, from)[decision] !== grade,
  }),
}

const { on } = recordingIn<Office, SubmissionOf<typeof schemeEvents>>()
const sameDay = (one: SchemeEntry, { directorate, decision, fromDay: from }: Entered) =>
  one.directorate === directorate && one.decision === decision && one.fromDay === from
export const schemeRecordings = {
  recordScheme: on('CHANGE_SCHEME', (office, event) => {
    const { directorate, decision, grade, fromDay: from } = event
    return { scheme: [...office.scheme.filter((each) => !sameDay(each, event)), { directorate, decision, grade, fromDay: from }] }
  }),
}
