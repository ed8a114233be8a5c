import type { z } from 'zod'
import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { EventMeta } from '../../../../machines/kernel/words.ts'
import type { Look, Person } from '../../../engine/engine.ts'
import { notFound } from '../../../problem.ts'
import type { Services } from '../../../services.ts'
import { actionsInFull, metaOf, schemaOf } from '../../../shown/actions.ts'
import { nearestFirst } from '../../../shown/next.ts'

/** What the menu says of an event, for this person, at this moment. */
export type Action = ReturnType<typeof actionsInFull>[number]

/** An event and where it is put: what every page about it reads, once for each request. */
export interface Setting {
  readonly look: Look
  readonly definition: Definition
  readonly type: string
  readonly schema: z.ZodObject
  readonly meta: EventMeta
  /** All that the state has arrows for. */
  readonly actions: readonly Action[]
  /** This event among them; missing where the state has no arrow for it. */
  readonly action: Action | undefined
  readonly directory: readonly Person[]
}

/** @throws Problem 404, where there is no such instance to be seen, or its machine knows no such event */
export async function settingOf({ engine }: Services, person: PersonId, instance: string, type: string): Promise<Setting> {
  const [look, directory] = await Promise.all([engine.look(person, instance), engine.directory().then(nearestFirst)])
  const definition = engine.definitions[look.instance.machine]!
  const schema = schemaOf(definition, type)
  // What opens a file is put to no instance that there is.
  if (!schema || look.file.revision === 0) throw notFound()
  const actions = actionsInFull(engine, look, directory)
  return { look, definition, type, schema, meta: metaOf(schema), actions, action: actions.find((each) => each.type === type), directory }
}
