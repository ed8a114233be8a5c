import { describe, expect, test } from '@jest/globals'
import { approach } from '../../../machines/approach/machine.ts'
import {
  administrator,
  auditor,
  caseworker,
  complianceOfficer,
  deputyDirector,
  lineManager,
  secondCaseworker,
} from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { asAsked, casefile, enquired, lessMoney, named, Story } from './story.ts'

const samples: Readonly<Record<string, object>> = {
  CHANGE_RESPONSE_DATE: { respondBy: '2026-03-16' },
  ORGANISATION_AGREED: { words: 'Yes', actions: asAsked },
  ORGANISATION_OFFERED: { actions: lessMoney },
  ORGANISATION_REFUSED: { words: 'No' },
  ORGANISATION_REPLIED: { words: 'The file was lost' },
  ACCEPT_OFFER: { putsRight: true, final: true, compared: 'Like complaints', why: 'In their range' },
  ASK_FOR_MORE: { actions: asAsked, respondBy: '2026-03-20', words: 'Less than others had' },
  TURN_DOWN_OFFER: { why: 'Too little' },
  OFFER_CHANGED: { actions: lessMoney },
  OFFER_WITHDRAWN: { words: 'The board said no' },
  WRITTEN_CONFIRMATION_RECEIVED: { actions: asAsked },
  REMEDY_PROVIDED: { action: 'apology', evidence: 'A copy of the letter' },
  ESCALATE: { why: 'No reason was given' },
}
const put = (type: string) => ({ type, ...samples[type] })
const day = '2026-03-11'
const escalated = () =>
  new Story().does(caseworker, '2026-03-10', put('ORGANISATION_REFUSED')).does(caseworker, '2026-03-10', put('ESCALATE'))
/** A story in each place where people act, and what its caseworker may do there. */
const places: Readonly<Record<string, { begin: () => Story; events: readonly string[] }>> = {
  awaitingResponse: {
    begin: () => new Story(),
    events: [
      'CHANGE_RESPONSE_DATE',
      'ORGANISATION_AGREED',
      'ORGANISATION_OFFERED',
      'ORGANISATION_REFUSED',
      'WRITTEN_CONFIRMATION_RECEIVED',
    ],
  },
  enquiry: {
    begin: () => new Story(enquired),
    events: [
      'CHANGE_RESPONSE_DATE',
      'ORGANISATION_AGREED',
      'ORGANISATION_OFFERED',
      'ORGANISATION_REPLIED',
      'WRITTEN_CONFIRMATION_RECEIVED',
    ],
  },
  nothingOnTheTable: {
    begin: () => new Story(enquired).does(caseworker, '2026-03-10', put('ORGANISATION_REPLIED')),
    events: ['ORGANISATION_AGREED', 'ORGANISATION_OFFERED', 'ORGANISATION_REPLIED'],
  },
  consideringOffer: {
    begin: () => new Story().does(caseworker, '2026-03-10', put('ORGANISATION_OFFERED')),
    events: [
      'ACCEPT_OFFER',
      'ASK_FOR_MORE',
      'TURN_DOWN_OFFER',
      'OFFER_CHANGED',
      'OFFER_WITHDRAWN',
      'ORGANISATION_AGREED',
      'ORGANISATION_REFUSED',
      'WRITTEN_CONFIRMATION_RECEIVED',
    ],
  },
  awaitingConfirmation: {
    begin: () => new Story().does(caseworker, '2026-03-10', put('ORGANISATION_AGREED')),
    events: ['WRITTEN_CONFIRMATION_RECEIVED', 'ORGANISATION_OFFERED', 'ORGANISATION_REFUSED'],
  },
  refused: {
    begin: () => new Story().does(caseworker, '2026-03-10', put('ORGANISATION_REFUSED')),
    events: ['ESCALATE', 'ORGANISATION_AGREED', 'ORGANISATION_OFFERED', 'WRITTEN_CONFIRMATION_RECEIVED'],
  },
  escalated: {
    begin: escalated,
    events: ['ORGANISATION_AGREED', 'ORGANISATION_OFFERED', 'ORGANISATION_REFUSED', 'WRITTEN_CONFIRMATION_RECEIVED'],
  },
  confirmed: {
    begin: () => new Story().does(caseworker, '2026-03-10', put('WRITTEN_CONFIRMATION_RECEIVED')),
    events: ['REMEDY_PROVIDED', 'ORGANISATION_OFFERED', 'ORGANISATION_REFUSED'],
  },
}

describe.each(Object.entries(places))('%s', (_place, { begin, events }) => {
  proves('I16', 'its caseworker is offered just what it accepts, and each is taken', () => {
    expect([...begin().offers(caseworker, day)].sort()).toEqual([...events].sort())
    for (const type of events) expect(() => begin().does(caseworker, day, put(type))).not.toThrow()
  })

  proves(
    'I16',
    'a line manager or above may act as well; another caseworker, a compliance officer, an auditor and an administrator may not',
    () => {
      for (const type of events) {
        const rule = type === 'ESCALATE' ? 'begunByTheCaseworker I20 must' : 'recordedByTheCaseworker I16 must'
        for (const other of [secondCaseworker, complianceOfficer, auditor, administrator]) {
          const refusals = begin().refusals(other, day, put(type))
          expect(named(refusals)).toEqual([rule])
          expect(refusals[0]!.because).toBe("This is for the casefile's caseworker, or a line manager or above")
        }
        for (const above of [lineManager, deputyDirector]) expect(() => begin().does(above, day, put(type))).not.toThrow()
      }
    },
  )
})

test('I16 a casefile that was assigned to another is theirs from then on', () => {
  const story = new Story().hears('2026-03-10', { type: 'CASEFILE_CHANGED', casefile: { ...casefile, caseworker: 'secondCaseworker' } })
  expect(named(story.refusals(caseworker, day, put('ORGANISATION_AGREED')))).toEqual(['recordedByTheCaseworker I16 must'])
  expect(story.does(secondCaseworker, day, put('ORGANISATION_AGREED')).place).toBe('awaitingConfirmation.inTime')
})

proves('I16', 'what somebody else did may be dated back, our own acts may not', () => {
  const dated = Object.entries(approach.events)
    .filter(([, schema]) => 'happenedOn' in schema.shape)
    .map(([type]) => type)
  expect(dated.sort()).toEqual([
    'OFFER_CHANGED',
    'OFFER_WITHDRAWN',
    'ORGANISATION_AGREED',
    'ORGANISATION_OFFERED',
    'ORGANISATION_REFUSED',
    'ORGANISATION_REPLIED',
    'REMEDY_PROVIDED',
    'WRITTEN_CONFIRMATION_RECEIVED',
  ])
})

test('every event of an approach, and every field of one, has its words', () => {
  for (const [type, schema] of Object.entries(approach.events)) {
    expect([type, schema.meta()]).toEqual([type, expect.objectContaining({ title: expect.any(String), done: expect.any(String) })])
    for (const [field, each] of Object.entries(schema.shape))
      if (field !== 'type') expect([type, field, labelOf(each)]).toEqual([type, field, expect.any(String)])
  }
})
/** A field's label, also where it may be left out. */
const labelOf = (field: unknown): unknown => {
  const { meta, unwrap } = field as { meta?: () => { label?: string } | undefined; unwrap?: () => unknown }
  return meta?.call(field)?.label ?? (unwrap ? labelOf(unwrap.call(field)) : undefined)
}
