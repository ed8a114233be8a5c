import { type RequestHandler, Router } from 'express'
import { notFound, Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Route } from './route.ts'
import { serve } from './serve.ts'

/**
 * A router of these routes: what is not among them is not found, and a known address takes only the methods listed.
 *
 * @param only what is not among them is left to whoever comes next
 */
export function routerOf(services: Services, routes: readonly Route[], { only = false }: { only?: boolean } = {}): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const mine = routes.filter(({ demonstration }) => !demonstration || services.config.mode === 'demonstration')
  for (const path of new Set(mine.map((route) => route.path))) {
    const here = router.route(expressPath(path)).all(noting(path))
    const methods = mine.filter((route) => route.path === path)
    for (const route of methods) here[route.method](...serve(services, route))
    here.all(onlyTakes(methods.map(({ method }) => method.toUpperCase())))
  }
  if (!only)
    router.use(() => {
      throw notFound()
    })
  return router
}

/** For the figures: what an error leaves behind no longer says where it came from. */
const noting =
  (path: string): RequestHandler =>
  (request, response, next) => {
    response.locals['route'] = request.baseUrl + path
    next()
  }

const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')

function onlyTakes(methods: readonly string[]): RequestHandler {
  const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].sort().join(', ')
  return () => {
    throw new Problem('method-not-allowed', `This address takes ${allow}`, { headers: { Allow: allow } })
  }
}
