import type { Draft } from '../../../beside/drafts.ts'
import type { Services } from '../../../services.ts'
import { askingWhoCould } from '../../../shown/actions.ts'
import { leadingOn } from '../../../shown/first-step.ts'
import { placesTaking, sayPlace } from '../../../shown/place.ts'
import type { Shown } from '../../page.ts'
import { eventAddress, stepAddress } from './addresses.ts'
import type { Said } from './said.ts'
import type { Setting } from './setting.ts'
import { paragraphsServed, placeShown } from './surroundings.ts'
import { unlockIn } from './unlock.ts'

export interface Written {
  readonly status?: number
  /** What was just typed, and cannot be taken. */
  readonly kept?: readonly Said[]
  /** What was saved while it was possible. */
  readonly saved?: { readonly draft: Draft; readonly said: readonly Said[] }
}

/** Instead of a form: why it cannot be done now, what would unlock it, who could, and what is possible. */
export async function explained(services: Services, setting: Setting, { status = 200, kept = [], saved }: Written = {}): Promise<Shown> {
  const { look, definition, type, meta, action, actions, directory } = setting
  const { id } = look.instance
  return {
    view: 'submit-event/explain',
    title: `Not possible now: ${meta.title}`,
    status,
    data: {
      event: meta.title,
      place: await placeShown(services, look),
      paragraphs: paragraphsServed(definition, type),
      refusals: (action ? leadingOn(definition, action, look.stamp.by.id).refusals : []).map((refusal) => ({
        ...refusal,
        unlock: unlockIn(services.engine, look, refusal.unlockedBy),
      })),
      whoCould: action?.offered ? undefined : askingWhoCould(services.engine, look, directory)(type),
      takenIn: action ? [] : placesTaking(definition, type).map((place) => sayPlace(definition, place)),
      possible: actions.filter(({ offered }) => offered).map((each) => ({ title: each.title, href: stepAddress(id, each.type) })),
      // Of several ways one may want a reason and nothing else.
      allTheSame: action?.refusals.some(({ reasonWouldHelp }) => reasonWouldHelp) ? `${eventAddress(id, type)}?anyway=yes` : undefined,
      kept,
      saved,
      address: eventAddress(id, type),
    },
  }
}
