import { type Stamp, stampNames } from './definition.ts'
import type { InstanceId } from './effect.ts'
import type { Move } from './step.ts'

/** The stamp as history keeps it: of the settings and the scheme only what was read, so that a replay reads no table; `onBehalfOf` is the line's. */
export type RecordedStamp = Omit<Stamp, (typeof apart)[number]> & {
  readonly settings: Partial<Stamp['settings']>
  readonly scheme: Partial<Stamp['scheme']>
}

const apart = ['settings', 'scheme', 'onBehalfOf'] as const

/** One line of history. A line with a `cause` follows from that one: a message it sent, or an instance it opened. */
export interface Line {
  readonly seq: number
  readonly instance: InstanceId
  readonly machine: string
  readonly version: number
  /** A delivery is what another file had this one told. */
  readonly kind: 'person' | 'clock' | 'message' | 'opened' | 'correction' | 'delivery'
  readonly event: string
  /** What was submitted or told, without the stamp. */
  readonly payload: Readonly<Record<string, unknown>>
  readonly stamp: RecordedStamp
  readonly from: string
  readonly to: string
  readonly waived: Move['waived']
  readonly onBehalfOf: Move['onBehalfOf']
  readonly cause?: number
}

/** What the engine added to an event, alone: messages and what is opened carry the stamp of their cause. */
export const stampOf = (event: Move['event']): Stamp =>
  Object.fromEntries(stampNames.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name]]]))) as unknown as Stamp

/** A stamped event parted again into what was submitted and what the engine added. */
export function parted({ type: _, ...event }: Move['event']) {
  const stamp = Object.fromEntries(
    stampNames.flatMap((name) => (event[name] === undefined || (apart as readonly string[]).includes(name) ? [] : [[name, event[name]]])),
  )
  const payload = Object.fromEntries(Object.entries(event).filter(([name]) => !(stampNames as readonly string[]).includes(name)))
  return { payload, stamp: stamp as Omit<RecordedStamp, (typeof apart)[number]> }
}
