import { definitions } from '../../machines/index.ts'
import type { Actor } from '../../machines/kernel/authority.ts'
import type { HeldInstance } from '../../machines/kernel/file.ts'
import { acceptedTypes, whoCouldPut } from '../../machines/kernel/step.ts'
import { endOf, snapshotOf } from '../../machines/kernel/stored.ts'
import type { Answer, Command, FileLook, Submitted } from '../../src/engine/engine.ts'
import { Invalid, NotAccepted, NotFound, Refused, Unavailable } from '../../src/engine/errors.ts'
import type { Services } from '../../src/services.ts'
import { type Payload, samplesOf } from '../model/samples.ts'
import { worldOf } from '../model/worlds/index.ts'
import { office as anOffice, otherTrust, trust } from '../support/file.ts'
import type { Chance } from './chance.ts'

/** What became of what was put. */
export type Tally = Record<string, number>
export const counted = (tally: Tally, what: string, by = 1): void => {
  tally[what] = (tally[what] ?? 0) + by
}

export interface Setting {
  readonly services: Services
  readonly people: readonly Actor[]
  /** The organisations, in the place of those that the samples name. */
  readonly organisations: readonly string[]
  readonly tally: Tally
}

const SAMPLED = [trust, anOffice, otherTrust]
const MOST_LINES = 120
const CASEFILES_AT_ONCE = 3
/** Put as often as others these would leave little to do. */
const ENDS_MUCH = [
  'SEAL',
  'COMPLAINT_WITHDRAWN',
  'PROPOSE_INVESTIGATION',
  'DISCONTINUE',
  'SUBMIT_DECLINE',
  'SUBMIT_PREMATURE',
  'SUBMIT_VALUE_ADDED',
  'ASSIGN',
  'RECONSIDER',
  'REMOVE_ACTION',
  'GO_ON_WITHOUT',
  'ORGANISATION_SUCCEEDED',
]

/** One caseworker's desk: a few casefiles, on which anything is tried, by anybody, mostly something that the state knows. */
export class Desk {
  readonly #setting: Setting
  readonly #chance: Chance
  readonly #name: string
  #looks: FileLook[] = []
  #count = 0

  constructor(setting: Setting, chance: Chance, name: string) {
    this.#setting = setting
    this.#chance = chance
    this.#name = name
  }

