import { dayInLondon } from '../../../../machines/kernel/calendar.ts'
import { decisionType, directorate as directorateField } from '../../../../machines/kernel/offices.ts'
import { fileOfOffice } from '../../../reports/administration.ts'
import { history } from '../../../reports/history.ts'
import type { Services } from '../../../services.ts'
import { schemeShown } from '../../../shown/administration/office.ts'
import { settingsShown } from '../../../shown/administration/settings.ts'
import { page } from '../../page.ts'
import { officeSeen } from './office.ts'

const wordsOf = (field: { meta(): unknown }) => (field.meta() as { says: Readonly<Record<string, string>> }).says

/** The day of the first change of the office, or none: before it everything stood as it was installed. */
async function firstChangeOn({ lists }: Services) {
  const file = await fileOfOffice(lists)
  const [first] = file ? await history(lists, file.id, undefined, { order: 'oldest', limit: 1 }) : []
  return first && dayInLondon(first.recordedAt.toISOString())
}

/** What may be set: who signs what, and how long we wait. */
export const setPages = [
  page({
    method: 'get',
    path: '/administration/scheme',
    name: 'the Delegation Scheme',
    run: async (services, visit) => {
      const { office, today, administers } = await officeSeen(services, visit)
      const [decisions, directorates] = [wordsOf(decisionType), wordsOf(directorateField)]
      const entries = schemeShown(office, today).map((entry) => ({ ...entry, decisionWords: decisions[entry.decision]! }))
      const tables = Object.entries(directorates).map(([key, title]) => ({
        key,
        title,
        entries: entries
          .filter(({ directorate }) => directorate === key)
          .map((entry) => ({ ...entry, later: entry.entries.filter(({ fromDay }) => fromDay > today) })),
      }))
      return { view: 'administration/scheme', title: 'Delegation Scheme', data: { tables, administers } }
    },
  }),
  page({
    method: 'get',
    path: '/administration/settings',
    name: 'settings',
    run: async (services, visit) => {
      const { office, today, administers } = await officeSeen(services, visit)
      const { waits, letterhead, readings } = settingsShown(office, today)
      const changedFrom = await firstChangeOn(services)
      const dated = <T extends { readonly entries: readonly { readonly fromDay: string }[] }>(set: T) => ({
        ...set,
        later: set.entries.filter(({ fromDay }) => fromDay > today),
        before: set.entries.filter(({ fromDay }) => fromDay <= today),
        // What is changed holds from the day of the change at the earliest.
        installed: set.entries.every(({ fromDay }) => fromDay > today || changedFrom === undefined || fromDay < changedFrom),
      })
      const shown = waits.map(dated)
      return {
        view: 'administration/settings',
        title: 'Settings',
        data: {
          ofTheGuidance: shown.filter(({ letter }) => letter !== null),
          ofTheHouse: shown.filter(({ letter }) => letter === null),
          letterhead: letterhead.map(dated),
          readings,
          administers,
        },
      }
    },
  }),
]
