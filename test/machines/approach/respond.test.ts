import { describe, expect, test } from '@jest/globals'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, asAsked, asked, enquired, lessMoney, named, offeredUnasked, payment, Story, said, trust } from './story.ts'

const agreed = { type: 'ORGANISATION_AGREED', words: 'Yes, all of it' }
const refused = { type: 'ORGANISATION_REFUSED', words: 'We did nothing wrong' }
const offered = { type: 'ORGANISATION_OFFERED', actions: lessMoney }

describe('where an approach begins', () => {
  test('a proposal waits for the response, with what is asked, and counts as the first', () => {
    const story = new Story()
    expect([story.place, story.record.asked, story.record.proposals]).toEqual(['awaitingResponse.inTime', asAsked, 1])
    expect(story.duties).toEqual([])
  })

  proves('I16', 'an offer that the organisation made unasked begins under consideration, and the caseworker has a week for it', () => {
    const story = new Story(offeredUnasked)
    expect([story.place, story.record.offers, story.record.proposals]).toEqual([
      'consideringOffer.inTime',
      [{ on: '2026-03-02', actions: lessMoney }],
      0,
    ])
    expect(story.duties).toMatchObject([{ name: 'considerOffer', to: 'caseworker', dueOn: '2026-03-09', cites: 'I19' }])
  })

  proves('I16', 'an enquiry asks for nothing yet: its answer is kept, and what to ask is then for us to decide', () => {
    const story = new Story(enquired).does(caseworker, '2026-03-05', { type: 'ORGANISATION_REPLIED', words: 'The file was lost' })
    expect([story.place, story.record.replies]).toEqual(['nothingOnTheTable.inTime', [{ on: '2026-03-05', words: 'The file was lost' }]])
    expect(story.duties).toMatchObject([{ name: 'decideWhatToAsk', dueOn: '2026-03-12' }])
    expect(story.until('2026-03-12').place).toBe('nothingOnTheTable.inTime')
    expect(story.until('2026-03-13').place).toBe('nothingOnTheTable.overdue')
  })

  proves('I16', 'an enquiry may also be answered with an offer', () => {
    const story = new Story(enquired).does(caseworker, '2026-03-05', offered)
    expect([story.place, story.told]).toEqual(['consideringOffer.inTime', [{ type: 'OFFER_TO_CONSIDER', organisation: trust }]])
  })

  proves('I19', 'where nothing was asked, "we agree" says nothing: what it would do is recorded as an offer', () => {
    const story = new Story(enquired)
    expect(named(story.refusals(caseworker, '2026-03-05', agreed))).toEqual(['somethingWasAsked I19 must'])
    expect(story.does(caseworker, '2026-03-05', { ...agreed, actions: asAsked }).place).toBe('consideringOffer.inTime')
  })

  proves('I20', 'nothing is refused where nothing was asked', () => {
    expect(named(new Story(enquired).refusals(caseworker, '2026-03-05', refused))).toEqual(['somethingToRefuse I20 must'])
  })

  proves('I18', 'a holding reply is no answer to a proposal: it is kept as correspondence', () => {
    const holding = { type: 'ORGANISATION_REPLIED', words: 'We are looking into it' }
    expect(named(new Story().refusals(caseworker, '2026-03-05', holding))).toEqual(['nothingWasAsked I18 must'])
  })

  proves('I20', 'asking after an enquiry is the first proposal, asking again the second, each with a date of its own', () => {
    const again = { type: 'ASK_AGAIN', actions: [apology, payment], respondBy: '2026-03-24' }
    const story = new Story(enquired)
      .does(caseworker, '2026-03-05', { type: 'ORGANISATION_REPLIED', words: 'The file was lost' })
      .hears('2026-03-10', again)
    expect([story.place, story.record.proposals, story.record.respondBy, story.record.askedOn]).toEqual([
      'awaitingResponse.inTime',
      1,
      '2026-03-24',
      '2026-03-10',
    ])
    expect(story.duties).toEqual([])
    story.does(caseworker, '2026-03-12', refused).hears('2026-03-13', { ...again, respondBy: '2026-03-27' })
    expect([story.place, story.record.proposals, story.record.refusalStands]).toEqual(['awaitingResponse.inTime', 2, false])
    expect([story.record.firstRespondBy, story.record.earlierResponseDates]).toEqual([
      '2026-03-27',
      [{ respondBy: '2026-03-24', changedOn: '2026-03-13' }],
    ])
  })
})

