import { afterAll, beforeAll, expect } from '@jest/globals'
import {
  findsAndReports,
  investigates,
  recommended,
  recommends,
  refusesRecommendation,
  sendsLetters,
} from '../../../scripts/demonstration/investigating.ts'
import { action } from '../../../scripts/demonstration/passages.ts'
import { judges, receivesEvidence, writes } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

interface OrganisationRecord {
  readonly figures: readonly {
    factor: string
    found: readonly { measure: string; count: number; casefiles: readonly { reference: string }[] }[]
  }[]
}

proves(
  ['C2', 'C10', 'C11', 'C16', 'CA'],
  'a recommendation refused in the draft is changed, refused again in the final report and not pursued, and counts; another is accepted in part, and its rest pursued until it is done',
  async () => {
    const { cancerTrust, trust } = stage.organisations
    const investigated = await investigates(stage, {
      complainant: { name: 'Ms P' },
      complainedAbout: [cancerTrust, trust],
      complaint: 'A transfer between two hospitals failed, and neither took charge of her',
      injustices: ['Two days without treatment'],
      remedySought: 'Payment, and that transfers are made safe',
    })
    const { colleague, reference, investigation } = investigated
    const terms = action('payment', cancerTrust, 'Pay the complainant 3,000 pounds', stage.day(90), {
      kind: 'payment',
      money: [{ kind: 'payment', amount: 300_000 }],
    })
    const payment = await recommends(investigated, terms)
    const transfers = await recommends(
      investigated,
      action('transfers', trust, 'Agree in writing who has charge of a patient in transfer, and train its staff in it', stage.day(90), {
        kind: 'systemicImprovement',
      }),
    )
    await colleague.does(investigation, 'ISSUE_DRAFT_REPORT', { reference: 'Draft of March' })

    // Refused in the draft: the same day to the director, and from there to those who alone decide.
    await stage.waits(9)
    await colleague.does(payment, 'ORGANISATION_REFUSED', { words: 'It paid for taxis and sees no further loss' })
    expect(await stage.duties(payment)).toMatchObject({ passRefusalOn: { to: 'directorAlone', dueOn: stage.day(0), cites: 'C10' } })
    await colleague.does(investigation, 'MAKE_FINDING', { finding: 'partly', why: 'The transfer failed; the treatment did not' })
    const undecided = await stage.refused(colleague.does(investigation, 'ISSUE_FINAL_REPORT'))
    expect(undecided.refusals).toMatchObject([{ rule: 'noRefusalUndecided', cites: 'C10', strength: 'must' }])
    const director = await stage.office.as('director')
    await director.does(payment, 'PASS_ON', {
      view: 'The sum is high; two days without treatment are not nothing',
      to: 'chiefOperatingOfficer',
    })
    const [referral] = await stage.letters(reference, 'refusalReferral')
    expect(referral!.body).toContain('It paid for taxis and sees no further loss')
    expect(await stage.duties(payment)).toMatchObject({ decideRefusal: { to: 'chiefOperatingOfficer', dueOn: stage.day(7), cites: 'C10' } })
    const change = { ...recommended(terms), what: 'Pay the complainant 1,500 pounds', money: [{ kind: 'payment', amount: 150_000 }] }
    const changed = { outcome: 'changed', why: 'Half of it is in line with what others obtained', change }
    const below = await stage.refused(director.does(payment, 'DECIDE', changed))
    expect(below.refusals).toMatchObject([{ rule: 'decidedAtTheTop', cites: 'C10', strength: 'must' }])
    expect(below.whoCould!.people.flatMap(({ posts }) => posts).sort()).toEqual(['Chief Operating Officer', 'Ombudsman'])
    await (await stage.office.as('chiefOperatingOfficer')).does(payment, 'DECIDE', changed)

    // The final report has it as it was changed. It is refused again, and not pursued.
    await stage.waits(14)
    await colleague.does(investigation, 'ISSUE_FINAL_REPORT', { reference: 'Report of April' })
    expect(await stage.shows(payment)).toMatchObject({
      state: 'inFinal.awaitingAnswer',
      record: { action: { money: [{ amount: 150_000 }] }, earlierTerms: [{ action: { money: [{ amount: 300_000 }] } }] },
      deadlines: [{ name: 'answerDue', dueOn: stage.day(29), cites: 'C10' }],
    })
    await stage.waits(12)
    await refusesRecommendation(stage, investigated, payment, 'Nor will it pay half')
    const ombudsman = await stage.office.as('ombudsman')
    const tooLate = await stage.refused(ombudsman.does(payment, 'DECIDE', { outcome: 'dropped', why: 'It is not worth it' }))
    expect(tooLate.refusals).toMatchObject([{ rule: 'decisionFitsTheReport', cites: 'C10', strength: 'must' }])
    const { opened } = await ombudsman.does(payment, 'DECIDE', { outcome: 'notPursued', why: 'Its board has refused in writing, twice' })
    expect(await stage.state(payment)).toBe('notAccepted')
    expect(await stage.shows(opened[0]!)).toMatchObject({
      state: 'closed.notAccepted',
      record: { source: 'investigation', ending: 'notAccepted' },
    })

    // The other is accepted in part: each part goes its own way.
    const part = (what: string) => ({ kind: 'systemicImprovement', what, measure: 'The protocol, signed by both', money: [] })
    const accepted = await colleague.does(transfers, 'ORGANISATION_PARTLY_ACCEPTED', {
      accepted: part('Agree in writing who has charge of a patient in transfer'),
      words: 'The protocol, yes; it has no money for training',
      agreesToAct: true,
      understood: 'Sent us its own draft of the heads of it',
      targetDate: stage.day(40),
      discussed: 'Both hospitals have to sign',
      rest: part('Train its staff in the protocol'),
      refusal: 'It has no money for training',
    })
    const item = accepted.opened.find(({ machine }) => machine === 'compliance')!
    const rest = accepted.opened.find(({ machine }) => machine === 'recommendation')!
    expect(await stage.state(item)).toContain('target.date.onTrack')
    expect(await stage.state(rest)).toBe('refused.withDirector.inTime')
    await director.does(rest, 'PASS_ON', { view: 'A protocol that nobody knows is none', to: 'chiefOperatingOfficer' })
    const chief = await stage.office.as('chiefOperatingOfficer')
    const pursued = (await chief.does(rest, 'DECIDE', { outcome: 'pursued', why: 'An hour for each ward is enough' })).opened[0]!
    // Not agreed, it begins at stage 1 (setting l).
    expect(await stage.state(pursued)).toContain('escalation.stage1.letterDue')
    await writes(stage, { ...pursued, state: '' }, 1, 'Your staff have to know the protocol', 'complianceOfficer')
    await stage.waits(6)
    await colleague.does(rest, 'ORGANISATION_ACCEPTED', {
      words: 'An hour for each ward it can do',
      agreesToAct: true,
      understood: 'Has sent the timetable',
      targetDate: stage.day(30),
      discussed: 'Ward by ward',
    })
    expect(await stage.state(rest)).toBe('accepted')
    for (const [each, what] of [
      [item, 'The protocol, signed by both'],
      [pursued, 'The timetable, with who came'],
    ] as const) {
      await receivesEvidence(stage, { ...each, state: '' }, what, {}, 'complianceOfficer')
      await judges(stage, { ...each, state: '' }, 'provided', 'As recommended', { by: 'complianceOfficer' })
    }
    expect([await stage.state(item), await stage.state(pursued)]).toEqual(['closed.complied', 'closed.complied'])

    // Not all was complied with: both sides are told what became of it, and no letter of completion goes out.
    expect(await stage.state(investigation)).toBe('securing.completing.inTime')
    expect(await stage.letters(reference, 'completion')).toEqual([])
    await sendsLetters(investigated, 'endedOtherwise')
    expect((await stage.letters(reference, 'endedOtherwise')).map(({ sentOn }) => sentOn)).toEqual([
      stage.day(0),
      stage.day(0),
      stage.day(0),
    ])
    await colleague.does(investigation, 'CLOSE', { why: 'The payment was refused; the rest is in place' })
    expect(await stage.state(investigation)).toBe('closed.endedOtherwise')

    // It counts against the organisation, with the casefile behind it.
    const { figures } = await (await stage.office.as('complianceOfficer')).get<OrganisationRecord>(`/organisations/${cancerTrust}/record`)
    for (const measure of ['notImplemented', 'refusedInDraft'])
      expect(figures.flatMap(({ found }) => found).find((each) => each.measure === measure)).toMatchObject({
        count: 1,
        casefiles: [{ reference }],
      })
    expect((await stage.verify()).difference).toBeUndefined()
  },
)

