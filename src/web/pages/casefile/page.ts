import { page } from '../../page.ts'
import { opened, params, tabsOf } from './file.ts'
import { datesInFile, dutiesInFile, nextInFile } from './next.ts'
import { timelineOf, timelineQuery } from './timeline.ts'

export const casefilePages = [
  page({
    method: 'get',
    path: '/casefiles/{ref}',
    name: 'casefile',
    params,
    run: async (services, { person, params: { ref } }) => {
      const file = await opened(services, person, ref)
      const next = nextInFile(services.engine, file)
      return {
        view: 'casefile/now',
        title: `${file.header.reference}: what happens next`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, ''),
          next,
          dates: datesInFile(services.engine, file),
          duties: dutiesInFile(services.engine, file),
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
      return {
        view: 'casefile/timeline',
        title: `${file.header.reference}: timeline`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, '/timeline'),
          line: await timelineOf(services, file, query, { address }),
        },
      }
    },
  }),
]
