import { z } from 'zod'
import { directorates } from '../../machines/kernel/authority.ts'
import { ratings } from '../../machines/kernel/definition.ts'
import { endedAt } from '../paging.ts'
import { isKeepable } from '../parse.ts'
import { bands } from '../reports/order-of-work.ts'
import {
  byUrgency,
  escalationStages,
  NOBODY,
  replies,
  type Sort,
  type Sorting,
  sorts,
  type WorkFilters,
  type WorklistName,
  workKinds,
} from '../reports/worklists-names.ts'

/** What an item of compliance can have come from. */
const sources = ['intervention', 'premature', 'investigation'] as const
const MOST_VALUES = 50

/** One value, or several as the parameter comes several times. */
const several = <T extends z.ZodType<string>>(one: T, description: string, example: string) =>
  z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(one).max(MOST_VALUES))
    .optional()
    .meta({ override: { type: 'array', items: { type: 'string' } }, description, example: [example] }) as unknown as z.ZodOptional<
    z.ZodType<readonly z.output<T>[]>
  >

const name = (most: number) => z.string().min(1).max(most).refine(isKeepable, 'It holds a character that cannot be kept')

/** What a list is narrowed by, in its address: of each parameter what is named, together with the others. */
export const workFilters = {
  organisation: several(z.uuid(), 'Whom it is about, also where that took its place', '5b9c5c1e-8b1f-4c7a-9a55-0d6a3f1e2c4d'),
  rating: several(z.enum(ratings), 'Of the organisation', 'C'),
  machine: several(z.string().regex(/^[a-z][A-Za-z]{0,40}$/), 'Of which kind the lifecycle is', 'compliance'),
  state: several(
    z.string().regex(/^[a-z][A-Za-z]{0,40}(\.[A-Za-z0-9]{1,40}){1,12}$/),
    'A machine and a state of it, with all states within',
    'intervention.attempt.awaitingSignOff',
  ),
  caseworker: several(name(100), `A post; \`${NOBODY}\` is without one`, 'caseworker'),
  team: several(name(100), 'A post that others report to: what is with it, or with any of these', 'lineManager'),
  band: several(z.enum(bands), 'When it is due', 'overdue'),
  directorate: several(z.enum(directorates), 'That has the casefile', 'operations'),
  kind: several(z.enum(workKinds), 'Duties, deadlines, or work without a date', 'duty'),
  source: several(z.enum(sources), 'What an item of compliance came from', 'intervention'),
  stage: several(z.enum(escalationStages), 'Of the escalation procedure', 'stage1'),
  reply: several(z.enum(replies), 'Whether the reply to the letter of its stage is awaited, or to be judged', 'awaited'),
}
export type FilterName = keyof typeof workFilters
export const filterNames = Object.keys(workFilters) as readonly FilterName[]

export const sortAsked = z
  .string()
  .regex(
    /^(urgency|-?(due|reference|organisation|rating|since))$/,
    `sort is one of ${sorts.join(', ')}; all but the first also with - before it`,
  )
  .optional()
  .meta({ description: 'By urgency unless it says otherwise; a - before it turns it round', example: '-since' })

const ofWork = ['organisation', 'rating', 'machine', 'state', 'caseworker', 'directorate', 'source'] as const
/** What each list can be narrowed by: nothing that all of its rows have in common, or none of them has. */
export const filtersOf: Readonly<Record<WorklistName, readonly FilterName[]>> = {
  mine: [...ofWork, 'band', 'kind'],
  team: [...ofWork, 'team', 'band', 'kind'],
  unassigned: [...ofWork, 'team', 'band', 'kind'],
  awaitingMySignOff: ['organisation', 'rating', 'caseworker', 'team', 'directorate', 'band'],
  overdue: [...ofWork, 'team', 'kind'],
  dueIn7Days: [...ofWork, 'team', 'kind'],
  escalations: ['stage', 'reply', 'organisation', 'rating', 'caseworker', 'team', 'directorate', 'source', 'band'],
  dutiesOfMyRoles: [...ofWork, 'team', 'band'],
  ratingsDue: ['organisation', 'rating', 'band'],
  all: ['organisation', 'rating', 'machine', 'state', 'caseworker', 'team', 'directorate'],
  closed: ['organisation', 'rating', 'machine', 'state', 'caseworker', 'team', 'directorate'],
}

const newestFirst: Sorting = { by: 'since', descending: true }
const isCasefiles = (list: WorklistName) => list === 'all' || list === 'closed'
export const sortsOf = (list: WorklistName): readonly Sort[] => (isCasefiles(list) ? ['since', 'reference'] : sorts)
export const usualSort = (list: WorklistName): Sorting => (isCasefiles(list) ? newestFirst : byUrgency)

export const sortWords = ({ by, descending }: Sorting): string => `${descending ? '-' : ''}${by}`
export const sortingOf = (text: string): Sorting => ({ by: text.replace('-', '') as Sort, descending: text.startsWith('-') })

const placeWith = <K extends z.ZodType<string>>(key: K) => z.tuple([endedAt.day, z.enum(ratings), endedAt.day, z.uuid(), key])
const places = {
  work: placeWith(z.string().max(400)),
  opened: placeWith(endedAt.instant),
  reference: placeWith(z.string().regex(/^RD-\d{6,20}$/)),
}
/** What a page of this list can have ended at in this order: casefiles are read from an instant on, or from a reference. */
export const placeOn = (list: WorklistName, { by }: Sorting) =>
  !isCasefiles(list) ? places.work : by === 'reference' ? places.reference : places.opened

/** What of the parameters a list does not have. */
export function notOf(list: WorklistName, filters: WorkFilters, sort: string | undefined): readonly string[] {
  const strange = filterNames.filter((each) => filters[each] !== undefined && !filtersOf[list].includes(each))
  return sort !== undefined && !sortsOf(list).includes(sortingOf(sort).by) ? [...strange, 'sort'] : strange
}
