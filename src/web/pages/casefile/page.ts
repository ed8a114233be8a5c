import { page } from '../../page.ts'
import { opened, params, tabsOf } from './file.ts'
import { datesInFile, dutiesInFile, namesOfLifecycles, nextInFile } from './next.ts'

export const casefilePages = [
  page({
    method: 'get',
    path: '/casefiles/{ref}',
    name: 'casefile',
    params,
    run: async (services, { person, params: { ref } }) => {
      const file = await opened(services, person, ref)
      const next = nextInFile(services.engine, file)
      const names = namesOfLifecycles(next, next.ended)
      return {
        view: 'casefile/now',
        title: `${file.header.reference}: what happens next`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, ''),
          next,
          dates: datesInFile(services.engine, file, names),
          duties: dutiesInFile(services.engine, file, names),
        },
      }
    },
  }),
]
