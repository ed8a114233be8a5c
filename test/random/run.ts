import type { TestApp } from '../support/app.ts'
import { directory } from '../support/people.ts'
import { counted, Desk, type Tally } from './casework.ts'
import { Chance } from './chance.ts'

export interface Run {
  readonly events: number
  readonly seed: number
  readonly desks: number
  /** What its desks are called, where the office has worked before: each writes its own keys. */
  readonly called?: string
  /** So many casefiles are sealed in the end at least, whatever chance has left of them. */
  readonly sealed?: number
  /** Done each time that nobody works: before a day passes, and after the clock has carried out what fell due. */
  readonly each?: () => Promise<void>
}

const EVENTS_BETWEEN_DAYS = 300
const MOST_DAYS = 6

/** An office at work: many desks side by side, while the days go by and the clock carries out what falls due. */
export async function atRandom(
  office: TestApp,
  { events, seed, desks, called = 'desk', sealed = 0, each = async () => {} }: Run,
): Promise<Tally> {
  const { services, database } = office
  const tally: Tally = {}
  const people = directory.map((actor) => ({ ...actor, id: actor.id.replaceAll('holder of ', 'holder-of-') }))
  const organisations = await registered(office)
  const setting = { services, people, organisations, tally }
  const all = Array.from({ length: desks }, (_, place) => new Desk(setting, new Chance(seed * 1_000 + place), `${called}-${place}`))
  const chance = new Chance(seed)
  for (let done = 0; done < events; done += EVENTS_BETWEEN_DAYS) {
    const now = Math.min(events - done, EVENTS_BETWEEN_DAYS)
    const share = all.map((desk, place) => times(desk, Math.floor(now / desks) + (place < now % desks ? 1 : 0)))
    await Promise.all(share)
    await each()
    await database.pool.query('update clock set offset_ms = offset_ms + $1', [(1 + chance.below(MOST_DAYS)) * 86_400_000])
    const swept = await services.sweep()
    await each()
    counted(tally, 'days moved')
    counted(tally, 'lines of the clock', swept.lines)
    counted(tally, 'set aside', swept.setAside)
  }
  if (sealed > 0) await seals(office, sealed)
  counted(tally, 'put', events)
  return tally
}

/** A line manager seals casefiles with an attempt and no remedy that is owed, of which there are few, until so many are sealed. */
async function seals({ services }: TestApp, atLeast: number): Promise<void> {
  const { rows } = await services.pool.query<{ instance: string }>(
    `select i.id as instance from casefile c join instance i using (file_id)
     where i.machine = 'casefile' and not c.sealed and not i.closed and not i.in_error
       and exists (select from instance where file_id = c.file_id and machine = 'intervention' and not closed and not in_error)
       and not exists (select from instance where file_id = c.file_id and machine = 'compliance')
     order by c.reference
     limit greatest(0, $1 - (select count(*) from casefile where sealed))`,
    [atLeast],
  )
  for (const { instance } of rows) {
    const event = { type: 'SEAL', posts: ['lineManager'], why: 'Somebody is in danger' }
    await services.engine.dispatch({ person: 'holder-of-lineManager', instance, event, key: `seal-${instance}`, digest: instance })
  }
}

async function times(desk: Desk, count: number): Promise<void> {
  for (let step = 0; step < count; step++) await desk.step()
}

async function registered({ services }: TestApp): Promise<readonly string[]> {
  const made = ['A hospital trust', 'An office of government', 'Another trust'].map((name, place) =>
    services.engine.open({
      person: 'holder-of-caseworker',
      kind: 'organisation',
      event: { type: 'REGISTER', name, sector: place === 1 ? 'parliamentary' : 'health' },
      key: name,
      digest: name,
    }),
  )
  return (await Promise.all(made)).map(({ transition }) => transition.file)
}
