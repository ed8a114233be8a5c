import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import { Refused } from '../../src/engine/errors.ts'
import { verify } from '../../src/engine/verify.ts'
import { proves } from '../support/proves.ts'
import { definitions, type Errand } from './support/counting.ts'
import { clerk, director, office, opened, put } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.end())
beforeEach(() => at.pool.query('update holding set to_day = null'))

const officer = holderOf('complianceOfficer')

async function registered(sector: 'health' | 'parliamentary', name = `The ${sector} body ${randomUUID()}`) {
  const event = { type: 'REGISTER', name, sector }
  const { transition, instance, look } = await at.engine.open({
    person: clerk,
    kind: 'organisation',
    event,
    key: randomUUID(),
    digest: 'd',
  })
  return { id: transition.file, instance, rating: look.file.instances.find(({ machine }) => machine === 'rating')!.id }
}
type Registered = Awaited<ReturnType<typeof registered>>

async function rated({ rating: instance }: Registered, rating: 'A' | 'C') {
  const event = { type: 'SUGGEST_RATING', rating, why: 'What we saw of it' }
  await put(at.engine, instance, event, { person: officer, reasons: { restsOnAFactor: 'It is well known' } })
  await put(at.engine, instance, { type: 'AGREE_RATING' })
}
const succeeded = ({ instance }: Registered, by: Registered) =>
  put(at.engine, instance, { type: 'ORGANISATION_SUCCEEDED', successor: by.id }, { person: officer })

/** What an errand about this organisation reads. */
async function errandAbout(organisation?: Registered) {
  const { instance } = await opened(at.engine)
  const sent = await put(at.engine, instance, { type: 'RUN_ERRAND', ...(organisation && { to: organisation.id }) })
  const errand = sent.opened[0]!.id
  const looked = async (event: object = {}) => {
    const { look } = await put(at.engine, errand, { type: 'LOOK', ...event })
    return (JSON.parse(look.instance.stored).snapshot.context as Errand).read
  }
  return { errand, looked }
}

describe('of the organisation that an instance is about', () => {
  test('an event reads the sector, and the rating where another than B was agreed', async () => {
    const trust = await registered('health')
    const { looked } = await errandAbout(trust)
    expect(await looked()).toEqual({ organisations: { [trust.id]: { sector: 'health' } } })
    await rated(trust, 'C')
    expect(await looked()).toEqual({ organisations: { [trust.id]: { sector: 'health', rating: 'C' } } })
  })

  proves('C6', 'it is the organisation in force that is read: the last in the line of its successors', async () => {
    const [old, next, last] = [await registered('health'), await registered('health'), await registered('parliamentary')]
    const { looked } = await errandAbout(old)
    await succeeded(old, next)
    await succeeded(next, last)
    await rated(last, 'A')
    expect(await looked()).toEqual({ organisations: { [old.id]: { sector: 'parliamentary', rating: 'A', inForce: last.id } } })
    const { rows } = await at.pool.query('select successor, rating from organisation where file_id = any ($1) order by rating', [
      [old.id, last.id],
    ])
    expect(rows).toEqual([
      { successor: null, rating: 'A' },
      { successor: next.id, rating: 'B' },
    ])
  })

  proves('C6', 'no organisation takes the place of one that took its own, however long the line', async () => {
    const [one, two, three] = [await registered('health'), await registered('health'), await registered('health')]
    await succeeded(one, two)
    await succeeded(two, three)
    await expect(succeeded(three, one)).rejects.toThrow(Refused)
    await expect(succeeded(three, three)).rejects.toMatchObject({ refusals: [{ rule: 'successorLeadsNotBack', cites: 'C6' }] })
  })

  test('those that the event names are read beside it', async () => {
    const [trust, named] = [await registered('health'), await registered('parliamentary')]
    await rated(named, 'A')
    expect(await (await errandAbout(trust)).looked({ at: named.id })).toEqual({
      organisations: { [trust.id]: { sector: 'health' }, [named.id]: { sector: 'parliamentary', rating: 'A' } },
    })
  })

  test('a look, a check and the clock know as much as the event; an instance about nobody reads none', async () => {
    const trust = await registered('health')
    const { errand } = await errandAbout(trust)
    const facts = { [trust.id]: { sector: 'health' } }
    expect((await at.engine.look(clerk, errand)).stamp.organisations).toEqual(facts)
    expect((await at.engine.check({ person: clerk, instance: errand, event: { type: 'LOOK' } })).look.stamp.organisations).toEqual(facts)
    expect(await (await errandAbout()).looked()).toEqual({})
  })
})

describe('whether the casefile has a director', () => {
  proves('C22c', 'is read with the event: nobody holds the post today, nor acts up in it; a delegation is not that', async () => {
    const { looked } = await errandAbout()
    expect(await looked()).toEqual({})
    await at.pool.query("update holding set to_day = '2012-12-31' where post = 'director'")
    await at.pool.query(
      `insert into delegation (by_person, to_person, post, from_day, to_day) values ($1, $2, 'director', '2012-01-01', '2999-01-01')`,
      [director, clerk],
    )
    expect(await looked()).toEqual({ directorVacant: true })
    await at.pool.query(`insert into holding (person, post, how, from_day) values ($1, 'director', 'actingUp', '2000-01-02')`, [clerk])
    expect(await looked()).toEqual({})
  })
})

test('what was read stands in the history: put again it reads no table', async () => {
  const trust = await registered('health')
  const { looked } = await errandAbout(trust)
  await rated(trust, 'C')
  await looked()
  await rated(trust, 'A')
  expect((await verify(at.pool, definitions)).difference).toBeUndefined()
  await at.pool.query("update organisation set rating = 'B' where file_id = $1", [trust.id])
  expect((await verify(at.pool, definitions)).difference).toMatchObject({ file: trust.id, what: 'the list row of the organisation' })
  await at.pool.query("update organisation set rating = 'A' where file_id = $1", [trust.id])
})

test.each([
  ['a rating of D', "update organisation set rating = 'D'"],
  ['an organisation that succeeds itself', 'update organisation set successor = file_id'],
  ['a letter sent without any text', "update letter set sent_on = '2013-01-01'"],
  [
    'an item closed in a fifth way',
    "update instance set machine = 'compliance', state = 'closed.forgotten', closed = true where machine = 'errand'",
  ],
])('the database itself refuses %s', async (_what, statement) => {
  await registered('health')
  const { instance } = await opened(at.engine)
  await put(at.engine, instance, { type: 'RUN_ERRAND' })
  await put(at.engine, instance, { type: 'WRITE' })
  await expect(at.pool.query(statement)).rejects.toMatchObject({ code: '23514' })
})
