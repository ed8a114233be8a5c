import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { discardDraft, draftDays, draftsBegun, draftsOf, forgetDrafts, saveDraft } from '../../src/beside/drafts.ts'
import { readerOf } from '../../src/reports/standing.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let other: Caller
let reference: string
let instance: string
beforeAll(async () => {
  office = await testApp()
  caseworker = await office.signIn('caseworker')
  other = await office.signIn('secondCaseworker')
  const opened = await openedCasefile(caseworker, await registered(caseworker))
  reference = opened.reference
  instance = opened.instance
})
afterAll(() => office.end())
beforeEach(() => office.database.pool.query('delete from draft'))

const pool = () => office.services.pool
const reader = ({ person }: Caller) => readerOf(office.services.lists, person)
const note = (about = '') => ({ instance, event: 'ADD_NOTE', about })
const begun = async (by: Caller, of: ReturnType<typeof note>) => draftsBegun(pool(), await reader(by), of)

describe('a draft', () => {
  test('is what somebody typed last, until it is sent or thrown away', async () => {
    await saveDraft(pool(), caseworker.person, note(), { note: 'He ra' })
    const savedAt = await saveDraft(pool(), caseworker.person, note(), { note: 'He rang', several: ['one', 'two'] })
    expect(await begun(caseworker, note())).toEqual([{ ...note(), fields: { note: 'He rang', several: ['one', 'two'] }, savedAt }])
    await discardDraft(pool(), caseworker.person, note())
    expect(await begun(caseworker, note())).toEqual([])
  })

  test('of one thing is no draft of another: each is kept, and let go of by itself', async () => {
    await saveDraft(pool(), caseworker.person, note('letter=one'), { body: 'To him' })
    await saveDraft(pool(), caseworker.person, note('letter=two'), { body: 'To the office' })
    const abouts = async () => (await begun(caseworker, note())).map(({ about }) => about).sort()
    expect(await abouts()).toEqual(['letter=one', 'letter=two'])
    await discardDraft(pool(), caseworker.person, note('letter=two'))
    expect(await abouts()).toEqual(['letter=one'])
  })

  test('is its owner’s alone', async () => {
    await saveDraft(pool(), caseworker.person, note(), { note: 'Mine' })
    expect(await begun(other, note())).toEqual([])
    await discardDraft(pool(), other.person, note())
    expect(await draftsOf(pool(), await reader(caseworker))).toEqual([
      { ...note(), fields: { note: 'Mine' }, savedAt: expect.any(String), reference, machine: 'casefile' },
    ])
  })

  test('of a form that opens a casefile is one, and is in no casefile', async () => {
    const opening = { instance: null, event: 'OPEN', about: '' }
    await saveDraft(pool(), caseworker.person, opening, { complaint: 'One' })
    await saveDraft(pool(), caseworker.person, opening, { complaint: 'Two' })
    expect(await draftsOf(pool(), await reader(caseworker))).toEqual([
      { ...opening, fields: { complaint: 'Two' }, savedAt: expect.any(String), reference: null, machine: null },
    ])
  })

  test('in a casefile that was sealed to its owner meanwhile is not shown, as nothing of it is', async () => {
    const own = await openedCasefile(caseworker, await registered(caseworker, 'Another'))
    const draft = { instance: own.instance, event: 'ADD_NOTE', about: '' }
    await saveDraft(pool(), other.person, draft, { note: 'Before it was sealed' })
    const manager = await office.signIn('lineManager')
    await manager.post(`/instances/${own.instance}/events`, {
      type: 'SEAL',
      posts: ['caseworker', 'lineManager'],
      why: 'Somebody is in danger',
    })
    expect(await begun(other, draft)).toEqual([])
    expect(await draftsOf(pool(), await reader(other))).toEqual([])
  })

  test('is forgotten after thirty days, or after as many as an administrator has set', async () => {
    await saveDraft(pool(), caseworker.person, note(), { note: 'Long ago' })
    await office.database.pool.query("update draft set saved_at = present_moment() - interval '29 days'")
    expect([await draftDays(pool()), await forgetDrafts(pool())]).toEqual([30, 0])
    await office.database.pool.query("insert into setting (name, days, from_day) values ('draftRetentionDays', 7, '2001-01-01')")
    expect([await draftDays(pool()), await forgetDrafts(pool())]).toEqual([7, 1])
    await office.database.pool.query("insert into setting (name, days, from_day) values ('draftRetentionDays', 1, '2999-01-01')")
    expect(await draftDays(pool())).toBe(7)
  })

  test('longer than any form is not kept', async () => {
    await expect(saveDraft(pool(), caseworker.person, note(), { note: 'x'.repeat(400_001) })).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('what must never be, the database forbids', () => {
  test.each([
    ['a draft that is no form', `insert into draft (person, event, fields, saved_at) select id, 'OPEN', '[]', now() from person limit 1`],
    ['a draft of no event', `insert into draft (person, event, fields, saved_at) select id, 'open', '{}', now() from person limit 1`],
    ['drafts kept for ever', `insert into setting (name, days, from_day) values ('draftRetentionDays', 3651, '2013-01-01')`],
    [
      'a search that is shared',
      `insert into saved_view (id, owner, team, name, page, path, query, saved_at) select gen_random_uuid(), p.id, 'lineManager', 'N', 'search', '/search', '', now() from person p limit 1`,
    ],
    [
      'a view of another site',
      `insert into saved_view (id, owner, name, page, path, query, saved_at) select gen_random_uuid(), p.id, 'N', 'search', '//elsewhere', '', now() from person p limit 1`,
    ],
    [
      'a reading outside its hour',
      `insert into reading (file_id, hour, person, view, first_at) select id, '2013-01-01 10:00Z', 'p', 'casefile', '2013-01-01 11:00Z' from file limit 1`,
    ],
    [
      'a reading by nobody',
      `insert into reading (file_id, hour, person, view, first_at) select id, '2013-01-01 10:00Z', 'system', 'casefile', '2013-01-01 10:00Z' from file limit 1`,
    ],
    [
      'a text that is something search knows nothing of',
      "insert into text (id, file_id, salt, words, part) select gen_random_uuid(), id, 's', 'w', 'smell' from file limit 1",
    ],
  ])('%s', async (_what, sql) => {
    await expect(office.database.pool.query(sql)).rejects.toMatchObject({ code: '23514' })
  })
})
