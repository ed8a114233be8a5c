import type { WordsRef } from '../../machines/kernel/words.ts'
import type { Engine } from '../engine/engine.ts'
import { refsIn } from '../engine/texts.ts'

const REF = /^text:[0-9a-f-]{36}:[0-9a-f]{64}$/

/**
 * A value with the words in it that its references stand for; null where they have been erased. Ask only for what the person may see.
 */
export async function withWords(engine: Engine, value: unknown): Promise<unknown> {
  const refs = refsIn(value)
  return refs.length === 0 ? value : replaced(value, await engine.words(refs))
}

function replaced(value: unknown, known: ReadonlyMap<WordsRef, string>): unknown {
  if (typeof value === 'string') return REF.test(value) ? (known.get(value) ?? null) : value
  if (Array.isArray(value)) return value.map((each) => replaced(each, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, known)]))
}
