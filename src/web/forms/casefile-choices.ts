import { type Casefile, decisionsOf } from '../../../machines/casefile/record.ts'
import { inPlainWords } from '../../../machines/kernel/authority.ts'
import type { Engine, Look } from '../../engine/engine.ts'
import { history } from '../../reports/history.ts'
import { organisationNames } from '../../reports/organisations.ts'
import type { Services } from '../../services.ts'
import { linesShown } from '../../shown/history.ts'
import { standing } from '../../shown/instance.ts'
import { addresseeInWords, letterTitles } from '../../shown/letter-words.ts'
import { nameOfLifecycle } from '../../shown/naming.ts'
import { date } from '../words.ts'
import type { Choice } from './field.ts'

/** What the file itself gives to choose from. */

const recordOf = ({ definitions }: Engine, look: Look): unknown => standing(definitions, look.instance).snapshot.context

const ID = /"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g
/** Ids in the record: those that organisations have are organisations. */
export const organisationsIn = (engine: Engine, look: Look): readonly string[] => [
  ...new Set([...JSON.stringify(recordOf(engine, look)).matchAll(ID)].map(([, id]) => id!)),
]

/** Letters that have not gone. */
export async function lettersIn({ lists }: Services, { file }: Look): Promise<readonly Choice[]> {
  const drafts = file.letters.filter(({ sentOn }) => sentOn === undefined)
  const names = await organisationNames(
    lists,
    drafts.flatMap(({ to }) => ('organisation' in to ? [to.organisation] : [])),
  )
  return drafts.map(({ id, letter, to }) => ({ value: id, text: `${letterTitles[letter]} to ${addresseeInWords(to, names)}` }))
}

/** Duties that somebody says are done, each with what gave it; the others end with the act they ask for. */
export function dutiesIn(engine: Engine, { file }: Look): readonly Choice[] {
  const givenBy = (id: string) => {
    const instance = file.instances.find((each) => each.id === id)
    const name = instance && nameOfLifecycle(engine, instance.machine, standing(engine.definitions, instance).snapshot.context, new Map())
    return name ? `${name}. ` : ''
  }
  return file.duties
    .filter(({ endsBy }) => endsBy === 'acknowledgement')
    .map(({ id, title, to, dueOn, instance }) => ({
      value: id,
      text: title,
      hint: `${givenBy(instance)}For the ${inPlainWords(to)}, due on ${date(dueOn)}`,
    }))
}

/** The actions that the record speaks of, as they were last written. */
export function actionsIn(engine: Engine, look: Look): readonly Choice[] {
  const found = new Map<string, Choice>()
  const seek = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { id, what, kind } = value as { id?: unknown; what?: unknown; kind?: unknown }
    if (typeof id === 'string' && typeof what === 'string' && typeof kind === 'string') found.set(id, { value: id, text: what, hint: id })
    Object.values(value).forEach(seek)
  }
  seek(recordOf(engine, look))
  return [...found.values()]
}

export const decisionsIn = (engine: Engine, look: Look): readonly Choice[] =>
  look.instance.machine === 'casefile'
    ? decisionsOf(recordOf(engine, look) as Casefile).map(({ key, on }) => ({
        value: key,
        text: `The decision of ${date(on)}`,
        hint: key.replaceAll('-', ' '),
      }))
    : []

const MOST_ENTRIES = 200
/** What people entered in this instance, newest first; what was struck out is none of it any more. */
export async function entriesOf(services: Services, { file, instance }: Look): Promise<readonly Choice[]> {
  const rows = await history(services.lists, file.id, instance.id, { order: 'newest', limit: MOST_ENTRIES })
  const entered = rows.filter(({ kind, struckOutBy }) => (kind === 'person' || kind === 'delivery') && struckOutBy === undefined)
  return (await linesShown(services, entered)).map(({ seq, done, by, happenedOn }) => ({
    value: String(seq),
    text: `${done.charAt(0).toUpperCase()}${done.slice(1)}, ${date(happenedOn)}`,
    hint: by.name,
  }))
}
