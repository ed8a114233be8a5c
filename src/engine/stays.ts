import { type CalendarDate, dayInLondon } from '../../machines/kernel/calendar.ts'
import { RECORDED_IN_ERROR } from '../../machines/kernel/correct.ts'
import type { Definitions, OrganisationId } from '../../machines/kernel/definition.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Changes, FileState, HeldInstance } from '../../machines/kernel/file.ts'
import { carriedOver, statesIn } from '../../machines/kernel/place.ts'
import type { Changeset, StayKept } from './changeset.ts'
import { organisationIn, sourceIn } from './listing.ts'
import { placeStored, standing } from './standing.ts'

/** Where a lifecycle stands, whether it counts, and when something is due in it. */
interface Stand {
  readonly state: string
  readonly open: boolean
  readonly version: number
  readonly dueOn?: CalendarDate
  readonly organisation?: OrganisationId
}
const NOWHERE: Stand = { state: '', open: false, version: 0 }

/**
 * The stays that a decision begins: one for each state that a lifecycle has gone through, in the order of the lines that led there. What a
 * correction does to a lifecycle has no line of that lifecycle; it stands with the last line of the changeset, as does a new day by which
 * something is due.
 */
export function staysOf(definitions: Definitions, before: FileState, changes: Changes): readonly StayKept[] {
  const { lines, file } = changes
  if (lines.length === 0) return []
  const was = new Map(before.revision === 0 ? [] : before.instances.map((held) => [held.id, held]))
  const is = new Map(file.instances.map((held) => [held.id, held]))
  return [...concerned(before, changes)].flatMap((id) => {
    const held = is.get(id)!
    const earlier = was.get(id)
    const from = earlier ? standOf(definitions, earlier, before.duties) : undefined
    return periods(held, from, standOf(definitions, held, file.duties), lines, from ? stoodIn(from, earlier!, definitions) : new Map())
  })
}

/** Duties begin and end without their lifecycle: somebody says that one is done. */
function concerned(before: FileState, { instances, dutiesOpened, dutiesEnded }: Changes): ReadonlySet<string> {
  const ended = before.duties.filter(({ id }) => dutiesEnded.includes(id))
  return new Set([...instances.map(({ id }) => id), ...[...dutiesOpened, ...ended].map(({ instance }) => instance)])
}

function standOf(definitions: Definitions, { id, machine, stored, nextDue, inError }: HeldInstance, duties: readonly OpenDuty[]): Stand {
  if (inError) return NOWHERE
  const organisation = organisationIn(stored)
  const about = organisation ? { organisation } : {}
  const { state, closed, version } = standing(definitions[machine]!, stored)
  if (closed) return { state, open: false, version, ...about }
  const days = duties.filter(({ instance }) => instance === id).map(({ dueOn }) => dueOn)
  const dueOn = (nextDue === undefined ? days : [...days, dayInLondon(nextDue)]).reduce<CalendarDate | undefined>(
    (first, day) => (first !== undefined && first <= day ? first : day),
    undefined,
  )
  return { state, open: true, version, ...about, ...(dueOn !== undefined && { dueOn }) }
}

/** In place of where the stay before says since when: it was entered now; or a correction leads back to where it had stood. */
const NOW = 0
export const AS_IT_LAST_DID = -1
const CORRECTED = RECORDED_IN_ERROR.shape.type.value

type Step = Pick<StayKept, 'state' | 'comeFrom' | 'event' | 'enteredSeq'>

/**
 * Of each state in which it stood the place, from 1, that its stay has for it: written under an earlier version of its machine, that may name
 * or nest them otherwise.
 */
function stoodIn({ state, version }: Stand, { machine, stored }: HeldInstance, definitions: Definitions): ReadonlyMap<string, number> {
  if (state === '') return new Map()
  const was = version === definitions[machine]!.version ? state : placeStored(stored)
  const places = new Map(statesIn(was).map((path, nth) => [path, nth + 1]))
  return was === state ? places : new Map([...carriedOver(was, state)].map(([path, from]) => [path, places.get(from)!]))
}

function periods(
  { id, machine, stored }: HeldInstance,
  from: Stand | undefined,
  to: Stand,
  lines: readonly Line[],
  stood: ReadonlyMap<string, number>,
): readonly StayKept[] {
  const steps = stepsOf(id, from, to, lines)
  if (steps.length === 0) return []
  const source = sourceIn(machine, stored)
  let standing = stood
  let wasOpen = from?.open === true
  return steps.map((step, nth) => {
    const next = steps[nth + 1]
    const open = next ? step.state !== '' : to.open
    const isOpened = open && !wasOpen
    const anew = (state: string) => (step.event === CORRECTED && (state !== '' || open) ? AS_IT_LAST_DID : NOW)
    const keeps = (state: string) => (state === '' && (isOpened || !open) ? undefined : standing.get(state))
    standing = new Map(statesIn(step.state).map((state) => [state, keeps(state) ?? anew(state)]))
    wasOpen = open
    return {
      instance: id,
      machine,
      ...step,
      kept: [...standing.values()],
      open,
      ...(to.organisation && { organisation: to.organisation }),
      ...(source && { source }),
      ...(next ? { leftSeq: next.enteredSeq } : to.dueOn && { dueOn: to.dueOn }),
    }
  })
}

function stepsOf(id: string, from: Stand | undefined, to: Stand, lines: readonly Line[]): readonly Step[] {
  const steps: Step[] = []
  let at = from?.state ?? ''
  for (const line of lines) {
    if (line.instance !== id || line.to === at) continue
    const event = line.kind === 'opened' ? {} : { event: line.event }
    steps.push({ state: line.to, comeFrom: at || line.from, ...event, enteredSeq: line.seq })
    at = line.to
  }
  const { seq } = lines.at(-1)!
  if (at !== to.state) return putRight(steps, { state: to.state, comeFrom: at, enteredSeq: seq }, lines)
  const isAsBefore = from && (['open', 'dueOn', 'version', 'organisation'] as const).every((name) => from[name] === to[name])
  return steps.length > 0 || isAsBefore ? steps : [{ state: at, comeFrom: at, enteredSeq: seq }]
}

/** Where a lifecycle stands elsewhere than its own lines have led it, a correction has put it there. */
function putRight(steps: readonly Step[], step: Step, lines: readonly Line[]): readonly Step[] {
  const last = steps.at(-1)
  if (last?.enteredSeq === step.enteredSeq) return [...steps.slice(0, -1), { ...last, state: step.state }]
  const event = lines.find(({ kind }) => kind === 'correction')?.event
  return [...steps, { ...step, ...(event !== undefined && { event }) }]
}

/** Of each lifecycle the first of these stays: with it ends the one before. */
export const leftIn = ({ stays }: Changeset): readonly StayKept[] => [
  ...new Map([...stays].reverse().map((stay) => [stay.instance, stay])).values(),
]
