import { afterAll, beforeAll, expect } from '@jest/globals'
import { action } from '../../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../../scripts/demonstration/resolving.ts'
import { judges, judgesReply, receivesEvidence } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

const resolvedWith = (name: string): Promise<Resolved> => {
  const { cancerTrust } = stage.organisations
  return resolves(stage, {
    complaint: {
      complainant: { name },
      complainedAbout: [cancerTrust],
      complaint: 'An operation was cancelled on the day, twice',
      injustices: ['Two days of leave', 'Anxiety'],
      remedySought: 'Payment and an apology',
    },
    actions: [
      action('payment', cancerTrust, 'Pay the complainant 450 pounds', stage.day(28), {
        kind: 'payment',
        money: [{ kind: 'payment', amount: 45_000 }],
      }),
    ],
  })
}

proves(
  ['C19', 'C21', 'C22e'],
  'an absolute refusal before any date has passed goes straight to stage 3; the organisation then binds itself in writing, which is judged like a reply, and complies',
  async () => {
    const { attempt, items } = await resolvedWith('Mrs F')
    const item = items['payment']!
    await stage.waits(12)
    const officer = await stage.office.as('assessmentOutcomesOfficer')
    // Another way than straight to stage 3 needs what the circumstances dictate.
    const absolute = { absolute: true, words: 'Its board will not pay, now or later' }
    const elsewhere = await stage.refused(officer.does(item, 'ORGANISATION_REFUSED', { ...absolute, straightTo: 'stage1' }))
    expect(elsewhere.refusals).toMatchObject([{ rule: 'absoluteGoesStraightToStageThree', cites: 'C21', strength: 'normally' }])
    await officer.does(item, 'ORGANISATION_REFUSED', absolute)
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('escalation.stage3.conferring.toPropose'),
      record: { escalation: { stageReached: 3, letters: [], refusals: [{ on: stage.day(0), absolute: true }] }, overdue: [] },
    })
    expect(await stage.duties(item)).toMatchObject({
      noteEscalation: { to: 'complianceOfficer', cites: 'C22' },
      proposeStep: { to: 'deputyDirector', dueOn: stage.day(7), cites: 'C22c' },
    })

    await stage.waits(3)
    await officer.does(item, 'ORGANISATION_COMMITTED', { words: 'Its new chief executive will pay within two weeks', until: stage.day(14) })
    expect(await stage.duties(item)).toMatchObject({ judgeReply: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(7), cites: 'C22d' } })
    const dateless = await stage.refused(judgesReply(stage, item, { satisfactory: true, why: 'In writing, with a date' }))
    expect(dateless.refusals).toMatchObject([{ rule: 'backToMonitoringWithADate', cites: 'C22e', strength: 'must' }])
    await judgesReply(stage, item, { satisfactory: true, why: 'In writing, with a date', until: stage.day(14) })
    expect(await stage.state(item)).toContain('escalation.none')

    await stage.waits(10)
    await receivesEvidence(stage, item, 'Bank receipt for 450 pounds')
    await judges(stage, item, 'provided', 'The whole sum')
    expect(await stage.shows(item)).toMatchObject({
      state: 'closed.complied',
      record: {
        ending: 'complied',
        overdue: [],
        escalation: { refusals: [{ absolute: true }], commitments: [{}], replies: [{ satisfactory: true }] },
      },
    })
    expect(await stage.state(attempt)).toBe('closed.complied')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)

proves(
  'C21',
  'a refusal recorded on the wrong casefile is struck out after stage 3 began: the effect is shown first, what rests on it comes first, and the item stands as if it had never been refused',
  async () => {
    const { items } = await resolvedWith('Mr Y')
    const item = items['payment']!
    await stage.waits(5)
    const officer = await stage.office.as('assessmentOutcomesOfficer')
    const { transition } = await officer.does(item, 'ORGANISATION_REFUSED', { absolute: true, words: 'Meant for another casefile' })
    const replied = await officer.does(item, 'REPLY_RECEIVED', { what: 'It asks what it is said to have refused' })
    expect(await stage.state(item)).toContain('escalation.stage3')

    await stage.waits(1)
    const manager = await stage.office.as('lineManager')
    const why = 'It belongs to the casefile of Mrs F'
    // What would not have been accepted without it is corrected first, latest first.
    const first = await stage.refused(manager.does(item, 'RECORDED_IN_ERROR', { transition: transition.seq, why }))
    expect(first.refusals).toMatchObject([
      { rule: 'laterEntriesWouldStand', because: expect.stringContaining(`Entry ${replied.transition.seq} (recorded a reply)`) },
    ])
    await manager.does(item, 'RECORDED_IN_ERROR', { transition: replied.transition.seq, why })
    // Who entered it does not correct it.
    const own = await stage.refused(officer.does(item, 'RECORDED_IN_ERROR', { transition: transition.seq, why }))
    expect(own.refusals.map(({ strength }) => strength)).toContain('must')
    const effect = await manager.post<{ state: string; dutiesEnded: { name: string }[] }>(`/instances/${item.id}/checks`, {
      type: 'RECORDED_IN_ERROR',
      transition: transition.seq,
      why,
    })
    expect(effect.state).toContain('escalation.none')
    expect(effect.dutiesEnded.map(({ name }) => name).sort()).toEqual(['noteEscalation', 'proposeStep'])
    await manager.does(item, 'RECORDED_IN_ERROR', { transition: transition.seq, why })
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('escalation.none'),
      record: { escalation: { stageReached: 0, refusals: [] } },
      duties: [],
    })
    const { casefile } = (await stage.shows(item)) as unknown as { casefile: { reference: string } }
    const lines = await stage.historyOf(casefile.reference)
    expect(lines.find(({ seq }) => seq === transition.seq)).toMatchObject({ event: 'ORGANISATION_REFUSED', struckOut: expect.anything() })
    // Its dates are what they were.
    await stage.waits(22)
    expect((await stage.shows(item)).record).toMatchObject({ remindedOn: [stage.day(-7)], overdue: [] })
    await stage.waits(1)
    expect(await stage.state(item)).toContain('escalation.due.toBegin')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
