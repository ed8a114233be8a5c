import { expect, test } from '@jest/globals'
import { setup } from 'xstate'
import { isParagraphId, isStatement, paragraphIds } from '../../machines/guidance/paragraph.ts'
import { arrowsWith } from '../../machines/kernel/arrow.ts'
import { addDays } from '../../machines/kernel/calendar.ts'
import type { Deadlines } from '../../machines/kernel/deadline.ts'
import type { Definition, Stamp, SubmissionOf } from '../../machines/kernel/definition.ts'
import { type EffectParams, effectActions } from '../../machines/kernel/effect.ts'
import { neverRun } from '../../machines/kernel/recording.ts'
import { rulesAbout } from '../../machines/kernel/rule.ts'
import { act, day, fact, words } from '../../machines/kernel/words.ts'
import { claimsIn, claimsOf, inFull } from '../../src/reports/claims.ts'
import { elementsOf } from '../../src/reports/elements.ts'
import { gapsOf, proofsIn, register } from '../../src/reports/register.ts'
import { registerPage } from '../../src/reports/register-page.ts'
import { projectFolder } from '../../src/version.ts'

interface Asking {
  readonly askedOn?: string
  readonly bodies: readonly { readonly id: string }[]
  readonly toDo?: EffectParams['createDuty']
}

const events = {
  ASK: act('ASK', { respondBy: day('Reply by').meta({ cites: 'I17' }) }, { title: 'Ask', done: 'asked' }),
  ANSWERED: fact('ANSWERED', { answer: words('The answer') }, { title: 'Record the answer', done: 'recorded the answer' }),
}
type Submission = SubmissionOf<typeof events>

const { must, normally } = rulesAbout<Asking>()
const rules = {
  askedByACaseworker: must('I16', { who: { atLeast: 'caseworker' } }),
  replyWithinFourteenDays: normally<{ respondBy: string }>('I18', { field: 'respondBy', because: 'Too late', holds: () => true }),
  standsNowhere: must('I1', { because: 'No arrow carries it', holds: () => true }),
}
const deadlines: Deadlines = {
  responseDue: { cites: 'I20', title: 'The reply is due', because: 'the day after', from: (record: Asking) => record.askedOn, days: 1 },
}
const { all, guards } = arrowsWith(rules, {})

const machine = setup({
  types: { context: {} as Asking, events: {} as Submission & Stamp },
  guards,
  delays: neverRun('responseDue'),
  actions: effectActions,
}).createMachine({
  id: 'asking',
  context: { bodies: [] },
  initial: 'idle',
  states: {
    idle: {
      on: {
        ASK: {
          target: 'asked',
          guard: all('askedByACaseworker', 'replyWithinFourteenDays'),
          actions: {
            type: 'draftLetter',
            params: ({ context }) => context.bodies.map(({ id }) => ({ letter: 'approach', to: { organisation: id }, cites: 'I28' })),
          },
        },
      },
    },
    asked: {
      after: {
        responseDue: {
          target: 'answered',
          actions: {
            type: 'createDuty',
            params: ({ context }) => {
              const dueOn = addDays(context.askedOn!, 14)
              return dueOn > '2030-01-01'
                ? { name: 'chase', to: 'lineManager', title: 'Chase', dueOn, cites: 'I34', endsBy: 'act' }
                : { name: 'escalate', to: 'caseworker', title: 'Escalate', dueOn, cites: 'I20', endsBy: 'act' }
            },
          },
        },
      },
      on: { ASK: { target: 'asked', guard: all('askedByACaseworker') } },
    },
    answered: {
      meta: { cites: ['I29', 'I99'] },
      entry: { type: 'createDuty', params: ({ context }) => context.toDo! },
      type: 'final',
    },
  },
})

const asking: Definition = { name: 'asking', title: 'Asking', version: 1, machine, rules, conditions: {}, deadlines, events, messages: [] }
const proof = (paragraph: string) => ({ paragraph, claim: `${paragraph} is kept`, file: 'asking.test.ts' })

test('rules, deadlines, duties, letters and records are found where they stand on the chart', () => {
  expect(
    elementsOf(asking)
      .map(({ kind, name, where, cites }) => `${cites} ${kind} ${name}: ${where.join('; ')}`)
      .sort(),
  ).toEqual([
    'I16 rule askedByACaseworker: ASK in idle; ASK in asked',
    'I17 record respondBy: ASK',
    'I18 rule replyWithinFourteenDays: ASK in idle',
    'I20 deadline responseDue: asked',
    'I20 duty escalate: responseDue in asked',
    'I28 letter approach: ASK in idle',
    'I29 record answered: answered',
    'I34 duty chase: responseDue in asked',
    'I99 record answered: answered',
    'nothing duty createDuty: answered',
  ])
})

