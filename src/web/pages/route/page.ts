import { type Focus, focusesOf } from '../../../live/picture.ts'
import type { Services } from '../../../services.ts'
import { nextIn } from '../../../shown/next.ts'
import { chartFor } from '../../../shown/place.ts'
import { namesIn, type RouteShown, routeShown } from '../../../shown/route.ts'
import { page } from '../../page.ts'
import { type Opened, opened, params, tabsOf } from '../casefile/file.ts'
import { lifecycleShown, papersOf, stepsInFile } from '../casefile/next.ts'
import { query } from '../flow/params.ts'
import { recordOf } from '../instance/record.ts'
import { addressOf, askedIn, chosenIn, type RouteAsked, views, viewsSaid } from './address.ts'
import { inParts } from './parts.ts'
import { pictureShown } from './picture.ts'

export const routePages = [
  page({
    method: 'get',
    path: '/casefiles/{ref}/route',
    name: 'route of a lifecycle',
    params,
    query,
    run: async (services, { person, params: { ref }, query: given }) => {
      const file = await opened(services, person, ref)
      const { asked, unfit } = askedIn(given)
      const instance = chosenIn(file, asked.instance)
      const route = await routeShown(services, { file, directory: file.directory, instance, step: asked.step })
      const { reference } = file.header
      const { view = 'route', zoom, step } = asked
      const focus = focusIn(services, route, asked.focus)
      const seen = focus === route.machine ? undefined : focus
      const at = { instance, view, zoom, focus: seen }
      const hrefOf = (to: number) => addressOf(reference, { ...at, step: to })
      return {
        view: 'route/view',
        title: `${route.name}: its route, ${reference}`,
        data: {
          header: file.header,
          tabs: tabsOf(file.header, '/route'),
          route,
          notThere: notThere(route, { asked, unfit, focus }),
          view,
          views: views.map((each) => ({
            text: viewsSaid[each],
            href: addressOf(reference, { instance, view: each, step }),
            active: each === view,
          })),
          choices: choicesIn(services, file, instance, view),
          parts: inParts(route, hrefOf),
          stepping: stepperOf(route, hrefOf),
          next: nextOf(services, file, route),
          zooms: [undefined, 'fit' as const].map((each) => ({
            text: each ? 'Fit to the width' : 'To be read',
            href: `${addressOf(reference, { ...at, zoom: each, step })}#picture`,
            active: each === zoom,
          })),
          zoom,
          ...(view === 'route' && {
            picture: await pictureShown(services, route, {
              focus,
              hrefOf,
              partAt: (to) => addressOf(reference, { ...at, focus: to === route.machine ? undefined : to, step }),
              again: addressOf(reference, { ...at, step }),
            }),
            facts: await factsAt(services, file, route),
          }),
        },
      }
    },
  }),
]

/** The part of the picture that is asked for; what one sees first, where there is none like it. */
const focusIn = ({ engine }: Services, { machine }: RouteShown, asked: Focus | undefined): Focus =>
  asked !== undefined && (asked === 'all' || focusesOf(chartFor(engine.definitions[machine]!)).includes(asked)) ? asked : machine

/** An address that was kept may ask for what is not there: what is shown instead is said. */
function notThere({ at, name, id }: RouteShown, { asked, unfit, focus }: Asked): readonly string[] {
  const isLost = (field: keyof RouteAsked, found: boolean) => unfit.includes(field) || (asked[field] !== undefined && !found)
  const step = asked.step === undefined ? 'no such step' : `no step ${asked.step}`
  return [
    ...(isLost('instance', asked.instance === id) ? [`This casefile has no such lifecycle. This is ${name}.`] : []),
    ...(isLost('step', asked.step === at) ? [`There is ${step}: this is the last, step ${at}.`] : []),
    ...(isLost('view', true) ? ['There is no such view of a route. This is the route as a list.'] : []),
    ...(isLost('focus', asked.focus === focus) ? ['There is no such part of the picture. It shows what one sees first.'] : []),
    ...(isLost('zoom', true) ? ['There is no such size of the picture. It is as large as it can be read.'] : []),
  ]
}

interface Asked {
  readonly asked: RouteAsked
  readonly unfit: readonly (keyof RouteAsked)[]
  readonly focus: Focus
}

/** All lifecycles of the casefile, also what was opened in error: each with its own route. */
function choicesIn(services: Services, file: Opened, instance: string, view: (typeof views)[number]) {
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
