import { describe, expect } from '@jest/globals'
import { compliance } from '../../machines/compliance/machine.ts'
import { type DaySet, deadlineSet, dutySet } from '../../src/shown/day-set.ts'
import { retold } from '../../src/shown/retold.ts'
import {
  askExtension,
  atStageTwo,
  extend,
  firstLetter,
  judgeReply,
  overdue,
  reply,
  secondLetter,
  start,
  wroteTwice,
} from '../machines/compliance/stories.ts'
import { casefile, type Item, item } from '../machines/compliance/support.ts'
import { caseworker, deputyDirector, operationsManager } from '../support/people.ts'
import { proves } from '../support/proves.ts'

const toldOf = ({ file }: Item) => retold({ casefile, compliance }, file.state, file.lines)
const idOf = ({ file }: Item) => file.state.instances.find(({ machine }) => machine === 'compliance')!.id
/** The event that set it, with the setting and what it was before. */
const said = (set: DaySet | undefined) =>
  set && {
    event: set.put.line.event,
    on: set.put.line.stamp.happenedOn,
    setting: set.setting && [set.setting.letter, set.setting.from, set.setting.days],
    earlier: set.earlier.map(({ day, put }) => [day, put.line.event]),
  }
const duty = (one: Item, name: string) => said(dutySet(toldOf(one), idOf(one), name, one.duty(name)!.dueOn))
const deadline = (one: Item, name: string) => {
  const day = compliance.deadlines[name]!.from(one.record)!
  return { day, ...said(deadlineSet(toldOf(one), idOf(one), name, day)) }
}

describe('how a day of an item was worked out', () => {
  proves('C14', 'telling the complainant is counted from the missed date, also where a letter asks for a reply by the same day', () => {
    const one = overdue()
    one.does(caseworker, start())
    one.does(caseworker, firstLetter('2013-04-12'))
    expect(one.duty('updateComplainant')!.dueOn).toBe('2013-04-12')
    expect(duty(one, 'updateComplainant')).toMatchObject({
      event: expect.stringMatching(/targetPassed/),
      on: '2013-03-29',
      setting: ['f', '2013-03-29', 14],
      earlier: [],
    })
    expect(deadline(one, 'noReply')).toMatchObject({ day: '2013-04-12', event: 'ISSUE_STAGE_1_LETTER', setting: undefined })
  })

  proves('C14', 'of several settings with the same number of days the one is named that the duty is counted by', () => {
    const one = item().under({ updateEveryDays: 6, showAfterDays: 6, escalationDutyDays: 6, promptDays: 6, judgingReplyDays: 6 })
    one.on('2013-04-01').does(caseworker, { type: 'EVIDENCE_RECEIVED', what: 'A copy of the letter' })
    expect(duty(one, 'updateComplainant')?.setting).toEqual(['f', '2013-03-29', 6])
    expect(duty(one, 'beginEscalation')?.setting).toEqual(['v', '2013-03-29', 6])
  })

  proves('C22', 'a step that is due on the day on which another one was is counted from its own beginning', () => {
    const one = atStageTwo()
    expect(deadline(one, 'stepDue')).toMatchObject({ event: 'JUDGE_REPLY', on: '2013-04-03', setting: ['f', '2013-04-03', 0], earlier: [] })
  })

  proves('C22d', 'the reply date of one letter is not what the reply date of another was before', () => {
    expect(deadline(wroteTwice(), 'noReply')).toMatchObject({ day: '2013-04-15', event: 'ISSUE_STAGE_2_LETTER', earlier: [] })
    const same = overdue()
    same.does(caseworker, start())
    same.does(caseworker, firstLetter('2013-04-12'))
    same.moveTo('2013-04-03').does(caseworker, reply)
    same.does(caseworker, judgeReply(false))
    same.does(deputyDirector, secondLetter('2013-04-12'))
    expect(deadline(same, 'noReply')).toMatchObject({ day: '2013-04-12', event: 'ISSUE_STAGE_2_LETTER', earlier: [] })
  })

  proves('C13', 'an extended target date names the extension, and what the date was before', () => {
    const one = item()
    one.does(caseworker, askExtension())
    one.does(operationsManager, extend())
    expect(deadline(one, 'targetPassed')).toMatchObject({
      day: '2013-04-30',
      event: 'EXTEND_TARGET_DATE',
      setting: undefined,
      earlier: [['2013-03-28', 'OPENED']],
    })
  })

  proves('I16', 'nothing is said of a day where the history does not lead to how the lifecycle stands', () => {
    const one = wroteTwice()
    const { lines, state } = one.file
    const without = retold(
      { casefile, compliance },
      state,
      lines.filter(({ event }) => event !== 'JUDGE_REPLY'),
    )
    expect(deadlineSet(without, idOf(one), 'noReply', '2013-04-15')).toBeUndefined()
    expect(dutySet(without, idOf(one), 'updateComplainant', one.duty('updateComplainant')!.dueOn)).toBeUndefined()
    expect(deadlineSet(toldOf(one), idOf(one), 'noReply', '2013-04-16')).toBeUndefined()
  })
})
