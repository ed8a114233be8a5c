import { canonical } from '../../machines/kernel/stored.ts'
import type { Changeset } from './changeset.ts'
import { columnsOf } from './party.ts'
import { takingRows } from './statement.ts'
import { leftIn } from './stays.ts'

const uuid = 'uuid'
const text = 'text'
const line = 'line'
const int = 'int'
const date = 'date'
const moment = 'timestamptz'

const shapes = {
  incoming: { file_id: uuid, kind: text, read: int, authority: 'bigint', revision: int, head: text, key: text, digest: text, answer: line },
  instances: {
    file_id: uuid,
    id: uuid,
    place: int,
    machine: text,
    version: int,
    parent: uuid,
    key: text,
    state: text,
    closed: 'bool',
    next_due: moment,
    in_error: 'bool',
    organisation: uuid,
    source: text,
    at: moment,
  },
  left: { file_id: uuid, instance_id: uuid, seq: int, at: moment },
  stays: {
    file_id: uuid,
    instance_id: uuid,
    seq: int,
    machine: text,
    state: text,
    open: 'bool',
    due_on: date,
    organisation: uuid,
    source: text,
    kept: text,
    come_from: text,
    event: text,
    left_seq: int,
    at: moment,
  },
  snapshots: { file_id: uuid, instance_id: uuid, stored: line },
  transitions: {
    file_id: uuid,
    seq: int,
    changeset: int,
    instance_id: uuid,
    machine: text,
    version: int,
    guidance: text,
    kind: text,
    event: text,
    entry: line,
    actor: text,
    happened_on: date,
    recorded_at: moment,
    cause: int,
    snapshot_digest: text,
    previous: text,
    hash: text,
  },
  dropped: { file_id: uuid, instance_id: uuid, name: text },
  armed: { file_id: uuid, instance_id: uuid, name: text, due_at: moment },
  duties: {
    file_id: uuid,
    id: uuid,
    instance_id: uuid,
    name: text,
    addressee: text,
    title: text,
    due_on: date,
    cites: text,
    ends_by: text,
    shown_to_line_manager_on: date,
    entered_late: 'bool',
    opened_seq: int,
  },
  done: { file_id: uuid, id: uuid, ended_seq: int },
  letters: {
    file_id: uuid,
    id: uuid,
    place: int,
    instance_id: uuid,
    letter: text,
    organisation: uuid,
    office: text,
    cites: text,
    body: text,
    sent_on: date,
    kept_text: uuid,
  },
  discarded: { file_id: uuid, id: uuid },
  texts: { file_id: uuid, id: uuid, salt: text, words: text, part: text },
  remedies: {
    file_id: uuid,
    instance_id: uuid,
    kind: text,
    what: text,
    measure: text,
    money: text,
    amount: 'bigint',
    agreed_on: date,
    ending: text,
    ended_on: date,
  },
  casefiles: {
    file_id: uuid,
    earlier_reference: text,
    directorate: text,
    stage: text,
    caseworker: text,
    received_on: date,
    organisations: text,
    sealed: 'bool',
    sealed_to: text,
    closed: 'bool',
    complainant: uuid,
    aggrieved: uuid,
    representative: uuid,
    injustices: text,
    opened_at: moment,
  },
  organisations: { file_id: uuid, name: text, sector: text, rating: text, successor: uuid },
  deliveries: {
    file_id: uuid,
    id: uuid,
    instance_id: uuid,
    seq: int,
    place: int,
    to_casefile: text,
    to_organisation: uuid,
    event: line,
    happened_on: date,
    made_at: moment,
  },
  heard: { file_id: uuid, id: uuid, seq: int, at: moment },
}
const { rows, column, values } = takingRows(shapes)

export { column, rows }
export const withOffice = takingRows({ ...shapes, offices: { file_id: uuid, changed: line } })

