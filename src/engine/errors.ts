import type { PersonId } from '../../machines/kernel/authority.ts'
import { daysInWords, type Instant } from '../../machines/kernel/calendar.ts'
import type { Refusal } from '../../machines/kernel/rule.ts'

/** Whatever the engine answers instead of doing what was asked. The code names the problem; nothing in a message was written by users. */
export abstract class EngineError extends Error {
  abstract readonly code: string
}

/** There is nothing of this id, or nothing that this person may see: the two are not told apart. */
export class NotFound extends EngineError {
  override readonly name = 'NotFound'
  readonly code = 'not-found'

  constructor(what = 'There is nothing of this id, or you may not see it') {
    super(what)
  }
}

/** The state has no arrow for this event; `accepts` are the types it has arrows for. */
export class NotAccepted extends EngineError {
  override readonly name = 'NotAccepted'
  readonly code = 'not-accepted'
  readonly accepts: readonly string[]

  constructor(type: string, accepts: readonly string[]) {
    super(`${type} is not accepted in this state`)
    this.accepts = accepts
  }
}

/** Those whom every rule about people would let through now, with the titles of the posts they hold today. */
export interface WhoCould {
  readonly words: string
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly posts: readonly string[] }[]
}

/** The event is accepted here, but these rules do not hold: all of them, not the first. */
export class Refused extends EngineError {
  override readonly name = 'Refused'
  readonly code = 'refused'
  readonly refusals: readonly Refusal[]
  /** Set where a rule about people refused. */
  readonly whoCould: WhoCould | undefined

  constructor(refusals: readonly Refusal[], whoCould?: WhoCould) {
    super(`Refused by ${refusals.map(({ rule }) => rule).join(', ')}`)
    this.refusals = refusals.map((refusal) => ({ ...refusal, because: daysInWords(refusal.because) }))
    this.whoCould = whoCould
  }
}

/** The file is no longer as the caller saw it: who changed it last, when, and what they did. */
export class ChangedSince extends EngineError {
  override readonly name = 'ChangedSince'
  readonly code = 'changed-since'
  readonly by: { readonly id: PersonId; readonly name: string }
  readonly at: Instant
  readonly what: string
  /** As it is now. */
  readonly revision: number

  constructor({ by, at, what, revision }: Pick<ChangedSince, 'by' | 'at' | 'what' | 'revision'>) {
    super(`The file is at revision ${revision} now`)
    this.by = by
    this.at = at
    this.what = what
    this.revision = revision
  }
}

/** This key has been used in this file for something else. */
export class KeyReused extends EngineError {
  override readonly name = 'KeyReused'
  readonly code = 'key-reused'

  constructor() {
    super('This idempotency key was used for another request: send a new key with a new request')
  }
}

export interface Fault {
  /** A JSON pointer into the event: `/actions/0/by`; reasons are below `/reasons`. */
  readonly pointer: string
  readonly detail: string
}

/** What was submitted does not have the shape its type asks for, or names what does not exist. */
export class Invalid extends EngineError {
  override readonly name = 'Invalid'
  readonly code = 'invalid'
  readonly errors: readonly Fault[]

  constructor(errors: readonly Fault[]) {
    super(`Invalid at ${errors.map(({ pointer }) => pointer || 'the whole').join(', ')}`)
    this.errors = errors
  }
}

/** The database cannot be reached, or others were faster too often: the same request with the same key is safe to send again. */
export class Unavailable extends EngineError {
  override readonly name = 'Unavailable'
  readonly code = 'unavailable'
  readonly retryAfterSeconds = 2

  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
  }
}
