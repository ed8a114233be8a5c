import { cite, isParagraphId, paragraph } from '../../../../machines/guidance/paragraph.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Look } from '../../../engine/engine.ts'
import { type Element, elementsOf } from '../../../reports/elements.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Services } from '../../../services.ts'
import { CORRECTION } from '../../../shown/actions.ts'
import { concernedIn, standing, summaryOf, waitingFor } from '../../../shown/instance.ts'
import { aboutPlace } from '../../../shown/place.ts'
import { fileAddress } from './addresses.ts'

/** Where something is done: the casefile or organisation, the lifecycle in it, and how far that has come. */
export async function placeShown({ engine, lists }: Services, look: Look) {
  const { definition, snapshot, state } = standing(engine.definitions, look.instance)
  const concerned = concernedIn(snapshot.context)
  const own = look.kind === 'organisation' ? look.file.id : concerned
  const names = own ? await organisationNames(lists, [own]) : undefined
  return {
    href: fileAddress(look),
    reference: look.reference,
    lifecycle: definition.title,
    organisation: own && names?.get(own),
    state: summaryOf(engine.definitions, look.instance).stateWords,
    about: aboutPlace(definition, state),
    deadlines: waitingFor(engine.definitions, look.file, look.instance).deadlines,
  }
}

const firmness = { must: 'must', normally: 'normally', consider: 'to be considered' } as const

/**
 * The paragraphs that an event carries out, and how firmly each speaks: what its arrows ask and lead to, what its own fields record, and
 * which rules it is there to keep. What only says who may do it comes last.
 */
export function paragraphsServed(definition: Definition, type: string) {
  // An entry is corrected by a second person in every lifecycle, and no arrow says so.
  if (type === CORRECTION) return [{ id: 'I26', citation: cite('I26'), title: paragraph('I26').title, strengths: [firmness.must] }]
  const served = partsServing(definition, type)
  const last = (cites: string) => served.filter((each) => each.cites === cites).every(({ name }) => definition.rules[name]?.who)
  const ids = [...new Set(served.map(({ cites }) => cites))].filter(isParagraphId).sort((a, b) => Number(last(a)) - Number(last(b)))
  return ids.map((id) => ({
    id,
    citation: cite(id),
    title: paragraph(id).title,
    strengths: [...new Set(served.flatMap(({ cites, strength }) => (cites === id && strength ? [firmness[strength]] : [])))],
  }))
}

/** In the order of the rules on the arrows; then what else stands there, and the rules that wait for this event. */
function partsServing(definition: Definition, type: string): readonly Pick<Element, 'name' | 'cites' | 'strength'>[] {
  const here = elementsIn(definition).filter(({ where }) => where.some((each) => each === type || each.startsWith(`${type} in `)))
  const waiting = Object.entries(definition.rules).filter(([, { unlockedBy }]) => unlockedBy === type)
  return [
    ...here.filter(({ kind }) => kind === 'rule'),
    ...here.filter(({ kind }) => kind !== 'rule'),
    ...waiting.map(([name, { cites, strength }]) => ({ name, cites, strength })),
  ]
}

const elements = new WeakMap<Definition, readonly Element[]>()
function elementsIn(definition: Definition): readonly Element[] {
  const known = elements.get(definition)
  if (known) return known
  const made = elementsOf(definition)
  elements.set(definition, made)
  return made
}
