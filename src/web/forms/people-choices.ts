import { dayInLondon } from '../../../machines/kernel/calendar.ts'
import { nameOf, type Office, postIn } from '../../../machines/office/record.ts'
import { directoryOn } from '../../../machines/office/standing.ts'
import { officeNow } from '../../reports/administration.ts'
import type { Services } from '../../services.ts'
import { shortDate } from '../words.ts'
import type { Choice, Reference } from './field.ts'

type OfTheOffice = 'person' | 'holding' | 'delegation'
export const isOfTheOffice = (reference: Reference): reference is OfTheOffice => ['person', 'holding', 'delegation'].includes(reference)

/** People with what they hold today, holdings and delegations that have not ended: what a change of the office can be about. */
export async function choicesOfTheOffice({ pool, engine }: Services, reference: OfTheOffice): Promise<readonly Choice[]> {
  const [office, now] = await Promise.all([officeNow({ pool }), engine.now()])
  const today = dayInLondon(now)
  const listed = { person: people, holding: holdings, delegation: delegations }[reference](office, today)
  return listed.toSorted((a, b) => a.text.localeCompare(b.text, 'en-GB'))
}

const titleIn = (office: Office, post: string) => postIn(office, post)?.title ?? post

function people(office: Office, today: string): Choice[] {
  const directory = directoryOn(office, today)
  return office.people.map(({ id, name }) => {
    const held = directory.find((each) => each.id === id)?.holdings.map(({ post }) => titleIn(office, post)) ?? []
    return { value: id, text: `${name} (${held.join(', ') || 'no post today'})` }
  })
}

const holdings = (office: Office, today: string): Choice[] =>
  office.holdings
    .filter(({ toDay }) => toDay === undefined || toDay >= today)
    .map(({ id, person, post, fromDay }) => ({
      value: id,
      text: `${nameOf(office, person)}: ${titleIn(office, post)}, from ${shortDate(fromDay)}`,
    }))

const delegations = (office: Office, today: string): Choice[] =>
  office.delegations
    .filter(({ toDay }) => toDay >= today)
    .map(({ id, byPerson, toPerson, post, toDay }) => ({
      value: id,
      text: `${titleIn(office, post)}: ${nameOf(office, byPerson)} to ${nameOf(office, toPerson)}, until ${shortDate(toDay)}`,
    }))
