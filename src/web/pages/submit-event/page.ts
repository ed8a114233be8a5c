import { z } from 'zod'
import type { Draft } from '../../../beside/drafts.ts'
import type { Services } from '../../../services.ts'
import { typedOf } from '../../forms/prefill.ts'
import { page, type Typed, type Visit } from '../../page.ts'
import { beginsAtTheBench, fileAddress, workbenchAddress } from './addresses.ts'
import { puttingTo } from './at-instance.ts'
import { begunAt, namedIn } from './drafts.ts'
import { explained } from './explain.ts'
import { proposedIn } from './proposed.ts'
import { troubleOnResuming } from './resumed.ts'
import { saidIn } from './said.ts'
import { sent } from './send.ts'
import { type Setting, settingOf } from './setting.ts'
import { formIn, formShown } from './show.ts'
import { NO_TROUBLE } from './trouble.ts'

const params = z.object({ id: z.uuid(), type: z.string().regex(/^[A-Z][A-Z_0-9]{0,80}$/) })
/** Beside these, whatever the form has a field of this name for. */
const query = z.looseObject({
  from: z.enum(['workbench']).optional(),
  anyway: z.literal('yes').optional(),
  anew: z.literal('yes').optional(),
})

export const submitEventPages = [
  page({
    method: 'get',
    path: '/instances/{id}/events/{type}',
    name: 'the form of an event',
    params,
    query,
    run: async (services, visit) => {
      const {
        params: { id, type },
        query: { from, anyway, anew, ...named },
        person,
      } = visit
      const setting = await settingOf(services, person, id, type)
      const asked = namedIn(setting.schema, named)
      const { draft: saved, begunAs } = await begunAt(services, visit, { instance: id, event: type }, setting.schema, asked)
      const draft = anew ? undefined : saved
      if (!isForm(setting.action, anyway !== undefined))
        return explained(services, setting, await savedBefore(services, visit, setting, draft))
      if (beginsAtTheBench(type) && asked['action'] === undefined && (type === 'ADD_ACTION' || !draft))
        return { redirect: workbenchAddress(id) }
      // Which draft is edited is chosen where they are listed, and read.
      if (type === 'EDIT_LETTER' && !draft && !isOneLetter(setting, asked)) return { redirect: `${fileAddress(setting.look)}/letters` }
      const begun = draft?.fields ?? typedOf(setting.schema, await proposedIn(services, visit.reader, setting, asked, anew !== undefined))
      const typed: Typed = { ...begun, ...begunAs, ...(from && { _from: from }) }
      return formShown(await puttingTo(services, visit, setting, typed), typed, await troubleOnResuming(services, setting, draft), draft)
    },
  }),
  page({
    method: 'post',
    path: '/instances/{id}/events/{type}',
    name: 'submitting an event',
    params,
    run: async (services, visit) => {
      const {
        params: { id, type },
        person,
      } = visit
      const setting = await settingOf(services, person, id, type)
      return sent(await puttingTo(services, visit, setting, visit.typed), visit)
    },
  }),
]

/** What was written while it was possible can be read, and copied, where it no longer is. */
async function savedBefore(services: Services, visit: Visit, setting: Setting, draft: Draft | undefined) {
  if (!draft) return {}
  const said = saidIn(formIn(await puttingTo(services, visit, setting, draft.fields), draft.fields, NO_TROUBLE))
  return { saved: { draft, said } }
}

const isOneLetter = ({ look }: Setting, { letter }: { readonly letter?: unknown }) => {
  const drafts = look.file.letters.filter(({ sentOn }) => sentOn === undefined)
  return drafts.length < 2 || drafts.some(({ id }) => id === letter)
}

/** A form is of use where it is offered, or where a reason is all that is wanting. */
const isForm = (action: Setting['action'], anyway: boolean): boolean =>
  action !== undefined &&
  (action.offered ||
    action.refusals.every(({ reasonWouldHelp }) => reasonWouldHelp) ||
    (anyway && action.refusals.some(({ reasonWouldHelp }) => reasonWouldHelp)))
