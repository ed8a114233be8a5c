import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let administrator: Caller
beforeAll(async () => {
  office = await testApp()
  administrator = await office.signIn('administrator')
})
beforeEach(() => office.setClock('2012-12-03'))
afterAll(() => office.end())

const moved = (body: object, caller = administrator) => caller.post('/demonstration/clock', body)

test('the clock is moved by days, or to a day, and the day is the same for everybody', async () => {
  expect((await moved({ days: 7 })).body).toMatchObject({ today: '2012-12-10', now: expect.stringMatching(/^2012-12-10T12:00/) })
  expect((await moved({ to: '2013-03-31' })).body).toMatchObject({ today: '2013-03-31', now: expect.stringMatching(/^2013-03-31T11:00/) })
  expect((await administrator.get('/demonstration/clock')).body).toMatchObject({ today: '2013-03-31' })
  const caseworker = await office.signIn('caseworker')
  const { reference } = await openedCasefile(caseworker, await registered(caseworker))
  expect((await caseworker.get(`/casefiles/${reference}/history`)).body.items[0]).toMatchObject({ happenedOn: '2013-03-31' })
})

test('it moves forward only, and by no more than ten years at a time', async () => {
  for (const body of [{ to: '2012-12-03' }, { to: '2012-12-02' }, { to: '2023-01-01' }])
    expect((await moved(body)).body).toMatchObject({ status: 400, errors: [{ pointer: '/to' }] })
  for (const days of [0, -1, 1.5, 3_661, '7', 1e9])
    expect([days, (await moved({ days })).body]).toEqual([days, expect.objectContaining({ status: 400 })])
  for (const body of [{}, { days: 1, to: '2013-01-01' }, { to: 'tomorrow' }, { days: 1, now: true }])
    expect((await moved(body)).status).toBe(400)
  expect((await administrator.get('/demonstration/clock')).body).toMatchObject({ today: '2012-12-03' })
})

test('only the administrator moves it', async () => {
  for (const post of ['caseworker', 'ombudsman', 'auditor'])
    expect((await moved({ days: 1 }, await office.signIn(post))).body).toMatchObject({ status: 403, code: 'not-allowed' })
})

test('what falls due on the way is carried out at once, each on its day', async () => {
  const caseworker = await office.signIn('caseworker')
  const organisation = await registered(caseworker)
  const { reference, id } = await openedCasefile(caseworker, organisation)
  const { body: attempt } = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
  const told = { type: 'RECORD_COMPLAINANT_CONTACT' }
  expect(attempt.actions.map(({ type }: { type: string }) => type)).toContain(told.type)
  const { body } = await moved({ days: 1 })
  expect(body.swept).toEqual({ files: expect.any(Number), lines: expect.any(Number), overtaken: 0, setAside: 0 })
  const { rows } = await office.database.pool.query('select from timer where file_id = $1 and due_at <= present_moment()', [id])
  expect(rows).toEqual([])
})
