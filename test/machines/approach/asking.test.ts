import { describe, expect } from '@jest/globals'
import type { RemedyAction } from '../../../machines/remedy/action.ts'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { asAsked, asked, casefile, lessMoney, named, offeredUnasked, payment, Story, said } from './story.ts'

const another = 'b6f0d1f2-3c1e-4a52-9f43-0e6b8a7c1d02'
const accept = { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' }
const askFor = (actions: readonly object[]) => ({ type: 'ASK_FOR_MORE', actions, respondBy: '2026-03-12', words: 'That is too little' })

describe('an organisation that is not complained about', () => {
  const itsOwnOffer = (more: object = {}) => new Story({ ...offeredUnasked, thirdParty: true, ...more })

  proves('I11', 'comes with an offer: it is neither accepted nor answered without the complainant’s consent', () => {
    for (const event of [accept, askFor(asAsked)]) {
      const refusals = itsOwnOffer().refusals(caseworker, '2026-03-03', event, { reasons: { consentOfTheComplainant: 'It wrote to us' } })
      expect(named(refusals)).toEqual(['consentOfTheComplainant I11 must'])
      expect(refusals[0]!.unlockedBy).toBe('RECORD_THIRD_PARTY_CONSENT')
      expect(itsOwnOffer({ consented: true }).tries(caseworker, '2026-03-03', event)).toBe('taken')
      expect(itsOwnOffer().hears('2026-03-03', { type: 'CONSENT_GIVEN' }).tries(caseworker, '2026-03-03', event)).toBe('taken')
      expect(new Story(offeredUnasked).tries(caseworker, '2026-03-03', event)).toBe('taken')
    }
  })

  proves('I11', 'follows the complaint: one taken off it wants consent, one added to it does not', () => {
    const other = { ...casefile, organisations: [{ id: another, sector: 'health' as const }] }
    const changed = (story: Story, to: typeof casefile) => story.hears('2026-03-03', { type: 'CASEFILE_CHANGED', casefile: to })
    expect(named(changed(new Story(offeredUnasked), other).refusals(caseworker, '2026-03-03', accept))).toEqual([
      'consentOfTheComplainant I11 must',
    ])
    expect(changed(itsOwnOffer(), casefile).tries(caseworker, '2026-03-03', accept)).toBe('taken')
  })
})

describe('asking for more', () => {
  const offeredTo = (more: object = {}) => new Story({ ...offeredUnasked, ...more })

  proves('I14', 'waits until the complainant knows that a remedy may be sought, or for a reason', () => {
    const unprepared = () => offeredTo({ prepared: false })
    const refusals = unprepared().refusals(caseworker, '2026-03-03', askFor(asAsked))
    expect(named(refusals)).toEqual(['complainantPrepared I14 normally'])
    expect(refusals[0]!.unlockedBy).toBe('RECORD_COMPLAINANT_CONTACT')
    const reasons = { complainantPrepared: 'She is in hospital and asked us to settle it' }
    expect(unprepared().waived(caseworker, '2026-03-03', askFor(asAsked), { reasons })).toEqual(['complainantPrepared'])
    expect(unprepared().hears('2026-03-03', { type: 'COMPLAINANT_PREPARED' }).tries(caseworker, '2026-03-03', askFor(asAsked))).toBe(
      'taken',
    )
  })

  const wards: RemedyAction = { ...payment, id: 'wards', kind: 'systemicImprovement', what: 'Reorganise all wards', money: [] }
  const pressed = ['notPressedOnOneComplaint I8 normally']

  proves('I8', 'for a systemic change that it did not offer is pressing on one complaint: it needs a reason', () => {
    const event = askFor([...asAsked, said(wards)])
    expect(named(offeredTo().refusals(caseworker, '2026-03-03', event))).toEqual(pressed)
    const reasons = { notPressedOnOneComplaint: 'Four complaints of the same ward this year' }
    expect(offeredTo().waived(caseworker, '2026-03-03', event, { reasons })).toEqual(['notPressedOnOneComplaint'])
  })

  proves('I8', 'for what it offered itself is not pressing; for more of it is', () => {
    const offer = { on: '2026-03-02', actions: [...lessMoney, said(wards, { what: 'Write an action plan' })] }
    const plan = said(wards, { what: 'Write an action plan', by: '2026-04-10' })
    expect(offeredTo({ offer }).tries(caseworker, '2026-03-03', askFor([...asAsked, plan]))).toBe('taken')
    expect(named(offeredTo({ offer }).refusals(caseworker, '2026-03-03', askFor([...asAsked, said(wards)])))).toEqual(pressed)
    const marked = { ...asked, actions: [...asked.actions, { ...wards, systemic: 'offered' as const }] }
    const story = new Story(marked).does(caseworker, '2026-03-03', { type: 'ORGANISATION_OFFERED', actions: lessMoney })
    expect(story.tries(caseworker, '2026-03-03', askFor([...asAsked, said(wards)]))).toBe('taken')
  })
})
