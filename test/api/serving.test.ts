import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { config } from '../../src/config.ts'
import { main, type Running } from '../../src/main.ts'
import { aboutTests, provedAt } from '../../src/reports/register.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { keepsItsWord } from '../support/contract.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

describe('for whoever runs the service', () => {
  let office: TestApp
  beforeAll(async () => {
    office = await testApp()
  })
  afterAll(() => office.end())
  const get = (path: string) => request(office.app).get(path).expect(keepsItsWord)

  test('it says that it lives, that it is ready, and what it is', async () => {
    expect((await get('/health')).body).toEqual({ status: 'up' })
    expect((await get('/ready')).body).toEqual({ status: 'up' })
    const { body } = await get('/info')
    expect(body).toMatchObject({
      name: 'redress',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      mode: 'demonstration',
      historyProtectedBy: ['triggers', 'chain'],
    })
    expect(body.machines.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['casefile', 'intervention', 'approach', 'compliance', 'organisation']),
    )
  })

  test('its figures name routes, never casefiles', async () => {
    const caller = await office.signIn('caseworker')
    await caller.get('/casefiles/RD-000042')
    const { text } = await get('/metrics')
    expect(text).toContain('redress_request_seconds_count{method="GET",route="/api/v1/casefiles/{ref}",status="404"} 1')
    expect(text).not.toContain('RD-000042')
  })

  test('a lifecycle is shown as data and as a picture, and the register with what carries each paragraph', async () => {
    const { body } = await get('/api/v1/machines/casefile')
    expect(body).toMatchObject({ machine: 'casefile', states: expect.any(Array), arrows: expect.any(Array) })
    const picture = await get('/api/v1/machines/casefile.svg')
    expect(picture.headers['content-type']).toMatch(/^image\/svg\+xml/)
    expect(String(picture.body)).toContain('<svg')
    const register = (await get('/api/v1/register')).body
    expect(register.paragraphs.find(({ id }: { id: string }) => id === 'I16')).toMatchObject({
      kind: 'record',
      elements: expect.arrayContaining([expect.objectContaining({ machine: 'casefile' })]),
    })
    expect(register.aboutTests).toBe(aboutTests(register.testsFrom))
  })

  test('the register said nothing of why no test is listed, where none had been run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-register-'))
    try {
      const proofs = join(folder, 'proofs.json')
      expect([provedAt(proofs), aboutTests(provedAt(proofs))]).toEqual([null, expect.stringMatching(/have not been run here.*npm test/)])
      writeFileSync(proofs, '{"tests":[]}')
      expect(provedAt(proofs)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)
      expect(aboutTests('2026-01-01T10:00:00.000Z')).toContain('by 2026-01-01T10:00:00.000Z')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('it is no longer ready once it is about to stop', async () => {
    office.services.drain()
    expect((await get('/ready')).body).toMatchObject({ status: 503, code: 'unavailable' })
    expect((await get('/health')).status).toBe(200)
  })
})

describe('the service as it starts', () => {
  let database: TestDatabase
  let dataDir: string
  let running: Running
  beforeAll(async () => {
    database = await testDatabase()
    dataDir = mkdtempSync(join(tmpdir(), 'redress-main-'))
    running = await main({ ...config({ NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), port: 0 }, database.url)
  })
  afterAll(async () => {
    await running.close()
    await database.end()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('listens on this machine alone, with its office in place', async () => {
    expect(running.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const answer = await fetch(`${running.address}/api/v1/demonstration/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"post":"ombudsman"}',
    })
    expect(await answer.json()).toMatchObject({ title: 'Ombudsman' })
  })

  test('answers what is not even HTTP with a problem', async () => {
    const { port } = new URL(running.address)
    const said = async (words: string) =>
      new Promise<string>((resolve, reject) => {
        let heard = ''
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(words))
        socket.on('data', (bytes) => {
          heard += bytes
        })
        socket.on('close', () => resolve(heard)).on('error', reject)
      })
    for (const [words, status] of [
      ['BREW / HTTP/1.1\r\n\r\n', 400],
      ['GET /health HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', 400],
      [`GET /health HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ] as const) {
      const heard = await said(words)
      expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(heard).toContain('Content-Type: application/problem+json')
      expect(JSON.parse(heard.slice(heard.indexOf('\r\n\r\n')))).toMatchObject({ status, code: 'malformed' })
    }
  })

  test('answers what it has begun before it stops', async () => {
    const answered = new Promise<number>((resolve, reject) => {
      ask(`${running.address}/api/v1/machines/intervention.svg`, (answer) => resolve(answer.resume().statusCode!))
        .on('error', reject)
        .end()
    })
    await fetch(`${running.address}/health`)
    const stopping = running.close()
    expect(await answered).toBe(200)
    await stopping
    await expect(fetch(`${running.address}/health`)).rejects.toThrow()
  })
})
