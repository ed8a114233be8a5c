import type { Pool } from 'pg'
import type { Casefile } from '../../machines/casefile/record.ts'
import { grades, type Holding, type PostId } from '../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { Definitions, OrganisationFacts, OrganisationId, Stamp } from '../../machines/kernel/definition.ts'
import type { LetterHeld } from '../../machines/kernel/effect.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { fromStored, Unreadable } from '../../machines/kernel/stored.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { Letterhead } from '../../machines/office/letterhead.ts'
import { type Contact, defaultContact, MOST_HEIRS, type Organisation } from '../../machines/organisation/record.ts'
import type { LetterContext, Person } from './engine.ts'
import type { Known } from './look.ts'
import type { Submission } from './submission.ts'
import { refOf, refsIn, wordsOf } from './texts.ts'

/** A file whose letters are looked at, with the moment it was read. */
export interface LettersOf {
  readonly file: FileState
  readonly stamp: Stamp
  readonly reference: string
  /** The revision of posts and delegations, which say who signs for whom. */
  readonly authority: string
}
export type Sources = Pick<Known, 'definitions' | 'pool' | 'directory'>
/** The event that a letter is composed for: its texts are not kept yet. */
export type Submitting = Pick<Submission, 'event' | 'texts'>

export const ERASED = '[erased]'

/** Everything that a letter may say, read anew: what it was drafted from may have changed since. */
export async function contextOf(
  { definitions, pool, directory }: Sources,
  { file, stamp, reference, authority }: LettersOf,
  letter: LetterHeld,
  submitting?: Submitting,
): Promise<LetterContext> {
  const record = recordOf(definitions, file, ({ id }) => id === letter.instance)
  const casefile = recordOf(definitions, file, ({ parent }) => parent === undefined)
  const said = JSON.stringify([record, casefile, letter, submitting?.event])
  const organisations = await organisationsIn(definitions, pool, said)
  const [kept, people, letterhead] = await Promise.all([
    wordsOf(pool, [...new Set([...refsIn(said), ...refsIn([...organisations.values()])])]),
    directory({ authority, today: stamp.today }),
    letterheadOn(pool, stamp.today),
  ])
  const words = new Map([...kept, ...(submitting?.texts ?? []).map((text) => [refOf(text), text.words] as const)])
  const signing = submitting && signatureOf(people.find(({ id }) => id === stamp.by.id))
  const signatory = holderOf((casefile as Casefile).casefile.caseworker, people)
  return {
    record,
    casefile,
    reference,
    today: stamp.today,
    settings: stamp.settings,
    letterhead,
    words: (ref) => words.get(ref) ?? ERASED,
    organisation: (id) => addressed(organisations.get(id), words),
    ...(signatory && { signatory }),
    ...(submitting && { submitting: submitting.event }),
    ...(signing && { signing }),
  }
}

/** How we are reached on a day, as letters say it. */
async function letterheadOn(pool: Pool, day: CalendarDate): Promise<Letterhead> {
  const { rows } = await pool.query<{ letterhead: Letterhead }>({
    name: 'letterhead',
    text: `select coalesce(json_object_agg(name, words), '{}') as letterhead from (
      select distinct on (name) name, words from setting where words is not null and from_day <= $1 order by name, from_day desc) s`,
    values: [day],
  })
  return rows[0]!.letterhead
}

export const recordOf = (
  definitions: Definitions,
  { instances }: FileState,
  is: (held: FileState['instances'][number]) => boolean,
): unknown => {
  const held = instances.find(is)!
  return fromStored(definitions[held.machine]!, held.stored).context
}

/** An organisation with whom to write to there, still behind references; where it was succeeded, in the organisation in force (C6). */
interface Addressee extends OrganisationFacts {
  readonly name: string
  readonly successor?: string
  readonly contact?: Contact
}
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

async function organisationsIn(definitions: Definitions, pool: Pool, said: string): Promise<ReadonlyMap<OrganisationId, Addressee>> {
  const { rows } = await pool.query<{ id: string; name: string; successor: string | null; stored: string } & OrganisationFacts>({
    name: 'organisations named',
    text: `with recursive heirs as (
        select file_id as named, file_id as heir, name as called, successor, 0 as times from organisation where file_id = any ($1::uuid[])
        union all
        select h.named, o.file_id, h.called, o.successor, h.times + 1
        from heirs h join organisation o on o.file_id = h.successor where h.times < ${MOST_HEIRS}
      )
      select distinct on (h.named) h.named as id, h.called as name, case when h.times > 0 then o.name end as successor, o.sector, o.rating, s.stored
      from heirs h join organisation o on o.file_id = h.heir
      join instance i on i.file_id = h.heir and i.parent is null join snapshot s on s.instance_id = i.id
      order by h.named, h.times desc`,
    values: [[...new Set(said.match(ID) ?? [])]],
  })
  return new Map(
    rows.map(({ id, name, successor, sector, rating, stored }) => {
      const contact = defaultContact(contactsIn(definitions, stored))
      return [id, { name, sector, ...(rating && { rating }), ...(successor && { successor }), ...(contact && { contact }) }]
    }),
  )
}

/** An organisation that cannot be read is an incident of its own: letters to it still go, to nobody by name. */
function contactsIn(definitions: Definitions, stored: string): readonly Contact[] {
  try {
    return (fromStored(definitions['organisation']!, stored).context as Organisation).contacts
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}

/** A contact whose name was erased is none: nobody is addressed as "[erased]". */
function addressed(organisation: Addressee | undefined, words: ReadonlyMap<WordsRef, string>): ReturnType<LetterContext['organisation']> {
  if (!organisation) return undefined
  const { contact, ...known } = organisation
  const called = contact && words.get(contact.name)
  const details = contact?.details && words.get(contact.details)
  return { ...known, ...(called && { contact: { name: called, ...(details && { details }) } }) }
}

/** Under the highest post that is their own: under a delegation they do not write in another's name. */
function signatureOf(person: Person | undefined): LetterContext['signing'] {
  if (!person) return undefined
  const own = person.holdings.flatMap((holding, place) => (holding.how === 'delegated' ? [] : [{ holding, post: person.posts[place]! }]))
  const [highest] = own.sort((a, b) => rank(b.holding) - rank(a.holding))
  return highest && { name: person.name, post: highest.post }
}
const rank = ({ grade }: Holding) => (grade === undefined ? -1 : grades.indexOf(grade))

/** Who signs: whoever holds the caseworker's post today, else who acts up in it. A delegate does not write in its name. */
function holderOf(post: PostId | undefined, people: readonly Person[]): LetterContext['signatory'] {
  const holders = people.flatMap(({ name, holdings, posts }) =>
    holdings.flatMap((holding, place) => (holding.post === post ? [{ how: holding.how, name, post: posts[place]! }] : [])),
  )
  const holder = holders.find(({ how }) => how === 'held') ?? holders.find(({ how }) => how === 'actingUp')
  return holder && { name: holder.name, post: holder.post }
}
