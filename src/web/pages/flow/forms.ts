import type { FlowChoices } from '../../../reports/flow/choices.ts'
import type { Window } from '../../../reports/flow/numbers.ts'
import { MOST_NAMED } from '../../../reports/organisations.ts'
import { counted } from '../../words.ts'
import { type FlowPage, type Heat, heats } from './asked.ts'
import { cleared, filtersShown, narrowedBy } from './filters.ts'
import { writtenOf } from './moment.ts'
import { addressOf, filterNames, listOf, type ParamName, paramNames, type Query } from './params.ts'

const WINDOWS: Readonly<Record<Window, string>> = { 1: 'Today', 7: 'The last 7 days', 28: 'The last 28 days' }
const HEATS: Readonly<Record<Heat, string>> = {
  volume: 'How many stand in a state',
  age: 'How long the oldest has stood, against what is usual there',
  none: 'Nothing',
}
/** What the numbers of moves are of, at the moment that is looked at. */
export const windowWords = ({ window, asked }: Pick<FlowPage, 'window' | 'asked'>): string =>
  window === 1 ? (asked.at ? 'on that day' : 'today') : `in ${window} days`

/** What a form passes on of what it does not ask itself. */
const passed = ({ params }: FlowPage, asks: readonly ParamName[]) =>
  paramNames.filter((name) => !asks.includes(name)).flatMap((name) => (params[name] ?? []).map((value) => ({ name, value })))

/** A part of the name of an organisation that is to be found, to be chosen then: nothing is narrowed by it. */
const SOUGHT = 'organisationNamed'
const LONGEST_NAME = 200
export const soughtIn = (query: Query): string | undefined => listOf(query[SOUGHT])[0]?.trim().slice(0, LONGEST_NAME) || undefined
/** The field in which it is typed, and what was found in a sentence. */
export const searchOf = (sought: string | undefined, found: readonly { readonly id: string }[], chosen: readonly string[]) => ({
  name: SOUGHT,
  sought,
  said: sought === undefined ? undefined : foundSaid(sought, found, chosen),
})

function foundSaid(sought: string, found: readonly { readonly id: string }[], chosen: readonly string[]): string {
  const offered = found.slice(0, MOST_NAMED)
  const more = found.length > offered.length
  const already = offered.filter(({ id }) => chosen.includes(id)).length
  const left = offered.length - already
  const those = `${more ? `The first ${offered.length} of more organisations` : counted(offered.length, 'organisation')} found of “${sought}”`
  const taken = already === 0 ? '' : left === 0 ? ', chosen already' : `, ${already} of them chosen already`
  const next = [...(left > 0 ? ['choose one, and apply'] : []), ...(more ? ['write more of the name'] : [])]
  return `${those}${taken}${next.length > 0 ? `: ${next.join('; or ')}` : ''}`
}

export type FilterForm = ReturnType<typeof filterFormOf>

/** The form that narrows; it works by its address alone. */
export function filterFormOf(page: FlowPage, choices: FlowChoices, sought: string | undefined) {
  const { machine, params, window, heat, attention } = page
  return {
    action: `/flow/${machine}`,
    hidden: passed(page, [...filterNames, 'window', 'heat', 'attention']),
    chosen: narrowedBy(page).length,
    clear: addressOf(machine, cleared(params)),
    windows: Object.entries(WINDOWS).map(([value, text]) => ({ value, text, selected: value === String(window) })),
    heats: heats.map((value) => ({ value, text: HEATS[value], selected: value === heat })),
    openedFrom: params.openedFrom?.[0],
    openedTo: params.openedTo?.[0],
    attention,
    filters: filtersShown(page, choices),
    search: searchOf(sought, choices.more ? choices.organisations : [], params.organisation ?? []),
    open: sought !== undefined,
  }
}

/** The forms that ask for another moment, for two, or for a period. */
export function momentFormsOf(page: FlowPage) {
  const { machine, params, asked, compare } = page
  return {
    action: `/flow/${machine}`,
    hidden: passed(page, ['at', 'compare', 'from', 'to', 'step']),
    at: asked.at && writtenOf(asked.at),
    compare: compare && writtenOf(compare),
    from: params.from?.[0],
    to: params.to?.[0],
    steps: [
      { value: 'day', text: 'a day', selected: params.step === undefined },
      { value: 'week', text: 'a week', selected: params.step !== undefined },
    ],
    open: (asked.at !== undefined || compare !== undefined) && params.from === undefined,
  }
}
