import { afterAll, beforeAll } from '@jest/globals'
import { addDays, type CalendarDate } from '../../machines/kernel/calendar.ts'
import { Office } from '../../scripts/demonstration/office.ts'
import { type Organisations, registerOrganisations } from '../../scripts/demonstration/organisations.ts'
import { action, submits } from '../../scripts/demonstration/passages.ts'
import type { Scene } from '../../scripts/demonstration/timeline.ts'
import { type Browsing, browsing, type Desk, type Window } from '../support/browser.ts'
import { agreedIn } from '../support/proposed.ts'

/** Where a journey is told: what is not under test is put over the API beforehand, and the clock is set. */
export interface Told extends Scene {
  readonly organisations: Organisations
  today(): CalendarDate
  /** Some days pass, and what falls due is carried out. */
  waits(days: number): Promise<void>
}

const BEGINNING = '2013-02-04'
export const TRUST = 'Harrowmere Hospitals NHS Trust'

export async function sceneIn({ address, office: service }: Browsing): Promise<Told> {
  await service.setClock(BEGINNING)
  const office = new Office(address)
  const organisations = await registerOrganisations(office)
  let today: CalendarDate = BEGINNING
  return {
    office,
    organisations,
    today: () => today,
    day: (days) => addDays(today, days),
    waits: async (days) => {
      today = addDays(today, days)
      await service.setClock(today)
      await service.services.sweep()
    },
  }
}

/** The browser and the scene of all journeys in one file: there from its first test to its last. */
export function staged(): { readonly here: Browsing; readonly scene: Told } {
  let here: Browsing | undefined
  let scene: Told | undefined
  beforeAll(async () => {
    here = await browsing()
    scene = await sceneIn(here)
  })
  afterAll(() => here?.end())
  return {
    get here() {
      return here!
    },
    get scene() {
      return scene!
    },
  }
}

/** A complaint about the Trust, and what it is to do about it. */
export const complaintIn = ({ organisations }: Told) => ({
  complainant: { name: 'Mrs Ashdown' },
  complainedAbout: [organisations.trust],
  complaint: 'Her letters were not answered, and a fee was taken twice',
  injustices: ['A fee paid twice', 'Distress at being left without an answer'],
})
export const actionsIn = ({ organisations, day }: Told) => [
  action('apology', organisations.trust, 'Write a letter of apology', day(28), { kind: 'apology' }),
  action('refund', organisations.trust, 'Pay back the fee of 120 pounds', day(28), {
    kind: 'payment',
    money: [{ kind: 'payment', amount: 12_000 }],
  }),
]

/** A health body of this name and no other's journey, whose rating an officer may suggest. */
export async function anotherTrustIn({ office }: Scene, name: string) {
  const officer = await office.as('complianceOfficer')
  const { id } = await officer.registers({ name, sector: 'health' })
  const { rating } = await officer.get<{ rating: { instance: string } }>(`/organisations/${id}`)
  const own = { id: rating.instance }
  const factors = [{ factor: 'delays', bears: 'adverse', words: 'Three reminders' }]
  return {
    id,
    name,
    rating: own,
    isToBeRatedC: () => officer.does(own, 'SUGGEST_RATING', { rating: 'C', why: 'It does not answer us', factors }),
  }
}

/** An attempt in which everything is agreed and the decision is submitted: the reference of its casefile. */
export async function submittedIn(scene: Told): Promise<string> {
  const { colleague, reference, attempt } = await agreedIn(scene, { complaint: complaintIn(scene), actions: actionsIn(scene) })
  await submits(colleague, attempt, 'What was agreed puts right what went wrong')
  return reference
}

/** Every journey is made twice: with scripts, and without. */
export const bothWays: readonly (readonly [words: string, window: Window])[] = [
  ['in the browser', { scripts: true }],
  ['where the browser runs no scripts', { scripts: false }],
]

/** At the end of a journey nothing has gone wrong beside it, and the windows are closed. */
export async function leave(...desks: readonly Desk[]): Promise<void> {
  const faults = desks.flatMap((desk) => desk.faults)
  for (const desk of desks) await desk.closes()
  if (faults.length > 0) throw new Error(faults.join('\n'))
}
