import { remedyKind } from '../../../../machines/remedy/action.ts'
import type { Services } from '../../../services.ts'
import { comparablesShown, likeTheAttempt } from '../../../shown/comparables.ts'
import { valueAt, valuesAt } from '../../forms/typed.ts'
import type { Typed, Visit } from '../../page.ts'
import { money, shortDate } from '../../words.ts'
import type { Setting } from '../submit-event/setting.ts'

const kinds = (remedyKind.meta() as { says: Readonly<Record<string, string>> }).says
const MOST = 8

const endings = {
  complied: 'complied with',
  notAccepted: 'not accepted',
  notComplied: 'not complied with',
  notSecured: 'not secured',
} as const

/** Earlier casefiles whose injustice or remedy is like what is being written, or like the casefile where nothing is yet (I15). */
export async function comparables(services: Services, { reader }: Visit, { look }: Setting, typed: Typed) {
  const writing = { what: valueAt(typed, 'action.what').trim(), injustice: valueAt(typed, 'action.injustice').trim() }
  const like = await likeTheAttempt(services, look, writing)
  const found = await comparablesShown(services, reader, { like, except: look.file.id }, MOST)
  const chosen = valuesAt(typed, 'compare')
  return {
    by: writing.what || writing.injustice ? 'what you are writing and what is claimed here' : 'what is claimed in this casefile',
    rows: found.map(({ casefile: { reference }, injustices, remedies }) => ({
      reference,
      chosen: chosen.includes(reference),
      injustice: injustices[0],
      remedies: remedies.map(({ kind, what, amount, organisation, ending, endedOn }) => ({
        kind: kinds[kind] ?? kind,
        what,
        amount: amount ?? undefined,
        organisation: organisation?.name,
        ending: ending === null ? 'still open' : `${endings[ending]}${endedOn ? ` on ${shortDate(endedOn)}` : ''}`,
      })),
    })),
  }
}

/** What was ticked, as the record of the comparison begins: how the remedy fits with it is for the caseworker to say. */
export async function comparedInWords(services: Services, visit: Visit, setting: Setting): Promise<string> {
  const { rows } = await comparables(services, visit, setting, visit.typed)
  const chosen = rows.filter((row) => row.chosen)
  if (chosen.length === 0 && rows.length === 0) return 'A search among earlier remedies found nothing like this one.'
  return chosen
    .map(({ reference, injustice, remedies }) => {
      const each = remedies.map(({ kind, what, amount, organisation, ending }) => {
        const sum = amount === undefined ? '' : ` (${money(amount)})`
        return `- ${kind}${sum}: ${what}${organisation ? `, ${organisation}` : ''}; ${ending}`
      })
      return [`${reference}${injustice ? `: ${injustice}` : ''}`, ...each].join('\n')
    })
    .concat(chosen.length > 0 ? `\nOur remedy fits with ${chosen.length === 1 ? 'it' : 'them'} because ` : '')
    .join('\n')
}