describe('the response date', () => {
  proves('I18', 'it has passed the day after, not on the day', () => {
    const story = new Story()
    expect(story.until('2026-03-16').place).toBe('awaitingResponse.inTime')
    expect(story.until('2026-03-17').place).toBe('awaitingResponse.late')
    expect(story.duties).toEqual([])
  })

  proves(
    'I20',
    'seven days past it is late; the eighth day is significant delay, and the caseworker is to escalate 14 days after the response date',
    () => {
      const story = new Story()
      expect(story.until('2026-03-23').place).toBe('awaitingResponse.late')
      expect(story.until('2026-03-24').place).toBe('awaitingResponse.significantlyDelayed')
      expect(story.duties).toMatchObject([
        { name: 'escalate', to: 'caseworker', dueOn: '2026-03-30', shownToLineManagerOn: '2026-03-31', cites: 'I20', endsBy: 'act' },
      ])
      expect(story.duty('escalate')).not.toHaveProperty('enteredLate')
    },
  )

  proves('I20', 'a clock that stood still records both days as they fell', () => {
    expect(new Story().until('2026-05-01').clock).toEqual([
      { event: 'responseDue', happenedOn: '2026-03-17' },
      { event: 'significantDelay', happenedOn: '2026-03-24' },
    ])
  })

  test.each([
    ['the day before the clocks go forward', '2026-03-28', '2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00.000Z'],
    ['the day they go forward', '2026-03-29', '2026-03-29T22:59:59.999Z', '2026-03-29T23:00:00.000Z'],
    ['the day before they go back', '2026-10-24', '2026-10-24T22:59:59.999Z', '2026-10-24T23:00:00.000Z'],
    ['the day they go back', '2026-10-25', '2026-10-25T23:59:59.999Z', '2026-10-26T00:00:00.000Z'],
  ])('I18 a response date on %s passes when the next day begins in London', (_which, respondBy, before, after) => {
    const story = new Story({ ...asked, respondBy })
    expect(story.until(respondBy, before).place).toBe('awaitingResponse.inTime')
    expect(story.until(respondBy, after).place).toBe('awaitingResponse.late')
  })

  test.each([
    ['forward', '2026-03-23', '2026-03-30T22:59:59.999Z', '2026-03-30T23:00:00.000Z'],
    ['back', '2026-10-20', '2026-10-27T23:59:59.999Z', '2026-10-28T00:00:00.000Z'],
  ])('I20 the eighth day is counted in days of the calendar, also where the clocks go %s between', (_which, respondBy, before, after) => {
    const story = new Story({ ...asked, respondBy })
    expect(story.until(before.slice(0, 10), before).place).toBe('awaitingResponse.late')
    expect(story.until(after.slice(0, 10), after).place).toBe('awaitingResponse.significantlyDelayed')
  })

  proves('I18', 'a moved date undoes lateness and its duty; the clocks follow it, and the first date is kept', () => {
    const story = new Story().until('2026-03-25')
    expect(story.duty('escalate')).toBeDefined()
    story.does(
      caseworker,
      '2026-03-25',
      { type: 'CHANGE_RESPONSE_DATE', respondBy: '2026-04-01', why: 'They were never sent the file' },
      { reasons: { responseWithinFourteenDays: 'Our own mistake' } },
    )
    expect([story.place, story.record.respondBy, story.record.firstRespondBy]).toEqual([
      'awaitingResponse.inTime',
      '2026-04-01',
      '2026-03-16',
    ])
    expect(story.record.earlierResponseDates).toEqual([
      { respondBy: '2026-03-16', changedOn: '2026-03-25', why: 'They were never sent the file' },
    ])
    expect([story.duties, story.record.delays]).toEqual([[], [{ of: 'response', due: '2026-03-16', significant: true, dateMoved: true }]])
    expect(story.until('2026-04-01').place).toBe('awaitingResponse.inTime')
    expect(story.until('2026-04-02').place).toBe('awaitingResponse.late')
    expect(story.until('2026-04-09').duty('escalate')?.dueOn).toBe('2026-04-15')
  })

  proves(
    'I18',
    'fourteen days from the approach need no reason; the fifteenth does, also where the organisation asks for it, and the reason is kept',
    () => {
      const story = new Story({ ...asked, respondBy: '2026-03-10' })
      const move = (respondBy: string) => ({ type: 'CHANGE_RESPONSE_DATE', respondBy })
      expect(story.waived(caseworker, '2026-03-09', move('2026-03-16'), {})).toEqual([])
      const refusals = story.refusals(caseworker, '2026-03-09', move('2026-03-17'))
      expect(named(refusals)).toEqual(['responseWithinFourteenDays I18 normally'])
      expect(refusals[0]).toMatchObject({ field: 'respondBy', reasonWouldHelp: true })
      expect(refusals[0]!.because).toBe(
        'The response would be due 15 days after we asked on 2026-03-02; choose 2026-03-16 or earlier, or write why it needs longer',
      )
      expect(
        story.waived(caseworker, '2026-03-09', move('2026-03-17'), {
          reasons: { responseWithinFourteenDays: 'Their board meets on the 17th' },
        }),
      ).toEqual(['responseWithinFourteenDays'])
    },
  )

  proves('I18', 'once the fourteenth day has passed, only the reason is asked for: no earlier date could be chosen', () => {
    const said = (today: string) => {
      const story = new Story().until(today)
      return story.refusals(caseworker, today, { type: 'CHANGE_RESPONSE_DATE', respondBy: '2026-03-20' })[0]!.because
    }
    expect(said('2026-03-15')).toMatch(/; choose 2026-03-16 or earlier, or write why it needs longer$/)
    for (const today of ['2026-03-16', '2026-03-18'])
      expect(said(today)).toBe('The response would be due 18 days after we asked on 2026-03-02: write why it needs longer')
  })

  proves('I18', 'a response date lies ahead, and no reason helps', () => {
    const story = new Story().until('2026-03-17')
    for (const respondBy of ['2026-03-16', '2026-03-17'])
      expect(
        named(
          story.refusals(
            caseworker,
            '2026-03-17',
            { type: 'CHANGE_RESPONSE_DATE', respondBy },
            { reasons: { responseDateAhead: 'Please', responseWithinFourteenDays: 'Please' } },
          ),
        ),
      ).toEqual(['responseDateAhead I18 must'])
    expect(
      story.does(
        caseworker,
        '2026-03-17',
        { type: 'CHANGE_RESPONSE_DATE', respondBy: '2026-03-18' },
        { reasons: { responseWithinFourteenDays: 'One more day' } },
      ).place,
    ).toBe('awaitingResponse.inTime')
  })

  proves('I18', 'changing a date is our own act: it cannot be dated back', () => {
    expect(() =>
      new Story().does(caseworker, '2026-03-09', { type: 'CHANGE_RESPONSE_DATE', respondBy: '2026-03-12', happenedOn: '2026-03-08' }),
    ).toThrow(/happenedOn/)
  })
})

