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

/**
 * Lends a layouter, which ends with what it was lent for.
 *
 * @throws ChartNotDrawn
 */
export async function withLayouter<T>(work: (place: Place) => Promise<T>): Promise<T> {
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
  thread.once('error', (error) => failAll(error.message.slice(0, 300)))
  thread.once('exit', (code) => failAll(`The layout ended early, with code ${code}`))
  const late = setTimeout(() => failAll('The layout took too long'), PATIENCE_MS)
  let number = 0
  try {
    return await work(
      (graph, options) =>
        new Promise((resolve, reject) => {
          number += 1
          asked.set(number, { resolve, reject })
          thread.postMessage({ number, graph, options })
        }),
    )
  } finally {
    clearTimeout(late)
    void thread.terminate()
  }
}
