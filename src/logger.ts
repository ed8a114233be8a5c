import type { IncomingMessage, ServerResponse } from 'node:http'
import { type DestinationStream, type LogFn, type Logger, pino } from 'pino'
import { pinoHttp } from 'pino-http'
import type { LogLevel } from './config.ts'

export type { Logger } from 'pino'

/**
 * What a log line may say. Complaints, names and free text never reach a log, which is kept elsewhere and read by others; so the
 * words are listed that may, rather than those that may not.
 */
const SAYABLE: ReadonlySet<string> = new Set(
  [
    'err req res reqId responseTime', // requests
    'casefile instance machine event state revision incident rule paragraph', // identities and names of ours
    'count due ms attempt port signal version mode', // figures
  ].flatMap((words) => words.split(' ')),
)

/** JSON lines, one for each thing that happened. Fields that are not listed above are left out. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    serializers: { err: errorOf, req: requestOf, res: responseOf },
    formatters: { level: (label: string) => ({ level: label }), log: sayable },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Without words of ours pino would take those of the error.
    hooks: { logMethod: withWords },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Middleware that writes one line for each request; `request.log` belongs to it. Probes are left out. */
export const requestLog = (logger: Logger) =>
  pinoHttp({
    logger,
    wrapSerializers: false,
    serializers: { err: errorOf, req: requestOf, res: responseOf },
    autoLogging: { ignore: ({ url }) => url === '/health' || url === '/ready' || url === '/metrics' },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
  })

function withWords(this: Logger, words: Parameters<LogFn>, log: LogFn): void {
  const [fields, said] = words as [unknown, string | undefined]
  if (said === undefined && typeof fields === 'object') log.call(this, fields, 'failed')
  else log.apply(this, words)
}

const sayable = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([name]) => SAYABLE.has(name)))

/** A query string can carry what somebody searched for, so only the path is kept. */
const requestOf = ({ id, method, url }: IncomingMessage & { id?: unknown }) => ({ id, method, path: url?.split('?')[0] })

const responseOf = ({ statusCode }: ServerResponse) => ({ statusCode })

/** Whether we wrote its message ourselves. */
export const isOurs = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[a-z]+(-[a-z]+)*$/.test(error.code)

/**
 * Errors of ours carry a code in lower-case words (`changed-since`) and a message we wrote. The messages of others can quote what
 * they choked on ("invalid input syntax for type date: …"), so of those only the kind, the code and the place are kept.
 */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
  const cause = error.cause === undefined ? {} : { cause: errorOf(error.cause) }
  return { kind: error.name, code, ...(isOurs(error) ? { message: error.message } : {}), at, ...cause }
}
