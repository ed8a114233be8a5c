import { z } from 'zod'
import { paragraphOf } from '../../cited.ts'
import { isParagraphId, type ParagraphId } from '../../../../machines/guidance/paragraph.ts'
import { settings } from '../../../../machines/guidance/settings.ts'
import { endedAt, keysIn, paged } from '../../../paging.ts'
import { notFound } from '../../../problem.ts'
import type { RegisterEntry } from '../../../reports/register.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { deviationsByParagraph, deviationsShown } from '../../../shown/deviations.ts'
import { registerFor } from '../../../shown/register.ts'
import { page } from '../../page.ts'
import { elementsSaid, inWords, kindsSaid, strengthMeans } from './elements.ts'

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
            { id: 'casework', title: 'Casework guidance: resolution through intervention', rows: rows.filter(({ id }) => id.startsWith('I')) },
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
})

function known(id: string): ParagraphId {
  if (!isParagraphId(id)) throw notFound()
  return id
}

async function paragraphShown(services: Services, reader: Reader, id: ParagraphId, asked: Asked) {
  const { engine } = services
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
      deviations: reader.posts.length > 0 ? await deviationsPaged(services, reader, id, asked) : undefined,
      before: beside(paragraphs[place - 1]),
      next: beside(paragraphs[place + 1]),
    },
  }
}

interface Asked {
  readonly rule?: string | undefined
  readonly after?: string | undefined
}
const PAGE = 20
const place = z.tuple([endedAt.instant, z.uuid(), endedAt.line, z.string().max(100)])

/** Where somebody went another way than this paragraph normally asks, a page of it, and how often of all. */
async function deviationsPaged(services: Services, reader: Reader, cites: ParagraphId, { rule, after }: Asked) {
  const found = await deviationsShown(services, reader, { cites, rule, after: keysIn(place, after), limit: PAGE + 1 })
  const counted = (await deviationsByParagraph(services, reader, cites)).get(cites) ?? { count: 0, hidden: 0, rules: [] }
  const { items, nextLink } = paged(
    found,
    { limit: PAGE, address: `/register/${cites}`, filters: { rule } },
    { keys: (each) => each.place, item: ({ shown }) => ({ ...shown, ruleWords: inWords(shown.rule) }) },
  )
  return {
    ...counted,
    rules: counted.rules.map((each) => ({ ...each, words: inWords(each.rule), current: each.rule === rule })),
    rule,
    items,
    nextLink: nextLink && `${nextLink}#deviations`,
    isFirst: after === undefined,
  }
}
