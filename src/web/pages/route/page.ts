import { ChartNotDrawn } from '../../../live/elk.ts'
import { dressed, pictureOf } from '../../../live/picture.ts'
import type { Services } from '../../../services.ts'
import { nextIn } from '../../../shown/next.ts'
import { chartFor } from '../../../shown/place.ts'
import { namesIn, type RouteShown, routeShown } from '../../../shown/route.ts'
import { page } from '../../page.ts'
import { type Opened, opened, params, tabsOf } from '../casefile/file.ts'
import { lifecycleShown, papersOf, stepsInFile } from '../casefile/next.ts'
import { recordOf } from '../instance/record.ts'
import { addressOf, chosenIn, type RouteQuery, routeQuery, views, viewsSaid } from './address.ts'
import { dressingOf } from './dressing.ts'
import { inParts } from './parts.ts'

export const routePages = [
  page({
    method: 'get',
    path: '/casefiles/{ref}/route',
    name: 'route of a lifecycle',
    params,
    query: routeQuery,
    run: async (services, { person, params: { ref }, query }) => {
      const file = await opened(services, person, ref)
      const instance = chosenIn(file, query.instance)
      const route = await routeShown(services, { file, directory: file.directory, instance, step: query.step })
      const { reference } = file.header
      const at = { instance, view: query.view, ...(query.zoom && { zoom: query.zoom }) }
      const hrefOf = (step: number) => addressOf(reference, { ...at, step })
      return {
        view: 'route/view',
        title: `${route.name}: its route, ${reference}`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, '/route'),
          route,
          view: query.view,
          views: views.map((view) => ({
            text: viewsSaid[view],
            href: addressOf(reference, { instance, view, step: query.step }),
            active: view === query.view,
          })),
          choices: choicesIn(services, file, instance, query),
          parts: inParts(route, hrefOf),
          stepping: stepperOf(route, hrefOf),
          next: nextOf(services, file, route),
          zooms: [undefined, 'fit' as const].map((zoom) => ({
            text: zoom ? 'Fit to the width' : 'To be read',
            href: `${addressOf(reference, { instance, view: query.view, zoom, step: query.step })}#picture`,
            active: zoom === query.zoom,
          })),
          zoom: query.zoom,
          ...(query.view === 'route' && { picture: await drawn(services, route, hrefOf), facts: await factsAt(services, file, route) }),
        },
      }
    },
  }),
]

/** All lifecycles of the casefile, also what was opened in error: each with its own route. */
function choicesIn(services: Services, file: Opened, instance: string, { view }: RouteQuery) {
  const nameOf = namesIn(services, file)
  return file.look.file.instances.map(({ id, parent, inError }) => ({
    id,
    parent,
    name: nameOf(id),
    stateWords: file.header.lifecycles.find((each) => each.id === id)?.stateWords,
    inError: inError === true,
    active: id === instance,
    href: addressOf(file.header.reference, { instance: id, view }),
  }))
}

/** Links to the steps beside the one that is shown, for those who have no scripts; and what scripts step through. */
function stepperOf({ at, steps }: RouteShown, hrefOf: (step: number) => string) {
  const link = (step: number) => (step >= 1 && step <= steps.length && step !== at ? hrefOf(step) : undefined)
  return {
    at,
    of: steps.length,
    step: steps[at - 1]!,
    first: link(1),
    previous: link(at - 1),
    next: link(at + 1),
    last: link(steps.length),
  }
}

/** What can be done and what not, as the page of the lifecycle says it; at an earlier step nothing, since it is of then. */
function nextOf({ engine }: Services, file: Opened, { id, isPresent, inError }: RouteShown) {
  const look = file.looks.find(({ instance }) => instance.id === id)
  if (!isPresent || inError || !look) return undefined
  const all = stepsInFile(engine, file, id)
  const next = all.find((each) => each.id === id) ?? nextIn(engine, look, file.directory, file.organisations)
  return lifecycleShown(next, all, papersOf(engine, file))
}

/** The record as it was then, in the words of its kind. */
async function factsAt(services: Services, file: Opened, { stands }: RouteShown) {
  return stands.held ? recordOf(services, file, { ...file.look, instance: stands.held }) : []
}

/** The list says all of it, where the layouter fails. */
async function drawn({ engine }: Services, route: RouteShown, hrefOf: (step: number) => string): Promise<string | undefined> {
  const definition = engine.definitions[route.machine]!
  try {
    const picture = await pictureOf(chartFor(definition))
    return dressed(picture, dressingOf(picture, route, hrefOf))
  } catch (error) {
    if (error instanceof ChartNotDrawn) return undefined
    throw error
  }
}
