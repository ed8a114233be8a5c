import type { Crowd } from './crowd.ts'

/** At one size. */
export interface Measured {
  readonly instances: number
  readonly open: number
  readonly fillSeconds: number
  /** Milliseconds, by the address of the page. */
  readonly pages: ReadonlyMap<string, readonly number[]>
  /** Milliseconds to learn that nothing changed, and to count anew, by machine. */
  readonly idle: readonly number[]
  readonly ticks: ReadonlyMap<string, readonly number[]>
  /** Seconds, once a day. */
  readonly usualSeconds: number
}

/** What is aimed at, in milliseconds. */
const AIM = { page: 500, tick: 50, heard: 2_000 }

/** A table for people, and in the last line everything as JSON. */
export function reportOf(measured: readonly Measured[], crowd: Crowd): string {
  const lines = measured.flatMap(({ instances, open, fillSeconds, pages, idle, ticks, usualSeconds }) => [
    `${instances} lifecycles, ${open} of them open (filled in ${fillSeconds} s; what is usual reckoned in ${usualSeconds} s)`,
    ...[...pages].map(([name, took]) => line(`page ${name}`, took, AIM.page)),
    line('tick, nothing changed', idle, AIM.tick),
    ...[...ticks].map(([machine, took]) => line(`tick of ${machine}`, took, AIM.tick)),
  ])
  return [
    `Milliseconds, p50 and p99; aimed at for a page: ${AIM.page}, for a tick: ${AIM.tick}, from a change to all who watch: ${AIM.heard}`,
    ...lines,
    `${crowd.watchers} watchers; memory of the service ${crowd.memory.before.toFixed(0)} MB without them, ${crowd.memory.with.toFixed(0)} MB with them${crowd.missed > 0 ? `; ${crowd.missed} messages never came` : ''}`,
    line('from asking for a change to hearing of it', crowd.took, AIM.heard),
    JSON.stringify({
      sizes: measured.map(({ pages, ticks, idle, ...more }) => ({
        ...more,
        idle: figures(idle),
        pages: named(pages),
        ticks: named(ticks),
      })),
      crowd: { ...crowd, took: figures(crowd.took) },
    }),
    '',
  ].join('\n')
}

const line = (name: string, took: readonly number[], most: number) => {
  const { p50, p99 } = figures(took)
  return `  ${name.padEnd(52)}${String(p50).padStart(8)}${String(p99).padStart(8)}${p99 > most ? '  SLOW' : ''}`
}

const named = (all: ReadonlyMap<string, readonly number[]>) => Object.fromEntries([...all].map(([name, took]) => [name, figures(took)]))

const figures = (took: readonly number[]) => ({ p50: part(took, 0.5), p99: part(took, 0.99) })

function part(took: readonly number[], of: number): number {
  const sorted = [...took].sort((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN).toFixed(1))
}
