import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allPoints, assessment, opensWithAttempt, preparesComplainant, submits } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import { agreedIn, apologyIn, complaintIn, proposedIn } from '../support/proposed.ts'
import { proves } from '../support/proves.ts'
import { hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

const complaint = () => complaintIn(told, { complainant: { name: 'Mrs Ashdown', telephone: '01632 960001' }, remedySought: 'An apology' })
const apology = () => apologyIn(told)
/** An attempt whose proposal waits for its answer. */
const proposed = () => proposedIn(told, { complaint: complaint() })
/** The same, agreed with the organisation and told to the complainant. */
const readyToSubmit = () => agreedIn(told, { complaint: complaint() })
const nextOf = (html: string) => /redress-first__button" href="([^"]+)"[^>]*>([^<]+)</.exec(html)?.slice(1)

describe('what happens next in a casefile', () => {
  test('is one step: the one that ends the most urgent duty of whoever looks', async () => {
    const { colleague, reference, approach } = await proposed()
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const { html, says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(nextOf(html)).toEqual([`/instances/${approach.id}/events/ESCALATE`, 'Escalate through the line manager'])
    expect(html.match(/redress-first__button/g)).toHaveLength(1)
    expect(says).toContain('Escalate the refusal through the line manager, 14 days left')
  })

  test('is, where one step that ends the duty is not for the reader or not now, the next; a duty that ends by saying so is said to be done', async () => {
    const { items, reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const item = Object.values(items)[0]!
    const read = async (post: string) => {
      const { html, says } = await told.reads(post, `/casefiles/${reference}`)
      expect(says).not.toContain('Nothing here waits for you')
      return { next: nextOf(html)?.map((each) => each.replace(/^.*\/events\//, '')), says }
    }
    await told.waits(30)
    const officer = await read('assessmentOutcomesOfficer')
    expect(officer.next).toEqual(['START_ESCALATION', 'Begin escalation'])
    expect(officer.says).toMatch(/Begin escalation Remedy: [^.]*: Begin escalation, or have it held back, 1 day overdue/)
    expect(officer.says).not.toContain('It waits for somebody else: hold escalation back')

    const more = { askedBy: 'organisation', why: 'Its director is away', until: told.day(42), whoseDelay: 'organisation' }
    await (await told.office.as('caseworker')).does(item, 'REQUEST_EXTENSION', more)
    const manager = await read('operationsManager')
    expect(manager.next).toEqual(['DECLINE_EXTENSION', 'Decline the extension'])
    expect(manager.says).toMatch(/Decline the extension Remedy: [^.]*: Grant the extension, or decline it, \d+ days? left/)

    await (await told.office.as('assessmentOutcomesOfficer')).does(item, 'START_ESCALATION', { reason: 'missedTargetDate', why: 'No word' })
    const compliance = await read('complianceOfficer')
    expect(compliance.next).toEqual([expect.stringMatching(/^DUTY_DONE\?duty=/), 'Say that a duty is done'])
    expect(compliance.says).toContain('Note that escalation has begun')
  })

  test('is what stands in the way of that step, where the person can do it; and says what it is for', async () => {
    const { attempt, reference } = await readyToSubmit()
    const { html, says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(nextOf(html)).toEqual([`/instances/${attempt.id}/events/COMPARE_REMEDIES`, 'Compare remedies'])
    expect(says).toContain('So that this becomes possible: submit for sign-off.')
  })

  test('is, of a new casefile, to give it to somebody; and then to open an attempt', async () => {
    const manager = await told.office.as('lineManager')
    const { reference } = await manager.opens({ directorate: 'customerServices', receivedOn: told.day(0), ...complaint() })
    const next = async () => nextOf((await told.reads('lineManager', `/casefiles/${reference}`)).html)?.[1]
    expect(await next()).toBe('Assign the casefile')
    await manager.does(await manager.finds(reference, 'casefile'), 'ASSIGN', { post: 'caseworker' })
    expect(await next()).toBe('Open an attempt at an intervention')
  })

  test('waits for somebody else where another post is to act, who is named with the post held today', async () => {
    const { reference, colleague, attempt } = await readyToSubmit()
    await submits(colleague, attempt, 'What was agreed puts it right')
    const { says, html } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toMatch(/It waits for somebody else: sign off\. Today: [^.]*\(Line manager\)/)
    expect(nextOf(html)?.[1]).not.toBe('Sign off')
    expect(nextOf((await told.reads('lineManager', `/casefiles/${reference}`)).html)?.[1]).toBe('Sign off')
  })
})

/** The items of the task list, each in one line. */
async function tasksFor(post: string, reference: string): Promise<readonly string[]> {
  const { html } = await told.reads(post, `/casefiles/${reference}/tasks`)
  return [...html.matchAll(/<li class="govuk-task-list__item.*?<\/li>/gs)].map(([item]) => saidBy(item).trim())
}

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

describe('what is not possible now', () => {
  proves('I26', 'says the rule in words, its paragraph, and who may today; nobody meets a step without its why', async () => {
    const { reference, colleague, attempt } = await readyToSubmit()
    await submits(colleague, attempt, 'What was agreed puts it right')
    const { says, links } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toMatch(
      /Sign off This is for a line manager or above, by the Delegation Scheme\. Casework guidance, paragraph 2\.6\.26 This is for someone other than/,
    )
    expect(says).toMatch(/Who may: a line manager or above, [^.]*\. Today: [^.]*Carol Whitfield \(Line manager\)/)
    expect(links).toContainEqual({ text: 'Casework guidance, paragraph 2.6.26', href: '/register/I26' })
  })

  test('says what would unlock it as a link to that step, and offers the written reason where one is accepted', async () => {
    const { reference, attempt } = await readyToSubmit()
    const { says, links } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toContain(
      'Record what the remedy was compared with: similar cases, or why there are none. Casework guidance, paragraph 2.6.15',
    )
    expect(links).toContainEqual({ text: 'Compare remedies', href: `/instances/${attempt.id}/events/COMPARE_REMEDIES` })
    expect(links).toContainEqual({ text: 'give one', href: `/instances/${attempt.id}/events/SUBMIT_FOR_SIGN_OFF?anyway=yes` })
  })

  test('lists also the steps of other states, each with the state that takes it, in words', async () => {
    const { reference } = await readyToSubmit()
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toContain('Issue the decision: possible in “Issuing”')
    expect(says).toMatch(/Not possible now: \d+, and \d+ in other states/)
  })

  proves(
    'I26',
    'says of a step of another state its paragraph, who may and who holds that post today, and leads to what explains it',
    async () => {
      const { reference, attempt } = await readyToSubmit()
      const { says, links } = await told.reads('caseworker', `/casefiles/${reference}`)
      expect(says).toMatch(
        /For [^.]*other than[^.]* \(Casework guidance, paragraph 2\.6\.26\)\. Today: [^.]*Carol Whitfield \(Line manager\)[^.]*\.[^.]* Sign off: possible in “Awaiting sign-off”/,
      )
      expect(links).toContainEqual({ text: 'Sign off', href: `/instances/${attempt.id}/events/SIGN_OFF` })
      const explained = await told.reads('caseworker', `/instances/${attempt.id}/events/SIGN_OFF`)
      expect(explained.says).toMatch(/Who could This is for [^.]*other than[^.]*\. Today that is [^.]*Carol Whitfield \(Line manager\)/)
    },
  )

  test('names everybody who may, also where they are many', async () => {
    const { reference } = await readyToSubmit()
    const { html } = await told.reads('caseworker', `/casefiles/${reference}`)
    const [opened] = /<details class="redress-others">.*?<\/details>/s.exec(html)!
    const [, rest, names] = /and (\d+) others?<.*<\/summary>(.*)<\/details>/s.exec(opened)!
    expect(names!.split(/\), | or /)).toHaveLength(Number(rest))
    expect(names).toContain('Dame Katharine Rowe (Ombudsman)')
  })
})

test('duties that are called alike and are due on one day are told apart by what gave them, which they lead to', async () => {
  const { items, reference } = await resolves(told, {
    complaint: complaint(),
    actions: [apology(), { ...apology(), id: 'explanation', what: 'Write an explanation', kind: 'otherIndividual' }],
  })
  await told.waits(30)
  const { says, links } = await told.reads('caseworker', `/casefiles/${reference}`)
  for (const [what, id] of [
    ['Write a letter of apology', items['apology']!.id],
    ['Write an explanation', items['explanation']!.id],
  ] as const) {
    expect(says).toContain(`Begin escalation, or have it held back – Remedy: ${what} For the`)
    expect(says).toContain(`How this date was worked out: Begin escalation, or have it held back, Remedy: ${what}`)
    expect(links).toContainEqual({ text: `Remedy: ${what}`, href: `/instances/${id}` })
  }
  expect((await told.reads('caseworker', `/casefiles/${reference}/print`)).says).toContain(
    'Begin escalation, or have it held back, Remedy: Write an explanation, for the',
  )
})

proves(
  ['I18', 'I20'],
  'a date says from what it was worked out, by which paragraph, and what the clock will do when it passes',
  async () => {
    const { reference } = await proposed()
    const read = async () => (await told.reads('caseworker', `/casefiles/${reference}`)).says
    expect(await read()).toMatch(/\d+ \w+ 2013 15 days left The response date passes/)
    expect(await read()).toMatch(/The day after the response date, \d+ \w+ 2013\. Casework guidance, paragraph 2\.6\.18\./)
    expect(await read()).toContain('If nothing happens before, on that day the clock records “Awaiting response, late”')
    await told.waits(16)
    expect(await read()).toMatch(
      /More than 7 days past the response date: counted from \d+ \w+ 2013\. Casework guidance, paragraph 2\.6\.20\./,
    )
    expect(await read()).toMatch(/records “Awaiting response: significantly delayed”; and gives the caseworker a duty: [A-Z]/)
  },
)

describe('how a date was worked out', () => {
  const worked = (says: string, what: string) => says.split(`How this date was worked out: ${what}`)[1]?.slice(0, 700)

  test('names the entry that set it, which its link leads to, and the day it was before, by whom and why', async () => {
    const { colleague, reference, approach } = await proposed()
    await colleague.does(approach, 'CHANGE_RESPONSE_DATE', { respondBy: told.day(10), why: 'They are moving offices' })
    const { says, links } = await told.reads('caseworker', `/casefiles/${reference}`)
    const said = worked(says, 'The response date passes')!
    expect(said).toMatch(/ was set when Amina Clarke changed the response date on \d+ \w+ 2013 \(“They are moving offices”\)\./)
    expect(said).toMatch(/Before, it was \d+ \w+ 2013: Amina Clarke proposed an intervention on/)
    const link = links.find(({ href }) => /\/timeline\?after=.*#entry-\d+$/.test(href))!
    expect((await told.reads('caseworker', link.href.split('#')[0]!)).html).toContain(`id="${link.href.split('#')[1]}"`)
  })

  test('names the days of the setting that were read when the wait began', async () => {
    const { reference } = await readyToSubmit()
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(worked(says, 'Submitting for sign-off is overdue')).toMatch(
      /and 7 calendar days\. Our reading: preparing a decision for sign-off takes at most a week\. \(setting x\)/,
    )
  })
})

describe('the timeline of a casefile', () => {
  test('tells in a sentence who did what, in which post, and what changed by it; the words are there to be read', async () => {
    const { reference } = await proposed()
    const { says } = await told.reads('caseworker', `/casefiles/${reference}/timeline`)
    expect(says).toContain('Amina Clarke proposed an intervention')
    expect(says).toContain('as Caseworker')
    expect(says).toContain('From “Proposing” to “Negotiating”')
    expect(says).toContain('Whom we ask Harrowmere Hospitals NHS Trust')
    expect(says).toContain('What was said about what to expect Knows what may be asked for')
  })

  test('says when something happened that was recorded later, and what the clock recorded', async () => {
    const { reference, colleague, approach } = await proposed()
    await told.waits(16)
    await colleague.does(approach, 'ORGANISATION_AGREED', { words: 'It will', happenedOn: told.day(-3) })
    const { says } = await told.reads('caseworker', `/casefiles/${reference}/timeline`)
    expect(says).toMatch(/It happened on \d+ \w+ 2013, and was recorded later\./)
    expect((await told.reads('caseworker', `/casefiles/${reference}/timeline?kind=clock`)).says).toContain(
      'The clock recorded: the response date passes',
    )
  })

  proves(
    'I20',
    'says of whoever considered escalating a late reply and did not, that they did not; so does the page that comes after',
    async () => {
      const { reference, approach } = await proposed()
      await told.waits(16)
      const visitor = await told.service.browse('caseworker')
      const form = `/instances/${approach.id}/events/ESCALATE`
      const typed = { why: 'It is on its way', 'early.answer': 'no', 'early.why': 'Its director rang' }
      await visitor.post(form, { ...hiddenIn((await visitor.get(form)).text), ...typed, _confirm: 'yes' })
      expect(saidBy((await visitor.get(`/casefiles/${reference}`)).text)).toContain(
        'You considered whether to escalate what is late, and did not escalate it yet.',
      )
      const { says } = await told.reads('caseworker', `/casefiles/${reference}/timeline`)
      expect(says).toContain('Amina Clarke considered whether to escalate what is late, and did not escalate it yet')
      expect(says).not.toContain('escalated through the line manager')
    },
  )

  test('shows what was tried in vain to everybody who sees the casefile, with the rules and their paragraphs, and filters by kind', async () => {
    const { reference, attempt } = await readyToSubmit()
    const other = await told.office.as('secondCaseworker')
    await expect(other.does(attempt, 'RECONSIDER', { why: 'It takes too long' })).rejects.toThrow()
    for (const address of [
      `/casefiles/${reference}/timeline`,
      `/casefiles/${reference}/timeline?kind=refused`,
      `/instances/${attempt.id}?kind=refused`,
    ]) {
      const { says, links } = await told.reads('caseworker', address)
      expect(says).toContain('Ben Okafor tried in vain: Reconsider the enquiry')
      expect(says).toMatch(/In the way: this is for .*caseworker.* \(Casework guidance, paragraph 2\.6\.\d+\)/)
      expect(links.some(({ href }) => href.startsWith('/register/I'))).toBe(true)
    }
    const steps = await told.reads('caseworker', `/casefiles/${reference}/timeline?kind=steps`)
    expect(steps.says).not.toContain('tried in vain')
    expect((await told.reads('caseworker', `/casefiles/${reference}/timeline?kind=nothing`)).says).toContain('tried in vain')
  })

  proves(
    'I18',
    'says of what was refused, and of what a reason was written for, what was wrong with it, not what would have been right',
    async () => {
      const { colleague, file, attempt } = await opensWithAttempt(told, 'caseworker', complaint())
      await preparesComplainant(colleague, attempt, 'Knows what may be asked for')
      await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
      await colleague.does(attempt, 'DECIDE_TO_ATTEMPT', { prospect: { answer: true, why: 'It agreed before' } })
      await colleague.does(attempt, 'ADD_ACTION', { action: { ...apology(), what: 'Consider an apology' } })
      const proposal = {
        whom: [told.organisations.trust],
        channel: 'telephone',
        contact: 'focalPoint',
        points: allPoints,
        respondBy: told.day(30),
      }
      await expect(colleague.does(attempt, 'PROPOSE_INTERVENTION', proposal)).rejects.toThrow()
      const wrong = [
        'the response date is more than 14 days ahead',
        'an action only asks the organisation to consider something: write what it should do',
      ]
      const { says } = await told.reads('caseworker', `/casefiles/${file.reference}/timeline?kind=refused`)
      for (const each of wrong) expect(says).toContain(each)

      const reasons = { responseWithinFourteenDays: 'Its director is away', everyActionIsSpecific: 'It chose the words' }
      await colleague.does(attempt, 'PROPOSE_INTERVENTION', proposal, reasons)
      const steps = await told.reads('caseworker', `/casefiles/${file.reference}/timeline?kind=steps`)
      for (const each of wrong) expect(steps.says).toContain(`Although the guidance normally says otherwise (${each};`)
      expect(`${says} ${steps.says}`).not.toMatch(/response within fourteen days|every action is specific/i)
    },
  )

  proves('I26', 'keeps an entry that was recorded in error, struck out, with who found it and why', async () => {
    const { colleague, reference } = await proposed()
    const file = await colleague.finds(reference, 'casefile')
    await colleague.does(file, 'SET_FLAG', { flag: 'complex', set: true })
    const before = await told.reads('lineManager', `/casefiles/${reference}/timeline`)
    const [, seq] = /RECORDED_IN_ERROR\?transition=(\d+)"[^>]*>Recorded in error/.exec(before.html)!
    expect((await told.reads('caseworker', `/casefiles/${reference}/timeline`)).html).not.toContain('RECORDED_IN_ERROR?transition')
    await (await told.office.as('lineManager')).does(file, 'RECORDED_IN_ERROR', {
      transition: Number(seq),
      why: 'Meant for another casefile',
    })
    const { says, html } = await told.reads('caseworker', `/casefiles/${reference}/timeline`)
    expect(html).toMatch(/<s>\s*Amina Clarke set or cleared a flag\s*<\/s>|<s>Amina Clarke [^<]*flag[^<]*<\/s>/)
    expect(says).toMatch(/Recorded in error\. Struck out by Carol Whitfield on \d+ \w+ 2013 at 12:00pm: Meant for another casefile/)
  })

  test('is read page by page from either end, each entry once', async () => {
    const { colleague, reference } = await proposed()
    const file = await colleague.finds(reference, 'casefile')
    for (let note = 1; note <= 45; note++) await colleague.does(file, 'ADD_NOTE', { note: `Note number ${note}` })
    for (const order of ['newest', 'oldest']) {
      const entries: string[] = []
      let next: string | undefined = `/casefiles/${reference}/timeline?order=${order}`
      while (next) {
        const { html, links } = await told.reads('caseworker', next)
        entries.push(...[...html.matchAll(/id="entry-(\d+)"/g)].map(([, seq]) => seq!))
        next = links.find(({ text }) => text === 'More')?.href
      }
      expect(new Set(entries).size).toBe(entries.length)
      expect(entries.length).toBeGreaterThan(45)
      expect(entries.map(Number)).toEqual(entries.map(Number).toSorted((a, b) => (order === 'newest' ? b - a : a - b)))
    }
  })
})

describe('the page of a remedy that is monitored', () => {
  proves(['C13', 'C20', 'C22'], 'says what is owed and by when, where escalation stands on its ladder, and why', async () => {
    const { items, reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    await told.waits(30)
    const officer = await told.office.as('assessmentOutcomesOfficer')
    const item = Object.values(items)[0]!
    await officer.does(item, 'START_ESCALATION', { reason: 'missedTargetDate', why: 'Neither remedy nor word' })
    await officer.does(item, 'ISSUE_STAGE_1_LETTER', { replyBy: told.day(10), asks: 'response' })
    const { says, status } = await told.reads('caseworker', `/instances/${item.id}`)
    expect(status).toBe(200)
    expect(says).toContain('What it will do Write a letter of apology')
    expect(says).toMatch(/Stage 1: a letter from whoever monitors the remedy Here now Letter of \d+ \w+ 2013, reply wanted by/)
    expect(says).toMatch(/Stage 2: a letter from a deputy director or above Not reached/)
    expect(says).toContain('Neither remedy nor word')
    const remedies = await told.reads('caseworker', `/casefiles/${reference}/remedies`)
    expect(remedies.says).toContain('Remedies: 1, still open: 1')
    expect(remedies.says).toMatch(/days overdue .*Stage 1/)
  })
})

proves(
  'C13',
  'whoever grants or declines an extension reads on both forms what was asked: until when, why, by whom, and who put it',
  async () => {
    const { items } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const item = Object.values(items)[0]!
    const asked = { askedBy: 'organisation', why: 'Its director is away', until: told.day(42), whoseDelay: 'organisation' }
    await (await told.office.as('caseworker')).does(item, 'REQUEST_EXTENSION', asked)
    for (const form of ['EXTEND_TARGET_DATE', 'DECLINE_EXTENSION']) {
      const { says } = await told.reads('operationsManager', `/instances/${item.id}/events/${form}`)
      expect(says).toMatch(
        /The extension that is asked for .*Until \d+ \w+ 2013 Target date as it stands \d+ \w+ 2013 Why Its director is away/,
      )
      expect(says).toMatch(/Who asks for it The organisation Put on \d+ \w+ 2013 Put by Amina Clarke Whose the delay is The organisation/)
    }
    const { says } = await told.reads('operationsManager', `/instances/${item.id}/events/RECORD_CORRESPONDENCE`)
    expect(says).not.toContain('The extension that is asked for')
  },
)

test('the parties, their contacts, the complaint and what was sought stand together, with the notes', async () => {
  const { colleague, reference } = await proposed()
  await colleague.does(await colleague.finds(reference, 'casefile'), 'ADD_NOTE', { note: 'She prefers to be rung in the morning' })
  const { says } = await told.reads('caseworker', `/casefiles/${reference}/parties`)
  for (const words of [
    'Mrs Ashdown',
    '01632 960001',
    'Her letters were not answered',
    'Distress at being left',
    'An apology',
    'She prefers to be rung',
  ])
    expect(says).toContain(words)
})

test('a sealed casefile is not there for whom it is sealed to: none of its pages, none of its lifecycles', async () => {
  const { colleague, reference, attempt } = await proposed()
  const file = await colleague.finds(reference, 'casefile')
  const paths = ['', '/remedies', '/letters', '/parties', '/timeline'].map((tab) => `/casefiles/${reference}${tab}`)
  await (await told.office.as('lineManager')).does(file, 'SEAL', { posts: ['caseworker', 'lineManager'], why: 'Somebody is in danger' })
  for (const path of [...paths, `/instances/${attempt.id}`, '/casefiles/RD-999999']) {
    const { status, says } = await told.reads('secondCaseworker', path)
    expect([path, status]).toEqual([path, 404])
    expect(says).not.toContain('Ashdown')
  }
  expect((await told.reads('caseworker', `/casefiles/${reference}`)).says).toContain('Sealed')
  expect((await told.reads('secondCaseworker', '/casefiles')).says).not.toContain(reference)
})

test('no page of a casefile shows a name of the code', async () => {
  const { reference, attempt, approach } = await readyToSubmit()
  const tabs = ['', '/remedies', '/letters', '/parties', '/timeline'].map((tab) => `/casefiles/${reference}${tab}`)
  for (const path of [...tabs, `/instances/${attempt.id}`, `/instances/${approach.id}`, '/casefiles']) {
    const { status, says } = await told.reads('auditor', path)
    expect([path, status, says.match(/\b[a-z]+[A-Z]\w*\b|\b[A-Z]+_[A-Z_]+\b|\bundefined\b/g)]).toEqual([path, 200, null])
  }
})

test('casefiles are listed the newest first, and found by part of a reference, their caseworker and their stage', async () => {
  const { reference } = await proposed()
  const all = await told.reads('caseworker', '/casefiles')
  expect(all.links.filter(({ href }) => /^\/casefiles\/RD-/.test(href))[0]!.text).toBe(reference)
  expect((await told.reads('caseworker', `/casefiles?reference=${reference.slice(-4)}`)).says).toContain(reference)
  expect((await told.reads('caseworker', '/casefiles?stage=investigation')).says).toContain('No casefile fits what you chose.')
})

test('the whole casefile stands on one page, to print: parties, what is open, remedies, dates, letters, and what happened from the beginning', async () => {
  const { reference } = await readyToSubmit()
  const { says, html } = await told.reads('caseworker', `/casefiles/${reference}/print`)
  expect(says).toMatch(
    /Mrs Ashdown.*As it stood on.*01632 960001.*Distress at being left without an answer.*Where it stands.*Remedies.*Write a letter of apology.*Letters.*Letter of approach.*Timeline.*opened the casefile.*told the complainant what was agreed/s,
  )
  expect(html).not.toContain('moj-sub-navigation')
  expect((await told.reads('caseworker', `/casefiles/${reference}/timeline`)).html).toContain(`/casefiles/${reference}/print`)
})

test('a sheet says of which entries there are more than stand on it, and says it of no others', async () => {
  const { reference, attempt } = await proposed()
  const missing = async (path: string) => {
    const { says, links } = await told.reads('caseworker', path)
    return {
      said: /There are ([a-z ]+) entries, which are not on this sheet/.exec(says)?.[1],
      next: links.find(({ text }) => text === 'More')?.href,
    }
  }
  const print = `/casefiles/${reference}/print`
  expect(await missing(print)).toEqual({})
  await told.service.database.pool.query(
    `insert into refused_attempt (file_id, instance_id, person, event, rules, at)
     select file_id, id, 'caseworker', 'SIGN_OFF', '{byALineManagerOrAbove}', now() from instance, generate_series(1, 800) where id = $1`,
    [attempt.id],
  )
  const first = await missing(print)
  expect(first.said).toBe('later')
  const second = await missing(first.next!)
  expect(second.said).toBe('earlier and later')
  expect(await missing(second.next!)).toEqual({ said: 'earlier' })
  const newest = await missing(`/casefiles/${reference}/timeline`)
  expect(newest.said).toBe('earlier')
  expect((await missing(newest.next!)).said).toBe('earlier and later')
})

test('the printed page of a sealed casefile says that it is sealed; its dates, flags and linked casefiles are on it, and its words unfolded', async () => {
  const { reference: earlier } = await proposed()
  const { colleague, reference } = await proposed()
  const file = await colleague.finds(reference, 'casefile')
  await colleague.does(file, 'SET_FLAG', { flag: 'complex', set: true })
  await colleague.does(file, 'LINK', { reference: earlier, why: 'The same ward' })
  await colleague.does(file, 'COMPLAINT_WITHDRAWN', { why: 'She has had enough' })
  await (await told.office.as('lineManager')).does(file, 'SEAL', { posts: ['caseworker', 'lineManager'], why: 'Somebody is in danger' })
  const { says, html } = await told.reads('caseworker', `/casefiles/${reference}/print`)
  const [head] = says.split('Where it stands')
  for (const words of ['Sealed', 'Complex', 'Complaint withdrawn', 'Somebody is in danger', earlier, 'The same ward'])
    expect(head).toContain(words)
  expect(html).not.toContain('<details')
})
