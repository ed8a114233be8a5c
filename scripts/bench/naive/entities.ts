import { EntitySchema } from 'typeorm'

export interface CaseRow {
  id: string
  machine: string
  snapshot: object
  state: string
  version: number
}
export const caseEntity = new EntitySchema<CaseRow>({
  name: 'case',
  columns: {
    id: { type: 'uuid', primary: true },
    machine: { type: 'text' },
    snapshot: { type: 'jsonb' },
    state: { type: 'text' },
    version: { type: 'integer' },
  },
})

export interface HistoryRow {
  id?: string
  caseId: string
  version: number
  event: string
  payload: object
  from: string
  to: string
  actor: string
  at: Date
}
export const historyEntity = new EntitySchema<HistoryRow>({
  name: 'history',
  columns: {
    id: { type: 'bigint', primary: true, generated: true },
    caseId: { type: 'uuid' },
    version: { type: 'integer' },
    event: { type: 'text' },
    payload: { type: 'jsonb' },
    from: { type: 'text' },
    to: { type: 'text' },
    actor: { type: 'text' },
    at: { type: 'timestamptz' },
  },
  indices: [{ columns: ['caseId'] }],
})

export interface TimerRow {
  id: string
  caseId: string
  name: string
  dueAt: Date
}
export const timerEntity = new EntitySchema<TimerRow>({
  name: 'timer',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    caseId: { type: 'uuid' },
    name: { type: 'text' },
    dueAt: { type: 'timestamptz' },
  },
  indices: [{ columns: ['caseId'] }, { columns: ['dueAt'] }],
})

export interface DutyRow {
  id: string
  caseId: string
  name: string
  title: string
  addressee: string
  dueOn: string
  done: boolean
}
export const dutyEntity = new EntitySchema<DutyRow>({
  name: 'duty',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    caseId: { type: 'uuid' },
    name: { type: 'text' },
    title: { type: 'text' },
    addressee: { type: 'text' },
    dueOn: { type: 'date' },
    done: { type: 'boolean', default: false },
  },
  indices: [{ columns: ['caseId'] }],
})

export const entities = [caseEntity, historyEntity, timerEntity, dutyEntity]