  /** One event is put, and it is noted what became of it. */
  async step(): Promise<void> {
    const chance = this.#chance
    if (this.#looks.length < CASEFILES_AT_ONCE || chance.oneIn(100)) return this.#open()
    const look = chance.oneIn(30) ? await this.#organisation() : chance.of(this.#looks)
    if (chance.oneIn(40) && look.file.revision < MOST_LINES) return this.#correct(look)
    return this.#act(look)
  }

  async #open(): Promise<void> {
    const [sample] = worldOf(definitions['casefile']!).samples!['OPEN']!({ today: '', file: NOTHING, record: {} })
    const event = this.#named({ ...sample, type: 'OPEN', stage: this.#chance.oneIn(3) ? 'investigation' : 'preliminary' }) as Submitted
    const command = { person: 'holder-of-caseworker', kind: 'casefile', event, ...this.#key() } as const
    await this.#noting('OPEN', async () => {
      this.#keep(await this.#setting.services.engine.open(command))
    })
  }

  async #correct({ file }: FileLook): Promise<void> {
    const instance = this.#chance.of(file.instances)
    const event = { type: 'RECORDED_IN_ERROR', transition: 1 + this.#chance.below(file.revision), why: 'It was another casefile' }
    await this.#put(instance.id, this.#chance.of(['lineManager', 'operationsManager', 'director', 'ombudsman']), event)
  }

  /** All desks share these. */
  #organisation = (): Promise<FileLook> =>
    this.#setting.services.engine.lookAt('holder-of-complianceOfficer', this.#chance.of(this.#setting.organisations))

  /** Mostly one of the last that were opened, and one that is not closed. */
  #oneOf(held: readonly HeldInstance[]): HeldInstance {
    const chance = this.#chance
    const within = held.filter(({ machine, stored }) => machine !== 'casefile' && !endOf(stored).includes('"closed"'))
    return within.length === 0 || chance.oneIn(6) ? chance.of(held) : chance.of(within.slice(-5))
  }

  async #act({ file, stamp }: FileLook): Promise<void> {
    const chance = this.#chance
    const held = this.#oneOf(file.instances.filter(({ inError }) => !inError))
    const definition = definitions[held.machine]!
    const snapshot = snapshotOf(definition, held)
    const accepted = acceptedTypes(definition, snapshot, stamp).filter((type) => !ENDS_MUCH.includes(type) || chance.oneIn(15))
    const types = accepted.length === 0 || chance.oneIn(12) ? Object.keys(definition.events) : accepted
    if (types.length === 0) return
    const type = chance.of(types)
    const at = { today: stamp.today, file, record: snapshot.context }
    const own = worldOf(definition).samples?.[type]?.(at) ?? []
    const payloads = own.length > 0 && !chance.oneIn(8) ? own : samplesOf(definition.events[type]!, at)
    if (payloads.length === 0) return
    const event = this.#named({ ...chance.of(payloads), type }) as Submitted
    const { people } = whoCouldPut(definition, snapshot, type, this.#setting.people, stamp)
    const person = people.length > 0 && !chance.oneIn(4) ? chance.of(people) : chance.of(this.#setting.people).id
    await this.#put(held.id, person.replace('holder-of-', ''), event)
  }

  async #put(instance: string, post: string, event: Submitted, reasons?: Readonly<Record<string, string>>): Promise<void> {
    const command = { person: `holder-of-${post}`, instance, event, ...this.#key(), ...(reasons && { reasons }) }
    await this.#noting(event.type, async () => {
      try {
        const answer = await this.#sent(command)
        this.#keep(answer)
        if (this.#chance.oneIn(50)) await this.#repeat(command, answer)
      } catch (error) {
        const wanting = error instanceof Refused ? error.refusals : []
        if (reasons || wanting.length === 0 || !wanting.every(({ reasonWouldHelp }) => reasonWouldHelp)) throw error
        await this.#put(instance, post, event, Object.fromEntries(wanting.map(({ rule }) => [rule, 'As it happened'])))
      }
    })
  }

  /** Where nobody knows what became of it, it is sent again with the same key, as a caller would. */
  async #sent(command: Command): Promise<Answer> {
    const { engine } = this.#setting.services
    try {
      return await engine.dispatch(command)
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      counted(this.#setting.tally, 'sent again')
      return engine.dispatch(command)
    }
  }

  /** The same again, as after a lost answer: nothing happens twice. */
  async #repeat(command: Command, answer: Answer): Promise<void> {
    const again = await this.#setting.services.engine.dispatch(command)
    if (!again.repeated || again.transition.seq !== answer.transition.seq) throw new Error('The same key acted twice')
    counted(this.#setting.tally, 'repeated')
  }

  async #noting(type: string, work: () => Promise<void>): Promise<void> {
    const { tally } = this.#setting
    try {
      await work()
      counted(tally, type === 'RECORDED_IN_ERROR' ? 'corrected' : 'taken')
    } catch (error) {
      if (error instanceof Refused) counted(tally, 'refused')
      else if (error instanceof NotAccepted) counted(tally, 'notAccepted')
      else if (error instanceof NotFound) counted(tally, 'notFound')
      else if (error instanceof Invalid) counted(tally, 'invalid')
      else throw error
      if (this.#chance.oneIn(3)) await this.#lookAgain()
    }
  }

  /** What the clock and others did meanwhile is seen; a casefile that is sealed, or long, is put away. */
  async #lookAgain(): Promise<void> {
    const looks = this.#looks.map(({ file }) =>
      this.#setting.services.engine.lookAt('holder-of-caseworker', file.id).catch(() => undefined),
    )
    this.#looks = (await Promise.all(looks)).filter((look) => look !== undefined).filter(({ file }) => file.revision < MOST_LINES)
  }

  #keep({ look }: Answer): void {
    if (look.kind !== 'casefile') return
    this.#looks = [...this.#looks.filter(({ file }) => file.id !== look.file.id), look].slice(-CASEFILES_AT_ONCE)
  }

  #key() {
    const key = `${this.#name}-${this.#count++}`
    return { key, digest: key }
  }

  /** The samples' organisations are those of the office. */
  #named(event: Payload): unknown {
    const text = SAMPLED.reduce((said, id, place) => said.replaceAll(id, this.#setting.organisations[place]!), JSON.stringify(event))
    return JSON.parse(text)
  }
}

const NOTHING = { id: '', revision: 0, instances: [], duties: [], letters: [] }
