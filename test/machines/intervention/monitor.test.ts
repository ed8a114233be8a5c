import { expect } from '@jest/globals'
import { setup } from 'xstate'
import type { z } from 'zod'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act, plain } from '../../../machines/kernel/words.ts'
import { otherTrust, trust } from '../../support/file.ts'
import { auditor, caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { agreedApology, apology, attempt, compare, definitions, inform, propose, proposing, submit } from './support.ts'

/** An item that ends as a test says: the endings that the full lifecycle has, of which the intervention hears. */
const events = { END: act('END', { ending: plain('Ending') }, { title: 'End', done: 'ended' }) }
const rules = { byAnyone: rulesAbout<{ key: string }>().must('C15', { because: 'Never', holds: () => true }) }
const { all, guards } = arrowsWith(rules, {})
const compliance: Definition = {
  name: 'compliance',
  title: 'Item',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  events,
  messages: ['BEGIN', 'CASEFILE_CHANGED'],
  machine: setup({
    types: {
      context: {} as { key: string },
      events: {} as (z.infer<(typeof events)['END']> | { type: 'CASEFILE_CHANGED' }) & Stamp,
      input: {} as { key: string } | undefined,
    },
    guards,
    actions: effectActions,
  }).createMachine({
    id: 'item',
    context: ({ input }) => ({ key: '', ...input }),
    initial: 'open',
    states: {
      open: {
        on: {
          END: {
            target: 'closed',
            guard: all('byAnyone'),
            actions: {
              type: 'tell',
              params: ({ context, event }) => ({
                to: 'parent',
                event: { type: 'ITEM_ENDED', action: context.key, ending: (event as { ending: string }).ending },
              }),
            },
          },
        },
      },
      closed: { tags: 'closed' },
    },
  }),
}

/** Two organisations, an item each. */
function monitored() {
  const file = proposing({}, { ...definitions, compliance })
  const pay = { ...apology, id: 'pay', organisation: otherTrust, kind: 'payment', what: 'Pay 50 pounds' }
  for (const action of [apology, pay]) file.does(caseworker, attempt, { type: 'ADD_ACTION', action })
  file.does(caseworker, attempt, {
    type: 'RECORD_THIRD_PARTY_CONSENT',
    organisation: otherTrust,
    channel: 'telephone',
    forTheInvestigation: true,
  })
  file.does(caseworker, attempt, { ...propose, whom: [trust, otherTrust] })
  file.does(caseworker, trust, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: [agreedApology] })
  file.does(caseworker, otherTrust, {
    type: 'WRITTEN_CONFIRMATION_RECEIVED',
    actions: [{ id: 'pay', kind: 'payment', what: pay.what, measure: pay.measure, by: pay.by, money: [] }],
  })
  for (const event of [inform, compare, submit]) file.does(caseworker, attempt, event)
  file.does(lineManager, attempt, { type: 'SIGN_OFF' })
  file.does(caseworker, attempt, { type: 'ISSUE_DECISION' })
  return file
}
const items = [`${trust} apology`, `${otherTrust} pay`] as const
const end = (file: ReturnType<typeof monitored>, place: 0 | 1, ending: string) =>
  file.does(caseworker, items[place], { type: 'END', ending })

proves('I34', 'complied when all items were complied with, partly when some were, not complied when none was', () => {
  for (const [endings, outcome] of [
    [['complied', 'complied'], 'complied'],
    [['complied', 'notSecured'], 'partlyComplied'],
    [['notComplied', 'complied'], 'partlyComplied'],
    [['notSecured', 'notComplied'], 'notComplied'],
  ] as const) {
    const file = monitored()
    end(file, 0, endings[0])
    expect(file.stands(attempt)).toBe('monitoring')
    end(file, 1, endings[1])
    expect(file.stands(attempt)).toBe(`closed.${outcome}`)
    expect(file.record<{ attempts: object[] }>('casefile').attempts).toMatchObject([{ how: 'resolved', outcome }])
  }
})

proves('I24', 'the first item that ends otherwise than complied gives one duty: to record whether the enquiry is reopened', () => {
  const file = monitored()
  end(file, 0, 'complied')
  expect(file.duty('decideAfterFailure')).toBeUndefined()
  const other = monitored()
  end(other, 0, 'notSecured')
  expect(other.duty('decideAfterFailure')).toMatchObject({ to: 'caseworker', cites: 'I24', dueOn: '2013-03-08', endsBy: 'act' })
})

proves(
  'I24',
  'whether the enquiry is reopened is considered, yes or no and why, by the caseworker; where nothing failed there is nothing to consider',
  () => {
    const decide = { type: 'DECIDE_AFTER_FAILURE', reopen: { answer: false, why: 'The sum is small' } }
    const file = monitored()
    expect(file.refused(caseworker, attempt, decide)).toMatchObject([{ rule: 'someItemHasFailed', cites: 'I24' }])
    end(file, 0, 'notSecured')
    expect(file.rulesAgainst(auditor, attempt, decide)).toEqual(['caseworkerDecidesAfterFailure'])
    expect(file.refused(caseworker, attempt, { type: 'DECIDE_AFTER_FAILURE' })).toMatchObject([
      { rule: 'reopeningConsidered', cites: 'I24', strength: 'consider' },
    ])
    file.does(caseworker, attempt, decide)
    expect([file.duty('decideAfterFailure'), file.stands(attempt)]).toEqual([undefined, 'monitoring'])
  },
)

proves('I24', 'the duty comes also where the item that failed was the last, and is done after the intervention has ended', () => {
  const file = monitored()
  end(file, 0, 'complied')
  end(file, 1, 'notSecured')
  expect([file.stands(attempt), file.duty('decideAfterFailure')?.cites]).toEqual(['closed.partlyComplied', 'I24'])
  file.does(caseworker, attempt, { type: 'DECIDE_AFTER_FAILURE', reopen: { answer: true, why: 'It was promised' } })
  expect(file.duty('decideAfterFailure')).toBeUndefined()
})

proves('I30', 'an action that went to nobody’s agreement gives no item', () => {
  expect(
    monitored()
      .state.instances.filter(({ machine }) => machine === 'compliance')
      .map(({ key }) => key),
  ).toEqual([...items])
})
