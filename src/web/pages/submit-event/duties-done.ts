import type { OpenDuty } from '../../../../machines/kernel/effect.ts'
import type { Services } from '../../../services.ts'
import { askedFor } from '../../../shown/asked.ts'
import { standing } from '../../../shown/instance.ts'
import type { Put } from './putting.ts'
import type { Setting } from './setting.ts'

/** What records that a thing was done, whatever lifecycle owed it. */
const RECORDS_IT: readonly string[] = ['DUTY_DONE', 'LETTER_SENT']

/**
 * Whether an event would do what a duty asks for that it ends: it is a step that the duty names, or it records that it was done. A decision whose letter is edited is not issued by that: the duty to issue it falls away.
 */
export function doneBy({ engine }: Pick<Services, 'engine'>, { look, type }: Setting, { event }: Put): (duty: OpenDuty) => boolean {
  if (RECORDS_IT.includes(event.type)) return () => true
  const { definition } = standing(engine.definitions, look.instance)
  return (duty) => duty.instance === look.instance.id && askedFor(definition, duty).includes(type)
}
