import type { Config } from './config.ts'

/** What the terminal shows once the service listens. */
export function box({ mode, dataDir, databaseUrl }: Config, address: string, notices: readonly (string | undefined)[]): string {
  const lines = [
    mode === 'demonstration' ? 'Redress: a demonstration with invented people and complaints' : 'Redress',
    '',
    `Address        ${address}`,
    `Sign in        ${mode === 'demonstration' ? 'open the address and choose a post: there are no passwords' : 'with a bearer token of your identity provider'}`,
    ...(mode === 'demonstration' ? [`First look     ${address}/help`] : []),
    `API reference  ${address}/api/v1/openapi.json`,
    `Data           ${databaseUrl ? 'in the database of DATABASE_URL' : dataDir}`,
    'Stop           Ctrl-C',
    ...notices.filter((notice) => notice !== undefined).flatMap((notice) => ['', ...wrapped(notice)]),
  ]
  const width = Math.max(...lines.map((line) => line.length))
  const framed = lines.map((line) => `│ ${line.padEnd(width)} │`)
  return [`┌${'─'.repeat(width + 2)}┐`, ...framed, `└${'─'.repeat(width + 2)}┘`, ''].join('\n')
}

const WIDTH = 90

function wrapped(sentence: string): string[] {
  const lines: string[] = []
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
