import express, { type Request } from 'express'
import { Problem } from '../problem.ts'

/** The longest thing anyone writes is a letter of 100,000 characters, each of up to four bytes. */
const MOST_BYTES = 512 * 1024
const MOST_DEEP = 32

/** Reads the bytes alone; they are looked at before anything parses them. */
export const readBytes = express.raw({ limit: MOST_BYTES, type: () => true })

/**
 * The JSON object that was sent.
 *
 * Depth is counted before the text is parsed, since JSON.parse takes what JSON.stringify and the database later choke on; what
 * PostgreSQL cannot keep (U+0000, half a surrogate pair) and names that reach into prototypes are refused anywhere in it.
 *
 * @throws Problem 415, 413 or 400
 */
export function jsonOf(request: Request): Record<string, unknown> {
  const bytes: unknown = request.body
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new Problem('malformed', 'A JSON object is missing')
  if (!request.is(['application/json', 'application/*+json'])) throw new Problem('not-json')
  const text = decoded(bytes)
  if (isDeeperThan(MOST_DEEP, text)) throw new Problem('malformed', `It is nested more than ${MOST_DEEP} deep`)
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Problem('malformed', 'It is not a JSON object')
  inspect(value)
  return value as Record<string, unknown>
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Problem('malformed', 'It is not UTF-8', { cause })
  }
}

/** The parser's own message quotes what it choked on, so it goes no further. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed', 'It is not JSON')
  }
}

function isDeeperThan(most: number, text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (inString) {
      if (character === BACKSLASH) at++
      else if (character === QUOTE) inString = false
    } else if (character === QUOTE) inString = true
    else if (character === BRACE || character === BRACKET) {
      if (++depth > most) return true
    } else if (character === END_BRACE || character === END_BRACKET) depth--
  }
  return false
}
const [QUOTE, BACKSLASH, BRACE, BRACKET, END_BRACE, END_BRACKET] = [...'"\\{[}]'].map((each) => each.charCodeAt(0))

const REACHING = new Set(['__proto__', 'constructor', 'prototype'])

function inspect(value: unknown): void {
  if (typeof value === 'string') inspectText(value)
  else if (Array.isArray(value)) value.forEach(inspect)
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      if (REACHING.has(name)) throw new Problem('malformed', 'It has a field name that is never allowed')
      inspectText(name)
      inspect(inner)
    }
}

function inspectText(text: string): void {
  if (text.includes('\u0000')) throw new Problem('malformed', 'It holds the character U+0000, which cannot be kept')
  if (!text.isWellFormed()) throw new Problem('malformed', 'It holds half a surrogate pair, which cannot be kept')
}
