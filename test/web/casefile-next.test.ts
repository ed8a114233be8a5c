import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { accepts, findsAndReports, investigates, recommends } from '../../scripts/demonstration/investigating.ts'
import { submits } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../scripts/demonstration/securing.ts'
import { date } from '../../src/web/words.ts'
import { proves } from '../support/proves.ts'
import { casefilesIn } from './support/casefiles.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

const { complaint, apology, proposed, readyToSubmit, tasksFor } = casefilesIn(() => told)
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

  test('is what the duty asks for: of what it leaves to choose all, also what wants a written reason; one that ends by saying so is said to be done', async () => {
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
    expect(officer.says).toMatch(
      /Begin escalation or Ask to have escalation held back Remedy: [^.]*: Begin escalation, or have it held back, 1 day overdue/,
    )
    expect(officer.says).not.toContain('It waits for somebody else: hold escalation back')

    const more = { askedBy: 'organisation', why: 'Its director is away', until: told.day(42), whoseDelay: 'organisation' }
    await (await told.office.as('caseworker')).does(item, 'REQUEST_EXTENSION', more)
    const manager = await read('operationsManager')
    expect(manager.next).toEqual(['EXTEND_TARGET_DATE?anyway=yes', 'Grant the extension'])
    expect(manager.says).toMatch(
      /Grant the extension or Decline the extension Remedy: [^.]*: Grant the extension, or decline it, \d+ days? left A written reason is asked/,
    )

    await (await told.office.as('assessmentOutcomesOfficer')).does(item, 'START_ESCALATION', { reason: 'missedTargetDate', why: 'No word' })
    const compliance = await read('complianceOfficer')
    expect(compliance.next).toEqual([expect.stringMatching(/^DUTY_DONE\?duty=/), 'Note that escalation has begun'])
  })

  test('is all of a choice also for whoever may make it in the stead of those it falls to; others read the duty by its name', async () => {
    const { items, reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const more = { askedBy: 'organisation', why: 'Its director is away', until: told.day(42), whoseDelay: 'organisation' }
    await (await told.office.as('caseworker')).does(Object.values(items)[0]!, 'REQUEST_EXTENSION', more)
    const { html, says } = await told.reads('deputyDirectorOfOtherDirectorate', `/casefiles/${reference}`)
    expect(nextOf(html)?.[1]).toBe('Grant the extension')
    expect(says).toMatch(
      /Grant the extension or Decline the extension Remedy: [^.]*Grant the extension, or decline it, \d+ days? left: this falls to/,
    )
    expect((await told.reads('caseworker', `/casefiles/${reference}`)).says).toContain(
      'It waits for somebody else: grant the extension, or decline it. Today:',
    )
  })

  proves('C16', 'is, before an investigation is closed, to write to the complainant and to each organisation, each by name', async () => {
    const investigated = await investigates(told, complaint())
    const { colleague, reference } = investigated
    const recommendation = await recommends(investigated, apology())
    await colleague.does(investigated.investigation, 'ISSUE_DRAFT_REPORT')
    await findsAndReports(investigated, 'fully', 'The letters went astray')
    const item = await accepts(investigated, recommendation, told.day(28))
    await receivesEvidence(told, item, 'The letter of apology', {}, 'complianceOfficer')
    await judges(told, item, 'provided', 'It says what was agreed', { by: 'complianceOfficer' })
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toMatch(
      /Record that a letter was sent to (the complainant|Harrowmere [\w ]+) and Record that a letter was sent to (the complainant|Harrowmere [\w ]+) Investigation/,
    )
    const tasks = await tasksFor('caseworker', reference)
    expect(tasks[0]).toMatch(/^Write to the complainant and each organisation.* Due on .* To do$/)
    expect(tasks).toContainEqual(expect.stringMatching(/^Close the investigation.*Or instead$/))
    expect((await colleague.casefile(reference)).letters.filter(({ sentOn }) => !sentOn).length).toBeGreaterThan(1)
  })

  proves(
    'C20',
    'is, of a remedy that is late, to begin escalation for whoever monitors it, or in their stead for a line manager: to ask for holding back would bar them; a caseworker reads whose it is',
    async () => {
      const { reference, items } = await resolves(told, { complaint: complaint(), actions: [apology()] })
      const [item] = Object.values(items)
      await told.waits(30)
      const caseworker = await told.reads('caseworker', `/casefiles/${reference}`)
      expect(nextOf(caseworker.html)?.[1]).toBe('Keep the complainant up to date')
      expect(caseworker.says).toMatch(
        /It waits for somebody else: begin escalation, or have it held back\. Today: Nadia Hussain \(Assessment outcomes officer\)\./,
      )
      expect(caseworker.says).not.toContain('hold escalation back. Today')
      const tasks = await tasksFor('caseworker', reference)
      expect(tasks[0]).toMatch(/^Keep the complainant up to date Due on .* To do$/)
      expect(tasks).toContainEqual(expect.stringMatching(/^Begin escalation For Nadia Hussain\. Due on .* You may too$/))
      expect(tasks.filter((each) => each.endsWith('To do'))).toHaveLength(1)

      const manager = await told.reads('lineManager', `/casefiles/${reference}`)
      expect(nextOf(manager.html)?.[1]).toBe('Begin escalation')
      expect(manager.says).not.toContain('Begin escalation or')
      const [, held] = /Hold escalation back Nobody has asked(.*?)Who may/.exec(manager.says)!
      expect(held).not.toContain('Ask to have escalation held back')
      const { says: explained } = await told.reads('lineManager', `/instances/${item!.id}/events/HOLD_BACK`)
      expect(explained).toContain('Nobody has asked to have it held back')
      expect(explained).not.toContain('First: Ask')

      const asks = await told.office.as('caseworker')
      await asks.does(item!, 'ASK_TO_HOLD_BACK', { why: 'Its director is new' })
      const deciding = await told.reads('lineManager', `/casefiles/${reference}`)
      expect(nextOf(deciding.html)?.[1]).toBe('Hold escalation back')
      expect(deciding.says).toMatch(/Hold escalation back or Begin escalation Remedy/)
    },
  )

  proves(
    'I20',
    'is nothing while the organisation’s answer is awaited, nor when that is late by less than a week: then it is to escalate',
    async () => {
      const { reference } = await proposed()
      const read = async () => {
        const { html, says } = await told.reads('caseworker', `/casefiles/${reference}`)
        return { next: nextOf(html)?.[1], says, tasks: await tasksFor('caseworker', reference) }
      }
      for (const [days, until, instead] of [
        [0, told.day(14), []],
        [15, told.day(21), ['Escalate through the line manager Or instead']],
      ] as const) {
        await told.waits(days)
        const { next, says, tasks } = await read()
        expect(next).toBeUndefined()
        expect(says).toContain(`It waits for the organisation, until ${date(until)}.`)
        expect(tasks).toContain('Record agreement by word of mouth When it answers')
        expect(tasks.filter((each) => each.endsWith('To do'))).toEqual([])
        expect(tasks.filter((each) => each.startsWith('Escalate'))).toEqual(instead)
      }
      await told.waits(7)
      expect((await read()).next).toBe('Escalate through the line manager')
      expect((await read()).tasks[0]).toMatch(/^Escalate through the line manager Due on .* To do$/)
    },
  )

  proves('I21', 'is, of an agreement that is to be had in writing, to record the confirmation: escalating is another way', async () => {
    const { colleague, reference, approach } = await proposed()
    await colleague.does(approach, 'ORGANISATION_AGREED', { words: 'It will' })
    await told.waits(9)
    expect(nextOf((await told.reads('caseworker', `/casefiles/${reference}`)).html)?.[1]).toBe('Record a written confirmation')
    const tasks = await tasksFor('caseworker', reference)
    expect(tasks[0]).toMatch(/^Record a written confirmation Due on .* To do$/)
    expect(tasks).toContain('Escalate through the line manager Or instead')
  })

  test('is due first in the task list as well: what somebody else has a duty to do is not to be done before by whoever may too', async () => {
    const { items, reference } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    await told.waits(30)
    const item = Object.values(items)[0]!
    const officer = await told.office.as('assessmentOutcomesOfficer')
    await officer.does(item, 'START_ESCALATION', { reason: 'missedTargetDate', why: 'No word' })
    const first = { caseworker: 'Keep the complainant up to date', assessmentOutcomesOfficer: 'Issue the stage 1 letter' }
    for (const [post, title] of Object.entries(first)) {
      expect([post, nextOf((await told.reads(post, `/casefiles/${reference}`)).html)?.[1]]).toEqual([post, title])
      const doing = (await tasksFor(post, reference)).filter((each) => each.endsWith('To do'))
      expect([post, doing[0]]).toEqual([post, expect.stringMatching(new RegExp(`^${title} Due on`))])
    }
    expect(await tasksFor('caseworker', reference)).toContainEqual(
      expect.stringMatching(/^Issue the stage 1 letter For Nadia Hussain.* You may too$/),
    )
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
    expect(says).toMatch(/It waits for somebody else: sign the decision off, or return it\. Today: [^.]*\(Line manager\)/)
    expect(nextOf(html)?.[1]).not.toBe('Sign off')
    expect(nextOf((await told.reads('lineManager', `/casefiles/${reference}`)).html)?.[1]).toBe('Sign off')
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
