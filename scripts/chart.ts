/** `npm run chart` writes each lifecycle to `build/charts`: its picture, the same as Mermaid text, and in words. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from '../machines/index.ts'
import { chartOf } from '../machines/kernel/chart.ts'
import { drawChart } from '../src/live/draw.ts'
import { mermaidOf } from '../src/live/mermaid.ts'
import { asText, outlineOf } from '../src/live/outline.ts'

const folder = join('build', 'charts')
mkdirSync(folder, { recursive: true })
for (const definition of Object.values(definitions)) {
  const model = chartOf(definition)
  const file = (ending: string) => join(folder, `${model.machine}.${ending}`)
  writeFileSync(file('svg'), await drawChart(model))
  writeFileSync(file('mmd'), mermaidOf(model))
  writeFileSync(file('txt'), `${asText(outlineOf(model))}\n`)
  process.stdout.write(`${file('svg')}, .mmd, .txt: ${model.states.length} states, ${model.arrows.length} arrows\n`)
}
