import type { Stamp } from '../../machines/kernel/definition.ts'
import type { Changes } from '../../machines/kernel/file.ts'
import { Unreadable } from '../../machines/kernel/stored.ts'
import { isAway } from './away.ts'
import { expectComparedSeen, expectOtherCasefiles } from './casefiles.ts'
import type { TextKept } from './changeset.ts'
import { caughtUp, changesetOf, correctorsOf, decided, keptOf, shownNow, stampFor, stampOf } from './decide.ts'
import { whoElseCould } from './directory.ts'
import type { Answer, Checked, Command, Kept, Look } from './engine.ts'
import { Invalid, KeyReused, NotAccepted, NotFound, Refused, Unavailable } from './errors.ts'
import { changeSince, lineOf, sealedLines } from './history.ts'
import { setAside } from './incident.ts'
import type { LettersOf } from './letter-context.ts'
import { composedFor, editedBy, fixedTexts, textsOf } from './letters.ts'
import { type Known, seenBy } from './look.ts'
import { expectPosts } from './posts.ts'
import type { Asked, Found, Held } from './read.ts'
import { idsIn, type Submission, submissionOf } from './submission.ts'
import { takingTurns } from './turns.ts'

/** What a command is put to: an instance of a file there is, or the first of one it opens. */
export interface Target {
  readonly asked: Pick<Asked, 'file' | 'instance'>
  readonly instance: () => string
  /** The file before its opening event. */
  readonly begun?: Held
}
type Put = Pick<Command, 'person' | 'event' | 'reasons'>
type Keyed = Put & Pick<Command, 'key' | 'digest' | 'seen' | 'throughSeal'>

const MOST_TRIES = 20
const MOST_BREAKS = 3

/** Something decided, and what it was decided on. */
interface Decision {
  readonly changes: Changes
  readonly stamp: Stamp
  readonly texts: readonly TextKept[]
}

