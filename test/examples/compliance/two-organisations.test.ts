import { afterAll, beforeAll, expect } from '@jest/globals'
import { action } from '../../../scripts/demonstration/passages.ts'
import { resolves } from '../../../scripts/demonstration/resolving.ts'
import { confers, judges, receivesEvidence } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

proves(
  ['C14', 'C15', 'C19', 'I24', 'I34'],
  'three remedies of two organisations: one is complied with, one was provided in time and judged after its date, one is refused; the intervention is partly complied with, and whether to reopen it is recorded',
  async () => {
    const { trust, commissioners } = stage.organisations
    const { colleague, reference, attempt, items } = await resolves(stage, {
      complaint: {
        complainant: { name: 'Ms K' },
        complainedAbout: [trust, commissioners],
        complaint: 'Transport to dialysis was stopped without notice',
        injustices: ['Taxi fares', 'Missed sessions'],
        remedySought: 'Her fares, an apology, and transport again',
      },
      actions: [
        action('fares', trust, 'Pay the complainant 312.50 pounds for her taxi fares', stage.day(28), {
          kind: 'payment',
          money: [{ kind: 'payment', amount: 31_250 }],
        }),
        action('apology', commissioners, 'Write a letter of apology to the complainant', stage.day(28), { kind: 'apology' }),
        action('transport', commissioners, 'Restore the complainant’s transport to dialysis', stage.day(28), {
          kind: 'decisionReconsidered',
        }),
      ],
    })
    const { fares, apology, transport } = items
    await stage.waits(10)
    await receivesEvidence(stage, fares!, 'Bank receipt for 312.50 pounds')
    await judges(stage, fares!, 'provided', 'The whole sum')
    expect(await stage.state(fares!)).toBe('closed.complied')
    expect(await stage.state(attempt)).toBe('monitoring')

    // On the last day, and not yet judged when it passes.
    await stage.waits(18)
    await receivesEvidence(stage, apology!, 'Copy of the apology, dated two days ago', { providedOn: stage.day(-2) })
    // Refused on the same day: escalation of that item is due at once.
    const officer = await stage.office.as('assessmentOutcomesOfficer')
    await officer.does(transport!, 'ORGANISATION_REFUSED', { absolute: false, words: 'The contract does not provide for it' })
    expect(await stage.state(transport!)).toContain('escalation.due.toBegin')
    expect(await stage.duties(transport!)).toMatchObject({
      beginEscalation: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(0), cites: 'C20' },
    })

    await stage.waits(2)
    expect(await stage.shows(apology!)).toMatchObject({
      state: expect.stringContaining('target.date.passed.withUs'),
      record: { overdue: [] },
    })
    expect(await stage.state(apology!)).toContain('escalation.none')
    expect(await stage.duties(apology!)).toMatchObject({ updateComplainant: { to: 'caseworker', cites: 'C14' } })
    await judges(stage, apology!, 'provided', 'It regrets what happened, and says what')
    expect(await stage.shows(apology!)).toMatchObject({
      state: 'closed.complied',
      record: { overdue: [], providedOn: stage.day(-4), endedOn: stage.day(0) },
      duties: [],
    })

    // It refuses for good, and the item is closed by one of the four.
    await officer.does(transport!, 'ORGANISATION_REFUSED', { absolute: true, words: 'It will not restore it' })
    expect(await stage.state(transport!)).toContain('stage3.conferring')
    await stage.waits(2)
    await confers(stage, transport!, { step: 'refer', to: 'interimDirectorOfOperations', why: 'Refused for good' })
    await (await stage.office.as('interimDirectorOfOperations')).does(transport!, 'CLOSE_EXCEPTIONALLY', {
      why: 'Refused for good; the Trust provides transport of its own',
      regulator: { answer: false, why: 'No pattern' },
      publish: { answer: false, why: 'No wider interest' },
      umbrella: { answer: true, why: 'Those who fund it can be asked' },
    })
    expect(await stage.state(transport!)).toBe('closed.notSecured')
    expect(await stage.state(attempt)).toBe('closed.partlyComplied')
    expect(await stage.duties(attempt)).toMatchObject({ decideAfterFailure: { to: 'caseworker', cites: 'I24' } })

    // Those who fund it agree: it gets an item of its own.
    const { trust: funder } = stage.organisations
    const { opened } = await (await stage.office.as('complianceOfficer')).does(transport!, 'UMBRELLA_AGREED', {
      organisation: funder,
      what: 'Provide the complainant’s transport itself',
      measure: 'The first four weeks of journeys',
      until: stage.day(28),
      understood: 'Its transport office has said so',
    })
    expect(await stage.shows(opened[0]!)).toMatchObject({
      state: expect.stringContaining('target.date.onTrack'),
      record: { organisation: funder, linkedTo: expect.stringMatching(/ transport$/), targetDate: stage.day(28) },
    })
    await colleague.does(attempt, 'DECIDE_AFTER_FAILURE', { reopen: { answer: false, why: 'She has her transport' } })
    expect(await stage.shows(attempt)).toMatchObject({ duties: [], record: { afterFailure: { answer: false } } })
    expect((await colleague.casefile(reference)).instances.filter(({ machine }) => machine === 'intervention').length).toBe(1)
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
