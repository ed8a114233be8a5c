import { describe, expect, test } from '@jest/globals'
import type { Compliance } from '../../../machines/compliance/record.ts'
import { itemKey } from '../../../machines/intervention/record.ts'
import type { LetterName } from '../../../machines/kernel/effect.ts'
import { type History, sectors, trust } from '../../support/file.ts'
import { assessmentOutcomesOfficer, caseworker, deputyDirector, director, lineManager, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { issued } from '../intervention/support.ts'
import { agree, askExtension, chiefOperatingOfficer, close, evidence, extend, judge, propose, refuse, yes } from './stories.ts'

/** The trust's apology, agreed to be written by 28 March. */
const apology = itemKey(trust, 'apology')
const monitored = (day: string): History => {
  const file = issued()
  file.moveTo(day)
  return file
}
const update = (how = 'letter') => ({ type: 'UPDATE_COMPLAINANT', how, said: 'They have lost the file, and look for it' })
const updated = (): History => {
  const file = monitored('2013-04-02')
  file.does(caseworker, apology, update())
  return file
}
const drafts = (file: History, letter: LetterName) => file.letters.filter((each) => each.letter === letter && !each.sentOn)
const send = (file: History, letter: LetterName, happenedOn?: string) =>
  file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: drafts(file, letter)[0]!.id, ...(happenedOn && { happenedOn }) })
const decline = { type: 'DECLINE_EXTENSION', why: 'The details were given in January' }
const decided = (file: History, until: string, decision: { type: string }, reasons: Readonly<Record<string, string>> = {}) => {
  file.does(caseworker, apology, askExtension(until))
  file.does(operationsManager, apology, decision, { reasons })
}
const complied = (file: History): void => {
  file.does(caseworker, apology, evidence)
  const careful = { clinicalAdvice: { answer: false, why: 'A letter' } }
  file.does(assessmentOutcomesOfficer, apology, judge('provided', careful), { organisations: sectors })
  expect(file.stands(apology)).toBe('closed.complied')
}

describe('telling the complainant by letter', () => {
  proves('C14', 'is done when the letter goes, and not when it is drafted', () => {
    const file = updated()
    const due = file.duty('updateComplainant')!.dueOn
    expect(file.record<Compliance>(apology).updates).toEqual([])
    file.on('2013-04-05')
    send(file, 'progressUpdate', '2013-04-04')
    expect(file.record<Compliance>(apology).updates).toEqual([{ on: '2013-04-04', how: 'letter', said: update().said }])
    expect([due, file.duty('updateComplainant')?.dueOn]).toEqual(['2013-04-12', '2013-04-18'])
  })
  proves('C14', 'by telephone is done at once, and takes the place of a letter that has not gone', () => {
    const file = updated()
    file.does(caseworker, apology, update('telephone'))
    expect(drafts(file, 'progressUpdate')).toEqual([])
    expect(file.duty('updateComplainant')).toMatchObject({ dueOn: '2013-04-16' })
  })
  proves('C14', 'again, before the first letter has gone, leaves one letter', () => {
    const file = updated()
    file.does(caseworker, apology, update())
    expect(drafts(file, 'progressUpdate')).toHaveLength(1)
  })
  proves('C14', 'that the date was missed waits until it was; by telephone they may be told before', () => {
    const file = monitored('2013-03-28')
    expect(file.refused(caseworker, apology, update())).toMatchObject([
      { rule: 'letterIsOfALateRemedy', cites: 'C14', strength: 'must', field: 'how' },
    ])
    expect(file.rulesAgainst(caseworker, apology, update('telephone'))).toEqual([])
    expect(monitored('2013-03-29').rulesAgainst(caseworker, apology, update())).toEqual([])
  })
  proves('C16', 'that the remedy is late ends with the item: the draft is not sent any more', () => {
    const file = updated()
    complied(file)
    expect(file.letters.filter(({ letter }) => letter === 'progressUpdate')).toEqual([])
  })
  proves('C13', 'that it is late ends with a new date', () => {
    const file = updated()
    decided(file, '2013-04-30', extend(), { beforeTheTargetDate: 'They have found it' })
    expect([drafts(file, 'progressUpdate'), file.duty('updateComplainant')]).toEqual([[], undefined])
  })
})

