import { describe, expect, test } from '@jest/globals'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import { caseworker, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, asAsked, asked, lessMoney, named, offeredUnasked, payment, Story, said, trust } from './story.ts'

const offered = { type: 'ORGANISATION_OFFERED', actions: lessMoney }
const accept = {
  type: 'ACCEPT_OFFER',
  putsRight: true,
  final: true,
  compared: 'Three like complaints: 100 to 150 pounds',
  why: 'In their range',
}
const askForMore = { type: 'ASK_FOR_MORE', actions: asAsked, respondBy: '2026-03-24', words: 'That is less than others were paid' }
const turnDown = { type: 'TURN_DOWN_OFFER', why: 'A tenth of what like complaints brought' }
const withdrawn = { type: 'OFFER_WITHDRAWN', words: 'The board said no' }
const refused = { type: 'ORGANISATION_REFUSED', words: 'No' }
/** An offer of 100 pounds on 10 March. */
const considering = () => new Story().does(caseworker, '2026-03-10', offered)

describe('considering an offer', () => {
  proves('I19', 'an offer is told to the attempt, and the caseworker has a week to consider it', () => {
    const story = considering()
    expect(story.told).toEqual([{ type: 'OFFER_TO_CONSIDER', organisation: trust }])
    expect(story.duties).toMatchObject([{ name: 'considerOffer', to: 'caseworker', dueOn: '2026-03-17', endsBy: 'act' }])
    expect(story.until('2026-03-17').place).toBe('consideringOffer.inTime')
    expect(story.until('2026-03-18').place).toBe('consideringOffer.overdue')
    expect(story.clock).toEqual([{ event: 'offerDue', happenedOn: '2026-03-18' }])
  })

  test('I20 how long considering takes is a setting, read when the offer comes', () => {
    const story = new Story().does(caseworker, '2026-03-10', offered, {
      stamp: { settings: { ...defaultSettings, consideringOfferDays: 3 } },
    })
    expect(story.duty('considerOffer')?.dueOn).toBe('2026-03-13')
  })

  proves(['I15', 'I19'], 'a judged offer is accepted, and is agreement only when it is confirmed in writing', () => {
    const story = considering().does(caseworker, '2026-03-12', accept)
    expect([story.place, story.record.accepted, story.record.confirmBy]).toEqual(['awaitingConfirmation.inTime', lessMoney, '2026-03-19'])
    expect(story.record.judged).toEqual([{ on: '2026-03-12', putsRight: true, final: true, compared: accept.compared, why: accept.why }])
    expect(story.record.offers).toEqual([{ on: '2026-03-10', actions: lessMoney, became: 'accepted' }])
    expect(story.duties).toEqual([])
  })

  proves(
    'I15',
    'an offer that does not put the injustice right, is not final, or was compared with nothing needs a reason for each',
    () => {
      const { compared: _, ...uncompared } = accept
      const doubtful = { ...uncompared, putsRight: false, final: false }
      const refusals = considering().refusals(caseworker, '2026-03-12', doubtful)
      expect(named(refusals)).toEqual([
        'offerPutsRightTheInjustice I15 normally',
        'offerIsFinal I15 normally',
        'offerWasCompared I15 normally',
      ])
      expect(refusals.map(({ field }) => field)).toEqual(['putsRight', 'final', 'compared'])
      const reasons = {
        offerPutsRightTheInjustice: 'She asks for no more',
        offerIsFinal: 'The rest is with another',
        offerWasCompared: 'Nothing is like it',
      }
      expect(considering().waived(caseworker, '2026-03-12', doubtful, { reasons })).toEqual(Object.keys(reasons))
      const { offerIsFinal: _final, ...two } = reasons
      expect(named(considering().refusals(caseworker, '2026-03-12', doubtful, { reasons: two }))).toEqual(['offerIsFinal I15 normally'])
    },
  )

  proves(
    'I9',
    'an offer that promises only to consider is not accepted without a reason; a changed one that says what will be done is',
    () => {
      const vague = [said(apology), said(payment, { what: 'Consider a payment' })]
      const story = new Story().does(caseworker, '2026-03-10', { ...offered, actions: vague })
      const refusals = story.refusals(caseworker, '2026-03-12', accept)
      expect(named(refusals)).toEqual(['everyOfferedActionIsSpecific I9 normally'])
      expect(refusals[0]).toMatchObject({
        because: '“Consider a payment” promises only to consider: ask for what will be done, by when',
        unlockedBy: 'OFFER_CHANGED',
      })
      expect(
        story.waived(caseworker, '2026-03-12', accept, { reasons: { everyOfferedActionIsSpecific: 'The sum waits for invoices' } }),
      ).toEqual(['everyOfferedActionIsSpecific'])
      expect(
        story.does(caseworker, '2026-03-12', { type: 'OFFER_CHANGED', actions: lessMoney }).does(caseworker, '2026-03-12', accept).place,
      ).toBe('awaitingConfirmation.inTime')
    },
  )

  proves('I16', 'accepting an offer is our act, dated today', () => {
    expect(() => considering().does(caseworker, '2026-03-12', { ...accept, happenedOn: '2026-03-11' })).toThrow(/happenedOn/)
  })
})

