import type { Casefile } from '../../../../machines/casefile/record.ts'
import type { PostId } from '../../../../machines/kernel/authority.ts'
import type { FileState } from '../../../../machines/kernel/file.ts'
import { whoCouldPut } from '../../../../machines/kernel/step.ts'
import type { Checked, Engine, FileLook, Person } from '../../../engine/engine.ts'
import { seesSealed } from '../../../engine/look.ts'
import { standing } from '../../../shown/instance.ts'
import { isShutOut } from '../../../shown/shut-out.ts'

/** Whether the person of this look sees the file as it is now. */
export const isStillSeen = ({ definitions }: Engine, { file, stamp }: Pick<FileLook, 'file' | 'stamp'>): boolean => {
  const { sealed } = sealIn(definitions, file)
  return sealed === undefined || seesSealed(stamp.by.holdings, sealed.posts)
}

/** Who will see a casefile that is to be sealed; undefined where nothing is sealed by it. */
export async function sealShown(engine: Engine, { changes: { file }, look }: Checked, before: FileState) {
  const { sealed, root } = sealIn(engine.definitions, file)
  if (!sealed || !root || sealIn(engine.definitions, before).sealed) return undefined
  const directory = await engine.directory()
  const see = directory.filter(({ holdings }) => seesSealed(holdings, sealed.posts))
  const { definition, snapshot } = standing(engine.definitions, root)
  const couldUnseal = new Set(whoCouldPut(definition, snapshot, 'UNSEAL', directory, look.stamp).people)
  return {
    see: see.map(({ name, posts }) => ({ name, posts })),
    you: see.some(({ id }) => id === look.stamp.by.id),
    nobodyUnseals: !see.some(({ id }) => couldUnseal.has(id)),
  }
}

/** The post that would have the casefile and not see it, because it is sealed to others; undefined where that is so already, or of none. */
export function caseworkerShutOut(
  { definitions }: Pick<Engine, 'definitions'>,
  directory: readonly Person[],
  { changes: { file } }: Checked,
  before: FileState,
): PostId | undefined {
  const [was, is] = [before, file].map((each) => shutOutIn(definitions, directory, each))
  return is === was ? undefined : is
}

function shutOutIn(definitions: Engine['definitions'], directory: readonly Person[], file: FileState): PostId | undefined {
  const { root, sealed } = sealIn(definitions, file)
  if (!root || !sealed) return undefined
  const { caseworker } = (standing(definitions, root).snapshot.context as Casefile).casefile
  return caseworker !== undefined && isShutOut(directory, sealed.posts, caseworker) ? caseworker : undefined
}

function sealIn(definitions: Engine['definitions'], { instances }: FileState) {
  const root = instances.find(({ machine, parent }) => machine === 'casefile' && parent === undefined)
  const { sealed } = root ? (standing(definitions, root).snapshot.context as Casefile) : {}
  return { root, sealed }
}
