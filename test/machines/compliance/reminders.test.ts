import { describe, expect, test } from '@jest/globals'
import { ratings } from '../../../machines/kernel/definition.ts'
import { office } from '../../support/file.ts'
import { caseworker, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { askExtension, evidence, extend, judge, judgeReply } from './stories.ts'
import { type Item, item } from './support.ts'

const remindersOf = (one: Item) => one.letters('reminder').map(({ to, cites, sentOn }) => ({ to, cites, sentOn }))
const on = (sentOn: string) => ({ to: { organisation: office }, cites: 'C14', sentOn })

describe('the reminder', () => {
  proves('C14', 'goes to the organisation exactly seven days before the target date, by the clock', () => {
    const one = item().moveTo('2013-03-20')
    expect(remindersOf(one)).toEqual([])
    expect(one.date).toBe('onTrack')
    one.moveTo('2013-03-21')
    expect(remindersOf(one)).toEqual([on('2013-03-21')])
    expect(one.date).toBe('reminded')
    expect(one.record.remindedOn).toEqual(['2013-03-21'])
    one.moveTo('2013-03-28')
    expect(remindersOf(one)).toHaveLength(1)
  })

  proves('C14', 'is due at once where the target is nearer than a week, or as far', () => {
    for (const openedOn of ['2013-03-21', '2013-03-25', '2013-03-28'])
      expect(remindersOf(item({ openedOn }).moveTo(openedOn))).toEqual([on(openedOn)])
  })

  proves('C14', 'does not go once the target date has passed', () => {
    const one = item({ openedOn: '2013-04-02' }).moveTo('2013-05-02')
    expect(remindersOf(one)).toEqual([])
    expect(one.record.overdue).toMatchObject([{ since: '2013-03-29' }])
  })

  proves('C14', 'does not go after the item has ended', () => {
    const one = item().moveTo('2013-03-10')
    one.does(caseworker, evidence)
    one.does(caseworker, judge('provided'))
    expect(remindersOf(one.moveTo('2013-04-30'))).toEqual([])
  })

  proves('C14', 'does not go where all evidence is with us; where more is to come, it does', () => {
    const whole = item().moveTo('2013-03-18')
    whole.does(caseworker, evidence)
    expect(remindersOf(whole.moveTo('2013-03-21'))).toEqual([])
    const part = item().moveTo('2013-03-18')
    part.does(caseworker, { ...evidence, partial: true })
    expect(remindersOf(part.moveTo('2013-03-21'))).toEqual([on('2013-03-21')])
  })

  test('goes after all when what was with us turns out not to be the remedy, and the date is still to come', () => {
    const one = item().moveTo('2013-03-18')
    one.does(caseworker, evidence)
    one.moveTo('2013-03-23')
    one.does(caseworker, judge('onTheWay'))
    expect(remindersOf(one.moveTo('2013-03-23'))).toEqual([on('2013-03-23')])
  })

  proves('C14', 'goes before each target date: also before one that was agreed later', () => {
    const one = item().moveTo('2013-03-21').moveTo('2013-03-22')
    one.does(caseworker, askExtension())
    one.does(operationsManager, extend())
    expect(one.date).toBe('onTrack')
    one.moveTo('2013-04-22')
    expect(remindersOf(one)).toEqual([on('2013-03-21')])
    one.moveTo('2013-04-23')
    expect(remindersOf(one)).toEqual([on('2013-03-21'), on('2013-04-23')])
    expect(one.moveTo('2013-05-30').record.remindedOn).toEqual(['2013-03-21', '2013-04-23'])
  })

  proves('C14', 'is dated on the day that it leaves; it does not leave any more when the clock stood still until after the target', () => {
    const late = item().moveTo('2013-03-11').moveTo('2013-03-26')
    expect(remindersOf(late)).toEqual([on('2013-03-26')])
    const tooLate = item().moveTo('2013-03-11').moveTo('2013-04-20')
    expect(remindersOf(tooLate)).toEqual([])
    expect(tooLate.record.remindedOn).toEqual([])
  })

  proves('C14', 'goes to an organisation that refused the work and then bound itself to it', () => {
    const one = item({ source: 'premature', refusedOn: '2013-03-01' }).moveTo('2013-03-05')
    one.does(caseworker, { type: 'ORGANISATION_COMMITTED', words: 'We shall do it' })
    one.does(caseworker, judgeReply(true, '2013-03-28'))
    expect(remindersOf(one.moveTo('2013-03-21'))).toEqual([on('2013-03-21')])
  })

  proves('C5', 'goes whatever the organisation’s rating: no rating suspends it', () => {
    for (const rating of ratings) {
      const one = item({}, { sector: 'health', rating }).moveTo('2013-03-21')
      expect(remindersOf(one)).toEqual([on('2013-03-21')])
    }
  })
})
