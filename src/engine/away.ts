/** Shutting down, starting up, out of connections, connection lost: nothing is wrong with what was asked. */
const STATES = /^(08...|57P0[1-3]|53300|55P03|57014)$/
const SOCKETS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'])
/** The driver gives these no code. */
const SENTENCES =
  /^(Connection terminated|timeout (expired|exceeded)|Query read timeout|Client has encountered a connection error|Cannot use a pool)/i

/** Whether an error says that the database is away, or broke off: what it had already written is then unknown. */
export function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: readonly unknown[] }
  // Where a name has several addresses, each was tried.
  if (errors !== undefined) return errors.every(isAway)
  return typeof code === 'string' ? STATES.test(code) || SOCKETS.has(code) : SENTENCES.test(String(message))
}
