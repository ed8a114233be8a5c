import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AnyStateNode } from 'xstate'
import { definitions } from '../../machines/index.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import type { Colleague } from '../../scripts/demonstration/office.ts'
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
