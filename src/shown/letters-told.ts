import type { EffectKind } from '../../machines/kernel/effect.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { lineOf, sealedLines } from '../engine/history.ts'
import type { Services } from '../services.ts'
import { type Put, retold } from './retold.ts'

const ofLetters: readonly EffectKind[] = ['draftLetter', 'editLetter', 'sendLetter', 'sendFixedLetter']
const writes = ({ effects }: Put): boolean => effects.some(({ kind }) => ofLetters.includes(kind))

/**
 * The entries by which a letter of the file was drafted, changed or sent, or from which that followed, by their seq: what the history asks
 * for when it is put once more. What was struck out asks for nothing.
 */
export async function entriesOfLetters({ engine, pool }: Services, file: Pick<FileState, 'id' | 'instances'>): Promise<readonly number[]> {
  const told = retold(engine.definitions, file, (await sealedLines(pool, file.id)).map(lineOf))
  const written = told
    .all()
    .filter(writes)
    .map((put) => told.rootOf(put).seq)
  return [...new Set(written)]
}
