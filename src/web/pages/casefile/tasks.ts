import { type DraftListed, draftsOf } from '../../../beside/drafts.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { summaryOf } from '../../../shown/instance.ts'
import { type Task, type TaskStanding, tasksIn } from '../../../shown/tasks.ts'
import { date, dateTime } from '../../words.ts'
import { eventAddress } from '../submit-event/addresses.ts'
import { draftAddress } from '../submit-event/drafts.ts'
import type { Opened } from './file.ts'
import { dutiesInFile } from './next.ts'

const statusOf: Readonly<Record<TaskStanding, object>> = {
  begun: { tag: { text: 'Begun', classes: 'govuk-tag--light-blue' } },
  toDo: { tag: { text: 'To do', classes: 'govuk-tag--blue' } },
  cannotStartYet: { text: 'Cannot start yet', classes: 'govuk-task-list__status--cannot-start-yet' },
  forOthers: { text: 'For somebody else', classes: 'govuk-task-list__status--cannot-start-yet' },
}
const MOST_NAMED = 3

/** What each open lifecycle of a casefile waits for, as a list of tasks; and the duties of whoever looks that end by saying so. */
export async function taskListOf({ engine, pool }: Services, reader: Reader, file: Opened) {
  const drafts: readonly DraftListed[] = await draftsOf(pool, reader)
  const { definitions } = engine
  const open = file.looks.filter(({ instance }) => !summaryOf(definitions, instance).closed)
  const lists = open.map((look) => ({
    id: look.instance.id,
    name: file.names.get(look.instance.id),
    state: look.instance.machine === 'casefile' ? undefined : summaryOf(definitions, look.instance).stateWords,
    items: tasksIn(engine, look, file.directory, drafts).map((task) => itemOf(look.instance.id, task)),
  }))
  const toSay = dutiesInFile(engine, file).filter(({ mine, endsBy }) => mine && endsBy === 'acknowledgement')
  return {
    lists: lists.filter(({ items }) => items.length > 0),
    toSay: toSay.map(({ id, title, dueOn }) => ({
      title: { text: title },
      href: `${eventAddress(file.header.instance, 'DUTY_DONE')}?duty=${id}`,
      hint: { text: `By ${date(dueOn)}` },
      status: statusOf.toDo,
    })),
  }
}

/** As the design system takes it; what cannot start leads nowhere. */
function itemOf(instance: string, task: Task) {
  const { title, standing, type, draft } = task
  const leads = standing === 'begun' || standing === 'toDo'
  return {
    title: { text: title },
    ...(leads && { href: draftAddress(eventAddress(instance, type), draft?.about ?? '') }),
    hint: { text: [...saidOf(task), ...(task.dueOn ? [`Due on ${date(task.dueOn)}`] : [])].join('. ') },
    status: statusOf[standing],
  }
}

function saidOf({ standing, because, people, draft }: Task): readonly string[] {
  const why = because.map(({ text, paragraph }) => `${text} (${paragraph})`)
  if (standing === 'begun') return [`You saved it on ${dateTime(draft!.savedAt)}, and have not sent it`, ...why]
  if (standing !== 'forOthers') return why
  const named = people.slice(0, MOST_NAMED).join(', ')
  if (people.length === 0) return ['Nobody who could holds a post today']
  return [people.length > MOST_NAMED ? `${named} or ${people.length - MOST_NAMED} others` : named.replace(/, ([^,]*)$/, ' or $1')]
}
