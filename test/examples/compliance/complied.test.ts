import { afterAll, beforeAll, expect } from '@jest/globals'
import { action } from '../../../scripts/demonstration/passages.ts'
import { resolves } from '../../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

proves(
  ['C14', 'C16', 'C16a', 'I34'],
  'complied in time: reminded by the clock a week before its date, the Trust pays, the officer judges it, and the intervention is complied with',
  async () => {
    const { trust } = stage.organisations
    const { colleague, reference, attempt, items } = await resolves(stage, {
      complaint: {
        complainant: { name: 'Ms K' },
        complainedAbout: [trust],
        complaint: 'Transport to dialysis was stopped without notice',
        injustices: ['Taxi fares'],
        remedySought: 'Her fares',
      },
      actions: [
        action('fares', trust, 'Pay the complainant 312.50 pounds for her taxi fares', stage.day(28), {
          kind: 'payment',
          money: [{ kind: 'payment', amount: 31_250 }],
        }),
      ],
    })
    const item = items['fares']!
    expect((await stage.shows(item)).deadlines).toMatchObject([
      { name: 'reminderDue', dueOn: stage.day(21), cites: 'C14' },
      { name: 'escalationDue', dueOn: stage.day(29), cites: 'C20' },
      { name: 'targetPassed', dueOn: stage.day(29), cites: 'C20' },
    ])

    await stage.waits(20)
    expect(await stage.letters(reference, 'reminder')).toEqual([])
    await stage.waits(1)
    const [reminder] = await stage.letters(reference, 'reminder')
    expect(reminder).toMatchObject({ sentOn: stage.day(0), to: { organisation: trust } })
    expect(reminder!.body).toContain('Dear Ms Okafor')
    expect(reminder!.body).toContain('Pay the complainant 312.50 pounds for her taxi fares')
    expect(reminder!.body).toContain('is to be done by 4 March 2013')

    await stage.waits(4)
    await receivesEvidence(stage, item, 'Bank receipt for 312.50 pounds', { providedOn: stage.day(-1), reference: 'HH/2013/117' })
    expect(await stage.duties(item)).toMatchObject({
      judgeEvidence: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(7), cites: 'C16' },
    })
    const refused = await stage.refused(judges(stage, item, 'provided', 'It was paid', { by: 'complianceOfficer' }))
    expect(refused.refusals).toMatchObject([{ rule: 'byTheMonitor', cites: 'C16a', strength: 'must' }])
    expect(refused.whoCould!.people.flatMap(({ posts }) => posts)).toEqual(
      expect.arrayContaining(['Caseworker', 'Line manager', 'Assessment outcomes officer']),
    )

    await stage.waits(1)
    await judges(stage, item, 'provided', 'The receipt shows the whole sum on the day it was agreed for')
    expect(await stage.shows(item)).toMatchObject({
      state: 'closed.complied',
      duties: [],
      record: { providedOn: stage.day(-2), endedOn: stage.day(0), overdue: [], remindedOn: [stage.day(-5)] },
    })
    expect((await colleague.get<{ state: string }>(`/instances/${attempt.id}`)).state).toBe('closed.complied')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)

proves(
  ['C13', 'C14'],
  'an extension because the complainant gave no bank details: asked for by one, granted by another, told to both sides, and not the organisation’s delay; then complied',
  async () => {
    const { legalServices } = stage.organisations
    const { colleague, reference, items } = await resolves(stage, {
      complaint: {
        complainant: { name: 'Mr W' },
        complainedAbout: [legalServices],
        complaint: 'A refund has been promised for a year',
        injustices: ['240 pounds'],
        remedySought: 'The refund',
      },
      actions: [
        action('refund', legalServices, 'Refund 240 pounds to the complainant', stage.day(21), {
          kind: 'payment',
          money: [{ kind: 'payment', amount: 24_000 }],
        }),
      ],
    })
    const item = items['refund']!
    const first = stage.day(21)
    await stage.waits(15)
    const later = stage.day(20)
    const officer = await stage.office.as('assessmentOutcomesOfficer')
    await officer.does(item, 'REQUEST_EXTENSION', {
      askedBy: 'organisation',
      why: 'Mr W has not said to which account',
      until: later,
      whoseDelay: 'complainant',
    })
    expect(await stage.duties(item)).toMatchObject({ decideExtension: { to: 'operationsManager', dueOn: stage.day(7), cites: 'C13' } })
    const grant = { until: later, why: 'He was away and has now written', tellComplainant: { answer: true, why: 'He waits for it' } }
    const below = await stage.refused((await stage.office.as('lineManager')).does(item, 'EXTEND_TARGET_DATE', grant))
    expect(below.refusals).toMatchObject([{ rule: 'grantedByAnOperationsManager', cites: 'C13', strength: 'must' }])
    expect(below.whoCould!.people.flatMap(({ posts }) => posts)).toEqual(
      expect.arrayContaining(['Operations manager (E1)', 'Chief Operating Officer']),
    )

    await (await stage.office.as('operationsManager')).does(item, 'EXTEND_TARGET_DATE', grant)
    expect(await stage.duties(item)).toMatchObject({
      noteExtension: { to: 'complianceOfficer', dueOn: stage.day(0), cites: 'C13', endsBy: 'acknowledgement' },
      tellOfExtension: { to: 'caseworker', cites: 'C13' },
    })
    const [granted] = await stage.letters(reference, 'extensionGranted')
    expect(granted!.body).toContain('The date first set was 23 March 2013. It is now 6 April 2013.')
    expect(granted!.body).toContain('something that you need for it has to come from the complainant first')
    expect((await stage.shows(item)).record).toMatchObject({
      targetDate: later,
      targetDates: [{ date: first }, { date: later, whoseDelay: 'complainant' }],
      extensions: [{ askedBy: 'organisation', whoseDelay: 'complainant', outcome: 'granted', decidedOn: stage.day(0) }],
    })

    // The first date passes, and nothing is late.
    await stage.waits(10)
    expect((await stage.shows(item)).record).toMatchObject({ overdue: [] })
    await stage.waits(8)
    expect((await stage.letters(reference, 'reminder')).map(({ sentOn }) => sentOn)).toEqual([stage.day(-19), stage.day(-5)])
    await receivesEvidence(stage, item, 'Notice of the transfer of 240 pounds')
    await judges(stage, item, 'provided', 'The transfer went to the account he named', { by: 'caseworker' })
    expect(await stage.shows(item)).toMatchObject({ state: 'closed.complied', record: { overdue: [], providedOn: stage.day(0) } })
    expect(await stage.shows(item)).toMatchObject({ record: { endedOn: stage.day(0) } })
    expect((await colleague.casefile(reference)).instances.find(({ machine }) => machine === 'intervention')).toMatchObject({
      state: 'closed.complied',
    })
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
