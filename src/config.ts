import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { validate } from 'node-cron'
import { z } from 'zod'

/** All that the environment decides. This is the one file that reads it; everything below is handed what it needs. */
export interface Config {
  /** The demonstration invents its data and lets anybody who can reach it choose a post; production trusts an identity provider. */
  readonly mode: 'demonstration' | 'production'
  readonly host: string
  readonly port: number
  /** Where the embedded database keeps its data, absolute. */
  readonly dataDir: string
  /** Undefined in the demonstration alone: the embedded database is meant. */
  readonly databaseUrl: string | undefined
  /** Of the tables' owner, so that `databaseUrl` can belong to a role that may not change history. */
  readonly migrationDatabaseUrl: string | undefined
  readonly logLevel: LogLevel
  /** How often the clock looks for what has fallen due. */
  readonly sweepCron: string
  /** How many invented casefiles the demonstration is filled with, beside the examples. */
  readonly demonstrationCasefiles: number
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Fault {
  readonly name: string
  readonly because: string
}

/** The environment cannot be used. Every fault is listed, so that they can be repaired at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config'

  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(`The service cannot start with this environment:\n${faults.map(({ name, because }) => `  ${name} ${because}`).join('\n')}`)
    this.faults = faults
  }
}

/** Tokens must come over a protected line, except from this machine itself. */
const issuer = z
  .string()
  .refine(
    (text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || isLoopback(new URL(text).hostname)),
    'is not an https:// address',
  )

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `is not a ${protocols.map((each) => `${each}//`).join(' or ')} address`,
    )

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], 'is production, development or test').optional(),
  HOST: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is a number from 0 to 65535')
    .default(3000),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  MIGRATION_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  LOG_LEVEL: z.enum(logLevels, `is one of ${logLevels.join(', ')}`).optional(),
  SWEEP_CRON: z
    .string()
    .refine((text) => validate(text), 'is not a cron expression such as "* * * * *"')
    .default('* * * * *'),
  DEMONSTRATION_CASEFILES: z
    .string()
    .regex(/^\d{1,4}$/, 'is a number from 0 to 9999')
    .transform(Number)
    .default(400),
  OIDC_ISSUER: issuer.optional(),
  OIDC_AUDIENCE: z.string().optional(),
})

type Environment = z.output<typeof environment>

const NEEDED_IN_PRODUCTION = {
  DATABASE_URL: 'is missing: the address of a PostgreSQL 15 or later',
  OIDC_ISSUER: 'is missing: the identity provider whose tokens are trusted',
  OIDC_AUDIENCE: 'is missing: the audience its tokens must name',
} as const

/** @throws ConfigError with every fault. */
export function config(given: NodeJS.ProcessEnv = process.env): Config {
  // A variable set to nothing is how many tools unset one.
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = environment.safeParse(set)
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), because: message })),
    ...(set['NODE_ENV'] === 'production' ? missingInProduction(set) : beyondTheDemonstration(set)),
    ...(set['MIGRATION_DATABASE_URL'] && !set['DATABASE_URL']
      ? [{ name: 'MIGRATION_DATABASE_URL', because: 'is set without DATABASE_URL' }]
      : []),
  ]
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults)
  return fromEnvironment(parsed.data)
}

type Set = Record<string, string | undefined>

const missingInProduction = (set: Set): Fault[] =>
  Object.entries(NEEDED_IN_PRODUCTION)
    .filter(([name]) => !set[name])
    .map(([name, because]) => ({ name, because }))

/** Whoever can reach the demonstration can act as anybody in it. */
function beyondTheDemonstration({ HOST }: Set): Fault[] {
  if (HOST === undefined || isLoopback(HOST)) return []
  return [
    {
      name: 'HOST',
      because:
        'is not this machine: the demonstration has no passwords and listens on 127.0.0.1 only; serve others with NODE_ENV=production',
    },
  ]
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))

function fromEnvironment(read: Environment): Config {
  const production = read.NODE_ENV === 'production'
  return {
    mode: production ? 'production' : 'demonstration',
    host: production ? (read.HOST ?? '0.0.0.0') : '127.0.0.1',
    port: read.PORT,
    dataDir: resolve(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL,
    migrationDatabaseUrl: read.MIGRATION_DATABASE_URL,
    logLevel: read.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    sweepCron: read.SWEEP_CRON,
    demonstrationCasefiles: read.DEMONSTRATION_CASEFILES,
    oidc: production ? { issuer: read.OIDC_ISSUER!, audience: read.OIDC_AUDIENCE! } : undefined,
  }
}
