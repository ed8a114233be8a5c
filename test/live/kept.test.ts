import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { extractOf } from '../../src/live/extract.ts'
import { keptIn } from '../../src/live/kept.ts'
import { layOut } from '../../src/live/layout.ts'
import { packed } from '../../src/live/packing.ts'
import { keepPicturesIn, pictureOf } from '../../src/live/picture.ts'
import { inventedChart } from './invented-chart.ts'

const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a layout', () => {
  test('is the same however often it is made', async () => {
    expect(await layOut(extractOf(inventedChart(), 'all'))).toEqual(await layOut(extractOf(inventedChart(), 'all')))
  })

  test('is made once per definition, and kept from one start to the next', async () => {
    keepPicturesIn(folder)
    const picture = await pictureOf(inventedChart())
    expect(await pictureOf(inventedChart())).toBe(picture)
    const [file] = readdirSync(folder)
    expect(await keptIn(folder).read(file!.replace('.json', ''))).toEqual(picture.layout)
    await pictureOf(inventedChart({ title: 'Another definition' }))
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('that cannot be read is as one that is not there, and a folder that cannot be written to stops nothing', async () => {
    writeFileSync(join(folder, 'broken.json'), '{ "width": ')
    expect(await keptIn(folder).read('broken')).toBeUndefined()
    const nowhere = keptIn(join(folder, 'broken.json', 'below'))
    await nowhere.write('any', { width: 0, height: 0, states: [], arrows: [], doors: [] })
    expect(await nowhere.read('any')).toBeUndefined()
  })
})

describe('packing', () => {
  test('finds the low and the narrow ways to place things, and none that is worse than another', () => {
    const square = [{ width: 100, height: 100 }]
    const sizes = packed([square, square, square, square]).map(({ width, height }) => `${width}x${height}`)
    expect(sizes).toEqual(['460x100', '220x220', '100x460'])
  })

  test('chooses the shape of each thing that fits with the others', () => {
    const bar = [
      { width: 300, height: 20 },
      { width: 20, height: 300 },
    ]
    const [lowest] = packed([bar, bar])
    expect(lowest).toMatchObject({ width: 620, height: 20 })
    expect(packed([bar, bar]).map(({ width, height }) => `${width}x${height}`)).toContain('60x300')
  })
})
