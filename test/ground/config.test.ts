import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { ConfigError, config } from '../../src/config.ts'

const faultsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    config(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.faults.every(({ name, because }) => error.message.includes(`${name} ${because}`))).toBe(true)
    return error.faults.map(({ name }) => name)
  }
}

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://redress@db.internal/redress',
  OIDC_ISSUER: 'https://identity.example/realm',
  OIDC_AUDIENCE: 'redress',
}

test('an empty environment is the demonstration, on this machine alone, with a database of its own', () => {
  expect(config({})).toEqual({
    mode: 'demonstration',
    host: '127.0.0.1',
    port: 3000,
    dataDir: resolve('.data'),
    databaseUrl: undefined,
    migrationDatabaseUrl: undefined,
    logLevel: 'warn',
    sweepCron: '* * * * *',
    demonstrationCasefiles: 400,
    oidc: undefined,
  })
})

test('every fault is listed at once, each by its name', () => {
  const faults = faultsOf({
    NODE_ENV: 'staging',
    PORT: '70000',
    DATABASE_URL: 'mysql://localhost/redress',
    LOG_LEVEL: 'loud',
    SWEEP_CRON: 'now and then',
    HOST: '0.0.0.0',
  })
  expect(faults).toEqual(['NODE_ENV', 'PORT', 'DATABASE_URL', 'LOG_LEVEL', 'SWEEP_CRON', 'HOST'])
})

test('production asks for a database and an identity provider, and names all that is missing', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['DATABASE_URL', 'OIDC_ISSUER', 'OIDC_AUDIENCE'])
  expect(faultsOf({ ...production, OIDC_AUDIENCE: ' ' })).toEqual(['OIDC_AUDIENCE'])
})

test('production listens to others, and trusts no identity provider over an open line', () => {
  expect(config(production)).toMatchObject({
    mode: 'production',
    host: '0.0.0.0',
    logLevel: 'info',
    databaseUrl: production.DATABASE_URL,
    oidc: { issuer: production.OIDC_ISSUER, audience: 'redress' },
  })
  expect(faultsOf({ ...production, OIDC_ISSUER: 'http://identity.example' })).toEqual(['OIDC_ISSUER'])
})

test('the owner of the tables makes no sense without a database', () => {
  expect(faultsOf({ MIGRATION_DATABASE_URL: 'postgres://owner@localhost/redress' })).toEqual(['MIGRATION_DATABASE_URL'])
})

test('a variable set to nothing is not set', () => {
  expect(config({ PORT: '', DATABASE_URL: '' })).toEqual(config({}))
})

test('a port is a whole number', () => {
  expect(config({ PORT: '8080' }).port).toBe(8080)
  for (const PORT of ['http', '-1', '80.5', '1e3', '65536']) expect(faultsOf({ PORT })).toEqual(['PORT'])
})
