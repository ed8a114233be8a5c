import { z } from 'zod'
import type { SubmissionOf } from '../kernel/definition.ts'
import { decisionType, directorate, grade, namedPost, role } from '../kernel/offices.ts'
import { recordingIn } from '../kernel/recording.ts'
import { act, day, plain } from '../kernel/words.ts'
import { howHeld } from './holdings.ts'
import type { Office } from './record.ts'

const id = plain('Id', { most: 200 })
const from = day('From')
const to = day('Last day')

/** The office as an installation began with it: whatever stood in its tables before anybody changed it here. */
const stands = z
  .strictObject({
    people: z.array(z.strictObject({ id, name: plain('Name'), subject: plain('Subject').optional() })),
    posts: z.array(
      z.strictObject({
        id,
        title: plain('Title'),
        grade: grade.optional(),
        named: namedPost.optional(),
        roles: z.array(role),
        directorate: directorate.optional(),
        reportsTo: id.optional(),
      }),
    ),
    holdings: z.array(
      z.strictObject({
        id: z.uuid(),
        person: id,
        post: id,
        how: howHeld,
        fromDay: from,
        toDay: to.optional(),
      }),
    ),
    delegations: z.array(z.strictObject({ id: z.uuid(), byPerson: id, toPerson: id, post: id, fromDay: from, toDay: to })),
    scheme: z.array(z.strictObject({ directorate: directorate, decision: decisionType, grade: grade, fromDay: from })),
    settings: z.array(z.strictObject({ name: plain('Name'), days: z.int().optional(), words: plain('Words').optional(), fromDay: from })),
  })
  .meta({ label: 'The office as it stands' })

export const takeOverEvents = {
  TAKE_OVER: act('TAKE_OVER', { stands }, { title: 'Take the office over as it stands', done: 'took the office over as it stood' }),
}

type TakenOver = z.infer<typeof stands>
const { on } = recordingIn<Office, SubmissionOf<typeof takeOverEvents>>()
const withoutNothing = <T extends object>(rows: readonly T[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T)
export const takeOverRecordings = {
  recordOffice: on('TAKE_OVER', (_office, event) => officeOf(event.stands)),
}

const officeOf = ({ settings, ...stood }: TakenOver): Office =>
  ({
    people: withoutNothing(stood.people),
    posts: withoutNothing(stood.posts),
    holdings: withoutNothing(stood.holdings),
    delegations: stood.delegations,
    scheme: stood.scheme,
    settings: withoutNothing(settings),
  }) as Office
