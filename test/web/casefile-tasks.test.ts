import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allPoints, assessment, opensWithAttempt, preparesComplainant, submits } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import { proves } from '../support/proves.ts'
import { casefilesIn } from './support/casefiles.ts'
import { hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

const { complaint, apology, readyToSubmit, tasksFor } = casefilesIn(() => told)

describe('the task list of a casefile', () => {
  test('has the date of a duty at the step that the duty asks for alone; the other ways out of the state are “Or instead”', async () => {
    const { reference, colleague, attempt } = await readyToSubmit()
    await submits(colleague, attempt, 'What was agreed puts it right')
    await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    const items = await tasksFor('caseworker', reference)
    expect(items.filter((item) => item.includes('Due on'))).toEqual([expect.stringMatching(/^Issue the decision .*Due on \d+ \w+ 2013/)])
    expect(items).toContainEqual(expect.stringMatching(/^Record strong objections .*Or instead$/))
    expect(items.filter((item) => item.endsWith('To do'))).toEqual([expect.stringMatching(/^Issue the decision/)])
  })

  test('begins, of a new casefile, with the step that comes first', async () => {
    const manager = await told.office.as('lineManager')
    const { reference } = await manager.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint() })
    expect(await tasksFor('lineManager', reference)).toEqual(['Assign the casefile To do'])
    await manager.does(await manager.finds(reference, 'casefile'), 'ASSIGN', { post: 'caseworker' })
    expect(await tasksFor('caseworker', reference)).toContainEqual('Open an attempt at an intervention To do')
    expect((await told.reads('caseworker', `/casefiles/${reference}/tasks`)).says).not.toContain('Nothing waits to be done here')
  })

  test('has the duties of others, with whose they are and by when, also where no step of a lifecycle ends them', async () => {
    const { reference, colleague, attempt } = await readyToSubmit()
    await colleague.does(attempt, 'COMPARE_REMEDIES', { compared: 'Three cases' })
    const { html } = await told.reads('secondCaseworker', `/casefiles/${reference}/tasks`)
    const open = (await colleague.casefile(reference)) as unknown as { duties: readonly { title: string }[] }
    expect(open.duties.length).toBeGreaterThan(0)
    const items = await tasksFor('secondCaseworker', reference)
    expect(items.filter((item) => /Due on \d+ \w+ 2013/.test(item)).length).toBe(open.duties.length)
    expect(saidBy(html)).toContain('Amina Clarke')
  })

  test('has under “Other open duties” what no step ends, with whose it is; to them it stands among what is to be said when it is done', async () => {
    const { reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const [asks, grants] = [await told.office.as('caseworker'), await told.office.as('operationsManager')]
    const item = await asks.finds(reference, 'compliance')
    const [until, why] = [told.day(42), 'Its director is away until then']
    await asks.does(item, 'REQUEST_EXTENSION', { askedBy: 'organisation', why, until, whoseDelay: 'organisation' })
    await grants.does(item, 'EXTEND_TARGET_DATE', { until, why, tellComplainant: { answer: false, why: 'She knows' } })
    const read = async (post: string) => {
      const { says } = await told.reads(post, `/casefiles/${reference}/tasks`)
      const [tasks = '', others = ''] = says.split('Other open duties')
      return { tasks, others }
    }
    const { tasks, others } = await read('caseworker')
    expect(others).toMatch(
      /Record the revised target date, \d+ \w+ 2013 For the compliance officer: [A-Z]\w+ \w+\. Due on \d+ \w+ 2013 For somebody else/,
    )
    expect(tasks).not.toContain('Record the revised target date')
    const theirs = await read('complianceOfficer')
    expect(theirs.tasks).toMatch(/To be said when it is done Record the revised target date, \d+ \w+ 2013 By \d+ \w+ 2013 To do/)
    expect(theirs.others).not.toContain('Record the revised target date')
  })

  test('is not empty where all has ended but a duty: the head says that it is open and overdue, and not that nothing is open', async () => {
    const { reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const [asks, grants] = [await told.office.as('caseworker'), await told.office.as('operationsManager')]
    const item = await asks.finds(reference, 'compliance')
    const [until, why] = [told.day(42), 'Its director is away until then']
    await asks.does(item, 'REQUEST_EXTENSION', { askedBy: 'organisation', why, until, whoseDelay: 'organisation' })
    await grants.does(item, 'EXTEND_TARGET_DATE', { until, why, tellComplainant: { answer: true, why: 'She waits for it' } })
    await receivesEvidence(told, item, 'The letter of apology')
    await judges(told, item, 'provided', 'It says what was agreed')
    await told.waits(10)
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    const [head] = says.split('What happens next')
    expect(head).toContain('Nothing is under way, but 2 duties are open')
    expect(head).not.toContain('Nothing is open')
    expect(head).toMatch(/\d+ calendar days? overdue (Tell the complainant of the new target date|Record the revised target date)/)
  })

  proves('I26', 'says of what is for somebody else for whom, and what else is in the way, each with its paragraph', async () => {
    const { reference } = await readyToSubmit()
    expect(await tasksFor('auditor', reference)).toContainEqual(
      expect.stringMatching(
        /^Submit for sign-off Amina Clarke.*Record what the remedy was compared with.*\(Casework guidance, paragraph 2\.6\.15\).*For somebody else$/,
      ),
    )
  })

  test('has every form that was begun, each by what it is about', async () => {
    const whom = Object.values(told.organisations).slice(0, 2)
    const { colleague, file, attempt } = await opensWithAttempt(told, 'caseworker', { ...complaint(), complainedAbout: whom })
    const { reference } = file
    await preparesComplainant(colleague, attempt, 'Knows what may be asked for')
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect: { answer: true, why: 'It has acted before' } })
    for (const each of whom)
      await colleague.does(attempt, 'ADD_ACTION', { action: { ...apology(), id: `apology-${whom.indexOf(each)}`, organisation: each } })
    const contact = { channel: 'writing', contact: 'focalPoint', points: allPoints, respondBy: told.day(14) }
    await colleague.does(attempt, 'PROPOSE_INTERVENTION', { whom, ...contact })
    const { letters, instances } = await colleague.casefile(reference)
    const address = `/instances/${instances.find(({ machine }) => machine === 'casefile')!.id}/events/EDIT_LETTER`
    const caseworker = await told.service.browse('caseworker')
    const written = letters.filter(({ sentOn }) => !sentOn).slice(0, 2)
    expect(written).toHaveLength(2)
    for (const { id } of written) {
      const { text } = await caseworker.get(`${address}?letter=${id}`)
      const saved = await caseworker.post(address, { ...hiddenIn(text), letter: id, body: 'Dear all', _save: 'yes' })
      expect([saved.status, saved.headers['location']]).toEqual([303, `/casefiles/${reference}`])
    }
    const begun = (await tasksFor('caseworker', reference)).filter((item) => item.endsWith('Begun'))
    expect(begun).toHaveLength(2)
    expect(new Set(begun.map((item) => /: (.+ to .+) You saved it/.exec(item)?.[1])).size).toBe(2)
  })
})
