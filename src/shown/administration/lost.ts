import { fallsTo, goingWithCasefile } from '../../../machines/casefile/duties.ts'
import type { Casefile } from '../../../machines/casefile/record.ts'
import type { Cited } from '../../../machines/guidance/paragraph.ts'
import {
  type Actor,
  type DecisionType,
  type Directorate,
  decisions,
  directorates,
  inWords,
  type PostId,
  permits,
  type Standing,
  type Who,
} from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Definition, Definitions } from '../../../machines/kernel/definition.ts'
import type { Addressee } from '../../../machines/kernel/effect.ts'
import { type Office, postIn } from '../../../machines/office/record.ts'
import { directoryOn, standingOn } from '../../../machines/office/standing.ts'
import type { Standing as Standings } from '../../reports/administration.ts'
import { chartFor, isWithin, placeCalled } from '../place.ts'

/** An event that somebody could put before a change, and nobody could after it. */
export interface Lost {
  readonly machine: string
  readonly type: string
  /** Who it is for. */
  readonly words: string
  readonly cites: readonly Cited[]
  readonly directorates: readonly Directorate[]
  /** Only in casefiles of these posts; missing: in all. */
  readonly caseworkers?: readonly PostId[]
  /** Whether it is lost to what stands there: where nobody else could do it either. */
  readonly isLostTo: (standing: Open) => boolean
}

/** What is open, by all that decides who may act on it, but for what was submitted in it. */
type Open = Pick<Standings, 'machine' | 'state' | 'directorate' | 'caseworker' | 'source'>

/** The office as it is and as it would be, on the first day on which that makes a difference. */
export interface Between {
  readonly before: Office
  readonly after: Office
  readonly day: CalendarDate
}

/** How a casefile could stand, as far as rules about people read it: the clauses themselves say who may, here they are only asked. */
interface World {
  readonly directorate: Directorate
  readonly caseworker?: PostId
  readonly source: 'investigation' | 'premature' | 'intervention'
  readonly decision: DecisionType
}
const sources = ['investigation', 'premature', 'intervention'] as const

/**
 * What becomes impossible: asked of every arrow of every machine, in every directorate, with the office as it was and as it would be.
 *
 * @param caseworkers posts whose casefiles are asked about apart: those concerned that have any
 */
export function lostBetween(definitions: Definitions, { before, after, day }: Between, caseworkers: readonly PostId[]): readonly Lost[] {
  const asked = [asking(before, day), asking(after, day)] as const
  const worlds = [undefined, ...caseworkers].flatMap((caseworker) => worldsOf(caseworker))
  const lost = Object.values(definitions).flatMap((definition) =>
    arrowsOf(definition).flatMap(({ type, names, places }) => {
      const whos = names.map((name) => withoutOthers(definition.rules[name]!.who!))
      const isLostIn = (world: World) => asked[0].somebody(whos, world) && !asked[1].somebody(whos, world)
      const isLostTo = lostTo({ machine: definition.name, places }, isLostIn)
      return worlds.filter(isLostIn).map((world) => {
        const words = names.map((name) => inWords(definition.rules[name]!.who!, recordIn(world), asked[0].standing(world))).join(', ')
        return { machine: definition.name, type, words, cites: names.map((name) => definition.rules[name]!.cites), isLostTo, world }
      })
    }),
  )
  return grouped(lost, caseworkers)
}

/**
 * Whether somebody could still take this step in whatever stands so, whatever decision it is about: where a list goes by the step, and
 * not by whom its duty is for, they find it there.
 */
export function possibleStill(definitions: Definitions, { after, day }: Between, type: string): (standing: Open) => boolean {
  const { somebody } = asking(after, day)
  const steps = Object.values(definitions).flatMap((definition) =>
    arrowsOf(definition).flatMap((arrow) => (arrow.type === type ? [{ ...arrow, definition }] : [])),
  )
  return ({ machine, state, directorate, caseworker, source }) => {
    const there = steps.filter(({ definition, places }) => definition.name === machine && isWithin(state, places))
    const worlds = worldsOf(caseworker ?? undefined, directorate, source)
    const isFor = ({ definition, names }: (typeof steps)[number]) => names.map((name) => withoutOthers(definition.rules[name]!.who!))
    return there.length > 0 && there.every((step) => worlds.every((world) => somebody(isFor(step), world)))
  }
}

/** Asked once of all that stands alike. */
function lostTo(
  { machine, places }: { readonly machine: string; readonly places: readonly string[] },
  isLostIn: (world: World) => boolean,
) {
  const known = new Map<string, boolean>()
  return ({ machine: of, state, directorate, caseworker, source }: Open): boolean => {
    if (of !== machine || !isWithin(state, places)) return false
    const key = `${directorate} ${caseworker} ${source}`
    const found = known.get(key) ?? worldsOf(caseworker ?? undefined, directorate, source).some(isLostIn)
    known.set(key, found)
    return found
  }
}

/** Every way in which a casefile of this caseworker could stand, as far as it is not known. */
const worldsOf = (caseworker: PostId | undefined, in_: Directorate | null = null, from: World['source'] | null = null): readonly World[] =>
  (in_ ? [in_] : directorates).flatMap((directorate) =>
    (from ? [from] : sources).flatMap((source) =>
      decisions.map((decision) => ({ directorate, source, decision, ...(caseworker && { caseworker }) })),
    ),
  )