/** What the commit statement is given: each kind of row of all changesets, in columns. */
export function argumentsOf(changesets: readonly Changeset[]): (unknown[] | string)[] {
  const each = <T>(of: (set: Changeset) => readonly T[], row: (each: T, set: Changeset) => readonly unknown[]) =>
    changesets.flatMap((set) => of(set).map((one) => [set.file, ...row(one, set)]))
  return values({
    incoming: changesets.map((set) => {
      const { seq, hash } = set.transitions.at(-1)!
      return [set.file, set.kind, set.read, set.authority, seq, hash, set.request?.key, set.request?.digest, set.request?.answer]
    }),
    instances: each(
      (set) => set.instances,
      (it, { at }) => [
        it.id,
        it.place,
        it.machine,
        it.version,
        it.parent,
        it.key,
        it.state,
        it.closed,
        it.nextDue,
        it.inError === true,
        it.organisation,
        it.source,
        at,
      ],
    ),
    left: each(leftIn, ({ instance, enteredSeq }, { at }) => [instance, enteredSeq, at]),
    stays: each(
      (set) => set.stays,
      (it, { at }) => [
        it.instance,
        it.enteredSeq,
        it.machine,
        it.state,
        it.open,
        it.dueOn,
        it.organisation,
        it.source,
        `{${it.kept.join(',')}}`,
        it.comeFrom,
        it.event,
        it.leftSeq,
        at,
      ],
    ),
    snapshots: each(
      (set) => set.instances,
      ({ id, stored }) => [id, stored],
    ),
    transitions: each(
      (set) => set.transitions,
      (it) => [
        it.seq,
        it.changeset,
        it.instance,
        it.machine,
        it.version,
        it.guidance,
        it.kind,
        it.event,
        it.entry,
        it.actor,
        it.happenedOn,
        it.recordedAt,
        it.cause,
        it.snapshotDigest,
        it.previous,
        it.hash,
      ],
    ),
    dropped: each(
      (set) => set.drop,
      ({ instance, name }) => [instance, name],
    ),
    armed: each(
      (set) => set.arm,
      ({ instance, name, dueAt }) => [instance, name, dueAt],
    ),
    duties: each(
      (set) => set.dutiesOpened,
      (it, set) => [
        it.id,
        it.instance,
        it.name,
        it.to,
        it.title,
        it.dueOn,
        it.cites,
        it.endsBy,
        it.shownToLineManagerOn,
        it.enteredLate === true,
        revisionAfter(set),
      ],
    ),
    done: each(
      (set) => set.dutiesEnded,
      (id, set) => [id, revisionAfter(set)],
    ),
    letters: each(
      (set) => set.letters,
      (it) => [it.id, it.place, it.instance, it.letter, ...columnsOf(it.to), it.cites, it.body, it.sentOn, it.keptText],
    ),
    discarded: each(
      (set) => set.lettersDiscarded,
      (id) => [id],
    ),
    texts: each(
      (set) => set.texts,
      ({ id, salt, words, part }) => [id, salt, words, part],
    ),
    remedies: each(
      (set) => set.instances.flatMap(({ id, remedy }) => (remedy ? [{ id, ...remedy }] : [])),
      (it) => [it.id, it.kind, it.what, it.measure, it.money, it.amount, it.agreedOn, it.ending, it.endedOn],
    ),
    casefiles: each(
      (set) => (set.casefile ? [set.casefile] : []),
      (it, { at }) => [
        it.earlierReference,
        it.directorate,
        it.stage,
        it.caseworker,
        it.receivedOn,
        `{${it.organisations.join(',')}}`,
        it.sealed,
        JSON.stringify(it.sealedTo),
        it.closed,
        it.complainant,
        it.aggrieved,
        it.representative,
        `{${it.injustices.join(',')}}`,
        at,
      ],
    ),
    organisations: each(
      (set) => (set.organisation ? [set.organisation] : []),
      ({ name, sector, rating, successor }) => [name, sector, rating, successor],
    ),
    deliveries: each(
      (set) => set.deliveries.map((delivery, place) => ({ ...delivery, place })),
      ({ id, instance, place, to, event, happenedOn }, set) => [
        id,
        instance,
        revisionAfter(set),
        place,
        'casefile' in to ? to.casefile : null,
        'organisation' in to ? to.organisation : null,
        canonical(event),
        happenedOn,
        set.at,
      ],
    ),
    heard: each(
      (set) => (set.heard ? [set.heard] : []),
      (id, set) => [id, set.transitions.find(({ kind }) => kind === 'delivery')!.seq, set.at],
    ),
  })
}

const revisionAfter = ({ transitions }: Changeset) => transitions.at(-1)!.seq
