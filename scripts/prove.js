// `npm run prove`: 100,000 random events through the engine over a real database, then every line of history proved. The test run puts fewer.
import { spawnSync } from 'node:child_process'

const EVENTS = process.argv[2] ?? '100000'
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', 'test/random']
const { status } = spawnSync(process.execPath, jest, { stdio: 'inherit', env: { RANDOM_EVENTS: EVENTS, ...process.env } })
process.exitCode = status ?? 1