describe('negotiating', () => {
  proves('I20', 'asking for more than was offered is no second proposal; what then stands asked is what we would accept', () => {
    const more = [said(apology), said(payment, { what: 'Pay 300 pounds', money: [{ kind: 'payment', amount: 30_000 }] })]
    const story = considering().does(caseworker, '2026-03-12', { ...askForMore, actions: more })
    expect([story.place, story.record.proposals, story.record.asked, story.record.respondBy]).toEqual([
      'awaitingResponse.inTime',
      1,
      more,
      '2026-03-24',
    ])
    expect(story.record.actions).toEqual([apology, payment])
    expect(story.does(caseworker, '2026-03-20', { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: more }).place).toBe('confirmed')
  })

  proves('I18', 'asking for more has a date ahead, at most fourteen days off without a reason', () => {
    expect(considering().waived(caseworker, '2026-03-12', { ...askForMore, respondBy: '2026-03-26' }, {})).toEqual([])
    const refusals = considering().refusals(caseworker, '2026-03-12', { ...askForMore, respondBy: '2026-03-27' })
    expect(named(refusals)).toEqual(['answerWithinFourteenDays I18 normally'])
    expect(refusals[0]!.because).toBe('The response would be due in 15 days; choose 2026-03-26 or earlier, or write why it needs longer')
    expect(
      considering().waived(
        caseworker,
        '2026-03-12',
        { ...askForMore, respondBy: '2026-03-27' },
        { reasons: { answerWithinFourteenDays: 'Leave' } },
      ),
    ).toEqual(['answerWithinFourteenDays'])
    expect(named(considering().refusals(caseworker, '2026-03-12', { ...askForMore, respondBy: '2026-03-12' }))).toEqual([
      'responseDateAhead I18 must',
    ])
  })

  proves('I9', 'nor may we ask only that more be considered, unless we write why', () => {
    const vague = { ...askForMore, actions: [said(payment, { what: 'Reconsider the amount' })] }
    const refusals = considering().refusals(caseworker, '2026-03-12', vague)
    expect(named(refusals)).toEqual(['everyActionIsSpecific I9 normally'])
    expect(refusals[0]!.because).toBe('“Reconsider the amount” asks only to consider: say what is to be done')
    expect(considering().waived(caseworker, '2026-03-12', vague, { reasons: { everyActionIsSpecific: 'They have the invoices' } })).toEqual(
      ['everyActionIsSpecific'],
    )
  })

  proves('I19', 'a changed offer takes the place of the other, whose date and amount are kept, and is considered anew', () => {
    const better = [said(apology), said(payment, { what: 'Pay 250 pounds', money: [{ kind: 'payment', amount: 25_000 }] })]
    const story = considering().until('2026-03-20').does(caseworker, '2026-03-20', { type: 'OFFER_CHANGED', actions: better })
    expect(story.record.offers).toEqual([
      { on: '2026-03-10', actions: lessMoney, became: 'changed' },
      { on: '2026-03-20', actions: better },
    ])
    expect([story.place, story.duty('considerOffer')?.dueOn]).toEqual(['consideringOffer.inTime', '2026-03-27'])
    expect(story.told).toHaveLength(2)
  })

  proves('I19', 'while we consider its offer it may agree to what was asked after all', () => {
    const story = considering().does(caseworker, '2026-03-12', { type: 'ORGANISATION_AGREED', words: 'Very well, the 500' })
    expect([story.place, story.record.accepted]).toEqual(['awaitingConfirmation.inTime', asAsked])
    expect(considering().does(caseworker, '2026-03-12', { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: asAsked }).place).toBe(
      'confirmed',
    )
  })

  proves('I19', 'an offer repeated in writing is not accepted by that: it is still ours to judge', () => {
    expect(considering().does(caseworker, '2026-03-12', { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: lessMoney }).place).toBe(
      'consideringOffer.inTime',
    )
  })

  proves('I20', 'a refusal while we consider takes the offer off the table', () => {
    const story = considering().does(caseworker, '2026-03-12', refused)
    expect([story.place, story.record.offers]).toEqual([
      'refused.escalationToBegin',
      [{ on: '2026-03-10', actions: lessMoney, became: 'withdrawn' }],
    ])
  })
})

