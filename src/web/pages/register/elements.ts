import type { Kind, Strength } from '../../../../machines/guidance/paragraph.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { Element, ElementKind } from '../../../reports/elements.ts'
import { metaOf } from '../../../shown/actions.ts'
import { sayPlace } from '../../../shown/place.ts'

type Shown = Omit<Element, 'cites'>

const kindWords: Readonly<Record<ElementKind, string>> = {
  rule: 'Rule',
  deadline: 'Deadline',
  duty: 'Duty',
  letter: 'Letter',
  record: 'Record',
}

const saidKind: Readonly<Record<Kind, string>> = {
  guard: 'rule',
  timer: 'deadline',
  duty: 'duty',
  record: 'record',
  default: 'proposed value',
  statement: 'explains, and asks for nothing',
}
/** What a paragraph becomes, in the words of the page. */
export const kindsSaid = (kinds: readonly Kind[]): string => kinds.map((kind) => saidKind[kind]).join(', ')

/** What the strength of a rule means for whoever meets it. */
export const strengthMeans: Readonly<Record<Strength, string>> = {
  must: 'No reason helps',
  normally: 'Refused, unless a written reason is given',
  consider: 'Yes or no, and why, is recorded',
}

/** The parts that carry a paragraph out, by lifecycle, each with the places where it acts. */
export function elementsSaid({ definitions }: Engine, elements: readonly Shown[]) {
  const machines = [...new Set(elements.map(({ machine }) => machine))]
  return machines.map((machine) => {
    const definition = definitions[machine]!
    return {
      machine,
      title: definition.title,
      elements: elements.filter((each) => each.machine === machine).map((each) => elementSaid(definition, each)),
    }
  })
}

function elementSaid(definition: Definition, { kind, name, strength, where }: Shown) {
  return {
    kind: kindWords[kind],
    code: name,
    name: kind === 'deadline' ? (definition.deadlines[name]?.title ?? inWords(name)) : inWords(name),
    strength: strength && { word: strength, means: strengthMeans[strength] },
    places: [...new Set(where.map((each) => placeSaid(definition, each)))],
  }
}

/** “Propose an intervention, at Attempt: Proposing”, from `PROPOSE_INTERVENTION in attempt.proposing`. */
function placeSaid(definition: Definition, where: string): string {
  const [, act, place] = /^(?:(\S+) in )?(.+)$/s.exec(where)!
  const said = isEvent(place!) ? eventSaid(definition, place!) : place === 'any state' ? 'any state' : sayPlace(definition, place!)
  return act === undefined ? said : `${eventSaid(definition, act)} – at ${said}`
}

const isEvent = (name: string) => /^[A-Z][A-Z_0-9]+$/.test(name)

function eventSaid(definition: Definition, type: string): string {
  const schema = Object.hasOwn(definition.events, type) ? definition.events[type] : undefined
  return schema ? metaOf(schema).title : (definition.deadlines[type]?.title ?? inWords(type))
}

/** `replyWithinFourteenDays` and `ATTEMPT_BEGINS` as words. */
const inWords = (name: string): string => {
  const words = isEvent(name)
    ? name.toLowerCase().replaceAll('_', ' ')
    : name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
