import type { z } from 'zod'
import type { Kind, Strength } from '../../../../machines/guidance/paragraph.ts'
import { type SettingName, settings } from '../../../../machines/guidance/settings.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { ElementKind } from '../../../reports/elements.ts'
import type { RegisterElement, RegisterEntry } from '../../../reports/register.ts'
import { metaOf } from '../../../shown/actions.ts'
import { letterTitles } from '../../../shown/letter-words.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { aboutPlace, isAtRest, sayPlace } from '../../../shown/place.ts'
import { ruleInWords } from '../../../shown/rule-words.ts'

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

/** The parts that carry a paragraph out, by lifecycle, each with what it says and the places where it acts. */
export function elementsSaid({ definitions }: Engine, { elements, strengths }: RegisterEntry) {
  const machines = [...new Set(elements.map(({ machine }) => machine))]
  return machines.map((machine) => {
    const definition = definitions[machine]!
    return {
      machine,
      title: definition.title,
      elements: elements.filter((each) => each.machine === machine).map((each) => elementSaid(definition, each, strengths)),
    }
  })
}

function elementSaid(definition: Definition, element: RegisterElement, strengths: readonly Strength[]) {
  const { kind, name, strength, where, readings } = element
  return {
    kind: kindWords[kind],
    code: name,
    name: nameSaid(definition, element),
    strength: strength && { word: strength, means: strengthMeans[strength] },
    readings: readingsSaid(readings),
    // A paragraph that only asks for a record has no rule of its own: what guards the record is ours.
    isOurs: strength !== undefined && readings.length === 0 && strengths.length === 0,
    places: [...new Set(where.map((each) => placeSaid(definition, each)))],
  }
}

/** Each letter once: several waits of one letter stand beside one another where the settings are listed. */
const readingsSaid = (names: readonly SettingName[]) =>
  names
    .map((name) => ({ name, letter: settings[name].letter }))
    .filter(({ letter }, place, all) => all.findIndex((each) => each.letter === letter) === place)

/** A rule by the words that it refuses with, a duty as the worklists have it, a letter and a field as the pages do. */
function nameSaid(definition: Definition, { kind, name, title, where }: RegisterElement): string {
  if (kind === 'rule') return ruleInWords(definition, name)
  if (kind === 'deadline') return definition.deadlines[name]?.title ?? inWords(name)
  if (kind === 'letter') return Object.hasOwn(letterTitles, name) ? letterTitles[name as keyof typeof letterTitles] : inWords(name)
  if (kind === 'duty') return title ?? inWords(name)
  return isEvent(name) ? eventSaid(definition, name) : (labelOf(definition, where[0]!, name) ?? inWords(name))
}

/** What a form calls the field of an event that is a record by itself. */
const labelOf = ({ events }: Definition, type: string, field: string): string | undefined =>
  ((events[type]?.shape as Record<string, z.ZodType> | undefined)?.[field]?.meta() as { label?: string } | undefined)?.label

/** “Propose an intervention, at Attempt: Proposing”, from `PROPOSE_INTERVENTION in attempt.proposing`. */
function placeSaid(definition: Definition, where: string): string {
  const [, act, place] = /^(?:(\S+) in )?(.+)$/s.exec(where)!
  if (act === undefined) return isEvent(place!) ? eventSaid(definition, place!) : stateSaid(definition, place!)
  return isAtRest(definition, place!)
    ? `${eventSaid(definition, act)} – while ${lowerFirst(stateSaid(definition, place!))}`
    : `${eventSaid(definition, act)} – at ${stateSaid(definition, place!)}`
}

/** A region at rest has no name that tells where that is: what it says about itself does. */
function stateSaid(definition: Definition, place: string): string {
  if (place === 'any state') return place
  return isAtRest(definition, place) ? aboutPlace(definition, place) : sayPlace(definition, place)
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