describe('turning an offer down', () => {
  proves(['I20', 'I31'], 'it is a refusal of what we consider reasonable: the two weeks begin, and it is notified', () => {
    const story = considering().does(caseworker, '2026-03-12', turnDown)
    expect(story.place).toBe('refused.escalationToBegin')
    expect(story.record.offers).toEqual([{ on: '2026-03-10', actions: lessMoney, became: 'turnedDown' }])
    expect(story.duty('escalate')).toMatchObject({ to: 'caseworker', dueOn: '2026-03-26', shownToLineManagerOn: '2026-03-27' })
    expect(story.duty('noteRefusal1')).toMatchObject({ to: 'complianceOfficer', title: 'Note that an offer was turned down' })
    expect(story.told.at(-1)).toEqual({ type: 'APPROACH_REFUSED', organisation: trust, on: '2026-03-12', fellBack: false })
  })

  proves('I20', 'during an escalation it leads back to where that stands: nobody begins it twice', () => {
    const escalated = new Story()
      .does(caseworker, '2026-03-10', refused)
      .does(caseworker, '2026-03-11', { type: 'ESCALATE', why: 'No reason was given' })
    const withManager = escalated.does(caseworker, '2026-03-12', offered).does(caseworker, '2026-03-13', turnDown)
    expect([withManager.place, withManager.duty('passOn')?.dueOn, withManager.duty('escalate')]).toEqual([
      'escalated.withLineManager.inTime',
      '2026-03-20',
      undefined,
    ])
    expect(withManager.told.slice(-2).map(({ type }) => type)).toEqual(['APPROACH_REFUSED', 'APPROACH_ESCALATED'])
    const withDirectorate = withManager
      .does(lineManager, '2026-03-14', { type: 'PASS_ON', view: 'I agree' })
      .does(caseworker, '2026-03-15', offered)
      .does(caseworker, '2026-03-16', turnDown)
    expect([withDirectorate.place, withDirectorate.duty('decideOutcome')?.dueOn]).toEqual([
      'escalated.withDirectorate.inTime',
      '2026-03-23',
    ])
  })
})

describe('an offer withdrawn', () => {
  proves('I19', 'nothing having been asked, what to ask is for us to decide; the offer keeps its date and amount', () => {
    const story = new Story(offeredUnasked).does(caseworker, '2026-03-05', withdrawn)
    expect([story.place, story.record.offers]).toEqual([
      'nothingOnTheTable.inTime',
      [{ on: '2026-03-02', actions: lessMoney, became: 'withdrawn' }],
    ])
    expect(story.duties).toMatchObject([{ name: 'decideWhatToAsk', to: 'caseworker', dueOn: '2026-03-12', cites: 'I19' }])
    expect(story.does(caseworker, '2026-03-06', offered).place).toBe('consideringOffer.inTime')
  })

  proves('I19', 'before the response date the response is awaited again, by that date', () => {
    const story = considering().does(caseworker, '2026-03-12', withdrawn)
    expect([story.place, story.record.respondBy]).toEqual(['awaitingResponse.inTime', '2026-03-16'])
    expect(story.until('2026-03-17').place).toBe('awaitingResponse.late')
  })

  proves('I20', 'after the response date it is silent from the day of the withdrawal, not for the days on which its offer stood', () => {
    const story = considering().does(caseworker, '2026-03-20', withdrawn).until('2026-03-20')
    expect([story.place, story.record.respondBy, story.record.firstRespondBy]).toEqual([
      'awaitingResponse.inTime',
      '2026-03-20',
      '2026-03-16',
    ])
    expect(story.until('2026-03-28').clock).toEqual([
      { event: 'offerDue', happenedOn: '2026-03-18' },
      { event: 'responseDue', happenedOn: '2026-03-21' },
      { event: 'significantDelay', happenedOn: '2026-03-28' },
    ])
    expect(story.duty('escalate')?.dueOn).toBe('2026-04-03')
  })

  proves('I20', 'after a refusal the refusal stands again, with two weeks from the withdrawal', () => {
    const story = new Story()
      .does(caseworker, '2026-03-04', refused)
      .does(caseworker, '2026-03-06', offered)
      .does(caseworker, '2026-03-10', withdrawn)
    expect([story.place, story.duty('escalate')?.dueOn, story.record.refusals.length]).toEqual([
      'refused.escalationToBegin',
      '2026-03-24',
      1,
    ])
  })

  proves('I20', 'during an escalation it stands again where it stood', () => {
    const story = new Story()
      .does(caseworker, '2026-03-04', refused)
      .does(caseworker, '2026-03-05', { type: 'ESCALATE', why: 'No reason was given' })
      .does(caseworker, '2026-03-06', offered)
      .does(caseworker, '2026-03-07', withdrawn)
    expect(story.place).toBe('escalated.withLineManager.inTime')
    story
      .does(lineManager, '2026-03-08', { type: 'PASS_ON', view: 'I agree' })
      .does(caseworker, '2026-03-09', offered)
      .does(caseworker, '2026-03-10', withdrawn)
    expect(story.place).toBe('escalated.withDirectorate.inTime')
  })
})

test('I16 an offer keeps the day it came, when it begins an approach that is entered late', () => {
  const story = new Story({ ...offeredUnasked, approachedOn: '2026-03-02' }, '2026-03-20')
  expect(story.record.offers).toEqual([{ on: '2026-03-02', actions: lessMoney }])
  expect(story.record.casefile).toEqual(asked.casefile)
})
