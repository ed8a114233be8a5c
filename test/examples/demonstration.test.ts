import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AnyStateNode } from 'xstate'
import { definitions } from '../../machines/index.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { Colleague } from '../../scripts/demonstration/office.ts'
import { tours } from '../../src/web/pages/help/page.ts'
import { Stage } from './stage.ts'

const CASEFILES = 400
let all: Stage
let few: readonly Stage[] = []
let seconds: number
beforeAll(async () => {
  const begun = performance.now()
  all = await Stage.filled({ casefiles: CASEFILES })
  seconds = (performance.now() - begun) / 1_000
}, 600_000)
afterAll(() => Promise.all([all, ...few].map((stage) => stage?.ends())))

interface Listed {
  readonly reference: string
  readonly receivedOn: string
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly instances: readonly { readonly machine: string; readonly state: string }[]
}
async function pages<T>(colleague: Colleague, path: string): Promise<readonly T[]> {
  const found: T[] = []
  for (let next: string | undefined = path; next; ) {
    const page: { items: T[]; nextLink?: string | null } = await colleague.get(next)
    found.push(...page.items)
    next = page.nextLink?.replace('/api/v1', '') ?? undefined
  }
  return found
}
const casefilesOf = async (stage: Stage) => pages<Listed>(await stage.reader(), '/casefiles?limit=200')
const organisationsOf = async (stage: Stage) =>
  pages<{ id: string; sector: string; rating: string }>(await stage.reader(), '/organisations?limit=200')

/** Where an instance can rest: nothing stays unopened, or in the middle of being opened. */
const placesOf = (name: string, machine: Definition['machine']): readonly string[] => {
  const leaves = (node: AnyStateNode): readonly string[] => {
    const inner = Object.values(node.states)
    return inner.length === 0 ? [`${name} ${node.path.join('.')}`] : inner.flatMap(leaves)
  }
  return leaves(machine.root).filter((place) => !/ (unopened|opening)$/.test(place))
}

test('some 400 fictional casefiles about 25 organisations of both sectors, of which some are rated A and some C', async () => {
  const casefiles = await casefilesOf(all)
  process.stdout.write(`  ${casefiles.length} casefiles in ${seconds.toFixed(0)} s\n`)
  expect(casefiles.length).toBeGreaterThanOrEqual(CASEFILES)
  const received = casefiles.map(({ receivedOn }) => receivedOn).sort()
  expect([received[0]!.slice(0, 7), received.at(-1)!.slice(0, 7)]).toEqual(['2013-02', '2014-05'])
  const organisations = await organisationsOf(all)
  expect(organisations.length).toBe(25)
  expect(new Set(organisations.map(({ sector }) => sector))).toEqual(new Set(['health', 'parliamentary']))
  for (const [rating, least] of [
    ['A', 3],
    ['B', 10],
    ['C', 3],
  ] as const)
    expect(organisations.filter((each) => each.rating === rating).length).toBeGreaterThanOrEqual(least)
})

test('every state of every machine that carries a complaint is occupied by somebody’s case', async () => {
  const reader = await all.reader()
  const ofOrganisations = await Promise.all(
    (await organisationsOf(all)).map(async ({ id }) => {
      const { instance, rating } = await reader.get<{ instance: string; rating: { state: string } }>(`/organisations/${id}`)
      const { state } = await reader.get<{ state: string }>(`/instances/${instance}`)
      return [`organisation ${state}`, `rating ${rating.state}`]
    }),
  )
  const occupied = new Set(
    [
      ...(await casefilesOf(all)).flatMap(({ instances }) => instances.map(({ machine, state }) => `${machine} ${state}`)),
      ...ofOrganisations.flat(),
    ].flatMap((place) =>
      place
        .replace(/^(\S+) /, '')
        .split(' + ')
        .map((region) => `${place.split(' ')[0]} ${region}`),
    ),
  )
  // The office is nobody’s case.
  const { office: _, ...carrying } = definitions
  const places = Object.entries(carrying).flatMap(([name, { machine }]) => placesOf(name, machine))
  process.stdout.write(`  ${places.length} states\n`)
  expect(places.filter((place) => !occupied.has(place))).toEqual([])
})

test('what is overdue on somebody’s list is of the last weeks: the office took note, told and sent what it had to', async () => {
  const { today } = await (await all.office.as('administrator')).get<{ today: string }>('/demonstration/clock')
  for (const post of ['caseworker', 'secondCaseworker', 'lineManager', 'complianceOfficer']) {
    const rows = await pages<{ dueOn: string | null }>(await all.office.as(post), '/worklists/mine?limit=200')
    const late = rows.flatMap(({ dueOn }) =>
      dueOn !== null && dueOn < today ? [(Date.parse(today) - Date.parse(dueOn)) / 86_400_000] : [],
    )
    process.stdout.write(`  ${post}: ${late.length} of ${rows.length} overdue, at most ${Math.max(...late)} days\n`)
    expect(late.length).toBeGreaterThan(0)
    // A year's look at a rating, of which some wait for longer.
    expect(late.filter((days) => days > 60).length).toBeLessThan(3)
  }
})

