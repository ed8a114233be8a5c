import { expect, test } from '@jest/globals'
import { packageFaults } from '../../scripts/check-packages.ts'

const manifest = (more: object) => JSON.stringify({ dependencies: { xstate: '5.33.3' }, ...more })
const lockfile = (packages: object) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/xstate': { integrity: 'sha512-x' }, ...packages } })

test('packages named exactly, sealed and without a host are in order', () => {
  expect(packageFaults(manifest({}), lockfile({}))).toEqual([])
})

test('a range, a host, a missing digest, a platform left out and an undecided install script are each named', () => {
  const faults = packageFaults(
    manifest({ devDependencies: { jest: '^30.0.0' }, allowScripts: { decided: false } }),
    lockfile({
      'node_modules/hosted': { resolved: 'https://registry.example/hosted.tgz', integrity: 'sha512-x' },
      'node_modules/unsealed': {},
      'node_modules/of-another-platform': { optional: true, os: ['aix'] },
      'node_modules/several': { integrity: 'sha512-x', optionalDependencies: { 'of-another-platform': '1.0.0', 'left-out': '1.0.0' } },
      'node_modules/a/node_modules/@some/native': { integrity: 'sha512-x', hasInstallScript: true },
      'node_modules/decided': { integrity: 'sha512-x', hasInstallScript: true },
    }),
  )
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'package.json asks for jest "^30.0.0"',
    'package-lock.json names the host of node_modules/hosted',
    'package-lock.json has no digest of node_modules/unsealed',
    'package-lock.json lacks left-out, which several may use elsewhere',
    '@some/native has an install script',
  ])
})
