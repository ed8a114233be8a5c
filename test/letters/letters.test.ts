import { describe, expect, test } from '@jest/globals'
import type { Intervention } from '../../machines/intervention/record.ts'
import type { Compose } from '../../src/engine/engine.ts'
import { contextOfAttempt } from '../../src/letters/attempt/context.ts'
import { checklistFrom, composeFrom, missingFrom } from '../../src/letters/compose.ts'
import type { LetterSource } from '../../src/letters/context.ts'
import { proves } from '../support/proves.ts'
import { asKept } from './golden.ts'
import { agreed, agreedActions, asking, COUNCIL, casefile, decidedAs, proposed, ref, sourceOf, TRUST } from './invented-case.ts'

const toComplainant = { letter: 'decision', to: { party: 'complainant' } } as const
const requestToTrust = { letter: 'workRequest', to: { organisation: TRUST } } as const
const work = [
  {
    organisation: TRUST,
    what: 'Answer the second part of the complaint',
    understood: ref('Ms Penrose said so'),
    respondBy: '2013-04-30',
  },
]
const toTrust = { letter: 'confirmation', to: { organisation: TRUST } } as const
const approachToTrust = { letter: 'approach', to: { organisation: TRUST } } as const

const decision = (record: Intervention, about: Partial<LetterSource> = {}) => composeFrom(toComplainant, sourceOf(record, about))
const headings = (letter: string) =>
  letter
    .split('\n\n')
    .slice(3)
    .filter((part) => /^[^\n]+[^.,:\n]$/.test(part) && !part.startsWith('1.'))
const lacking = (
  letter: typeof toComplainant | typeof toTrust | typeof approachToTrust | typeof requestToTrust,
  record: Intervention,
  about: Partial<LetterSource> = {},
) => missingFrom(letter, sourceOf(record, about))

describe('the letters of an invented case, as they go out', () => {
  const withdrawnOn27March = { casefile: { ...casefile, casefile: { ...casefile.casefile, withdrawnOn: '2013-03-27' } } }
  proves('I18', 'the approach says all eight points to the organisation', () => {
    expect(composeFrom(approachToTrust, sourceOf(proposed, { today: '2013-03-01' }))).toBe(asKept('approach'))
  })
  proves('I27', 'the decision tells the complainant of the resolution in full', () => {
    expect(decision(agreed)).toBe(asKept('resolved'))
  })
  proves('I28', 'the confirmation tells the organisation what it owes, and by when', () => {
    expect(composeFrom(toTrust, sourceOf(agreed))).toBe(asKept('confirmation'))
  })
  proves(['I23', 'I27'], 'a decision to decline says that no remedy could be secured', () => {
    expect(decision(decidedAs('decline', { reason: 'noRemedySecured' }))).toBe(asKept('declined'))
  })
  proves(['I3', 'I27'], 'a closure as value added says what is not settled, and that the complainant may come back', () => {
    expect(decision(decidedAs('valueAdded'))).toBe(asKept('value-added'))
  })
  proves(['I2', 'I27'], 'a closure as premature says what the organisation was asked to do, and by when', () => {
    expect(decision(decidedAs('premature', { work }))).toBe(asKept('premature'))
  })
  proves(['I2', 'C12'], 'the request for that work tells the organisation what is asked, by when, and that it should answer', () => {
    expect(composeFrom(requestToTrust, sourceOf(decidedAs('premature', { work })))).toBe(asKept('work-request'))
  })
  proves('I22', 'of a complaint withdrawn before our decision complainant and organisation are told', () => {
    const declined = decidedAs('decline', { reason: 'withdrawn' })
    expect(decision(declined, withdrawnOn27March)).toBe(asKept('withdrawn'))
    expect(composeFrom({ letter: 'confirmation', to: { organisation: COUNCIL } }, sourceOf(declined, withdrawnOn27March))).toBe(
      asKept('withdrawn-notice'),
    )
  })
})

