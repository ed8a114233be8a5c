import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Served } from './served.ts'
import type { Task } from './workload.ts'

export interface Loaded {
  readonly perSecond: number
  readonly answers: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Microseconds of processor that the service used for each. */
  readonly used: number
}

export interface Target extends Pick<Served, 'address' | 'token' | 'used'> {
  /** Where events are put to an instance. */
  readonly path: (instance: string) => string
}

/**
 * Puts events as fast as they are answered, each worker over a connection of its own that stays open.
 *
 * @throws where an answer is not 201: then the figure would say nothing
 */
export async function load(
  { address, token, path, used }: Target,
  workers: readonly Iterator<Task, never>[],
  { settle, seconds }: { settle: number; seconds: number },
): Promise<Loaded> {
  const { hostname, port, host } = new URL(address)
  const times: number[] = []
  let answers = 0
  const usedBefore = await used()
  const begun = performance.now() + settle * 1_000
  const until = begun + seconds * 1_000
  await Promise.all(
    workers.map(async (work) => {
      const connection = new Connection(connect({ host: hostname, port: Number(port), noDelay: true }))
      for (let asked = performance.now(); asked < until; ) {
        const { instance, event } = work.next().value
        const { status, body } = await connection.ask(requestOf(host, path(instance), token, JSON.stringify(event)))
        if (status !== 201) throw new Error(`${event.type} was answered with ${status}: ${body()}`)
        const answered = performance.now()
        answers++
        if (asked >= begun && answered <= until) times.push(answered - asked)
        asked = answered
      }
      connection.close()
    }),
  )
  times.sort((a, b) => a - b)
  const at = (part: number) => Number(times[Math.floor(times.length * part)]?.toFixed(1))
  return {
    perSecond: times.length / seconds,
    answers,
    p50: at(0.5),
    p99: at(0.99),
    used: Math.round(((await used()) - usedBefore) / answers),
  }
}

const requestOf = (host: string, path: string, token: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n` +
  `Idempotency-Key: ${randomUUID()}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

interface Answered {
  readonly status: number
  readonly body: () => string
}

/** HTTP as far as it is needed here, since whatever asking costs is taken from what is measured: both share the machine. */
class Connection {
  readonly #socket: Socket
  #held: Buffer[] = []
  #length = 0
  #expected = 0
  #settle: ((answered: Answered) => void) | undefined
  #fail: ((error: Error) => void) | undefined

  constructor(socket: Socket) {
    this.#socket = socket
    const failed = (error: Error) => this.#fail?.(error)
    socket
      .on('data', (chunk) => this.#take(chunk))
      .on('error', failed)
      .on('close', () => failed(new Error('The connection was closed')))
  }

  ask(request: string): Promise<Answered> {
    return new Promise((settle, fail) => {
      this.#settle = settle
      this.#fail = fail
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#fail = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#held.push(chunk)
    this.#length += chunk.length
    if (this.#expected === 0) this.#expected = lengthOf(this.#held.length === 1 ? chunk : Buffer.concat(this.#held))
    if (this.#expected === 0 || this.#length < this.#expected) return
    const whole = this.#held
    this.#held = []
    this.#length = 0
    this.#expected = 0
    const status = Number(whole[0]!.toString('latin1', 9, 12))
    this.#settle!({ status, body: () => Buffer.concat(whole).toString().split('\r\n\r\n')[1] ?? '' })
  }
}

/** Of head and body together; 0 while the head is not whole. */
function lengthOf(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return 0
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end)) ?? []
  if (length === undefined) throw new Error('An answer came without its length')
  return end + 4 + Number(length)
}