/** An arrow that a person takes, with its rules about people; those that carry the same rules are asked once. */
function arrowsOf(definition: Definition): readonly Arrow[] {
  const known = new Map<string, Arrow>()
  for (const { kind, alongside, event, rules, from } of chartFor(definition).arrows) {
    const names = rules.map(({ name }) => name).filter((name) => definition.rules[name]!.who)
    if (kind !== 'person' || alongside || names.length === 0) continue
    const key = `${event} ${names.join()}`
    known.set(key, { type: event, names, places: [...(known.get(key)?.places ?? []), placeCalled(definition, from)] })
  }
  return [...known.values()]
}
interface Arrow {
  readonly type: string
  readonly names: readonly string[]
  /** Where it is taken from. */
  readonly places: readonly string[]
}

/** Whom something bars depends on who did what before: here it is asked who could at all. */
function withoutOthers(who: Who<unknown>): Who<unknown> {
  if ('otherThan' in who) return { every: [] }
  if ('every' in who) return { every: who.every.map(withoutOthers) }
  if ('some' in who) return { some: who.some.map(withoutOthers) }
  if ('asItStands' in who) return { ...who, asItStands: (record, standing) => withoutOthers(who.asItStands(record, standing)) }
  return who
}

function asking(office: Office, day: CalendarDate) {
  const people = directoryOn(office, day)
  const standings = new Map(directorates.map((directorate) => [directorate, standingOn(office, directorate, day)]))
  const standing = ({ directorate, caseworker }: Pick<World, 'directorate' | 'caseworker'>): Standing => {
    const line = caseworker === undefined ? undefined : postIn(office, caseworker)?.reportsTo
    return { ...standings.get(directorate)!, ...(line !== undefined && { line }) }
  }
  return {
    people,
    standing,
    somebody: (whos: readonly Who<unknown>[], world: World) =>
      people.some((person) => whos.every((who) => permits(who, recordIn(world), person, standing(world)))),
  }
}

const recordIn = ({ directorate, caseworker, source, decision }: World): unknown => ({
  casefile: { directorate, caseworker, organisations: [] },
  source,
  submission: { decision },
})

/** Posts that somebody held and nobody would, and those that report to them: what is theirs alone is the casefile's caseworker's, or their line manager's. */
export function caseworkersConcerned(between: Between): readonly PostId[] {
  const vacated = vacatedBetween(between)
  const below = between.before.posts.filter(({ reportsTo }) => reportsTo && vacated.includes(reportsTo)).map(({ id }) => id)
  return [...new Set([...vacated, ...below])]
}

/** The posts that somebody held, and nobody would. */
export function vacatedBetween({ before, after, day }: Between): readonly PostId[] {
  const held = (office: Office) => new Set(directoryOn(office, day).flatMap(({ holdings }) => holdings.map(({ post }) => post)))
  const then = held(after)
  return [...held(before)].filter((post) => !then.has(post))
}

/** One for each event and whom it is for. What is lost wherever the casefile is, is not said again of each caseworker, and what stands counts for one of them. */
function grouped(
  found: readonly (Omit<Lost, 'directorates' | 'caseworkers'> & { readonly world: World })[],
  asked: readonly PostId[],
): readonly Lost[] {
  const groups = new Map<string, (typeof found)[number][]>()
  for (const each of found) {
    const key = `${each.machine} ${each.type} ${each.words}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map((group) => {
    const { machine, type, words, cites } = group[0]!
    const anybodys = group.filter(({ world }) => world.caseworker === undefined)
    const of = anybodys.length > 0 ? anybodys : group
    const caseworkers = [...new Set(of.flatMap(({ world }) => world.caseworker ?? []))]
    return {
      machine,
      type,
      words,
      cites: [...new Set(cites)],
      directorates: directorates.filter((each) => of.some(({ world }) => world.directorate === each)),
      ...(caseworkers.length > 0 && { caseworkers }),
      isLostTo: (standing: Open) => {
        const whose = asked.find((each) => each === standing.caseworker)
        return group.some(({ world, isLostTo }) => world.caseworker === whose && isLostTo(standing))
      },
    }
  })
}

/** Whether a duty that somebody would have seen to falls to nobody. What goes with a casefile is where that is: with whom assigns it. */
export function dutiesLost(between: Between) {
  const asked = [between.before, between.after].map((office) => asking(office, between.day))
  const vacated = vacatedBetween(between)
  return (addressee: string, directorate: Directorate | null, caseworker: PostId | null): boolean => {
    if (goingWithCasefile.includes(addressee) && caseworker !== null && vacated.includes(caseworker)) return false
    const world = { directorate: directorate ?? 'customerServices', ...(caseworker !== null && { caseworker }) } as const
    const record = { casefile: { directorate: directorate ?? undefined, caseworker: caseworker ?? undefined } } as unknown as Casefile
    const who = fallsTo(addressee as Addressee, record)
    const [was, is] = asked.map(({ people, standing }) => people.some((person: Actor) => permits(who, record, person, standing(world))))
    return was! && !is
  }
}
