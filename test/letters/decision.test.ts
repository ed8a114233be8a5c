import { describe, expect, test } from '@jest/globals'
import type { Intervention } from '../../machines/intervention/record.ts'
import { composeFrom } from '../../src/letters/compose.ts'
import type { LetterSource } from '../../src/letters/context.ts'
import { proves } from '../support/proves.ts'
import { decision, lacking, toComplainant } from './attempt-letters.ts'
import { agreed, agreedActions, COUNCIL, casefile, decidedAs, ref, sourceOf, TRUST } from './invented-case.ts'

describe('a decision letter', () => {
  proves('I27', 'that resolves a complaint lacks nothing when everything is recorded', () => {
    expect(lacking(toComplainant, agreed)).toEqual([])
    expect(decision(agreed)).not.toContain('Not recorded yet')
  })

  const { submission: _submission, ...notSubmitted } = agreed
  const { complaint: _complaint, ...noComplaint } = casefile
  test.each([
    ['The complaint', agreed, { casefile: noComplaint }, 'what the complaint is'],
    ['What we did to consider it', notSubmitted, {}, 'what we did to consider the complaint'],
    ['The claimed injustice', agreed, { casefile: { ...casefile, injustices: [] } }, 'the injustice claimed'],
    ['Our conclusions', notSubmitted, {}, 'our conclusions'],
    ['The outcome achieved', { ...agreed, approaches: {} }, {}, 'what was agreed'],
    ['The full agreed remedy, with its timescale', { ...agreed, approaches: {} }, {}, 'the agreed actions'],
  ] as [string, Intervention, Partial<LetterSource>, string][])(
    'I27 "%s" not recorded is named with its paragraph, and shows as a gap',
    (says, record, about, gap) => {
      expect(lacking(toComplainant, record, about)).toContainEqual(
        expect.objectContaining({ says, cites: 'I27', paragraph: 'Casework guidance, paragraph 2.6.27', standing: 'missing' }),
      )
      expect(decision(record, about)).toContain(`[Not recorded yet: ${gap}]`)
    },
  )

  proves('I27', 'an agreed action without a date is no full remedy', () => {
    const undated = { ...agreed, approaches: { [TRUST]: { ...agreed.approaches[TRUST]!, agreed: [{ ...agreedActions[1]!, by: '' }] } } }
    expect(lacking(toComplainant, undated).map(({ says }) => says)).toEqual(['The full agreed remedy, with its timescale'])
    expect(decision(undated)).toContain('By: [Not recorded yet: a date]')
  })

  proves(['I27', 'C17'], 'how compliance is monitored depends on the organisation', () => {
    const rated = (rating: 'A' | 'B' | 'C') => decision(agreed, { organisation: () => ({ name: 'The Trust', sector: 'health', rating }) })
    expect(rated('A')).toContain('We shall check that the evidence comes, and that it is complete.')
    expect(rated('A')).not.toContain('we shall take clinical advice')
    expect(rated('B')).toContain('We shall compare the evidence with what was agreed.')
    expect(rated('C')).toContain('We shall look at the evidence in detail')
    expect(rated('C')).toContain('Where the evidence calls for it, we shall take clinical advice.')
    for (const rating of ['A', 'B', 'C'] as const)
      expect(rated(rating)).toContain('We shall also check that the action plan deals with what went wrong.')
  })

  proves('I27', 'of a remedy that was all provided before our decision says that it is done', () => {
    const provided = agreedActions.map(({ id }) => ({ organisation: TRUST, action: id, on: '2013-03-26', evidence: ref('Seen') }))
    const text = decision({ ...agreed, provided })
    expect(text).toContain('All of it has been done already.')
    expect(text).toContain('Eastvale Hospital NHS Trust has already done what it agreed to do')
    expect(text).not.toContain('a week before each date')
  })

  proves('I22', 'where a remedy was sought without a view on fault, claims no indication of it', () => {
    const noView = { ...agreed, assessment: { ...agreed.assessment!, indicationOfFault: false, promptActionWouldResolve: true } }
    expect(decision(noView)).toContain('have made no finding on whether there was maladministration or service failure')
    expect(decision(noView)).not.toContain('some indication of maladministration')
  })

  test('two organisations each have their own part of the remedy and their own monitoring', () => {
    const [apology, payment] = agreedActions
    const both = {
      ...agreed,
      provided: [],
      approaches: {
        [TRUST]: { ...agreed.approaches[TRUST]!, agreed: [apology!] },
        [COUNCIL]: { ...agreed.approaches[TRUST]!, agreed: [payment!], confirmedOn: '2013-03-25' },
      },
    }
    const text = decision(both)
    expect(text).toContain('Eastvale Hospital NHS Trust and Passenger Records Agency have agreed to put matters right.')
    expect(text).toContain(
      'Eastvale Hospital NHS Trust confirmed this in writing on 22 March 2013. Passenger Records Agency confirmed this in writing on 25 March 2013.',
    )
    expect(text).toContain('Passenger Records Agency has agreed to do the following:\n\n1. Pay Mrs T')
    expect(text).toContain('We have asked Passenger Records Agency for evidence of each action.')
    const theirs = composeFrom({ letter: 'confirmation', to: { organisation: COUNCIL } }, sourceOf(both))
    expect(theirs).toContain('1. Pay Mrs T')
    expect(theirs).not.toContain('letter of apology')
  })

  test('after the complainant’s death goes to who speaks for them', () => {
    const text = decision(agreed, {
      casefile: {
        ...casefile,
        representative: { name: ref('Ms T') },
        casefile: { ...casefile.casefile, diedOn: '2013-03-20', represented: true },
      },
    })
    expect(text).toContain('\n\nMs T\n')
    expect(text).toContain('Dear Ms T,\n\nThe complaint of the late Mrs T about Eastvale Hospital NHS Trust')
  })

  proves('I22', 'of a withdrawn complaint lacks the day, if the casefile does not say that it was withdrawn', () => {
    expect(lacking(toComplainant, decidedAs('decline', { reason: 'withdrawn' }))).toEqual([
      expect.objectContaining({ says: 'When the complaint was withdrawn', cites: 'I22', standing: 'missing' }),
    ])
  })
})
