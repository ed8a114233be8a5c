import type { RequestHandler } from 'express'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What an operator's monitoring reads: figures alone, with no name or reference in them. */
export interface Measures {
  readonly registry: Registry
  readonly each: RequestHandler
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMeasures(pool: Pool): Measures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'redress_request_seconds',
    help: 'How long requests took to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  new Gauge({
    name: 'redress_database_connections',
    help: 'Connections to the database, by what they do',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'awaited' }, pool.waitingCount)
    },
  })
  return { registry, each: measuring(requests) }
}

/** By the route's pattern, never by the address: that names casefiles. */
const measuring =
  (requests: Histogram<'method' | 'route' | 'status'>): RequestHandler =>
  (request, response, next) => {
    const begun = process.hrtime.bigint()
    response.once('finish', () => {
      // What goes on until somebody leaves says nothing of how fast the service is.
      if (response.locals['lasts']) return
      const route: string = response.locals['route'] ?? 'none'
      requests.observe({ method: request.method, route, status: response.statusCode }, Number(process.hrtime.bigint() - begun) / 1e9)
    })
    next()
  }
