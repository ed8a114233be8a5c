import type { Answer, Command, Submitted } from '../engine/engine.ts'
import { NotFound, Refused } from '../engine/errors.ts'
import { standingOfDuty } from '../reports/duties.ts'
import { readerOf } from '../reports/standing.ts'
import type { Services } from '../services.ts'

export interface DutyToDo extends Pick<Command, 'person' | 'key' | 'digest' | 'seen'> {
  readonly duty: string
  readonly note?: string | undefined
}
/** Where the casefile is sealed to the person, that it is done and nothing of the casefile. */
export type DutyDone = { readonly sealed: false; readonly taken: Answer } | { readonly sealed: true; readonly repeated: boolean }

/**
 * Says that a duty is done. Whom the duty of a sealed casefile falls to may say so too.
 *
 * @throws as `dispatch` of the engine; {NotFound} also for a duty of a sealed casefile that falls to somebody else
 */
export async function doDuty({ engine, lists }: Services, { duty, note, ...command }: DutyToDo): Promise<DutyDone> {
  const standing = await standingOfDuty(lists, await readerOf(lists, command.person), duty)
  if (standing === undefined) throw new NotFound()
  const put = {
    ...command,
    instance: standing.ownInstance,
    event: { type: 'DUTY_DONE', duty, ...(note !== undefined && { note }) } as Submitted,
  }
  if (!standing.hidden) return { sealed: false, taken: await engine.dispatch(put) }
  try {
    const { seen: _, ...unseen } = put
    return { sealed: true, repeated: (await engine.dispatch({ ...unseen, throughSeal: true })).repeated }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.refusals.some(({ rule }) => rule !== 'dutyEndsBySayingSo')) throw new NotFound()
    throw new Refused(error.refusals)
  }
}
