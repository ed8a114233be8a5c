import type { Casefile, Colleague, Instance, Taken } from '../office.ts'
import { action } from '../passages.ts'
import type { Scene } from '../timeline.ts'
import type { Chooser } from './chooser.ts'
import type { Known } from './organisations.ts'
import { aggrievedOf, complainantOf } from './people.ts'
import type { Remedy } from './remedies.ts'
import { type Theme, themes } from './themes.ts'

export type Action = ReturnType<typeof action>

/** One invented complaint: what is chosen for it, and what has been opened for it so far. */
export class Case {
  readonly choose: Chooser
  readonly organisation: Known
  readonly theme: Theme
  readonly post: string
  readonly complainant: string
  readonly #remedies: readonly Remedy[]
  readonly #small: number
  #scene: Scene | undefined
  #colleague: Colleague | undefined
  #file: Casefile | undefined
  /** The last opened of each; recommendations and items in the order in which they were opened. */
  attempt: Instance | undefined
  approach: Instance | undefined
  investigation: Instance | undefined
  review: Instance | undefined
  recommendations: readonly Instance[] = []
  items: readonly Instance[] = []
  actions: readonly Action[] = []
  /** Where its items come from. */
  source: 'intervention' | 'premature' | 'investigation' = 'intervention'

  constructor(choose: Chooser, organisation: Known) {
    this.choose = choose
    this.organisation = organisation
    this.theme = choose.pick(themes.filter(({ field }) => field === organisation.field))
    this.post = choose.pick(['caseworker', 'secondCaseworker'])
    this.complainant = complainantOf(choose)
    this.#small = choose.between(2, 7)
    this.#remedies = this.theme.remedies.slice(0, choose.chance(0.35) ? 2 : 1)
  }

  async begins(scene: Scene, post: string = this.post): Promise<void> {
    this.#scene = scene
    this.#colleague = await scene.office.as(post)
  }

  get scene(): Scene {
    return this.#scene!
  }
  /** Whose casefile it is. */
  get colleague(): Colleague {
    return this.#colleague!
  }
  get reference(): string {
    return this.#file!.reference
  }
  /** The casefile's own lifecycle. */
  get file(): Instance {
    return this.#file!.instances.find(({ machine }) => machine === 'casefile')!
  }
  /** The remedy that its story is about, where one of several is. */
  get item(): Instance {
    return this.items[0]!
  }
  get isSystemic(): boolean {
    return this.actions.some(({ kind }) => kind === 'systemicImprovement')
  }

  async opens(more: object = {}): Promise<void> {
    const { theme, choose } = this
    this.#file = await this.colleague.opens({
      directorate: 'customerServices',
      receivedOn: this.scene.day(-choose.between(0, 3)),
      complainant: { name: this.complainant },
      ...(choose.chance(0.15) && { aggrieved: aggrievedOf(choose) }),
      complainedAbout: [this.organisation.id],
      complaint: this.#filled(theme.complaint),
      injustices: [this.#filled(theme.injustice)],
      remedySought: theme.sought,
      flags: { clinicalMatters: theme.clinical === true && this.organisation.sector === 'health' },
      ...more,
    })
  }

  /** What is asked of the organisation, to be done in so many days. */
  settles(days: number, only?: readonly Remedy[]): void {
    this.actions = (only ?? this.#remedies).map((remedy) => this.#asked(remedy, days))
  }

  /** The instances that an event opened take their places. */
  follows({ opened }: Taken): void {
    for (const { id, machine, key = '' } of opened) {
      const instance: Instance = { id, machine, key, state: '' }
      if (machine === 'compliance') this.items = [...this.items, instance]
      else if (machine === 'recommendation') this.recommendations = [...this.recommendations, instance]
      else if (machine === 'intervention') this.attempt = instance
      else if (machine === 'approach') this.approach = instance
      else if (machine === 'investigation') this.investigation = instance
      else if (machine === 'review') this.review = instance
    }
  }

  #asked({ id, kind, what, measure, sum, money }: Remedy, days: number): Action {
    const pounds = sum && this.choose.between(sum[0], sum[1])
    return action(id, this.organisation.id, what.replace('{sum}', pounds?.toLocaleString('en-GB') ?? ''), this.scene.day(days), {
      kind,
      measure,
      injustice: this.#filled(this.theme.injustice),
      ...(pounds && { money: [{ kind: money, amount: pounds * 100 }] }),
      ...((kind === 'systemicImprovement' || kind === 'lessonsLearntActionPlan') && {
        systemic: this.choose.pick(['offered', 'explored']),
      }),
    })
  }

  #filled = (text: string) => text.replace('{n}', String(this.#small))
}

/** One thing that somebody does in a case; `alone` where it opens a casefile. */
export type Act = ((of: Case) => Promise<void>) & { readonly alone?: true }
/** The day of the story on which something is done, counted from its first. */
export type Beat = readonly [day: number, ...acts: readonly Act[]]
/** A story as its beats, for what is chosen for it. */
export type Plot = (choose: Chooser) => readonly Beat[]
export const lastDay = (beats: readonly Beat[]): number => beats.at(-1)![0]
