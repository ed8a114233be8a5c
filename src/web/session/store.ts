import { createHash } from 'node:crypto'
import connectPgSimple from 'connect-pg-simple'
import type { Request } from 'express'
import session, { type Session, type SessionData } from 'express-session'
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
  readonly #lookingOn = new WeakSet<object>()
  /** Sessions that are kept already, or were. */
  readonly #begun = new WeakSet<object>()
  readonly #pool: Pool
  readonly #there: (sid: string) => Promise<boolean>

  constructor(pool: Pool, onError: (error: unknown) => void) {
    super({ pool, tableName: 'session', ttl: SESSION_MINUTES * 60, errorLog: (_what: string, error?: unknown) => onError(error) })
    this.#pool = pool
    this.#there = together(async (sids) => {
      const { rows } = await pool.query<{ sid: string }>('select sid from session where sid = any($1) and expire > now()', [
        sids.map(digest),
      ])
      const there = new Set(rows.map(({ sid }) => sid))
      return sids.map((sid) => there.has(digest(sid)))
    })
  }

  /** This request does not say that the session is in use. */
  lookOn(session: object): void {
    this.#lookingOn.add(session)
  }

  /** Whether a session has not ended; asking does not prolong it. */
  isThere(sid: string): Promise<boolean> {
    return this.#there(sid)
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    super.get(digest(sid), done)
  }

  override createSession(request: Request, data: SessionData): Session & SessionData {
    const session = super.createSession(request, data)
    this.#begun.add(session)
    return session
  }

  /** Only a request that begins a session makes one: what was ended while a slower request went on stays ended. */
  override set(sid: string, data: SessionData, done?: (error?: unknown) => void): void {
    if (this.#begun.has(data)) {
      this.#keep(digest(sid), data).then(() => done?.(), done)
      return
    }
    this.#begun.add(data)
    super.set(digest(sid), data, done)
  }

  async #keep(key: string, data: SessionData): Promise<void> {
    await this.#pool.query('update session set sess = $2, expire = now() + make_interval(mins => $3) where sid = $1 and expire > now()', [
      key,
      data,
      SESSION_MINUTES,
    ])
  }

  override destroy(sid: string, done?: (error?: unknown) => void): void {
    this.#touched.delete(sid)
    super.destroy(digest(sid), done)
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = performance.now()
    if (this.#lookingOn.has(data) || now - (this.#touched.get(sid) ?? Number.NEGATIVE_INFINITY) < TOUCHED_AT_MOST_EVERY_MS) {
      done?.()
      return
    }
    if (this.#touched.size >= MOST_REMEMBERED) this.#touched.clear()
    this.#touched.set(sid, now)
    super.touch(digest(sid), data, done)
  }
}

/** What many ask at the same time is asked once. */
function together<Answer>(ask: (keys: readonly string[]) => Promise<readonly Answer[]>): (key: string) => Promise<Answer> {
  let asking: { readonly keys: string[]; readonly answers: Promise<readonly Answer[]> } | undefined
  return async (key) => {
    if (!asking) {
      const keys: string[] = []
      const answers = Promise.resolve().then(() => {
        asking = undefined
        return ask(keys)
      })
      asking = { keys, answers }
    }
    const place = asking.keys.push(key) - 1
    return (await asking.answers)[place]!
  }
}

const digest = (sid: string) => createHash('sha256').update(sid).digest('hex')