describe('what the organisation answers', () => {
  proves('I21', 'agreement by word of mouth is not yet agreement: its confirmation is due within a week', () => {
    const story = new Story().does(caseworker, '2026-03-12', agreed, { late: '2026-03-10' })
    expect([story.place, story.record.confirmBy, story.record.agreed]).toEqual(['awaitingConfirmation.inTime', '2026-03-17', []])
    expect(story.told).toEqual([])
  })

  proves('I19', 'agreement with something added, or to something else, is an offer', () => {
    const more = [...asAsked, said(apology, { id: 'review', what: 'Review the policy', kind: 'systemicImprovement' })]
    for (const actions of [more, lessMoney, [said(apology)]]) {
      const story = new Story().does(caseworker, '2026-03-10', { ...agreed, actions })
      expect([story.place, story.record.offers]).toEqual(['consideringOffer.inTime', [{ on: '2026-03-10', actions }]])
    }
    expect(new Story().does(caseworker, '2026-03-10', { ...agreed, actions: asAsked }).place).toBe('awaitingConfirmation.inTime')
  })

  proves('I31', 'each refusal is told to the attempt and, to be acknowledged, to the compliance officer', () => {
    const story = new Story().does(caseworker, '2026-03-10', refused, { late: '2026-03-09' })
    expect(story.told).toEqual([{ type: 'APPROACH_REFUSED', organisation: trust, on: '2026-03-09', fellBack: false }])
    expect(story.duty('noteRefusal1')).toMatchObject({
      to: 'complianceOfficer',
      cites: 'I31',
      endsBy: 'acknowledgement',
      dueOn: '2026-03-10',
    })
  })

  proves('I31', 'a second refusal gives a notice of its own, and the first is not lost', () => {
    const story = new Story()
      .does(caseworker, '2026-03-10', refused)
      .hears('2026-03-11', { type: 'ASK_AGAIN', actions: [apology], respondBy: '2026-03-20' })
      .does(caseworker, '2026-03-12', refused)
    expect(story.duties.filter(({ to }) => to === 'complianceOfficer').map(({ name }) => name)).toEqual(['noteRefusal1', 'noteRefusal2'])
  })

  proves('I31', 'silence is not refusal: nobody is notified of one, and it is recorded apart', () => {
    const story = new Story().until('2026-04-20').hears('2026-04-20', { type: 'DROPPED' })
    expect([story.record.refusals, story.record.delays, story.record.failed]).toEqual([
      [],
      [{ of: 'response', due: '2026-03-16', significant: true }],
      { on: '2026-04-20', how: 'silent' },
    ])
    expect(story.duties).toEqual([])
  })

  proves('I20', 'a refusal may name what it refuses, but only what stands asked', () => {
    const story = new Story()
    const refusals = story.refusals(caseworker, '2026-03-10', { ...refused, actions: ['payment', 'plan'] })
    expect(named(refusals)).toEqual(['refusalNamesWhatWasAsked I20 must'])
    expect(refusals[0]!.because).toBe('Name actions that stand asked: apology, payment; or none, where it refuses all of them')
    expect(story.does(caseworker, '2026-03-10', { ...refused, actions: ['payment'] }).record.refusals).toEqual([
      { on: '2026-03-10', words: 'We did nothing wrong', actions: ['payment'] },
    ])
  })

  proves('I21', 'two actions never bear one name', () => {
    const twice = [said(apology), said(payment, { id: 'apology' })]
    for (const event of [
      { ...offered, actions: twice },
      { ...agreed, actions: twice },
      { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: twice },
    ])
      expect(named(new Story().refusals(caseworker, '2026-03-10', event))).toEqual(['eachActionNamedOnce I21 must'])
  })
})

