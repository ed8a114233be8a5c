import { ChartNotDrawn } from '../../../live/elk.ts'
import { dressed, type Focus, pictureSoon } from '../../../live/picture.ts'
import type { Services } from '../../../services.ts'
import { chartFor } from '../../../shown/place.ts'
import type { RouteShown } from '../../../shown/route.ts'
import { type HrefOf, opening, paperFor, whereabouts } from '../flow/picture-parts.ts'
import { dressingOf } from './dressing.ts'

export interface RoutePicture {
  readonly focus: Focus
  /** The page after a step of the way. */
  readonly hrefOf: (step: number) => string
  /** The same page with another part of the picture. */
  readonly partAt: HrefOf
  /** The same page. */
  readonly again: string
}

/** The picture of a route in its place on the page. The list says all of it, where the layouter fails, and until it is done. */
export async function pictureShown({ engine }: Services, route: RouteShown, { focus, hrefOf, partAt, again }: RoutePicture) {
  const model = chartFor(engine.definitions[route.machine]!)
  const where = whereabouts(model, focus, partAt)
  const picture = await pictureSoon(model, focus).catch((error: unknown) => {
    if (error instanceof ChartNotDrawn) return null
    throw error
  })
  if (!picture) return { where, again, isBeingDrawn: picture === undefined }
  const dressing = dressingOf(picture, route, hrefOf)
  const svg = dressed(picture, { ...dressing, ...opening(picture, dressing.states, partAt) })
  return { svg, paper: paperFor(svg), where, again, isBeingDrawn: false }
}
