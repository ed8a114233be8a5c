import { z } from 'zod'
import { notFound } from '../../../problem.ts'
import { standing } from '../../../shown/instance.ts'
import { aboutPlace } from '../../../shown/place.ts'
import { page } from '../../page.ts'
import { explainedDates } from '../casefile/dates.ts'
import { openedFrom, tabsOf } from '../casefile/file.ts'
import { lettersInFile } from '../casefile/letters.ts'
import { lifecycleShown, papersOf, stepsInFile } from '../casefile/next.ts'
import { timelineOf, timelineQuery } from '../casefile/timeline.ts'
import { recordOf } from './record.ts'

export const instancePages = [
  page({
    method: 'get',
    path: '/instances/{id}',
    name: 'lifecycle',
    params: z.object({ id: z.uuid() }),
    query: timelineQuery,
    run: async (services, { person, params: { id }, query }) => {
      const { engine } = services
      const seen = await engine.look(person, id)
      if (seen.kind === 'organisation') return { redirect: `/organisations/${seen.file.id}` }
      if (seen.kind !== 'casefile') return { redirect: '/administration' }
      const file = await openedFrom(services, seen)
      const look = file.looks.find(({ instance }) => instance.id === id)
      if (!look) throw notFound()
      if (look.instance.machine === 'casefile') return { redirect: `/casefiles/${file.header.reference}` }
      const all = stepsInFile(engine, file, id)
      const next = all.find((each) => each.id === id)!
      const { toGo, sent } = lettersInFile(engine, file)
      const { dates, duties } = await explainedDates(services, file)
      const { definition, state } = standing(engine.definitions, look.instance)
      return {
        view: 'instance/view',
        title: `${next.name}, ${file.header.reference}`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, undefined),
          lifecycle: lifecycleShown(next, all, papersOf(engine, file)),
          about: aboutPlace(definition, state),
          parent: file.header.lifecycles.find((each) => each.id === look.instance.parent),
          children: file.header.lifecycles.filter(({ parent }) => parent === id),
          sections: await recordOf(services, file, look),
          dates: dates.filter(({ instance }) => instance === id),
          duties: duties.filter(({ instance }) => instance === id),
          letters: [...toGo, ...sent].filter(({ instance }) => instance === id),
          line: await timelineOf(services, file, query, { address: `/instances/${id}`, instance: id, limit: 20 }),
        },
      }
    },
  }),
]
