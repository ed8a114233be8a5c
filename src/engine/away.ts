/** Shutting down, starting up, out of connections, connection lost: nothing is wrong with what was asked. */
const STATES = /^(08...|57P0[1-3]|53300|55P03|57014)$/
const SOCKETS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'])
/** The driver gives these no code. */
const SENTENCES = /^(Connection terminated|timeout (expired|exceeded)|Query read timeout|Client has encountered a connection error|Cannot use a pool)/i

/** Whether an error says that the database is away, or broke off: what it had already written is then unknown. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isAway)
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: string }
  return code === undefined ? SENTENCES.test(error.message) : STATES.test(code) || SOCKETS.has(code)
}
