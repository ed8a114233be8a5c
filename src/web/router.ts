import type { IncomingMessage } from 'node:http'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import helmet from 'helmet'
import type { Asking } from '../live/inspect/upgrade.ts'
import { kinds, notFound, Problem, problemOf } from '../problem.ts'
import type { Services } from '../services.ts'
import { type Answering, answer, nonce, view } from './answer.ts'
import { openAssets } from './assets.ts'
import type { Page, Shown, Typed, Visit } from './page.ts'
import { wordsIn } from './pages/error/words.ts'
import { endedShown } from './pages/sign-in/ended.ts'
import { notSignedIn } from './pages/sign-in/page.ts'
import { whatToDo } from './problem-words.ts'
import { onlyOwnForms, sessions, signedInBy } from './session/session.ts'
import { HashedStore } from './session/store.ts'
import { openTemplates } from './templates.ts'
import { typedIn, visitOf } from './visit.ts'

/** A letter of 100,000 characters, each of up to four bytes and three times as long in a form. */
const MOST_BYTES = 1_300_000
const MOST_FIELDS = 4_000

/** The pages, and how a failing request is answered among them. */
export interface Web {
  readonly pages: Router
  readonly answerWithPage: ErrorRequestHandler
  /** Who is signed in, of a request that none of the pages answers. */
  readonly sessionOf: (request: IncomingMessage) => Promise<Asking | undefined>
}

export function webOf(services: Services, pages: readonly Page[]): Web {
  const assets = openAssets()
  const answering = { services, render: openTemplates(assets) }
  const store = new HashedStore(services.pool, (error) => services.logger.error({ err: error }, 'sessions'))
  services.onClose(() => store.close())
  const router = Router({ caseSensitive: true, strict: true })
  router.use(headers)
  router.use(assets.serve)
  const reading = sessions(store, { secret: services.sessionSecret, secure: services.config.mode === 'production' })
  router.use(reading)
  const mine = pages.filter(({ demonstration }) => !demonstration || services.config.mode === 'demonstration')
  for (const path of new Set(mine.map((page) => page.path))) {
    const here = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1')).all(noting(path))
    const methods = mine.filter((page) => page.path === path)
    for (const page of methods) here[page.method](...handlersOf(answering, page))
    here.all(onlyTakes(methods.map(({ method }) => method.toUpperCase())))
  }
  router.use(() => {
    throw notFound()
  })
  return { pages: router, answerWithPage: answeringWithPage(answering), sessionOf: (request) => signedInBy(reading, request) }
}

const noting =
  (path: string): RequestHandler =>
  (_request, response, next) => {
    response.locals['route'] = path
    next()
  }

function onlyTakes(methods: readonly string[]): RequestHandler {
  const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].sort().join(', ')
  return () => {
    throw new Problem('method-not-allowed', 'This address is not a page: go back, or begin from the head of the page', {
      headers: { Allow: allow },
    })
  }
}

const readForm = express.urlencoded({ extended: false, limit: MOST_BYTES, parameterLimit: MOST_FIELDS })

function handlersOf(answering: Answering, page: Page): readonly RequestHandler[] {
  const shown: RequestHandler = async (request, response) => {
    const visit = await visitOf(answering.services, page, request)
    const shown = await fromTheBeginning(request, async () => page.run(answering.services, visit as never))
    await answer(answering, request, response, visit, shown)
  }
  const only = page.open ? [] : [onlySignedIn(answering)]
  return page.method === 'get' ? [...only, shown] : [readForm, ...only, shownAgain(answering), shown]
}

/** A place that no page of the list ended at is left out, like all in a kept address that does not fit: the list is shown from its beginning. */
async function fromTheBeginning(request: Request, run: () => Promise<Shown>): Promise<Shown> {
  try {
    return await run()
  } catch (error) {
    const { pathname, searchParams } = new URL(request.originalUrl, 'http://page')
    if (request.method === 'POST' || !searchParams.has('after') || !isAboutPlace(error)) throw error
    searchParams.delete('after')
    return { redirect: searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname }
  }
}
const isAboutPlace = (error: unknown): boolean =>
  error instanceof Problem &&
  ((error.members['errors'] ?? []) as readonly { readonly parameter?: string }[]).some(({ parameter }) => parameter === 'after')

/** Whoever is not signed in signs in first, and goes on where they were; what a form had is kept meanwhile. */
const onlySignedIn =
  (answering: Answering): RequestHandler =>
  async (request, response, next) => {
    if (request.session.person) next()
    else if (request.method === 'POST' && hasWords(typedIn(request))) {
      const ended = await endedShown(answering.services, request.originalUrl, JSON.stringify(typedIn(request)))
      view(answering, request, response, { ...ended, status: 401, errors: [], visit: undefined })
    } else response.redirect(303, request.method === 'POST' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(request.originalUrl)}`)
  }

const hasWords = (typed: Typed) =>
  Object.values(typed)
    .flat()
    .some((text) => text !== '')

/** A form of an earlier session is not taken; it is shown again in this one, with what was typed. Without a session it is that of signing in. */
const shownAgain =
  (answering: Answering): RequestHandler =>
  (request, response, next) => {
    onlyOwnForms(request, response, (error?: unknown) => {
      if (!error) next()
      else if (!request.session.person)
        notSignedIn(answering.services, typedIn(request), 'This page was open for too long: choose again').then(
          (shown) => view(answering, request, response, { ...shown, visit: undefined }),
          next,
        )
      else again(answering, request, response, request.originalUrl, typedIn(request))
    })
  }

/** A page from which what was typed goes back into its form. */
export function again(answering: Answering, request: Request, response: Response, to: string, typed: Typed): void {
  view(answering, request, response, {
    view: 'sign-in/again',
    title: 'What you typed is kept',
    data: { to, fields: fieldsOf(typed) },
    status: 200,
    errors: [],
    visit: undefined,
  })
}

const fieldsOf = (typed: Typed) => Object.entries(typed).flatMap(([name, value]) => [value].flat().map((each) => ({ name, value: each })))

/** Only this service is asked for anything, and nothing runs that is not its own. */
const headers: RequestHandler = (request, response, next) => {
  response.locals['cspNonce'] = nonce()
  secured(request, response, next)
}
const secured = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals['cspNonce']}'`],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
})

/** The last word on a request for a page that failed: what happened, what is missing and who may, never a stack. */
function answeringWithPage(answering: Answering): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem = problemOf(error)
    const [status, title, means] = kinds[problem.code]
    if (status >= 500) request.log?.error({ err: problem.cause ?? problem }, 'failed')
    response.set(problem.headers)
    const typed = request.method === 'POST' ? typedIn(request) : {}
    const data = {
      // What a kind says of itself is for programs; what was thrown with words of its own is for whoever asked.
      problem: problem.message === means ? undefined : problem.message,
      means: whatToDo[problem.code],
      members: problem.members,
      reference: status >= 500 ? request.id : undefined,
      ...(hasWords(typed) && { to: request.originalUrl, fields: fieldsOf(typed), words: wordsIn(typed) }),
    }
    // Without a session, as where the database is away, the page still says what happened.
    if (!request.session) request.session = {} as typeof request.session
    view(answering, request, response, {
      view: 'error/view',
      title,
      data,
      status,
      errors: [],
      visit: await whoeverAsks(answering, request),
    })
  }
}

const whoeverAsks = async ({ services }: Answering, request: Request): Promise<Visit | undefined> =>
  request.session.person ? visitOf(services, undefined, request).catch(() => undefined) : undefined
