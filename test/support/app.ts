import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import request from 'supertest'
import { holderOf, seedPosts } from '../../db/seed-posts.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import { type App, createApp } from '../../src/app.ts'
import { config } from '../../src/config.ts'
import { createLogger, type Logger } from '../../src/logger.ts'
import { createServices, type Services } from '../../src/services.ts'
import { type Visitor, visitor } from './browse.ts'
import { keepsItsWord } from './contract.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { posts } from './people.ts'

/** The application that ships, over a database of this test file's own, with the office of the demonstration in it. */
export interface TestApp {
  readonly app: App
  readonly services: Services
  readonly database: TestDatabase
  /** Somebody who holds this post, signed in. */
  signIn(post: string): Promise<Caller>
  /** The same at the pages. */
  browse(post: string): Promise<Visitor>
  /** Sets the one clock to noon of this day in London, also back; a test tells its story on the days it names. */
  setClock(day: CalendarDate): Promise<void>
  end(): Promise<void>
}

/** What one person asks of the API. */
export interface Caller {
  readonly person: string
  readonly token: string
  get(path: string): request.Test
  /** With a fresh Idempotency-Key, unless one is given. */
  post(path: string, body?: object, key?: string): request.Test
}

export const API = '/api/v1'

/** @param logger where the log is looked at; else nothing is logged */
export async function testApp(logger: Logger = createLogger('silent')): Promise<TestApp> {
  const database = await testDatabase()
  await seedPosts(database.pool, posts)
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-app-'))
  const services = await createServices({
    config: config({ NODE_ENV: 'test', DATA_DIR: dataDir }),
    databaseUrl: database.url,
    logger,
  })
  const app = createApp(services)
  return {
    app,
    services,
    database,
    signIn: async (post) => {
      const person = holderOf(post)
      return callerWith(app, person, await services.demonstration!.tokenFor(person))
    },
    browse: (post) => visitor(app, post),
    setClock: async (day) => {
      await database.pool.query(
        `update clock set offset_ms = (extract(epoch from (($1 || ' 12:00')::timestamp at time zone 'Europe/London') - clock_timestamp()) * 1000)::bigint`,
        [day],
      )
    },
    end: async () => {
      await services.close()
      await database.end()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Somebody with this token, whatever it is worth; every answer they get is held against what OpenAPI says of it. */
export const callerWith = (app: Express, person: string, token: string): Caller => ({
  person,
  token,
  get: (path) => request(app).get(`${API}${path}`).set('Authorization', `Bearer ${token}`).expect(keepsItsWord),
  post: (path, body = {}, key = randomUUID()) =>
    request(app).post(`${API}${path}`).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body).expect(keepsItsWord),
})

/** An organisation, registered over the API; its id. */
export async function registered(caller: Caller, name = 'Anytown District Council', more: object = {}): Promise<string> {
  const { body, status } = await caller.post('/organisations', { name, sector: 'parliamentary', ...more })
  if (status !== 201) throw new Error(`not registered: ${JSON.stringify(body)}`)
  return body.id
}

/** A casefile, opened over the API by somebody: its answer. */
export async function openedCasefile(caller: Caller, organisation: string, more: object = {}) {
  const { body, status } = await caller.post('/casefiles', complaint(organisation, more))
  if (status !== 201) throw new Error(`not opened: ${JSON.stringify(body)}`)
  return body as {
    id: string
    reference: string
    instance: string
    revision: number
    instances: { id: string; machine: string; state: string }[]
  }
}

export const complaint = (organisation: string, more: object = {}) => ({
  receivedOn: '2012-11-05',
  complainant: { name: 'Mr J' },
  complainedAbout: [organisation],
  complaint: 'His records were lost.',
  ...more,
})
