import type { Request, Response } from 'express'
import type { Watchable } from './readings.ts'
import type { FlowWatch } from './watch.ts'

/** Answers with all numbers; with nothing, where whoever asks has them already: their id is the ETag. */
export async function sendNumbers(watch: FlowWatch, asked: Watchable, request: Request, response: Response): Promise<void> {
  const known = (request.get('If-None-Match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''))
  const { id, told } = await watch.current(asked, known[0]!.replaceAll('"', ''))
  const etag = `"${id}"`
  response.set({ ETag: etag, 'Cache-Control': 'private, no-cache' })
  if (known.includes(etag)) response.status(304).end()
  else response.type('json').end(JSON.stringify(told))
}
