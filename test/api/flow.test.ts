import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let casefiles: Awaited<ReturnType<typeof openedCasefile>>[]
let begun: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  const organisation = await registered(caseworker)
  casefiles = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
  for (const { reference } of casefiles) await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  begun = (await caseworker.get('/flow/intervention')).body.asOf
})
afterAll(() => office.end())

const stateIn = ({ body }: { body: { states: { state: string }[] } }, id: string) => body.states.find(({ state }) => state === id)

describe('the flow of a machine', () => {
  test('says of every state how many are open in it, with all within, and who came', async () => {
    const flow = await caseworker.get('/flow/intervention')
    expect(flow.body).toMatchObject({ machine: 'intervention', today: '2012-12-03', all: { open: 2 }, elsewhere: { open: 0 } })
    expect(stateIn(flow, 'intervention.attempt')).toMatchObject({ open: 2, usual: null })
    expect(stateIn(flow, 'intervention.attempt')).toHaveProperty('days.6', { day: '2012-12-03', arrived: 2, left: 0 })
    expect(stateIn(flow, 'intervention.closed')).toMatchObject({ open: 0, oldestSince: null })
  })

  test('is at a moment what it was then', async () => {
    const before = new Date(Date.parse(begun) - 3_600_000).toISOString()
    expect((await caseworker.get(`/flow/intervention?at=${before}`)).body).toMatchObject({ asOf: before, all: { open: 0 } })
    expect((await caseworker.get(`/flow/intervention?at=${begun}`)).body).toMatchObject({ asOf: begun, all: { open: 2 } })
  })

  test('is compared with another moment, number by number', async () => {
    const before = new Date(Date.parse(begun) - 3_600_000).toISOString()
    const { body } = await caseworker.get(`/flow/intervention?compare=${before}`)
    expect(body).toMatchObject({
      all: { open: 2 },
      compared: { asOf: before, today: '2012-12-03', all: { open: 0 }, elsewhere: { open: 0 } },
    })
    expect(body.compared.states.map(({ state }: { state: string }) => state)).toEqual(
      body.states.map(({ state }: { state: string }) => state),
    )
    const back = await caseworker.get(`/flow/intervention?at=${before}&compare=${begun}`)
    expect(back.body).toMatchObject({ all: { open: 0 }, compared: { all: { open: 2 } } })
    expect(stateIn({ body: back.body.compared }, 'intervention.attempt')).toMatchObject({ open: 2 })
    expect((await caseworker.get('/flow/intervention')).body.compared).toBeNull()
  })

  test('says where work is held up, in numbers as the page does in a sentence', async () => {
    const { pool } = office.database
    expect((await caseworker.get('/flow/intervention')).body.bottlenecks).toEqual([])
    await pool.query(`update stay set due_on = '2012-12-01' where machine = 'intervention' and left_seq is null`)
    try {
      const { bottlenecks } = (await caseworker.get('/flow/intervention')).body
      const [{ name }] = bottlenecks
      expect(bottlenecks).toEqual([
        {
          ...{ state: 'intervention.attempt.assessing', name: expect.any(String), open: 2, overdue: 2, pastUsual: 0, usualDays: null },
          ...{ overdueElsewhere: 0, moreCameThanWent: 2 },
        },
      ])
      const { text } = await (await office.browse('caseworker')).get('/flow/intervention')
      expect(text.replaceAll(/<\/?span[^>]*>/g, '')).toMatch(
        new RegExp(`<li><a [^>]*>${name}</a>: 2 open, 2 of them overdue, 2 came in 7 days, 0 went</li>`),
      )
    } finally {
      await pool.query(`update stay set due_on = null where machine = 'intervention' and left_seq is null`)
    }
  })

  test('says in its description which filters are of today, and what is sealed is not counted in', async () => {
    const { body } = await caseworker.get('/openapi.json')
    for (const path of ['/flow/{machine}', '/flow/{machine}/list'])
      expect([path, body.paths[path].get.description]).toEqual([
        path,
        expect.stringContaining('The filters `organisation`, `rating`, `directorate` and `caseworker` read each casefile as it is today'),
      ])
    expect(body.paths['/flow/{machine}/list'].get.description).toContain('`organisations`, `rating` and `caseworker` are of today')
    expect(body.paths['/flow/{machine}'].get.description).toContain('go by the year before today')
    expect(body.paths['/flow/{machine}'].get.description).toContain(
      'never in what is due, the oldest, past the usual, not reminded or silent',
    )
  })

  test('has a list behind each number, page by page', async () => {
    const first = (await caseworker.get('/flow/intervention/list?state=intervention.attempt&limit=1')).body
    expect(first.items).toMatchObject([{ caseworker: 'caseworker', sealed: false, stateWords: expect.any(String) }])
    const second = (await caseworker.get(first.nextLink.replace(API, ''))).body
    expect(second.nextLink).toBeNull()
    expect([...first.items, ...second.items].map(({ casefile }) => casefile).sort()).toEqual(
      casefiles.map(({ reference }) => reference).sort(),
    )
  })

  test('is one of a machine that there is, and of people’s work: not of the office', async () => {
    for (const machine of ['nothing', 'office', 'constructor'])
      for (const list of ['', '/list']) expect((await caseworker.get(`/flow/${machine}${list}`)).status).toBe(404)
  })

  test('is of no moment that is still to come, and says so', async () => {
    for (const list of ['', '/list'])
      for (const at of ['2999-01-01T00:00:00Z', '2012-12-03T23:59:00Z']) {
        const { status, body } = await caseworker.get(`/flow/intervention${list}?at=${at}`)
        expect([status, body.errors]).toEqual([400, [{ parameter: 'at', detail: 'This moment is still to come' }]])
      }
    const { status, body } = await caseworker.get('/flow/intervention?compare=2999-01-01T00:00:00Z')
    expect([status, body.errors]).toEqual([400, [{ parameter: 'compare', detail: 'This moment is still to come' }]])
  })

  test('has no list of a state that its machine does not have, and says so', async () => {
    for (const state of ['intervention.stageOne', 'compliance.open.escalation.stage1', 'compliance']) {
      const { status, body } = await caseworker.get(`/flow/intervention/list?state=${state}`)
      expect([status, body.errors]).toEqual([400, [{ parameter: 'state', detail: `There is no such state of intervention: ${state}` }]])
    }
    for (const state of ['intervention', 'intervention.closed', 'elsewhere'])
      expect([state, (await caseworker.get(`/flow/intervention/list?state=${state}`)).status]).toEqual([state, 200])
  })

  test('refuses what it does not know instead of passing it over', async () => {
    for (const query of ['ratings=C', 'at=yesterday', 'window=3', 'openedFrom=2012-13-01'])
      expect([query, (await caseworker.get(`/flow/intervention?${query}`)).status]).toEqual([query, 400])
    expect((await caseworker.get('/flow/intervention/list?after=x')).status).toBe(400)
  })

  test('says how many call for attention, and why, with the list of as many', async () => {
    await office.setClock('2013-01-14')
    const { body } = await caseworker.get('/flow/intervention')
    expect(stateIn({ body }, 'intervention')).toMatchObject({
      attention: { silent: 2, pastUsual: 0, refused: 0, escalated: 0, notReminded: 0 },
    })
    for (const { state, attention } of body.states)
      for (const [kind, count] of Object.entries(attention)) {
        const { items } = (await caseworker.get(`/flow/intervention/list?state=${state}&attention=${kind}`)).body
        expect([state, kind, items.length]).toEqual([state, kind, count])
      }
    expect((await caseworker.get('/flow/intervention/list?attention=gloomy')).status).toBe(400)
  })
})
