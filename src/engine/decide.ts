import { type Actor, type PersonId, SYSTEM } from '../../machines/kernel/authority.ts'
import { correct, whoCouldCorrect } from '../../machines/kernel/correct.ts'
import type { Definitions, Stamp } from '../../machines/kernel/definition.ts'
import type { Line } from '../../machines/kernel/desk.ts'
import { type Acted, act, type Changes, type FileState, sweep, unopened } from '../../machines/kernel/file.ts'
import { derivedId } from '../../machines/kernel/identity.ts'
import { type Changeset, chained, GENESIS, type InstanceKept, type LetterKept, type TextKept, type TextPart } from './changeset.ts'
import type { FileKind, Kept } from './engine.ts'
import { Invalid } from './errors.ts'
import { listingOf, organisationIn, partOf, remedyIn, sourceIn } from './listing.ts'
import { officeBetween, officeIn } from './office.ts'
import { type Found, type Held, sameListing } from './read.ts'
import { standing } from './standing.ts'
import { staysOf } from './stays.ts'
import type { Submission } from './submission.ts'
import { isFixed, keptTextOf } from './texts.ts'

/** The id of the instance that the opening event is put to. */
export const firstInstanceOf = (file: string): string => derivedId(file, 'first')

/** A file before anything happened, as it is read when there is none. */
export function nothingHeld(definitions: Definitions, kind: FileKind, id: string): Held {
  return { kind, file: unopened(definitions[kind]!, id, firstInstanceOf(id)), head: GENESIS, places: new Map() }
}

/** All that rules read of the world beside the file, of the moment of the read. */
export function stampOf({ now, today, settings, scheme, holdings, held, organisations }: Found, person?: PersonId): Stamp {
  const by: Actor = person === undefined ? SYSTEM : { id: person, holdings }
  const { line, directorVacant, about } = held ?? {}
  const facts = about && organisations[about]
  return {
    by,
    now,
    today,
    happenedOn: today,
    reasons: {},
    settings,
    scheme,
    ...(line && { line }),
    ...(directorVacant && { directorVacant }),
    ...(facts && { organisations: { [about]: facts } }),
  }
}

/**
 * The stamp for one submission: with its reasons, and the organisations it names beside the one that the instance is about.
 *
 * @throws {Invalid} it names an organisation that there is not
 */
export function stampFor(found: Found, person: PersonId, { organisations, reasons }: Submission): Stamp {
  const unknown = organisations.filter(({ id }) => !found.organisations[id])
  if (unknown.length > 0)
    throw new Invalid(unknown.map(({ pointer }) => ({ pointer, detail: 'There is no such organisation: register it first' })))
  const stamp = stampOf(found, person)
  const named = Object.fromEntries(organisations.map(({ id }) => [id, found.organisations[id]!]))
  return { ...stamp, reasons, ...(organisations.length > 0 && { organisations: { ...stamp.organisations, ...named } }) }
}

/** What becomes of the file; a correction works it out anew from the whole history, which only then is needed. */
export function decided(
  definitions: Definitions,
  held: Held,
  instance: string,
  event: Submission['event'],
  stamp: Stamp,
  history?: readonly Line[],
): Acted {
  if (!history) return act(definitions, held.file, { instance, event }, stamp)
  return correct(definitions, nothingHeld(definitions, held.kind, held.file.id).file, held.file, history, { instance, event }, stamp)
}

/** Who of these people could strike out the entry that a correction names. */
export const correctorsOf = (
  definitions: Definitions,
  { kind, file }: Held,
  event: Submission['event'],
  stamp: Stamp,
  history: readonly Line[],
  people: readonly Actor[],
): readonly PersonId[] =>
  whoCouldCorrect(definitions, nothingHeld(definitions, kind, file.id).file, file, history, Number(event['transition']), people, stamp)

/** The file with every deadline carried out that has passed, at the revision that is stored: what is decided on. */
export const caughtUp = (definitions: Definitions, file: FileState, stamp: Stamp): FileState =>
  file.instances.some(({ nextDue }) => nextDue !== undefined && nextDue <= stamp.now)
    ? { ...sweep(definitions, file, stamp).file, revision: file.revision }
    : file

