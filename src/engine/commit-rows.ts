import { canonical } from '../../machines/kernel/stored.ts'
import type { Changeset } from './changeset.ts'
import { values } from './commit-columns.ts'
import { columnsOf } from './party.ts'
import { leftIn } from './stays.ts'

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
      ({ findings, ...it }) => [
        it.id,
        it.kind,
        it.what,
        it.measure,
        it.money,
        it.amount,
        it.agreedOn,
        it.ending,
        it.endedOn,
        it.organisation,
        it.targetOn,
        ...(['measure', 'on', 'from'] as const).map((part) => `{${findings.map((each) => each[part] ?? 'NULL').join(',')}}`),
      ],
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
