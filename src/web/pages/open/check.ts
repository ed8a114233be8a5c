import type { Casefile } from '../../../../machines/casefile/record.ts'
import { nothingHeld } from '../../../engine/decide.ts'
import type { Checked, Opening } from '../../../engine/engine.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { postsNamed, sayPost } from '../../../shown/posts.ts'
import { consequencesShown } from '../submit-event/consequences.ts'

/**
 * What opening a file would do, in words: it is never taken back, so it is always shown first.
 *
 * @throws as `open` of the engine
 */
export async function openingShown(services: Services, opening: Omit<Opening, 'key' | 'digest'>): Promise<object> {
  const { engine } = services
  const checked = await engine.checkOpening(opening)
  const { file } = nothingHeld(engine.definitions, opening.kind, checked.look.file.id)
  const consequences = await consequencesShown(services, checked, file, {
    beforehand: 'What is opened stays on record: entries in it can be corrected afterwards, and it is never deleted.',
  })
  // What was not there before is opened, and comes from nowhere.
  const opened = [{ of: engine.definitions[opening.kind]!.title }, ...consequences.opened]
  return { ...consequences, moves: [], opened, settled: opening.kind === 'casefile' ? await settledFor(services, checked) : [] }
}

/** What the form did not ask, and is so from the beginning. */
async function settledFor(services: Services, { look }: Checked): Promise<readonly string[]> {
  const { casefile } = standing(services.engine.definitions, look.instance).snapshot.context as Casefile
  const whose =
    casefile.caseworker === undefined
      ? 'It is nobody’s yet: a line manager assigns it'
      : `It goes to ${sayPost(await postsNamed(services), casefile.caseworker)}`
  return ['Its reference is given when it is opened', whose]
}
