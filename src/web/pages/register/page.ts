import { z } from 'zod'
import { isParagraphId, type ParagraphId } from '../../../../machines/guidance/paragraph.ts'
import { settings } from '../../../../machines/guidance/settings.ts'
import { notFound } from '../../../problem.ts'
import type { RegisterEntry } from '../../../reports/register.ts'
import { deviationsByParagraph } from '../../../shown/deviations.ts'
import { registerFor } from '../../../shown/register.ts'
import { paragraphOf } from '../../cited.ts'
import { page } from '../../page.ts'
import { kindsSaid } from './elements.ts'
import { paragraphShown } from './paragraph.ts'

const params = z.object({ id: z.string().max(10) })

export const registerPages = [
  page({
    method: 'get',
    path: '/register',
    name: 'register',
    open: true,
    run: async (services, { reader }) => {
      const { paragraphs, aboutTests, testsFrom } = registerFor(services.engine)
      const deviations = await deviationsByParagraph(services, reader)
      const rows = paragraphs.map((entry) => ({ ...rowOf(entry), deviations: deviations.get(entry.id)?.count ?? 0 }))
      return {
        view: 'register/list',
        title: 'Register of the guidance',
        data: {
          texts: [
            {
              id: 'casework',
              title: 'Casework guidance: resolution through intervention',
              rows: rows.filter(({ id }) => id.startsWith('I')),
            },
            { id: 'compliance', title: 'Compliance guidance', rows: rows.filter(({ id }) => id.startsWith('C')) },
          ],
          aboutTests,
          testsFrom,
          settings: Object.keys(settings).length,
          // Whoever holds no post reads what was decided on no casefile.
          deviations: reader.posts.length > 0,
        },
      }
    },
  }),
  page({
    method: 'get',
    path: '/register/settings',
    name: 'where the guidance is silent',
    open: true,
    run: ({ engine }) => ({
      view: 'register/settings',
      title: 'Where the guidance is silent',
      data: { settings: registerFor(engine).settings.map((setting) => ({ ...setting, paragraphs: settings[setting.name].paragraphs })) },
    }),
  }),
  page({
    method: 'get',
    path: '/register/{id}',
    name: 'paragraph of the register',
    open: true,
    params,
    query: z.object({ rule: z.string().max(100).optional(), after: z.string().max(500).optional() }),
    run: (services, { reader, params: { id }, query }) => paragraphShown(services, reader, known(id), query),
  }),
  page({
    method: 'get',
    path: '/guidance/{id}',
    name: 'paragraph of the guidance',
    open: true,
    params,
    run: (_services, { params: { id } }) => ({ redirect: `/register/${known(id)}` }),
  }),
]

const rowOf = ({ id, title, kinds, strengths, elements, tests }: RegisterEntry) => ({
  id,
  citation: paragraphOf(id)!.citation,
  number: paragraphOf(id)!.number,
  title,
  kinds: kindsSaid(kinds),
  strengths,
  elements: elements.length,
  tests: tests.length,
  passed: tests.filter(({ passed }) => passed).length,
})

function known(id: string): ParagraphId {
  if (!isParagraphId(id)) throw notFound()
  return id
}