proves('C10', 'a report left unanswered for four weeks gives its investigator a duty; not upheld, it recommends nothing', async () => {
  const { taxCredits } = stage.organisations
  const investigated = await investigates(stage, {
    complainant: { name: 'Mr R' },
    complainedAbout: [taxCredits],
    complaint: 'Three officers gave three answers',
    injustices: ['Overpayment'],
    remedySought: 'That it be written off',
  })
  const { colleague, investigation } = investigated
  const writeOff = await recommends(
    investigated,
    action('write-off', taxCredits, 'Write off 812.40 pounds', stage.day(60), {
      kind: 'debtWrittenOff',
      money: [{ kind: 'debtWrittenOff', amount: 81_240 }],
    }),
  )
  await colleague.does(investigation, 'ISSUE_DRAFT_REPORT')
  await stage.waits(29)
  expect(await stage.state(writeOff)).toBe('inDraft.late')
  expect(await stage.duties(writeOff)).toMatchObject({ chaseAnswer: { to: 'caseworker', dueOn: stage.day(0), cites: 'C10' } })
  await findsAndReports(investigated, 'notUpheld', 'The answers differ in words alone')
  expect(await stage.state(investigation)).toBe('closed.notUpheld')
  expect(await stage.shows(writeOff)).toMatchObject({ state: 'closed.fallen', duties: [] })
  expect((await stage.verify()).difference).toBeUndefined()
})
