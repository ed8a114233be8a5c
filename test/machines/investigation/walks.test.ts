import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Investigation, isOpen } from '../../../machines/investigation/record.ts'
import { addDays } from '../../../machines/kernel/calendar.ts'
import type { Recommendation } from '../../../machines/recommendation/record.ts'
import { type History, office, trust } from '../../support/file.ts'
import { caseworker, director, ombudsman } from '../../support/people.ts'
import { accepts, apology, decides, drafted, passedOn, payment, recommended, refuses, reported, sends } from './support.ts'

const investigation = 'investigation-1'
const part = { kind: 'payment', what: 'Pay 200 pounds', measure: payment.measure, money: [] }
const ofRecommendations = [
  accepts({ targetDate: '2014-12-31', discussed: 'Its year ends then' }),
  accepts({ targetDate: '2014-12-31', discussed: 'Then', providedOn: '2013-04-01', evidence: 'A copy' }),
  { ...accepts(), type: 'ORGANISATION_PARTLY_ACCEPTED', accepted: part, rest: part, refusal: 'Not the rest' },
  { type: 'ORGANISATION_DISPUTED_TERMS', what: 'A word' },
  refuses(),
  refuses(),
  passedOn(),
  ...['kept', 'changed', 'dropped', 'pursued', 'notPursued'].map((outcome) => decides(outcome, { change: payment })),
]
const ofInvestigation = [
  { type: 'ADD_RECOMMENDATION', organisation: office, action: payment },
  { type: 'ISSUE_DRAFT_REPORT' },
  { type: 'MAKE_FINDING', finding: 'fully', why: 'Delay' },
  { type: 'ISSUE_FINAL_REPORT' },
  { type: 'CLOSE', why: 'Over' },
  { type: 'CLOSE_WITHOUT_ITEM' },
]
const ofItems = ['complied', 'complied', 'notSecured'].map((ending) => ({ type: 'END', ending }))
const reasons = Object.fromEntries(
  ['organisationUnderstands', 'targetDateIsRealistic', 'dateWasDiscussed', 'everyoneWasWrittenTo', 'hasAnItem'].map((rule) => [rule, 'So']),
)
const step = fc.record({
  days: fc.nat(20),
  late: fc.nat(30),
  which: fc.nat(5),
  first: fc.nat(20),
  what: fc.constantFrom(...Array<'recommendation'>(5).fill('recommendation'), 'investigation', 'item', 'letter'),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Event = { readonly type: string }

const keysOf = (file: History, machine: string) => file.state.instances.flatMap((held) => (held.machine === machine ? [held.key!] : []))
const from = <T>(all: readonly T[], first: number) => [...all.slice(first % all.length), ...all.slice(0, first % all.length)]

/** The first of these, counted from some place on, that somebody may do: most steps then lead somewhere. */
function doOne(file: History, instance: string, events: readonly Event[], { first, late }: Step): void {
  const happenedOn = [addDays(file.day, -late), '2013-01-10'].sort().at(-1)!
  for (const event of from(events, first)) {
    const dated = event.type.startsWith('ORGANISATION_') ? { ...event, happenedOn } : event
    const by = [caseworker, director, ombudsman].find((each) => file.tries(each, instance, dated, { reasons }).outcome === 'taken')
    if (by) return void file.does(by, instance, dated, { reasons })
  }
}
function take(file: History, step: Step): void {
  const recommendation = from(keysOf(file, 'recommendation'), step.which)[0]!
  const item = from(keysOf(file, 'compliance'), step.which).find((key) => file.stands(key) === 'open')
  const draft = file.letters.find(({ sentOn, letter }) => !sentOn && letter !== 'refusalReferral')
  if (step.what === 'recommendation') doOne(file, recommendation, ofRecommendations, step)
  else if (step.what === 'investigation') doOne(file, investigation, ofInvestigation, step)
  else if (step.what === 'item' && item) doOne(file, item, ofItems, step)
  else if (draft) sends(file, draft.to)
}

function dutiesIn(place: string): readonly string[] {
  if (/^in(Draft|Final)\.late/.test(place)) return ['chaseAnswer']
  if (place.startsWith('refused.withDirector')) return ['passRefusalOn']
  return place.startsWith('refused.withExecutive') ? ['decideRefusal'] : []
}
const standings: Readonly<Record<string, RegExp>> = {
  inDraft: /^(beingDrafted|inDraft)/,
  inFinal: /^inFinal/,
  refused: /^refused/,
  awaitingFinal: /^awaitingFinal/,
  accepted: /^(accepted|closed\.(complied|notSecured))/,
  pursued: /^(pursued|closed\.(complied|notSecured))/,
  notAccepted: /^notAccepted/,
  dropped: /^closed\.dropped/,
  fallen: /^closed\.fallen/,
}

function check(file: History): void {
  const { recommendations } = file.record<Investigation>(investigation)
  const place = file.stands(investigation)
  expect(recommendations.map(({ key }) => key)).toEqual(keysOf(file, 'recommendation'))
  for (const { key, standing, item, action } of recommendations) {
    const record = file.record<Recommendation>(key)
    expect(file.stands(key)).toMatch(standings[standing]!)
    expect([record.standing, record.action, record.items.at(-1)?.ending]).toEqual([standing, action, item?.ending])
    const { id } = file.state.instances.find((held) => held.key === key)!
    const asked = file.duties.filter(({ instance, endsBy }) => instance === id && endsBy === 'act').map(({ name }) => name)
    expect([file.stands(key), asked]).toEqual([file.stands(key), dutiesIn(file.stands(key))])
  }
  if (!place.startsWith('securing')) return
  const open = recommendations.some(isOpen)
  const had = recommendations.some(({ item }) => item)
  expect(place).toMatch(open ? /monitoring/ : had ? /completing/ : /withoutItem/)
}

test('whatever happens, in whatever order: the investigation knows how each recommendation stands, and waits for just those that are open', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(recommended, drafted, reported),
      fc.array(fc.noBias(step), { minLength: 10, maxLength: 30 }),
      (begin, steps) => {
        const file = begin([trust, apology], [office, payment])
        for (const each of steps) {
          file.moveTo(addDays(file.day, each.days))
          take(file, each)
          check(file)
        }
      },
    ),
    { numRuns: 40 },
  )
})
