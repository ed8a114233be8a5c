import type { Engine, FileLook } from '../../../engine/engine.ts'
import type { Services } from '../../../services.ts'
import { actionsExplained, actionsShown, askingWhoCould } from '../../../shown/actions.ts'
import { askedFor } from '../../../shown/asked.ts'
import { standing } from '../../../shown/instance.ts'
import { elsewhere, nearestFirst } from '../../../shown/next.ts'
import { leadsTo, sayPlace } from '../../../shown/place.ts'

/** Whether whoever looks can take a step that an open duty of the organisation's file asks for. */
export const canAnswer = (engine: Engine, look: FileLook): boolean =>
  look.file.duties.some((duty) => {
    const instance = look.file.instances.find(({ id }) => id === duty.instance)!
    const asked = askedFor(engine.definitions[instance.machine]!, duty)
    return actionsShown(engine, { ...look, instance }).some(({ type, offered }) => offered && asked.includes(type))
  })

/**
 * What can be done to one lifecycle of an organisation: what is open to this person, and what stands in the way of the rest; of what is not done
 * as it stands, which step leads to where it is.
 */
export async function possibleIn({ engine }: Services, look: FileLook, instance: FileLook['file']['instances'][number]) {
  const directory = nearestFirst(await engine.directory())
  const at = { ...look, instance }
  const whoCould = askingWhoCould(engine, at, directory)
  const actions = actionsExplained(engine, at, directory, whoCould)
  const { definition, state } = standing(engine.definitions, instance)
  const link = (type: string) => `/instances/${instance.id}/events/${type}`
  return {
    offered: actions.filter(({ offered }) => offered).map(({ type, title }) => ({ type, title, href: link(type) })),
    refused: actions
      .filter(({ offered }) => !offered)
      .map(({ type, title, refusals, ...action }) => ({
        type,
        title,
        refusals: refusals.map(({ because, cites, unlockedBy }) => ({ because, cites, unlock: unlockWith(unlockedBy) })),
        whoCould: named(action.whoCould),
      })),
    stands: sayPlace(definition, state),
    notNow: elsewhere(engine, at, actions).map(({ type, title, takenIn, cites }) => ({
      type,
      title,
      takenIn,
      cites,
      whoCould: named(whoCould(type)),
      before: actions
        .filter((action) => leadsTo(definition, action.type, type))
        .map((action) => ({ title: action.title, href: link(action.type), whoCould: named(action.whoCould) })),
    })),
  }

  function unlockWith(type: string | undefined) {
    const title = actions.find((each) => each.type === type)?.title
    return type && title ? { title, href: link(type) } : undefined
  }
}

const named = ({ words, people }: ReturnType<ReturnType<typeof askingWhoCould>>) => ({
  words,
  people: people.map(({ name, posts }) => ({ name, posts })),
})
