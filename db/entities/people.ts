import { EntitySchema } from 'typeorm'
import type { Directorate, Grade, NamedPost, Role } from '../../machines/kernel/authority.ts'

export interface PersonRow {
  readonly id: string
  readonly name: string
  /** As the identity provider knows them. */
  readonly subject: string | null
}
export const personEntity = new EntitySchema<PersonRow>({
  name: 'person',
  columns: {
    id: { type: 'text', primary: true },
    name: { type: 'text' },
    subject: { type: 'text', nullable: true },
  },
})

export interface PostRow {
  readonly id: string
  readonly title: string
  readonly grade: Grade | null
  readonly named: NamedPost | null
  readonly roles: readonly Role[]
  readonly directorate: Directorate | null
  readonly reportsTo: string | null
}
export const postEntity = new EntitySchema<PostRow>({
  name: 'post',
  columns: {
    id: { type: 'text', primary: true },
    title: { type: 'text' },
    grade: { type: 'text', nullable: true },
    named: { type: 'text', nullable: true },
    roles: { type: 'text', array: true },
    directorate: { type: 'text', nullable: true },
    reportsTo: { type: 'text', nullable: true, name: 'reports_to' },
  },
})

export interface HoldingRow {
  readonly id: string
  readonly person: string
  readonly post: string
  readonly how: 'held' | 'actingUp'
  readonly fromDay: string
  /** The last day; null: until further notice. */
  readonly toDay: string | null
}
export const holdingEntity = new EntitySchema<HoldingRow>({
  name: 'holding',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    person: { type: 'text' },
    post: { type: 'text' },
    how: { type: 'text' },
    fromDay: { type: 'date', name: 'from_day' },
    toDay: { type: 'date', nullable: true, name: 'to_day' },
  },
})

export interface DelegationRow {
  readonly id: string
  readonly byPerson: string
  readonly toPerson: string
  readonly post: string
  readonly fromDay: string
  readonly toDay: string
}
export const delegationEntity = new EntitySchema<DelegationRow>({
  name: 'delegation',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    byPerson: { type: 'text', name: 'by_person' },
    toPerson: { type: 'text', name: 'to_person' },
    post: { type: 'text' },
    fromDay: { type: 'date', name: 'from_day' },
    toDay: { type: 'date', name: 'to_day' },
  },
})

export interface SchemeRow {
  readonly directorate: Directorate
  readonly decision: string
  readonly grade: Grade
  readonly fromDay: string
}
export const schemeEntity = new EntitySchema<SchemeRow>({
  name: 'delegation_scheme',
  columns: {
    directorate: { type: 'text', primary: true },
    decision: { type: 'text', primary: true },
    grade: { type: 'text' },
    fromDay: { type: 'date', primary: true, name: 'from_day' },
  },
})

export interface SettingRow {
  readonly name: string
  readonly days: number | null
  readonly words: string | null
  readonly fromDay: string
}
export const settingEntity = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: {
    name: { type: 'text', primary: true },
    days: { type: 'integer', nullable: true },
    words: { type: 'text', nullable: true },
    fromDay: { type: 'date', primary: true, name: 'from_day' },
  },
})
