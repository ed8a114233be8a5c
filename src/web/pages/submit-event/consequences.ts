import type { Intervention } from '../../../../machines/intervention/record.ts'
import type { Line } from '../../../../machines/kernel/desk.ts'
import type { Destination, LetterHeld, OpenDuty } from '../../../../machines/kernel/effect.ts'
import type { Changes, FileState, HeldInstance } from '../../../../machines/kernel/file.ts'
import type { EventMeta } from '../../../../machines/kernel/words.ts'
import type { Checked, Engine } from '../../../engine/engine.ts'
import { toHtml } from '../../../letters/preview.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Sees } from '../../../reports/standing.ts'
import { unseenOf } from '../../../reports/unseen.ts'
import type { Services } from '../../../services.ts'
import { doneIn } from '../../../shown/check.ts'
import { concernedIn, dutyShown, standing, waitingFor } from '../../../shown/instance.ts'
import { addresseeInWords, letterTitles } from '../../../shown/letter-words.ts'
import { lookerAt, UNSEEN } from '../../../shown/linked.ts'
import { isClosed, sayPlace } from '../../../shown/place.ts'
import { ratingsMoved } from './rated.ts'
import { sealShown } from './seal.ts'
import { uncheckedIn } from './signing.ts'

/**
 * Whether it is worth looking at before it is done: it cannot simply be taken back, moves something, sends or drafts a letter, gives
 * somebody a duty or tells another file. What only adds to the record is done at once.
 */
export function isWeighty({ changes }: Checked, before: FileState, type: string, { beforehand }: Pick<EventMeta, 'beforehand'>): boolean {
  return (
    beforehand !== undefined ||
    type === 'RECORDED_IN_ERROR' ||
    ofThisEvent(changes.lines).some(({ from, to }) => from !== to) ||
    lettersTouched(before, changes.file).length > 0 ||
    changes.lettersDiscarded.length > 0 ||
    changes.dutiesOpened.length > 0 ||
    changes.instances.some(({ id }) => !before.instances.some((held) => held.id === id)) ||
    changes.deliveries.length > 0
  )
}

/**
 * What an event would do, in words: nothing of it has happened yet.
 *
 * @param before the file as it stands now
 * @param does whether it would do what a duty asks for that it ends
 */
export async function consequencesShown(
  { engine, lists }: Services,
  checked: Checked,
  before: FileState,
  { beforehand }: Pick<EventMeta, 'beforehand'>,
  does: (duty: OpenDuty) => boolean = () => false,
) {
  const { changes, dutiesEnded, texts } = checked
  const { definitions } = engine
  const letters = lettersTouched(before, changes.file)
  const discarded = before.letters.filter(({ id }) => changes.lettersDiscarded.includes(id))
  const told = changes.deliveries.map(({ to }) => to)
  const names = await organisationNames(lists, organisationsIn(definitions, changes.file, [...letters, ...discarded], told))
  const called = nameIn(definitions, changes.file, names)
  // What was drafted by this very event nobody has edited.
  const wasHeld = ({ id }: LetterHeld) => before.letters.some((held) => held.id === id)
  const letterShown = async (letter: LetterHeld) => ({
    id: letter.id,
    title: letterTitles[letter.letter],
    to: addresseeInWords(letter.to, names),
    cites: letter.cites,
    sent: letter.sentOn !== undefined,
    unchecked: wasHeld(letter) ? await uncheckedIn(engine, checked.look.stamp.by.id, letter) : 0,
    html: texts.has(letter.id) ? toHtml(texts.get(letter.id)!) : undefined,
  })
  const deadlines = deadlinesChanged(definitions, before, changes.file)
  return {
    beforehand,
    seal: await sealShown(engine, checked, before),
    moves: [...ratingsMoved(engine, before, changes.file), ...movesIn(definitions, before, changes, called)],
    opened: changes.file.instances
      .filter((held) => !isThere(before, held.id))
      .map((held) => ({ of: called(held), at: sayPlace(definitions[held.machine], standing(definitions, held).state) })),
    closed: closedIn(definitions, before, changes).map(called),
    signatureFalls: signatureFalls(definitions, before, changes.file),
    deadlinesSet: deadlines.set.map(({ held, ...deadline }) => ({ ...deadline, of: called(held) })),
    deadlinesDropped: deadlines.dropped.map(({ held, ...deadline }) => ({ ...deadline, of: called(held) })),
    letters: await Promise.all(letters.map(letterShown)),
    lettersDiscarded: await Promise.all(discarded.map(letterShown)),
    dutiesOpened: changes.dutiesOpened.map(dutyShown),
    dutiesEnded: dutiesEnded.map((duty) => ({ ...dutyShown(duty), done: does(duty) })),
    tells: await filesToldIn(lists, lookerAt(checked.look), told, names),
    waived: reasonsKept(changes),
  }
}

/** What the clock has noticed on the way is not of this event's doing. */
const ofThisEvent = (lines: readonly Line[]) => {
  const first = lines.findIndex(({ kind }) => kind === 'person' || kind === 'correction')
  return lines.slice(Math.max(first, 0)).filter(({ kind }) => kind !== 'clock')
}

