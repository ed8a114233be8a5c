import { expect } from '@jest/globals'
import { assign, setup } from 'xstate'
import { z } from 'zod'
import { type CasefileFacts, nothingKnown } from '../../../machines/casefile/facts.ts'
import { compliance } from '../../../machines/compliance/machine.ts'
import { beginningOf } from '../../../machines/compliance/messages.ts'
import type { Compliance, ComplianceInput } from '../../../machines/compliance/record.ts'
import type { ParagraphId } from '../../../machines/guidance/paragraph.ts'
import { defaultSettings, type Settings } from '../../../machines/guidance/settings.ts'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { Actor } from '../../../machines/kernel/authority.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Definition, OrganisationFacts, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import type { Acted, Changes } from '../../../machines/kernel/file.ts'
import { type Refusal, rulesAbout } from '../../../machines/kernel/rule.ts'
import { act } from '../../../machines/kernel/words.ts'
import { type History, history, office, sectors } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'

type Told = { readonly type: string } & Readonly<Record<string, unknown>>
interface StandIn {
  readonly casefile: CasefileFacts
  readonly heard: readonly Told[]
}
type Event = (
  | { type: 'OPEN_ITEM'; input: ComplianceInput }
  | { type: 'CHANGE'; facts: Partial<CasefileFacts> }
  | { type: 'DUTY_DONE' }
  | { type: 'ITEM_ENDED' | 'ENQUIRY_REOPENED' | 'UMBRELLA_ITEM_OPENED' }
) &
  Stamp

const rules = { anybody: rulesAbout<StandIn>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})
const unsaid = ({ type, ...event }: Event): Told => {
  const told = event as Readonly<Record<string, unknown>>
  const said = ['action', 'ending', 'why', 'how', 'cites'].filter((name) => told[name] !== undefined)
  return { type, ...Object.fromEntries(said.map((name) => [name, told[name]])) }
}

/** Stands in for the casefile, and for whatever opens items: it opens one, tells what changes, and keeps what it hears. */
export const casefile: Definition = {
  name: 'casefile',
  title: 'Stand-in for a casefile',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages: ['ITEM_ENDED', 'ENQUIRY_REOPENED', 'UMBRELLA_ITEM_OPENED'],
  notBefore: (record: StandIn) => record.casefile.receivedOn,
  events: {
    OPEN_ITEM: act('OPEN_ITEM', { input: z.any() }, { title: 'Open an item', done: 'opened an item' }),
    CHANGE: act('CHANGE', { facts: z.any() }, { title: 'Change the casefile', done: 'changed the casefile' }),
    DUTY_DONE: act('DUTY_DONE', { duty: z.string() }, { title: 'Note a duty', done: 'noted a duty' }),
  },
  machine: setup({
    types: { context: {} as StandIn, events: {} as Event },
    guards,
    actions: {
      ...effectActions,
      know: assign(({ event }) => (event.type === 'OPEN_ITEM' ? { casefile: event.input.casefile } : {})),
      learn: assign(({ context, event }) => (event.type === 'CHANGE' ? { casefile: { ...context.casefile, ...event.facts } } : {})),
      hear: assign(({ context, event }) => ({ heard: [...context.heard, unsaid(event)] })),
    },
  }).createMachine({
    id: 'casefile',
    context: { casefile: nothingKnown, heard: [] },
    on: {
      OPEN_ITEM: {
        guard: all('anybody'),
        actions: [
          'know',
          { type: 'open', params: ({ event: { input } }) => ({ machine: 'compliance', key: input.key, input }) },
          { type: 'tell', params: ({ event: { input } }) => beginningOf(input.key) },
        ],
      },
      CHANGE: {
        guard: all('anybody'),
        actions: [
          'learn',
          {
            type: 'tell',
            params: ({ context, event: { facts } }) => ({
              to: { all: 'compliance' },
              event: { type: 'CASEFILE_CHANGED', casefile: { ...context.casefile, ...facts } },
            }),
          },
        ],
      },
      DUTY_DONE: {
        guard: all('anybody'),
        actions: [{ type: 'acknowledgeDuty', params: ({ event }) => ({ id: event.duty?.id ?? '' }) }],
      },
      ITEM_ENDED: { actions: ['hear'] },
      ENQUIRY_REOPENED: { actions: ['hear'] },
    },
  }),
}

/** What the casefile is: the caseworker's, in customer services, of a complaint received in February 2013. */
export const facts: CasefileFacts = {
  ...nothingKnown,
  receivedOn: '2013-02-01',
  caseworker: 'caseworker',
  organisations: [{ id: office, sector: 'parliamentary' }],
}

/** An apology that was agreed on 1 March 2013 and is to be given by Thursday the 28th; the item is opened at once. */
const agreed: ComplianceInput = {
  key: 'item',
  casefile: facts,
  source: 'investigation',
  organisation: office,
  agreedOn: '2013-03-01',
  openedOn: '2013-03-01',
  targetDate: '2013-03-28',
  action: { id: 'item', kind: 'apology', what: 'Apologise in writing', measure: 'A copy of the letter', by: '2013-03-28', money: [] },
}

export type Submission = { readonly type: string } & Readonly<Record<string, unknown>>

/**
 * One item as it is acted on over days. The organisation is as the register says it stands at that moment: of government and without a
 * rating, unless a test says otherwise.
 */
