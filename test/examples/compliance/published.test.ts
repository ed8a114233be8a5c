import { afterAll, beforeAll, expect } from '@jest/globals'
import { accepts, findsAndReports, investigates, recommends, sendsLetters } from '../../../scripts/demonstration/investigating.ts'
import { action, closely } from '../../../scripts/demonstration/passages.ts'
import { judges, receivesEvidence } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

proves(
  ['C1', 'C2', 'C16', 'C18'],
  'a case is published and then laid while its remedy is awaited: one item had ended and stays so, the other is viewed by the Casework Team and decided by the Ombudsman alone',
  async () => {
    const { cancerTrust } = stage.organisations
    const investigated = await investigates(stage, {
      complainant: { name: 'Mrs A' },
      aggrieved: { name: 'Mr A', relation: 'Her late husband' },
      complainedAbout: [cancerTrust],
      complaint: 'A scan was read wrongly, and nobody looked again for a year',
      injustices: ['A year without treatment'],
      remedySought: 'That it happens to nobody else',
      flags: { clinicalMatters: true },
    })
    const { colleague, reference, file, investigation } = investigated
    const apology = await recommends(
      investigated,
      action('apology', cancerTrust, 'Write a letter of apology to the complainant', stage.day(60), { kind: 'apology' }),
    )
    const plan = await recommends(
      investigated,
      action('plan', cancerTrust, 'Draw up a plan of how scans are read a second time', stage.day(90), {
        kind: 'lessonsLearntActionPlan',
        measure: 'The plan, agreed by its board',
      }),
    )
    await stage.waits(20)
    await colleague.does(investigation, 'ISSUE_DRAFT_REPORT')
    await stage.waits(20)
    await findsAndReports(investigated, 'fully', 'The scan showed what was missed')
    const letter = await accepts(investigated, apology, stage.day(20))
    const item = await accepts(investigated, plan, stage.day(50))

    await stage.waits(8)
    await receivesEvidence(stage, letter, 'Copy of the apology', {}, 'complianceOfficer')
    await judges(stage, letter, 'provided', 'It says what went wrong and regrets it', { by: 'complianceOfficer' })
    await receivesEvidence(stage, item, 'A first draft of the plan', {}, 'complianceOfficer')
    expect(await stage.state(item)).toContain('evidence.judging.byMonitor')

    // Published: what is with us goes to the Casework Team, and what has ended stays ended.
    await colleague.does(file, 'RECORD_PUBLICATION', { what: 'published' })
    expect(await stage.state(item)).toContain('evidence.judging.withCaseworkTeam')
    expect(await stage.state(letter)).toBe('closed.complied')
    expect(await stage.duties(item)).toMatchObject({ giveView: { to: 'caseworkTeam', dueOn: stage.day(7), cites: 'C18' } })
    const team = await stage.office.as('caseworkTeam')
    const parliament = { answer: false, why: 'It was not told of the case' }
    const view = { ...closely, tellParliament: parliament, tellPublic: { answer: true, why: 'The plan was promised in public' } }
    const silent = await stage.refused(team.does(item, 'GIVE_VIEW', { ...closely, judgement: 'incomplete', why: 'A draft' }))
    expect(silent.refusals.map(({ rule, cites, strength }) => [rule, cites, strength])).toEqual([
      ['tellingParliamentConsidered', 'C18', 'consider'],
      ['tellingThePublicConsidered', 'C18', 'consider'],
    ])
    await team.does(item, 'GIVE_VIEW', { ...view, judgement: 'onTheWay', why: 'A draft; its board meets next week' })
    expect(await stage.state(item)).toContain('evidence.awaited')

    // Laid too: the rule is tighter from then on.
    await stage.waits(10)
    await colleague.does(file, 'RECORD_PUBLICATION', { what: 'laid' })
    await receivesEvidence(stage, item, 'The plan, agreed by its board', {}, 'complianceOfficer')
    await stage.waits(2)
    await team.does(item, 'GIVE_VIEW', { ...view, judgement: 'provided', why: 'Every point of our report is in it' })
    expect(await stage.state(item)).toContain('evidence.judging.withOmbudsman')
    expect(await stage.duties(item)).toMatchObject({ decideCompliance: { to: 'ombudsman', dueOn: stage.day(7), cites: 'C18' } })
    const decision = { judgement: 'provided', why: 'Satisfied, on the Team’s view' }
    const other = await stage.refused((await stage.office.as('chiefOperatingOfficer')).does(item, 'DECIDE_COMPLIANCE', decision))
    expect(other.refusals).toMatchObject([{ rule: 'decisionIsTheOmbudsmans', cites: 'C18', strength: 'must' }])
    expect(other.whoCould!.people.map(({ posts }) => posts)).toEqual([['Ombudsman']])
    await (await stage.office.as('ombudsman')).does(item, 'DECIDE_COMPLIANCE', decision)
    expect(await stage.shows(item)).toMatchObject({
      state: 'closed.complied',
      record: { views: [{ tellPublic: true }, { judgement: 'provided' }], ending: 'complied' },
    })

    // All complied with: letters to both sides, and then the investigation is closed.
    expect(await stage.duties(investigation)).toMatchObject({ writeToEverybody: { to: 'caseworker', cites: 'C16' } })
    const early = await stage.refused(colleague.does(investigation, 'CLOSE', { why: 'All was done' }))
    expect(early.refusals).toMatchObject([{ rule: 'everyoneWasWrittenTo', cites: 'C16', strength: 'normally' }])
    await sendsLetters(investigated, 'completion')
    const letters = await stage.letters(reference, 'completion')
    expect(letters.map(({ to }) => to)).toEqual(expect.arrayContaining([{ party: 'complainant' }, { organisation: cancerTrust }]))
    await colleague.does(investigation, 'CLOSE', { why: 'Both remedies are in place' })
    expect(await stage.state(investigation)).toBe('closed.complete')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
