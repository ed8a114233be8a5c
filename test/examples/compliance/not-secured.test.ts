import { afterAll, beforeAll, expect } from '@jest/globals'
import { action } from '../../../scripts/demonstration/passages.ts'
import { resolves } from '../../../scripts/demonstration/resolving.ts'
import { confers, judgesReply, startsEscalation, writes } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

const yes = (why: string) => ({ answer: true, why })
const no = (why: string) => ({ answer: false, why })

proves(
  ['C15', 'C20', 'C22', 'C22a', 'C22b', 'C22c', 'C22d', 'C22e', 'C22f', 'C23'],
  'what was never secured goes through all three stages, each letter by the post that signs it, and is closed by the Chief Operating Officer, who returned it first; a director cannot close it',
  async () => {
    const { otherTrust } = stage.organisations
    const { reference, attempt, file, items } = await resolves(stage, {
      complaint: {
        complainant: { name: 'Mrs L' },
        complainedAbout: [otherTrust],
        complaint: 'Her notes were lost, and tests had to be repeated',
        injustices: ['Tests repeated', 'Worry for four months'],
        remedySought: 'Payment',
      },
      actions: [
        action('payment', otherTrust, 'Pay the complainant 1,200 pounds', stage.day(28), {
          kind: 'payment',
          money: [{ kind: 'payment', amount: 120_000 }],
        }),
      ],
    })
    const item = items['payment']!
    const at = async (state: string) => expect(await stage.state(item)).toContain(`escalation.${state}`)
    const as = (post: string) => stage.office.as(post)

    // The day after the target date.
    await stage.waits(29)
    await at('due.toBegin')
    expect(await stage.duties(item)).toMatchObject({
      beginEscalation: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(0), cites: 'C20', shownToLineManagerOn: stage.day(3) },
      updateComplainant: { to: 'caseworker', dueOn: stage.day(14), cites: 'C14' },
    })
    await startsEscalation(stage, item, 'missedTargetDate', 'Neither money nor word by the date')
    await at('stage1.letterDue')
    expect(await stage.duties(item)).toMatchObject({
      noteEscalation: { to: 'complianceOfficer', cites: 'C22', endsBy: 'acknowledgement' },
      issueStageLetter: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(0), cites: 'C22a' },
    })

    // Stage 1: a reply in nineteen days is not asked for without a reason.
    const officer = await as('assessmentOutcomesOfficer')
    const late = await stage.refused(officer.does(item, 'ISSUE_STAGE_1_LETTER', { replyBy: stage.day(19), asks: 'response' }))
    expect(late.refusals).toMatchObject([{ rule: 'repliesInOneToTwoWeeks', cites: 'C22d', strength: 'normally' }])
    await writes(stage, item, 1, 'The 1,200 pounds have not been paid')
    const [first] = await stage.letters(reference, 'stage1')
    expect(first).toMatchObject({ sentOn: stage.day(0), to: { organisation: otherTrust } })
    expect(first!.body).toContain('was to be done by 4 March 2013, and we have not been shown that it has been')
    expect(first!.body).toContain('The 1,200 pounds have not been paid')
    expect(first!.body).toContain('reply to this letter in writing by 15 March 2013')

    // Replied in time, and not to the point: what was received is not thereby satisfactory.
    await stage.waits(9)
    await officer.does(item, 'REPLY_RECEIVED', { what: 'The payment is with its insurers, who have no date', from: 'Mr Lindqvist' })
    expect(await stage.duties(item)).toMatchObject({ judgeReply: { to: 'assessmentOutcomesOfficer', dueOn: stage.day(7), cites: 'C22d' } })
    await judgesReply(stage, item, { satisfactory: false, why: 'No date, and what its insurers do is its own affair' })
    await at('stage2.letterDue')
    expect(await stage.duties(item)).toMatchObject({ issueStageLetter: { to: 'deputyDirector', dueOn: stage.day(0), cites: 'C22b' } })

    // Stage 2 is for a deputy director or above.
    const below = await stage.refused(writes(stage, item, 2, 'Still not paid', 'operationsManager'))
    expect(below.refusals).toMatchObject([{ rule: 'laterLettersAreADeputyDirectors', cites: 'C22b', strength: 'must' }])
    expect(below.whoCould!.people.flatMap(({ posts }) => posts)).toEqual(
      expect.arrayContaining(['Deputy director of customer services and assessment', 'Director of customer services and assessment']),
    )
    await writes(stage, item, 2, 'Still not paid')
    const [second] = await stage.letters(reference, 'stage2')
    expect(second!.body).toContain('We wrote to you on 5 March 2013, and asked for a reply by 15 March 2013.')
    expect(second!.body).toContain('I therefore take the matter up with you myself')

    // No reply by its date: the clock says so, and writes nothing.
    await stage.waits(11)
    await at('stage2.noReply')
    expect(await stage.duties(item)).toMatchObject({
      actOnNoReply: { to: 'deputyDirector', dueOn: stage.day(0), cites: 'C22d' },
      updateComplainant: { to: 'caseworker', dueOn: stage.day(-6) },
    })
    expect((await stage.letters(reference, 'stage3')).length).toBe(0)
    await (await as('caseworker')).does(item, 'UPDATE_COMPLAINANT', {
      how: 'telephone',
      said: 'Two letters, no money; it goes to our director',
    })
    expect(await stage.duties(item)).toMatchObject({ updateComplainant: { dueOn: stage.day(14) } })

    // Stage 3: two people's two acts.
    const refer = { step: 'refer', to: 'chiefOperatingOfficer', why: 'Two letters in vain' }
    const deputy = await as('deputyDirector')
    await deputy.does(item, 'PROPOSE_STEP', refer)
    const own = await stage.refused(deputy.does(item, 'AGREE_STEP'))
    expect(own.refusals).toMatchObject([
      { rule: 'agreedByTheDirector', cites: 'C22c' },
      { rule: 'notTheirOwnProposal', cites: 'C22c' },
    ])
    await (await as('director')).does(item, 'AGREE_STEP')
    await at('stage3.withExecutive')
    expect(await stage.duties(item)).toMatchObject({ decideClosing: { to: 'chiefOperatingOfficer', dueOn: stage.day(7), cites: 'C23' } })

    // Neither director nor anybody but the four closes it.
    const closing = {
      why: 'Every reasonable attempt has been made',
      regulator: yes('A pattern of complaints without redress'),
      publish: yes('Others should know'),
      umbrella: no('It belongs to none'),
    }
    const refused = await stage.refused((await as('director')).does(item, 'CLOSE_EXCEPTIONALLY', closing))
    expect(refused.refusals).toMatchObject([{ rule: 'closedByOneOfFour', cites: 'C23', strength: 'must' }])
    expect(refused.whoCould!.people.flatMap(({ posts }) => posts).sort()).toEqual([
      'Chief Operating Officer',
      'Interim Director of Business Development',
      'Interim Director of Operations',
      'Ombudsman',
    ])

    const chief = await as('chiefOperatingOfficer')
    await chief.does(item, 'RETURN_TO_PURSUE', { why: 'Nobody has yet written to its chief executive' })
    await at('stage3.conferring.toPropose')
    expect(await stage.duties(item)).toMatchObject({ proposeStep: { to: 'deputyDirector', cites: 'C22c' } })
    await confers(stage, item, { step: 'furtherLetter', why: 'To its chief executive' })
    await writes(stage, item, 'further', 'To your chief executive: a remedy that was agreed in writing has not been paid')
    const [further] = await stage.letters(reference, 'stage3')
    expect(further!.body).toContain('We wrote to you twice, on 5 March 2013 and 14 March 2013')
    await stage.waits(11)
    await at('stage3.noReply')
    await confers(stage, item, refer)

    // Three considerations, each with its answer.
    const without = await stage.refused(chief.does(item, 'CLOSE_EXCEPTIONALLY', { why: closing.why }))
    expect(without.refusals.map(({ rule, cites, strength }) => [rule, cites, strength])).toEqual([
      ['regulatorConsidered', 'C23', 'consider'],
      ['publishingConsidered', 'C23', 'consider'],
      ['umbrellaConsidered', 'C23', 'consider'],
    ])
    await chief.does(item, 'CLOSE_EXCEPTIONALLY', closing)
    const closed = await stage.shows(item)
    expect(closed).toMatchObject({
      state: 'closed.notSecured',
      record: {
        ending: 'notSecured',
        overdue: [{ since: '2013-03-05' }],
        escalation: { considered: { regulator: true, publish: true, umbrella: false }, letters: [{}, { noReplySince: '2013-03-25' }, {}] },
      },
    })
    // A duty for each yes, and none for the no; and the letter about the summary is somebody's to send.
    expect(closed.duties).toContainEqual(expect.objectContaining({ name: 'sendPublicationNotice', cites: 'C23' }))
    const following = closed.duties.filter(({ cites, name }) => cites === 'C23' && name !== 'sendPublicationNotice')
    expect(following.map(({ name }) => name).sort()).toEqual(['publishSummary', 'tellRegulator'])
    for (const duty of following) expect(duty).toMatchObject({ to: 'complianceOfficer', dueOn: stage.day(7) })
    expect((await stage.letters(reference, 'publicationNotice')).length).toBe(1)
    expect(await stage.state(attempt)).toBe('closed.notComplied')

    // Publication is recorded on the casefile, by whoever's duty it is: that does it.
    await (await as('complianceOfficer')).does(file, 'RECORD_PUBLICATION', {
      what: 'summary',
      note: 'On our pages, naming the chief executive',
    })
    expect(Object.keys(await stage.duties(item))).not.toContain('publishSummary')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
