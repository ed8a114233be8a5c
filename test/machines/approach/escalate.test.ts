import { describe, expect, test } from '@jest/globals'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import {
  actingUp,
  caseworker,
  delegatedBy,
  deputyDirector,
  director,
  directorOfOtherDirectorate,
  lineManager,
  ombudsman,
  operationsManager,
  otherLineManager,
  person,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { apology, asAsked, enquired, lessMoney, named, payment, Story, trust } from './story.ts'

const refused = { type: 'ORGANISATION_REFUSED', words: 'We did nothing wrong' }
const agreed = { type: 'ORGANISATION_AGREED', words: 'Very well' }
const offered = { type: 'ORGANISATION_OFFERED', actions: lessMoney }
const confirms = { type: 'WRITTEN_CONFIRMATION_RECEIVED', actions: asAsked }
const escalate = { type: 'ESCALATE', why: 'It gives no reason' }
const early = (answer: boolean) => ({ ...escalate, early: { answer, why: 'The family waits for the funeral costs' } })
const passOn = { type: 'PASS_ON', view: 'A fair proposal' }
const decide = (outcome: string, more: object = {}) => ({
  type: 'DECIDE_OUTCOME',
  outcome,
  why: 'After a call to its chief executive',
  ...more,
})
/** Refused on 10 March. */
const refusedStory = () => new Story().does(caseworker, '2026-03-10', refused)
const escalated = () => refusedStory().does(caseworker, '2026-03-11', escalate)
const passedOn = () => escalated().does(lineManager, '2026-03-12', passOn)

describe('after a refusal', () => {
  proves('I20', 'escalation begins within fourteen days of it; on the fifteenth the line manager sees the duty and it is overdue', () => {
    const story = refusedStory()
    expect(story.duty('escalate')).toMatchObject({
      to: 'caseworker',
      dueOn: '2026-03-24',
      shownToLineManagerOn: '2026-03-25',
      cites: 'I20',
      endsBy: 'act',
    })
    expect(story.until('2026-03-24').place).toBe('refused.escalationToBegin')
    expect(story.until('2026-03-25').place).toBe('refused.overdue')
    expect(story.clock).toEqual([{ event: 'escalationDue', happenedOn: '2026-03-25' }])
  })

  proves('I20', 'entered later than that, the duty is overdue on entry, from its true date, and marked entered late', () => {
    const story = new Story().does(caseworker, '2026-04-20', refused, { late: '2026-03-10' })
    expect(story.duty('escalate')).toMatchObject({ dueOn: '2026-03-24', enteredLate: true })
    expect(story.until('2026-04-20').place).toBe('refused.overdue')
    expect(story.clock.at(-1)).toEqual({ event: 'escalationDue', happenedOn: '2026-03-25' })
    expect(new Story().does(caseworker, '2026-03-24', refused, { late: '2026-03-10' }).duty('escalate')).not.toHaveProperty('enteredLate')
  })

  test('I20 the fourteen days are days of the calendar, also where the clocks change between', () => {
    const story = new Story().does(caseworker, '2026-03-20', refused)
    expect(story.until('2026-04-03', '2026-04-03T22:59:59.999Z').place).toBe('refused.escalationToBegin')
    expect(story.until('2026-04-04', '2026-04-03T23:00:00.000Z').place).toBe('refused.overdue')
  })

  proves('I20', 'escalating needs nothing considered, is told to the attempt, and ends the duty', () => {
    const story = escalated()
    expect([story.place, story.duty('escalate'), story.told.at(-1)]).toEqual([
      'escalated.withLineManager.inTime',
      undefined,
      { type: 'APPROACH_ESCALATED', organisation: trust },
    ])
    expect(refusedStory().until('2026-04-20').does(caseworker, '2026-04-20', escalate).place).toBe('escalated.withLineManager.inTime')
  })

  proves('I20', 'it may still agree, offer or confirm', () => {
    const places = [agreed, offered, confirms].map((event) => refusedStory().until('2026-03-25').does(caseworker, '2026-03-25', event))
    expect(places.map(({ place }) => place)).toEqual(['awaitingConfirmation.inTime', 'consideringOffer.inTime', 'confirmed'])
    expect(places.map((story) => story.duty('escalate'))).toEqual([undefined, undefined, undefined])
  })
})

describe('for delay', () => {
  proves('I20', 'before the response date nothing is escalated', () => {
    expect(new Story().notAccepted(caseworker, '2026-03-16', escalate)).not.toContain('ESCALATE')
  })

  proves('I20', 'for a reply merely late it is considered whether to, and why; either answer is taken and kept', () => {
    const late = () => new Story().until('2026-03-20')
    const refusals = late().refusals(caseworker, '2026-03-20', escalate)
    expect(named(refusals)).toEqual(['escalatingEarlyConsidered I20 consider'])
    expect(refusals[0]).toMatchObject({
      field: 'early',
      because: 'It is late by a week or less: record whether to escalate it already, and why',
      reasonWouldHelp: false,
    })
    expect(late().does(caseworker, '2026-03-20', early(true)).place).toBe('escalated.withLineManager.inTime')
    const waits = late().does(caseworker, '2026-03-20', early(false))
    expect([waits.place, waits.record.consideredEarly]).toEqual(['awaitingResponse.late', [{ on: '2026-03-20', ...early(false).early }]])
    expect([waits.told, waits.until('2026-03-24').place]).toEqual([[], 'awaitingResponse.significantlyDelayed'])
  })

  proves('I20', 'for significant delay it is the duty: nothing need be considered', () => {
    const story = new Story().until('2026-03-24')
    expect(story.does(caseworker, '2026-03-24', escalate).place).toBe('escalated.withLineManager.inTime')
    expect(story.duties.map(({ name }) => name)).toEqual(['passOn'])
  })

  proves('I21', 'a confirmation that does not come is escalated alike: considered in the first week, a duty after it', () => {
    const unconfirmed = () => new Story().does(caseworker, '2026-03-10', agreed)
    expect(unconfirmed().notAccepted(caseworker, '2026-03-17', escalate)).not.toContain('ESCALATE')
    expect(named(unconfirmed().refusals(caseworker, '2026-03-18', escalate))).toEqual(['escalatingEarlyConsidered I20 consider'])
    expect(unconfirmed().does(caseworker, '2026-03-18', early(false)).place).toBe('awaitingConfirmation.late')
    expect(unconfirmed().does(caseworker, '2026-03-25', escalate).place).toBe('escalated.withLineManager.inTime')
  })
})

describe('the way up', () => {
  proves('I20', 'each step has its week: the line manager passes on, the directorate settles', () => {
    const story = escalated()
    expect(story.duties).toMatchObject([{ name: 'noteRefusal1' }, { name: 'passOn', to: 'lineManager', dueOn: '2026-03-18', cites: 'I20' }])
    expect([story.until('2026-03-18').place, story.until('2026-03-19').place]).toEqual([
      'escalated.withLineManager.inTime',
      'escalated.withLineManager.overdue',
    ])
    story.does(lineManager, '2026-03-20', passOn)
    expect(story.duties).toMatchObject([
      { name: 'noteRefusal1' },
      { name: 'decideOutcome', to: 'directorOfCustomerServices', dueOn: '2026-03-27', cites: 'I20' },
    ])
    expect([story.until('2026-03-27').place, story.until('2026-03-28').place]).toEqual([
      'escalated.withDirectorate.inTime',
      'escalated.withDirectorate.overdue',
    ])
    expect(story.does(deputyDirector, '2026-03-29', decide('reconsider')).duties).toMatchObject([{ name: 'noteRefusal1' }])
  })

  test('I20 how long each step takes is a setting', () => {
    const story = refusedStory().does(caseworker, '2026-03-11', escalate, { stamp: { settings: { ...defaultSettings, passingOnDays: 2 } } })
    expect(story.until('2026-03-14').place).toBe('escalated.withLineManager.overdue')
  })

  proves('I20', 'no step is skipped: the directorate cannot settle what was not passed on', () => {
    expect(escalated().notAccepted(director, '2026-03-12', decide('reconsider'))).toContain('PASS_ON')
  })

  proves('I20', 'the body agrees: its confirmation is then awaited', () => {
    const story = passedOn().does(deputyDirector, '2026-03-13', decide('organisationAgreed'))
    expect([story.place, story.record.accepted, story.record.escalation?.outcome]).toEqual([
      'awaitingConfirmation.inTime',
      asAsked,
      'organisationAgreed',
    ])
    expect(story.does(caseworker, '2026-03-16', confirms).told.at(-1)?.type).toBe('APPROACH_CONFIRMED')
  })

  proves('I19', 'the body offers: what it offers is stated, and considered', () => {
    expect(named(passedOn().refusals(director, '2026-03-13', decide('organisationOffered')))).toEqual(['offerIsStated I19 must'])
    const story = passedOn().does(director, '2026-03-13', decide('organisationOffered', { actions: lessMoney }))
    expect([story.place, story.told.at(-1)?.type, story.record.escalation?.with]).toEqual([
      'consideringOffer.inTime',
      'OFFER_TO_CONSIDER',
      'nobody',
    ])
  })

  proves(['I11', 'I23'], 'another body, or reconsidering: this approach has failed, and the attempt is told which', () => {
    for (const outcome of ['anotherBody', 'reconsider'] as const) {
      const story = passedOn().does(director, '2026-03-13', decide(outcome))
      expect([story.place, story.record.failed]).toEqual(['failed', { on: '2026-03-13', how: 'refused' }])
      expect(story.told.at(-1)).toEqual({ type: 'APPROACH_DECIDED', organisation: trust, outcome })
    }
  })

  proves('I20', 'agreement is no outcome where nothing was asked', () => {
    const story = new Story(enquired).does(caseworker, '2026-03-25', escalate).does(lineManager, '2026-03-26', passOn)
    expect(named(story.refusals(director, '2026-03-27', decide('organisationAgreed')))).toEqual(['somethingWasAsked I19 must'])
    expect(story.does(director, '2026-03-27', decide('reconsider')).record.failed).toEqual({ on: '2026-03-27', how: 'silent' })
  })

  proves('I20', 'at each step it may still agree, offer, confirm or refuse', () => {
    for (const reached of [escalated, passedOn]) {
      expect([agreed, offered, confirms].map((event) => reached().does(caseworker, '2026-03-13', event).place)).toEqual([
        'awaitingConfirmation.inTime',
        'consideringOffer.inTime',
        'confirmed',
      ])
      const again = reached().does(caseworker, '2026-03-13', refused)
      expect(again.place).toBe(reached().place)
      expect(again.told.slice(-2)).toEqual([
        { type: 'APPROACH_REFUSED', organisation: trust, on: '2026-03-13', fellBack: false },
        { type: 'APPROACH_ESCALATED', organisation: trust },
      ])
      expect(again.duty('noteRefusal2')).toBeDefined()
      expect(named(reached().refusals(caseworker, '2026-03-13', { ...refused, actions: ['plan'] }))).toEqual([
        'refusalNamesWhatWasAsked I20 must',
      ])
    }
  })

  proves('I20', 'a refusal after agreement by word of mouth returns to where the escalation stands', () => {
    for (const reached of [escalated, passedOn])
      expect(reached().does(caseworker, '2026-03-13', agreed).does(caseworker, '2026-03-14', refused).place).toBe(reached().place)
  })

  proves('I20', 'a confirmation ends the escalation: a later refusal begins anew', () => {
    expect(passedOn().does(caseworker, '2026-03-13', confirms).does(caseworker, '2026-03-16', refused).place).toBe(
      'refused.escalationToBegin',
    )
  })
})

describe('who', () => {
  proves('I20', 'the caseworker begins it, or anyone above; another caseworker does not', () => {
    expect(named(refusedStory().refusals(secondCaseworker, '2026-03-11', escalate))).toEqual(['begunByTheCaseworker I20 must'])
    expect(named(new Story().until('2026-03-20').refusals(secondCaseworker, '2026-03-20', early(false)))).toEqual([
      'begunByTheCaseworker I20 must',
    ])
    expect(refusedStory().does(operationsManager, '2026-03-11', escalate).place).toBe('escalated.withLineManager.inTime')
  })

  proves('I20', 'their own line manager passes it on: no other line manager, and nobody above in their stead', () => {
    for (const other of [otherLineManager, operationsManager, director, ombudsman, caseworker]) {
      const refusals = escalated().refusals(other, '2026-03-12', passOn, { reasons: { passedOnByTheirLineManager: 'On leave' } })
      expect(named(refusals)).toEqual(['passedOnByTheirLineManager I20 must'])
      expect(refusals[0]!.because).toBe("This is for the line manager whom the casefile's caseworker reports to")
    }
    expect(escalated().whoCould('PASS_ON', '2026-03-12')).toEqual(['lineManager'])
    expect(escalated().does(actingUp(otherLineManager, 'lineManager'), '2026-03-12', passOn).place).toBe('escalated.withDirectorate.inTime')
    expect(escalated().whoCould('PASS_ON', '2026-03-12', { line: 'otherLineManager' })).toEqual(['otherLineManager'])
  })

  proves(
    'I20',
    'the director or a deputy director of customer services and assessment settles it: no higher grade, no other directorate',
    () => {
      for (const other of [lineManager, operationsManager, ombudsman, directorOfOtherDirectorate])
        expect(named(passedOn().refusals(other, '2026-03-13', decide('reconsider')))).toEqual(['decidedByTheDirectorate I20 must'])
      expect(passedOn().whoCould('DECIDE_OUTCOME', '2026-03-13')).toEqual(['deputyDirector', 'director'])
      const stoodInFor = delegatedBy(director, person('a stand-in', 'operationsManager'), 'director')
      expect(passedOn().does(stoodInFor, '2026-03-13', decide('reconsider')).place).toBe('failed')
    },
  )

  test('I20 a second proposal to what has failed is awaited like the first', () => {
    const story = passedOn()
      .does(director, '2026-03-13', decide('reconsider'))
      .hears('2026-03-16', { type: 'ASK_AGAIN', actions: [apology, payment], respondBy: '2026-03-30' })
    expect([story.place, story.record.proposals, story.record.escalation?.with]).toEqual(['awaitingResponse.inTime', 2, 'nobody'])
  })
})
