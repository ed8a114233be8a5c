import { describe, expect, test } from '@jest/globals'
import { composeFrom, lacksOf, missingFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { asKept } from './golden.ts'
import { reportedOn, sourceOf } from './invented-case.ts'
import { declined, extended, furtherLetterAgreed, item, reminded, toComplainant, toTrust, withoutReply } from './invented-item.ts'

const reminder = { letter: 'reminder', to: toTrust } as const
const granted = { letter: 'extensionGranted', to: toTrust } as const
const refused = { letter: 'extensionDeclined', to: toTrust } as const
const update = { letter: 'progressUpdate', to: toComplainant } as const

describe('a reminder', () => {
  proves('C14', 'says what is to be done by when, and that evidence is wanted', () => {
    expect(composeFrom(reminder, sourceOf(item, { today: '2013-04-12' }))).toBe(asKept('reminder'))
    expect(missingFrom(reminder, sourceOf(item, { today: '2013-04-12' }))).toEqual([])
  })
  proves('C14', 'thanks for what has come, where more is to come', () => {
    const some = { ...item, evidence: [{ what: 'x', receivedOn: '2013-04-05', providedOn: '2013-04-04', partial: true as const }] }
    expect(composeFrom(reminder, sourceOf(some, { today: '2013-04-12' }))).toContain(
      'Please send us the rest of the evidence by 19 April 2013',
    )
  })
  proves('C6', 'goes to the organisation that took the place of the one that agreed', () => {
    const succeeded = () => ({ name: 'Eastvale Hospital NHS Trust', sector: 'health' as const, successor: 'Vale Hospitals NHS Trust' })
    const text = composeFrom(reminder, sourceOf(item, { today: '2013-04-12', organisation: succeeded }))
    expect(text).toContain('\n\nVale Hospitals NHS Trust\n')
    expect(text).toContain('You have taken the place of Eastvale Hospital NHS Trust.')
  })
  proves(['C14', 'C2'], 'of what was accepted before any report speaks of none, also once there is one', () => {
    const accepted = { ...item, source: 'investigation' as const }
    const on12April = { today: '2013-04-12' }
    for (const known of [{}, { casefile: reportedOn('2013-03-30') }]) {
      const text = composeFrom(reminder, sourceOf(accepted, { ...on12April, ...known }))
      expect(text).toContain('On 22 March 2013 you accepted what we recommended:')
      expect(text).not.toContain('report')
    }
    expect(composeFrom(reminder, sourceOf(accepted, { ...on12April, casefile: reportedOn('2013-03-20') }))).toContain(
      'you accepted what our report recommended',
    )
  })
  proves('C14', 'of a date that has passed is none', () => {
    expect(missingFrom(reminder, sourceOf(item, { today: '2013-04-20' }))).toEqual([
      expect.objectContaining({ says: 'By when, before that day has passed', cites: 'C14', record: 'a target date that has not passed' }),
    ])
  })
})

describe('a letter about an extension', () => {
  const on11April = { today: '2013-04-11' }
  proves('C13', 'that was granted gives the first date and the new one, and the reason in fair words', () => {
    expect(composeFrom(granted, sourceOf(extended, on11April))).toBe(asKept('extension-granted'))
    expect(missingFrom(granted, sourceOf(extended, on11April))).toEqual([])
  })
  proves('C13', 'that was declined gives the reasons, and the date that stays', () => {
    expect(composeFrom(refused, sourceOf(declined, on11April))).toBe(asKept('extension-declined'))
    expect(missingFrom(refused, sourceOf(declined, on11April))).toEqual([])
  })
  proves('C13', 'during escalation says that the earlier letter needs no reply any more', () => {
    const { letters } = withoutReply.escalation
    const later = {
      ...extended,
      targetDates: [...item.targetDates, { date: '2013-05-17', from: '2013-05-03', whoseDelay: 'other' as const }],
    }
    const text = composeFrom(granted, sourceOf({ ...later, escalation: { ...later.escalation, letters } }, { today: '2013-05-03' }))
    expect(text).toContain('You need not reply to our letter of 22 April 2013 any more.')
    expect(text).toContain('We have agreed because the delay has a cause that neither you nor we could prevent.')
  })
  proves('C22f', 'that was agreed at stage 3, without being asked for, does not say that it was', () => {
    const { whoseDelay: _, ...date } = extended.targetDates[1]!
    const agreed = { ...extended.extensions[0]!, askedBy: 'us' as const, whoseDelay: 'organisation' as const }
    const source = sourceOf({ ...extended, targetDates: [...item.targetDates, date], extensions: [agreed] }, on11April)
    expect(composeFrom(granted, source)).toContain('We have looked again at the time that you have. We have agreed to a later date.')
    expect(missingFrom(granted, source)).toEqual([])
  })
  proves('C13', 'lacks what was not decided', () => {
    expect(lacksOf(granted, sourceOf(item, on11April))).toEqual([
      'The first date and the new one (Compliance guidance, paragraph 13): an extension that was granted, with its new date',
      'Why the date was moved (Compliance guidance, paragraph 13): whose the delay is',
    ])
    expect(lacksOf(refused, sourceOf(item, on11April))).toEqual([
      'The later date that was asked for (Compliance guidance, paragraph 13): an extension that was declined',
      'Why it was declined (Compliance guidance, paragraph 13): the reasons for declining the extension',
    ])
  })
})

describe('an update to the complainant', () => {
  const on10May = { today: '2013-05-11' }
  proves('C14', 'says what was agreed, that it is late, what we have done, and when we write again', () => {
    expect(composeFrom(update, sourceOf(furtherLetterAgreed, on10May))).toBe(asKept('progress-update'))
    expect(missingFrom(update, sourceOf(furtherLetterAgreed, on10May))).toEqual([])
  })
  proves('C14', 'says that evidence which is with us is being looked at', () => {
    const text = composeFrom(update, sourceOf({ ...reminded, withUs: { providedOn: '2013-04-18', all: true } }, on10May))
    expect(text).toContain('That day has passed. Eastvale Hospital NHS Trust has sent us evidence')
    expect(text).not.toContain('has not been done in time')
  })
  proves('C14', 'says what whoever had it drafted has to tell', () => {
    expect(composeFrom(update, sourceOf(furtherLetterAgreed, on10May))).toContain(
      'The Trust tells us that the payment waits for a signature.',
    )
  })
  proves('C14', 'is not due before the date has passed', () => {
    expect(missingFrom(update, sourceOf(item, { today: '2013-04-19' }))).toEqual([
      expect.objectContaining({ says: 'That it is late, and since when', cites: 'C14', record: 'a target date that has passed' }),
    ])
  })
  test('says nothing of how we rate or judge the organisation, and whose delay it was', () => {
    const text = composeFrom(update, sourceOf({ ...furtherLetterAgreed, targetDates: extended.targetDates }, on10May))
    for (const internal of ['rating', 'rated', 'stage', 'They never answer in time', 'bank details']) expect(text).not.toContain(internal)
  })
})
