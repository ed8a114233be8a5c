/**
 * The plain way of doing the same, to be compared with: Express, TypeORM's entities, a transaction with a row lock and a live actor. It
 * keeps a history, timers and duties, and checks the token; it has no chain, no idempotency, and explains nothing.
 * `server <database> <port>`
 */
import { randomBytes } from 'node:crypto'
import express from 'express'
import { jwtVerify, SignJWT } from 'jose'
import { DataSource } from 'typeorm'
import { portFor } from '../../../src/port.ts'
import { person } from '../casefiles.ts'
import { serving } from '../served.ts'
import { act, type User } from './act.ts'
import { entities } from './entities.ts'

const [url, wanted] = process.argv.slice(2)
const { port } = await portFor({ mode: 'demonstration', host: '127.0.0.1', port: Number(wanted) })
const source = await new DataSource({ type: 'postgres', url: url!, entities, poolSize: 16 }).initialize()
const secret = randomBytes(32)
const holdings: User['holdings'] = [
  { post: 'caseworker', how: 'held', grade: 'caseworker', roles: [], directorate: 'customerServices', reportsTo: 'lineManager' },
]

const app = express()
app.use(express.json())
app.post('/instances/:id/events', async (request, response) => {
  const user = await userOf(request.get('Authorization'))
  if (!user) return void response.status(401).json({ error: 'Sign in' })
  const { status, answer } = await act(source, request.params.id, request.body, user)
  response.status(status).json(answer)
})

async function userOf(header = ''): Promise<User | undefined> {
  try {
    const { payload } = await jwtVerify(header.replace(/^Bearer /, ''), secret, { algorithms: ['HS256'] })
    return { id: payload.sub!, holdings: payload['holdings'] as User['holdings'] }
  } catch {
    return undefined
  }
}

const token = await new SignJWT({ holdings }).setProtectedHeader({ alg: 'HS256' }).setSubject(person).setExpirationTime('1h').sign(secret)
const server = app.listen(port, '127.0.0.1', () => {
  serving({ address: `http://127.0.0.1:${port}`, token }, async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    await source.destroy()
  })
})
