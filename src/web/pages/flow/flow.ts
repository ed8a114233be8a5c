import type { ChartModel } from '../../../../machines/kernel/chart.ts'
import { flowChoices } from '../../../reports/flow/choices.ts'
import { isFiltered } from '../../../reports/flow/relation.ts'
import { WORST_SHOWN } from '../../../shown/flow/held-up.ts'
import { page, type Shown, type Visit } from '../../page.ts'
import { dateTime } from '../../words.ts'
import { askedOf, type FlowPage, NAMES } from './asked.ts'
import { heldUpSaid } from './bottlenecks.ts'
import { cleared, crumbsOf, narrowedBy } from './filters.ts'
import { type FilterForm, filterFormOf, momentFormsOf, soughtIn, windowWords } from './forms.ts'
import { clockAt } from './moment.ts'
import { addressOf, filterNames, params, type Query, query } from './params.ts'
import { pictureShown } from './picture.ts'
import { playOf } from './play.ts'
import { type FlowRead, readFlow } from './read.ts'
import { routesOf } from './routes.ts'
import { statesInOrder } from './states.ts'
import { type Line, linesOf, linesShown, type Measure } from './table.ts'

export const WORDS: Readonly<Record<Measure, string>> = { open: 'open', overdue: 'overdue', dueIn7Days: 'due in 7 days' }

/** How the lifecycles of one machine stand: in sentences, as a table, and as the picture of the machine that runs. */
export const flowPage = page({
  method: 'get',
  path: '/flow/{machine}',
  name: 'flow of a lifecycle',
  params,
  query,
  run: async (services, { reader, params: { machine }, query: asked }: Visit<{ machine: string }, Query>) => {
    const flow = await askedOf(services, reader, machine, asked)
    const sought = soughtIn(asked)
    const [read, choices] = await Promise.all([readFlow(services, flow), flowChoices(services.lists, sought)])
    return flowShown(flow, read, filterFormOf(flow, choices, sought))
  },
})

async function flowShown(flow: FlowPage, read: FlowRead, form: FilterForm): Promise<Shown> {
  const { definition, machine, params: said, asked, compare } = flow
  const lines = linesOf(flow, read)
  const shown = linesShown(flow, lines)
  const held = heldUpSaid(flow, read, { moves: true })
  const bottlenecks = held.slice(0, WORST_SHOWN)
  const isPast = asked.at !== undefined
  const title = `Flow: ${definition.title}`
  return {
    view: 'flow/view',
    title: isPast ? `${title}, ${dateTime(asked.at)}` : title,
    data: {
      heading: title,
      moment: isPast && dateTime(asked.at),
      all: lines[0],
      compared: compare && `Compared with ${dateTime(compare)}: beside each number stands what it was then, and the difference.`,
      ofToday: ofToday(flow),
      sealedOut: leavesOutSealed(flow),
      neverCloses: neverCloses(read.model),
      isOfCasefiles: machine === 'casefile',
      asOf: read.numbers.asOf,
      updated: clockAt(read.numbers.asOf),
      here: addressOf(machine, said),
      present: addressOf(machine, said, {
        changes: { at: undefined, compare: undefined, from: undefined, to: undefined, step: undefined },
      }),
      live: liveOf(flow, lines),
      cardAddress: addressOf(machine, said, { tail: '/state' }),
      dropped: flow.dropped,
      bottlenecks,
      heldUp: held.length,
      form,
      crumbs: crumbsOf(flow),
      isNarrowed: narrowedBy(flow).length > 0,
      clear: addressOf(machine, cleared(said)),
      moments: momentFormsOf(flow),
      play: playOf(flow),
      attentionLink: {
        text: flow.attention ? 'All states' : 'Only what needs attention',
        href: addressOf(machine, said, { changes: { attention: flow.attention ? undefined : 'yes' } }),
      },
      rowsLink: rowsLinkOf(flow, lines.length - shown.length + shown.slice(1).filter(standsEmpty).length),
      csv: addressOf(machine, said, { tail: '/table.csv' }),
      save: `/views/new?${new URLSearchParams({ path: `/flow/${machine}`, query: addressOf(machine, said).split('?')[1] ?? '' })}`,
      lines: shown,
      table: {
        words: WORDS,
        windowWords: windowWords(flow),
        caption: `${title}: how many stand in each state, and for how long`,
        telling: isTelling(flow) && shown.slice(1).some(standsEmpty),
        leftOut: flow.attention
          ? 0
          : lines.filter(({ id }) => id !== 'elsewhere').length - shown.filter(({ id }) => id !== 'elsewhere').length,
      },
      routes: routesOf(read.model, statesInOrder(definition), read.moved),
      picture: await pictureShown(flow, read, lines),
    },
  }
}

/** Some lifecycles have no state that is closed: they are kept for as long as there is a file. */
export const neverCloses = ({ states }: ChartModel): boolean => states.every(({ closed }) => !closed)

/** To read back from history whose each casefile was, and how rated, takes longer than anybody waits: the filters ask how it is today. */
function ofToday({ asked: { filters, at }, compare }: FlowPage): string | undefined {
  const names = AS_THEY_ARE.filter((name) => filters[name]?.length).map((name) => NAMES[name])
  if (names.length === 0 || (at === undefined && compare === undefined)) return undefined
  return `Narrowed by ${new Intl.ListFormat('en-GB').format(names)} as of today: what was so at a past moment is not asked.`
}
const AS_THEY_ARE = ['organisation', 'rating', 'directorate', 'caseworker'] as const

/** Particulars of what is sealed are nobody's to count by; nor are its days, which past moments would tell. */
export const leavesOutSealed = ({ asked: { filters, at }, compare }: FlowPage): string | undefined => {
  if (isFiltered(filters)) return 'under this filter'
  if (compare !== undefined) return 'where two moments are compared'
  return at === undefined ? undefined : 'of past moments'
}

/** Where the numbers come from as they change, and the states in which something stands already; what is past does not change. */
export const liveOf = ({ machine, params: said, asked, compare }: FlowPage, lines: readonly Line[]) =>
  asked.at === undefined && compare === undefined
    ? {
        url: addressOf(machine, said, { tail: '/live', keep: filterNames }),
        numbers: addressOf(machine, said, { tail: '/numbers', keep: filterNames }),
        standing: lines
          .filter((line) => !standsEmpty(line))
          .map(({ id }) => id)
          .join(' '),
      }
    : undefined

/** On a narrow screen a table of many lines is too long: there only states in which something stands are shown, unless it is about others. */
const isTelling = ({ allRows, attention, compare, params: { from } }: FlowPage) => !allRows && !attention && compare === undefined && !from
const standsEmpty = ({ cells }: Line) => cells.open.count === 0

function rowsLinkOf({ machine, params: said, allRows, attention }: FlowPage, leftOut: number) {
  if (allRows && !attention)
    return { text: 'Only states with something in them', href: addressOf(machine, said, { changes: { rows: undefined } }) }
  if (leftOut === 0) return undefined
  return { text: 'Show all states', href: addressOf(machine, said, { changes: { rows: 'all', attention: undefined } }) }
}
