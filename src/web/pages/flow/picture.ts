import { ChartNotDrawn } from '../../../live/elk.ts'
import { dressed, type Focus, type Picture, pictureSoon } from '../../../live/picture.ts'
import { saysOnlyTime } from '../../../shown/flow/waiting.ts'
import { type FlowPage, USUAL_ZOOM, zooms } from './asked.ts'
import { dressingOf } from './dressing.ts'
import { windowWords } from './forms.ts'
import { addressOf } from './params.ts'
import { type HrefOf, opening, paperFor, whereabouts } from './picture-parts.ts'
import type { FlowRead } from './read.ts'
import type { Line } from './table.ts'

/** The picture in its place on the page: at the size that the address asks for, which no script has to change. */
export async function pictureShown(flow: FlowPage, read: FlowRead, lines: readonly Line[], tail = '') {
  const { machine, params, definition } = flow
  const zoom = params.zoom?.[0] ?? USUAL_ZOOM
  const focus = params.focus?.[0] ?? machine
  const address = (changes: Readonly<Record<string, string | undefined>>) => addressOf(machine, params, { tail, changes })
  const hrefOf: HrefOf = (to) => address({ focus: to === machine ? undefined : to })
  const caption = `${definition.title}: how many stand in each state, ${read.compared ? 'with the difference, ' : ''}and how often each way was taken ${windowWords(flow)}. Each state leads to the list of what stands there; the name of one that has states in it, to the picture of it. A box that is shut counts all that is in it.`
  const drawing = await drawn(read, focus)
  const svg = drawing.picture && svgOf(flow, read, drawing.picture, lines, caption, hrefOf)
  return {
    svg: svg && sized(svg, zoom),
    isBeingDrawn: drawing.isBeingDrawn,
    onlyInTime: lines
      .map(({ id }) => id)
      .filter(saysOnlyTime)
      .join(' '),
    paper: svg && paperFor(svg),
    zoom,
    caption,
    label: `Picture of the flow: ${definition.title}. It scrolls sideways and down`,
    where: whereabouts(read.model, focus, hrefOf),
    again: address({}),
    full: tail === '' ? addressOf(machine, params, { tail: '/picture' }) : undefined,
    zooms: zooms.map((each) => ({
      text: each === 'fit' ? 'Fit to the width' : `${each}%`,
      href: address({ zoom: each === USUAL_ZOOM ? undefined : each }),
      active: each === zoom,
    })),
  }
}

function svgOf(flow: FlowPage, read: FlowRead, picture: Picture, lines: readonly Line[], caption: string, hrefOf: HrefOf): string {
  const dressing = dressingOf(flow, read, picture, lines, { title: `Flow: ${flow.definition.title}`, description: caption })
  return dressed(picture, { ...dressing, ...opening(picture, dressing.states, hrefOf) })
}

/** The table says all of it, where the layouter fails, and until it is done. */
async function drawn(
  { model }: FlowRead,
  focus: Focus,
): Promise<{ readonly picture: Picture | undefined; readonly isBeingDrawn: boolean }> {
  try {
    const picture = await pictureSoon(model, focus)
    return { picture, isBeingDrawn: picture === undefined }
  } catch (error) {
    if (error instanceof ChartNotDrawn) return { picture: undefined, isBeingDrawn: false }
    throw error
  }
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