/** The same, as views show it. What the clock is to send has not gone before its text is kept: a letter is shown once it has a row. */
export function shownNow(definitions: Definitions, file: FileState, stamp: Stamp): FileState {
  const caught = caughtUp(definitions, file, stamp)
  const kept = new Set(file.letters.map(({ id }) => id))
  return { ...caught, letters: caught.letters.filter(({ id }) => kept.has(id)) }
}

/** What is decided, as it is written. */
export function changesetOf(
  definitions: Definitions,
  held: Held,
  changes: Changes,
  { now, authority }: Found,
  texts: readonly TextKept[] = [],
): Changeset {
  const { file, lines, arm, drop, dutiesOpened, dutiesEnded, lettersDiscarded, deliveries } = changes
  const isCorrection = lines.some(({ kind }) => kind === 'correction')
  // A correction may bring instances and letters into another order: then all of them get their places anew.
  const instances = isCorrection ? file.instances : changes.instances
  const letters = isCorrection ? file.letters : changes.letters
  const listed = listedIfChanged(held, changes)
  const placeOfInstance = new Map(file.instances.map(({ id }, place) => [id, place]))
  return {
    file: file.id,
    kind: held.kind,
    read: held.file.revision,
    authority,
    at: now,
    instances: instances.map((each) => instanceKept(definitions, each, placeOfInstance.get(each.id)!)),
    stays: staysOf(definitions, held.file, changes),
    transitions: chained({ revision: held.file.revision, hash: held.head }, lines, changes.instances),
    arm: arm.map(({ instance, name, dueAt }) => ({ instance, name, dueAt })),
    drop,
    dutiesOpened,
    dutiesEnded,
    letters: lettersPlaced(held, letters, isCorrection),
    lettersDiscarded,
    texts: listed.casefile ? texts.map((text) => asPart(text, partOf(listed.casefile!, text.id))) : texts,
    deliveries,
    ...listed,
  }
}

const asPart = (text: TextKept, part: TextPart | undefined): TextKept => (part ? { ...text, part } : text)

function instanceKept(definitions: Definitions, held: FileState['instances'][number], place: number): InstanceKept {
  const organisation = organisationIn(held.stored)
  const source = sourceIn(held.machine, held.stored)
  const remedy = remedyIn(held)
  return {
    ...held,
    place,
    ...standing(definitions[held.machine]!, held.stored),
    ...(organisation && { organisation }),
    ...(source && { source }),
    ...(remedy && { remedy }),
  }
}

function lettersPlaced({ file, places }: Held, letters: FileState['letters'], anew: boolean): readonly LetterKept[] {
  let next = anew ? 0 : Math.max(-1, ...file.letters.map(({ id }) => places.get(id) ?? -1)) + 1
  return letters.map((letter) => ({
    ...letter,
    place: (anew ? undefined : places.get(letter.id)) ?? next++,
    ...(isFixed(letter) && { keptText: keptTextOf(file.id, letter) }),
  }))
}

/** Only what the opening instance remembers stands in the row of a casefile, so nothing else can change it; files of organisations change seldom. */
function listedIfChanged(
  { file: before, kind, listed }: Held,
  { file, instances }: Changes,
): Pick<Changeset, 'casefile' | 'organisation' | 'office'> {
  if (kind === 'office') return { office: officeBetween(officeIn(before), officeIn(file)) }
  if (kind === 'casefile' && !instances.some(({ parent }) => parent === undefined)) return {}
  const listing = listingOf(file)
  return before.revision > 0 && listing.casefile && listed && sameListing(listing.casefile, listed.row) ? {} : listing
}

/** What is kept of the answer, for everyone who sends the same key again. */
export function keptOf(changes: Changes, instance: string): Kept {
  const { file, lines } = changes
  const root = lines.findLast(({ cause }) => cause === undefined)!
  const opened = new Set(lines.filter(({ kind }) => kind === 'opened').map((line) => line.instance))
  return {
    transition: { file: file.id, seq: root.seq },
    instance,
    state: lines.findLast((line) => line.instance === instance)!.to,
    from: root.from,
    opened: file.instances
      .filter(({ id }) => opened.has(id))
      .map(({ id, machine, key }) => ({ id, machine, ...(key !== undefined && { key }) })),
  }
}
