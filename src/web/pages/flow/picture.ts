import { ChartNotDrawn } from '../../../live/elk.ts'
import { dressed, type Picture, pictureOf } from '../../../live/picture.ts'
import { type FlowPage, USUAL_ZOOM, zooms } from './asked.ts'
import { dressingOf } from './dressing.ts'
import { windowWords } from './forms.ts'
import { addressOf } from './params.ts'
import type { FlowRead } from './read.ts'
import type { Line } from './table.ts'

/** The picture in its place on the page: at the size that the address asks for, which no script has to change. */
export async function pictureShown(flow: FlowPage, read: FlowRead, lines: readonly Line[], tail = '') {
  const { machine, params, definition } = flow
  const zoom = params.zoom?.[0] ?? USUAL_ZOOM
  const caption = `${definition.title}: how many stand in each state, ${read.compared ? 'with the difference, ' : ''}and how often each way was taken ${windowWords(flow)}. Each state leads to the list of what stands there.`
  return {
    svg: await drawn(flow, read, lines, caption, zoom),
    zoom,
    caption,
    label: `Picture of the flow: ${definition.title}. It scrolls sideways and down`,
    full: tail === '' ? addressOf(machine, params, { tail: '/picture' }) : undefined,
    zooms: zooms.map((each) => ({
      text: each === 'fit' ? 'Fit to the width' : `${each}%`,
      href: addressOf(machine, params, { tail, changes: { zoom: each === USUAL_ZOOM ? undefined : each } }),
      active: each === zoom,
    })),
  }
}

async function drawn(flow: FlowPage, read: FlowRead, lines: readonly Line[], caption: string, zoom: string): Promise<string | undefined> {
  const picture = await pictureOf(read.model).catch(unlessNotDrawn)
  if (picture === undefined) return undefined
  const about = { title: `Flow: ${flow.definition.title}`, description: caption }
  return sized(dressed(picture, dressingOf(flow, read, picture, lines, about)), zoom)
}

/** The table says all of it, where the layouter fails. */
function unlessNotDrawn(error: unknown): Picture | undefined {
  if (error instanceof ChartNotDrawn) return undefined
  throw error
}

/** A style of its own would be no style that the page may have: the size is an attribute. */
const sized = (svg: string, zoom: string): string =>
  zoom === 'fit'
    ? svg
    : svg.replace(
        / width="([\d.]+)" height="([\d.]+)"/,
        (_all, width: string, height: string) => ` width="${scaled(width, zoom)}" height="${scaled(height, zoom)}"`,
      )
const scaled = (length: string, zoom: string) => Math.round((Number(length) * Number(zoom)) / 100)
