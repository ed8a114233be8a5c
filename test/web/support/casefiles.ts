import { agreedIn, apologyIn, complaintIn, proposedIn } from '../../support/proposed.ts'
import { saidBy } from './reading.ts'
import type { Told } from './told.ts'

/** The casefiles that the pages of a casefile are read of, in an office that is there once tests run. */
export function casefilesIn(told: () => Told) {
  const complaint = () =>
    complaintIn(told(), { complainant: { name: 'Mrs Ashdown', telephone: '01632 960001' }, remedySought: 'An apology' })
  return {
    complaint,
    apology: () => apologyIn(told()),
    /** An attempt whose proposal waits for its answer. */
    proposed: () => proposedIn(told(), { complaint: complaint() }),
    /** The same, agreed with the organisation and told to the complainant. */
    readyToSubmit: () => agreedIn(told(), { complaint: complaint() }),
    /** The items of a casefile's task list, each in one line. */
    tasksFor: async (post: string, reference: string): Promise<readonly string[]> => {
      const { html } = await told().reads(post, `/casefiles/${reference}/tasks`)
      return [...html.matchAll(/<li class="govuk-task-list__item.*?<\/li>/gs)].map(([item]) => saidBy(item).trim())
    },
  }
}