describe('an approach', () => {
  const withPoints = (points: Partial<Record<string, boolean>>): Intervention => {
    const held = proposed.approaches[TRUST]!
    return {
      ...proposed,
      approaches: { [TRUST]: { ...held, proposal: { ...held.proposal!, points: { ...held.proposal!.points, ...points } } } },
    }
  }

  proves('I18', 'leaves out the points that the approach leaves out, and the checklist says so', () => {
    const apologyGiven = withPoints({ apology: false, discussion: false })
    const text = composeFrom(approachToTrust, sourceOf(apologyGiven))
    expect(headings(text)).toEqual([
      'A complaint by Mrs T',
      'Why we are writing',
      'The complaint',
      'Our assessment so far',
      'What we ask',
      'What else we ask you to do',
      'When we need your response',
    ])
    const points = checklistFrom(approachToTrust, sourceOf(apologyGiven))
    expect(points.filter(({ standing }) => standing === 'leftOut').map(({ says }) => says)).toEqual([
      'That it apologise in writing',
      'An offer to discuss any of it',
    ])
    expect(lacking(approachToTrust, apologyGiven)).toEqual([])
  })

  proves('I18', 'always says with the assessment that no findings have been made', () => {
    expect(composeFrom(approachToTrust, sourceOf(proposed))).toContain(
      'have made no findings of maladministration, service failure or injustice',
    )
    const noView = { ...proposed, assessment: { ...proposed.assessment!, indicationOfFault: false, promptActionWouldResolve: true } }
    const text = composeFrom(approachToTrust, sourceOf(noView))
    expect(text).toContain('We have taken no view on whether anything went wrong.')
    expect(text).toContain('have made no findings of maladministration, service failure or injustice')
  })

  proves('I18', 'lacks what its points cannot say without the record', () => {
    const { complaint: _complaint, ...untold } = casefile
    expect(lacking(approachToTrust, asking([]), { casefile: { ...untold, injustices: [] } })).toEqual([
      {
        says: 'Enough background',
        cites: 'I18',
        paragraph: 'Casework guidance, paragraph 2.6.18',
        standing: 'missing',
        record: 'what the complaint is, on the casefile',
      },
      expect.objectContaining({ says: 'The injustice that has not been put right', record: 'the injustice claimed, on the casefile' }),
    ])
  })

  proves(['I8', 'I9', 'I10'], 'asks for what was proposed, whatever is added to the list or taken off it while it is discussed', () => {
    const [apology, payment] = proposed.actions
    const added = { ...payment!, id: 'later', what: 'Build a new wing' }
    const text = composeFrom(approachToTrust, sourceOf({ ...proposed, actions: [payment!, added] }))
    expect(text).toContain(apology!.what)
    expect(text).not.toContain(added.what)
    const { proposal: _proposal, ...enquiredOf } = proposed.approaches[TRUST]!
    expect(contextOfAttempt(approachToTrust, sourceOf({ ...proposed, approaches: { [TRUST]: enquiredOf } })).asked).toEqual([])
  })

  proves('I19', 'where the remedy is left to the organisation, asks what it would do, and by when', () => {
    const text = composeFrom(approachToTrust, sourceOf(asking([])))
    expect(text).toContain('Please tell us what you would do to put matters right, and by when.')
  })

  proves('I11', 'to an organisation that is not complained about says why it is written to', () => {
    const other = { ...proposed, approaches: { [COUNCIL]: { ...proposed.approaches[TRUST]!, thirdParty: true } } }
    const text = composeFrom({ letter: 'approach', to: { organisation: COUNCIL } }, sourceOf(other))
    expect(text).toContain(
      'The complaint is not about you. We write because you can help to resolve it, and with the complainant’s consent.',
    )
  })
})

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
    expect(text).toMatch(/^Ms T\n/)
    expect(text).toContain('Dear Ms T,\n\nThe complaint of the late Mrs T about Eastvale Hospital NHS Trust')
  })

  proves('I22', 'of a withdrawn complaint lacks the day, if the casefile does not say that it was withdrawn', () => {
    expect(lacking(toComplainant, decidedAs('decline', { reason: 'withdrawn' }))).toEqual([
      expect.objectContaining({ says: 'When the complaint was withdrawn', cites: 'I22', standing: 'missing' }),
    ])
  })
})

