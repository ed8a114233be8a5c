import { z } from 'zod'
import { paragraphOf } from '../../cited.ts'
import { isParagraphId, type ParagraphId } from '../../../../machines/guidance/paragraph.ts'
import { settings } from '../../../../machines/guidance/settings.ts'
import { notFound } from '../../../problem.ts'
import type { RegisterEntry } from '../../../reports/register.ts'
import type { Services } from '../../../services.ts'
import { registerFor } from '../../../shown/register.ts'
import { page } from '../../page.ts'
import { elementsSaid, kindsSaid, strengthMeans } from './elements.ts'

const params = z.object({ id: z.string().max(10) })

export const registerPages = [
  page({
    method: 'get',
    path: '/register',
    name: 'register',
    open: true,
    run: ({ engine }) => {
      const { paragraphs, aboutTests, testsFrom } = registerFor(engine)
      const rows = paragraphs.map(rowOf)
      return {
        view: 'register/list',
        title: 'Register of the guidance',
        data: {
          texts: [
            { id: 'casework', title: 'Casework guidance: resolution through intervention', rows: rows.filter(({ id }) => id.startsWith('I')) },
            { id: 'compliance', title: 'Compliance guidance', rows: rows.filter(({ id }) => id.startsWith('C')) },
          ],
          aboutTests,
          testsFrom,
          settings: Object.keys(settings).length,
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
    run: (services, { params: { id } }) => paragraphShown(services, known(id)),
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
})

function known(id: string): ParagraphId {
  if (!isParagraphId(id)) throw notFound()
  return id
}

function paragraphShown({ engine }: Services, id: ParagraphId) {
  const { paragraphs, aboutTests, testsFrom } = registerFor(engine)
  const place = paragraphs.findIndex((each) => each.id === id)
  const entry = paragraphs[place]!
  const beside = (each: RegisterEntry | undefined) => each && { ...paragraphOf(each.id)! }
  return {
    view: 'register/view' as const,
    title: `${entry.title}: ${entry.citation}`,
    data: {
      entry: { ...entry, kinds: kindsSaid(entry.kinds) },
      strengths: entry.strengths.map((word) => ({ word, means: strengthMeans[word] })),
      groups: elementsSaid(engine, entry.elements),
      settings: Object.entries(settings)
        .filter(([, { paragraphs: cited }]) => cited.some((each) => each === id))
        .map(([name, { letter, reading, ...setting }]) => ({ name, letter, reading, days: 'days' in setting ? setting.days : undefined })),
      aboutTests,
      testsFrom,
      before: beside(paragraphs[place - 1]),
      next: beside(paragraphs[place + 1]),
    },
  }
}
