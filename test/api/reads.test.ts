import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let officer: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  caseworker = await office.signIn('caseworker')
  officer = await office.signIn('complianceOfficer')
  organisation = await registered(caseworker)
})
afterAll(() => office.end())

const openedBy = (caller: Caller, more: object = {}) => openedCasefile(caller, organisation, more)
type Read = { person: { id: string; name: string }; view: string; hour: string; firstAt: string }
const readsOf = async (reference: string, by = officer) => (await by.get(`/casefiles/${reference}/reads`)).body.items as Read[]

describe('who read about people', () => {
  test('is kept for each way of reading: the casefile, a lifecycle, its history, a letter', async () => {
    const { reference, instance } = await openedBy(caseworker)
    const other = await office.signIn('secondCaseworker')
    await other.get(`/casefiles/${reference}`)
    await other.get(`/casefiles/${reference}/history`)
    await other.get(`/instances/${instance}`)
    const found = await readsOf(reference)
    expect(found.map(({ view }) => view).sort()).toEqual(['casefile', 'history', 'lifecycle'])
    expect(found.every(({ person, hour, firstAt }) => person.id === other.person && firstAt >= hour && person.name !== '')).toBe(true)
  })

  test('is one line for a person, a way and an hour, however often they looked', async () => {
    const { reference } = await openedBy(caseworker)
    for (let times = 0; times < 3; times++) await caseworker.get(`/casefiles/${reference}`)
    await office.services.readings.written()
    await caseworker.get(`/casefiles/${reference}`)
    expect(await readsOf(reference)).toHaveLength(1)
  })

  test('is not said of what was refused: a sealed casefile has not been read by whom it is sealed to', async () => {
    const { reference, instance } = await openedBy(caseworker)
    const manager = await office.signIn('lineManager')
    await manager.post(`/instances/${instance}/events`, {
      type: 'SEAL',
      posts: ['caseworker', 'lineManager'],
      why: 'Somebody is in danger',
    })
    const other = await office.signIn('secondCaseworker')
    expect((await other.get(`/casefiles/${reference}`)).status).toBe(404)
    expect(await readsOf(reference, manager)).toEqual([])
  })

  test('is shown to who answers for it, and refused to a caseworker with the words who may', async () => {
    const { reference } = await openedBy(caseworker)
    for (const post of ['complianceOfficer', 'auditor', 'administrator', 'lineManager', 'director'])
      expect([post, (await (await office.signIn(post)).get(`/casefiles/${reference}/reads`)).status]).toEqual([post, 200])
    const { status, body } = await caseworker.get(`/casefiles/${reference}/reads`)
    expect([status, body.detail]).toEqual([
      403,
      'Who read a casefile is shown to a compliance officer, an auditor, an administrator, a line manager or above',
    ])
  })

  test('comes in pages, the newest first, each line once', async () => {
    const { reference } = await openedBy(caseworker)
    for (const post of ['caseworker', 'secondCaseworker', 'director']) await (await office.signIn(post)).get(`/casefiles/${reference}`)
    const seen: Read[] = []
    for (let link: string | null = `${API}/casefiles/${reference}/reads?limit=2`; link; ) {
      const { body } = await officer.get(link.slice(API.length))
      seen.push(...body.items)
      link = body.nextLink
    }
    expect(new Set(seen.map(({ person }) => person.id)).size).toBe(3)
    expect(seen).toHaveLength(3)
  })

  test('is told in the order of the moments, also within one hour, and so are its pages', async () => {
    const { reference, id } = await openedBy(caseworker)
    const moments = [
      ['zoe', 'casefile', '10:05:00.002'],
      ['adam', 'casefile', '10:52:00.001'],
      ['adam', 'letter', '10:48:00.001'],
      ['mary', 'history', '10:48:00.001'],
      ['zoe', 'letter', '10:50:00'],
      ['bob', 'casefile', '11:01:00'],
      ['zoe', 'history', '09:59:59.999'],
    ]
    for (const [person, view, at] of moments)
      await office.database.pool.query('insert into reading (file_id, hour, person, view, first_at) values ($1, $2, $3, $4, $5)', [
        id,
        `2012-12-03T${at!.slice(0, 2)}:00:00Z`,
        person,
        view,
        `2012-12-03T${at}Z`,
      ])
    const newestFirst = ['bob casefile', 'adam casefile', 'zoe letter', 'mary history', 'adam letter', 'zoe casefile', 'zoe history']
    for (const limit of [1, 3, 50]) {
      const seen: Read[] = []
      for (let link: string | null = `${API}/casefiles/${reference}/reads?limit=${limit}`; link; ) {
        const { body } = await officer.get(link.slice(API.length))
        seen.push(...body.items)
        link = body.nextLink
      }
      expect([limit, seen.map(({ person, view }) => `${person.id} ${view}`)]).toEqual([limit, newestFirst])
    }
  })

  test('is written before the service has stopped', async () => {
    const own = await testApp()
    const caller = await own.signIn('caseworker')
    const { reference } = await openedCasefile(caller, await registered(caller))
    await caller.get(`/casefiles/${reference}`)
    await own.services.close()
    const { rows } = await own.database.pool.query('select person, view from reading')
    await own.end()
    expect(rows).toEqual([{ person: caller.person, view: 'casefile' }])
  })

  test('cannot be changed or taken back', async () => {
    const { reference } = await openedBy(caseworker)
    await caseworker.get(`/casefiles/${reference}`)
    await office.services.readings.written()
    for (const sql of ["update reading set person = 'somebody else'", 'delete from reading', 'truncate reading'])
      await expect(office.database.pool.query(sql)).rejects.toMatchObject({ code: 'RD001' })
  })

  test('is not lost while the database does not take it', async () => {
    const { reference, id } = await openedBy(caseworker)
    await office.database.pool.query('alter table reading rename to elsewhere')
    office.services.readings.note(caseworker.person, 'export', [id])
    await office.services.readings.written()
    await office.database.pool.query('alter table elsewhere rename to reading')
    expect((await readsOf(reference)).map(({ view }) => view)).toEqual(['export'])
  })
})
