import type { Casefile } from '../../../../machines/casefile/record.ts'
import type { FileState } from '../../../../machines/kernel/file.ts'
import { whoCouldPut } from '../../../../machines/kernel/step.ts'
import type { Checked, Engine, FileLook } from '../../../engine/engine.ts'
import { seesSealed } from '../../../engine/look.ts'
import { standing } from '../../../shown/instance.ts'

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

function sealIn(definitions: Engine['definitions'], { instances }: FileState) {
  const root = instances.find(({ machine, parent }) => machine === 'casefile' && parent === undefined)
  const { sealed } = root ? (standing(definitions, root).snapshot.context as Casefile) : {}
  return { root, sealed }
}
