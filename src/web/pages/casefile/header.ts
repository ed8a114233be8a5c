import { flagNames, stage } from '../../../../machines/casefile/facts.ts'
import { type Casefile, enquiryClosedOn } from '../../../../machines/casefile/record.ts'
import type { Compliance } from '../../../../machines/compliance/record.ts'
import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Rating } from '../../../../machines/kernel/definition.ts'
import { directorate } from '../../../../machines/kernel/offices.ts'
import type { Services } from '../../../services.ts'
import { standing, summaryOf, waitingFor } from '../../../shown/instance.ts'
import { linksSeen, lookerAt } from '../../../shown/linked.ts'
import type { LooksOfFile } from '../../../shown/looks.ts'
import { nameOfLifecycle } from '../../../shown/naming.ts'
import { pastTarget } from '../../../shown/past-target.ts'
import { type PostsNamed, titleIn } from '../../../shown/posts.ts'
import { ratingsSaid } from '../../../shown/rating.ts'
import { withWords } from '../../../shown/words.ts'
import { whatComes } from '../../../shown/work.ts'

/** A rating as people say it. */
const ratingSaid = (rating: Rating = 'B') => `rated ${rating}: ${ratingsSaid[rating]}`
const flagsSaid: Readonly<Record<(typeof flagNames)[number], string>> = {
  clinicalMatters: 'Clinical matters',
  highRisk: 'High risk',
  complex: 'Complex',
}
const saysOf = (schema: { meta(): unknown }, value: string): string =>
  (schema.meta() as { says?: Readonly<Record<string, string>> } | undefined)?.says?.[value] ?? value

/** What stands at the head of every page of a casefile. */
export async function headerOf({ engine, lists }: Services, { look, looks, organisations }: LooksOfFile, posts: PostsNamed) {
  const { file, reference, stamp } = look
  const held = file.instances.find(({ machine }) => machine === 'casefile')!
  const kept = (await withWords(engine, standing(engine.definitions, held).snapshot.context)) as Casefile
  const record = await linksSeen(lists, lookerAt(look), kept)
  const facts = record.casefile
  const lifecycles = looks
    .filter(({ instance }) => instance.machine !== 'casefile')
    .map(({ instance }) => {
      const { context } = standing(engine.definitions, instance).snapshot
      return {
        ...summaryOf(engine.definitions, instance),
        name: nameOfLifecycle(engine, instance.machine, context, organisations),
        deadlines: waitingFor(engine.definitions, file, instance).deadlines,
        ...(instance.machine === 'compliance' && { targetDate: (context as Compliance).targetDate }),
      }
    })
  const open = lifecycles.filter(({ closed }) => !closed)
  return {
    id: file.id,
    instance: held.id,
    reference: reference!,
    earlierReference: record.earlierReference,
    revision: file.revision,
    record,
    today: stamp.today,
    complainant: record.complainant?.name,
    organisations: facts.organisations.map(({ id }) => {
      const known = organisations.get(id)
      return { id, name: known?.name ?? 'An organisation', rating: ratingSaid(known?.rating), successor: known?.successor }
    }),
    stage: saysOf(stage, facts.stage),
    directorate: saysOf(directorate, facts.directorate),
    flags: flagNames.filter((name) => facts.flags[name]).map((name) => flagsSaid[name]),
    sealed: record.sealed,
    closedOn: enquiryClosedOn(kept),
    withdrawnOn: facts.withdrawnOn,
    diedOn: facts.diedOn,
    receivedOn: facts.receivedOn,
    caseworker: facts.caseworker === undefined ? undefined : heldBy(facts.caseworker, posts),
    lifecycles,
    open,
    pastTarget: pastTarget(open, stamp.today),
    duties: file.duties.length,
    ...dueIn(
      file.duties,
      lifecycles.flatMap(({ deadlines }) => deadlines.map((each) => ({ ...each, title: whatComes(each.title, each.dueOn, stamp.today) }))),
    ),
  }
}
export type Header = Awaited<ReturnType<typeof headerOf>>

interface Wait {
  readonly dueOn: CalendarDate
  readonly title: string
}

/** What is due first, as the worklists say it too; and where that is only to be said to be done, which holds nothing up, the first that is not. */
function dueIn(duties: readonly (Wait & { readonly endsBy: string })[], dates: readonly Wait[]) {
  const firstToDo = soonest([...duties.filter(({ endsBy }) => endsBy === 'act'), ...dates])
  const due = soonest([...(firstToDo ? [firstToDo] : []), ...duties])
  return { due, dueAfter: due === firstToDo ? undefined : firstToDo }
}

const soonest = (waits: readonly Wait[]) =>
  waits.reduce<Wait | undefined>((first, each) => (first && first.dueOn <= each.dueOn ? first : each), undefined)

/** A post with who holds it today. */
const heldBy = (post: string, posts: PostsNamed) => ({ post: titleIn(posts, post), people: posts.get(post)?.people ?? [] })
