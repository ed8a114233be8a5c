import { z } from 'zod'
import type { Casefile } from '../../machines/casefile/record.ts'
import type { Intervention } from '../../machines/intervention/record.ts'
import { moneyLine, type RemedyAction, remedyKinds } from '../../machines/remedy/action.ts'
import type { Look } from '../engine/engine.ts'
import { type Comparable, comparables, comparablesNamed, type Like, type Said } from '../reports/comparables.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'
import { standing } from './instance.ts'
import * as part from './schemas.ts'
import { withWords } from './words.ts'

const sector = z.enum(['parliamentary', 'health'])

export const comparable = z
  .object({
    casefile: z.object({ id: part.id, reference: part.reference, closed: z.boolean() }),
    injustices: z.array(z.string()).meta({ description: 'As claimed, without those that were erased; long ones cut short' }),
    remedies: z.array(
      z.object({
        instance: part.id.meta({ description: 'Of the compliance item' }),
        kind: z.enum(remedyKinds),
        what: z.string(),
        measure: z.string(),
        money: z.array(moneyLine),
        amount: z
          .int()
          .nullable()
          .meta({ description: 'Pence, what it comes to, without what was offered or paid before; null where no amount is given' }),
        organisation: z.object({ id: part.id, name: z.string(), sector }).nullable(),
        agreedOn: part.calendarDate,
        ending: z.enum(['complied', 'notAccepted', 'notComplied', 'notSecured']).nullable().meta({ description: 'Null while it is open' }),
        endedOn: part.calendarDate.nullable(),
      }),
    ),
    fit: z.number().meta({ description: 'How alike it is; for their order alone' }),
  })
  .meta({ id: 'ComparableRemedy' })

const MOST_CHARACTERS = 400
const MOST_TOLD = 10_000
const cut = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text)

type Shown = z.output<typeof comparable>

/** Earlier remedies like this (I15). What they claimed is shown, so it is noted who read it. */
export const comparablesShown = async (services: Services, reader: Reader, asked: Like, limit: number): Promise<Shown[]> =>
  noted(services, reader, await comparables(services.lists, reader, asked, limit))

/** The same of casefiles that were chosen among them before. */
export const comparablesChosen = async (services: Services, reader: Reader, references: readonly string[]): Promise<Shown[]> =>
  references.length === 0 ? [] : noted(services, reader, await comparablesNamed(services.lists, reader, references))

function noted({ readings }: Services, reader: Reader, found: readonly Comparable[]): Shown[] {
  readings.note(
    reader.person,
    'search',
    found.map(({ id }) => id),
  )
  return found.map(comparableShown)
}

const comparableShown = ({ id, reference, closed, injustices, remedies, fit }: Comparable): Shown => ({
  casefile: { id, reference, closed },
  injustices: injustices.map(cut),
  remedies: remedies.map((each) => ({ ...each, money: [...each.money] })),
  fit,
})

/**
 * What to look for where nobody said: the injustices claimed in the casefile and the remedy sought, with the actions of the attempt, or the
 * one that is being written.
 */
export async function likeTheAttempt(
  { engine }: Services,
  { file, instance }: Pick<Look, 'file' | 'instance'>,
  writing: Partial<Pick<RemedyAction, 'what' | 'injustice'>> = {},
): Promise<Said> {
  const record = (held: Look['instance']) => standing(engine.definitions, held).snapshot.context as unknown
  const { injustices, remedySought, complaint } = (await withWords(
    engine,
    record(file.instances.find(({ machine }) => machine === 'casefile')!),
  )) as Casefile
  const { actions = [] } = record(instance) as Partial<Intervention>
  const written = [writing, ...(writing.what || writing.injustice ? [] : actions)]
  const claimed = injustices.length > 0 ? injustices : [complaint]
  return {
    injustices: saidIn([...written.map(({ injustice }) => injustice), ...claimed]),
    remedies: saidIn([...written.map(({ what }) => what), remedySought]),
  }
}

const saidIn = (texts: readonly (string | undefined)[]): readonly string[] => [...new Set(texts.flatMap((text) => text || []))]

/** What somebody typed may be either. */
export const saidAs = (typed: string): Said => ({ injustices: [typed], remedies: [typed] })

/** In one text. */
export const inOne = ({ injustices, remedies }: Said): string => [...new Set([...injustices, ...remedies])].join('\n').slice(0, MOST_TOLD)