describe('answers entered late', () => {
  const answers = [agreed, offered, refused, { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: asAsked }]

  test.each(answers)('I20 "no reply" is answered in time by a late entered $type, and counts nowhere', (event) => {
    const story = new Story().until('2026-03-25').does(caseworker, '2026-03-25', event, { late: '2026-03-16' })
    expect(story.record.delays).toEqual([
      { of: 'response', due: '2026-03-16', significant: false, answeredOn: '2026-03-16', answeredInTime: true },
    ])
    expect(story.duties.filter(({ title }) => title.includes('delay'))).toEqual([])
  })

  test.each(answers)('I20 a late entered $type within a week of the date was late, and not significantly', (event) => {
    const story = new Story().until('2026-03-25').does(caseworker, '2026-03-25', event, { late: '2026-03-23' })
    expect(story.record.delays).toEqual([{ of: 'response', due: '2026-03-16', significant: false, answeredOn: '2026-03-23' }])
  })

  proves('I20', 'after a week it stays a significant delay', () => {
    const story = new Story().does(caseworker, '2026-03-25', agreed, { late: '2026-03-24' })
    expect(story.record.delays).toEqual([{ of: 'response', due: '2026-03-16', significant: true, answeredOn: '2026-03-24' }])
  })

  proves('I20', 'an answer in time that is entered after escalation still clears the silence', () => {
    const story = new Story()
      .until('2026-03-25')
      .does(caseworker, '2026-03-26', { type: 'ESCALATE', why: 'Three weeks of silence' })
      .does(caseworker, '2026-03-27', offered, { late: '2026-03-13' })
    expect([story.place, story.record.delays]).toEqual([
      'consideringOffer.inTime',
      [{ of: 'response', due: '2026-03-16', significant: false, answeredOn: '2026-03-13', answeredInTime: true }],
    ])
  })

  proves('I20', 'our own wait counts from the day of the offer, also where that is entered late', () => {
    const story = new Story().does(caseworker, '2026-03-25', offered, { late: '2026-03-16' })
    expect(story.duty('considerOffer')).toMatchObject({ dueOn: '2026-03-23', enteredLate: true })
    expect(story.until('2026-03-25').place).toBe('consideringOffer.overdue')
  })
})
