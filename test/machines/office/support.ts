import { demonstrationPosts } from '../../../db/demonstration-posts.ts'
import { definitions } from '../../../machines/index.ts'
import type { Actor } from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { type Acted, act, type FileState, unopened } from '../../../machines/kernel/file.ts'
import type { Refusal } from '../../../machines/kernel/rule.ts'
import type { Office } from '../../../machines/office/record.ts'
import { administrator, person, stamp } from '../../support/people.ts'

export const TODAY: CalendarDate = '2013-03-04'
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const holderOf = (key: string) => `holder of ${key}`
/** Holds the same post as the administrator. */
export const secondAdministrator = person('second administrator', 'administrator')

/** The office of the demonstration as it stands before anybody has changed it, with a second administrator and somebody without a post. */
export const stands = {
  people: [
    ...demonstrationPosts.map(({ key }) => ({ id: holderOf(key), name: `Name of ${key}` })),
    { id: secondAdministrator.id, name: 'Second Administrator' },
    { id: 'newcomer', name: 'New Comer' },
  ],
  posts: demonstrationPosts.map(({ key, ...post }) => ({ id: key, ...post })),
  holdings: [
    ...demonstrationPosts.map(({ key }, number) => ({
      id: idOf(number),
      person: holderOf(key),
      post: key,
      how: 'held',
      fromDay: '2000-01-01',
    })),
    { id: idOf(99), person: secondAdministrator.id, post: 'administrator', how: 'held', fromDay: '2000-01-01' },
  ],
  delegations: [],
  scheme: [],
  settings: [],
}
export const holdingOf = (key: string) => idOf(demonstrationPosts.findIndex((post) => post.key === key))

type Event = { readonly type: string } & Readonly<Record<string, unknown>>

/** The office, and what people do with it on a day. */
export class Story {
  #file: FileState = unopened(definitions['office']!, idOf(0), 'office')

  constructor() {
    this.does(administrator, { type: 'TAKE_OVER', stands })
  }

  put(by: Actor, event: Event, today: CalendarDate = TODAY): Acted {
    const parsed = definitions['office']!.events[event.type]!.parse(event) as Event
    return act(definitions, this.#file, { instance: 'office', event: parsed }, stamp(by, today))
  }

  does(by: Actor, event: Event, today?: CalendarDate): Office {
    const acted = this.put(by, event, today)
    if (acted.outcome !== 'taken') throw new Error(`${event.type} was not taken: ${JSON.stringify(acted)}`)
    this.#file = acted.file
    return this.office
  }

  refusals(by: Actor, event: Event, today?: CalendarDate): readonly Refusal[] {
    const acted = this.put(by, event, today)
    return acted.outcome === 'refused' ? acted.refusals : []
  }

  rulesAgainst = (by: Actor, event: Event, today?: CalendarDate): readonly string[] =>
    this.refusals(by, event, today).map(({ rule, cites }) => `${rule} ${cites}`)

  get office(): Office {
    return JSON.parse(this.#file.instances[0]!.stored).snapshot.context
  }
}