export function dispatching(known: Known) {
  const { definitions, pool, read, write } = known
  const turn = takingTurns()

  /** Read, decide, commit. Whoever lost once waits for those who lost before, so that a busy casefile is fair and costs no statement for each loser. */
  async function dispatch(target: Target, command: Keyed): Promise<Answer> {
    expectClean(command)
    let endTurn: (() => void) | undefined
    const lost = async (file: string) => {
      endTurn ??= await turn(file)
    }
    try {
      return await tryAgain(target, command, lost)
    } finally {
      endTurn?.()
    }
  }

  async function tryAgain(target: Target, command: Keyed, lost: (file: string) => Promise<void>): Promise<Answer> {
    const parsed: Parsed = {}
    let breaks = 0
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const found = await read({ ...target.asked, key: command.key, person: command.person, organisations: idsIn(command.event) })
      const held = heldFor(target, found, command.throughSeal)
      if (held.before) return repeated(found, held, command)
      if (target.begun && found.held) throw new KeyReused()
      await expectUnchanged(held, command.seen)
      const { changes, stamp, texts } = await decide({ ...found, held }, held, target, command, parsed, keepRefusal)
      const kept = keptOf(changes, target.instance())
      const request = { key: command.key, digest: command.digest, answer: JSON.stringify(kept) }
      try {
        const written = await write({ ...changesetOf(definitions, held, changes, found, texts), request })
        if (written && changes.deliveries.length > 0) known.onDeliveries(changes.deliveries.map(({ id }) => id))
        if (written) return { ...kept, repeated: false, look: lookAfter(held, changes, stamp, kept.instance, written.reference) }
      } catch (error) {
        // Nobody knows whether it was written: the next read finds the key, or finds that it was not.
        if (!isAway(error) || ++breaks > MOST_BREAKS) throw error
      }
      await lost(held.file.id)
    }
    throw new Unavailable('Others changed the file each time before this could be written: send it again, with the same key')
  }

  async function check(target: Target, command: Put & Pick<Command, 'seen'>): Promise<Checked> {
    expectClean(command)
    const found = await read({ ...target.asked, person: command.person, organisations: idsIn(command.event) })
    const held = heldFor(target, found)
    await expectUnchanged(held, command.seen)
    const { changes, stamp, texts } = await decide({ ...found, held }, held, target, command, {}, async () => {})
    const look = lookAfter(held, changes, stamp, target.instance(), held.listed?.reference ?? null)
    const dutiesEnded = held.file.duties.filter(({ id }) => changes.dutiesEnded.includes(id))
    return { changes, dutiesEnded, texts: await textsOf(known, changes, texts), look }
  }

  /** @throws {NotFound} as `seenBy` */
  function heldFor(target: Target, found: Found, throughSeal?: boolean): Held {
    const held = seenBy(target.begun && !found.held ? { ...found, held: target.begun } : found, throughSeal)
    if (!held.file.instances.some(({ id }) => id === target.instance())) throw new NotFound()
    return held
  }

  async function repeated(found: Found, held: Held, { digest, person }: Keyed): Promise<Answer> {
    if (held.before!.digest !== digest) throw new KeyReused()
    const kept = JSON.parse(held.before!.answer) as Kept
    const stamp = stampOf({ ...found, held }, person)
    const file = shownNow(definitions, held.file, stamp)
    const look: Look = {
      kind: held.kind,
      file,
      stamp,
      instance: file.instances.find(({ id }) => id === kept.instance)!,
      ...(held.listed && { reference: held.listed.reference }),
    }
    return { ...kept, repeated: true, look }
  }

  async function expectUnchanged({ file }: Held, seen: number | undefined): Promise<void> {
    if (seen === undefined || seen === file.revision) return
    const change = await changeSince(pool, definitions, file.id, seen, file.revision)
    if (change) throw change
  }

  /** Decides, or throws why not. */
  async function decide(
    found: Found,
    held: Held,
    target: Target,
    { person, event, reasons }: Put,
    parsed: Parsed,
    refused: typeof keepRefusal,
  ): Promise<Decision> {
    const instance = target.instance()
    const { machine } = held.file.instances.find(({ id }) => id === instance)!
    parsed.submission ??= submissionOf(definitions[machine]!, held.file.id, event, reasons)
    const { submission } = parsed
    await expectPosts(pool, submission.posts)
    await expectOtherCasefiles(pool, submission.casefiles, held.file.id, found.holdings)
    await expectComparedSeen(pool, event, found.holdings)
    const { stamp, texts } = await stamped(found, held, instance, person, submission)
    const history = event.type === 'RECORDED_IN_ERROR' ? (await sealedLines(pool, held.file.id)).map(lineOf) : undefined
    const acted = await orSetAside(held, () => decided(definitions, held, instance, submission.event, stamp, history))
    if (acted.outcome === 'taken') {
      const kept = await fixedTexts(known, lettersOf(found, held, stamp), acted, submission)
      return { changes: acted, stamp, texts: [...submission.texts, ...texts, ...kept] }
    }
    if (acted.outcome === 'notAccepted') throw new NotAccepted(event.type, acted.accepts)
    const { refusals } = acted
    await refused(
      target.begun ? undefined : held.file.id,
      target.begun ? undefined : instance,
      person,
      event.type,
      refusals.map(({ rule }) => rule),
      stamp.now,
    )
    const people = await known.directory(found)
    const correctors = () => correctorsOf(definitions, held, submission.event, stamp, history ?? [], people)
    throw new Refused(
      refusals,
      whoElseCould(definitions, held.file, instance, event.type, refusals, people, stamp, correctors, submission.event),
    )
  }

  async function stamped(found: Found, held: Held, instance: string, person: string, submission: Submission) {
    const stamp = stampFor(found, person, submission)
    if (!(submission.composes || submission.edits)) return { stamp, texts: [] }
    const at = { ...lettersOf(found, held, stamp), file: caughtUp(definitions, held.file, stamp) }
    if (submission.edits) return { stamp: { ...stamp, letters: await editedBy(known, at, submission) }, texts: [] }
    const { letters, texts } = await composedFor(known, at, instance, submission)
    return { stamp: { ...stamp, letters }, texts }
  }

  /** A file that cannot be read is an incident: it is set aside, and nobody else is harmed. */
  async function orSetAside<T>(held: Held, work: () => T): Promise<T> {
    try {
      return work()
    } catch (error) {
      if (error instanceof Unreadable) await setAside(pool, held.file.id, error).catch(known.onError)
      throw error
    }
  }

  /** Who tried what, and which rules refused; never what was submitted. That it cannot be kept takes nothing from the answer. */
  async function keepRefusal(
    file: string | undefined,
    instance: string | undefined,
    person: string,
    event: string,
    rules: readonly string[],
    at: string,
  ): Promise<void> {
    const text = 'insert into refused_attempt (file_id, instance_id, person, event, rules, at) values ($1, $2, $3, $4, $5, $6)'
    await pool.query({ name: 'refused attempt', text, values: [file, instance, person, event, rules, at] }).catch(known.onError)
  }

  return { dispatch, check }
}

const lettersOf = ({ authority }: Found, { file, listed }: Held, stamp: Stamp): LettersOf => ({
  file,
  stamp,
  reference: listed?.reference ?? '',
  authority,
})

/** The words of one command are taken apart once, however often it is decided: its texts keep their ids. */
interface Parsed {
  submission?: Submission
}

function lookAfter(held: Held, { file }: Changes, stamp: Stamp, instance: string, reference: string | null): Look {
  const known = reference ?? held.listed?.reference
  return {
    kind: held.kind,
    file,
    stamp,
    instance: file.instances.find(({ id }) => id === instance)!,
    ...(known !== undefined && { reference: known }),
  }
}

function expectClean(command: Put & Partial<Keyed>): void {
  for (const text of [command.person, command.key ?? '', command.digest ?? '']) {
    if (text.includes('\u0000') || !text.isWellFormed())
      throw new Invalid([{ pointer: '', detail: 'A key contains a character that cannot be kept' }])
  }
}
