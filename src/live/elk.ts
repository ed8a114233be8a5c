import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { ElkNode, LayoutOptions } from 'elkjs'

/** A picture could not be laid out. The message is short: the layouter's own errors carry its whole source text. */
export class ChartNotDrawn extends Error {
  override readonly name = 'ChartNotDrawn'
}

const PATIENCE_MS = 60_000

/**
 * The layouter computes for up to seconds without pause, and some graphs make it throw; so it has a thread of its own, whose end
 * is the end of the matter. The source is given as text because the thread starts outside the module system.
 */
const inThread = `
const { parentPort, workerData } = require('node:worker_threads')
const Elk = require(workerData.elk)
const short = (error) => String(error && error.message ? error.message : error).split('\\n')[0].slice(0, 300)
new Elk().layout(workerData.graph, { layoutOptions: workerData.options }).then(
  (placed) => parentPort.postMessage({ placed: JSON.stringify(placed) }),
  (error) => parentPort.postMessage({ fault: short(error) }))`

/**
 * Places a graph.
 *
 * Options given here hold for every compound of it; as options of the graph itself they would hold for its outermost level alone.
 *
 * @throws ChartNotDrawn
 */
export function placed(graph: ElkNode, options: LayoutOptions): Promise<ElkNode> {
  const elk = createRequire(import.meta.url).resolve('elkjs/lib/elk.bundled.js')
  return new Promise((resolve, reject) => {
    const thread = new Worker(inThread, { eval: true, workerData: { elk, graph, options }, stderr: true })
    const late = setTimeout(() => finish(() => reject(new ChartNotDrawn('The layout took too long'))), PATIENCE_MS)
    const finish = (answer: () => void) => {
      clearTimeout(late)
      void thread.terminate()
      answer()
    }
    thread.once('message', ({ placed: laidOut, fault }: { placed?: string; fault?: string }) =>
      finish(() => (laidOut ? resolve(JSON.parse(laidOut) as ElkNode) : reject(new ChartNotDrawn(fault)))),
    )
    thread.once('error', (error) => finish(() => reject(new ChartNotDrawn(error.message.slice(0, 300)))))
    thread.once('exit', (code) => finish(() => reject(new ChartNotDrawn(`The layout ended early, with code ${code}`))))
  })
}
