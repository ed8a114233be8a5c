import { afterAll, beforeAll, expect } from '@jest/globals'
import { action } from '../../../scripts/demonstration/passages.ts'
import { type Resolved, resolves } from '../../../scripts/demonstration/resolving.ts'
import { judges, judgesReply, receivesEvidence, startsEscalation, writes } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

const resolvedWith = (name: string): Promise<Resolved> => {
  const { taxCredits } = stage.organisations
  return resolves(stage, {
    complaint: {
      complainant: { name },
      complainedAbout: [taxCredits],
      complaint: 'An award was stopped by mistake for five months',
      injustices: ['Rent arrears'],
      remedySought: 'The award, and something for the trouble',
    },
    actions: [
      action('award', taxCredits, 'Award the complainant 1,840.25 pounds of arrears', stage.day(28), {
        kind: 'backdatedAward',
        money: [{ kind: 'backdatedAward', amount: 184_025 }],
      }),
    ],
  })
}

proves(
  ['C22d', 'C16'],
  'evidence that came during stage 2 and was entered late, with its true date, answers the clock’s "no reply", which then counts nowhere',
  async () => {
    const { items, reference } = await resolvedWith('Mr O')
    const item = items['award']!
    await stage.waits(29)
    await startsEscalation(stage, item, 'missedTargetDate', 'Nothing by the date')
    await writes(stage, item, 1, 'The award has not been paid')
    await stage.waits(5)
    await (await stage.office.as('assessmentOutcomesOfficer')).does(item, 'REPLY_RECEIVED', { what: 'Its systems are being changed' })
    await judgesReply(stage, item, { satisfactory: false, why: 'No date' })
    await writes(stage, item, 2, 'The award has still not been paid')
    const [letter] = await stage.letters(reference, 'stage2')
    expect(letter!.body).toContain('What you told us on 10 March 2013 has not settled the matter.')

    await stage.waits(12)
    expect(await stage.state(item)).toContain('stage2.noReply')
    const noReply = (await stage.historyOf(reference)).filter(({ kind, event }) => kind === 'clock' && event.includes('noReply'))
    expect(noReply).toMatchObject([{ happenedOn: stage.day(-1) }])

    // It had lain in the post room for four days.
    await receivesEvidence(stage, item, 'Award notice for 1,840.25 pounds', { happenedOn: stage.day(-4), providedOn: stage.day(-6) })
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('stage2.replyToJudge'),
      record: {
        evidence: [{ receivedOn: stage.day(-4), providedOn: stage.day(-6) }],
        escalation: { letters: [{}, { noReplySince: stage.day(-1), answeredInTime: true }] },
      },
    })
    expect(Object.keys(await stage.duties(item))).not.toContain('actOnNoReply')
    await judges(stage, item, 'provided', 'The notice shows the whole sum')
    expect(await stage.shows(item)).toMatchObject({
      state: 'closed.complied',
      // Provided after its date all the same: it was late.
      record: { providedOn: stage.day(-6), overdue: [{ since: stage.day(-17) }] },
      duties: [{ name: 'noteEscalation' }],
    })
    expect((await stage.verify()).difference).toBeUndefined()
  },
)

