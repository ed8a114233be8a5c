import { EntitySchema } from 'typeorm'

export interface DutyRow {
  readonly id: string
  readonly fileId: string
  readonly instanceId: string
  readonly name: string
  /** A kernel `Addressee`: 'caseworker', 'lineManager', a role, a named post … */
  readonly addressee: string
  readonly title: string
  readonly dueOn: string
  readonly cites: string
  readonly endsBy: 'act' | 'acknowledgement'
  readonly shownToLineManagerOn: string | null
  readonly enteredLate: boolean
  readonly openedSeq: number
  /** Null while it is open. */
  readonly endedSeq: number | null
}
export const dutyEntity = new EntitySchema<DutyRow>({
  name: 'duty',
  columns: {
    id: { type: 'uuid', primary: true },
    fileId: { type: 'uuid', name: 'file_id' },
    instanceId: { type: 'uuid', name: 'instance_id' },
    name: { type: 'text' },
    addressee: { type: 'text' },
    title: { type: 'text' },
    dueOn: { type: 'date', name: 'due_on' },
    cites: { type: 'text' },
    endsBy: { type: 'text', name: 'ends_by' },
    shownToLineManagerOn: { type: 'date', nullable: true, name: 'shown_to_line_manager_on' },
    enteredLate: { type: 'boolean', name: 'entered_late' },
    openedSeq: { type: 'integer', name: 'opened_seq' },
    endedSeq: { type: 'integer', nullable: true, name: 'ended_seq' },
  },
})

export interface LetterRow {
  readonly id: string
  readonly fileId: string
  readonly instanceId: string
  readonly letter: string
  /** With `office` null, too: to the complainant. */
  readonly organisation: string | null
  /** A referral to one of us. */
  readonly office: string | null
  readonly cites: string
  /** A WordsRef, once the text is fixed. */
  readonly body: string | null
  readonly sentOn: string | null
  readonly discarded: boolean
}
export const letterEntity = new EntitySchema<LetterRow>({
  name: 'letter',
  columns: {
    id: { type: 'uuid', primary: true },
    fileId: { type: 'uuid', name: 'file_id' },
    instanceId: { type: 'uuid', name: 'instance_id' },
    letter: { type: 'text' },
    organisation: { type: 'uuid', nullable: true },
    office: { type: 'text', nullable: true },
    cites: { type: 'text' },
    body: { type: 'text', nullable: true },
    sentOn: { type: 'date', nullable: true, name: 'sent_on' },
    discarded: { type: 'boolean' },
  },
})

export interface RefusedAttemptRow {
  readonly id: string
  readonly fileId: string | null
  readonly instanceId: string | null
  readonly person: string
  readonly event: string
  readonly rules: readonly string[]
  readonly at: Date
}
export const refusedAttemptEntity = new EntitySchema<RefusedAttemptRow>({
  name: 'refused_attempt',
  columns: {
    id: { type: 'bigint', primary: true },
    fileId: { type: 'uuid', nullable: true, name: 'file_id' },
    instanceId: { type: 'uuid', nullable: true, name: 'instance_id' },
    person: { type: 'text' },
    event: { type: 'text' },
    rules: { type: 'text', array: true },
    at: { type: 'timestamp with time zone' },
  },
})

/** A file whose deadlines could not be worked out, or a delivery that could not be made: set aside until somebody has looked at it. */
export interface IncidentRow {
  readonly id: string
  readonly fileId: string
  /** A delivery that could not be made; else the file itself is set aside. */
  readonly delivery: string | null
  readonly kind: string
  readonly what: string
  readonly times: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly resolvedAt: Date | null
}
export const incidentEntity = new EntitySchema<IncidentRow>({
  name: 'incident',
  columns: {
    id: { type: 'bigint', primary: true },
    fileId: { type: 'uuid', name: 'file_id' },
    delivery: { type: 'uuid', nullable: true },
    kind: { type: 'text' },
    what: { type: 'text' },
    times: { type: 'integer' },
    firstAt: { type: 'timestamp with time zone', name: 'first_at' },
    lastAt: { type: 'timestamp with time zone', name: 'last_at' },
    resolvedAt: { type: 'timestamp with time zone', nullable: true, name: 'resolved_at' },
  },
})