describe('a confirmation', () => {
  proves('I28', 'to an organisation that has confirmed nothing lacks the actions and the timescale', () => {
    const letter = { letter: 'confirmation', to: { organisation: COUNCIL } } as const
    expect(missingFrom(letter, sourceOf(agreed))).toEqual([
      expect.objectContaining({
        says: 'The actions it owes',
        cites: 'I28',
        paragraph: 'Casework guidance, paragraph 2.6.28',
        record: 'what this organisation has confirmed in writing',
      }),
      expect.objectContaining({ says: 'The timescale of each', cites: 'I28' }),
    ])
    expect(composeFrom(letter, sourceOf(agreed))).toContain('[Not recorded yet: what this organisation has agreed to do]')
  })
})

describe('a request for work that completes an organisation’s own procedure', () => {
  const twoAsked = [...work, { ...work[0]!, organisation: COUNCIL, what: 'Explain the fee' }]

  proves('I2', 'lacks nothing once the decision is submitted, and asks each organisation for its own work alone', () => {
    const record = decidedAs('premature', { work: twoAsked })
    expect(lacking(requestToTrust, record)).toEqual([])
    const text = composeFrom({ letter: 'workRequest', to: { organisation: COUNCIL } }, sourceOf(record))
    expect(text).toContain('1. Explain the fee.\n   By: 30 April 2013')
    expect(text).not.toContain('second part of the complaint')
    expect(text).toContain('Dear Sir or Madam,')
    expect(text).not.toContain('Not recorded yet')
  })

  proves('I2', 'to an organisation that is asked for nothing says what is not recorded', () => {
    expect(lacking(requestToTrust, decidedAs('premature'))).toEqual([
      expect.objectContaining({ says: 'What it is asked to do so that its own procedure is complete', cites: 'I2', standing: 'missing' }),
      expect.objectContaining({ says: 'By when, on a day that can still be kept', cites: 'C12' }),
    ])
    expect(composeFrom(requestToTrust, sourceOf(decidedAs('premature')))).toContain(
      '[Not recorded yet: what this organisation is asked to do]',
    )
  })

  proves('C12', 'does not ask for an answer by a day that has come already', () => {
    const record = decidedAs('premature', { work })
    expect(lacking(requestToTrust, record, { today: '2013-04-29' })).toEqual([])
    expect(lacking(requestToTrust, record, { today: '2013-04-30' })).toEqual([
      expect.objectContaining({ cites: 'C12', record: 'a later day for the work that this organisation is asked for' }),
    ])
  })
})

describe('every letter', () => {
  const letters = [toComplainant, toTrust, approachToTrust, requestToTrust]
  const withWork = { ...agreed, work }

  test('is signed with the name and the post of who holds the casefile', () => {
    for (const letter of letters)
      expect(composeFrom(letter, sourceOf(withWork))).toMatch(/\n\nAmina Clarke\nCaseworker\nfor the Ombudsman\n$/)
  })
  test('is signed for the post where nobody holds it', () => {
    const { signatory: _signatory, ...vacant } = sourceOf(withWork)
    for (const letter of letters) expect(composeFrom(letter, vacant)).toMatch(/,\n\nCaseworker\nfor the Ombudsman\n$/)
  })
})

test('the engine is handed the same composition', () => {
  const handed: Compose = composeFrom
  const held = { id: 'letter', instance: 'instance', cites: 'I27', ...toComplainant } as const
  const { record, casefile: its, ...source } = sourceOf(agreed)
  expect(handed(held, { ...source, record, casefile: its })).toBe(asKept('resolved'))
})
