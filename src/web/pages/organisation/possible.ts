import type { FileLook, Person } from '../../../engine/engine.ts'
import type { Services } from '../../../services.ts'
import { actionsExplained, notNow } from '../../../shown/actions.ts'
import { nearestFirst } from '../../../shown/next.ts'
import { sayPlace } from '../../../shown/place.ts'

/** What can be done to one lifecycle of an organisation: what is open to this person, and what stands in the way of the rest. */
export async function possibleIn({ engine }: Services, look: FileLook, instance: FileLook['file']['instances'][number]) {
  const directory = nearestFirst(await engine.directory())
  const at = { ...look, instance }
  const actions = actionsExplained(engine, at, directory)
  const definition = engine.definitions[instance.machine]!
  const link = (type: string) => `/instances/${instance.id}/events/${type}`
  return {
    offered: actions.filter(({ offered }) => offered).map(({ type, title }) => ({ type, title, href: link(type) })),
    refused: actions
      .filter(({ offered }) => !offered)
      .map(({ type, title, refusals, whoCould }) => ({
        type,
        title,
        refusals: refusals.map(({ because, cites, unlockedBy }) => ({ because, cites, unlock: unlockWith(unlockedBy) })),
        whoCould: { words: whoCould.words, people: whoCould.people.map(named) },
      })),
    notNow: notNow(engine, at, actions)
      .filter(({ takenIn }) => takenIn.length > 0)
      .map(({ type, title, takenIn }) => ({ type, title, takenIn: [...new Set(takenIn.map((place) => sayPlace(definition, place)))] })),
  }

  function unlockWith(type: string | undefined) {
    const title = actions.find((each) => each.type === type)?.title
    return type && title ? { title, href: link(type) } : undefined
  }
}

const named = ({ name, posts }: Pick<Person, 'name' | 'posts'>) => ({ name, posts })
