import { createHash } from 'node:crypto'
import connectPgSimple from 'connect-pg-simple'
import session, { type SessionData } from 'express-session'
import type { Pool } from 'pg'

/** After so long without a page, a session ends. */
export const SESSION_MINUTES = 60
/** A session is said to be in use at most so often: every page would else be a write. */
const TOUCHED_AT_MOST_EVERY_MS = 60_000
const MOST_REMEMBERED = 10_000

const PostgresStore = connectPgSimple(session)

/** The sessions' store: what it keeps them under is a digest of the id that the browser has. */
export class HashedStore extends PostgresStore {
  readonly #touched = new Map<string, number>()

  constructor(pool: Pool, onError: (error: unknown) => void) {
    super({ pool, tableName: 'session', ttl: SESSION_MINUTES * 60, errorLog: (_what: string, error?: unknown) => onError(error) })
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    super.get(digest(sid), done)
  }

  override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
    super.set(digest(sid), data, done)
  }

  override destroy(sid: string, done?: (error?: unknown) => void): void {
    this.#touched.delete(sid)
    super.destroy(digest(sid), done)
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = performance.now()
    if (now - (this.#touched.get(sid) ?? Number.NEGATIVE_INFINITY) < TOUCHED_AT_MOST_EVERY_MS) {
      done?.()
      return
    }
    if (this.#touched.size >= MOST_REMEMBERED) this.#touched.clear()
    this.#touched.set(sid, now)
    super.touch(digest(sid), data, done)
  }
}

const digest = (sid: string) => createHash('sha256').update(sid).digest('hex')
