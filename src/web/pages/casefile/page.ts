import { mayShowReads } from '../../../reports/reads.ts'
import { titleIn } from '../../../shown/posts.ts'
import { page, type Shown } from '../../page.ts'
import { explainedDates } from './dates.ts'
import { type Opened, opened, params, type Tab, tabsOf } from './file.ts'
import { lettersInFile } from './letters.ts'
import { casefileList } from './list.ts'
import { datesInFile, dutiesInFile, nextInFile } from './next.ts'
import { remediesInFile } from './remedies.ts'
import { taskListOf } from './tasks.ts'
import { timelineOf, timelineQuery } from './timeline.ts'

/** More than most casefiles ever have; the rest follows on another page. */
const PRINTED = 400

/** One of the pages of a casefile, with the head that they share. */
const shown = (view: string, { header }: Opened, tab: Tab, about: string, data: object): Shown => ({
  view: `casefile/${view}`,
  title: `${header.reference}: ${about}`,
  data: { header, tabs: tabsOf(header, tab), ...data },
})

export const casefilePages = [
  casefileList,
  page({
    method: 'get',
    path: '/casefiles/{ref}',
    name: 'casefile',
    params,
    run: async (services, { person, params: { ref } }) => {
      const { engine } = services
      const file = await opened(services, person, ref)
      const next = nextInFile(engine, file)
      return shown('now', file, '', 'what happens next', { next, ...(await explainedDates(services, file)) })
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/tasks',
    name: 'task list of a casefile',
    params,
    run: async (services, { person, reader, params: { ref } }) => {
      const file = await opened(services, person, ref)
      return shown('tasks', file, '/tasks', 'task list', { tasks: await taskListOf(services, reader, file) })
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/remedies',
    name: 'remedies of a casefile',
    params,
    run: async (services, { person, params: { ref } }) => {
      const file = await opened(services, person, ref)
      return shown('remedies', file, '/remedies', 'remedies and evidence', { remedies: await remediesInFile(services, file) })
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/letters',
    name: 'letters of a casefile',
    params,
    run: async (services, { person, params: { ref } }) => {
      const file = await opened(services, person, ref)
      return shown('letters', file, '/letters', 'letters', { letters: lettersInFile(services.engine, file) })
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/parties',
    name: 'parties of a casefile',
    params,
    query: timelineQuery,
    run: async (services, { person, reader, params: { ref }, query }) => {
      const file = await opened(services, person, ref)
      const { record } = file.header
      const address = `/casefiles/${file.header.reference}/parties`
      return shown('parties', file, '/parties', 'parties and complaint', {
        record,
        dated: datesOf(file),
        sealedTo: sealedTo(file),
        mayShowReads: mayShowReads(reader),
        line: await timelineOf(services, file, { ...query, kind: 'notes' }, { address }),
      })
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/print',
    name: 'a casefile on one page',
    params,
    query: timelineQuery,
    run: async (services, { person, params: { ref }, query: { after } }) => {
      const { engine, readings } = services
      const file = await opened(services, person, ref)
      const { header } = file
      readings.note(person, 'history', [header.id])
      const address = `/casefiles/${header.reference}/print`
      const line = await timelineOf(services, file, { order: 'oldest', after }, { address, limit: PRINTED })
      return {
        view: 'casefile/print',
        title: `${header.reference}: the whole casefile`,
        data: {
          header,
          dated: datesOf(file),
          sealedTo: sealedTo(file),
          remedies: await remediesInFile(services, file),
          letters: lettersInFile(engine, file),
          duties: dutiesInFile(engine, file),
          dates: datesInFile(engine, file),
          line,
        },
      }
    },
  }),
  page({
    method: 'get',
    path: '/casefiles/{ref}/timeline',
    name: 'timeline of a casefile',
    params,
    query: timelineQuery,
    run: async (services, { person, params: { ref }, query }) => {
      const file = await opened(services, person, ref)
      const address = `/casefiles/${file.header.reference}/timeline`
      return shown('timeline', file, '/timeline', 'timeline', { line: await timelineOf(services, file, query, { address }) })
    },
  }),
]

const sealedTo = ({ header: { record }, posts }: Opened) => record.sealed?.posts.map((post) => titleIn(posts, post))

const datesOf = ({ header: { record } }: Opened) => {
  const { receivedOn, withdrawnOn, diedOn, publishedOn, laidOn } = record.casefile
  const days = [
    ['Complaint received', receivedOn],
    ['Complaint withdrawn', withdrawnOn],
    ['The complainant died', diedOn],
    ['Case published', publishedOn],
    ['Report laid before Parliament', laidOn],
    ...(record.summariesPublished ?? []).map((day) => ['A summary naming individuals published', day] as const),
  ] as const
  return days.flatMap(([label, day]) => (day === undefined ? [] : [{ label, day }]))
}
