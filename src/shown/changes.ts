import { changedCasefiles, linesOf } from '../reports/changes.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { linesShown } from './history.ts'

/** So many casefiles are told of at once; the others follow when these were looked at. */
export const CHANGES_SHOWN = 50

/** The reader's casefiles in which something is new to them, each with the newest of it, and whether there are more. That they read of these is noted. */
export async function changesShown(services: Services, reader: Reader) {
  await services.readings.written()
  const rows = await changedCasefiles(services.lists, reader, CHANGES_SHOWN + 1)
  const changed = rows.slice(0, CHANGES_SHOWN)
  const lines = await linesOf(services.lists, changed)
  const shown = await linesShown(services, lines)
  services.readings.note(
    reader.person,
    'history',
    changed.map(({ file }) => file),
  )
  const told = new Map(lines.map(({ fileId, seq }, place) => [`${fileId} ${seq}`, shown[place]!]))
  return {
    more: rows.length > CHANGES_SHOWN,
    casefiles: changed.map(({ file, reference, revision, isNew, seqs, count, at }) => ({
      reference,
      revision,
      isNew,
      at,
      others: count - seqs.length,
      lines: seqs.flatMap((seq) => told.get(`${file} ${seq}`) ?? []),
    })),
  }
}