describe('what was decided about an extension', () => {
  proves('C13', 'is a letter that the caseworker has to send that day', () => {
    for (const [decision, letter] of [
      [extend(), 'extensionGranted'],
      [decline, 'extensionDeclined'],
    ] as const) {
      const file = monitored('2013-03-20')
      decided(file, '2013-04-30', decision)
      expect(file.duty('sendExtensionLetter')).toMatchObject({ to: 'caseworker', cites: 'C13', dueOn: '2013-03-20', endsBy: 'act' })
      send(file, letter)
      expect(file.duty('sendExtensionLetter')).toBeUndefined()
    }
  })
  proves('C13', 'is written of once: what was decided before, and has not gone, is not sent any more', () => {
    const file = monitored('2013-03-20')
    decided(file, '2013-05-31', decline)
    decided(file, '2013-04-30', extend())
    expect([drafts(file, 'extensionDeclined').length, drafts(file, 'extensionGranted').length]).toEqual([0, 1])
    decided(file, '2013-05-10', extend('2013-05-10'), { extendedOnceOnly: 'It was ill' })
    expect(drafts(file, 'extensionGranted')).toHaveLength(1)
    decided(file, '2013-05-31', decline)
    expect([drafts(file, 'extensionDeclined').length, drafts(file, 'extensionGranted').length]).toEqual([1, 0])
    expect(file.duties.filter(({ name }) => name === 'sendExtensionLetter')).toMatchObject([{ title: expect.stringMatching(/declines/) }])
  })
  proves('C22f', 'by a new date at stage 3 is the same', () => {
    const file = monitored('2013-03-20')
    decided(file, '2013-05-31', decline)
    file.does(caseworker, apology, refuse(true))
    file.does(deputyDirector, apology, propose('newDate', { newDate: '2013-04-30', whoseDelay: 'organisation' }))
    file.does(director, apology, agree({ tellComplainant: yes }))
    expect([drafts(file, 'extensionDeclined').length, drafts(file, 'extensionGranted').length]).toEqual([0, 1])
    expect(file.duty('sendExtensionLetter')).toMatchObject({ title: expect.stringMatching(/new target date/), cites: 'C13' })
  })
  proves('C13', 'is not written of any more when the item has ended', () => {
    const file = monitored('2013-03-20')
    decided(file, '2013-04-30', extend())
    complied(file)
    expect([drafts(file, 'extensionGranted'), file.duty('sendExtensionLetter')]).toEqual([[], undefined])
  })
  test('and had gone before, stays as it went', () => {
    const file = monitored('2013-03-20')
    decided(file, '2013-05-31', decline)
    send(file, 'extensionDeclined')
    decided(file, '2013-04-30', extend())
    complied(file)
    expect(file.letters.filter(({ letter }) => letter === 'extensionDeclined')).toHaveLength(1)
  })
})

proves('C23', 'that a summary is published is a letter which the caseworker has to send that day', () => {
  const file = monitored('2013-03-05')
  file.does(caseworker, apology, refuse(true))
  file.does(deputyDirector, apology, propose('refer', { to: 'chiefOperatingOfficer' }))
  file.does(director, apology, agree())
  file.does(chiefOperatingOfficer, apology, close({ publish: yes }))
  expect(file.duty('sendPublicationNotice')).toMatchObject({ to: 'caseworker', cites: 'C23', dueOn: '2013-03-05', endsBy: 'act' })
  expect(file.rulesAgainst(lineManager, 'casefile', { type: 'LETTER_SENT', letter: drafts(file, 'publicationNotice')[0]!.id })).toEqual([])
  send(file, 'publicationNotice')
  expect(file.duty('sendPublicationNotice')).toBeUndefined()
})
