import type { Services } from '../../../services.ts'
import type { Typed } from '../../page.ts'
import { actionsOnTheBench } from '../workbench/actions.ts'
import { isWriting, readingOf } from '../workbench/reading.ts'
import { workbenchAddress } from './addresses.ts'
import type { Setting } from './setting.ts'

const aboutActions = ['CHANGE_ACTION', 'REMOVE_ACTION', 'COMPARE_REMEDIES', 'PROPOSE_INTERVENTION']

/** Of the forms about what an organisation is to do: where that is worked on, how the action that is changed reads, and what would be proposed. */
export async function benchBeside(services: Services, setting: Setting, typed: Typed) {
  const { look, type, actions } = setting
  if (!aboutActions.includes(type) || !actions.some((each) => each.type === 'ADD_ACTION')) return {}
  const bench = workbenchAddress(look.instance.id)
  if (type === 'PROPOSE_INTERVENTION') return { bench, asked: await actionsOnTheBench(services, setting) }
  if (type !== 'CHANGE_ACTION') return { bench }
  return { bench, hintsAddress: `${bench}/hints`, smart: isWriting(typed) ? readingOf(services, setting, typed) : undefined }
}
