/**
 * Lets Node 20 import the sources as they stand: `node --import ./scripts/typescript.js file.ts`. For development and for what
 * surrounds the tests; the service itself runs from `dist`.
 */
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { transformFile } from '@swc/core'

// Node runs the hook below in a thread of its own, which loads this file again.
if (isMainThread) register(import.meta.url)

export async function load(url, context, next) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context)
  const { code } = await transformFile(fileURLToPath(url), {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  })
  return { format: 'module', source: code, shortCircuit: true }
}
