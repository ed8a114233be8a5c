import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import { wantedTimers } from '../../machines/kernel/deadline.ts'
import type { Stamp } from '../../machines/kernel/definition.ts'
import type { FileState } from '../../machines/kernel/file.ts'
import { completed, folded } from '../../machines/kernel/fold.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { fill } from '../../scripts/demonstration/load.ts'
import { nothingHeld } from '../../src/engine/decide.ts'
import { lineOf, sealedLines } from '../../src/engine/history.ts'
import type { Caller } from '../support/app.ts'
import { type Told, toldOffice } from '../web/support/told.ts'

/** A date or a duty of a casefile, as the API shows it. */
interface Shown {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly from?: string
  readonly dueOn: string
  readonly worked: {
    readonly entry: { readonly seq: number; readonly done: string; readonly on: string }
    readonly setting: { readonly from: string; readonly days: number; readonly letter: string } | null
    readonly earlier: readonly { readonly day: string }[]
  } | null
}
interface Said extends Shown {
  readonly reference: string
  readonly file: string
  readonly instance: string
}

let told: Told
let dates: readonly Said[]
let duties: readonly Said[]
beforeAll(async () => {
  told = await toldOffice()
  await fill(told.office, { casefiles: 12 })
  const auditor = await told.service.signIn('auditor')
  const { rows } = await told.service.database.pool.query<{ reference: string }>('select reference from casefile order by 1')
  const all: { dates: Said[]; duties: Said[] }[] = []
  for (const { reference } of rows) all.push(await openIn(auditor, reference))
  dates = all.flatMap((each) => each.dates)
  duties = all.flatMap((each) => each.duties)
}, 300_000)
afterAll(() => told?.end())

async function openIn(auditor: Caller, reference: string) {
  const { body } = await auditor.get(`/casefiles/${reference}`)
  const of = (instance: string, each: Shown): Said => ({ ...each, reference, file: body.id, instance })
  return {
    dates: body.instances.flatMap(({ id, deadlines }: { id: string; deadlines: Shown[] }) => deadlines.map((each) => of(id, each))),
    duties: body.duties.map((each: Shown & { instance: string }) => of(each.instance, each)),
  }
}

/** How a file stood before each entry and after it, as its entries give it; days that the clock carried out together count as one. */
async function stood(file: string) {
  const lines = (await sealedLines(told.service.services.pool, file)).map(lineOf)
  let held: FileState = nothingHeld(definitions, 'casefile', file).file
  const moments: { seqs: Set<number>; before: FileState; after: FileState; clock: boolean }[] = []
  for (const root of completed(lines, lines.at(-1)!.stamp as Stamp)) {
    const before = held
    held = folded(definitions, held, [root]).file
    const last = moments.at(-1)
    if (last?.clock && !root.request) {
      last.seqs.add(root.seq)
      last.after = held
    } else moments.push({ seqs: new Set([root.seq]), before, after: held, clock: !root.request })
  }
  return moments
}
const remembered = new Map<string, ReturnType<typeof stood>>()
const momentsOf = (file: string) => {
  const known = remembered.get(file) ?? stood(file)
  remembered.set(file, known)
  return known
}
const recordIn = ({ instances }: FileState, instance: string) => {
  const held = instances.find(({ id }) => id === instance)
  return held && { definition: definitions[held.machine]!, context: snapshotOf(definitions[held.machine]!, held).context }
}
const countedFrom = (file: FileState, { instance, name }: Said) => {
  const record = recordIn(file, instance)
  return record?.definition.deadlines[name]?.from(record.context)
}

const isRunning = (file: FileState, { instance, name }: Said) => {
  const held = file.instances.find(({ id }) => id === instance)
  const definition = held && definitions[held.machine]!
  return held !== undefined && wantedTimers(definition!.deadlines, snapshotOf(definition!, held)).some(({ deadline }) => deadline === name)
}

test('no duty is said to have been given by another entry than the one that gave it', async () => {
  const untrue: string[] = []
  for (const duty of duties.filter(({ worked }) => worked)) {
    const { before, after } = (await momentsOf(duty.file)).find(({ seqs }) => seqs.has(duty.worked!.entry.seq))!
    const has = ({ duties: open }: FileState) => open.some(({ id, dueOn }) => id === duty.id && dueOn === duty.dueOn)
    if (has(before) || !has(after)) untrue.push(`${duty.reference} ${duty.title} ${duty.dueOn}`)
  }
  expect(untrue).toEqual([])
})

test('no running date is said to have been set by another entry than the one since which it is what it is', async () => {
  const untrue: string[] = []
  for (const date of dates.filter(({ worked }) => worked)) {
    const moments = await momentsOf(date.file)
    const at = moments.findIndex(({ seqs }) => seqs.has(date.worked!.entry.seq))
    const since = moments.slice(at).map(({ after }) => countedFrom(after, date))
    const others = since.filter((day) => day !== undefined && day !== date.from)
    const { before } = moments[at]!
    // Of two waits that follow upon one another on one day the second begins anew, and may end on the same day.
    const wasSo = countedFrom(before, date) === date.from && isRunning(before, date)
    if (others.length > 0 || wasSo)
      untrue.push(`${date.reference} ${date.name} ${date.from}: ${date.worked!.entry.done} ${date.worked!.entry.on} [${since}]`)
  }
  expect(untrue).toEqual([])
})

test('every sum that is said adds up, to a day that the entry knew', () => {
  const sums = [...dates.map((each) => ({ ...each, day: each.from! })), ...duties.map((each) => ({ ...each, day: each.dueOn }))].flatMap(
    ({ worked, ...each }) => (worked?.setting ? [{ ...each, worked, setting: worked.setting }] : []),
  )
  expect(sums.length).toBeGreaterThan(0)
  expect(sums.filter(({ day, setting }) => addDays(setting.from, setting.days) !== day)).toEqual([])
})

test('hardly any open day is not known to have been set by anything', () => {
  const all = [...dates, ...duties]
  const untold = all.filter(({ worked }) => !worked).map(({ reference, title, dueOn }) => `${reference}: ${title}, ${dueOn}`)
  process.stdout.write(`  not told of ${untold.length} of ${dates.length} dates and ${duties.length} duties\n`)
  expect(all.length).toBeGreaterThan(20)
  expect([untold.length * 20 <= all.length, untold]).toEqual([true, untold])
})
