import { availableParallelism } from 'node:os'
import { type Spread, spread, table } from './figures.ts'
import type { Round } from './rounds.ts'
import type { SweepRound } from './sweeps.ts'

/** All that was measured, and on what. */
export interface Measured {
  readonly rounds: readonly Round[]
  readonly sweeps: readonly SweepRound[]
  /** What sent the bare statements. */
  readonly bareBy: string
  /** How it was measured: slices, casefiles, timers. */
  readonly size: Readonly<Record<string, number | boolean>>
  /** Of the database. */
  readonly postgres: string
  readonly durability: Readonly<Record<string, string>>
}

type Figures = Readonly<Record<string, Spread>>

/** Tables for people, and in the last line everything as JSON. */
export function reportOf({ rounds, sweeps, bareBy, size, postgres, durability }: Measured): string {
  const rates = ratesOf(rounds, sweeps)
  const services = { naive: serviceOf(rounds, 'naive'), ours: serviceOf(rounds, 'ours') }
  const ratios = ratiosOf(rounds, sweeps)
  const machine = { node: process.version, postgres, cores: availableParallelism(), durability }
  const settings = Object.entries(durability).map(([name, value]) => `${name} ${value}`)
  return [
    `Node ${machine.node}, PostgreSQL ${postgres}, ${machine.cores} cores; ${settings.join(', ')}\n`,
    table('Changes a second, 16 at a time: median [range]', [
      ['bare ceiling', rates.bare, `one row moved and logged, by ${bareBy}`],
      ['full ceiling', rates.full, 'our commit statement alone'],
      ['naive, over HTTP', rates.naive, said(services.naive)],
      ['ours, over HTTP', rates.ours, said(services.ours)],
    ]),
    table('Deadlines carried out a second', [
      ['bulk update', rates.bulkUpdate],
      ['our sweep', rates.sweep],
    ]),
    table('Ratios, each within its round', [
      ['ours / naive', ratios.oursToNaive, 'to reach: 5'],
      ['ours / full ceiling', ratios.oursToFull, 'to reach: 0.6'],
      ['ours / bare ceiling', ratios.oursToBare, 'aimed at: 0.25'],
      ['sweep / bulk update', ratios.sweepToBulkUpdate, 'to reach: 0.3'],
    ]),
    JSON.stringify({ ...machine, bareBy, size, rates, services, ratios }),
    '',
  ].join('\n')
}

const ratesOf = (rounds: readonly Round[], sweeps: readonly SweepRound[]) =>
  ({
    bare: spread(rounds, 0, ({ bare }) => bare),
    full: spread(rounds, 0, ({ full }) => full),
    naive: spread(rounds, 0, ({ naive }) => naive.perSecond),
    ours: spread(rounds, 0, ({ ours }) => ours.perSecond),
    bulkUpdate: spread(sweeps, 0, ({ bulkUpdate }) => bulkUpdate),
    sweep: spread(sweeps, 0, ({ sweep }) => sweep),
  }) satisfies Figures

/** Milliseconds to the answer; microseconds of processor that the service used for it. */
const serviceOf = (rounds: readonly Round[], name: 'naive' | 'ours') => ({
  p50: spread(rounds, 1, (round) => round[name].p50),
  p99: spread(rounds, 1, (round) => round[name].p99),
  used: spread(rounds, 0, (round) => round[name].used),
})

const said = ({ p50, p99, used }: ReturnType<typeof serviceOf>) =>
  `p50 ${p50.median} ms, p99 ${p99.median} ms, ${used.median} us of processor each`

/** A ratio is taken within its round: what slows the machine down then slows both. */
const ratiosOf = (rounds: readonly Round[], sweeps: readonly SweepRound[]) =>
  ({
    oursToNaive: spread(rounds, 2, ({ ours, naive }) => ours.perSecond / naive.perSecond),
    oursToFull: spread(rounds, 3, ({ ours, full }) => ours.perSecond / full),
    oursToBare: spread(rounds, 3, ({ ours, bare }) => ours.perSecond / bare),
    sweepToBulkUpdate: spread(sweeps, 3, ({ sweep, bulkUpdate }) => sweep / bulkUpdate),
  }) satisfies Figures
