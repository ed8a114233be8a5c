import { fork } from 'node:child_process'
import { extname, join } from 'node:path'

/** A service in a process of its own. */
export interface Served {
  readonly address: string
  readonly token: string
  /** Microseconds of processor that it has used. */
  used(): Promise<number>
  stop(): Promise<void>
}

const program = (name: string) => join(import.meta.dirname, `${name}${extname(import.meta.filename)}`)

/** Starts one of the two that are compared; it says where it listens, and ends when it is told to. */
export function serve(name: 'ours' | 'naive/server', words: readonly string[]): Promise<Served> {
  const child = fork(program(name), words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise<void>((answer) => child.once('exit', () => answer()))
  const next = <T>() => new Promise<T>((answer) => child.once('message', (said) => answer(said as T)))
  const ask = <T>(word: 'used') => {
    child.send(word)
    return next<T>()
  }
  return new Promise((settle, fail) => {
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code} before it listened`)))
    void next<{ address: string; token: string }>().then((said) =>
      settle({
        ...said,
        used: () => ask('used'),
        stop: () => {
          child.send('stop')
          return ended
        },
      }),
    )
  })
}

/** The other end: says that the service listens, and has it closed when it is no longer wanted, or when whoever started it is gone. */
export function serving(said: { address: string; token: string }, close: () => Promise<void>): void {
  process.send!(said)
  let closing = false
  const end = async () => {
    if (closing) return
    closing = true
    await close()
    process.exit(0)
  }
  const used = () => {
    const { user, system } = process.cpuUsage()
    process.send!(user + system)
  }
  process.on('message', (word) => void (word === 'used' ? used() : end())).on('disconnect', () => void end())
}
