import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { openDataSource } from '../../db/data-source.ts'
import { migrate } from '../../db/migrate.ts'
import { openPool } from '../../db/pool.ts'
import { schemaOf } from '../../db/schema.ts'
import { holderOf, seedPosts } from '../../db/seed-posts.ts'
import { testDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.end())

/** Works with the same server as its superuser, outside any database of ours. */
async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: new URL('/postgres', database.url).href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('the schema', () => {
  test('is what db/schema.sql says: `npm run schema` writes it, and the difference is read', async () => {
    expect(await schemaOf(database.pool)).toBe(readFileSync('db/schema.sql', 'utf8'))
  })

  test('is made once when four processes start at the same time', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_raced`.slice(-60)
    await onServer((client) => client.query(`create database ${client.escapeIdentifier(name)}`))
    const url = new URL(`/${name}`, database.url).href
    const pool = openPool(url)
    try {
      await Promise.all(Array.from({ length: 4 }, () => migrate(url)))
      expect(await schemaOf(pool)).toBe(readFileSync('db/schema.sql', 'utf8'))
      expect((await pool.query('select name from migration order by id')).rows.map((row) => row.name)).toEqual([
        'Files1700000000001',
        'People1700000000002',
        'Compliance1700000000003',
        'Sessions1700000000004',
        'Search1700000000005',
        'TheOffice1700000000006',
        'Worklists1700000000007',
        'Deviations1700000000008',
        'Drafts1700000000009',
        'LastSweep1700000000010',
        'Stays1700000000011',
        'AtWork1700000000012',
        'WrittenLately1700000000013',
        'FlowViews1700000000014',
        'LookedAt1700000000015',
        'FlowFilters1700000000016',
        'TeamBeginnings1700000000017',
        'WhatItemsSay1700000000018',
        'StaysInStates1700000000019',
        'LastWritten1700000000020',
        'AnnualFigures1700000000021',
        'Standstills1700000000022',
        'HowManyStand1700000000023',
        'DueByDay1700000000024',
        'RemedySums1700000000025',
        'TargetDates1700000000026',
        'Work1700000000027',
        'Letterhead1700000000028',
        'FoundOfOrganisations1700000000029',
        'EarlierReferencesBare1700000000030',
      ])
    } finally {
      await pool.end()
      await onServer((client) => client.query(`drop database ${client.escapeIdentifier(name)} with (force)`))
    }
  })

  test('is read by the entities of lists, column for column', async () => {
    await seedPosts(database.pool)
    const lists = await openDataSource(database.url)
    try {
      for (const { name } of lists.entityMetadatas) expect(await lists.getRepository(name).find({ take: 1 })).toBeDefined()
      expect(await lists.getRepository('holding').findOneBy({ person: holderOf('director') })).toMatchObject({
        post: 'director',
        how: 'held',
        fromDay: '2000-01-01',
        toDay: null,
      })
      expect(await lists.getRepository('post').findOneBy({ id: 'auditor' })).toMatchObject({ roles: ['auditor'], grade: null })
    } finally {
      await lists.destroy()
    }
  })
})

describe('a role of its own', () => {
  const role = `redress_app_${randomBytes(4).toString('hex')}`
  const url = () => Object.assign(new URL(database.url), { username: role, password: 'secret' }).href
  let pool: ReturnType<typeof openPool>
  beforeAll(async () => {
    await database.pool.query(`create role ${role} login password 'secret'`)
    await migrate(url(), { ownerUrl: database.url })
    pool = openPool(url())
  })
  afterAll(async () => {
    await pool.end()
    await database.pool.query(`drop owned by ${role}`)
    await database.pool.query(`drop role ${role}`)
  })

  test.each([
    'update transition set actor = actor',
    'delete from transition',
    'truncate transition',
    'drop table transition',
    'alter table transition disable trigger all',
    "set session_replication_role = 'replica'",
    'delete from file',
    'delete from duty',
    'update refused_attempt set person = person',
    'delete from refused_attempt',
    'update text set file_id = file_id',
    "update installation set secret = ''",
    'delete from person',
    'delete from setting',
    'create table more (id int)',
  ])('may not %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' })
  })

  test('may do all that the service does', async () => {
    const { office, opened, put, dayIn, moveOn } = await import('../engine/support/engine.ts')
    const { sweeping } = await import('../../src/timers/sweep.ts')
    const { forgetKeys } = await import('../../src/timers/keys.ts')
    const { takeUp } = await import('../../src/engine/incident.ts')
    const { lookForStuck } = await import('../../src/shown/stuck-look.ts')
    const { definitions } = await import('../engine/support/counting.ts')
    const at = await office({ url: url() })
    try {
      const { instance } = await opened(at.engine)
      const { look } = await put(at.engine, instance, { type: 'WRITE' })
      await put(at.engine, instance, { type: 'SUBMIT' })
      await put(at.engine, instance, { type: 'DUTY_DONE', duty: look.file.duties[0]!.id })
      await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 0) })
      await moveOn(at.pool, 2)
      expect(await sweeping({ pool: at.pool, definitions, compose: () => '' })()).toMatchObject({ files: 1, setAside: 0 })
      await expect(put(at.engine, instance, { type: 'ADD', many: 9 })).rejects.toMatchObject({ code: 'refused' })
      await forgetKeys(at.pool)
      await takeUp(at.pool)
      const looking = { engine: at.engine, pool: at.pool, draining: () => false }
      expect(await lookForStuck(looking, async () => {})).toBe(true)
      expect(at.errors).toEqual([])
    } finally {
      await at.end()
    }
  })
})

describe('what must never be, the database forbids', () => {
  test.each([
    ['a post that reports to itself', "insert into post (id, title, reports_to) values ('x', 'X', 'x')"],
    [
      'a delegation to oneself',
      "insert into delegation (by_person, to_person, post, from_day, to_day) values ('a', 'a', 'p', '2013-01-01', '2013-02-01')",
    ],
    [
      'a holding that ends before it begins',
      "insert into holding (person, post, from_day, to_day) values ('a', 'p', '2013-01-02', '2013-01-01')",
    ],
    ['a grade that there is not', "insert into post (id, title, grade) values ('x', 'X', 'emperor')"],
    ['somebody who is the clock', "insert into person (id, name) values ('system', 'S')"],
    ['a second present moment', 'insert into clock (one, offset_ms) values (false, 1)'],
    [
      'a standstill for no reason',
      "insert into standstill (instance_id, file_id, revision, found_at, reasons) values (gen_random_uuid(), gen_random_uuid(), 1, now(), '[]')",
    ],
    [
      'a whole look that never ended',
      'update standstill_look set whole_begun_at = now(), whole_ended_at = null, whole_looked = 1, whole_authority = 1',
    ],
    ['a look that came farther than through all', 'update standstill_look set begun_at = now(), looked = 2, of_all = 1, authority = 1'],
    ['a text half erased', "insert into text (id, file_id, words) values (gen_random_uuid(), gen_random_uuid(), 'w')"],
    [
      'a letter sent without its text',
      "insert into letter (id, file_id, place, instance_id, letter, cites, sent_on, discarded) values (gen_random_uuid(), gen_random_uuid(), 0, gen_random_uuid(), 'decision', 'I27', '2013-01-01', false)",
    ],
    [
      'a seal on a casefile that is not sealed',
      "insert into casefile (file_id, directorate, stage, received_on, organisations, sealed, sealed_to, closed, opened_at) values (gen_random_uuid(), 'operations', 'preliminary', '2013-01-01', '{}', false, '{director}', false, now())",
    ],
  ])('%s', async (_what, sql) => {
    await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '23514' })
  })

  test('two lines of history after the same one: a fork is an error, not a finding', async () => {
    const { rows } = await database.pool.query(
      "select pg_get_constraintdef(oid) as is from pg_constraint where conrelid = 'transition'::regclass and contype = 'u'",
    )
    expect(rows).toEqual([{ is: 'UNIQUE (file_id, previous)' }])
  })

  test('a change of posts, holdings, delegations, the scheme or a setting goes unnoticed by what is being decided', async () => {
    const revision = async () => Number((await database.pool.query('select revision from authority')).rows[0].revision)
    await seedPosts(database.pool)
    for (const sql of [
      "update post set title = title where id = 'director'",
      `insert into delegation (by_person, to_person, post, from_day, to_day) values ('${holderOf('director')}', '${holderOf('deputyDirector')}', 'director', '2013-01-01', '2013-02-01')`,
      "update holding set to_day = null where post = 'director'",
      "insert into delegation_scheme (directorate, decision, grade, from_day) values ('operations', 'decline', 'director', '2013-01-01')",
      "insert into setting (name, days, from_day) values ('signOffDays', 3, '2013-01-01')",
    ]) {
      const before = await revision()
      await database.pool.query(sql)
      expect(await revision()).toBe(before + 1)
    }
  })
})
