import { cite, isParagraphId, paragraph } from '../../../../machines/guidance/paragraph.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Look } from '../../../engine/engine.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Services } from '../../../services.ts'
import { CORRECTION } from '../../../shown/actions.ts'
import { concernedIn, standing, summaryOf, waitingFor } from '../../../shown/instance.ts'
import { aboutPlace, chartFor } from '../../../shown/place.ts'
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

/** The paragraphs that the rules on the arrows of an event carry out, and how firmly each speaks. */
export function paragraphsServed(definition: Definition, type: string) {
  const rules = chartFor(definition)
    .arrows.filter(({ event }) => event === type)
    .flatMap((arrow) => arrow.rules)
  // An entry is corrected by a second person in every lifecycle, and no arrow says so.
  if (type === CORRECTION) return [{ id: 'I26', citation: cite('I26'), title: paragraph('I26').title, strengths: [firmness.must] }]
  const ids = [...new Set(rules.map(({ cites }) => cites))].filter(isParagraphId)
  return ids.map((id) => ({
    id,
    citation: cite(id),
    title: paragraph(id).title,
    strengths: [...new Set(rules.filter(({ cites }) => cites === id).map(({ strength }) => firmness[strength as keyof typeof firmness]))],
  }))
}
