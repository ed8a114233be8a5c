import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { fill } from '../../scripts/demonstration/load.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { dutiesOf, nextIn } from '../../src/shown/next.ts'
import { opened } from '../../src/web/pages/casefile/file.ts'
import { nextInFile } from '../../src/web/pages/casefile/next.ts'
import { taskListOf } from '../../src/web/pages/casefile/tasks.ts'
import { type Told, toldOffice } from './support/told.ts'

let office: Told
beforeAll(async () => {
  office = await toldOffice()
  await fill(office.office, { casefiles: 12, tidies: false })
}, 300_000)
afterAll(() => office?.end())

const NOTHING = 'Nothing here waits for you'

/** Every casefile, as each post that may reads it; and those in which one of its open duties falls to that post. */
async function* filesRead() {
  const { services, database } = office.service
  const { engine } = services
  const { rows } = await database.pool.query<{ reference: string }>('select reference from casefile order by 1')
  for (const { id } of await engine.directory())
    for (const { reference } of rows) {
      const file = await opened(services, id, reference).catch(() => undefined)
      if (file) yield { person: id, reference, file, duties: dutiesOf(file.look, engine.definitions) }
    }
}
async function* ownedFiles() {
  for await (const each of filesRead()) if (each.duties.length > 0) yield each
}

describe('what happens next in a casefile, to whoever has a duty there', () => {
  test('is a step towards the most urgent duty of theirs; and there is one for every other, were it alone', async () => {
    const { engine } = office.service.services
    const [without, elsewhere, names] = [[] as string[], [] as string[], new Set<string>()]
    for await (const { person, reference, file, duties } of ownedFiles()) {
      const { first } = nextInFile(engine, file)
      const [soonest] = duties.map(({ dueOn }) => dueOn).toSorted()
      if (first?.duty?.dueOn !== soonest) elsewhere.push(`${person} ${reference}: ${first?.title} for ${first?.duty?.title}`)
      for (const duty of duties) {
        names.add(duty.name)
        const instance = file.look.file.instances.find(({ id }) => id === duty.instance)!
        const look = file.looks.find(({ instance: { id } }) => id === duty.instance) ?? { ...file.look, instance }
        const alone = { ...look, file: { ...look.file, duties: [duty] } }
        const next = nextIn(engine, alone, file.directory, file.organisations)
        if (!next.first || next.duty?.id !== duty.id) without.push(`${person} ${reference}: ${duty.title}`)
      }
    }
    expect(names.size).toBeGreaterThan(10)
    expect(without).toEqual([])
    expect(elsewhere).toEqual([])
  }, 300_000)

  test('says to nobody who has an open duty there that nothing waits for them', async () => {
    const seen = new Map<string, string>()
    for await (const { person, reference, duties } of ownedFiles()) seen.set(`${person} ${duties[0]!.name}`, reference)
    for (const [key, reference] of seen) {
      const { says, html } = await office.reads(key.split(' ')[0]!.replace('holder-of-', ''), `/casefiles/${reference}`)
      expect([key, reference, says.includes(NOTHING), /redress-first__button/.test(html)]).toEqual([key, reference, false, true])
    }
  }, 300_000)
})

test('what happens next has a step for exactly those whose task list has something to do, of their own or in the stead of others, the soonest first; what is instead stands below', async () => {
  const { services } = office.service
  const [differing, late, above, read] = [[] as string[], [] as string[], [] as string[], { with: 0, without: 0 }]
  for await (const { person, reference, file } of filesRead()) {
    const { first, lifecycles } = nextInFile(services.engine, file)
    const [soonest] = lifecycles.flatMap(({ stead }) => stead?.duty.dueOn ?? []).toSorted()
    if (first && !first.duty && first.stead?.duty.dueOn !== soonest)
      late.push(`${person} ${reference}: ${first.title}, not what is due ${soonest}`)
    const { lists, toSay, owed } = await taskListOf(services, await readerOf(services.lists, person), file)
    const items = [...lists.flatMap((list) => list.items), ...toSay, ...owed] as readonly {
      status: { text?: string; tag?: { text: string } }
    }[]
    const said = items.map(({ status }) => status.tag?.text ?? status.text)
    const doing = said.some((each) => each === 'To do' || each === 'You may too')
    for (const { items } of lists) {
      const standings = items.map(({ status }) => ('text' in status ? status.text : 'tag'))
      const from = standings.indexOf('Or instead')
      if (from >= 0 && standings.slice(from).some((each) => each !== 'Or instead'))
        above.push(`${person} ${reference}: ${standings.join(', ')}`)
    }
    read[first ? 'with' : 'without'] += 1
    if (doing !== (first !== undefined)) differing.push(`${person} ${reference}: ${first?.title}; ${said.join(', ')}`)
  }
  expect(differing).toEqual([])
  expect(late).toEqual([])
  expect(above).toEqual([])
  expect(Math.min(read.with, read.without)).toBeGreaterThan(10)
}, 300_000)

test('of escalations the next one is given to those whose step it is, and to nobody else', async () => {
  const { service } = office
  const next = async (post: string) =>
    (await (await service.browse(post)).post('/worklists/escalations/next', { key: randomUUID(), of: '/worklists/escalations' })).headers[
      'location'
    ]
  expect((await office.reads('auditor', '/worklists/escalations')).says).not.toContain('There is nothing on this list')
  for (const post of ['auditor', 'outcomesOfficer']) expect([post, await next(post)]).toEqual([post, '/worklists/escalations'])
  // Nobody is looking at any of them any more.
  await service.database.pool.query('update clock set offset_ms = offset_ms + 3600000')
  const given: string[] = []
  for (const post of [
    'caseworker',
    'lineManager',
    'operationsManager',
    'deputyDirector',
    'director',
    'chiefOperatingOfficer',
    'complianceOfficer',
  ]) {
    const address = await next(post)
    if (address === '/worklists/escalations') continue
    const { links } = await office.reads(post, '/worklists/mine?machine=compliance&kind=duty')
    expect([post, links.map(({ href }) => href)]).toEqual([post, expect.arrayContaining([address])])
    given.push(post)
  }
  expect(given.length).toBeGreaterThan(0)
})