/** Those drafted or sent; one whose wording alone changed stays what it is. */
const lettersTouched = (before: FileState, after: FileState) =>
  after.letters.filter(({ id, sentOn }) => {
    const was = before.letters.find((held) => held.id === id)
    return was === undefined || (sentOn !== undefined && was.sentOn === undefined)
  })

const isThere = ({ instances }: FileState, instance: string) => instances.some(({ id }) => id === instance)

/** What stood somewhere before and moves; what is opened is said once, with where it comes to stand. */
function movesIn(definitions: Engine['definitions'], before: FileState, { lines }: Changes, called: Called) {
  return ofThisEvent(lines)
    .filter(({ from, to, kind, instance }) => from !== to && kind !== 'opened' && isThere(before, instance))
    .map(({ instance, machine, event, from, to }) => ({
      of: called(instance),
      done: doneIn(definitions, { machine, event, from, to }),
      from: sayPlace(definitions[machine], from),
      to: sayPlace(definitions[machine], to),
    }))
}

/** What comes to an end, where no move says that it is closed. */
const closedIn = (definitions: Engine['definitions'], before: FileState, { file: after, lines }: Changes) => {
  const isSaid = ({ id, machine }: HeldInstance) =>
    ofThisEvent(lines).some(
      ({ instance, from, to }) => instance === id && from !== to && /^Closed/.test(sayPlace(definitions[machine], to)),
    )
  const isOver = (held: HeldInstance) => isClosed(definitions[held.machine]!, standing(definitions, held).state)
  return after.instances.filter((held) => {
    const was = before.instances.find(({ id }) => id === held.id)
    return !held.inError && isOver(held) && !(was && isOver(was)) && !isSaid(held)
  })
}

/** What was signed is what is issued: where something of it changes, it is to be signed anew (I26). */
const signatureFalls = (definitions: Engine['definitions'], before: FileState, after: FileState): boolean => {
  const isSigned = (held: HeldInstance) => (standing(definitions, held).snapshot.context as Partial<Intervention>).signedOff !== undefined
  return before.instances.some((was) => isSigned(was) && after.instances.some((held) => held.id === was.id && !isSigned(held)))
}

/** Dates that were not there before, and those that are there no longer. */
function deadlinesChanged(definitions: Engine['definitions'], before: FileState, after: FileState) {
  const [was, is] = [datesIn(definitions, before), datesIn(definitions, after)]
  const lacks = (list: typeof was, { key }: { key: string }) => !list.some((each) => each.key === key)
  return { set: is.filter((each) => lacks(was, each)), dropped: was.filter((each) => lacks(is, each)) }
}

const datesIn = (definitions: Engine['definitions'], file: FileState) =>
  file.instances.flatMap((held) =>
    waitingFor(definitions, file, held).deadlines.map((deadline) => ({
      ...deadline,
      held,
      key: `${held.id} ${deadline.name} ${deadline.dueOn}`,
    })),
  )

/** How many written reasons are kept, and the paragraphs that they are kept under. */
function reasonsKept({ lines }: Changes) {
  const cites = ofThisEvent(lines).flatMap(({ waived }) => waived.map((each) => each.cites))
  return { count: cites.length, cites: [...new Set(cites)] }
}

/** The other files that hear of it, each once; a casefile that is sealed to the reader is not named. */
async function filesToldIn(lists: Services['lists'], sees: Sees, told: readonly Destination[], names: ReadonlyMap<string, string>) {
  const references = told.flatMap((to) => ('casefile' in to ? [to.casefile] : []))
  const unseen = await unseenOf(lists, sees, references)
  return [
    ...new Set(
      told.map((to) =>
        'organisation' in to
          ? `the file of ${names.get(to.organisation) ?? 'an organisation'}`
          : unseen.has(to.casefile)
            ? UNSEEN
            : `casefile ${to.casefile}`,
      ),
    ),
  ]
}

type Called = (instance: string | HeldInstance) => string

/** An approach or an item is known by the organisation it is with. */
function nameIn(definitions: Engine['definitions'], file: FileState, names: ReadonlyMap<string, string>): Called {
  return (instance) => {
    const held = typeof instance === 'string' ? file.instances.find(({ id }) => id === instance) : instance
    if (!held) return ''
    const { definition, snapshot } = standing(definitions, held)
    const name = names.get(concernedIn(snapshot.context) ?? '')
    return name ? `${definition.title}, ${name}` : definition.title
  }
}

const organisationsIn = (
  definitions: Engine['definitions'],
  { instances }: FileState,
  letters: readonly LetterHeld[],
  told: readonly Destination[],
) => [
  ...new Set([
    ...instances.flatMap((held) => concernedIn(standing(definitions, held).snapshot.context) ?? []),
    ...[...letters.map(({ to }) => to), ...told].flatMap((to) => ('organisation' in to ? [to.organisation] : [])),
  ]),
]
