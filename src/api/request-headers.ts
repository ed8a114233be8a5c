import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { canonical } from '../../machines/kernel/stored.ts'
import { Problem } from '../problem.ts'

const KEY = /^[\x21-\x7e]{1,200}$/

/** The Idempotency-Key: any visible ASCII; the draft standard's quotation marks are part of it. */
export function keyOf(request: Request): string {
  const key = request.get('Idempotency-Key')
  if (key === undefined || key === '') throw new Problem('key-missing')
  if (!KEY.test(key)) throw new Problem('invalid', 'The Idempotency-Key is 1 to 200 visible ASCII characters without spaces')
  return key
}

/** What was asked, by whom: the same key with another digest is a mistake. */
export const digestOf = (person: string, request: Request, body: unknown): string =>
  createHash('sha256')
    .update(canonical([person, request.method, request.originalUrl.split('?')[0], body]))
    .digest('base64url')

/** The revision that the caller had seen, from If-Match; nothing where any will do. */
export function seenBy(request: Request): number | undefined {
  const match = request.get('If-Match')?.trim()
  if (match === undefined || match === '*') return undefined
  const revision = /^"(\d{1,9})"$/.exec(match)?.[1]
  if (revision === undefined) throw new Problem('invalid', 'If-Match takes one ETag as this service gave it, like "7"')
  return Number(revision)
}

export const etagOf = (revision: number): string => `"${revision}"`

/** If-None-Match compares weakly: a proxy may have put W/ before what we gave. */
export const isStillKnown = (request: Request, etag: string): boolean =>
  (request.get('If-None-Match') ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
