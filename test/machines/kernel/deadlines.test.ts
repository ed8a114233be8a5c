import { describe, expect, test } from '@jest/globals'
import { addDays, dayBegins, dayInLondon, daysBetween } from '../../../machines/kernel/calendar.ts'
import { reconcile, type Timer, wantedTimers } from '../../../machines/kernel/deadline.ts'
import { fromStored } from '../../../machines/kernel/stored.ts'
import { proves } from '../../support/proves.ts'
import { item } from './support/item.ts'
import { amy, lin } from './support/people.ts'
import { request } from './support/request.ts'
import { agreement, asked, refusal, type Story } from './support/story.ts'

const wanted = (story: Story, name: string) => wantedTimers(story.definitions[story.held(name).machine]!.deadlines, story.snapshot(name))
const clockLines = (story: Story) =>
  story.lines
    .filter(({ kind }) => kind === 'clock')
    .map(({ to, stamp: { by, today, happenedOn } }) => [to.split(' + ')[0], today, happenedOn, by.id])
const signed = (...days: string[]) =>
  asked()
    .put('request A', agreement(...days), amy, '2026-03-12')
    .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    .put('request A', { type: 'SIGN_OFF' }, lin, '2026-03-13')

describe('a day in London', () => {
  test.each([
    ['2026-03-28', '2026-03-28T00:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s begins at %s, an hour before midnight UTC in summer', (day, begins) => {
    expect(dayBegins(day)).toBe(begins)
    expect(dayInLondon(begins)).toBe(day)
    expect(dayInLondon(new Date(Date.parse(begins) - 1).toISOString())).toBe(addDays(day, -1))
  })

  test('each day of ten years begins once, follows the one before, and is a whole number of days from the first', () => {
    for (let days = 0, day = '2020-01-01'; days < 3653; days++, day = addDays(day, 1)) {
      expect([dayInLondon(dayBegins(day)), daysBetween({ from: '2020-01-01', to: day })]).toEqual([day, days])
    }
  })
})

describe('a deadline', () => {
  test('is the day after the date, with its paragraph and its sums', () => {
    expect(wanted(asked(), 'request A')).toEqual([
      {
        name: 'xstate.after.responseDue.request.running.answer.awaiting.inTime',
        deadline: 'responseDue',
        title: 'The response date passes',
        dueOn: '2026-03-21',
        dueAt: '2026-03-21T00:00:00.000Z',
        cites: 'I18',
        sums: '2026-03-20 + 1 day: the day after the response date',
      },
    ])
  })

  test('has not passed a millisecond before that day begins in London, and has when it begins', () => {
    const due = (now: string) => {
      const story = asked().put('request A', { type: 'AGREE_LATER_RESPONSE', respondBy: '2026-03-29' }, lin, '2026-03-19')
      return story.sweep('2026-03-29', { now }).lines.length
    }
    expect([due('2026-03-29T22:59:59.999Z'), due('2026-03-29T23:00:00.000Z')]).toEqual([0, 1])
  })

  test('moves with the date it counts from, and the timer with it', () => {
    const moved = asked().try('request A', { type: 'AGREE_LATER_RESPONSE', respondBy: '2026-03-24' }, amy, '2026-03-12')
    expect(moved).toMatchObject({ arm: [{ deadline: 'responseDue', dueOn: '2026-03-25' }], drop: [] })
  })

  test('is dropped when its state is left, whichever way', () => {
    const name = 'xstate.after.responseDue.request.running.answer.awaiting.inTime'
    expect(asked().try('request A', agreement('2026-03-31'), amy, '2026-03-12')).toMatchObject({ arm: [], drop: [{ name }] })
    expect(asked().try('complaint', { type: 'CLOSE_COMPLAINT', why: 'text:1:aa', how: 'withdrawn' }, lin, '2026-03-12')).toMatchObject({
      arm: [],
      drop: [{ name }],
    })
  })

  test('that has passed is undone by a later date', () => {
    const story = asked()
    story.sweep('2026-04-04')
    expect(story.place('request A')).toBe('running.answer.awaiting.delayed + running.letter.draft')
    story.put('request A', { type: 'AGREE_LATER_RESPONSE', respondBy: '2026-04-10' }, amy, '2026-04-06')
    expect(story.place('request A')).toBe('running.answer.awaiting.inTime + running.letter.draft')
    expect(story.file.duties.map(({ name }) => name)).toEqual([])
  })

  proves('I20', 'significant delay begins on day 8 after the response date, not on day 7', () => {
    const on = (day: string) => {
      const story = asked()
      story.sweep(day)
      return story.place('request A').split(' + ')[0]
    }
    expect([on('2026-03-27'), on('2026-03-28')]).toEqual(['running.answer.awaiting.late', 'running.answer.awaiting.delayed'])
  })

  proves('I20', 'a refusal entered late is overdue from its own day: the duty has its true date', () => {
    const story = asked().put('request A', { ...refusal, happenedOn: '2026-03-11' }, amy, '2026-04-20')
    expect(story.file.duties).toMatchObject([{ name: 'passOn', dueOn: '2026-03-25' }])
    story.sweep('2026-04-20')
    expect(clockLines(story).at(-1)).toEqual(['running.answer.refused.overdue', '2026-03-26', '2026-03-26', 'system'])
  })

  test('that stood still for forty days is recorded with all others on the days they fell, oldest first', () => {
    const story = asked()
    story.sweep('2026-04-30')
    expect(clockLines(story)).toEqual([
      ['running.answer.awaiting.late', '2026-03-21', '2026-03-21', 'system'],
      ['running.answer.awaiting.delayed', '2026-03-28', '2026-03-28', 'system'],
      ['running.answer.awaiting.pressing', '2026-04-05', '2026-04-05', 'system'],
    ])
  })

  test('answers a person as if the sweep had been by, and nothing of their event colours what the clock did', () => {
    const story = asked().put('request A', { type: 'ESCALATE' }, lin, '2026-04-02', {
      reasons: { oneOpportunity: 'text:9:cc' },
      organisations: { A: { sector: 'health' } },
    })
    expect(clockLines(story).map(([to]) => to)).toEqual(['running.answer.awaiting.late', 'running.answer.awaiting.delayed'])
    const [first] = story.lines.filter(({ kind }) => kind === 'clock')
    expect([first!.stamp.reasons, first!.stamp.organisations, story.lines.at(-1)!.event]).toEqual([{}, undefined, 'ESCALATE'])
  })

  test('that passed does not shut the door: what was waited for is still taken', () => {
    expect(asked().try('request A', agreement('2026-05-31'), amy, '2026-05-20').outcome).toBe('taken')
  })

  test('on an outer state passes before one inside it on the same day', () => {
    const story = signed('2026-03-31')
    const { reminderDue, ...others } = item.deadlines
    const timers = wantedTimers({ reminderDue: { ...reminderDue!, days: 1 }, ...others }, story.snapshot('item action1'))
    expect(timers.map(({ deadline, dueOn }) => [deadline, dueOn])).toEqual([
      ['targetPassed', '2026-04-01'],
      ['reminderDue', '2026-04-01'],
    ])
  })

  test('that enters its own state again comes back by itself, each time with its duty, until the state is left', () => {
    const story = signed('2026-03-20')
    story.sweep('2026-05-01')
    expect(story.record('item action1')).toMatchObject({ updates: 3, updateOn: '2026-05-02' })
    expect(story.file.duties.filter(({ name }) => name === 'update')).toMatchObject([{ title: 'Update 3', dueOn: '2026-05-02' }])
    const ended = story.put('item action1', { type: 'REMEDY_PROVIDED' }, amy, '2026-05-01').file
    expect([ended.duties.filter(({ name }) => name === 'update'), ended.instances.map(({ nextDue }) => nextDue)]).toEqual([
      [],
      [undefined, undefined, undefined],
    ])
  })

  test('of one instance does not wait for that of another: the older comes first, whichever instance it is of', () => {
    const story = signed('2026-04-09', '2026-03-30')
    story.sweep('2026-04-22')
    const lines = story.lines
      .filter(({ kind }) => kind === 'clock')
      .map(({ instance, to, stamp: { today } }) => [today, instance === story.idOf('item action1') ? 1 : 2, to])
    expect(lines).toEqual([
      ['2026-03-23', 2, 'monitored.reminded'],
      ['2026-03-31', 2, 'overdue'],
      ['2026-04-02', 1, 'monitored.reminded'],
      ['2026-04-10', 1, 'overdue'],
      ['2026-04-14', 2, 'overdue'],
    ])
  })

  test('that would pass twice at one moment ends in an error that names it, not in an endless sweep', () => {
    const story = signed('2026-03-20')
    const held = story.file.instances.at(-1)!
    const stuck = {
      ...story.definitions,
      item: {
        ...story.definitions['item']!,
        deadlines: {
          ...story.definitions['item']!.deadlines,
          updateDue: { ...story.definitions['item']!.deadlines['updateDue']!, from: () => '2026-03-25' },
        },
      },
    }
    const broken = Object.assign(story, { definitions: stuck })
    expect(() => broken.sweep('2026-04-30')).toThrow(
      `The deadline ${held.id} xstate.after.updateDue.lateItem 2026-03-25T00:00:00.000Z passed twice at once`,
    )
  })

  test('that passes again on the day it has passed before gives the same duty again', () => {
    const story = asked()
    const late = () => story.sweep('2026-04-06', { now: '2026-04-06T10:00:00.000Z' })
    const [first] = late().dutiesOpened
    story.put('request A', { type: 'AGREE_LATER_RESPONSE', respondBy: '2026-04-20' }, amy, '2026-04-06', {
      now: '2026-04-06T11:00:00.000Z',
    })
    // A rule refuses a date that is past, so the day of the act is set back to have the first date again.
    const reset = (respondBy: string) =>
      story.put('request A', { type: 'AGREE_LATER_RESPONSE', respondBy }, amy, '2026-03-13', { now: '2026-04-06T12:00:00.000Z' })
    expect(reset('2026-03-20').sweep('2026-04-06', { now: '2026-04-06T13:00:00.000Z' }).dutiesOpened).toEqual([first])
  })
})

test('the settings that deadlines read when they passed are on the clock’s lines, and no others', () => {
  const story = asked()
  story.sweep('2026-04-02')
  expect(story.lines.filter(({ kind }) => kind === 'clock').map(({ stamp: { settings } }) => settings)).toEqual([
    { passingOnDays: 7 },
    { passingOnDays: 7 },
  ])
  expect(story.record('request A')).toMatchObject({ passOnBy: '2026-04-04' })
})

describe('timers', () => {
  const timer = (name: string, dueOn: string): Timer => ({
    name,
    dueOn,
    deadline: name,
    title: name,
    dueAt: dayBegins(dueOn),
    cites: 'I18',
    sums: '',
  })

  test('are what the snapshot says: the same text restored wants the same ones, soonest first', () => {
    const story = signed('2026-03-31', '2026-04-09')
    for (const { machine, stored, nextDue } of story.file.instances) {
      const definition = story.definitions[machine]!
      const timers = wantedTimers(definition.deadlines, fromStored(definition, stored))
      expect(wantedTimers(definition.deadlines, fromStored(definition, stored))).toEqual(timers)
      expect(timers.map(({ dueAt }) => dueAt)).toEqual(timers.map(({ dueAt }) => dueAt).sort())
      expect(nextDue).toBe(timers[0]?.dueAt)
    }
  })

  test('of a deadline without a day, or of no deadline, are none', () => {
    expect(wantedTimers({}, asked().snapshot('request A'))).toEqual([])
    const { responseDue, ...others } = request.deadlines
    expect(wantedTimers({ ...others, responseDue: { ...responseDue!, from: () => undefined } }, asked().snapshot('request A'))).toEqual([])
  })

  test('are armed where they are new or moved, dropped where they are gone, and left alone where they stay', () => {
    const before = [timer('stays', '2026-01-01'), timer('moves', '2026-01-02'), timer('goes', '2026-01-03')]
    const next = [timer('stays', '2026-01-01'), timer('moves', '2026-02-02'), timer('comes', '2026-01-03')]
    const { arm, drop } = reconcile(before, next)
    expect([arm.map(({ name }) => name), drop]).toEqual([['moves', 'comes'], ['goes']])
    expect(reconcile(before, before)).toEqual({ arm: [], drop: [] })
  })
})

test('nothing is swept where nothing has passed: no line, no change', () => {
  const story = asked()
  const before = story.file
  expect(story.sweep('2026-03-20')).toMatchObject({ lines: [], instances: [], arm: [], drop: [], dutiesOpened: [], dutiesEnded: [] })
  expect(story.file).toEqual(before)
})
