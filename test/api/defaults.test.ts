import { describe, expect, test } from '@jest/globals'
import { begun as anApproach } from '../../machines/approach/record.ts'
import { begun as anItem } from '../../machines/compliance/record.ts'
import { defaultSettings } from '../../machines/guidance/settings.ts'
import { definitions } from '../../machines/index.ts'
import { begun as anAttempt } from '../../machines/intervention/record.ts'
import { begun as anInvestigation } from '../../machines/investigation/record.ts'
import { begun as aRecommendation } from '../../machines/recommendation/record.ts'
import { type Proposing, proposedFor } from '../../src/shown/defaults.ts'
import { payloadOf } from '../../src/web/forms/answers.ts'
import { typedOf } from '../../src/web/forms/prefill.ts'
import { samplesOf } from '../model/samples.ts'
import { agreed, asked, facts } from '../model/worlds/facts.ts'
import { otherTrust, trust, office as umbrella } from '../support/file.ts'
import { proves } from '../support/proves.ts'

const today = '2012-12-03'
const inSixWeeks = '2013-01-14'
const apology = { ...asked('apology', '2012-12-20'), kind: 'apology' as const }
const payment = { ...agreed('payment-1', '2012-12-20'), kind: 'payment' as const, money: [{ kind: 'payment' as const, amount: 25_000 }] }

type Begins = Partial<Omit<Proposing<unknown>, 'record'>>
const file = { duties: [], letters: [] }
const proposing = (record: unknown, given: Begins = {}): Proposing<unknown> => ({
  record,
  stamp: { today, settings: defaultSettings },
  file,
  named: {},
  ...given,
})
const attemptAt = (change: Partial<typeof anAttempt>) => ({ ...anAttempt, casefile: facts, ...change })
const approachAt = (change: Partial<typeof anApproach>) => ({ ...anApproach, casefile: facts, organisation: trust, ...change })

/** A record of each lifecycle in which there is something to propose. */
const records: Readonly<Record<string, Proposing<unknown>>> = {
  casefile: proposing(
    {},
    {
      file: {
        duties: [{ id: trust, endsBy: 'acknowledgement' }],
        letters: [{ id: trust }],
      } as unknown as Proposing<unknown>['file'],
    },
  ),
  intervention: proposing(
    attemptAt({
      actions: [apology],
      approaches: {
        [otherTrust]: {
          thirdParty: false,
          standing: 'confirmed',
          proposals: 1,
          escalated: false,
          agreed: [{ ...payment, kind: 'explanation' }],
          confirmedOn: today,
        },
      },
      work: [{ organisation: trust, what: 'Answer it', understood: 'text', respondBy: inSixWeeks }],
    }),
  ),
  approach: proposing(
    approachAt({ asked: [payment], agreed: [payment], respondBy: inSixWeeks, offers: [{ on: today, actions: [payment] }] }),
  ),
  compliance: proposing({
    ...anItem,
    casefile: facts,
    targetDate: '2012-12-01',
    extensions: [{ askedOn: today, askedBy: 'us', by: [], why: 'text', until: inSixWeeks, whoseDelay: 'other' }],
  }),
  recommendation: proposing({ ...aRecommendation, casefile: facts, action: { ...apology, by: inSixWeeks } }),
  investigation: proposing({ ...anInvestigation, casefile: { ...facts, organisations: facts.organisations.slice(0, 1) } }),
}
const every = Object.entries(records).flatMap(([machine, held]) =>
  Object.entries(definitions[machine]!.events).flatMap(([type, schema]) => {
    const proposed = proposedFor(machine, type, held) as Readonly<Record<string, unknown>>
    return Object.keys(proposed).length > 0 ? [{ machine, type, schema, proposed }] : []
  }),
)

