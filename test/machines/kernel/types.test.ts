import { expect, test } from '@jest/globals'
import { setup } from 'xstate'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { recordingIn } from '../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act, plain } from '../../../machines/kernel/words.ts'
import { begun, conditions, type Message, type Request, rules, type Submission } from './support/request-rules.ts'

const { all, when, alongside, guards } = arrowsWith(rules, conditions)
const chart = setup({ types: { context: {} as Request, events: {} as (Submission | Message) & Stamp }, guards, actions: effectActions })
const { on } = recordingIn<Request, Submission | Message>()
const { must, consider } = rulesAbout<Request>()

/** The compiler is the proof: an expected error that does not occur is itself an error. */
test('a chart that names an unknown rule or condition, or a rule about another event, does not compile', () => {
  chart.createMachine({
    context: begun,
    on: { ORGANISATION_ANSWERED: [{ guard: when('agrees', 'someAction', 'byTheCaseworker') }, { guard: all('byAnyStaff') }] },
  })
  chart.createMachine({ context: begun, on: { ASK_AGAIN: { guard: all('responseAhead') }, AGREE_LATER_RESPONSE: { guard: alongside() } } })

  // @ts-expect-error no rule has this name
  all('responseAheadd')
  // @ts-expect-error nor is a rule named by what every object has
  all('constructor')
  // @ts-expect-error no condition has this name
  when('itRains', 'byAnyStaff')
  // @ts-expect-error a condition is no rule
  all('agrees')
  // @ts-expect-error SIGN_OFF carries no response date
  chart.createMachine({ context: begun, on: { SIGN_OFF: { guard: all('responseAhead') } } })
  // @ts-expect-error nor does it beside rules that fit
  chart.createMachine({ context: begun, on: { SIGN_OFF: { guard: all('signedUnderTheScheme', 'responseAhead') } } })
  // @ts-expect-error the condition is about an answer
  chart.createMachine({ context: begun, on: { RETURN: { guard: when('agrees', 'byAnyStaff') } } })
  // @ts-expect-error the rule after the condition is, too
  chart.createMachine({ context: begun, on: { ASK_AGAIN: { guard: when('refusedBefore', 'someAction') } } })
  // @ts-expect-error a deeper arrow is checked as well
  chart.createMachine({ context: begun, initial: 'a', states: { a: { on: { ESCALATE: { guard: all('responseAhead') } } } } })
  // @ts-expect-error no event has this name
  chart.createMachine({ context: begun, on: { SIGNOFF: {} } })
  // @ts-expect-error no effect has this name
  chart.createMachine({ context: begun, entry: 'sendPigeon' })
  const uncited = { name: 'x', to: 'caseworker', title: 'X', dueOn: '2026-01-01', endsBy: 'act' } as const
  // @ts-expect-error a duty needs its paragraph
  chart.createMachine({ context: begun, entry: { type: 'createDuty', params: uncited } })
  expect.assertions(0)
})

test('a rule that cites an unknown paragraph, or reads a field its event has not, does not compile', () => {
  // @ts-expect-error there is no such paragraph
  must('I99', { because: 'x', holds: () => true })
  // @ts-expect-error about a field, and no field named
  must<{ respondBy: string }>('I18', { because: 'x', holds: () => true })
  // @ts-expect-error the event has no such field
  must<{ respondBy: string }>('I18', { field: 'replyBy', because: 'x', holds: () => true })
  // @ts-expect-error a yes or no without why is no consideration
  consider<{ clinical: boolean }>('I13', { field: 'clinical', because: 'x' })
  // @ts-expect-error nobody is of this grade
  must('I26', { who: { atLeast: 'manager' } })
  expect.assertions(0)
})

test('an event that takes a name of the stamp does not compile, and what it records is read from the right event', () => {
  const title = { title: 'Ask', done: 'asked' }
  act('ASK', { duty: plain('The duty') }, title)
  // @ts-expect-error the stamp says who acts
  act('ASK', { by: plain('Who') }, title)
  // @ts-expect-error the stamp says what is known of organisations
  act('ASK', { organisations: plain('Whom') }, title)

  on('ASK_AGAIN', (_record, { respondBy }) => ({ respondBy }))
  // @ts-expect-error SIGN_OFF has no such field
  on('SIGN_OFF', (_record, { respondBy }) => ({ respondBy }))
  // @ts-expect-error the record has no such entry
  on('SIGN_OFF', () => ({ signedInInk: true }))
  expect.assertions(0)
})
