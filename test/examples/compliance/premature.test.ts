import { afterAll, beforeAll, expect } from '@jest/globals'
import { opensWithAttempt } from '../../../scripts/demonstration/passages.ts'
import { ownOf } from '../../../scripts/demonstration/resolving.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

proves(
  ['I2', 'C3', 'C22g'],
  'work that a premature closure asked for is refused: the item goes to reassessment at once, two people agree that the case is suitable, and a new, linked casefile takes it up',
  async () => {
    const { taxCredits } = stage.organisations
    const complaint = {
      complainant: { name: 'Mr H' },
      complainedAbout: [taxCredits],
      complaint: 'His second letter of complaint was not answered',
      injustices: ['Months of waiting'],
      remedySought: 'An answer',
    }
    const { colleague, file, attempt } = await opensWithAttempt(stage, 'caseworker', complaint)
    await colleague.does(attempt, 'SUBMIT_PREMATURE', {
      procedureIncomplete: true,
      work: [
        {
          organisation: taxCredits,
          what: 'Answer the second letter of complaint',
          understood: 'Mr Prosser said so',
          respondBy: stage.day(21),
        },
      ],
      rationale: 'Its procedure has a second stage',
      whatWeDid: 'We read the papers and asked the office where the complaint stands',
      conclusions: 'The second stage is still to come',
    })
    await (await stage.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    await colleague.does(attempt, 'ISSUE_DECISION')
    expect(await stage.state(attempt)).toBe('workRequested.inTime')

    await stage.waits(10)
    const refusal = await colleague.does(attempt, 'FURTHER_WORK_REFUSED', {
      organisation: taxCredits,
      words: 'It regards the matter as closed',
      happenedOn: stage.day(-2),
    })
    expect(await stage.state(attempt)).toBe('closed.premature')
    const item = refusal.opened.find(({ machine }) => machine === 'compliance')!
    expect(await stage.shows(item)).toMatchObject({
      state: expect.stringContaining('stage3.reassessing.toPropose'),
      record: { source: 'premature', refusedOn: stage.day(-2), escalation: { stageReached: 3 } },
    })
    expect(await stage.duties(item)).toMatchObject({
      putReassessment: { to: 'director', dueOn: stage.day(5), cites: 'C22g' },
      putReassessmentCaseworker: { to: 'caseworker', dueOn: stage.day(5), cites: 'C22g' },
      noteEscalation: { to: 'complianceOfficer', cites: 'C22' },
    })

    // Whether it is suitable is answered, and another person agrees.
    const unanswered = await stage.refused(colleague.does(item, 'PROPOSE_REASSESSMENT', {}))
    expect(unanswered.refusals).toMatchObject([{ rule: 'suitabilityConsidered', cites: 'C22g', strength: 'consider' }])
    const suitable = { answer: true, why: 'The papers show maladministration, and no other way is left' }
    await colleague.does(item, 'PROPOSE_REASSESSMENT', { suitable, how: 'newCasefile' })
    const agree = { why: 'The office will not look at it' }
    const below = await stage.refused((await stage.office.as('lineManager')).does(item, 'REASSESS_ENQUIRY', agree))
    expect(below.refusals).toMatchObject([{ rule: 'agreedByADirectorOrDeputy', cites: 'C22g', strength: 'must' }])
    await stage.waits(1)
    await (await stage.office.as('deputyDirector')).does(item, 'REASSESS_ENQUIRY', agree)
    expect(await stage.shows(item)).toMatchObject({ state: 'closed.notComplied', record: { ending: 'notComplied', endedOn: stage.day(0) } })
    const own = ownOf(file)
    expect(await stage.duties(own)).toMatchObject({ openLinkedCasefile: { to: 'caseworker', dueOn: stage.day(7), cites: 'C22g' } })

    await stage.waits(2)
    const anew = await colleague.opens({
      ...complaint,
      directorate: 'customerServices',
      stage: 'furtherAssessment',
      receivedOn: stage.day(0),
      linkedTo: file.reference,
      reassesses: true,
    })
    expect(await stage.shows(own)).toMatchObject({ duties: [], record: { links: [{ reference: anew.reference, reassessedBy: true }] } })
    expect(await stage.shows(ownOf(anew))).toMatchObject({ record: { links: [{ reference: file.reference, reassesses: true }] } })
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
