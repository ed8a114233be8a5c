import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { ElkNode, LayoutOptions } from 'elkjs'

/** A picture could not be laid out. The message is short: the layouter's own errors carry its whole source text. */
export class ChartNotDrawn extends Error {
  override readonly name = 'ChartNotDrawn'
}

/**
 * Places a graph. Options hold for every compound of it; as options of the graph itself they would hold for its outermost level alone.
 *
 * @throws ChartNotDrawn
 */
export type Place = (graph: ElkNode, options: LayoutOptions) => Promise<ElkNode>

const PATIENCE_MS = 60_000

/**
 * The layouter computes for up to seconds without pause, and some graphs make it throw; so it has a thread of its own, whose end
 * is the end of the matter. The source is given as text because the thread starts outside the module system.
 */
const inThread = `
const { parentPort, workerData } = require('node:worker_threads')
const Elk = require(workerData.elk)
const elk = new Elk()
const short = (error) => String(error && error.message ? error.message : error).split('\\n')[0].slice(0, 300)
parentPort.on('message', ({ number, graph, options }) =>
  elk.layout(graph, { layoutOptions: options }).then(
    (placed) => parentPort.postMessage({ number, placed: JSON.stringify(placed) }),
    (error) => parentPort.postMessage({ number, fault: short(error) })))`

interface Answer {
  readonly number: number
  readonly placed?: string
  readonly fault?: string
}

interface Layouter {
  readonly place: Place
  /** Whether it is lent: where it is not, the service may end without it. */
  lent(is: boolean): void
  end(message: string): void
}

function layouter(): Layouter {
  const elk = createRequire(import.meta.url).resolve('elkjs/lib/elk.bundled.js')
  const thread = new Worker(inThread, { eval: true, workerData: { elk }, stderr: true })
  const asked = new Map<number, { resolve: (placed: ElkNode) => void; reject: (error: Error) => void }>()
  const failAll = (message: string) => {
    for (const { reject } of asked.values()) reject(new ChartNotDrawn(message))
  }
  thread.on('message', ({ number, placed, fault }: Answer) => {
    const { resolve, reject } = asked.get(number)!
    asked.delete(number)
    if (placed) resolve(JSON.parse(placed) as ElkNode)
    else reject(new ChartNotDrawn(fault))
  })
  const ended = (message: string) => {
    failAll(message)
    if (resting === own) resting = undefined
  }
  thread.once('error', (error) => ended(error.message.slice(0, 300)))
  thread.once('exit', (code) => ended(`The layout ended early, with code ${code}`))
  let number = 0
  const own: Layouter = {
    place: (graph, options) =>
      new Promise((resolve, reject) => {
        number += 1
        asked.set(number, { resolve, reject })
        thread.postMessage({ number, graph, options })
      }),
    lent: (is) => (is ? thread.ref() : thread.unref()),
    end: (message) => {
      ended(message)
      void thread.terminate()
    },
  }
  return own
}

/** To begin costs as much as a small picture does: who comes soon after another has the same. */
let resting: Layouter | undefined
const REST_MS = 5_000

/**
 * Lends a layouter. One that failed, or took too long, is not lent again.
 *
 * @throws ChartNotDrawn
 */
export async function withLayouter<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const mine = resting ?? layouter()
  resting = undefined
  mine.lent(true)
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    mine.end('The layout took too long')
  }, PATIENCE_MS)
  try {
    const done = await work(mine.place)
    if (isLate || resting) mine.end('It is not needed any more')
    else rests(mine)
    return done
  } catch (error) {
    mine.end('It failed')
    throw error
  } finally {
    clearTimeout(late)
  }
}

function rests(mine: Layouter): void {
  resting = mine
  mine.lent(false)
  setTimeout(() => {
    if (resting === mine) mine.end('It is not needed any more')
  }, REST_MS).unref()
}
