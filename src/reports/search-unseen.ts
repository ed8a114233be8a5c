import type { EntityManager } from 'typeorm'
import { postIds, type Reader, VISIBLE } from './standing.ts'
import { textsNamingUnseen } from './unseen.ts'

/** A text that was found in a file. */
interface Found {
  readonly text?: string
  readonly file: string
}

/** What was written of a casefile in another one is found by nobody who may not see the one that it is about. */
export async function withoutUnseen<H extends Found>(manager: EntityManager, reader: Reader, hits: readonly H[]): Promise<readonly H[]> {
  if (hits.length === 0) return hits
  const unseen = new Set([...(await ofUnseenLinks(manager, reader, hits)), ...(await ofUnseenCompared(manager, reader, hits))])
  return hits.filter(({ text }) => !unseen.has(text!))
}

const placesOf = (hits: readonly Found[]) => [hits.map(({ text }) => text), hits.map(({ file }) => file)]

/** The texts that say why a casefile was linked with one that the reader may not see. */
async function ofUnseenLinks(manager: EntityManager, reader: Reader, hits: readonly Found[]): Promise<readonly string[]> {
  const unseen = await manager.query<{ text: string }[]>(
    `select h.text from unnest($3::uuid[], $4::uuid[]) as h (text, file)
     join transition t on t.file_id = h.file and t.machine = 'casefile' and t.event = 'LINK' and position('text:' || h.text in t.entry) > 0
     where not exists (
       select from casefile c where (t.entry::json -> 'payload' ->> 'reference') in (c.reference, c.earlier_reference) and ${VISIBLE})`,
    [postIds(reader), reader.seesSealed, ...placesOf(hits)],
  )
  return unseen.map(({ text }) => text)
}

/** The texts in which something was compared with a casefile that the reader may not see (I15). */
async function ofUnseenCompared(manager: EntityManager, reader: Reader, hits: readonly Found[]): Promise<readonly string[]> {
  const written = await manager.query<{ text: string; words: string }[]>(
    `select h.text, x.words from unnest($1::uuid[], $2::uuid[]) as h (text, file)
     join transition t on t.file_id = h.file and t.event in ('COMPARE_REMEDIES', 'ACCEPT_OFFER')
       and starts_with(t.entry::json -> 'payload' ->> 'compared', 'text:' || h.text || ':')
     join text x on x.id = h.text and x.words is not null`,
    placesOf(hits),
  )
  const unseen = await textsNamingUnseen(
    manager,
    reader,
    written.map(({ words }) => words),
  )
  return written.flatMap(({ text, words }) => (unseen.has(words) ? [text] : []))
}