proves(
  ['C13', 'C20', 'C22e'],
  'an extension during stage 1 ends its reply clock and keeps the stage reached; when the new date is missed as well, escalation resumes at stage 2',
  async () => {
    const { items, reference } = await resolvedWith('Mrs V')
    const item = items['award']!
    const [first] = [stage.day(28)]
    await stage.waits(29)
    await startsEscalation(stage, item, 'missedTargetDate', 'Nothing by the date')
    await writes(stage, item, 1, 'The award has not been paid')
    await stage.waits(4)
    const later = stage.day(10)
    const asked = { why: 'Its systems are changed over this week', until: later, whoseDelay: 'organisation' }
    // Escalating, it needs a reason.
    await (await stage.office.as('assessmentOutcomesOfficer')).does(item, 'REQUEST_EXTENSION', { askedBy: 'organisation', ...asked })
    const granting = { until: later, why: 'A date at last', tellComplainant: { answer: true, why: 'Has waited for long' } }
    const manager = await stage.office.as('operationsManager')
    const without = await stage.refused(manager.does(item, 'EXTEND_TARGET_DATE', granting))
    expect(without.refusals).toMatchObject([{ rule: 'beforeTheTargetDate', cites: 'C13', strength: 'normally' }])
    await manager.does(item, 'EXTEND_TARGET_DATE', granting, { beforeTheTargetDate: 'It has committed itself to a day, in writing' })
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('escalation.none'),
      record: {
        targetDates: [{ date: first }, { date: later }],
        escalation: { stageReached: 1, underWay: false },
        overdue: [{ since: stage.day(-4) }],
      },
    })
    const [letter] = await stage.letters(reference, 'extensionGranted')
    expect(letter!.body).toContain('You need not reply to our letter')

    // The reply date of the first letter passes, and nothing is recorded.
    await stage.waits(7)
    expect(await stage.state(item)).toContain('escalation.none')
    await stage.waits(4)
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('escalation.due.toBegin'),
      record: { overdue: [{}, { since: stage.day(0) }] },
    })
    await startsEscalation(stage, item, 'missedTargetDate', 'The second date too')
    expect(await stage.state(item)).toContain('stage2.letterDue')
    expect(await stage.duties(item)).toMatchObject({ issueStageLetter: { to: 'deputyDirector', cites: 'C22b' } })
    await writes(stage, item, 2, 'Neither the first date nor the second was kept')
    const [second] = await stage.letters(reference, 'stage2')
    expect(second!.body).toMatch(/We wrote to you on \d+ April 2013, .* We then agreed to a later date, \d+ (April|May) 2013\./)

    await stage.waits(6)
    await receivesEvidence(stage, item, 'Award notice', { providedOn: stage.day(-1) })
    await judges(stage, item, 'provided', 'The whole sum')
    expect(await stage.shows(item)).toMatchObject({ state: 'closed.complied', record: { extensions: [{ outcome: 'granted' }] } })
    expect((await stage.verify()).difference).toBeUndefined()
  },
)

proves(
  ['C14', 'C20'],
  'the clock stood still for forty days: overdue is so when read, and what it records then is dated when it happened, each duty with its day',
  async () => {
    const { items, reference } = await resolvedWith('Ms E')
    const item = items['award']!
    const start = stage.day(0)
    await stage.stoodStill(40)
    // Nothing has been carried out, and what is shown is right.
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('passed.overdue'),
      record: { overdue: [{ since: stage.day(-11) }] },
    })
    const kept = await stage.historyOf(reference)
    expect(kept.filter(({ kind, happenedOn }) => kind === 'clock' && String(happenedOn) > start)).toEqual([])

    await stage.sweeps()
    const recorded = (await stage.historyOf(reference)).filter(({ kind, machine }) => kind === 'clock' && machine === 'compliance')
    expect(recorded.map(({ event, happenedOn }) => [event.split('.')[2], happenedOn])).toEqual([
      ['reminderDue', stage.day(-19)],
      ['escalationDue', stage.day(-11)],
      ['targetPassed', stage.day(-11)],
    ])
    expect(await stage.duties(item)).toMatchObject({
      beginEscalation: { dueOn: stage.day(-11), shownToLineManagerOn: stage.day(-8) },
      updateComplainant: { dueOn: stage.day(3) },
    })
    // Nobody is reminded of a date that has passed.
    expect(await stage.letters(reference, 'reminder')).toEqual([])
    // It is not run twice, and the case goes on.
    await stage.sweeps()
    expect((await stage.historyOf(reference)).filter(({ kind, machine }) => kind === 'clock' && machine === 'compliance').length).toBe(3)
    await receivesEvidence(stage, item, 'Award notice', { happenedOn: stage.day(-14), providedOn: stage.day(-15) })
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('passed.withUs'),
      record: { overdue: [{ since: stage.day(-11), answeredInTime: true }] },
    })
    await judges(stage, item, 'provided', 'In time, as it turns out')
    expect(await stage.state(item)).toBe('closed.complied')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
