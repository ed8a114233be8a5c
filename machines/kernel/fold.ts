import type { Definitions, Stamp } from './definition.ts'
import type { Delivery, OpenDuty } from './effect.ts'
import { act, type Changes, type FileState, type Request, receive, sweep } from './file.ts'
import type { Line } from './line.ts'

/** A line of history as it was put: enough to put it again. Without a request it is a moment at which deadlines were carried out. */
export interface Root {
  readonly seq: number
  readonly request?: Request
  /** It came from another file: a message, which no rule refuses. */
  readonly delivered?: true
  readonly stamp: Stamp
}

/** What people put to the file, what other files had it told, and when the clock came by, in order, from its history, without what corrections have struck out. */
export function rootsOf(lines: readonly Line[]): readonly Root[] {
  const struck = new Set(lines.filter(({ kind }) => kind === 'correction').map(({ payload }) => payload['transition'] as number))
  return lines.filter(({ kind, seq }) => sweeps.includes(kind) || (entries.includes(kind) && !struck.has(seq))).map(rootOf)
}

const sweeps: readonly Line['kind'][] = ['clock', 'correction']
/** What can be struck out. */
export const entries: readonly Line['kind'][] = ['person', 'delivery']
const requestOf = ({ instance, event, payload, stamp }: Line): Request => ({
  instance,
  event: { type: event, happenedOn: stamp.happenedOn, ...payload },
})
const rootOf = (line: Line): Root => ({
  seq: line.seq,
  stamp: line.stamp as Stamp,
  ...(entries.includes(line.kind) && { request: requestOf(line) }),
  ...(line.kind === 'delivery' && { delivered: true }),
})

/** The message that a line of another file's delivery has kept. */
const messageIn = ({ event: { happenedOn: _, ...message } }: Request): Delivery['event'] => message

/**
 * The file that these roots give when they are put again, one after the other; those that would not be accepted; the duties that
 * somebody has acknowledged, although nothing that remains had given them; and what they have other files told.
 */
export function folded(definitions: Definitions, begun: FileState, roots: readonly Root[]) {
  const fallen: { root: Root; why: string }[] = []
  const baseless: OpenDuty[] = []
  const deliveries: Delivery[] = []
  const kept = ({ file, deliveries: made }: Changes, seq: number): FileState => {
    deliveries.push(...made)
    return { ...file, revision: seq }
  }
  const file = roots.reduce((held, root) => {
    const { request, delivered, seq, stamp } = root
    if (!request) return kept(sweep(definitions, held, stamp), seq)
    if (delivered) return kept(receive(definitions, held, messageIn(request), stamp, seq), seq)
    const acted = held.instances.some(({ id }) => id === request.instance)
      ? act(definitions, held, request, stamp, seq)
      : { outcome: 'notAccepted' as const }
    if (acted.outcome === 'taken') {
      const { duty } = stamp
      if (duty?.endsBy === 'acknowledgement' && !held.duties.some(({ id }) => id === duty.id)) baseless.push(duty)
      return kept(acted, seq)
    }
    fallen.push({
      root,
      why: acted.outcome === 'refused' ? acted.refusals.map(({ because }) => because).join('; ') : 'the state would not accept it',
    })
    return held
  }, begun)
  return { file, fallen, baseless, deliveries }
}

/**
 * A row keeps the settings that were read; put again among other events it may read more: those of the day of the first correction after
 * it, so that a later correction finds the file as that one left it.
 */
export function completed(lines: readonly Line[], now: Stamp): readonly Root[] {
  const corrections = lines.filter(({ kind }) => kind === 'correction')
  return rootsOf(lines).map(({ stamp: then, ...root }) => {
    const { settings, scheme } = corrections.find(({ seq }) => seq > root.seq)?.stamp ?? now
    return {
      ...root,
      stamp: {
        ...then,
        settings: { ...settings, ...then.settings } as Stamp['settings'],
        scheme: { ...scheme, ...then.scheme } as Stamp['scheme'],
      },
    }
  })
}
