import type { Intervention } from '../../../../machines/intervention/record.ts'
import { remedyKind } from '../../../../machines/remedy/action.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { smartOf } from '../../../shown/smart.ts'
import { eventAddress } from '../submit-event/addresses.ts'
import type { Setting } from '../submit-event/setting.ts'

const kinds = (remedyKind.meta() as { says: Readonly<Record<string, string>> }).says

/** The actions as they stand, each with how it answers the five questions. */
export async function actionsOnTheBench({ engine, lists }: Services, { look, definition, actions: offers }: Setting) {
  const record = standing(engine.definitions, look.instance).snapshot.context as Intervention
  const names = await organisationNames(lists, [...new Set(record.actions.map(({ organisation }) => organisation))])
  const address = (type: string, action: string) =>
    offers.find((each) => each.type === type)?.offered
      ? `${eventAddress(look.instance.id, type)}?from=workbench&action=${encodeURIComponent(action)}`
      : undefined
  return record.actions.map((action) => ({
    ...action,
    kindWords: kinds[action.kind] ?? action.kind,
    organisationName: names.get(action.organisation) ?? '',
    smart: smartOf(definition, record, look.stamp, action),
    change: address('CHANGE_ACTION', action.id),
    remove: address('REMOVE_ACTION', action.id),
  }))
}
