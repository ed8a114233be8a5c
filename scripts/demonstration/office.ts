import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

type Json = Readonly<Record<string, unknown>>
export interface Instance {
  readonly id: string
  readonly machine: string
  readonly key?: string
  readonly parent?: string
  readonly state: string
}
export interface Casefile {
  readonly reference: string
  readonly instances: readonly Instance[]
  readonly letters: readonly { id: string; letter: string; sentOn: string | null }[]
  readonly [more: string]: unknown
}

/** What follows from an event that was taken. */
export interface Taken extends Json {
  readonly transition: { readonly seq: number }
  readonly instance: string
  readonly state: string
  /** What it opened; keyed where its parent tells several apart. */
  readonly opened: readonly { readonly id: string; readonly machine: string; readonly key?: string }[]
  readonly letters: readonly { readonly id: string; readonly letter: string; readonly sentOn: string | null }[]
}

/** What the service answered when it did not do as asked; the problem says all of it. */
export class Declined extends Error {
  override readonly name = 'Declined'
  readonly status: number
  readonly problem: Json
  constructor(asked: string, status: number, problem: Json) {
    super(`${asked}: ${status} ${JSON.stringify(problem)}`)
    this.status = status
    this.problem = problem
  }
}

const UNAVAILABLE = 503
const MOST_TRIES = 5

/** The service as one colleague uses it: over HTTP, with the token of one post. */
export class Colleague {
  readonly #base: string
  readonly #token: string

  constructor(base: string, token: string) {
    this.#base = base
    this.#token = token
  }

  async get<T = Json>(path: string): Promise<T> {
    return (await this.#ask('GET', path)) as T
  }

  async post<T = Json>(path: string, body: object): Promise<T> {
    return (await this.#ask('POST', path, body)) as T
  }

  opens = (complaint: object): Promise<Casefile> => this.post<Casefile>('/casefiles', complaint)
  registers = (organisation: object): Promise<{ id: string }> => this.post<{ id: string }>('/organisations', organisation)
  casefile = (reference: string): Promise<Casefile> => this.get<Casefile>(`/casefiles/${reference}`)

  /** The one instance of this machine in the casefile: the last opened, or the one of this key. */
  async finds(reference: string, machine: string, key?: string): Promise<Instance> {
    const { instances } = await this.casefile(reference)
    const found = instances.filter((each) => each.machine === machine && (!key || each.key === key || each.key?.endsWith(` ${key}`))).at(-1)
    if (!found) throw new Error(`${reference} has no ${machine} ${key ?? ''}`)
    return found
  }

  /** Put an event to an instance; `reasons` by the name of the rule each answers. */
  does = (instance: { id: string }, type: string, payload: object = {}, reasons?: Readonly<Record<string, string>>): Promise<Taken> =>
    this.post<Taken>(`/instances/${instance.id}/events`, { type, ...payload, ...(reasons && { reasons }) })

  async #ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const request = {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }
    for (let tries = 1; ; tries++) {
      const response = await fetch(`${this.#base}/api/v1${path}`, request)
      const answer = (await response.json()) as Json
      if (response.ok) return answer
      // Others were faster: the same request with the same key is safe to send again.
      if (response.status !== UNAVAILABLE || tries === MOST_TRIES)
        throw new Declined(`${method} ${path} ${body ? JSON.stringify(body) : ''}`, response.status, answer)
      await pause(Number(response.headers.get('retry-after')) * 1_000)
    }
  }
}

/** The demonstration's office: anyone signs in by choosing a post, and the administrator moves the clock. */
export class Office {
  readonly #base: string
  readonly #signedIn = new Map<string, Promise<Colleague>>()

  constructor(base: string) {
    this.#base = base
  }

  as(post: string): Promise<Colleague> {
    const known = this.#signedIn.get(post)
    if (known !== undefined) return known
    const signingIn = this.#signIn(post)
    this.#signedIn.set(post, signingIn)
    return signingIn
  }

  async today(): Promise<string> {
    return (await (await this.as('administrator')).get<{ today: string }>('/demonstration/clock')).today
  }

  async waits(days: number): Promise<void> {
    if (days > 0) await (await this.as('administrator')).post('/demonstration/clock', { days })
  }

  async #signIn(post: string): Promise<Colleague> {
    const response = await fetch(`${this.#base}/api/v1/demonstration/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ post }),
    })
    const answer = (await response.json()) as { token: string }
    if (!response.ok) throw new Declined(`sign in as ${post}`, response.status, answer as unknown as Json)
    return new Colleague(this.#base, answer.token)
  }
}
