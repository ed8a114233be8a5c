import type { CalendarDate } from '../../../../machines/kernel/calendar.ts'
import type { Band } from '../../../reports/order-of-work.ts'
import { byUrgency, type Sorting, type WorkRow } from '../../../reports/worklists-names.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { type PostsNamed, sayPost } from '../../../shown/posts.ts'
import type { workShown } from '../../../shown/work.ts'
import { sortWords } from '../../../shown/worklists-asked.ts'
import { shortDate } from '../../words.ts'
import { tickOf } from './several.ts'

const BANDS: Readonly<Record<Band, string>> = { overdue: 'Overdue', dueIn7Days: 'Due in 7 days', later: 'Due later', undated: 'No date' }

type Work = ReturnType<typeof workShown>

/** Of an organisation, what waits is its rating. */
export const ratingAddress = (organisation: string): string => `/organisations/${organisation}/rating`

/** One line of the table, in words. */
export interface Line {
  readonly id: string
  readonly kind: WorkRow['kind']
  readonly title: string
  readonly href: string | null
  readonly reference: string | null
  readonly about: readonly { readonly id: string; readonly name: string }[]
  readonly rating: string | null
  readonly dueOn: CalendarDate | null
  readonly cites: string | null
  readonly to: string | null
  readonly lifecycle: string | null
  readonly state: string | null
  readonly since: string | null
  readonly caseworker: string | null
  readonly stage: number | null
  /** As it is ticked, where something can be done with several at once. */
  readonly tick: string | null
  readonly sealed: boolean
  /** Of an open item: the letter ahead, and how closely its evidence is looked at. */
  readonly ahead: string | null
  /** It can be said to be done here: the person sees the duty and nothing else. */
  readonly doneHere: boolean
  readonly enteredLate: boolean
}
/** Lines under one heading; without one where they are not in the order of urgency. */
export interface Group {
  readonly heading: string | null
  readonly lines: readonly Line[]
}

export function lineOf(posts: PostsNamed, shown: Work): Line {
  const { casefile, organisation, instance } = shown
  return {
    id: shown.id,
    kind: shown.kind,
    title: shown.title,
    href: casefile ? `/casefiles/${casefile.reference}` : organisation ? ratingAddress(organisation.id) : null,
    reference: casefile?.reference ?? null,
    tick: casefile && tickOf({ reference: casefile.reference, organisations: shown.about.map(({ id }) => id) }),
    about: shown.about,
    rating: shown.rating,
    dueOn: shown.dueOn,
    cites: shown.cites,
    to: shown.toWords,
    lifecycle: instance?.title ?? null,
    state: instance?.stateWords ?? null,
    since: instance?.since ?? null,
    caseworker: shown.caseworker && sayPost(posts, shown.caseworker),
    stage: shown.stage,
    ahead: aheadIn(shown),
    sealed: shown.sealed,
    doneHere: shown.sealed && shown.endsBy === 'acknowledgement',
    enteredLate: shown.enteredLate,
  }
}

function aheadIn({ nextLetter, evidence }: Work): string | null {
  if (evidence === null) return null
  const letter =
    nextLetter && `Next letter: ${lowerFirst(nextLetter.title)}${nextLetter.on ? `, if nothing comes by ${shortDate(nextLetter.on)}` : ''}`
  return [...(letter ? [letter] : []), `Evidence: ${lowerFirst(evidence)}`].join('. ')
}

/** In the order of urgency each band has its heading. */
export function grouped(
  rows: readonly WorkRow[],
  lines: readonly Line[],
  sorting: Sorting,
  bandOfRow: (row: WorkRow) => Band,
): readonly Group[] {
  if (sortWords(sorting) !== sortWords(byUrgency)) return [{ heading: null, lines }]
  const groups: { heading: string; lines: Line[] }[] = []
  rows.forEach((row, place) => {
    const heading = BANDS[bandOfRow(row)]
    if (groups.at(-1)?.heading !== heading) groups.push({ heading, lines: [] })
    groups.at(-1)!.lines.push(lines[place]!)
  })
  return groups
}
