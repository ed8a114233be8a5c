import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { definitions } from '../../machines/index.ts'
import { type Casefile, type Colleague, Office } from '../../scripts/demonstration/office.ts'
import { registerOrganisations } from '../../scripts/demonstration/organisations.ts'
import { type Story, tell } from '../../scripts/demonstration/timeline.ts'
import { verify } from '../../src/engine/verify.ts'
import { type TestApp, testApp } from '../support/app.ts'

type Json = Record<string, unknown>
export interface HistoryLine extends Json {
  readonly seq: number
  readonly event: string
  readonly kind: string
}

/** The application that ships, listening, and the stories told over HTTP on one calendar from 4 February 2013. */
export class Stage {
  readonly #service: TestApp
  readonly #server: Server
  readonly office: Office
  readonly references: Readonly<Record<string, string>>

  constructor(service: TestApp, server: Server, office: Office, references: Readonly<Record<string, string>>) {
    this.#service = service
    this.#server = server
    this.office = office
    this.references = references
  }

  static async tells(stories: Readonly<Record<string, Story>>): Promise<Stage> {
    const service = await testApp()
    await service.setClock('2013-02-04')
    const server = service.app.listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    const office = new Office(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const told = await tell(office, await registerOrganisations(office), Object.values(stories))
    return new Stage(service, server, office, Object.fromEntries(Object.keys(stories).map((name, place) => [name, told[place]!])))
  }

  async reader(): Promise<Colleague> {
    return this.office.as('auditor')
  }

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

  async history(story: string): Promise<readonly HistoryLine[]> {
    const reader = await this.reader()
    const lines: HistoryLine[] = []
    for (let path: string | undefined = `/casefiles/${this.references[story]}/history?limit=200`; path; ) {
      const page: { items: HistoryLine[]; nextLink?: string | null } = await reader.get(path)
      lines.push(...page.items)
      path = page.nextLink?.replace('/api/v1', '') ?? undefined
    }
    return lines
  }

  /** Puts every line of history again; no difference is found. */
  verify = () => verify(this.#service.services.pool, definitions)

  async ends(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed))
    await this.#service.end()
  }
}
