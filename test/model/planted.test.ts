import { expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { firstFinding } from './checked.ts'
import { type Invariant, invariants } from './invariants.ts'
import { type Chart, impossible, redrawn, withoutRule } from './sabotage.ts'
import { worldOf } from './worlds/index.ts'

/** A model check that finds nothing may be blind. Each invariant is given a machine with one thing wrong, and must name it. */
const of = (name: string) => definitions[name]!
const at = (states: Record<string, Chart>, ...path: readonly string[]) =>
  path.reduce<Chart>((within, name) => within[name] as Chart, states as Chart)

interface Planted {
  readonly what: string
  readonly definition: Definition
  readonly invariant: Invariant
  readonly says: RegExp
  /** Only what begins so is explored. */
  readonly begins?: string
}
const plant = (what: string, definition: Definition, invariant: Invariant, says: RegExp, begins?: string): Planted => ({
  what,
  definition,
  invariant,
  says,
  ...(begins && { begins }),
})

const planted: readonly Planted[] = [
  plant(
    'an item is closed exceptionally by whoever likes',
    withoutRule(of('compliance'), 'closedByOneOfFour'),
    'an ending has the authority it needs',
    /^CLOSE_EXCEPTIONALLY .* closed.notSecured: C23: .* not by holder of/,
    'of an investigation',
  ),
  plant(
    'whoever put a reassessment agrees it too',
    withoutRule(of('compliance'), 'notTheirOwnReassessment'),
    'an ending has the authority it needs',
    /^REASSESS_ENQUIRY .* closed.notComplied: C22g: .* not by/,
    'work refused',
  ),
  plant(
    'the Ombudsman’s decision on a case laid before Parliament is anybody’s',
    withoutRule(of('compliance'), 'decisionIsTheOmbudsmans'),
    'an ending has the authority it needs',
    /^DECIDE_COMPLIANCE .* closed.complied: C16: .* not by/,
    'laid',
  ),
  plant(
    'the escalation is skipped: what is due is closed as not secured',
    redrawn(of('compliance'), (states) => {
      at(states, 'open', 'states', 'escalation', 'states', 'none', 'on')['ORGANISATION_REFUSED'] = {
        target: '#compliance.closed.notSecured',
        guard: { type: 'all', params: { rules: ['closedByOneOfFour'] } },
      }
    }),
    'an ending has the authority it needs',
    /^ORGANISATION_REFUSED .* closed.notSecured: C23/,
    'of an investigation',
  ),
  plant(
    'a fifth ending',
    redrawn(of('review'), (states) => {
      ;(at(states, 'closed', 'states') as Chart)['forgotten'] = {}
      ;(at(states, 'referred', 'on')['DECLINE_REVIEW'] as Chart)['target'] = 'closed.forgotten'
    }),
    'an ending has the authority it needs',
    /^DECLINE_REVIEW .* closed.forgotten: RULES.md knows no such ending/,
  ),
  plant(
    'who asked for an extension grants it',
    withoutRule(of('compliance'), 'notTheirOwnRequest'),
    'an act has the authority it needs',
    /^C13: (EXTEND_TARGET_DATE|DECLINE_EXTENSION) .* is not for/,
    'of an intervention',
  ),
  plant(
    'a stage 2 letter is issued below the deputy director',
    withoutRule(of('compliance'), 'laterLettersAreADeputyDirectors'),
    'an act has the authority it needs',
    /^C22b: ISSUE_(STAGE_2|FURTHER)_LETTER .* is not for/,
    'of an intervention',
  ),
  plant(
    'whoever suggests a rating agrees it',
    withoutRule(of('rating'), 'notTheirOwnSuggestion'),
    'an act has the authority it needs',
    /^C7: (AGREE|DECLINE)_RATING .* is not for/,
  ),
  plant(
    'a decision is signed by who submitted it',
    withoutRule(of('intervention'), 'notTheirOwnSubmission'),
    'an act has the authority it needs',
    /^I26: (SIGN_OFF|RETURN) .* is not for/,
  ),
  plant(
    'anybody decides that a refused recommendation is pursued',
    withoutRule(of('recommendation'), 'decidedAtTheTop'),
    'an item is opened only by who may record one',
    /^recommendation DECIDE by .* opens a compliance/,
  ),
  plant(
    'an auditor writes',
    withoutRule(of('organisation'), 'byAnyStaff'),
    'nobody without a grade acts',
    /^REGISTER in unopened is taken from holder of (administrator|auditor)/,
  ),
  plant(
    'a review that is not answered in time is declined by the clock',
    redrawn(of('review'), (states) => {
      at(states, 'referred', 'states', 'inTime')['after'] = { acceptanceDue: '#review.closed.declined' }
    }),
    'the clock never decides',
    /acceptanceDue.* in referred.inTime closes it: closed.declined/,
  ),
  plant(
    'what other machines say can be submitted',
    { ...of('review'), events: { ...of('review').events, LETTER_WAS_SENT: of('review').events['ACCEPT_REVIEW']! } },
    'system events only by the system',
    /^LETTER_WAS_SENT was taken from a person in referred/,
  ),
  plant(
    'a deadline without a day',
    {
      ...of('review'),
      deadlines: { ...of('review').deadlines, conclusionDue: { ...of('review').deadlines['conclusionDue']!, from: () => undefined } },
    },
    'every waiting state has a date',
    /^accepted.inTime waits without a date/,
  ),
  plant(
    'a rule that nobody can satisfy',
    impossible(of('review'), 'byTheReviewTeam'),
    'somebody can go on',
    /^nobody can do anything in referred/,
  ),
  plant(
    'a state out of which no way leads to an ending',
    redrawn(of('review'), (states) => {
      at(states, 'accepted', 'on')['CONCLUDE_REVIEW'] = { guard: { type: 'all', params: { rules: ['byTheReviewTeam'] } } }
    }),
    'an ending can be reached',
    /^accepted.inTime leads to no ending/,
  ),
]

test.each(planted)('$what: it is found, and named', ({ definition, invariant, says, begins }) => {
  const world = worldOf(definition)
  const only = begins ? { ...world, begins: world.begins.filter(({ name }) => name === begins) } : world
  const found = firstFinding({ ...definitions, [definition.name]: definition }, definition.name, only, invariant)
  expect(found).toMatchObject({ invariant, machine: definition.name, says: expect.stringMatching(says) })
})

test('every invariant has been shown to find something', () => {
  expect([...new Set(planted.map(({ invariant }) => invariant))].sort()).toEqual([...invariants].sort())
})

test('a message that its opener does not know: it is found as soon as it is told', () => {
  const { messages, ...rest } = of('intervention')
  const deaf: Definition = { ...rest, messages: messages.filter((type) => type !== 'APPROACH_STANDS') }
  const look = () => firstFinding({ ...definitions, intervention: deaf }, 'approach', worldOf(of('approach')), 'somebody can go on')
  expect(look).toThrow('knows no message APPROACH_STANDS')
})
