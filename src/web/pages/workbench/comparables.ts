import { fitsBecause } from '../../../../machines/intervention/assess.ts'
import { remedyKind } from '../../../../machines/remedy/action.ts'
import type { Services } from '../../../services.ts'
import { comparablesChosen, comparablesShown, likeTheAttempt } from '../../../shown/comparables.ts'
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

/** What the button says where the page shows nothing to compare with. */
const NONE = 'none'

type Remedy = Awaited<ReturnType<typeof comparablesShown>>[number]['remedies'][number]

/**
 * Earlier casefiles whose injustice or remedy is like what is being written, or like the casefile where nothing is yet (I15); after them
 * those that were ticked before and are no longer found.
 */
export async function comparables(services: Services, { reader }: Visit, { look }: Setting, typed: Typed) {
  const writing = { what: valueAt(typed, 'action.what').trim(), injustice: valueAt(typed, 'action.injustice').trim() }
  const like = await likeTheAttempt(services, look, writing)
  const found = await comparablesShown(services, reader, { like, except: look.file.id }, MOST)
  const ticked = tickedIn(typed)
  const others = ticked.filter((reference) => !found.some(({ casefile }) => casefile.reference === reference))
  const chosen = await comparablesChosen(services, reader, others)
  const rows = [...found, ...chosen]
  return {
    by: writing.what || writing.injustice ? 'what you are writing and what is claimed here' : 'what is claimed in this casefile',
    // Since the page said that there is none.
    since: valueAt(typed, '_compare') === NONE && rows.length > 0,
    leftOut: leftOutSaid(others, chosen),
    rows: rows.map(({ casefile: { reference }, injustices, remedies }) => ({
      reference,
      chosen: ticked.includes(reference),
      injustice: injustices[0],
      remedies: remedies.map((remedy) => ({
        kind: kindOf(remedy),
        what: remedy.what,
        amount: remedy.amount ?? undefined,
        organisation: remedy.organisation?.name,
        ending: endingOf(remedy),
      })),
    })),
  }
}

const tickedIn = (typed: Typed): readonly string[] => [...new Set(valuesAt(typed, 'compare'))]

/** Of what was ticked, how many are there no longer; which, only who may see them would be told. */
function leftOutSaid(ticked: readonly string[], chosen: readonly object[]): string | undefined {
  const left = ticked.length - chosen.length
  if (left <= 0) return undefined
  return left === 1
    ? 'One casefile that you ticked is left out: it was sealed to you meanwhile, or nothing that was agreed in it counts any more.'
    : `${left} casefiles that you ticked are left out: they were sealed to you meanwhile, or nothing that was agreed in them counts any more.`
}

const kindOf = ({ kind }: Remedy): string => kinds[kind] ?? kind
const endingOf = ({ ending, endedOn }: Remedy): string =>
  ending === null ? 'still open' : `${endings[ending]}${endedOn ? ` on ${shortDate(endedOn)}` : ''}`

/**
 * What was ticked, as the record of the comparison begins: how the remedy fits with it is for the caseworker to say. Of another casefile it
 * takes no words over, for whoever reads them here may not read that one, now or later: kinds, sums and endings identify nobody.
 */
export async function comparedInWords(services: Services, { reader, typed }: Visit) {
  const ticked = tickedIn(typed)
  const chosen = await comparablesChosen(services, reader, ticked)
  const leftOut = leftOutSaid(ticked, chosen)
  if (chosen.length > 0) return { compared: inWords(chosen), leftOut }
  return { compared: valueAt(typed, '_compare') === NONE ? 'A search among earlier remedies found nothing like this one.' : '', leftOut }
}

const inWords = (chosen: Awaited<ReturnType<typeof comparablesChosen>>): string =>
  chosen
    .map(({ casefile: { reference }, remedies }) =>
      [
        reference,
        ...remedies.map((remedy) => {
          const sum = remedy.amount === null ? '' : ` (${money(remedy.amount)})`
          return `- ${kindOf(remedy)}${sum}; ${endingOf(remedy)}`
        }),
      ].join('\n'),
    )
    .concat(`\n${fitsBecause(chosen.length)} `)
    .join('\n')
