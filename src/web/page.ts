import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { PersonId } from '../../machines/kernel/authority.ts'
import type { Instant } from '../../machines/kernel/calendar.ts'
import type { Watchable } from '../live/readings.ts'
import type { Reader } from '../reports/standing.ts'
import type { Services } from '../services.ts'

/** The fields of a form as they were sent, line ends as `\n`: a name that came more than once has all its values. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** One request for a page, parsed: a page never sees the request itself. */
export interface Visit<P = unknown, Q = unknown> {
  readonly person: PersonId
  /** Of the person. */
  readonly name: string
  /** What the posts held today are called, those of others that were delegated among them. */
  readonly titles: readonly string[]
  /** With the posts held today, and the day it is. */
  readonly reader: Reader
  readonly params: P
  readonly query: Q
  /** Empty unless a form was posted. */
  readonly typed: Typed
  /** With its query, to come back to. */
  readonly address: string
  /** In how many casefiles of the reader's posts something is new to them. */
  readonly changed: number
  /** The worklist last looked at, with its query. */
  readonly list?: string | undefined
  /** When the sweep last came by, where it has stayed away. */
  readonly sweptLast?: Instant | undefined
}

/** Said once, at the top of the next page. */
export interface Notice {
  readonly kind: 'success' | 'information' | 'warning'
  readonly text: string
  /** Where what it is about can be seen. */
  readonly link?: { readonly text: string; readonly href: string }
}

/** Below the folder of pages, without its ending: `casefile/view`. */
export type ViewName = `${string}/${string}`

/** Signs this person in, or whoever is out. */
export type SessionChange = { readonly as: PersonId } | 'ended'

/** What a page answers: it prepares, its template shows. */
export type Shown =
  | {
      readonly view: ViewName
      /** Of the document, without the name of the service; an error in what was typed puts `Error:` before it. */
      readonly title: string
      readonly data: object
      /** 200 unless it says otherwise. */
      readonly status?: number
      readonly errors?: readonly FieldFault[]
      readonly session?: SessionChange
    }
  | { readonly redirect: string; readonly notice?: Notice; readonly session?: SessionChange }
  | { readonly download: string | Readable; readonly type: string; readonly name: string }
  /** The numbers of a flow as they change: the answer goes on until whoever asked leaves. To look on does not prolong the session. */
  | { readonly watch: Watchable }
  /** The numbers as they are, for a page that asks again and again: nothing, where it has them. Nor does this prolong the session. */
  | { readonly numbers: Watchable }

/** A fault in what was typed, at its place: `href` in the error summary is `#` and the field's id. */
export interface FieldFault {
  /** The id of the first input of the field. */
  readonly id: string
  readonly text: string
}

/**
 * One page or one form that is posted: the router serves it, and the tests walk over all of them.
 *
 * A post needs the session's token, which `csrfField()` writes. One whose session ended, or that was shown in another, comes again with
 * the field `_show`: it is then to show its form with what was typed, and to do nothing.
 */
export interface Page<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post'
  /** As in the API: `/casefiles/{ref}`. */
  readonly path: `/${string}`
  /** What it is, for the list of pages in the tests. */
  readonly name: string
  /** Nobody has to be signed in; then `visit.person` is empty where nobody is. */
  readonly open?: true
  readonly demonstration?: true
  /** What it answers goes on until whoever asked leaves. */
  readonly stream?: true
  readonly params?: P
  /** A query that does not fit is dropped field by field, never refused: addresses are kept and passed on. */
  readonly query?: Q
  readonly run: (services: Services, visit: Visit<z.output<P>, z.output<Q>>) => Promise<Shown> | Shown
}

/** Keeps the types of the parts while the list of all pages forgets them. */
export const page = <P extends z.ZodType, Q extends z.ZodType>(each: Page<P, Q>): Page => each as unknown as Page
