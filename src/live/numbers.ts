import type { Request, Response } from 'express'
import type { Numbered } from './view.ts'

/** Answers with all numbers; with nothing, where whoever asks has them already: their id is the ETag. */
export function sendNumbers({ id, told }: Numbered, request: Request, response: Response): void {
  const etag = `"${id}"`
  const known = (request.get('If-None-Match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''))
  response.set({ ETag: etag, 'Cache-Control': 'private, no-cache' })
  if (known.includes(etag)) response.status(304).end()
  else response.type('json').end(JSON.stringify(told))
}
