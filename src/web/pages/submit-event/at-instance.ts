import { cite } from '../../../../machines/guidance/paragraph.ts'
import type { Services } from '../../../services.ts'
import { needsOf } from '../../../shown/needed.ts'
import { rulesThatTakeReasons } from '../../../shown/place.ts'
import { postsNamed, sayPost } from '../../../shown/posts.ts'
import { backToList } from '../../back-to-list.ts'
import { choicesFor } from '../../forms/choices.ts'
import { valueAt } from '../../forms/typed.ts'
import type { Shown, Typed, Visit } from '../../page.ts'
import { eventAddress, fileAddress, workbenchAddress } from './addresses.ts'
import { noticeOf } from './after.ts'
import { benchBeside } from './bench.ts'
import { consequencesShown, isWeighty } from './consequences.ts'
import { isDoneAtOnce } from './done-at-once.ts'
import { draftsAt } from './drafts.ts'
import { doneBy } from './duties-done.ts'
import { explained } from './explain.ts'
import type { Putting } from './putting.ts'
import { judgedBeside } from './rated.ts'
import { requestDecided } from './request.ts'
import { saidIn } from './said.ts'
import { caseworkerShutOut, isStillSeen } from './seal.ts'
import type { Setting } from './setting.ts'
import { settingOf } from './setting.ts'
import { formIn } from './show.ts'
import { goingWithIt, issuingShown, signingShown } from './signing.ts'
import { paragraphsServed, placeShown } from './surroundings.ts'
import { NO_TROUBLE } from './trouble.ts'
import { unlockIn } from './unlock.ts'

/**
 * The form of an event that is put to an instance there is.
 *
 * @param typed what is in the form: what was searched for in it is among the choices
 */
export async function puttingTo(
  services: Services,
  { person, reader, list }: Pick<Visit, 'person' | 'reader' | 'list'>,
  setting: Setting,
  typed: Typed,
): Promise<Putting> {
  const { engine } = services
  const { look, definition, type, schema, meta, action } = setting
  const instance = look.instance.id
  const putting: Putting = {
    address: eventAddress(instance, type),
    title: meta.title,
    definition,
    type,
    schema,
    drafts: draftsAt(services, person, { instance, event: type }, schema, typed),
    refusals: action?.refusals ?? [],
    // Also where the state has no arrow for it any more: what was written is shown back.
    takesReasons: rulesThatTakeReasons(definition, type).map(({ name, cites }) => ({ rule: name, paragraph: cite(cites as 'I1') })),
    choices: await choicesFor(services, setting, typed),
    needs: needsOf(definition, look, type),
    revision: look.file.revision,
    around: {
      ...(await around(services, setting)),
      ...(await checklistFor(services, setting, typed)),
      ...(await benchBeside(services, setting, typed)),
      signing: await signingShown(services, setting),
      issuing: await issuingShown(services, setting),
      goingWithIt: await goingWithIt(services, setting),
      request: await requestDecided(services, setting),
      ...(await judgedBeside(services, reader, setting)),
      button: isDoneAtOnce(definition, type, meta) ? meta.title : undefined,
    },
    unlocked: (needed) => unlockIn(engine, look, needed),
    submit: (put) => engine.dispatch({ person, instance, ...put }),
    checked: async (put) => {
      const checked = await engine.check({ person, instance, ...put })
      const post = caseworkerShutOut(engine, setting.directory, checked, look.file)
      if (post === undefined && !isWeighty(checked, look.file, type, meta)) return undefined
      const shown = await consequencesShown(services, checked, look.file, meta, doneBy(services, setting, put))
      return { ...shown, shutOut: post && sayPost(await postsNamed(services, setting.directory), post) }
    },
    taken: (answer, typed) => {
      const back = backToList(list)
      if (!isStillSeen(engine, answer.look)) return { redirect: back?.href ?? '/worklists/mine', notice: noticeOf(engine, answer, meta) }
      return { redirect: nextPage(setting, typed), notice: noticeOf(engine, answer, meta, meta.handsOn ? back : undefined) }
    },
    notAccepted: async (typed): Promise<Shown> => {
      const kept = saidIn(formIn(putting, typed, NO_TROUBLE))
      // What the person saw is not how it is now.
      return explained(services, await settingOf(services, person, instance, type), { status: 409, kept })
    },
  }
  return putting
}

async function around({ engine, ...services }: Services, { look, definition, type, action }: Setting) {
  const unlocked = (refusal: { readonly unlockedBy?: string }) => ({
    ...refusal,
    unlock: unlockIn(engine, look, refusal.unlockedBy),
  })
  return {
    place: await placeShown({ engine, ...services }, look),
    paragraphs: paragraphsServed(definition, type),
    whoMay: action?.whoCould,
    onSomeAnswers: (action?.onSomeAnswers ?? []).map(unlocked),
    warnings: action && 'warnings' in action ? action.warnings : [],
  }
}

/** Beside the text of a letter stands what it must say. */
async function checklistFor({ engine }: Services, { look, type }: Setting, typed: Typed) {
  const letter = look.file.letters.find(({ id }) => id === valueAt(typed, 'letter'))
  if (type !== 'EDIT_LETTER' || !letter) return {}
  return { checklist: (await engine.letter(look.stamp.by.id, letter.id)).required }
}

/** Back to where the work goes on. */
function nextPage({ look, type }: Setting, typed: Typed): string {
  if (typed['_from'] === 'workbench') return workbenchAddress(look.instance.id)
  return type === 'EDIT_LETTER' ? `/letters/${valueAt(typed, 'letter')}` : fileAddress(look)
}
