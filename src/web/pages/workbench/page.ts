import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { valueAt } from '../../forms/typed.ts'
import { page, type Shown, type Typed, type Visit } from '../../page.ts'
import { eventAddress, workbenchAddress } from '../submit-event/addresses.ts'
import { puttingTo } from '../submit-event/at-instance.ts'
import { begunAt, fieldsIn } from '../submit-event/drafts.ts'
import { explained } from '../submit-event/explain.ts'
import type { Putting } from '../submit-event/putting.ts'
import { troubleOnResuming } from '../submit-event/resumed.ts'
import { sent } from '../submit-event/send.ts'
import { type Setting, settingOf } from '../submit-event/setting.ts'
import { formShown } from '../submit-event/show.ts'
import { NO_TROUBLE } from '../submit-event/trouble.ts'
import { actionsOnTheBench } from './actions.ts'
import { comparables, comparedInWords } from './comparables.ts'
import { isWriting, readingOf } from './reading.ts'

const params = z.object({ id: z.uuid() })

export const workbenchPages = [
  page({
    method: 'get',
    path: '/instances/{id}/workbench',
    name: 'the SMART workbench',
    params,
    run: async (services, visit) => {
      const setting = await benchAt(services, visit)
      const { draft } = await begunAt(services, visit, { instance: visit.params.id, event: 'ADD_ACTION' }, setting.schema)
      const typed = draft?.fields ?? {}
      const trouble = await troubleOnResuming(services, setting, draft)
      return formShown(await bench(services, visit, setting, typed), typed, trouble, draft)
    },
  }),
  page({
    method: 'post',
    path: '/instances/{id}/workbench',
    name: 'working on an action',
    params,
    run: async (services, visit) => {
      const setting = await benchAt(services, visit)
      const { typed } = visit
      const putting = await bench(services, visit, setting, typed)
      const { comparables: found } = putting.around as { comparables: Awaited<ReturnType<typeof comparables>> }
      if (valueAt(typed, '_compare') && !found.since) return comparing(services, visit, putting)
      if (valueAt(typed, '_compare')) return formShown(putting, typed, NO_TROUBLE)
      return sent(putting, visit)
    },
  }),
  page({
    method: 'post',
    path: '/instances/{id}/workbench/hints',
    name: 'hints on an action',
    params,
    run: async (services, visit) => {
      const setting = await benchAt(services, visit)
      return { download: JSON.stringify(readingOf(services, setting, visit.typed)), type: 'application/json', name: 'hints.json' }
    },
  }),
]

/** @throws Problem 404, where there is no attempt of this id */
async function benchAt(services: Services, { params: { id }, person }: Visit<z.output<typeof params>>): Promise<Setting> {
  return settingOf(services, person, id, 'ADD_ACTION')
}

/** The form that adds an action, among those that are there, with what it says as it is written. */
async function bench(services: Services, visit: Visit, setting: Setting, typed: Typed): Promise<Putting> {
  const putting = await puttingTo(services, visit, setting, typed)
  const offered = (event: string) => setting.actions.find(({ type }) => type === event)?.offered === true
  return {
    ...putting,
    address: workbenchAddress(setting.look.instance.id),
    title: 'SMART workbench',
    view: 'workbench/view',
    around: {
      ...putting.around,
      hintsAddress: `${workbenchAddress(setting.look.instance.id)}/hints`,
      mayAdd: offered('ADD_ACTION'),
      actions: await actionsOnTheBench(services, setting),
      propose: offered('PROPOSE_INTERVENTION') ? eventAddress(setting.look.instance.id, 'PROPOSE_INTERVENTION') : undefined,
      smart: isWriting(typed) ? readingOf(services, setting, typed) : undefined,
      comparables: await comparables(services, visit, setting, typed),
      mayCompare: offered('COMPARE_REMEDIES'),
    },
    taken: (answer) => putting.taken(answer, { _from: 'workbench' }),
  }
}

const SAVED = 'The action that you are writing is saved, and in the workbench when you come back.'

/** What was ticked goes into the form that records the comparison (I15); the action that is being written is in the bench again afterwards. */
async function comparing(services: Services, visit: Visit<z.output<typeof params>>, { drafts }: Putting): Promise<Shown> {
  const {
    params: { id },
    person,
    typed,
  } = visit
  const setting = await settingOf(services, person, id, 'COMPARE_REMEDIES')
  const writing = isWriting(typed)
  if (writing) await drafts?.save(fieldsIn(typed))
  if (!setting.action) return explained(services, setting)
  const putting = await puttingTo(services, visit, setting, typed)
  const { compared, leftOut } = await comparedInWords(services, visit)
  const around = { ...putting.around, ...(writing && { elsewhere: SAVED }), leftOut }
  return formShown({ ...putting, around }, { compared, _from: 'workbench' }, NO_TROUBLE)
}
