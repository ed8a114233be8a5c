import type { z } from 'zod'
import type { Look, Person } from '../../engine/engine.ts'
import type { Services } from '../../services.ts'
import { postsNamed } from '../../shown/posts.ts'
import type { Typed } from '../page.ts'
import { actionsIn, decisionsIn, dutiesIn, entriesOf, lettersIn, organisationsIn } from './casefile-choices.ts'
import type { Choice, Field, FormChoices, Reference } from './field.ts'
import { fieldsOf } from './fields.ts'
import { organisationChoices, postChoices } from './office-choices.ts'
import { choicesOfTheOffice, isOfTheOffice } from './people-choices.ts'
import { SEARCH, valueAt } from './typed.ts'

/** What a form is about: the schema of its event, and the instance it is put to; none yet, where it opens a file. */
export interface Choosing {
  readonly schema: z.ZodObject
  readonly look?: Look
  /** Who holds which post, where it has been read already. */
  readonly directory?: readonly Person[]
}

/**
 * What there is to choose from, as far as the schema refers to it: nothing else is read.
 *
 * @param typed what was sent so far: what was searched for is found, and what was chosen stays among the options
 */
export async function choicesFor(services: Services, choosing: Choosing, typed: Typed = {}): Promise<FormChoices> {
  const asked = [...referencesIn(fieldsOf(choosing.schema))]
  const found = await Promise.all(
    asked.map(async (reference) => [reference, await foundFor(services, choosing, reference, typed)] as const),
  )
  const searched = found.flatMap(([reference, { more }]) => (more ? [reference] : []))
  return { ...Object.fromEntries(found.map(([reference, { options }]) => [reference, options])), ...(searched.length > 0 && { searched }) }
}

interface Options {
  readonly options: readonly Choice[]
  /** There are more than these. */
  readonly more?: boolean
}

async function foundFor(services: Services, { look, directory }: Choosing, reference: Reference, typed: Typed): Promise<Options> {
  const { engine, lists } = services
  if (reference === 'organisation') return organisationChoices(lists, look ? organisationsIn(engine, look) : [], sought(typed), typed)
  if (reference === 'post' || reference === 'gradedPost')
    return { options: postChoices(await postsNamed(services, directory), reference === 'gradedPost') }
  if (isOfTheOffice(reference)) return { options: await choicesOfTheOffice(services, reference) }
  if (!look) return { options: [] }
  if (reference === 'party') return { options: await organisationChoicesOf(services, look) }
  if (reference === 'letter') return { options: await lettersIn(services, look) }
  if (reference === 'entry') return { options: await entriesOf(services, look) }
  const inTheRecord = { duty: dutiesIn, action: actionsIn, decision: decisionsIn }
  return { options: inTheRecord[reference](engine, look) }
}

const organisationChoicesOf = async ({ engine, lists }: Services, look: Look) =>
  (await organisationChoices(lists, organisationsIn(engine, look), [], {}, true)).options

/** What was typed to find something by. */
const sought = (typed: Typed): readonly string[] =>
  Object.keys(typed).flatMap((name) => (name.endsWith(`.${SEARCH}`) && valueAt(typed, name).trim() ? [valueAt(typed, name).trim()] : []))

function referencesIn(fields: readonly Field[]): ReadonlySet<Reference> {
  return new Set(
    fields.flatMap((field): readonly Reference[] => {
      if (field.kind === 'group') return [...referencesIn(field.fields)]
      if (field.kind === 'list') return [...referencesIn([field.row])]
      if (field.kind === 'text') return field.names ? [field.names] : []
      return 'of' in field && field.of ? [field.of] : []
    }),
  )
}
