import type { Route } from './route.ts'
import { administrationRoutes } from './routes/administration.ts'
import { casefileRoutes } from './routes/casefiles.ts'
import { clockRoutes } from './routes/clock.ts'
import { comparableRoutes } from './routes/comparables.ts'
import { demonstrationRoutes, identityRoutes } from './routes/demonstration.ts'
import { deviationRoutes } from './routes/deviations.ts'
import { flowRoutes } from './routes/flow.ts'
import { guidanceRoutes } from './routes/guidance.ts'
import { inspectRoutes } from './routes/inspect.ts'
import { instanceRoutes } from './routes/instances.ts'
import { liveRoutes } from './routes/live.ts'
import { openingRoutes } from './routes/opening.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { readRoutes } from './routes/reads.ts'
import { routeRoutes } from './routes/route.ts'
import { searchRoutes } from './routes/search.ts'
import { viewRoutes } from './routes/views.ts'
import { workRoutes } from './routes/work.ts'

/** Every operation under /api/v1. */
export const apiRoutes: readonly Route[] = [
  // Before what is addressed by a reference: checks is none.
  ...openingRoutes,
  ...casefileRoutes,
  ...instanceRoutes,
  ...routeRoutes,
  ...workRoutes,
  ...clockRoutes,
  ...flowRoutes,
  ...liveRoutes,
  ...inspectRoutes,
  ...readRoutes,
  ...searchRoutes,
  ...viewRoutes,
  ...comparableRoutes,
  ...organisationRoutes,
  ...administrationRoutes,
  ...guidanceRoutes,
  ...deviationRoutes,
  ...identityRoutes,
  ...demonstrationRoutes,
]
