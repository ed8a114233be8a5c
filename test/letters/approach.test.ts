import { describe, expect } from '@jest/globals'
import type { Intervention } from '../../machines/intervention/record.ts'
import { contextOfAttempt } from '../../src/letters/attempt/context.ts'
import { checklistFrom, composeFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { approachToTrust, headings, lacking } from './attempt-letters.ts'
import { asking, COUNCIL, casefile, proposed, sourceOf, TRUST } from './invented-case.ts'

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
