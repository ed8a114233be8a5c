import { z } from 'zod'
import { isStatement, type ParagraphId } from '../../../../machines/guidance/paragraph.ts'
import { settings } from '../../../../machines/guidance/settings.ts'
import { endedAt, keysIn, paged } from '../../../paging.ts'
import type { RegisterEntry } from '../../../reports/register.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { deviationsByParagraph, deviationsShown } from '../../../shown/deviations.ts'
import { registerFor } from '../../../shown/register.ts'
import { ruledBy, ruleInWords } from '../../../shown/rule-words.ts'
import { paragraphOf } from '../../cited.ts'
import { elementsSaid, kindsSaid, strengthMeans } from './elements.ts'

/** One paragraph with all that it has become. */
export async function paragraphShown(services: Services, reader: Reader, id: ParagraphId, asked: Asked) {
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
      explains: isStatement(id),
      hasRules: entry.elements.some(({ strength }) => strength),
      groups: elementsSaid(engine, entry),
      settings: Object.entries(settings)
        .filter(([, { paragraphs: cited }]) => cited.some((each) => each === id))
        .map(([name, { letter, reading, ...setting }]) => ({ name, letter, reading, days: 'days' in setting ? setting.days : undefined })),
      aboutTests,
      testsFrom,
      passed: entry.tests.filter(({ passed }) => passed).length,
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
    { keys: (each) => each.place, item: ({ shown }) => ({ ...shown, ruleWords: sayRule(services, shown.rule, shown.event) }) },
  )
  return {
    ...counted,
    rules: counted.rules.map((each) => ({ ...each, words: sayRule(services, each.rule), current: each.rule === rule })),
    rule,
    items,
    nextLink: nextLink && `${nextLink}#deviations`,
    isFirst: after === undefined,
  }
}

const sayRule = ({ engine }: Services, rule: string, event?: string): string => ruleInWords(ruledBy(engine.definitions, rule, event), rule)
