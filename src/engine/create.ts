import type { Pool } from 'pg'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Definitions } from '../../machines/kernel/definition.ts'
import { derivedId } from '../../machines/kernel/identity.ts'
import { isAway } from './away.ts'
import { batching, MOST_OF_PEOPLE } from './batch.ts'
import { commit, commitOffice } from './commit.ts'
import { firstInstanceOf, nothingHeld } from './decide.ts'
import { directoryOf } from './directory.ts'
import { dispatching, type Target } from './dispatch.ts'
import type { Compose, Engine, FileKind, Lacks, LetterSeen, Requires } from './engine.ts'
import { Invalid, KeyReused, NotFound, Unavailable } from './errors.ts'
import { gathering } from './gather.ts'
import { bodyOf, composedAnew, requiredOf, standingOf } from './letters.ts'
import { type Known, lookOf } from './look.ts'
import { officeInTables } from './office.ts'
import { type Held, readAll } from './read.ts'
import { wordsOf } from './texts.ts'

export interface EngineOptions {
  /** With an `error` listener (db/pool.ts). */
  readonly pool: Pool
  readonly definitions: Definitions
  readonly compose: Compose
  /** Without it no letter is refused for what it lacks. */
  readonly lacks?: Lacks
  /** Without it nobody is told what a letter is to say. */
  readonly requires?: Requires
  /** Told of what other files are to be told (src/deliveries), right after it was written. */
  readonly onDeliveries?: (ids: readonly string[]) => void
  /** Told of what went wrong beside an answer: an incident or a refused attempt that could not be kept. */
  readonly onError?: (error: unknown) => void
}

/** One for each process: requests that arrive together are read and written together. */
export function createEngine({
  pool,
  definitions,
  compose,
  lacks = () => [],
  requires = () => [],
  onDeliveries = () => {},
  onError = () => {},
}: EngineOptions): Engine {
  const batched = batching((changesets) => commit(pool, changesets), MOST_OF_PEOPLE)
  const known: Known = {
    pool,
    definitions,
    compose,
    lacks,
    requires,
    onDeliveries,
    onError,
    read: gathering((asked) => readAll(pool, asked)),
    write: (changeset) => (changeset.kind === 'office' ? commitOffice(pool, changeset) : batched(changeset)),
    directory: directoryOf(pool),
  }
  const { dispatch, check } = dispatching(known)
  const secret = secretOf(pool)
  const lookAt = async (person: PersonId, file: string) =>
    lookOf(known, await known.read({ file: id(file), person: clean(person) }), person)
  const ofInstance = (instance: string): Target => ({ asked: { instance: id(instance) }, instance: () => instance })

  const office = async (person: PersonId) => {
    const file = derivedId(await secret(), 'office')
    const { held } = await known.read({ file })
    if (!held) await takeOver(file, person)
    return firstInstanceOf(file)
  }
  /** Whoever loses against somebody who takes it over at the same moment finds it taken over. */
  const takeOver = async (file: string, person: PersonId) => {
    const event = { type: 'TAKE_OVER', stands: await officeInTables(pool) }
    const command = { person, event, key: `office of ${person}`, digest: 'TAKE_OVER' }
    await dispatch(toOpen(definitions, 'office', file), command).catch((error) => {
      if (!(error instanceof KeyReused)) throw error
    })
  }

  /** As it would be taken over now, where nobody has; nothing is kept of it. */
  const asTakenOver = async (file: string, person: PersonId): Promise<Held | undefined> => {
    if ((await known.read({ file })).held) return
    const event = { type: 'TAKE_OVER', stands: await officeInTables(pool) }
    const { look } = await check(toOpen(definitions, 'office', file), { person, event })
    return { ...nothingHeld(definitions, 'office', file), file: look.file }
  }

  return {
    definitions,
    office: (person) => available(() => office(clean(person))),
    dispatch: (command) => available(() => dispatch(ofInstance(command.instance), command)),
    open: (opening) =>
      available(async () => {
        const file = derivedId(await secret(), `${opening.kind} ${clean(opening.person)} ${opening.key}`)
        return dispatch(toOpen(definitions, opening.kind, file), opening)
      }),
    check: (command) => available(() => check(ofInstance(command.instance), command)),
    checkOpening: ({ kind, ...command }) =>
      available(async () =>
        check(toOpen(definitions, kind, derivedId(await secret(), `check of ${kind} ${clean(command.person)}`)), command),
      ),
    checkOffice: (command) =>
      available(async () => {
        const file = derivedId(await secret(), 'office')
        const begun = await asTakenOver(file, clean(command.person))
        return check({ asked: { file }, instance: () => firstInstanceOf(file), ...(begun && { begun }) }, command)
      }),
    look: (person, instance) =>
      available(async () => {
        const look = lookOf(known, await known.read({ instance: id(instance), person: clean(person) }), person)
        return { ...look, instance: look.file.instances.find((held) => held.id === instance)! }
      }),
    lookAt: (person, file) => available(() => lookAt(person, file)),
    letter: (person, letter) =>
      available(async (): Promise<LetterSeen> => {
        const { rows } = await pool.query<{ file: string }>({
          name: 'file of letter',
          text: 'select file_id as file from letter where id = $1',
          values: [id(letter)],
        })
        if (!rows[0]) throw new NotFound()
        const found = await known.read({ file: rows[0].file, person: clean(person) })
        const look = lookOf(known, found, person)
        const seen = look.file.letters.find((each) => each.id === letter)
        if (!seen) throw new NotFound()
        const instance = look.file.instances.find((held) => held.id === seen.instance)!
        const at = { ...look, reference: look.reference ?? '', authority: found.authority }
        const standing = standingOf(known, at, seen)
        const [body, required, composed] = await Promise.all([
          bodyOf(known, at, seen),
          requiredOf(known, at, seen),
          standing === 'edited' ? composedAnew(known, at, seen) : undefined,
        ])
        return { letter: seen, look: { ...look, instance }, body, ...(composed !== undefined && { composed }), standing, required }
      }),
    words: (refs) => available(() => wordsOf(pool, refs)),
    directory: () => available(async () => known.directory(await known.read({}))),
    now: () => available(async () => (await known.read({})).now),
  }
}

const toOpen = (definitions: Definitions, kind: FileKind, file: string): Target => ({
  asked: { file },
  instance: () => firstInstanceOf(file),
  begun: nothingHeld(definitions, kind, file),
})

/** The database away is one answer, wherever it was noticed. */
async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isAway(error)) throw error
    throw new Unavailable('The database cannot be reached: send the same request again, with the same key', { cause: error })
  }
}

/** Ids of files cannot be guessed from person and key without it. */
function secretOf(pool: Pool): () => Promise<string> {
  let known: string | undefined
  return async () => (known ??= (await pool.query<{ secret: string }>('select secret from installation')).rows[0]!.secret)
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
function id(text: string): string {
  if (!ID.test(text)) throw new NotFound()
  return text
}

function clean(text: string): string {
  if (text.includes('\u0000') || !text.isWellFormed())
    throw new Invalid([{ pointer: '', detail: 'A key or a name contains a character that cannot be kept' }])
  return text
}
