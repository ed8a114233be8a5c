import { z } from 'zod'
import type { Intervention } from '../../../../machines/intervention/record.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { smartOf } from '../../../shown/smart.ts'
import { payloadOf } from '../../forms/answers.ts'
import { valueAt } from '../../forms/typed.ts'
import { page, type Shown, type Typed, type Visit } from '../../page.ts'
import { workbenchAddress } from '../submit-event/addresses.ts'
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
      if (valueAt(typed, '_compare') || valueAt(typed, '_check')) return formShown(putting, typed, NO_TROUBLE)
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
      const smart = smartIn(setting, services, visit.typed)
      return { download: JSON.stringify(smart), type: 'application/json', name: 'hints.json' }
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
  const { record } = heldIn(services, setting)
  return {
    ...putting,
    address: workbenchAddress(setting.look.instance.id),
    title: 'SMART workbench',
    view: 'workbench/view',
    around: {
      ...putting.around,
      hintsAddress: `${workbenchAddress(setting.look.instance.id)}/hints`,
      mayAdd: setting.action?.offered === true,
      actions: await actionsOnTheBench(services, setting, record),
      smart: isWriting(typed) ? smartIn(setting, services, typed) : undefined,
      comparables: await comparables(services, visit, setting, typed),
      mayCompare: setting.actions.find(({ type }) => type === 'COMPARE_REMEDIES')?.offered === true,
    },
    taken: (answer) => putting.taken(answer, { _from: 'workbench' }),
  }
}

/** Whether anything of a new action is in the form. */
const isWriting = (typed: Typed): boolean =>
  Object.keys(typed).some((name) => /^(action|reasons)\./.test(name) && valueAt(typed, name).trim() !== '')

const heldIn = ({ engine }: Services, { look }: Setting) => {
  const { definition, snapshot } = standing(engine.definitions, look.instance)
  return { definition, record: snapshot.context as Intervention }
}

function smartIn(setting: Setting, services: Services, typed: Typed) {
  const { definition, record } = heldIn(services, setting)
  const { event } = payloadOf(setting.schema, typed, {})
  return smartOf(definition, record, setting.look.stamp, (event as { action?: object }).action ?? {})
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
