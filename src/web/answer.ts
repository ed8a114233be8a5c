import { randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream'
import type { Request, Response } from 'express'
import nunjucks from 'nunjucks'
import { feed } from '../live/feed.ts'
import { sendNumbers } from '../live/numbers.ts'
import { MOST_CHANGED } from '../reports/changes.ts'
import type { Services } from '../services.ts'
import { noteList } from './back-to-list.ts'
import { navigationFor } from './navigation.ts'
import type { FieldFault, SessionChange, Shown, ViewName, Visit } from './page.ts'
import { csrfTokenOf, noticeOnce, onlyLooksOn, saved, signedIn, signedOut } from './session/session.ts'
import { SESSION_MINUTES } from './session/store.ts'
import type { Render } from './templates.ts'

/** What answering takes, once for all pages. */
export interface Answering {
  readonly services: Services
  readonly render: Render
}

export async function answer(answering: Answering, request: Request, response: Response, visit: Visit, shown: Shown): Promise<void> {
  if ('session' in shown && shown.session) await changeSession(request, shown.session)
  if ('redirect' in shown) await redirect(request, response, shown)
  else if ('download' in shown) send(response, shown)
  else if ('watch' in shown)
    await feed(answering.services.flows, shown.watch, { person: visit.person, still: onlyLooksOn(request) }, request, response)
  else if ('numbers' in shown) {
    onlyLooksOn(request)
    await sendNumbers(answering.services.flows, shown.numbers, request, response)
  } else {
    noteList(request)
    view(answering, request, response, { visit, status: 200, errors: [], ...shown })
  }
}

const changeSession = (request: Request, session: SessionChange) =>
  session === 'ended' ? signedOut(request) : signedIn(request, session.as)

/** The next page is asked for at once, and has to find what was kept for it. */
async function redirect(request: Request, response: Response, { redirect: to, notice }: Extract<Shown, { redirect: string }>) {
  if (notice) request.session.notice = notice
  await saved(request)
  response.redirect(303, to)
}

function send(response: Response, { download, type, name }: Extract<Shown, { download: unknown }>): void {
  response.attachment(name).set({ 'Content-Type': type, 'Cache-Control': 'no-store' })
  if (typeof download === 'string') response.send(download)
  // Whoever goes away ends what is being read for them; whatever breaks ends what they get.
  else pipeline(download, response, () => {})
}

interface View {
  readonly view: ViewName | 'error/view'
  readonly title: string
  readonly data: object
  readonly status: number
  readonly errors: readonly FieldFault[]
  readonly visit: Visit | undefined
}

/** A page in the layout, which knows who looks at it and what was to be said. */
export function view({ services, render }: Answering, request: Request, response: Response, { visit, ...shown }: View): void {
  const csrf = csrfTokenOf(request)
  const html = render(shown.view, {
    ...shown.data,
    title: shown.errors.length > 0 ? `Error: ${shown.title}` : shown.title,
    errors: shown.errors,
    notice: noticeOnce(request),
    csrf,
    csrfField: () => new nunjucks.runtime.SafeString(`<input type="hidden" name="_csrf" value="${csrf}">`),
    cspNonce: response.locals['cspNonce'],
    mode: services.config.mode,
    sessionMinutes: SESSION_MINUTES,
    sweptLast: visit?.sweptLast,
    ...(visit?.person && { visit: visited(visit), navigation: navigationFor(visit.reader, visit.address) }),
  })
  response.status(shown.status).set('Cache-Control', 'no-store').type('html').send(html)
}

const visited = ({ person, name, titles, reader, address, changed }: Visit) => ({
  person,
  name,
  posts: titles,
  today: reader.today,
  address,
  changed: changed > MOST_CHANGED ? `more than ${MOST_CHANGED}` : changed,
})

export const nonce = () => randomBytes(16).toString('base64')
