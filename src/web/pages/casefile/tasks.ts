import { type DraftListed, draftsOf } from '../../../beside/drafts.ts'
import type { Look } from '../../../engine/engine.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { schemaOf } from '../../../shown/actions.ts'
import { soonestFirst } from '../../../shown/asked.ts'
import { standing, summaryOf } from '../../../shown/instance.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { dutiesOf, fallingTo, nearestFirst } from '../../../shown/next.ts'
import { type Task, type TaskStanding, tasksIn } from '../../../shown/tasks.ts'
import { choicesFor } from '../../forms/choices.ts'
import { date, dateTime } from '../../words.ts'
import { eventAddress, stepAddress, withReasonAddress } from '../submit-event/addresses.ts'
import { draftAddress } from '../submit-event/drafts.ts'
import type { Opened } from './file.ts'
import { beginsWith, dutiesInFile } from './next.ts'

const statusOf: Readonly<Record<TaskStanding, object>> = {
  begun: { tag: { text: 'Begun', classes: 'govuk-tag--light-blue' } },
  toDo: { tag: { text: 'To do', classes: 'govuk-tag--blue' } },
  theirsToo: { text: 'You may too' },
  heard: { text: 'When it answers' },
  instead: { text: 'Or instead' },
  cannotStartYet: { text: 'Cannot start yet', classes: 'govuk-task-list__status--cannot-start-yet' },
  forOthers: { text: 'For somebody else', classes: 'govuk-task-list__status--cannot-start-yet' },
}
const MOST_NAMED = 3

/**
 * What each open lifecycle of a casefile waits for and owes, as a list of tasks, the one with the reader's soonest duty first; the duties of whoever looks that end by saying so; and every other
 * open duty that no task ends, with whose it is.
 */
export async function taskListOf(services: Services, reader: Reader, file: Opened) {
  const { engine, pool } = services
  const drafts: readonly DraftListed[] = await draftsOf(pool, reader)
  const { definitions } = engine
  const directory = nearestFirst(file.directory)
  const mine = soonestFirst(dutiesOf(file.look, definitions)).map(({ instance }) => instance)
  const place = ({ instance: { id } }: Look) => (mine.includes(id) ? mine.indexOf(id) : mine.length)
  const open = file.looks.filter(({ instance }) => !summaryOf(definitions, instance).closed).toSorted((a, b) => place(a) - place(b))
  const found = open.map((look) => {
    const first = look.instance.machine === 'casefile' ? beginsWith(file.header) : []
    return { look, tasks: tasksIn(engine, look, directory, drafts, first) }
  })
  const asked = new Set(found.flatMap(({ tasks }) => tasks.flatMap(({ duties }) => duties.map(({ id }) => id))))
  const left = dutiesInFile(engine, file).filter(({ id }) => !asked.has(id))
  const isSaid = ({ mine, endsBy }: (typeof left)[number]) => mine && endsBy === 'acknowledgement'
  const owedItem = (duty: (typeof left)[number]) => dutyItem(duty, fallingTo(file.look, definitions, directory, duty))
  const isListed = ({ instance, endsBy }: (typeof left)[number]) => endsBy === 'act' && open.some(({ instance: { id } }) => id === instance)
  const lists = await Promise.all(
    found.map(async ({ look, tasks }) => {
      const { id, machine } = look.instance
      const items = (some: readonly Task[]) =>
        Promise.all(some.map(async (task) => itemOf(id, task, await subjectOf(services, look, task))))
      const owed = left.filter((duty) => isListed(duty) && duty.instance === id)
      return {
        id,
        name: file.names.get(id),
        state: machine === 'casefile' ? undefined : summaryOf(definitions, look.instance).stateWords,
        // What is another way stands below what it is instead of.
        items: [
          ...owed.filter(({ mine }) => mine).map(owedItem),
          ...(await items(tasks.filter(({ standing }) => standing !== 'instead'))),
          ...owed.filter(({ mine }) => !mine).map(owedItem),
          ...(await items(tasks.filter(({ standing }) => standing === 'instead'))),
        ],
      }
    }),
  )
  return {
    lists: lists.filter(({ items }) => items.length > 0),
    toSay: left.filter(isSaid).map(({ id, title, dueOn }) => ({
      title: { text: title },
      href: `${eventAddress(file.header.instance, 'DUTY_DONE')}?duty=${id}`,
      hint: { text: `By ${date(dueOn)}` },
      status: statusOf.toDo,
    })),
    owed: left.filter((duty) => !isSaid(duty) && !isListed(duty)).map(owedItem),
  }
}

/** A duty that no step of its lifecycle ends: that letters go, for example. */
const dutyItem = (duty: ReturnType<typeof dutiesInFile>[number], holders: readonly { readonly name: string }[]) => ({
  title: { text: duty.title },
  ...(duty.mine && { href: `/instances/${duty.instance}` }),
  hint: {
    text: said([
      ...(duty.mine ? [] : [`For the ${duty.toWords}: ${namesOf(holders.map(({ name }) => name))}`]),
      `Due on ${date(duty.dueOn)}`,
    ]),
  },
  status: duty.mine ? statusOf.toDo : statusOf.forOthers,
})

/** What a form that was begun is about, as the form itself names it: which letter, which action. */
async function subjectOf(services: Services, look: Look, { type, draft }: Task): Promise<string | undefined> {
  const [subject] = [...new URLSearchParams(draft?.about ?? '').values()]
  const schema = schemaOf(standing(services.engine.definitions, look.instance).definition, type)
  if (!subject || !schema) return undefined
  const { searched: _, ...choices } = await choicesFor(services, { schema, look })
  return Object.values(choices)
    .flat()
    .find(({ value }) => value === subject)?.text
}

/** As the design system takes it; what cannot start leads nowhere. */
function itemOf(instance: string, task: Task, subject: string | undefined) {
  const { title, standing, duties } = task
  const leads = standing !== 'cannotStartYet' && standing !== 'forOthers'
  const [due] = duties
  return {
    title: { text: subject ? `${title}: ${subject}` : title },
    ...(leads && { href: hrefOf(instance, task) }),
    hint: { text: said([...saidOf(task), ...(due ? [`Due on ${date(due.dueOn)}`] : [])]) },
    status: statusOf[standing],
  }
}
function hrefOf(instance: string, { type, draft, wantsReason }: Task): string {
  if (draft) return draftAddress(eventAddress(instance, type), draft.about)
  return wantsReason ? withReasonAddress(instance, type) : stepAddress(instance, type)
}
const said = (sentences: readonly string[]): string => sentences.join('. ')

function saidOf(task: Task): readonly string[] {
  const { standing, because, people, draft } = task
  const why = because.map(({ text, paragraph }) => `${text} (${paragraph})`)
  if (standing === 'begun') return [`You saved it on ${dateTime(draft!.savedAt)}, and have not sent it`, ...why]
  const reason = task.wantsReason ? why.map((text) => `A written reason is asked: ${lowerFirst(text)}`) : why
  if (standing === 'theirsToo') return [`For ${namesOf(people)}`, ...reason]
  return standing === 'forOthers' ? [namesOf(people), ...why] : reason
}

function namesOf(people: readonly string[]): string {
  const named = people.slice(0, MOST_NAMED).join(', ')
  if (people.length === 0) return 'Nobody who could holds a post today'
  return people.length > MOST_NAMED ? `${named} or ${people.length - MOST_NAMED} others` : named.replace(/, ([^,]*)$/, ' or $1')
}
