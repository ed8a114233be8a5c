/** Holds many streams open, as many browsers would, and says when each of them heard of a change: `watchers`, told by its parent. */
import { request } from 'node:http'

interface Begin {
  readonly address: string
  readonly tokens: readonly string[]
  readonly each: number
}

interface Asked {
  readonly open: number
  /** Milliseconds after which those who have not heard are not waited for. */
  readonly patience: number
}

/** When each stream heard that so many are open: milliseconds on the clock that all processes of a machine share. */
const heard = new Map<number, number[]>()
let asked: { readonly open: number; readonly by: number } | undefined
let watching = 0
let waiting: NodeJS.Timeout | undefined

const now = () => performance.timeOrigin + performance.now()

function watch({ address }: Begin, token: string): Promise<void> {
  return new Promise((begun, failed) => {
    const asking = request(`${address}/api/v1/live?machine=casefile`, { agent: false, headers: { authorization: `Bearer ${token}` } })
    asking.once('error', failed).once('response', (response) => {
      if (response.statusCode !== 200) failed(new Error(`A stream was answered with ${response.statusCode}`))
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
        const messages = text.split('\n\n')
        text = messages.pop()!
        for (const message of messages) hear(message)
        begun()
      })
    })
    asking.end()
  })
}

function hear(message: string): void {
  const at = now()
  const data = /^data:(.*)$/m.exec(message)?.[1]
  const open: number | undefined = data && JSON.parse(data).changed?.['all:open']
  if (open === undefined) return
  heard.set(open, [...(heard.get(open) ?? []), at])
  answer()
}

/** Once all have heard, or as many as have by then. */
function answer(late = false): void {
  if (!asked || (!late && (heard.get(asked.open)?.length ?? 0) < asked.by)) return
  // Of this question: it must not cut the next one short.
  clearTimeout(waiting)
  process.send!(heard.get(asked.open) ?? [])
  asked = undefined
}

process.on('message', (word: Begin | Asked) => {
  if ('open' in word) {
    asked = { open: word.open, by: watching }
    waiting = setTimeout(answer, word.patience, true)
    answer()
    return
  }
  const all = word.tokens.flatMap((token) => Array.from({ length: word.each }, () => token))
  watching = all.length
  Promise.all(all.map((token) => watch(word, token))).then(
    () => process.send!([...heard.keys()]),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
