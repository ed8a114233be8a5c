import express, { type ErrorRequestHandler, type Express, type Request } from 'express'
import helmet from 'helmet'
import { apiRoutes } from './api/all.ts'
import { answerWithProblem } from './api/answer-with-problem.ts'
import { probes } from './api/probes.ts'
import { named } from './api/request-name.ts'
import { routerOf } from './api/router.ts'
import { inspecting } from './live/inspect/inspection.ts'
import { type Upgrade, upgrading } from './live/inspect/upgrade.ts'
import { requestLog } from './logger.ts'
import type { Services } from './services.ts'
import { allPages } from './web/pages/all.ts'
import { type Web, webOf } from './web/router.ts'

/** The application: it answers requests, and those that ask for a connection to be kept for messages. */
export type App = Express & { readonly upgrade: Upgrade }

/** The application as it ships: the tests use no other. */
export function createApp(services: Services): App {
  const app = express()
  const { pages, answerWithPage, sessionOf } = webOf(services, allPages)
  // A list in the query is a mistake and not a feature; the answer's own ETag is the revision.
  app.disable('x-powered-by').set('query parser', 'simple').set('etag', false)
  app.use(named, requestLog(services.logger), headers, services.measures.each)
  app.use('/api/v1', routerOf(services, apiRoutes))
  const probing = routerOf(services, probes, { only: true })
  app.use((request, response, next) => (isExplained(request) ? next() : probing(request, response, next)))
  app.use(pages)
  app.use(((error, request, response, next) => {
    if (wantsPage(request)) answerWithPage(error, request, response, next)
    else if (response.headersSent) next(error)
    else headers(request, response, () => answerWithProblem(error, request, response, next))
  }) as ErrorRequestHandler)
  return Object.assign(app, { upgrade: inspectorOf(services, sessionOf) })
}

function inspectorOf(services: Services, sessionOf: Web['sessionOf']): Upgrade {
  const { pool, lists, tokens, engine, logger } = services
  const onError = (error: unknown) => logger.error({ err: error }, 'history cannot be followed')
  const inspection = inspecting({ pool, definitions: engine.definitions, onError })
  const { upgrade, close } = upgrading({ inspection, lists, tokens, sessionOf, onError })
  const end = () => {
    inspection.close()
    close()
  }
  services.onDrain(end)
  services.onClose(end)
  return upgrade
}

const wantsPage = (request: Request) => !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html'

/** What a problem means is told to programs as data, and to people on a page, at the address that the problem itself gives. */
const isExplained = (request: Request) => request.path.startsWith('/problems/') && wantsPage(request)

/** Answers are data: nothing in them is to be run, framed or asked for by a page of anybody else. Pages say for themselves what they need. */
const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
})
