import type { Pool } from 'pg'
import type { Definitions, OrganisationFacts, Stamp } from '../../machines/kernel/definition.ts'
import type { LetterComposed, LetterHeld, LetterName } from '../../machines/kernel/effect.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { fromStored } from '../../machines/kernel/stored.ts'
import type { TextKept } from './changeset.ts'
import type { Compose, Lacks, LetterContext } from './engine.ts'
import type { Submission } from './submission.ts'
import { refsIn, textOf, wordsOf } from './texts.ts'

interface Sources {
  readonly definitions: Definitions
  readonly pool: Pool
  readonly compose: Compose
  readonly lacks: Lacks
}
type File = { readonly file: FileState; readonly stamp: Stamp; readonly reference: string }

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const ERASED = '[erased]'

/**
 * The letters that an event fixes: the one it names, else the drafts of its instance of the kinds it fixes; each with its text. A text that
 * was edited, or fixed before, stays, and is its editor's; the others are composed from the record as it stands, and say what it lacks.
 */
export async function composedFor(
  sources: Sources,
  at: File,
  instance: string,
  { event, composes }: Submission,
): Promise<{ letters: readonly LetterComposed[]; texts: readonly TextKept[] }> {
  const named = event['letter']
  const fixes = (letter: LetterName) => composes === true || composes?.includes(letter) === true
  const meant = at.file.letters.filter(({ id, instance: of, letter, sentOn }) =>
    named ? id === named : of === instance && !sentOn && fixes(letter),
  )
  const texts: TextKept[] = []
  const letters: LetterComposed[] = []
  for (const letter of meant) {
    if (letter.body !== undefined) letters.push(letter)
    else {
      const context = await contextOf(sources.definitions, sources.pool, at, letter)
      const { text, ref } = textOf(at.file.id, sources.compose(letter, context))
      const lacks = sources.lacks(letter, context)
      texts.push(text)
      letters.push({ ...letter, body: ref, ...(lacks.length > 0 && { lacks }) })
    }
  }
  return { letters, texts }
}

/** A letter as it went, as it was fixed, or as it would be composed now. */
export async function bodyOf({ definitions, pool, compose }: Omit<Sources, 'lacks'>, at: File, letter: LetterHeld): Promise<string> {
  if (letter.body !== undefined) return (await wordsOf(pool, [letter.body])).get(letter.body) ?? ERASED
  return compose(letter, await contextOf(definitions, pool, at, letter))
}

async function contextOf(
  definitions: Definitions,
  pool: Pool,
  { file, stamp, reference }: File,
  letter: LetterHeld,
): Promise<LetterContext> {
  const recordOf = (held: FileState['instances'][number]): unknown => fromStored(definitions[held.machine]!, held.stored).context
  const record = recordOf(file.instances.find(({ id }) => id === letter.instance)!)
  const casefile = recordOf(file.instances.find(({ parent }) => parent === undefined)!)
  const said = JSON.stringify([record, casefile, letter])
  const [words, organisations] = await Promise.all([wordsOf(pool, refsIn(said)), organisationsIn(pool, said)])
  return {
    record,
    casefile,
    reference,
    today: stamp.today,
    words: (ref) => words.get(ref) ?? ERASED,
    organisation: (id) => organisations.get(id),
  }
}

async function organisationsIn(pool: Pool, said: string) {
  const { rows } = await pool.query<{ id: string; name: string } & OrganisationFacts>({
    name: 'organisations named',
    text: 'select file_id as id, name, sector from organisation where file_id = any ($1::uuid[])',
    values: [[...new Set(said.match(ID) ?? [])]],
  })
  return new Map(rows.map(({ id, name, sector }) => [id, { name, sector }]))
}
