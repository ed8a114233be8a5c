import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { notFound } from '../problem.ts'

const require = createRequire(import.meta.url)
const packaged = (name: string) => dirname(require.resolve(`${name}/package.json`))

const OURS = join(import.meta.dirname, 'public')
const GOVUK = join(packaged('govuk-frontend'), 'dist/govuk')
const MOJ = join(packaged('@ministryofjustice/frontend'), 'moj')
const folderOf = (folder: string, below: string, ...endings: string[]) =>
  readdirSync(folder)
    .filter((name) => endings.includes(extname(name)))
    .map((name) => [`${below}${name}`, join(folder, name)] as const)

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

interface Asset {
  readonly bytes: Buffer
  readonly type: string
}

/** All that a page loads, from this service alone. Of the packages only what is named here; their crowns and typefaces are not ours. */
const files = [
  ...folderOf(OURS, '', '.js', '.css', '.svg'),
  ['govuk-frontend.min.js', join(GOVUK, 'govuk-frontend.min.js')],
  ['moj-frontend.min.js', join(MOJ, 'moj-frontend.min.js')],
  ['accessible-autocomplete.min.js', join(packaged('accessible-autocomplete'), 'dist/accessible-autocomplete.min.js')],
  ...folderOf(join(MOJ, 'assets/images'), 'images/', '.svg').filter(([name]) => basename(name).startsWith('icon-')),
] as const

export interface Assets {
  /** The address of an asset, which changes when any of them does. */
  readonly address: (name: string) => string
  readonly serve: RequestHandler
}

/** @throws where the stylesheet was not built */
export function openAssets(): Assets {
  const known = new Map<string, Asset>(
    files.map(([name, path]) => [name, { bytes: readFileSync(path), type: TYPES[extname(path)] ?? 'application/octet-stream' }]),
  )
  const digest = createHash('sha256')
  for (const { bytes } of known.values()) digest.update(bytes)
  const version = digest.digest('hex').slice(0, 12)
  return { address: (name) => `/assets/${version}/${name}`, serve: serving(known, version) }
}

/** Under its version an asset never changes, so that it may be kept for ever; under an older one there is none. */
function serving(known: ReadonlyMap<string, Asset>, version: string): RequestHandler {
  return Router({ caseSensitive: true }).get(`/assets/${version}/{*name}`, (request, response) => {
    const asset = known.get((request.params['name'] as unknown as string[]).join('/'))
    if (!asset) throw notFound()
    response.set({ 'Content-Type': asset.type, 'Cache-Control': 'public, max-age=31536000, immutable' }).send(asset.bytes)
  })
}