export class Item {
  readonly file: History
  readonly #organisation: string
  #known: OrganisationFacts
  #settings: Settings = defaultSettings

  constructor(input: ComplianceInput, known: OrganisationFacts) {
    this.#organisation = input.organisation
    this.#known = known
    this.file = history({ casefile, compliance }, input.openedOn).opens('casefile', { type: 'OPEN_ITEM', input }, caseworker)
  }

  /** The organisation's rating or sector changes. */
  now(known: Partial<OrganisationFacts>): this {
    this.#known = { ...this.#known, ...known }
    return this
  }
  /** An administrator sets other days; what is put from now on reads them. */
  under(settings: Partial<Settings>): this {
    this.#settings = { ...this.#settings, ...settings }
    return this
  }
  /** The day moves; nothing happens until somebody acts. */
  on(day: CalendarDate): this {
    this.file.on(day)
    return this
  }
  /** The day moves, and the clock carries out what has fallen due. */
  moveTo(day: CalendarDate): this {
    this.file.moveTo(day)
    return this
  }
  /** The casefile changes: it is published, say. */
  changes(to: Partial<CasefileFacts>): this {
    this.file.does(caseworker, 'casefile', { type: 'CHANGE', facts: to })
    return this
  }

  does(by: Actor, event: Submission, reasons: Readonly<Record<string, string>> = {}): Changes {
    return this.file.does(by, 'item', event, this.#stamped(reasons))
  }
  refused(by: Actor, event: Submission, reasons: Readonly<Record<string, string>> = {}): readonly Refusal[] {
    return this.file.refused(by, 'item', event, this.#stamped(reasons))
  }
  tries(by: Actor, event: Submission, reasons: Readonly<Record<string, string>> = {}): Acted {
    return this.file.tries(by, 'item', event, this.#stamped(reasons))
  }
  /** Why it would not be taken, each as paragraph and strength; nothing where it would. */
  against(by: Actor, event: Submission): readonly string[] {
    const acted = this.tries(by, event)
    if (acted.outcome === 'notAccepted') return [`not accepted: ${acted.accepts.join(', ')}`]
    return acted.outcome === 'refused' ? acted.refusals.map(({ cites, strength }) => `${cites} ${strength}`) : []
  }
  accepts = (type: string, by: Actor = caseworker): boolean => this.file.accepts('item', by).includes(type)

  get place(): string {
    return this.file.stands('item')
  }
  /** Where its target date stands; nothing once it is closed. */
  get date(): string {
    return this.#region('target.date')
  }
  get extension(): string {
    return this.#region('target.extension')
  }
  get evidence(): string {
    return this.#region('evidence')
  }
  get escalation(): string {
    return this.#region('escalation')
  }
  get record(): Compliance {
    return this.file.record<Compliance>('item')
  }
  duty = (name: string) => this.file.duty(name)
  duties = (name: string) => this.file.duties.filter((duty) => duty.name === name)
  letters = (letter: string) => this.file.letters.filter((each) => each.letter === letter && each.sentOn)
  /** What the item has told its opener and the casefile. */
  get heard(): readonly Told[] {
    return this.file.record<StandIn>('casefile').heard
  }

  #region(name: string): string {
    const [first, ...others] = this.place.split(' + ').filter((each) => each.startsWith(`open.${name}.`))
    return [first, ...others].map((each) => (each ?? '').slice(`open.${name}.`.length)).join(' + ')
  }
  #stamped = (reasons: Readonly<Record<string, string>>): Partial<Stamp> => ({
    organisations: { ...sectors, [this.#organisation]: this.#known },
    reasons,
    settings: this.#settings,
  })
}

/** An item as it is opened; `more` replaces parts of what it begins with. */
export const item = (more: Partial<ComplianceInput> = {}, known: OrganisationFacts = { sector: 'parliamentary' }): Item =>
  new Item({ ...agreed, ...more }, known)

/** Taken only with a written reason for this paragraph, which is kept. */
export function needsReason(one: Item, by: Actor, event: Submission, cites: ParagraphId): void {
  const refusals = one.refused(by, event)
  expect(refusals).toEqual([expect.objectContaining({ cites, strength: 'normally', reasonWouldHelp: true })])
  const why = 'As the file shows'
  const { lines } = one.does(by, event, Object.fromEntries(refusals.map(({ rule }) => [rule, why])))
  expect(lines.find((line) => line.event === event.type)?.waived).toEqual([{ rule: refusals[0]!.rule, cites, reason: why }])
}

/** No reason helps: refused for want of authority, whatever is written. */
export function neverBy(one: Item, by: Actor, event: Submission, cites: ParagraphId): void {
  const refusals = one.refused(by, event)
  const reasons = Object.fromEntries(refusals.map(({ rule }) => [rule, 'As the file shows']))
  expect(one.refused(by, event, reasons)).toContainEqual(expect.objectContaining({ cites, strength: 'must', reasonWouldHelp: false }))
}

/** Taken with all the written reasons that it needs, every one for this paragraph. */
export function takenForReasons(one: Item, by: Actor, event: Submission, cites: ParagraphId): void {
  const refusals = one.refused(by, event)
  expect(refusals.map((refusal) => [refusal.cites, refusal.strength])).toEqual(refusals.map(() => [cites, 'normally']))
  one.does(by, event, Object.fromEntries(refusals.map(({ rule }) => [rule, 'A good reason'])))
}
