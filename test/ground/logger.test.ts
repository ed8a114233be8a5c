import { createServer, type RequestListener } from 'node:http'
import { expect, test } from '@jest/globals'
import { DatabaseError } from 'pg'
import request from 'supertest'
import { createLogger, requestLog } from '../../src/logger.ts'

function listening() {
  const lines: string[] = []
  return { logger: createLogger('info', { write: (line) => lines.push(line) }), lines, last: () => JSON.parse(lines.at(-1)!) }
}

const answering = (answer: RequestListener, logger: ReturnType<typeof createLogger>) => {
  const log = requestLog(logger)
  return createServer((incoming, outgoing) => {
    log(incoming, outgoing)
    answer(incoming, outgoing)
  })
}

test('a field nobody allowed stays out of the log', () => {
  const { logger, last } = listening()
  logger.info({ casefile: 'R-1', complainant: 'Mrs Jones', body: { words: 'my complaint' } }, 'opened')
  expect(last()).toMatchObject({ level: 'info', casefile: 'R-1', msg: 'opened' })
  expect(JSON.stringify(last())).not.toMatch(/Jones|complaint/)
})

test('a request leaves one line without query, headers or body', async () => {
  const { logger, lines, last } = listening()
  const server = answering((_, outgoing) => outgoing.writeHead(204).end(), logger)
  await request(server).post('/api/v1/casefiles?search=Jones').set('authorization', 'Bearer secret').send({ complaint: 'left waiting' })
  expect(lines).toHaveLength(1)
  expect(last()).toMatchObject({
    req: { method: 'POST', path: '/api/v1/casefiles' },
    res: { statusCode: 204 },
    responseTime: expect.any(Number),
  })
  expect(lines[0]).not.toMatch(/Jones|secret|waiting/)
})

test('an answer of 500 is logged as an error, a probe not at all', async () => {
  const { logger, lines, last } = listening()
  const server = answering(({ url }, outgoing) => outgoing.writeHead(url === '/health' ? 200 : 500).end(), logger)
  await request(server).get('/health')
  expect(lines).toEqual([])
  await request(server).get('/broken')
  expect(last()).toMatchObject({ level: 'error', res: { statusCode: 500 } })
})

test('the words of an error of ours are kept; those of others, which can quote what was entered, are not', () => {
  const { logger, lines, last } = listening()
  logger.error({ err: Object.assign(new Error('Someone else acted'), { code: 'changed-since' }) })
  expect(last().err).toMatchObject({ code: 'changed-since', message: 'Someone else acted' })

  const theirs = new DatabaseError('invalid input syntax for type date: "Mrs Jones"', 50, 'error')
  theirs.code = '22007'
  theirs.detail = 'Failing row contains (Mrs Jones)'
  logger.error({ err: new Error('Mrs Jones', { cause: theirs }) })
  expect(last().err).toMatchObject({ kind: 'Error', at: expect.any(Array), cause: { code: '22007' } })
  expect(lines.at(-1)).not.toContain('Jones')
})
