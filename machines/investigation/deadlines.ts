import type { Deadline } from '../kernel/deadline.ts'
import type { Investigation } from './record.ts'

type Wait = Deadline<Investigation>
const ownWait = (cites: Wait['cites'], title: string): Wait => ({
  cites,
  title,
  because: 'the day after the last day we gave ourselves',
  from: ({ waitUntil }) => waitUntil,
  days: 1,
})

export const deadlines = {
  closingDue: ownWait('C16', 'Telling everybody and closing are overdue'),
  closingWithoutDue: ownWait('C2', 'Closing without an item is overdue'),
} satisfies Record<string, Wait>