describe('What a form begins with', () => {
  test.each(every)(
    'is taken by the event it is proposed for, with its other fields: $machine $type',
    ({ machine, type, schema, proposed }) => {
      const [others] = samplesOf(schema, { today, file: { id: trust, revision: 1, instances: [], ...records[machine]!.file }, record: {} })
      const event = { type, ...others, ...proposed }
      expect(schema.safeParse(event).error?.issues ?? []).toEqual([])
      const read = payloadOf(schema, typedOf(schema, event))
      expect(read.faults).toEqual([])
      expect(schema.parse(read.event)).toMatchObject(proposed)
    },
  )

  test('is proposed for every kind of answer that an organisation gives', () => {
    expect(every.filter(({ machine }) => machine === 'approach').map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'ORGANISATION_AGREED',
        'ORGANISATION_OFFERED',
        'WRITTEN_CONFIRMATION_RECEIVED',
        'ASK_FOR_MORE',
        'OFFER_CHANGED',
      ]),
    )
  })

  test('is nothing where nothing is known, and for an event of another lifecycle', () => {
    const nothing = proposing(approachAt({}))
    for (const type of [
      'ORGANISATION_AGREED',
      'ORGANISATION_OFFERED',
      'WRITTEN_CONFIRMATION_RECEIVED',
      'OFFER_CHANGED',
      'REMEDY_PROVIDED',
      'constructor',
    ])
      expect([type, proposedFor('approach', type, nothing)]).toEqual([type, {}])
    expect(proposedFor('rating', 'PROPOSE_INTERVENTION', proposing({}))).toEqual({})
  })
})

proves(['I17', 'I18', 'I22'], 'A form proposes the focal point, an answer within fourteen days, and the telephone', () => {
  const held = proposing(attemptAt({ actions: [apology, { ...apology, id: 'apology-2', organisation: otherTrust }] }))
  expect(proposedFor('intervention', 'PROPOSE_INTERVENTION', held)).toEqual({
    whom: [trust, otherTrust],
    contact: 'focalPoint',
    respondBy: '2012-12-17',
  })
  expect(proposedFor('intervention', 'INFORM_COMPLAINANT', held)).toEqual({ channel: 'telephone' })
  const died = proposing(attemptAt({ casefile: { ...facts, diedOn: '2012-12-01' } }))
  expect(proposedFor('intervention', 'INFORM_COMPLAINANT', died)).toEqual({ channel: 'telephone', told: 'representative' })
})

proves('I20', 'Whom a proposal was put to is not proposed to be asked again', () => {
  const proposed = { thirdParty: false, standing: 'refused' as const, proposals: 1, escalated: false, agreed: [] }
  const held = proposing(attemptAt({ actions: [apology], approaches: { [trust]: proposed } }))
  expect(proposedFor('intervention', 'PROPOSE_INTERVENTION', held)).toEqual({ contact: 'focalPoint', respondBy: '2012-12-17' })
})

proves('I21', 'A confirmation begins with what we would accept, word for word; with what is asked until we have accepted anything', () => {
  const stands = approachAt({ asked: [{ ...payment, id: 'asked' }] })
  expect(proposedFor('approach', 'WRITTEN_CONFIRMATION_RECEIVED', proposing(stands))).toEqual({ actions: stands.asked })
  const accepted = approachAt({ ...stands, accepted: [payment] })
  expect(proposedFor('approach', 'WRITTEN_CONFIRMATION_RECEIVED', proposing(accepted))).toEqual({ actions: [payment] })
})

proves('C13', 'An extension that was asked for is granted, as proposed, until the day that was asked for', () => {
  expect(proposedFor('compliance', 'EXTEND_TARGET_DATE', records['compliance']!)).toEqual({ until: inSixWeeks })
})

proves('C22d', 'A letter of escalation proposes a reply within fourteen days', () => {
  for (const type of ['ISSUE_STAGE_1_LETTER', 'ISSUE_STAGE_2_LETTER', 'ISSUE_FURTHER_LETTER'])
    expect(proposedFor('compliance', type, records['compliance']!)).toEqual({ replyBy: '2012-12-17' })
})

test('An action that is changed begins as it stands: the one that was chosen, else the only one there is', () => {
  const other = { ...apology, id: 'apology-2', what: 'Write another letter of apology', organisation: umbrella }
  const two = attemptAt({ actions: [apology, other] })
  const begins = (record: object, named = {}) => proposedFor('intervention', 'CHANGE_ACTION', proposing(record, { named }))
  expect(begins(two)).toEqual({})
  expect(begins(two, { action: 'apology-2' })).toEqual({ action: other })
  expect(begins(two, { action: 'nothing' })).toEqual({})
  expect(begins(attemptAt({ actions: [apology] }))).toEqual({ action: apology })
})
