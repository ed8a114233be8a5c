import type { NextFunction, Request, Response } from 'express'
import { kinds, problemOf } from '../problem.ts'

/** The last word on every request that failed: application/problem+json, never a stack. */
export function answerWithProblem(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error)
    return
  }
  const problem = problemOf(error)
  const [status, title] = kinds[problem.code]
  const reference = status >= 500 ? { reference: String(request.id) } : {}
  if (status >= 500) request.log?.error({ err: problem.cause ?? problem }, 'failed')
  response
    .status(status)
    .set({ ...problem.headers, 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/problems/${problem.code}`,
        title,
        status,
        detail: problem.message,
        instance: request.originalUrl.split('?')[0],
        code: problem.code,
        ...reference,
        ...problem.members,
      }),
    )
}
