import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { defaultSettings, settings } from '../../machines/guidance/settings.ts'

/** The sources of the machines, but for the place where the settings are written down. */
const sources = readdirSync('machines', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('guidance'))
  .map((path) => readFileSync(`machines/${path}`, 'utf8'))

test.each(Object.keys(defaultSettings))('%s is read by a machine: what an administrator changes is what happens', (name) => {
  const isRead = new RegExp(`settings\\.${name}\\b|'${name}'`)
  expect(sources.filter((source) => isRead.test(source)).length).toBeGreaterThan(0)
})

test('whatever is no number of days is a fixed reading, said in words', () => {
  const fixed = Object.entries(settings).filter(([name]) => !(name in defaultSettings))
  expect(fixed.filter(([, { type, reading }]) => type !== 'reading' || reading.length < 30)).toEqual([])
})
