import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { definitions } from '../../machines/index.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import { type Filling, fill } from '../../scripts/demonstration/load.ts'
import { type Casefile, type Colleague, Declined, Office } from '../../scripts/demonstration/office.ts'
import { type Organisations, registerOrganisations } from '../../scripts/demonstration/organisations.ts'
import { type Scene, type Story, tell } from '../../scripts/demonstration/timeline.ts'
import { verify } from '../../src/engine/verify.ts'
import { type TestApp, testApp } from '../support/app.ts'

type Json = Record<string, unknown>
const BEGINNING = '2013-02-04'
export interface HistoryLine extends Json {
  readonly seq: number
  readonly event: string
  readonly kind: string
}

/** A lifecycle as it is shown: where it stands, and all that it waits for. */
export interface Shown extends Json {
  readonly state: string
  readonly record: Json
  readonly duties: readonly Duty[]
  readonly deadlines: readonly { name: string; dueOn: string; cites: string }[]
}
export interface Duty extends Json {
  readonly id: string
  readonly name: string
  readonly to: string
  readonly dueOn: string
  readonly cites: string
}
/** What stood in the way, and who could. */
export interface Refused extends Json {
  readonly refusals: readonly { rule: string; strength: string; cites: string; because: string }[]
  readonly whoCould?: { words: string; people: readonly { name: string; posts: readonly string[] }[] }
}

async function listening(today: string) {
  const service = await testApp()
  await service.setClock(today)
  const server = service.app.listen(0, '127.0.0.1')
  await new Promise((begun) => server.once('listening', begun))
  return { service, server, office: new Office(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) }
}

/** The application that ships, listening: stories are told there over HTTP, on one calendar from 4 February 2013. */
export class Stage implements Scene {
  readonly #service: TestApp
  readonly #server: Server
  #today = BEGINNING
  readonly office: Office
  readonly organisations: Organisations
  references: Readonly<Record<string, string>> = {}

  private constructor(service: TestApp, server: Server, office: Office, organisations: Organisations) {
    this.#service = service
    this.#server = server
    this.office = office
    this.organisations = organisations
  }

  /** With the organisations of the examples. */
  static async opens(): Promise<Stage> {
    const { service, server, office } = await listening(BEGINNING)
    return new Stage(service, server, office, await registerOrganisations(office))
  }

  /** With all that the demonstration is filled with, begun on this day. */
  static async filled(filling: Filling): Promise<Stage> {
    const { service, server, office } = await listening(BEGINNING)
    const { organisations } = await fill(office, filling)
    return new Stage(service, server, office, organisations)
  }

  static async tells(stories: Readonly<Record<string, Story>>): Promise<Stage> {
    const stage = await Stage.opens()
    const told = await tell(stage.office, stage.organisations, Object.values(stories))
    stage.references = Object.fromEntries(Object.keys(stories).map((name, place) => [name, told[place]!]))
    return stage
  }

  /** Days from today, as a date: negative ones lie behind. */
  day = (days: number): string => addDays(this.#today, days)

  /** Day after day passes, and what falls due is carried out on its day. */
  async waits(days: number): Promise<void> {
    for (let passed = 0; passed < days; passed++) await this.office.waits(1)
    this.#today = addDays(this.#today, days)
  }

  shows = async ({ id }: { id: string }): Promise<Shown> => (await this.reader()).get<Shown>(`/instances/${id}`)
  state = async (instance: { id: string }): Promise<string> => (await this.shows(instance)).state
  async duties(instance: { id: string }): Promise<Readonly<Record<string, Duty>>> {
    return Object.fromEntries((await this.shows(instance)).duties.map((duty) => [duty.name, duty]))
  }

  /** The problem with which the service answers what it refuses. */
  async refused(attempt: Promise<unknown>): Promise<Refused> {
    try {
      await attempt
    } catch (error) {
      if (error instanceof Declined && error.status === 422) return error.problem as Refused
      throw error
    }
    throw new Error('It was not refused')
  }

  /** The letters of this name in a casefile, oldest first, each with its text as it was sent or would be. */
  async letters(reference: string, letter: string): Promise<readonly { sentOn: string | null; to: Json; body: string }[]> {
    const reader = await this.reader()
    const { letters } = await reader.casefile(reference)
    const named = letters.filter((each) => each.letter === letter)
    return Promise.all(named.map(({ id }) => reader.get<{ sentOn: string | null; to: Json; body: string }>(`/letters/${id}`)))
  }

  async reader(): Promise<Colleague> {
    return this.office.as('auditor')
  }

  /** A page, as whoever holds this post is shown it. */
  page = async (post: string, path: string): Promise<string> => (await (await this.#service.browse(post)).get(path)).text

  async casefile(story: string): Promise<Casefile> {
    return (await this.reader()).casefile(this.references[story]!)
  }

  /** Where the instances of one machine stand, by their keys' last word (an action, an attempt) or their machine. */
  async states(story: string, machine: string): Promise<readonly string[]> {
    return (await this.casefile(story)).instances.filter((each) => each.machine === machine).map(({ state }) => state)
  }

  async record(story: string, machine: string, key?: string): Promise<Json> {
    const reader = await this.reader()
    const { id } = await reader.finds(this.references[story]!, machine, key)
    return (await reader.get<{ record: Json }>(`/instances/${id}`)).record
  }

  history = (story: string): Promise<readonly HistoryLine[]> => this.historyOf(this.references[story]!)

  async historyOf(reference: string): Promise<readonly HistoryLine[]> {
    const reader = await this.reader()
    const lines: HistoryLine[] = []
    for (let path: string | undefined = `/casefiles/${reference}/history?limit=200`; path; ) {
      const page: { items: HistoryLine[]; nextLink?: string | null } = await reader.get(path)
      lines.push(...page.items)
      path = page.nextLink?.replace('/api/v1', '') ?? undefined
    }
    return lines
  }

  /** The clock moves on while nothing is there to carry out what falls due. */
  stoodStill = async (days: number): Promise<void> => {
    this.#today = addDays(this.#today, days)
    await this.#service.setClock(this.#today)
  }
  sweeps = () => this.#service.services.sweep()

  /** Puts every line of history again; no difference is found. */
  verify = () => verify(this.#service.services.pool, definitions)

  async ends(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed))
    await this.#service.end()
  }
}