test('a rule that no arrow carries out proves nothing: its paragraph has no element', () => {
  const entry = register([asking], []).paragraphs.find(({ id }) => id === 'I1')
  expect(entry).toMatchObject({ elements: [], missing: ['guard', 'a must rule'] })
})

test('the gaps say which paragraph nothing carries out, which no test proves, and what cites nothing', () => {
  const gaps = gapsOf(register([asking], [proof('I16'), proof('I18'), proof('I98')]))
  expect(gaps).toContain('I1 (What counts as an intervention): nothing carries it out')
  expect(gaps).toContain('I20 (One opportunity, silence and escalation): no test that ran proves it')
  expect(gaps).toContain('record answered of asking (answered) cites I99')
  expect(gaps).toContain('duty createDuty of asking (answered) cites nothing')
  expect(gaps).toContain('asking.test.ts cites I98: I98 is kept')
  expect(gaps.filter((gap) => /^(I16|I18|I4|C24) /.test(gap))).toEqual([])
})

test('a paragraph carried only in part says what it still lacks', () => {
  const entry = register([asking], [proof('I20')]).paragraphs.find(({ id }) => id === 'I20')
  expect(entry?.missing).toEqual(['guard', 'a must rule', 'a normally rule', 'a consider rule'])
  expect(entry?.tests).toEqual([{ claim: 'I20 is kept', file: 'asking.test.ts', passed: true }])
})

test('a test is named by what it claims where it has not run, and is said to have passed once it has', () => {
  const claims = ['is kept', 'is kept for the … letter'].map((claim) => ({ paragraph: 'I16', claim, file: 'asking.test.ts' }))
  const ran = [
    { paragraph: 'I16', claim: 'is kept for the approach letter', file: 'asking.test.ts' },
    { paragraph: 'I16', claim: 'is kept', file: 'another.test.ts' },
  ]
  const testsOf = (proofs: typeof ran) => register([asking], proofs, claims).paragraphs.find(({ id }) => id === 'I16')!.tests
  expect(testsOf([]).map(({ claim, passed }) => [claim, passed])).toEqual([
    ['is kept', false],
    ['is kept for the … letter', false],
  ])
  expect(testsOf(ran)).toEqual([
    { claim: 'is kept', file: 'asking.test.ts', passed: false },
    { claim: 'is kept for the … letter', file: 'asking.test.ts', passed: true },
    { claim: 'is kept', file: 'another.test.ts', passed: true },
  ])
  expect(gapsOf(register([asking], [], claims))).toContainEqual(expect.stringMatching(/^I16 .*no test that ran proves it$/))
})

test('claims are read off the tests as they are written, each with what it is about', () => {
  // Not written out, else this test would be read as one of them.
  const [proving, testing] = ['proves', 'test']
  const source = [
    `${proving}('I9', 'the organisation\\'s word is taken', () => {})`,
    `${proving}(`,
    `  ['C13', 'C22a'],`,
    `  \`the $\{name} letter goes\`,`,
    ')',
    `${testing}('I26 C7 nobody approves their own', () => {})`,
    `${testing}('has a page', () => {})`,
    `describe('a reminder', () => {`,
    `  ${testing}('C14 goes a week before', () => {`,
    '  })',
    `  ${proving}('I9', 'names the $\{item}', () => {})`,
    '})',
    `${proving}('I10', 'a payment is taken', () => {})`,
  ].join('\n')
  expect(claimsOf(source).map(({ paragraph, ...said }) => `${paragraph}: ${inFull(said)}`)).toEqual([
    "I9: the organisation's word is taken",
    'C13: the … letter goes',
    'C22a: the … letter goes',
    'I9: a reminder: names the …',
    'I10: a payment is taken',
    'I26: nobody approves their own',
    'C7: nobody approves their own',
    'C14: a reminder: goes a week before',
  ])
})

test('every paragraph that asks for something is claimed by some test of ours, whether it has run here or not', () => {
  const claimed = new Set(claimsIn(projectFolder).map(({ paragraph }) => paragraph))
  expect(paragraphIds.filter((id) => !isStatement(id) && !claimed.has(id))).toEqual([])
  expect([...claimed].filter((id) => !isParagraphId(id))).toEqual([])
})

test('where the tests have never run, nothing is proved, and that is no error', () => {
  expect(proofsIn('build/no-such-file.json')).toEqual([])
})

test('the page shows every paragraph, and markup in a claim as words', () => {
  const shown = register([asking], [{ ...proof('I16'), claim: 'a <b>bold</b> & "quoted" claim' }])
  const page = registerPage(shown, ['one gap'])
  expect(page.match(/<section id=/g)).toHaveLength(67)
  expect(page).toContain('a &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; claim')
  expect(page).toContain('<li>one gap</li>')
})
