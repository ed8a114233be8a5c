import { z } from 'zod'
import type { Definitions } from '../../machines/kernel/definition.ts'
import type { LetterName } from '../../machines/kernel/effect.ts'
import { keysIn, type Page, paged } from '../paging.ts'
import { type CasefileFound, casefileReferredTo, type Hit, type KindFound, type SearchFound, search, waysFound } from '../reports/search.ts'
import { type CasefileNamed, casefilesNamed, type FoundText, foundTexts } from '../reports/search-excerpts.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { schemaOf } from './actions.ts'
import { labelAt, placeOfText } from './label.ts'
import { letterTitles } from './letter-words.ts'
import { rating } from './rating.ts'
import * as part from './schemas.ts'

const why = z
  .object({
    way: z.enum(waysFound),
    words: z.string().meta({ description: 'Why it was found, in words', example: 'Note' }),
    on: part.calendarDate.nullable().meta({ description: 'Of words: the day they were written, or the letter was sent' }),
    excerpt: z
      .array(z.object({ text: z.string(), hit: z.boolean() }))
      .meta({ description: 'What it says there, as plain text in pieces; `hit` are the words asked for' }),
  })
  .meta({ id: 'WhyFound' })

export const casefileFound = z
  .object({
    id: part.id,
    reference: part.reference,
    earlierReference: z.string().nullable(),
    complainant: z.string().nullable().meta({ description: 'Null where the name was erased' }),
    organisations: z.array(z.object({ id: part.id, name: z.string() })),
    caseworker: z.string().nullable(),
    receivedOn: part.calendarDate,
    closed: z.boolean(),
    sealed: z.boolean(),
    why: z.array(why).meta({ description: 'The best first' }),
  })
  .meta({ id: 'CasefileFound' })

export const organisationFound = z
  .object({ id: part.id, name: z.string(), sector: z.enum(['parliamentary', 'health']), rating, succeeded: z.boolean() })
  .meta({ id: 'OrganisationFound' })

const MOST_REASONS = 3

export interface Sought {
  readonly typed: string
  readonly after?: string | undefined
  readonly limit: number
  /** These alone. */
  readonly kind?: KindFound | undefined
}

export interface SearchShown extends Pick<SearchFound, 'more' | 'onlyNewest'> {
  /** The casefile of exactly this reference. */
  readonly exact: string | null
  readonly casefiles: Page<z.output<typeof casefileFound>>
  /** So many were found, up to the most that are listed. */
  readonly count: number
  readonly organisations: readonly z.output<typeof organisationFound>[]
}

/** Signs alone are no reference, no name and no word. */
export const saysSomething = (typed: string): boolean => /[\p{L}\p{N}]/u.test(typed)
export const SAYS_NOTHING = 'Type a letter or a digit to search for'

/** The position, and the casefile that stood there: results are put in order anew each time, within the most that are listed. */
const place = z.tuple([z.int().min(0).max(1_000), z.uuid()])

/** What fits with what was typed, of what the reader may see. That they saw these names is noted as a reading of the casefiles shown. */
export async function searchShown(services: Services, reader: Reader, { typed, after, limit, kind }: Sought): Promise<SearchShown> {
  const { lists, engine, readings } = services
  const from = keysIn(place, after)
  const [exact, found] = await Promise.all([casefileReferredTo(lists, reader, typed), search(lists, reader, typed, kind)])
  const ranked = found.casefiles.map((casefile, position) => ({ ...casefile, position: position + 1 }))
  const next = from === undefined ? ranked : ranked.slice(Math.max(ranked.findIndex(({ file }) => file === from[1]) + 1, 0) || from[0])
  const here = next.slice(0, limit)
  const [named, texts] = await Promise.all([
    casefilesNamed(
      lists,
      here.map(({ file }) => file),
    ),
    foundTexts(lists, here.flatMap(textsOf), typed),
  ])
  readings.note(
    reader.person,
    'search',
    here.map(({ file }) => file),
  )
  const names = new Map(found.organisations.map(({ id, name }) => [id, name]))
  return {
    exact: exact ?? null,
    casefiles: paged(
      next,
      { limit, address: '/api/v1/search', filters: { q: typed, kind } },
      {
        keys: ({ position, file }) => [position, file],
        item: ({ file, hits }) => casefileShown(named.get(file)!, hits, (hit) => reasonOf(engine.definitions, hit, texts, names)),
      },
    ),
    count: ranked.length,
    more: found.more,
    onlyNewest: found.onlyNewest,
    organisations: found.organisations.map(({ id, name, sector, rating: of, successor }) => ({
      id,
      name,
      sector,
      rating: of,
      succeeded: successor !== null,
    })),
  }
}

const textsOf = ({ file, hits }: CasefileFound) =>
  hits.slice(0, MOST_REASONS).flatMap(({ text }) => (text === undefined ? [] : [{ id: text, file }]))

type Reason = z.output<typeof why>

const casefileShown = (named: CasefileNamed, hits: readonly Hit[], reason: (hit: Hit, named: CasefileNamed) => Reason) => ({
  ...named,
  organisations: [...named.organisations],
  why: hits.slice(0, MOST_REASONS).map((hit) => reason(hit, named)),
})

const WAYS: Readonly<Record<Exclude<Hit['way'], 'words'>, string>> = {
  reference: 'Reference',
  earlierReference: 'Earlier reference',
  partOfReference: 'Part of the reference',
  complainant: 'Complainant',
  aggrieved: 'Aggrieved person',
  representative: 'Representative',
  organisation: 'Complained about',
}

function reasonOf(
  definitions: Definitions,
  hit: Hit,
  texts: ReadonlyMap<string, FoundText>,
  organisations: ReadonlyMap<string, string>,
): Reason {
  const { way } = hit
  const text = hit.text === undefined ? undefined : texts.get(hit.text)
  if (way === 'words') return { way, ...(text ? whereItStands(definitions, text) : { words: 'Words', on: null, excerpt: [] }) }
  const whole = text?.words ?? (hit.organisation === undefined ? undefined : organisations.get(hit.organisation))
  return { way, words: WAYS[way], on: null, excerpt: whole === undefined ? [] : [{ text: whole, hit: true }] }
}

/** The label of the field that it was typed into, and the day: “Note, 3 March 2013”. */
function whereItStands(definitions: Definitions, { id, pieces, line, letter }: FoundText): Omit<Reason, 'way'> {
  const excerpt = [...pieces]
  if (letter)
    return { words: letterTitles[letter.letter as LetterName] ?? 'Letter', on: letter.sentOn ?? line?.happenedOn ?? null, excerpt }
  if (!line) return { words: 'Letter', on: null, excerpt }
  const { payload, waived } = JSON.parse(line.entry) as { payload: unknown; waived: unknown }
  const definition = definitions[line.machine]
  const schema = definition && schemaOf(definition, line.event)
  const path = placeOfText(payload, id)
  const words = path ? schema && labelAt(schema, path) : placeOfText(waived, id) ? 'Reason' : undefined
  return { words: words ?? 'Words', on: line.happenedOn, excerpt }
}
