import { describe, expect, test } from '@jest/globals'
import type { AgreedAction } from '../../../machines/remedy/action.ts'
import { caseworker, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, asAsked, asked, enquired, offeredUnasked, payment, Story, said, trust } from './story.ts'

const sum = (pounds: number): AgreedAction[] => [
  said(apology),
  said(payment, { what: `Pay ${pounds} pounds`, money: [{ kind: 'payment', amount: pounds * 100 }] }),
]
const unknownSum = [said(apology), said(payment, { what: 'Pay a sum to be settled', money: [{ kind: 'payment' }] })]
const accept = { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' }
const confirms = (actions: readonly AgreedAction[]) => ({ type: 'WRITTEN_CONFIRMATION_RECEIVED', actions })

describe('whole stories', () => {
  proves(
    ['I19', 'I21'],
    'an offer of no known amount is made, changed, withdrawn and made again; the last is accepted and confirmed',
    () => {
      const story = new Story()
        .does(caseworker, '2026-03-05', { type: 'ORGANISATION_OFFERED', actions: unknownSum })
        .does(caseworker, '2026-03-09', { type: 'OFFER_CHANGED', actions: sum(200) })
        .does(caseworker, '2026-03-11', { type: 'OFFER_WITHDRAWN', words: 'Not approved' })
        .does(caseworker, '2026-03-13', { type: 'ORGANISATION_OFFERED', actions: sum(450) })
        .does(caseworker, '2026-03-17', accept)
        .does(caseworker, '2026-03-20', confirms(sum(450)))
      expect(story.record.offers).toEqual([
        { on: '2026-03-05', actions: unknownSum, became: 'changed' },
        { on: '2026-03-09', actions: sum(200), became: 'withdrawn' },
        { on: '2026-03-13', actions: sum(450), became: 'accepted' },
      ])
      expect([story.place, story.clock, story.duties, story.record.delays, story.record.proposals]).toEqual(['confirmed', [], [], [], 1])
      expect(story.told.map(({ type }) => type)).toEqual([
        'OFFER_TO_CONSIDER',
        'OFFER_TO_CONSIDER',
        'OFFER_TO_CONSIDER',
        'APPROACH_CONFIRMED',
      ])
    },
  )

  proves(
    ['I20', 'I21', 'I23'],
    'agreed on the telephone and never confirmed: obtained, escalated, and in the end without a remedy, which is silence and not refusal',
    () => {
      const story = new Story()
        .does(caseworker, '2026-03-12', { type: 'ORGANISATION_AGREED', words: 'Yes, we will do that' })
        .until('2026-03-27')
      expect(story.clock).toEqual([
        { event: 'confirmationDue', happenedOn: '2026-03-20' },
        { event: 'confirmationDelayed', happenedOn: '2026-03-27' },
      ])
      expect(story.duties.map(({ name, dueOn }) => [name, dueOn])).toEqual([
        ['obtainConfirmation', '2026-03-20'],
        ['escalate', '2026-04-02'],
      ])
      story.does(caseworker, '2026-04-01', { type: 'ESCALATE', why: 'Three reminders brought nothing' })
      expect(story.duties.map(({ name }) => name)).toEqual(['passOn'])
      story
        .does(lineManager, '2026-04-02', { type: 'PASS_ON', view: 'It should keep its word' })
        .does(director, '2026-04-07', { type: 'DECIDE_OUTCOME', outcome: 'reconsider', why: 'No answer either' })
      expect([story.place, story.record.failed, story.record.refusals, story.duties]).toEqual([
        'failed',
        { on: '2026-04-07', how: 'silent' },
        [],
        [],
      ])
      expect(story.told.at(-1)).toEqual({ type: 'APPROACH_DECIDED', organisation: trust, outcome: 'reconsider' })
    },
  )

  proves(['I20', 'I23'], 'silent to the end: every step falls on its day, though the clock was not by for months', () => {
    const story = new Story().until('2026-06-01')
    expect(story.clock).toEqual([
      { event: 'responseDue', happenedOn: '2026-03-17' },
      { event: 'significantDelay', happenedOn: '2026-03-24' },
    ])
    story.does(caseworker, '2026-06-01', { type: 'ESCALATE', why: 'It never answered' }).until('2026-08-01')
    expect(story.clock.slice(2)).toEqual([{ event: 'passingOnDue', happenedOn: '2026-06-09' }])
    story.does(lineManager, '2026-08-01', { type: 'PASS_ON', view: 'I was away' }).until('2026-09-01')
    expect(story.clock.slice(3)).toEqual([{ event: 'outcomeDue', happenedOn: '2026-08-09' }])
    story
      .does(director, '2026-09-01', { type: 'DECIDE_OUTCOME', outcome: 'anotherBody', why: 'Its regulator may' })
      .hears('2026-09-02', { type: 'ATTEMPT_ENDED', how: 'declined' })
    expect([story.place, story.record.failed?.how, story.record.ended]).toEqual([
      'closed.ended',
      'silent',
      { on: '2026-09-02', how: 'declined' },
    ])
    expect(story.told.map(({ type }) => type)).toEqual(['APPROACH_ESCALATED', 'APPROACH_DECIDED'])
  })

  proves(
    'I16',
    'an enquiry brings an offer, which is accepted, confirmed and carried out before our decision, with no proposal made',
    () => {
      const story = new Story(enquired)
        .does(caseworker, '2026-03-06', { type: 'ORGANISATION_OFFERED', actions: sum(30) })
        .does(caseworker, '2026-03-09', accept)
        .does(caseworker, '2026-03-09', confirms(sum(30)), { late: '2026-03-06' })
        .does(
          caseworker,
          '2026-03-20',
          { type: 'REMEDY_PROVIDED', action: 'payment', evidence: 'Remittance advice' },
          { late: '2026-03-13' },
        )
        .does(
          caseworker,
          '2026-03-20',
          { type: 'REMEDY_PROVIDED', action: 'apology', evidence: 'Copy of the letter' },
          { late: '2026-03-16' },
        )
      expect([story.place, story.record.proposals, story.record.provided.map(({ action, on }) => [action, on])]).toEqual([
        'confirmed',
        0,
        [
          ['payment', '2026-03-13'],
          ['apology', '2026-03-16'],
        ],
      ])
      expect(story.told.filter(({ type }) => type === 'REMEDY_WAS_PROVIDED')).toHaveLength(2)
    },
  )

  proves(['I16', 'I19', 'I20'], 'it comes with an offer, is asked for more, refuses, and agrees once the directorate has called', () => {
    const story = new Story(offeredUnasked)
      .does(caseworker, '2026-03-04', { type: 'ASK_FOR_MORE', actions: asAsked, respondBy: '2026-03-18', words: 'Others were paid 500' })
      .does(caseworker, '2026-03-11', { type: 'ORGANISATION_REFUSED', words: 'That is all there is', actions: ['payment'] })
    expect([story.place, story.duty('escalate')?.dueOn]).toEqual(['refused.escalationToBegin', '2026-03-25'])
    story
      .does(caseworker, '2026-03-13', { type: 'ESCALATE', why: 'Others were paid 500' })
      .does(lineManager, '2026-03-13', { type: 'PASS_ON', view: 'Agreed' })
      .does(director, '2026-03-18', { type: 'DECIDE_OUTCOME', outcome: 'organisationAgreed', why: 'Its director of nursing called' })
      .does(caseworker, '2026-03-20', confirms(asAsked))
    expect([story.place, story.record.proposals, story.record.refusalStands]).toEqual(['confirmed', 0, false])
  })
})

describe('an end', () => {
  proves('I23', 'an attempt that goes on without it gives it up, and it is kept whether it refused, was silent, or neither', () => {
    const dropped = (story: Story) => story.hears('2026-04-10', { type: 'DROPPED', why: 'The other has confirmed' })
    const refusedStory = dropped(new Story().does(caseworker, '2026-03-10', { type: 'ORGANISATION_REFUSED', words: 'No' }))
    expect([refusedStory.place, refusedStory.record.failed]).toEqual([
      'failed',
      { on: '2026-04-10', how: 'refused', why: 'The other has confirmed' },
    ])
    expect(dropped(new Story()).record.failed?.how).toBe('silent')
    expect(dropped(new Story({ ...asked, respondBy: '2026-04-20' })).record.failed?.how).toBe('dropped')
    expect([dropped(new Story()).duties, dropped(new Story()).told]).toEqual([[], []])
  })

  proves(['I20', 'I31'], 'the end of the attempt ends the duties of everyone but the notice that nobody has acknowledged yet', () => {
    const ended = (story: Story) => story.hears('2026-04-10', { type: 'ATTEMPT_ENDED', how: 'declined' })
    const stories = [
      new Story(),
      new Story(offeredUnasked),
      new Story().does(caseworker, '2026-03-10', { type: 'ORGANISATION_AGREED', words: 'Yes' }).until('2026-03-30'),
      new Story(enquired).does(caseworker, '2026-03-10', { type: 'ORGANISATION_REPLIED', words: 'The file was lost' }),
      new Story().until('2026-03-30').does(caseworker, '2026-03-30', { type: 'ESCALATE', why: 'Silence' }),
    ]
    for (const story of stories)
      expect([ended(story).place, story.duties, story.offers(caseworker, '2026-04-11')]).toEqual(['closed.ended', [], []])
    const refusedStory = ended(new Story().does(caseworker, '2026-03-10', { type: 'ORGANISATION_REFUSED', words: 'No' }))
    expect(refusedStory.duties.map(({ name, to }) => [name, to])).toEqual([['noteRefusal1', 'complianceOfficer']])
  })

  test('after it nothing falls due, and it keeps up with the casefile', () => {
    const story = new Story().hears('2026-03-10', { type: 'ATTEMPT_ENDED', how: 'resolved' }).until('2026-12-01')
    expect(story.clock).toEqual([])
    expect(
      story.hears('2026-12-02', { type: 'CASEFILE_CHANGED', casefile: { ...asked.casefile, stage: 'investigation' } }).record.casefile
        .stage,
    ).toBe('investigation')
  })
})
