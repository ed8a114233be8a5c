import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { planted } from '../support/planted.ts'
import { saidBy } from './support/reading.ts'
import { given, type Listing, listing, transferred } from './support/worklists.ts'

let at: Listing
let office: TestApp
let caseworker: Caller
let lineManager: Caller
let atWork: Visitor
let leading: Visitor
let organisation: string
let other: string
beforeAll(async () => {
  at = await listing()
  ;({ office, caseworker, lineManager, atWork, leading, organisation, other } = at)
})
afterAll(() => office.end())

/** A casefile of this directorate that nobody has. */
async function nobodys() {
  const casefile = await openedCasefile(lineManager, organisation)
  await planted(office.database.pool, 'update casefile set caseworker = null where file_id = $1', [casefile.id])
  return casefile
}

describe('give me the next one', () => {
  const next = (visitor: Visitor, list: string, key: string = randomUUID(), narrowed = '') =>
    visitor.post(`/worklists/${list}/next`, { key, of: `/worklists/${list}${narrowed}` })

  test('leads to the most urgent casefile of the list', async () => {
    const { instance, reference } = await openedCasefile(caseworker, organisation)
    await given(at, instance, '2012-01-02')
    expect((await next(atWork, 'mine')).headers['location']).toBe(`/casefiles/${reference}`)
  })

  test('gives two who ask at once different ones, and the same form gives what it gave', async () => {
    const opened = [await transferred(at), await transferred(at)]
    const [first, second] = [await office.browse('lineManagerElsewhere'), await office.browse('directorOfOtherDirectorate')]
    const keys = [randomUUID(), randomUUID()]
    const given = await Promise.all([next(first, 'unassigned', keys[0]), next(second, 'unassigned', keys[1])])
    const places = given.map(({ headers }) => headers['location'])
    expect([...places].sort()).toEqual(opened.map(({ reference }) => `/casefiles/${reference}`).sort())
    expect((await next(first, 'unassigned', keys[0])).headers['location']).toBe(places[0])
    const { rows } = await office.database.pool.query<{ caseworker: string }>('select caseworker from casefile where file_id = any($1)', [
      opened.map(({ id }) => id),
    ])
    expect(rows.map((row) => row.caseworker).sort()).toEqual(['directorOfOtherDirectorate', 'lineManagerElsewhere'])
  })

  test('is, when they ask again, the one after it; after the last it begins anew and says so; what something was done in meanwhile comes again', async () => {
    const about = await registered(caseworker, 'In turn Trust')
    const opened = [
      await openedCasefile(caseworker, about),
      await openedCasefile(caseworker, about),
      await openedCasefile(caseworker, about),
    ]
    for (const [place, { instance }] of opened.entries()) await given(at, instance, `2012-11-0${place + 1}`)
    const [first, second, third] = opened.map(({ reference }) => `/casefiles/${reference}`)
    const asks = async () => {
      const place = (await next(atWork, 'mine', randomUUID(), `?organisation=${about}`)).headers['location']!
      return [place, saidBy((await atWork.get(place)).text)] as const
    }
    const places = [await asks(), await asks(), await asks()]
    expect(places.map(([place]) => place)).toEqual([first, second, third])
    for (const [, says] of places) expect(says).not.toContain('begins anew')
    const [again, says] = await asks()
    expect(again).toBe(first)
    expect(says).toContain('You were given all that waits for you of “My work” already, so it begins anew, with what you were given first.')
    const event = { type: 'SET_FLAG', flag: 'complex', set: true }
    expect((await caseworker.post(`/instances/${opened[1]!.instance}/events`, event)).status).toBe(201)
    expect((await asks())[0]).toBe(second)
  })

  test('has a step for who asks: of a colleague’s casefiles none is given where nothing waits for them', async () => {
    const about = await registered(caseworker, 'Of a colleague Trust')
    const theirs = await openedCasefile(await office.signIn('secondCaseworker'), about)
    await given(at, theirs.instance, '2012-11-01')
    for (const list of ['team', 'overdue', 'escalations'])
      expect([list, (await next(atWork, list, randomUUID(), `?organisation=${about}`)).headers['location']]).toEqual([
        list,
        `/worklists/${list}?organisation=${about}`,
      ])
    expect((await atWork.get('/worklists/team')).text).toContain('in which there is something for you to do')
  })

  test('is not what somebody else has just begun to look at', async () => {
    const [first, second] = [await transferred(at), await transferred(at)]
    await (await office.signIn('deputyDirectorOfOtherDirectorate')).get(`/casefiles/${first.reference}`)
    await office.services.readings.written()
    const visitor = await office.browse('lineManagerElsewhere')
    expect((await next(visitor, 'unassigned')).headers['location']).toBe(`/casefiles/${second.reference}`)
    const { headers } = await next(visitor, 'unassigned')
    expect(headers['location']).toBe('/worklists/unassigned')
    expect((await visitor.get('/worklists/unassigned')).text).toContain('Nothing is left on this list that nobody else')
  })
})

