import { max, sum } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { DayNumbers } from '../../../reports/flow/numbers.ts'
import { counted, shortDate } from '../../words.ts'

/** How many came and went, day by day, as a small picture and as a sentence. */
export interface Spark {
  readonly width: number
  readonly height: number
  /** Paths of an SVG: an unbroken line for those that came, a dashed one for those that went. */
  readonly arrived: string
  readonly left: string
  readonly says: string
}

const WIDTH = 112
const HEIGHT = 24
const EDGE = 2

/** Nothing is drawn where nothing moved. */
export function sparkOf(days: readonly DayNumbers[]): Spark | undefined {
  const most = max(days, ({ arrived, left }) => Math.max(arrived, left)) ?? 0
  if (most === 0) return undefined
  const across = scaleLinear([0, days.length], [EDGE, WIDTH - EDGE])
  const up = scaleLinear([0, most], [HEIGHT - EDGE, EDGE])
  const drawn = line<Point>(
    ([at]) => round(across(at)),
    ([, value]) => round(up(value)),
  ).curve(curveStepAfter)
  const path = (of: (day: DayNumbers) => number) => drawn(steps(days.map(of))) ?? ''
  return { width: WIDTH, height: HEIGHT, arrived: path((day) => day.arrived), left: path((day) => day.left), says: sentence(days) }
}
type Point = readonly [at: number, value: number]
/** A step is drawn where the number changes, and at both ends. */
const steps = (values: readonly number[]): readonly Point[] => [
  ...values.flatMap((value, at): readonly Point[] => (at > 0 && value === values[at - 1] ? [] : [[at, value]])),
  [values.length, values.at(-1)!],
]
const round = (value: number) => Number(value.toFixed(1))

function sentence(days: readonly DayNumbers[]): string {
  const [came, went] = [sum(days, ({ arrived }) => arrived), sum(days, ({ left }) => left)]
  const busiest = days.reduce((most, day) => (day.arrived > most.arrived ? day : most))
  const most = busiest.arrived > 0 ? `; most came on ${shortDate(busiest.day)}: ${busiest.arrived.toLocaleString('en-GB')}` : ''
  return `${counted(days.length, 'calendar day')}: ${came.toLocaleString('en-GB')} came and ${went.toLocaleString('en-GB')} went${most}`
}
