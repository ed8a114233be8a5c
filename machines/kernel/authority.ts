import type { Settings } from '../guidance/settings.ts'
import type { CalendarDate } from './calendar.ts'

/** Lowest first; a higher grade satisfies a grade rule. */
export const grades = ['caseworker', 'lineManager', 'operationsManager', 'deputyDirector', 'director', 'executive'] as const
export type Grade = (typeof grades)[number]

export const namedPosts = [
  'interimDirectorOfOperations',
  'interimDirectorOfBusinessDevelopment',
  'chiefOperatingOfficer',
  'ombudsman',
] as const
export type NamedPost = (typeof namedPosts)[number]

/** Functional roles, held beside a grade. An auditor reads everything and changes nothing; neither sends a casework event. */
export const roles = [
  'complianceOfficer',
  'outcomesOfficer',
  'assessmentOutcomesOfficer',
  'caseworkTeam',
  'reviewTeam',
  'clinicalAdviser',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** `customerServices` is customer services and assessment, "CS&A". */
export const directorates = ['customerServices', 'operations', 'businessDevelopment'] as const
export type Directorate = (typeof directorates)[number]

export const decisions = ['resolved', 'decline', 'premature', 'valueAdded'] as const
export type DecisionType = (typeof decisions)[number]
/** The Delegation Scheme as it stands for one directorate on one day: the smallest grade that may sign each decision (I26). */
export type DelegationScheme = Readonly<Record<DecisionType, Grade>>

export type PostId = string
export type PersonId = string

/** One post as held today: in one's own right, acting up, or under somebody's delegation. */
export interface Holding {
  readonly post: PostId
  readonly grade?: Grade
  readonly named?: NamedPost
  readonly roles: readonly Role[]
  readonly directorate?: Directorate
  readonly reportsTo?: PostId
  readonly how: 'held' | 'actingUp' | 'delegated'
  /** Whose delegation it is. */
  readonly onBehalfOf?: PersonId
}

/** Who acts, with the posts held at this moment: read with the casefile, never taken from a token. */
export interface Actor {
  readonly id: PersonId
  readonly holdings: readonly Holding[]
}

/** The clock: it holds no post, so no rule about people ever lets it through. */
export const SYSTEM: Actor = { id: 'system', holdings: [] }

/** What the question "may this person?" depends on beside the record. */
export interface Standing {
  readonly today: CalendarDate
  readonly scheme: DelegationScheme
  readonly settings: Settings
  /** The post that the casefile's caseworker's post reports to today: "their own line manager" (I20). */
  readonly line?: PostId
  /** Nobody holds, or acts up in, the post of the casefile's director today: an executive may stand in (C22c, setting m). */
  readonly directorVacant?: true
}

/** Who may, as data: the test, the words and the list of people who could are all computed from it. */
export type Who<R> =
  /** This grade or a higher one; where it says so, in these directorates alone. */
  | { readonly atLeast: Grade; readonly within?: readonly Directorate[] }
  /** Exactly these offices, in the directorate concerned (I20, C22c). */
  | { readonly offices: readonly Grade[]; readonly of: (record: R) => Directorate }
  /** These posts alone. */
  | { readonly posts: readonly NamedPost[] }
  | { readonly roles: readonly Role[] }
  /** The smallest grade that the Delegation Scheme names for this decision, or above (I26). */
  | { readonly under: (record: R) => DecisionType }
  /** Whoever holds one particular post, said in words: "the casefile's caseworker". A post without a grade gives nobody casework to do. */
  | { readonly holderOf: string; readonly post: (record: R, standing: Standing) => PostId | undefined }
  /** Which of these it is depends on how things stand; `always` says them all. */
  | { readonly asItStands: (record: R, standing: Standing) => Who<R>; readonly always: string }
  /** Nobody approves their own submission, nor acts under a delegation from who made it; `by` is the event that makes it. */
  | { readonly otherThan: string; readonly are: (record: R) => readonly PersonId[]; readonly by?: string }
  | { readonly every: readonly Who<R>[] }
  | { readonly some: readonly Who<R>[] }

/** May this person, by this one clause? Holdings delegated by somebody who is barred must be taken away before (`without`). */
export function permits<R>(who: Who<R>, record: R, actor: Actor, standing: Standing): boolean {
  const holds = (test: (holding: Holding) => boolean) => actor.holdings.some(test)
  if ('atLeast' in who) return holds((holding) => reaches(holding, who.atLeast) && isWithin(holding, who.within))
  if ('offices' in who)
    return holds(({ grade, directorate }) => grade !== undefined && who.offices.includes(grade) && directorate === who.of(record))
  if ('posts' in who) return holds(({ named }) => named !== undefined && who.posts.includes(named))
  if ('roles' in who) return holds((holding) => holding.roles.some((role) => who.roles.includes(role)))
  if ('under' in who) return holds((holding) => reaches(holding, standing.scheme[who.under(record)]))
  if ('holderOf' in who) return holds(({ post, grade }) => grade !== undefined && post === who.post(record, standing))
  if ('asItStands' in who) return permits(who.asItStands(record, standing), record, actor, standing)
  if ('otherThan' in who) return !who.are(record).includes(actor.id)
  if ('every' in who) return who.every.every((each) => permits(each, record, actor, standing))
  return who.some.some((each) => permits(each, record, actor, standing))
}

const reaches = ({ grade }: Holding, least: Grade) => grade !== undefined && grades.indexOf(grade) >= grades.indexOf(least)

const isWithin = ({ directorate }: Holding, directorates: readonly Directorate[] | undefined) =>
  directorates === undefined || (directorate !== undefined && directorates.includes(directorate))

/** The people whom these clauses bar, whatever they hold. */
export function barredBy<R>(who: Who<R>, record: R): readonly PersonId[] {
  if ('otherThan' in who) return who.are(record)
  if ('every' in who) return who.every.flatMap((each) => barredBy(each, record))
  return []
}

/** The actor without what they hold under a delegation from one of these people. */
export const without = (actor: Actor, barred: readonly PersonId[]): Actor =>
  barred.length === 0
    ? actor
    : { ...actor, holdings: actor.holdings.filter(({ onBehalfOf }) => !onBehalfOf || !barred.includes(onBehalfOf)) }

/** "a line manager or above who is not the person who submitted it" */
export function inWords<R>(who: Who<R>, record: R, standing: Standing): string {
  if ('atLeast' in who) return `${orAbove(who.atLeast)}${who.within ? ` in ${who.within.map(inPlainWords).join(' or ')}` : ''}`
  if ('offices' in who) return `${who.offices.map((office) => aOrThe(office)).join(' or ')} of ${inPlainWords(who.of(record))}`
  if ('posts' in who) return `only ${who.posts.map((post) => `the ${inPlainWords(post)}`).join(' or ')}`
  if ('roles' in who) return who.roles.map((role) => `the ${inPlainWords(role)}`).join(' or ')
  if ('under' in who) return `${orAbove(standing.scheme[who.under(record)])}, by the Delegation Scheme`
  if ('holderOf' in who) return who.holderOf
  if ('asItStands' in who) return inWords(who.asItStands(record, standing), record, standing)
  if ('otherThan' in who) return `someone other than ${who.otherThan}`
  if ('every' in who) return who.every.map((each) => inWords(each, record, standing)).join(', ')
  return who.some.map((each) => inWords(each, record, standing)).join(', or ')
}

/** The same where no casefile and no day is known: whom the clause could name, for whoever reads of it later. */
export function inWordsAlways(who: Who<never>): string {
  if ('offices' in who) return `${who.offices.map((office) => aOrThe(office)).join(' or ')} of the directorate concerned`
  if ('under' in who) return 'whoever may sign such a decision by the Delegation Scheme'
  if ('asItStands' in who) return who.always
  if ('every' in who) return who.every.map(inWordsAlways).join(', ')
  if ('some' in who) return who.some.map(inWordsAlways).join(', or ')
  return inWords(who, undefined as never, undefined as never)
}

const orAbove = (grade: Grade) => (grade === 'executive' ? 'an executive' : `${aOrThe(grade)} or above`)
const aOrThe = (name: string) => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${inPlainWords(name)}`
const said: Readonly<Record<string, string>> = {
  customerServices: 'customer services and assessment',
  caseworkTeam: "Ombudsman's Casework Team",
  reviewTeam: 'Review Team',
  ombudsman: 'Ombudsman',
  chiefOperatingOfficer: 'Chief Operating Officer',
  interimDirectorOfOperations: 'Interim Director of Operations',
  interimDirectorOfBusinessDevelopment: 'Interim Director of Business Development',
  operationsManager: 'operations manager (E1)',
}
/** A post, grade, role or directorate as people say it. */
export const inPlainWords = (key: string): string => said[key] ?? key.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