describe('assigning several', () => {
  test('is an event of its own for each: what is refused says why, and the others are assigned', async () => {
    const [one, two] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    const there = await openedCasefile(await office.signIn('secondCaseworker'), organisation)
    const casefile = [one.reference, two.reference, there.reference, 'RD-999999']
    const of = '/worklists/team?rating=B'
    expect((await leading.post('/worklists/team/assign', { of, casefile })).text).toContain('Second caseworker (')
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile, post: 'secondCaseworker' })).text
    expect(check).toContain('<strong>2 of 4</strong> can be assigned; 2 are refused as things stand')
    expect(check).toContain('>Assign 2 casefiles</button>')
    const none = (await leading.post('/worklists/team/assign/check', { of, casefile: 'RD-999999', post: 'secondCaseworker' })).text
    expect(none).toContain('No casefile will go to')
    expect(none).not.toMatch(/>Assign \d+ casefile/)
    expect(check).toMatch(/No, it will be refused: The casefile is with this post already \(/)
    expect(check).toContain('No, it will be refused: There is no such casefile, or you may not see it')
    const key = /name="key" value="([0-9a-f-]+)"/.exec(check)![1]!
    const fields = { of, casefile, key, post: 'secondCaseworker', why: 'Leave' }
    const { text } = await leading.post('/worklists/team/assigned', fields)
    expect(text).toContain('2 of 4 assigned')
    expect(text).toMatch(/The casefile is with this post already \(/)
    expect(text).toContain('RD-999999')
    const again = (await leading.post('/worklists/team/assigned', fields)).text
    expect(again).toContain('2 of 4 assigned')
    expect(again).toContain('(was assigned by this form before)')
    expect((await leading.get(`/casefiles/${one.reference}`)).text).toContain('Second caseworker')
  })

  test('says which casefile is sealed to others than the post that would take it, of those that are seen', async () => {
    const [open, sealed] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    await (await office.signIn('lineManager')).post(`/instances/${sealed.instance}/events`, {
      type: 'SEAL',
      posts: ['lineManager', 'ombudsman'],
      why: 'Somebody is in danger',
    })
    const casefile = [open.reference, sealed.reference]
    const said = async (post: string) => {
      const { text } = await leading.post('/worklists/team/assign/check', { of: '/worklists/team', casefile, post })
      return casefile.map((reference) =>
        saidBy(text.split(`scope="row">${reference}<`)[1]!.split('</tr>')[0]!)
          .replace(/.*\) /, '')
          .trim(),
      )
    }
    expect(await said('secondCaseworker')).toEqual(['Yes', 'Yes, but it is sealed to others: this post will not see it'])
    expect(await said('ombudsman')).toEqual(['Yes', 'Yes'])
  })

  test('leaves out what somebody else changed after the page was checked, and says what', async () => {
    const [kept, taken] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    const of = '/worklists/team'
    const casefile = [kept.reference, taken.reference]
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile, post: 'secondCaseworker' })).text
    const key = /name="key" value="([0-9a-f-]+)"/.exec(check)![1]!
    const seen = [...check.matchAll(/name="seen" value="([^"]+)"/g)].map(([, each]) => each!)
    await (await office.signIn('operationsManager')).post(`/instances/${taken.instance}/events`, {
      type: 'ASSIGN',
      post: 'operationsManager',
    })
    const { text } = await leading.post('/worklists/team/assigned', { of, casefile, seen, key, post: 'secondCaseworker' })
    expect(text).toContain('1 of 2 assigned')
    expect(text).toMatch(/assigned the casefile after you checked: look at it as it is now/)
    const { rows } = await office.database.pool.query<{ caseworker: string }>('select caseworker from casefile where reference = any($1)', [
      casefile,
    ])
    expect(rows.map((row) => row.caseworker).sort()).toEqual(['operationsManager', 'secondCaseworker'])
  })

  test('says how many are left out where more were chosen than are assigned at once', async () => {
    const of = '/worklists/team'
    const casefile = Array.from({ length: 201 }, (_, at) => `RD-9${String(at).padStart(5, '0')}`)
    for (const step of ['assign', 'assign/check'])
      expect((await leading.post(`/worklists/team/${step}`, { of, casefile, post: 'secondCaseworker' })).text).toContain(
        '<strong>1 casefile is left out</strong>: no more than 200 casefiles are assigned at once',
      )
  })

  test('is offered to whom the rules let assign, and to no caseworker', async () => {
    await openedCasefile(caseworker, organisation)
    const offered = (html: string) => [
      html.includes('type="checkbox" name="casefile"'),
      html.includes('Assign every casefile of this list'),
    ]
    expect(offered((await atWork.get('/worklists/mine')).text)).toEqual([true, false])
    expect(offered((await leading.get('/worklists/team')).text)).toEqual([true, true])
  })

  test('asks for a post, and for at least one casefile; all of a list are those of its filters', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const of = `/worklists/team?organisation=${other}`
    const all = (await leading.post('/worklists/team/assign', { of, all: 'yes' })).text
    expect(all).toContain(reference)
    expect(all).not.toContain((await nobodys()).reference)
    expect((await leading.post('/worklists/team/assign/check', { of, casefile: reference, post: 'nobody' })).text).toContain(
      'Error: Assign',
    )
    const longer = `${'Because. '.repeat(5_555)}to the last word`
    for (const step of ['assign/check', 'assigned']) {
      const asked = { of, casefile: reference, post: 'secondCaseworker', key: randomUUID(), why: longer }
      const { status, text } = await leading.post(`/worklists/team/${step}`, asked)
      expect([step, status]).toEqual([step, 400])
      expect(text).toMatch(/id="why-error"[\s\S]*characters or fewer/)
      expect(text).toContain('to the last word')
    }
    const long = `${'Because. '.repeat(300)}to the last word`
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile: reference, post: 'secondCaseworker', why: long }))
      .text
    expect(check).toContain('to the last word')
    expect(check).toContain('formaction="/worklists/team/assign">Change</button>')
    const changing = await leading.post('/worklists/team/assign', { of, casefile: reference, post: 'secondCaseworker', why: long })
    expect(changing.text).toContain('to the last word')
    expect(changing.text).toMatch(/value="secondCaseworker" selected/)
    expect((await leading.post('/worklists/team/assign', { of })).headers['location']).toBe(of)
    expect((await leading.get(of)).text).toContain('Tick at least one casefile to assign')
  })
})
