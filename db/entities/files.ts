import { EntitySchema } from 'typeorm'
import type { Directorate } from '../../machines/kernel/authority.ts'

/** The rows that lists and pages read. They are written by the engine alone, in one statement with history (src/engine/commit.ts). */
export interface FileRow {
  readonly id: string
  readonly kind: 'casefile' | 'organisation' | 'office'
  readonly revision: number
  readonly head: string
}
export const fileEntity = new EntitySchema<FileRow>({
  name: 'file',
  columns: {
    id: { type: 'uuid', primary: true },
    kind: { type: 'text' },
    revision: { type: 'integer' },
    head: { type: 'text' },
  },
})

export interface CasefileRow {
  readonly fileId: string
  readonly reference: string
  readonly earlierReference: string | null
  readonly directorate: Directorate
  readonly stage: 'preliminary' | 'furtherAssessment' | 'investigation'
  /** A post. */
  readonly caseworker: string | null
  readonly receivedOn: string
  readonly organisations: readonly string[]
  readonly sealed: boolean
  /** The posts that may see it where it is sealed. */
  readonly sealedTo: readonly string[]
  readonly closed: boolean
  readonly openedAt: Date
}
export const casefileEntity = new EntitySchema<CasefileRow>({
  name: 'casefile',
  columns: {
    fileId: { type: 'uuid', primary: true, name: 'file_id' },
    reference: { type: 'text' },
    earlierReference: { type: 'text', nullable: true, name: 'earlier_reference' },
    directorate: { type: 'text' },
    stage: { type: 'text' },
    caseworker: { type: 'text', nullable: true },
    receivedOn: { type: 'date', name: 'received_on' },
    organisations: { type: 'uuid', array: true },
    sealed: { type: 'boolean' },
    sealedTo: { type: 'text', array: true, name: 'sealed_to' },
    closed: { type: 'boolean' },
    openedAt: { type: 'timestamp with time zone', name: 'opened_at' },
  },
})

export interface OrganisationRow {
  readonly fileId: string
  readonly name: string
  readonly sector: 'parliamentary' | 'health'
  readonly rating: 'A' | 'B' | 'C'
  /** The organisation that took its place. */
  readonly successor: string | null
}
export const organisationEntity = new EntitySchema<OrganisationRow>({
  name: 'organisation',
  columns: {
    fileId: { type: 'uuid', primary: true, name: 'file_id' },
    name: { type: 'text' },
    sector: { type: 'text' },
    rating: { type: 'text' },
    successor: { type: 'uuid', nullable: true },
  },
})

export interface InstanceRow {
  readonly id: string
  readonly fileId: string
  readonly machine: string
  readonly version: number
  readonly parent: string | null
  readonly key: string | null
  /** `awaitingResponse.late`; regions joined by ` + `. */
  readonly state: string
  readonly closed: boolean
  readonly nextDue: Date | null
  readonly inError: boolean
  readonly openedAt: Date
  /** When it came to stand where it stands. */
  readonly since: Date
  /** When a line of its own was last recorded. */
  readonly writtenAt: Date
  /** Whom it is about. */
  readonly organisation: string | null
  /** What an item of compliance came from. */
  readonly source: string | null
}
export const instanceEntity = new EntitySchema<InstanceRow>({
  name: 'instance',
  columns: {
    id: { type: 'uuid', primary: true },
    fileId: { type: 'uuid', name: 'file_id' },
    machine: { type: 'text' },
    version: { type: 'integer' },
    parent: { type: 'uuid', nullable: true },
    key: { type: 'text', nullable: true },
    state: { type: 'text' },
    closed: { type: 'boolean' },
    nextDue: { type: 'timestamp with time zone', nullable: true, name: 'next_due' },
    inError: { type: 'boolean', name: 'in_error' },
    openedAt: { type: 'timestamp with time zone', name: 'opened_at' },
    since: { type: 'timestamp with time zone' },
    writtenAt: { type: 'timestamp with time zone', name: 'written_at' },
    organisation: { type: 'uuid', nullable: true },
    source: { type: 'text', nullable: true },
  },
})

export interface TransitionRow {
  readonly fileId: string
  readonly seq: number
  /** The seq of the first line written with it: what one event caused, whole or absent. */
  readonly changeset: number
  readonly instanceId: string
  readonly machine: string
  readonly version: number
  readonly guidance: string
  readonly kind: 'person' | 'clock' | 'message' | 'opened' | 'correction' | 'delivery'
  readonly event: string
  /** Canonical JSON: `{ payload, stamp, from, to, waived, onBehalfOf }`. */
  readonly entry: string
  readonly actor: string
  readonly happenedOn: string
  readonly recordedAt: Date
  readonly cause: number | null
  readonly snapshotDigest: string
  readonly previous: string
  readonly hash: string
}
export const transitionEntity = new EntitySchema<TransitionRow>({
  name: 'transition',
  columns: {
    fileId: { type: 'uuid', primary: true, name: 'file_id' },
    seq: { type: 'integer', primary: true },
    changeset: { type: 'integer' },
    instanceId: { type: 'uuid', name: 'instance_id' },
    machine: { type: 'text' },
    version: { type: 'integer' },
    guidance: { type: 'text' },
    kind: { type: 'text' },
    event: { type: 'text' },
    entry: { type: 'text' },
    actor: { type: 'text' },
    happenedOn: { type: 'date', name: 'happened_on' },
    recordedAt: { type: 'timestamp with time zone', name: 'recorded_at' },
    cause: { type: 'integer', nullable: true },
    snapshotDigest: { type: 'text', name: 'snapshot_digest' },
    previous: { type: 'text' },
    hash: { type: 'text' },
  },
})
