import type { DataSource, EntityManager } from 'typeorm'
import { type AnyActorRef, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import { definitions } from '../../../machines/index.ts'
import type { Holding } from '../../../machines/kernel/authority.ts'
import { dayInLondon } from '../../../machines/kernel/calendar.ts'
import { wantedTimers } from '../../../machines/kernel/deadline.ts'
import type { OpenDuty } from '../../../machines/kernel/effect.ts'
import { placeOf } from '../../../machines/kernel/step.ts'
import { type CaseRow, caseEntity, dutyEntity, historyEntity, timerEntity } from './entities.ts'

/** Who asks, as the token says. */
export interface User {
  readonly id: string
  readonly holdings: readonly Holding[]
}

/** What goes back, and with which status. */
interface Done {
  readonly status: number
  readonly answer: object
}

/** What an actor asked for while it ran. */
interface Asked {
  readonly created: OpenDuty[]
  readonly ended: string[]
}

/** A transaction, the row locked, a live actor of the same machine brought back and sent the event, and everything saved as entities. */
export const act = (source: DataSource, id: string, submitted: { type: string }, user: User): Promise<Done> =>
  source.transaction(async (manager) => {
    const row = await manager.findOne(caseEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
    const parsed = row && definitions[row.machine]!.events[submitted.type]?.safeParse(submitted)
    if (!row || !parsed) return { status: 404, answer: { error: 'Not found' } }
    if (!parsed.success) return { status: 400, answer: { error: parsed.error.issues } }
    const moved = await move(row, { ...(parsed.data as { type: string }), ...stampFor(user) })
    if (!moved) return { status: 409, answer: { error: 'Not possible now' } }
    return { status: 201, answer: await save(manager, row, submitted, user, moved) }
  })

function stampFor(by: User) {
  const now = new Date().toISOString()
  const today = dayInLondon(now)
  return { by, now, today, happenedOn: today, reasons: {}, settings: defaultSettings, scheme: {} }
}

interface Moved extends Asked {
  readonly from: string
  readonly after: AnyMachineSnapshot
  readonly persisted: object
}

function move(row: CaseRow, event: { type: string }): Moved | undefined {
  const actor = createActor(machines[row.machine]!, { snapshot: row.snapshot as never })
  const asked: Asked = { created: [], ended: [] }
  askedBy.set(actor, asked)
  actor.start()
  const before = actor.getSnapshot() as AnyMachineSnapshot
  if (!before.can(event as never)) return undefined
  actor.send(event as never)
  const moved = {
    ...asked,
    from: placeOf(before),
    after: actor.getSnapshot() as AnyMachineSnapshot,
    persisted: actor.getPersistedSnapshot(),
  }
  actor.stop()
  return moved
}

const askedBy = new WeakMap<AnyActorRef, Asked>()
type Args = { readonly self: AnyActorRef }
const list = <T>(one: T | readonly T[]): readonly T[] => [one].flat() as readonly T[]

/** The machines with actions that do something, as a live actor carries them out. */
const machines: Readonly<Record<string, AnyStateMachine>> = Object.fromEntries(
  Object.entries(definitions).map(([name, { machine }]) => [
    name,
    machine.provide({
      actions: {
        createDuty: ({ self }: Args, duties: never) => void askedBy.get(self)!.created.push(...list<OpenDuty>(duties)),
        endDuty: ({ self }: Args, duties: never) => void askedBy.get(self)!.ended.push(...list<OpenDuty>(duties).map((duty) => duty.name)),
      } as never,
    }),
  ]),
)

async function save(
  manager: EntityManager,
  row: CaseRow,
  { type, ...payload }: { type: string },
  user: User,
  { from, after, persisted, ...asked }: Moved,
) {
  const to = placeOf(after)
  Object.assign(row, { version: row.version + 1, state: to, snapshot: persisted })
  await manager.save(caseEntity, row)
  await manager.save(historyEntity, {
    caseId: row.id,
    version: row.version,
    event: type,
    payload,
    from,
    to,
    actor: user.id,
    at: new Date(),
  })
  const deadlines = await saveTimers(manager, row, after)
  const duties = await saveDuties(manager, row.id, asked)
  return { id: row.id, version: row.version, state: to, deadlines, duties }
}

async function saveTimers(manager: EntityManager, { id, machine }: CaseRow, snapshot: AnyMachineSnapshot) {
  const wanted = wantedTimers(definitions[machine]!.deadlines, snapshot)
  const held = await manager.find(timerEntity, { where: { caseId: id } })
  const gone = held.filter(({ name }) => !wanted.some((timer) => timer.name === name))
  if (gone.length > 0) await manager.remove(timerEntity, gone)
  const armed = wanted.map(({ name, dueAt }) => ({
    ...held.find((timer) => timer.name === name),
    caseId: id,
    name,
    dueAt: new Date(dueAt),
  }))
  return manager.save(timerEntity, armed)
}

async function saveDuties(manager: EntityManager, id: string, { created, ended }: Asked) {
  const open = await manager.find(dutyEntity, { where: { caseId: id, done: false } })
  for (const duty of open) if (ended.includes(duty.name)) duty.done = true
  const fresh = created.map(({ name, title, to, dueOn }) => ({ caseId: id, name, title, addressee: to, dueOn, done: false }))
  return manager.save(dutyEntity, [...open, ...fresh])
}
