import { describe, expect } from '@jest/globals'
import { caseworker, director, lineManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { asAsked, asked, lessMoney, named, payment, Story, said, trust } from './story.ts'

const agreed = { type: 'ORGANISATION_AGREED', words: 'Yes, all of it' }
const offered = { type: 'ORGANISATION_OFFERED', actions: lessMoney }
const refused = { type: 'ORGANISATION_REFUSED', words: 'Not after all' }
const withdrawn = { type: 'OFFER_WITHDRAWN', words: 'The board takes it back' }
const accept = { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' }
const confirms = (actions: readonly object[] = asAsked) => ({ type: 'WRITTEN_CONFIRMATION_RECEIVED', actions })
const escalate = { type: 'ESCALATE', why: 'Silence' }

/** Silent from 16 March, and on 27 March nothing more was hoped for. */
const silent = () =>
  new Story()
    .until('2026-03-24')
    .does(caseworker, '2026-03-25', escalate)
    .does(lineManager, '2026-03-26', { type: 'PASS_ON', view: 'Three weeks' })
    .does(director, '2026-03-27', { type: 'DECIDE_OUTCOME', outcome: 'reconsider', why: 'No answer' })
const dropped = () => new Story().hears('2026-03-10', { type: 'DROPPED', why: 'text:1:digest' })
const lastTold = (story: Story, most: number) => story.told.slice(-most).map(({ type }) => type)

describe('given up, and then it answers', () => {
  proves('I20', 'a confirmation that came in time and is entered late is taken: there was no silence', () => {
    const story = silent().does(caseworker, '2026-03-30', confirms(), { late: '2026-03-12' })
    expect([story.place, story.record.confirmedOn, story.record.failed, story.duties]).toEqual(['confirmed', '2026-03-12', undefined, []])
    expect(story.record.delays).toMatchObject([{ due: '2026-03-16', significant: false, answeredInTime: true }])
    expect(lastTold(story, 2)).toEqual(['APPROACH_REOPENED', 'APPROACH_CONFIRMED'])
  })

  proves('I20', 'it may agree, or offer, after the directorate gave it up and after we went on without it', () => {
    for (const given of [silent, dropped]) {
      const agreeing = given().does(caseworker, '2026-03-30', agreed)
      expect([agreeing.place, agreeing.told.at(-1)?.type]).toEqual(['awaitingConfirmation.inTime', 'APPROACH_REOPENED'])
      const offering = given().does(caseworker, '2026-03-30', offered)
      expect([offering.place, lastTold(offering, 2)]).toEqual(['consideringOffer.inTime', ['APPROACH_REOPENED', 'OFFER_TO_CONSIDER']])
      const other = given().does(caseworker, '2026-03-30', confirms(lessMoney))
      expect([other.place, lastTold(other, 2)]).toEqual(['consideringOffer.inTime', ['APPROACH_REOPENED', 'OFFER_TO_CONSIDER']])
    }
  })

  proves('I20', 'the escalation ended when we went on without it: what is refused then is escalated anew', () => {
    const story = new Story()
      .does(caseworker, '2026-03-10', refused)
      .does(caseworker, '2026-03-11', escalate)
      .hears('2026-03-12', { type: 'DROPPED' })
      .does(caseworker, '2026-03-13', offered)
      .does(caseworker, '2026-03-16', { type: 'TURN_DOWN_OFFER', why: 'A tenth of it' })
    expect(story.place).toBe('refused.escalationToBegin')
  })

  proves('I24', 'once the attempt is decided it answers nothing', () => {
    expect(dropped().hears('2026-03-12', { type: 'ATTEMPT_ENDED', how: 'resolved' }).notAccepted(caseworker, '2026-03-13', agreed)).toEqual(
      [],
    )
  })

  proves('I30', 'why we went on without it is kept', () => {
    expect(dropped().record.failed).toEqual({ on: '2026-03-10', how: 'dropped', why: 'text:1:digest' })
  })
})

describe('sent back', () => {
  const sentBack = () => new Story().does(caseworker, '2026-03-10', confirms()).hears('2026-03-20', { type: 'SEND_BACK' })

  proves(['I20', 'I31'], 'it may refuse: the compliance officer is notified, and it is escalated', () => {
    for (const no of [refused, withdrawn, { ...refused, actions: ['payment'] }]) {
      const story = sentBack().does(caseworker, '2026-03-23', no, { late: '2026-03-22' })
      expect([story.place, story.record.refusals.length, story.told.at(-1)]).toEqual([
        'refused.escalationToBegin',
        1,
        { type: 'APPROACH_REFUSED', organisation: trust, on: '2026-03-22', fellBack: false },
      ])
      expect([story.duty('noteRefusal1')?.cites, story.duty('escalate')?.dueOn]).toEqual(['I31', '2026-04-05'])
    }
    expect(named(sentBack().refusals(caseworker, '2026-03-23', { ...refused, actions: ['plan'] }))).toEqual([
      'refusalNamesWhatWasAsked I20 must',
    ])
  })

  proves('I20', 'it may refuse again while that is escalated, and an offer withdrawn then is no second refusal', () => {
    const escalated = () => sentBack().does(caseworker, '2026-03-23', refused).does(caseworker, '2026-03-24', escalate)
    expect(escalated().does(caseworker, '2026-03-25', refused).record.refusals).toHaveLength(2)
    const back = escalated().does(caseworker, '2026-03-25', offered).does(caseworker, '2026-03-26', withdrawn)
    expect([back.place, back.record.refusals.length]).toEqual(['escalated.withLineManager.inTime', 1])
  })

  proves('I19', 'what stood only as an offer is withdrawn without a refusal', () => {
    const story = new Story().does(caseworker, '2026-03-10', offered).does(caseworker, '2026-03-11', withdrawn)
    expect([story.place, story.record.refusals]).toEqual(['awaitingResponse.inTime', []])
  })
})

describe('provided before our decision, and then other terms', () => {
  const provides = (evidence: string) => ({ type: 'REMEDY_PROVIDED', action: 'payment', evidence })
  const paidLess = () =>
    new Story()
      .does(caseworker, '2026-03-10', offered)
      .does(caseworker, '2026-03-11', accept)
      .does(caseworker, '2026-03-12', confirms(lessMoney))
      .does(caseworker, '2026-03-13', provides('Remittance of 100 pounds'))
  const askedForAll = () =>
    paidLess()
      .hears('2026-03-16', { type: 'SEND_BACK' })
      .does(caseworker, '2026-03-17', { type: 'ASK_FOR_MORE', actions: asAsked, respondBy: '2026-03-27', words: 'She asks for all of it' })
      .does(caseworker, '2026-03-19', confirms())

  proves('I30', 'a payment of 100 pounds is not the 500 agreed later under its name: that is still to be provided', () => {
    const story = askedForAll()
    expect(story.told.at(-1)).toMatchObject({ type: 'APPROACH_CONFIRMED', actions: asAsked, provided: [] })
    story.does(caseworker, '2026-03-25', provides('Remittance of 500 pounds'))
    expect(story.record.provided.map(({ terms, on }) => [terms.what, on])).toEqual([
      ['Pay 100 pounds', '2026-03-13'],
      ['Pay 500 pounds for the distress', '2026-03-25'],
    ])
    expect(story.told.at(-1)).toMatchObject({ type: 'REMEDY_WAS_PROVIDED', action: 'payment', on: '2026-03-25' })
    expect(named(story.refusals(caseworker, '2026-03-26', provides('Again')))).toEqual(['providedOnce I30 must'])
  })

  proves('I30', 'what was done in the same terms counts after another confirmation, also with another date', () => {
    const sooner = lessMoney.map((action) => ({ ...action, by: '2026-03-20' }))
    const story = paidLess().does(caseworker, '2026-03-14', refused).does(caseworker, '2026-03-18', confirms(sooner))
    expect(story.told.at(-1)).toMatchObject({ type: 'APPROACH_CONFIRMED', provided: ['payment'] })
    expect(named(story.refusals(caseworker, '2026-03-19', provides('Again')))).toEqual(['providedOnce I30 must'])
  })
})

describe('how it stands', () => {
  proves(['I18', 'I20'], 'the attempt knows with whom the next word is, by every act and never by the clock', () => {
    expect(silent().stood).toEqual(['awaiting', 'withLineManager', 'withDirectorate'])
    const story = new Story(asked)
      .does(caseworker, '2026-03-05', offered)
      .does(caseworker, '2026-03-06', { type: 'TURN_DOWN_OFFER', why: 'Too little' })
      .does(caseworker, '2026-03-09', agreed)
      .until('2026-03-30')
      .does(caseworker, '2026-03-30', confirms([said(payment)]))
    expect(story.stood).toEqual(['awaiting', 'considering', 'refused', 'awaiting', 'considering'])
  })
})
