import { z } from 'zod'
import { cite } from '../../machines/guidance/paragraph.ts'
import { permits } from '../../machines/kernel/authority.ts'
import { daysInWords } from '../../machines/kernel/calendar.ts'
import { mayCorrect, RECORDED_IN_ERROR, whoMayCorrectInWords } from '../../machines/kernel/correct.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { offered } from '../../machines/kernel/file.ts'
import type { Refusal } from '../../machines/kernel/rule.ts'
import { askingWhoCouldPut } from '../../machines/kernel/step.ts'
import type { EventMeta } from '../../machines/kernel/words.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { defaultsAt } from './defaults.ts'
import { standing } from './instance.ts'
import { placesTaking, rulesThatTakeReasons } from './place.ts'

export const CORRECTION = 'RECORDED_IN_ERROR'

/** The schema of an event of this machine; every machine takes corrections. */
export const schemaOf = ({ events }: Definition, type: string): z.ZodObject | undefined =>
  type === CORRECTION ? RECORDED_IN_ERROR : Object.hasOwn(events, type) ? events[type] : undefined

export const metaOf = (schema: z.ZodObject): EventMeta => schema.meta() as unknown as EventMeta

/** The events that the state has arrows for, each with what stands in the way of this person: the same judgement the decision would make. */
export function actionsShown({ definitions }: Engine, { file, instance, stamp }: Look) {
  const definition = definitions[instance.machine]!
  const offers = offered(definitions, file, instance.id, stamp)
  const isCorrected = file.revision > 0 && !instance.inError && definition.neverStruckOut === undefined
  return [...offers, ...(isCorrected ? [correctionOffer(stamp)] : [])].map(({ type, ...offer }) => ({
    type,
    title: metaOf(schemaOf(definition, type)!).title,
    ...offer,
    refusals: offer.refusals.map((each) => inWords(each)),
    onSomeAnswers: offer.onSomeAnswers.map((each) => inWords(each)),
    ...('warnings' in offer && offer.warnings && { warnings: offer.warnings.map((each) => inWords(each)) }),
  }))
}
export const warningsOf = (action: ReturnType<typeof actionsShown>[number]) => ('warnings' in action ? (action.warnings ?? []) : [])
const inWords = <S extends { readonly because: string }>(said: S): S => ({ ...said, because: daysInWords(said.because) })

function correctionOffer(stamp: Look['stamp']) {
  const may = permits(mayCorrect, undefined, stamp.by, stamp)
  return { type: CORRECTION, offered: may, refusals: may ? [] : [notTheirs(stamp)], onSomeAnswers: may ? [notTheirs(stamp)] : [] }
}

/** Which entry is named decides the rest: nobody corrects an entry of their own, or one that its own rules would not admit them to. */
const notTheirs = (stamp: Look['stamp']): Refusal => ({
  rule: 'correctedByAnother',
  strength: 'must',
  cites: 'I26',
  paragraph: cite('I26'),
  because: `This is for ${whoMayCorrectInWords(stamp)}`,
  reasonWouldHelp: false,
})

/** The same with those who could where this person may not. */
export function actionsExplained(
  engine: Engine,
  look: Look,
  directory: readonly Person[],
  whoCould = askingWhoCould(engine, look, directory),
) {
  return actionsShown(engine, look).map((shown) => ({ ...shown, whoCould: whoCould(shown.type) }))
}

/** The same with all that a form needs. */
export function actionsInFull(engine: Engine, look: Look, directory: readonly Person[]) {
  const definition = engine.definitions[look.instance.machine]!
  const defaults = defaultsAt(engine, look)
  return actionsExplained(engine, look, directory).map((shown) => ({
    ...shown,
    takesReasons: rulesThatTakeReasons(definition, shown.type).map(({ name, cites }) => ({
      rule: name,
      cites,
      paragraph: cite(cites as 'I1'),
    })),
    schema: jsonSchemaOf(schemaOf(definition, shown.type)!),
    defaults: defaults(shown.type),
  }))
}

/**
 * Who could put an event, in this state or, where it has no arrow for it, in those that have. Rules about people read the record and the
 * posts, and nothing else of the file: one look at the instance does for all events.
 */
export function askingWhoCould({ definitions }: Engine, { instance, stamp }: Look, directory: readonly Person[]) {
  const { definition, snapshot } = standing(definitions, instance)
  const asked = askingWhoCouldPut(definition, snapshot, directory, stamp)
  const named = directory.map(({ id, name, posts }) => ({ id, name, posts }))
  const correctors = () => ({
    words: whoMayCorrectInWords(stamp),
    people: directory.filter((person) => permits(mayCorrect, undefined, person, stamp)).map(({ id }) => id),
  })
  const known = new Map<object, { readonly words: string; readonly people: typeof named }>()
  return (type: string) => {
    const could = type === CORRECTION ? correctors() : asked(type)
    const found = known.get(could)
    if (found) return found
    const people = new Set(could.people)
    const answer = { words: could.words, people: named.filter(({ id }) => people.has(id)) }
    known.set(could, answer)
    return answer
  }
}

/** Events of the machine that the state has no arrow for, and the states that have: what is not on the menu is not a secret. */
export function notNow({ definitions }: Engine, { instance }: Look, onTheMenu: readonly { type: string }[]) {
  const definition = definitions[instance.machine]!
  return Object.entries(definition.events)
    .filter(([type]) => !onTheMenu.some((each) => each.type === type))
    .map(([type, schema]) => ({ type, title: metaOf(schema).title, takenIn: placesTaking(definition, type) }))
}

const schemas = new WeakMap<z.ZodType, object>()
/** The JSON Schema of what is to be sent. */
export function jsonSchemaOf(schema: z.ZodType): object {
  const known = schemas.get(schema)
  if (known) return known
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  schemas.set(schema, made)
  return made
}
