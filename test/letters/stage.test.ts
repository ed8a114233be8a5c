import { describe, expect, test } from '@jest/globals'
import { checklistFrom, composeFrom, lacksOf, missingFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { asKept } from './golden.ts'
import { reportedOn, sourceOf } from './invented-case.ts'
import { escalated, furtherLetterAgreed, issuing, item, toTrust, withoutReply } from './invented-item.ts'

describe('the letters of an escalation', () => {
  const first = { letter: 'stage1', to: toTrust } as const
  const second = { letter: 'stage2', to: toTrust } as const
  const further = { letter: 'stage3', to: toTrust } as const
  const byCaseworker = { signing: { name: 'Amina Clarke', post: 'Caseworker' } }
  const firstIssued = issuing(
    escalated,
    { replyBy: '2013-05-02', asks: 'explanationAndResponse', concern: 'Mrs T has waited for this money since last autumn' },
    { today: '2013-04-22', ...byCaseworker },
  )
  const secondIssued = issuing(withoutReply, { replyBy: '2013-05-13' }, { today: '2013-05-03' })
  const furtherIssued = issuing(furtherLetterAgreed, { replyBy: '2013-05-27', concern: 'The reply names no day' }, { today: '2013-05-14' })

  proves(['C22a', 'C22d'], 'the first explains our concern, and asks for a response by a day', () => {
    expect(composeFrom(first, firstIssued)).toBe(asKept('stage-1'))
    expect(missingFrom(first, firstIssued)).toEqual([])
  })
  proves(['C22b', 'C22d', 'C22e'], 'the second says that the first had no satisfactory reply, and is signed by the deputy director', () => {
    expect(composeFrom(second, secondIssued)).toBe(asKept('stage-2'))
    expect(missingFrom(second, secondIssued)).toEqual([])
  })
  proves(['C22f', 'C22d'], 'a further letter says what came of those before, and sets its own day', () => {
    expect(composeFrom(further, furtherIssued)).toBe(asKept('stage-3'))
    expect(missingFrom(further, furtherIssued)).toEqual([])
  })

  proves('C22d', 'each lacks its day of reply until its issuing sets one, after that day', () => {
    for (const letter of [first, second, further]) {
      const day = expect.objectContaining({ says: 'By which day it is to reply', cites: 'C22d', standing: 'missing' })
      expect(missingFrom(letter, issuing(withoutReply, {}, { today: '2013-05-03' }))).toEqual([day])
      expect(missingFrom(letter, issuing(withoutReply, { replyBy: '2013-05-03' }, { today: '2013-05-03' }))).toEqual([day])
      expect(composeFrom(letter, issuing(withoutReply, {}))).toContain('[Not recorded yet: the day of the reply]')
    }
  })
  proves('C22d', 'each that somebody has edited still says the day that its issuing sets', () => {
    const edited = composeFrom(second, secondIssued)
    expect(lacksOf(second, secondIssued, edited)).toEqual([])
    expect(lacksOf(second, secondIssued, edited.replace('13 May 2013', 'soon'))).toEqual([
      'By which day it is to reply (Compliance guidance, paragraph 22(d)): the text, as it was edited, does not say 13 May 2013',
    ])
    expect(lacksOf(second, secondIssued, composeFrom(second, sourceOf(withoutReply)))).toEqual([
      'The text still has a gap: [Not recorded yet: the day of the reply]',
      'The text still has a gap: [Not recorded yet: who issues it, by name and post]',
      expect.stringContaining('does not say 13 May 2013'),
      expect.stringContaining('does not say Dilys Underhill'),
      expect.stringContaining('does not say 3 May 2013'),
    ])
  })
  proves(
    ['C22b', 'C22d'],
    'each that somebody has edited goes out under the name of whoever issues it and the date of that day, not of its editing',
    () => {
      for (const letter of [first, second, further]) {
        const draft = composeFrom(letter, sourceOf(withoutReply, { today: '2013-05-02' }))
        expect(draft).toMatch(/Yours sincerely,\n\n\[Not recorded yet: who issues it, by name and post\]\nfor the Ombudsman/)
        const edited = composeFrom(letter, secondIssued, draft.replace('Please', 'Do please'))
        expect(edited).toContain(
          'Yours sincerely,\n\nDilys Underhill\nDeputy Director of Customer Services and Assessment\nfor the Ombudsman',
        )
        expect(edited).toContain('3 May 2013\nOur reference: RD-000123')
        expect([edited.includes('Amina Clarke'), edited.includes('2 May 2013\nOur'), lacksOf(letter, secondIssued, edited)]).toEqual([
          false,
          false,
          [],
        ])
        expect(lacksOf(letter, secondIssued, edited.replace('Dilys Underhill', 'Amina Clarke'))).toEqual([
          expect.stringMatching(/^Who issues it, by name and post .*does not say Dilys Underhill$/),
        ])
      }
    },
  )
  test('an edited text is dated over our reference alone: days that it tells of stay', () => {
    const edited = composeFrom(second, secondIssued, 'On\r\n2 May 2013\r\nwe wrote.\r\n\r\n2 May 2013\r\nOur reference: RD-000123\r\n')
    expect(edited).toBe('On\r\n2 May 2013\r\nwe wrote.\r\n\r\n3 May 2013\r\nOur reference: RD-000123\r\n')
  })
  proves('C22a', 'the first lacks the concern that it is to explain, and otherwise leaves it out', () => {
    const without = (asks: string) => issuing(escalated, { replyBy: '2013-05-02', asks }, { today: '2013-04-22' })
    expect(lacksOf(first, without('explanationAndResponse'))).toEqual([
      'Why we are concerned (Compliance guidance, paragraph 22(a)): our concern, when issuing the letter',
    ])
    expect(missingFrom(first, without('response'))).toEqual([])
    expect(checklistFrom(first, without('response'))).toContainEqual(
      expect.objectContaining({ says: 'Why we are concerned', standing: 'leftOut' }),
    )
    expect(composeFrom(first, without('response'))).not.toContain('Why we are concerned')
  })
  proves('C22b', 'the second is not complete before somebody issues it', () => {
    const { signing: _signing, ...nobody } = secondIssued
    expect(lacksOf(second, nobody)).toEqual([
      'Who issues it, by name and post (Compliance guidance, paragraph 22(b)): the name and post of the deputy director or above, by issuing the letter',
    ])
  })
  proves('C20', 'the first names the reason for which it is written', () => {
    const because = (reason: 'flawedRemedy' | 'prevarication' | 'extendedDelay' | 'absoluteRefusal') =>
      composeFrom(
        first,
        sourceOf({ ...escalated, escalation: { ...escalated.escalation, reasons: [{ on: '2013-04-22', reason, why: '' }] } }),
      )
    expect(because('flawedRemedy')).toContain('What you have done so far does not satisfy us')
    expect(because('prevarication')).toContain('The terms stand as they were agreed.')
    expect(because('extendedDelay')).toContain('It has been delayed for long')
    expect(because('absoluteRefusal')).toContain('You have told us that you will not do what is set out below')
  })
  proves('C10', 'of a recommendation that is pursued claim no agreement to it', () => {
    const pursued = { ...escalated, source: 'investigation' as const, pursued: { on: '2013-04-02', why: '' } }
    const text = composeFrom(first, issuing(pursued, { replyBy: '2013-05-02' }, { casefile: reportedOn('2013-03-20') }))
    expect(text).toContain('You told us on 2 April 2013 that you do not accept what our report recommended')
    expect(text).not.toContain('agreed')
  })
  proves('C2', 'of what was recommended before any report speak of none', () => {
    const pursued = { ...escalated, source: 'investigation' as const, pursued: { on: '2013-04-02', why: '' }, agreedOn: '2013-04-02' }
    const text = composeFrom(first, issuing(pursued, { replyBy: '2013-05-02' }))
    expect(text).toContain('You told us on 2 April 2013 that you do not accept what we recommended')
    expect(text).not.toContain('report')
  })
  proves(['C22d', 'C22e'], 'do not complain of silence while the reply may still come', () => {
    const letters = [{ stage: 'stage1' as const, on: '2013-04-22', replyBy: '2013-05-02' }]
    const early = { ...withoutReply, escalation: { ...withoutReply.escalation, letters } }
    const on = (today: string) => composeFrom(second, issuing(early, { replyBy: '2013-05-20' }, { today }))
    expect(on('2013-05-02')).toContain('and asked for a reply by 2 May 2013. What is set out below was to be done')
    expect(on('2013-05-02')).not.toContain('no reply')
    expect(on('2013-05-03')).toContain('and asked for a reply by 2 May 2013. We have had no reply.')
  })
  proves('C22g', 'the second of a premature case says that an investigation may follow', () => {
    const premature = { ...withoutReply, source: 'premature' as const }
    expect(composeFrom(second, issuing(premature, { replyBy: '2013-05-13' }))).toContain('whether to investigate the complaint')
  })
  proves('C13', 'do not complain of silence where a later date was agreed after the letter', () => {
    const later = {
      ...withoutReply,
      targetDate: '2013-05-10',
      targetDates: [...item.targetDates, { date: '2013-05-10', from: '2013-04-29' }],
    }
    const text = composeFrom(second, issuing(later, { replyBy: '2013-05-20' }, { today: '2013-05-11' }))
    expect(text).toContain('We then agreed to a later date, 10 May 2013.')
    expect(text).not.toContain('no reply. ')
  })
  test('say nothing of what is only our own business', () => {
    for (const [letter, source] of [
      [first, firstIssued],
      [second, secondIssued],
      [further, furtherIssued],
    ] as const)
      for (const internal of ['They never answer in time', 'rating', 'stage', '4 Mill Lane'])
        expect(composeFrom(letter, source)).not.toContain(internal)
  })
})
