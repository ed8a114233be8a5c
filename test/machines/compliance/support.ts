import { setup } from 'xstate'
import { z } from 'zod'
import { compliance } from '../../../machines/compliance/machine.ts'
import { beginningOf } from '../../../machines/compliance/messages.ts'
import type { ComplianceInput } from '../../../machines/compliance/record.ts'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { effectActions } from '../../../machines/kernel/effect.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act } from '../../../machines/kernel/words.ts'
import { type History, history } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'

type Event = ({ type: 'OPEN_ITEM'; input: ComplianceInput } | { type: 'ITEM_ENDED' }) & Stamp

const rules = { anybody: rulesAbout<object>().must('I16', { who: { atLeast: 'caseworker' } }) }
const { all, guards } = arrowsWith(rules, {})

/** Stands in for the attempt: it opens one item, and hears how it ends. */
const opener: Definition = {
  name: 'opener',
  title: 'Stand-in for an attempt',
  version: 1,
  rules,
  conditions: {},
  deadlines: {},
  messages: ['ITEM_ENDED'],
  events: { OPEN_ITEM: act('OPEN_ITEM', { input: z.any() }, { title: 'Open an item', done: 'opened an item' }) },
  machine: setup({ types: { context: {} as object, events: {} as Event }, guards, actions: effectActions }).createMachine({
    id: 'opener',
    context: {},
    on: {
      OPEN_ITEM: {
        guard: all('anybody'),
        actions: [
          { type: 'open', params: ({ event: { input } }) => ({ machine: 'compliance', key: input.key, input }) },
          { type: 'tell', params: ({ event: { input } }) => beginningOf(input.key) },
        ],
      },
    },
  }),
}

/** A file with one item, `input.key`, opened on the day that it says. */
export function openedWith(input: ComplianceInput): History {
  const day: CalendarDate = input.openedOn
  return history({ opener, compliance }, day).opens('opener', { type: 'OPEN_ITEM', input }, caseworker)
}
