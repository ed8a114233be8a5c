import { afterAll, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { migrations } from '../../db/migrate.ts'
import { AnnualFigures } from '../../db/migrations/0021-annual-figures.ts'
import { Work } from '../../db/migrations/0027-work.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const ended: TestDatabase[] = []
afterAll(() => Promise.all(ended.map((database) => database.end())))

/** A database as it was before this migration. */
async function before(migration: (typeof migrations)[number]): Promise<{ database: TestDatabase; source: DataSource }> {
  const database = await testDatabase()
  ended.push(database)
  await database.pool.query('drop schema public cascade; create schema public')
  const source = new DataSource({
    type: 'postgres',
    url: database.url,
    migrations: migrations.slice(0, migrations.indexOf(migration)),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  })
  await source.initialize()
  await source.runMigrations()
  return { database, source }
}

test.each([
  ['what there is to do', Work, "insert into file (id, kind, revision, head) values (gen_random_uuid(), 'casefile', 1, repeat('0', 64))"],
  ['the figures of years', AnnualFigures, 'update remedy set agreed_on = agreed_on'],
])('while %s is filled in for the first time, nobody writes what it would miss', async (_what, migration, write) => {
  const { database, source } = await before(migration)
  const other = new Client({ connectionString: database.url, lock_timeout: 100 })
  await other.connect()
  const runner = source.createQueryRunner()
  try {
    await runner.startTransaction()
    const query = runner.query.bind(runner)
    let filled = false
    Object.assign(runner, {
      query: async (statement: string) => {
        await query(statement)
        if (!/insert into (?:work|annual_figure) select/.test(statement)) return
        filled = true
        await expect(other.query(write)).rejects.toMatchObject({ code: '55P03' })
      },
    })
    await new migration().up(runner)
    expect(filled).toBe(true)
    await runner.commitTransaction()
    await other.query(write)
  } finally {
    await other.end()
    await runner.release()
    await source.destroy()
  }
})
