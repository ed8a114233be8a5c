import { isAway } from './engine/away.ts'
import * as engine from './engine/errors.ts'
import { IssuerAway } from './identity/tokens.ts'

/** Every way a request can fail. This file alone knows the numbers; everything else throws, and says what it knows. */
export const kinds = {
  invalid: [400, 'What was sent does not fit', 'Each fault is listed under `errors`, with the place it is at.'],
  malformed: [400, 'What was sent cannot be read', 'The body is not JSON, or holds something that cannot be kept.'],
  'key-missing': [
    400,
    'The Idempotency-Key is missing',
    'Send a fresh Idempotency-Key with what changes something, and the same one when you try again.',
  ],
  'not-signed-in': [401, 'Sign in first', 'Send a bearer token that is valid now.'],
  'not-allowed': [403, 'This is not for your posts', 'The answer says who may.'],
  'not-found': [404, 'There is no such thing', 'It does not exist, or you may not see it.'],
  'method-not-allowed': [405, 'That cannot be done here', 'The Allow header says what can.'],
  'not-accepted': [409, 'This step cannot be taken now', 'The state has no such step; `accepts` lists those it has.'],
  'changed-since': [
    409,
    'Somebody else was here first',
    'What you saw has changed; `by`, `at` and `what` say how. Look again and decide again.',
  ],
  'too-large': [413, 'That is too much at once', 'The body is larger than the service takes.'],
  'not-json': [415, 'Send JSON', 'The Content-Type must be application/json, in UTF-8.'],
  refused: [422, 'The rules do not allow this', 'Every rule that stands in the way is listed under `refusals`, each with its paragraph.'],
  'upgrade-needed': [426, 'This is no place to ask once', 'Open a WebSocket here: the messages come as they happen.'],
  'too-many': [429, 'That is too much at once', 'Close something that you no longer look at, and try again.'],
  'key-reused': [422, 'This Idempotency-Key was used for something else', 'Use a fresh key for another request.'],
  internal: [500, 'Something went wrong on our side', 'Nothing was changed. The `reference` finds it in our log.'],
  unavailable: [503, 'The service cannot answer just now', 'Try again after the seconds in Retry-After, with the same Idempotency-Key.'],
} as const satisfies Record<string, readonly [status: number, title: string, means: string]>

export type ProblemKind = keyof typeof kinds

/** A fault in one place of what was sent: a JSON Pointer into the body, or the name of a query parameter. */
export type FieldError = ({ readonly pointer: string } | { readonly parameter: string }) & { readonly detail: string }

interface More {
  readonly headers?: Readonly<Record<string, string>>
  readonly members?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** A request that fails, as the answer will say it. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemKind
  readonly headers: Readonly<Record<string, string>>
  readonly members: Readonly<Record<string, unknown>>

  constructor(code: ProblemKind, detail: string = kinds[code][2], { headers = {}, members = {}, cause }: More = {}) {
    super(detail, { cause })
    this.code = code
    this.headers = headers
    this.members = members
  }
}

const SECONDS_TO_WAIT = 2

export const invalid = (errors: readonly FieldError[]) =>
  new Problem('invalid', errors.map(({ detail }) => detail).join('; '), { members: { errors } })

/** One wording for what is not there and what one may not see, so that nobody learns which. */
export const notFound = () => new Problem('not-found')

/** The problem behind an error, whoever threw it. What nobody foresaw is ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof engine.NotFound) return notFound()
  if (error instanceof engine.Invalid) return invalid(error.errors)
  if (error instanceof engine.NotAccepted) return new Problem('not-accepted', error.message, { members: { accepts: error.accepts } })
  if (error instanceof engine.Refused) return refused(error)
  if (error instanceof engine.ChangedSince)
    return new Problem('changed-since', error.message, {
      members: { by: error.by, at: error.at, what: error.what, revision: error.revision },
    })
  if (error instanceof engine.KeyReused) return new Problem('key-reused')
  if (error instanceof engine.Unavailable || error instanceof IssuerAway || isAway(error)) return unavailable(error)
  return ofTheTransport(error) ?? new Problem('internal', undefined, { cause: error })
}

const refused = ({ message, refusals, whoCould }: engine.Refused) =>
  new Problem('refused', refusals.map(({ because }) => because).join('; ') || message, {
    members: { refusals, ...(whoCould && { whoCould }) },
  })

const unavailable = (cause: unknown) =>
  new Problem('unavailable', undefined, { headers: { 'Retry-After': String(SECONDS_TO_WAIT) }, cause })

/** What Express and its body reader throw, by their own names; their words can quote the request, so they are not passed on. */
function ofTheTransport(error: unknown): Problem | undefined {
  const { status, name } = (error ?? {}) as { status?: unknown; name?: unknown }
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined
  if (status === 413) return new Problem('too-large', undefined, { cause: error })
  if (status === 415) return new Problem('not-json', undefined, { cause: error })
  // Only an address is decoded by its percent signs; the body reader's errors have the names of what it unpacks with, or none.
  const detail = name === 'URIError' ? 'The address holds characters that mean nothing' : 'The body broke off or could not be unpacked'
  return new Problem('malformed', detail, { cause: error })
}
