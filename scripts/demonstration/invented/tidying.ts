import { type Colleague, Declined } from '../office.ts'
import { ownOf } from '../resolving.ts'
import { alone, type Story } from '../timeline.ts'
import { DAYS_BEHIND } from './plan.ts'

/** Who has duties that no story is about. */
const posts = ['caseworker', 'secondCaseworker', 'complianceOfficer', 'caseworkTeam']
const EVERY_DAYS = 10
/** What has come since then is still to be done today. */
const LAST = DAYS_BEHIND - 6

interface Late {
  readonly id: string
  readonly title: string
  readonly endsBy: 'act' | 'acknowledgement'
  readonly instance: { readonly id: string }
  readonly casefile: { readonly reference: string } | null
}

/** Every ten days those who were to take note of something, to tell somebody or to send what lies ready do so. */
export const tidying: Story = async function* ({ office }) {
  for (let days = LAST % EVERY_DAYS, day = days; day <= LAST; days = EVERY_DAYS, day += days) {
    yield alone(days)
    await Promise.all(posts.map(async (post) => catchesUp(await office.as(post))))
  }
  return ''
}

async function catchesUp(colleague: Colleague): Promise<void> {
  const { items } = await colleague.get<{ items: readonly Late[] }>('/worklists/mine?kind=duty&band=overdue&limit=200')
  for (const late of items) {
    const done = late.endsBy === 'acknowledgement' ? saysSo : acts.find(([begins]) => late.title.startsWith(begins))?.[1]
    await done?.(colleague, late).catch(unlessOvertaken)
  }
}
/** On the same day a story may do it, or end what it is about. */
function unlessOvertaken(error: unknown): void {
  if (!(error instanceof Declined && OVERTAKEN.includes(error.status))) throw error
}
const OVERTAKEN: readonly number[] = [404, 409, 422]

type Done = (colleague: Colleague, late: Late) => Promise<unknown>
const saysSo: Done = (colleague, { id }) => colleague.post(`/duties/${id}/done`, {})
const sends =
  (letter: string): Done =>
  async (colleague, { casefile }) => {
    const file = await colleague.casefile(casefile!.reference)
    for (const { id } of file.letters.filter((each) => each.letter === letter && !each.sentOn))
      await colleague.does(ownOf(file), 'LETTER_SENT', { letter: id })
  }
const acts: readonly (readonly [begins: string, Done])[] = [
  [
    'Keep the complainant up to date',
    (colleague, { instance }) =>
      colleague.does(instance, 'UPDATE_COMPLAINANT', { how: 'telephone', said: 'It is late, and what we are doing about it' }),
  ],
  [
    'Publish the summary',
    async (colleague, { casefile }) =>
      colleague.does(ownOf(await colleague.casefile(casefile!.reference)), 'RECORD_PUBLICATION', { what: 'summary' }),
  ],
  ['Send the organisation the letter about publication', sends('publicationNotice')],
  ['Send the referral', sends('reviewReferral')],
]
