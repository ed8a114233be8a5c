import { z } from 'zod'
import { demonstrationPosts } from '../../../../db/demonstration-posts.ts'
import type { Person } from '../../../engine/engine.ts'
import { notFound } from '../../../problem.ts'
import { foundForTour } from '../../../reports/tour.ts'
import type { Services } from '../../../services.ts'
import { page } from '../../page.ts'
import { columnsOfCasefiles, columnsOfWork } from '../worklist/columns.ts'
import type { Step, Tour } from './tour.ts'
import { administratorTour } from './tour-administrator.ts'
import { caseworkerTour } from './tour-caseworker.ts'
import { executiveTour } from './tour-executive.ts'
import { managerTour } from './tour-manager.ts'
import { officerTour } from './tour-officer.ts'

export const tours: readonly Tour[] = [caseworkerTour, managerTour, officerTour, executiveTour, administratorTour]

export const helpPages = [
  page({
    method: 'get',
    path: '/help',
    name: 'help',
    open: true,
    run: async ({ engine }, { person }) => ({
      view: 'help/view',
      title: 'Help',
      // Who holds which post is for those who are signed in.
      data: { tours, ask: person ? whomToAsk(await engine.directory()) : undefined },
    }),
  }),
  page({
    method: 'get',
    path: '/tour/{kind}',
    name: 'tour for one kind of user',
    open: true,
    params: z.object({ kind: z.string().max(30) }),
    run: async (services, { params: { kind } }) => {
      const tour = tours.find((each) => each.kind === kind)
      if (!tour) throw notFound()
      const directory = services.config.mode === 'demonstration' ? await services.engine.directory() : []
      const steps = await Promise.all(tour.steps.map((step) => stepShown(services, directory, step)))
      return {
        view: 'help/tour',
        title: `Tour: ${tour.title}`,
        data: { tour, steps, others: tours.filter((each) => each !== tour) },
      }
    },
  }),
  page({
    method: 'get',
    path: '/help/columns',
    name: 'columns of a download',
    open: true,
    run: () => ({
      view: 'help/columns',
      title: 'What the columns of a download mean',
      data: { ofWork: columnsOfWork, ofCasefiles: columnsOfCasefiles },
    }),
  }),
  page({
    method: 'get',
    path: '/accessibility',
    name: 'accessibility statement',
    open: true,
    run: () => ({ view: 'help/accessibility', title: 'Accessibility statement', data: {} }),
  }),
]

/** A step with the page where it is done today, and whoever does it. */
async function stepShown({ config, lists }: Services, directory: readonly Person[], { sought, to, otherwise, post, ...step }: Step) {
  if (config.mode !== 'demonstration') return { ...step, post: { key: post, title: titleOf(post) } }
  const found = sought && (await foundForTour(lists, sought))
  const key = (sought?.caseworkers && found?.caseworker) ?? post
  return {
    ...step,
    post: { key, title: titleOf(key), holder: holderIn(directory, key) },
    to: sought === undefined ? to(NOTHING) : found ? to(found) : otherwise,
    at: found ? (found.reference ?? found.organisation) : undefined,
    isElsewhere: sought !== undefined && found === undefined,
  }
}

const NOTHING = { instance: '', reference: null, file: '', caseworker: null, organisation: null }

const titleOf = (post: string) => demonstrationPosts.find(({ key }) => key === post)!.title

const holderIn = (directory: readonly Person[], post: string) =>
  directory.find(({ holdings }) => holdings.some((held) => held.post === post && held.how === 'held'))?.name

/** The two texts end by naming whom to ask (I32, C24): here, who holds these posts today. */
const asked = [
  { role: 'complianceOfficer', about: 'Compliance, ratings and refusals', cites: 'C24' },
  { role: 'assessmentOutcomesOfficer', about: 'Interventions, and what was agreed in them', cites: 'I32' },
  { role: 'outcomesOfficer', about: 'What became of recommendations', cites: 'C24' },
  { role: 'administrator', about: 'Posts, delegations and settings', cites: undefined },
] as const

const whomToAsk = (directory: readonly Person[]) =>
  asked.map(({ role, ...each }) => ({
    ...each,
    people: directory
      .filter(({ holdings }) => holdings.some(({ roles }) => roles.includes(role)))
      .map(({ name, posts }) => ({ name, posts })),
  }))
