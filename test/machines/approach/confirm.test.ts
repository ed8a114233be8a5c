import { describe, expect, test } from '@jest/globals'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, asAsked, asked, lessMoney, named, payment, Story, said, trust } from './story.ts'

const agreed = { type: 'ORGANISATION_AGREED', words: 'Yes, all of it' }
const confirms = (actions: readonly object[] = asAsked) => ({ type: 'WRITTEN_CONFIRMATION_RECEIVED', actions })
const provided = { type: 'REMEDY_PROVIDED', action: 'apology', evidence: 'Copy of the letter of 20 March, from the Trust' }
const confirmed = () => new Story().does(caseworker, '2026-03-10', confirms())

describe('agreement in writing', () => {
  proves('I21', 'a confirmation of exactly what was asked is agreement, also without a word before it', () => {
    const story = confirmed()
    expect([story.place, story.record.agreed, story.record.confirmedOn]).toEqual(['confirmed', asAsked, '2026-03-10'])
    expect(story.told).toEqual([
      { type: 'APPROACH_CONFIRMED', organisation: trust, actions: asAsked, confirmedOn: '2026-03-10', provided: [] },
    ])
    expect(story.duties).toEqual([])
  })

  proves('I21', 'an earlier date and another order are still exactly what was asked', () => {
    const sooner = [said(payment, { by: '2026-03-20' }), said(apology, { what: '  Write a  letter of apology ' })]
    expect(new Story().does(caseworker, '2026-03-10', confirms(sooner)).place).toBe('confirmed')
  })

  test.each([
    ['fewer actions', [said(apology)]],
    ['an action more', [...asAsked, said(apology, { id: 'copy', what: 'Put a copy on the medical file', kind: 'correctionOfRecords' })]],
    ['other words', [said(apology, { what: 'Write that it regrets how she feels' }), said(payment)]],
    ['another measure', [said(apology, { measure: 'The Trust says it was sent' }), said(payment)]],
    ['another kind', [said(apology, { kind: 'explanation' }), said(payment)]],
    ['a later date', [said(apology), said(payment, { by: '2026-03-28' })]],
    ['less money', lessMoney],
    ['money without its amount', [said(apology), said(payment, { money: [{ kind: 'payment' }] })]],
    ['another name for an action', [said(apology), said(payment, { id: 'sum' })]],
  ])('I21 a confirmation with %s is a new offer', (_which, actions) => {
    for (const story of [new Story(), new Story().does(caseworker, '2026-03-09', agreed)]) {
      story.does(caseworker, '2026-03-10', confirms(actions))
      expect([story.place, story.record.offers.at(-1), story.record.agreed]).toEqual([
        'consideringOffer.inTime',
        { on: '2026-03-10', actions },
        [],
      ])
      expect(story.told).toEqual([{ type: 'OFFER_TO_CONSIDER', organisation: trust }])
    }
  })

  proves('I21', 'an accepted offer is confirmed in its own words, not in those of the proposal', () => {
    const accept = { type: 'ACCEPT_OFFER', putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' }
    const accepted = () =>
      new Story()
        .does(caseworker, '2026-03-09', { type: 'ORGANISATION_OFFERED', actions: lessMoney })
        .does(caseworker, '2026-03-10', accept)
    expect(accepted().does(caseworker, '2026-03-11', confirms(lessMoney)).place).toBe('confirmed')
    expect(accepted().does(caseworker, '2026-03-11', confirms(asAsked)).place).toBe('consideringOffer.inTime')
    expect(accepted().does(caseworker, '2026-03-11', confirms(lessMoney), { late: '2026-03-09' }).record.confirmedOn).toBe('2026-03-09')
  })

  proves('I21', 'a confirmation that only promises to consider is refused, and no reason helps; it can be recorded as an offer', () => {
    const vague = [
      said(apology),
      said(payment, { what: 'We will look into a payment' }),
      said(payment, { id: 'plan', what: 'The Trust will consider its policy' }),
    ]
    const refusals = new Story().refusals(caseworker, '2026-03-10', confirms(vague), { reasons: { confirmedActionsAreExact: 'Please' } })
    expect(named(refusals)).toEqual(['confirmedActionsAreExact I21 must'])
    expect(refusals[0]!.because).toContain(
      '“The Trust will consider its policy” promises only to consider: obtain confirmation of what will be done',
    )
    expect(new Story().does(caseworker, '2026-03-10', { type: 'ORGANISATION_OFFERED', actions: vague }).place).toBe(
      'consideringOffer.inTime',
    )
  })

  proves(
    'I21',
    'also where the proposal itself asked only to consider: what will be done is confirmed, and is an offer until we accept it',
    () => {
      const story = () => new Story({ ...asked, actions: [{ ...payment, what: 'Consider a payment' }] })
      expect(named(story().refusals(caseworker, '2026-03-10', confirms([said(payment, { what: 'Consider a payment' })])))).toEqual([
        'confirmedActionsAreExact I21 must',
      ])
      expect(story().does(caseworker, '2026-03-10', confirms([said(payment)])).place).toBe('consideringOffer.inTime')
    },
  )

  proves('I21', 'each action within 28 days of the confirmation itself; the 29th day needs a reason', () => {
    const by = (date: string) => [{ ...apology, by: date }, payment]
    const story = (date: string) => new Story({ ...asked, actions: by(date) })
    const exactly = (date: string) => confirms(by(date).map((action) => said(action)))
    expect(story('2026-04-07').waived(caseworker, '2026-03-20', exactly('2026-04-07'), { late: '2026-03-10' })).toEqual([])
    const refusals = story('2026-04-08').refusals(caseworker, '2026-03-20', exactly('2026-04-08'), { late: '2026-03-10' })
    expect(named(refusals)).toEqual(['actedOnWithinFourWeeks I21 normally'])
    expect(refusals[0]!.because).toBe(
      'Confirmed on 2026-03-10, each action is normally done by 2026-04-07; write why it takes longer: apology by 2026-04-08',
    )
    expect(
      story('2026-04-08').waived(caseworker, '2026-03-20', exactly('2026-04-08'), {
        late: '2026-03-10',
        reasons: { actedOnWithinFourWeeks: 'Easter' },
      }),
    ).toEqual(['actedOnWithinFourWeeks'])
    expect(story('2026-04-08').waived(caseworker, '2026-03-20', exactly('2026-04-08'), { late: '2026-03-11' })).toEqual([])
  })
})

describe('agreement that is not confirmed', () => {
  const byTelephone = () => new Story().does(caseworker, '2026-03-10', agreed)

  proves('I21', 'on the eighth day after it the caseworker is to obtain it in writing', () => {
    const story = byTelephone()
    expect(story.until('2026-03-17').duties).toEqual([])
    expect([story.until('2026-03-18').place, story.duties]).toMatchObject([
      'awaitingConfirmation.late',
      [{ name: 'obtainConfirmation', to: 'caseworker', dueOn: '2026-03-18', cites: 'I21', endsBy: 'act' }],
    ])
    story.does(caseworker, '2026-03-19', confirms())
    expect([story.place, story.duties, story.record.delays]).toEqual([
      'confirmed',
      [],
      [{ of: 'confirmation', due: '2026-03-17', significant: false, answeredOn: '2026-03-19' }],
    ])
  })

  proves('I20', 'more than a week after that, escalation is due, fourteen days after the confirmation was', () => {
    const story = byTelephone()
    expect(story.until('2026-03-24').place).toBe('awaitingConfirmation.late')
    expect([story.until('2026-03-25').place, story.duty('escalate')?.dueOn]).toEqual([
      'awaitingConfirmation.significantlyDelayed',
      '2026-03-31',
    ])
    expect(story.duty('obtainConfirmation')).toBeDefined()
    expect(story.does(caseworker, '2026-03-26', confirms()).duties).toEqual([])
  })

  proves('I21', 'a confirmation in time that is entered late counts as in time', () => {
    const story = byTelephone().until('2026-03-20').does(caseworker, '2026-03-20', confirms(), { late: '2026-03-17' })
    expect(story.record.delays).toEqual([
      { of: 'confirmation', due: '2026-03-17', significant: false, answeredOn: '2026-03-17', answeredInTime: true },
    ])
  })

  test('I21 the days for it are a setting, kept as they were when it agreed', () => {
    const story = new Story().does(caseworker, '2026-03-10', agreed, { stamp: { settings: { ...defaultSettings, confirmationDays: 3 } } })
    expect(story.until('2026-03-14').place).toBe('awaitingConfirmation.late')
  })

  proves('I20', 'it may still refuse, or offer something else', () => {
    expect(
      byTelephone().does(caseworker, '2026-03-12', { type: 'ORGANISATION_REFUSED', words: 'Not after all' }).told.at(-1),
    ).toMatchObject({ type: 'APPROACH_REFUSED', fellBack: false })
    expect(byTelephone().does(caseworker, '2026-03-12', { type: 'ORGANISATION_OFFERED', actions: lessMoney }).place).toBe(
      'consideringOffer.inTime',
    )
  })
})

describe('after the confirmation', () => {
  proves('I30', 'what is provided before our decision is kept against the agreed action and told', () => {
    const story = confirmed().does(caseworker, '2026-03-25', provided, { late: '2026-03-20' })
    expect(story.record.provided).toEqual([{ action: 'apology', terms: asAsked[0], on: '2026-03-20', evidence: provided.evidence }])
    expect(story.told.at(-1)).toEqual({
      type: 'REMEDY_WAS_PROVIDED',
      organisation: trust,
      action: 'apology',
      on: '2026-03-20',
      evidence: provided.evidence,
    })
  })

  proves('I30', 'only an agreed action is provided, and once', () => {
    const other = confirmed().refusals(caseworker, '2026-03-25', { ...provided, action: 'plan' })
    expect(named(other)).toEqual(['providedAnAgreedAction I30 must'])
    expect(other[0]!.because).toBe('Name one of the actions that were confirmed: apology, payment')
    const twice = confirmed().does(caseworker, '2026-03-25', provided).refusals(caseworker, '2026-03-26', provided)
    expect(named(twice)).toEqual(['providedOnce I30 must'])
    expect(twice[0]!.because).toContain('recorded as provided on 2026-03-25')
  })

  proves(['I20', 'I31'], 'a refusal falls back: it is a refusal of a proposal, told as such, and notified', () => {
    const story = confirmed().does(
      caseworker,
      '2026-03-20',
      { type: 'ORGANISATION_REFUSED', words: 'The new board will not' },
      { late: '2026-03-18' },
    )
    expect([story.place, story.record.agreed, story.record.refusals.at(-1)?.fellBack]).toEqual(['refused.escalationToBegin', [], true])
    expect(story.told.at(-1)).toEqual({ type: 'APPROACH_REFUSED', organisation: trust, on: '2026-03-18', fellBack: true })
    expect([story.duty('escalate')?.dueOn, story.duty('noteRefusal1')?.cites]).toEqual(['2026-04-01', 'I31'])
    expect(story.does(caseworker, '2026-03-22', confirms()).place).toBe('confirmed')
  })

  proves('I19', 'something else offered instead reopens it; confirming the agreed words again settles it', () => {
    const story = confirmed().does(caseworker, '2026-03-20', { type: 'ORGANISATION_OFFERED', actions: lessMoney })
    expect([story.place, story.told.slice(-2).map(({ type }) => type)]).toEqual([
      'consideringOffer.inTime',
      ['APPROACH_REOPENED', 'OFFER_TO_CONSIDER'],
    ])
    expect(story.does(caseworker, '2026-03-22', confirms()).place).toBe('confirmed')
  })

  proves(
    'I22',
    'sent back after an objection, what was confirmed is an offer again: more may be asked, or it is accepted after all',
    () => {
      const sentBack = () => confirmed().hears('2026-03-20', { type: 'SEND_BACK' })
      const story = sentBack()
      expect([story.place, story.record.agreed, story.record.offers]).toEqual([
        'consideringOffer.inTime',
        [],
        [{ on: '2026-03-10', actions: asAsked }],
      ])
      expect([story.told.at(-1)?.type, story.duty('considerOffer')?.dueOn]).toEqual(['APPROACH_REOPENED', '2026-03-27'])
      expect(story.does(caseworker, '2026-03-21', confirms()).place).toBe('consideringOffer.inTime')
      const accept = {
        type: 'ACCEPT_OFFER',
        putsRight: true,
        final: true,
        compared: 'Like complaints',
        why: 'The objection is to the process',
      }
      expect(
        sentBack().does(caseworker, '2026-03-22', accept).does(caseworker, '2026-03-22', confirms(), { late: '2026-03-10' }).place,
      ).toBe('confirmed')
      const more = {
        type: 'ASK_FOR_MORE',
        actions: [said(apology, { what: 'Apologise in person' })],
        respondBy: '2026-04-03',
        words: 'She asks to be met',
      }
      expect(sentBack().does(caseworker, '2026-03-22', more).place).toBe('awaitingResponse.inTime')
    },
  )
})