/** The event that a step of a tour is about, by its title; null where it only shows something. */
const ABOUT: Readonly<Record<string, string | null>> = {
  'Read a casefile, and what happens next': 'intervention RECORD_CLINICAL_ADVICE',
  'Propose a remedy that can be checked': 'intervention PROPOSE_INTERVENTION',
  'An organisation that refused': 'approach ESCALATE',
  'What an organisation agreed, and did': 'compliance EVIDENCE_RECEIVED',
  'Sign a decision off, or return it': 'intervention SIGN_OFF',
  'Grant or decline an extension': 'compliance EXTEND_TARGET_DATE',
  'The second letter': 'compliance ISSUE_STAGE_2_LETTER',
  'Two people settle the third stage': 'compliance AGREE_STEP',
  'An item whose date has passed': 'compliance ASK_TO_HOLD_BACK',
  'How an organisation is rated': null,
  'Evidence in doubt': 'compliance JUDGE_EVIDENCE',
  'A published case': 'compliance GIVE_VIEW',
  'A complaint about our decision': 'review ACCEPT_REVIEW',
  'A recommendation that was refused': 'recommendation DECIDE',
  'Close what could not be secured': 'compliance CLOSE_EXCEPTIONALLY',
  'A rating to be agreed': 'rating AGREE_RATING',
  'Read everything, change nothing': null,
}

test.each(tours)('each step of the tour for the $kind opens where whoever it signs in is offered that step', async ({ kind, steps }) => {
  const seeking = steps.filter(({ sought }) => sought).map(({ title }) => title)
  const shown = (await buttonsOf(kind)).filter(({ title }) => seeking.includes(title))
  expect(shown.map(({ title }) => title)).toEqual(seeking)
  expect((await Promise.all(shown.map(faultOf))).filter((fault) => fault !== undefined)).toEqual([])
})

async function faultOf({ title, post, to }: Button): Promise<string | undefined> {
  const about = ABOUT[title]
  if (about === null) return undefined
  const [machine, event] = about!.split(' ')
  const colleague = await all.office.as(post)
  const instance = await openedBy(colleague, to, machine!)
  if (instance === undefined) return `${title}: leads to no such casefile, but to ${to}`
  const { actions } = await colleague.get<{ actions: { type: string; offered: boolean }[] }>(`/instances/${instance}/actions`)
  return actions.some(({ type, offered }) => type === event && offered) ? undefined : `${title}: ${event} is not offered to ${post} there`
}

test('the tour for the caseworker ends at an item that lives on after its casefile was closed as resolved', async () => {
  const colleague = await all.reader()
  const { to } = (await buttonsOf('caseworker')).at(-1)!
  const { casefile, state } = await colleague.get<{ casefile: Listed; state: string }>(to)
  const { closed, instances } = await colleague.get<Listed & { closed: boolean }>(`/casefiles/${casefile.reference}`)
  expect([closed, state, instances.map((each) => `${each.machine} ${each.state}`)]).toEqual([
    true,
    expect.stringContaining('open.evidence.awaited'),
    expect.arrayContaining(['intervention monitoring']),
  ])
})

interface Button {
  readonly title: string
  /** Whom it signs in, and where it leads. */
  readonly post: string
  readonly to: string
}
async function buttonsOf(kind: string): Promise<readonly Button[]> {
  const html = await all.page('caseworker', `/tour/${kind}`)
  return html
    .split('redress-tour__title">')
    .slice(1)
    .map((step) => {
      const [title, to, post] = [/^[^<]*/, /(?<=name="to" value=")[^"]*/, /(?<=<button [^>]*name="post" value=")[^"]*/].map(
        (part) => part.exec(step)![0],
      )
      return { title: title!, to: to!, post: post! }
    })
}

/** The lifecycle of this machine that an address is about. */
async function openedBy(colleague: Colleague, to: string, machine: string): Promise<string | undefined> {
  const [, kind, id] = to.split('/')
  if (kind === 'instances') return id
  if (kind === 'casefiles') return (await colleague.finds(id!, machine)).id
  return kind === 'organisations'
    ? (await colleague.get<{ rating: { instance: string } }>(`/organisations/${id}`)).rating.instance
    : undefined
}

test('every line of its histories, put again, gives the same, byte for byte', async () => {
  const verified = await all.verify()
  expect(verified.difference).toBeUndefined()
  expect(verified.files).toBeGreaterThan(CASEFILES + 25)
}, 300_000)

test('the same seed gives the same casefiles, and another seed others', async () => {
  few = await Promise.all([1, 1].map((seed) => Stage.filled({ casefiles: 8, seed })))
  const [first, again] = await Promise.all(few.map(told))
  expect(again).toEqual(first)
  const begun = new Set(
    (await casefilesOf(all)).map(({ receivedOn, organisations }) => [receivedOn, ...organisations.map(({ name }) => name)].join()),
  )
  expect(first!.filter(({ receivedOn, organisations }) => !begun.has([receivedOn, ...organisations].join())).length).toBeGreaterThan(3)
}, 300_000)

/** What a reader sees of each casefile, without the ids that every database gives anew. */
async function told(stage: Stage) {
  const reader = await stage.reader()
  const listed = await casefilesOf(stage)
  return Promise.all(
    listed.map(async ({ reference, receivedOn, organisations, instances }) => {
      const { complainant, complaint, remedySought } = await reader.casefile(reference)
      const places = instances.map(({ machine, state }) => `${machine} ${state}`).sort()
      return { reference, receivedOn, organisations: organisations.map(({ name }) => name), places, complainant, complaint, remedySought }
    }),
  )
}
