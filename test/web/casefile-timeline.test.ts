import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allPoints, assessment, opensWithAttempt, preparesComplainant } from '../../scripts/demonstration/passages.ts'
import { proves } from '../support/proves.ts'
import { casefilesIn } from './support/casefiles.ts'
import { hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

const { complaint, apology, proposed, readyToSubmit } = casefilesIn(() => told)

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
      // While it is merely late the question is to be answered; once it is significantly so it may be left.
      expect(saidBy((await visitor.get(form)).text)).not.toContain('late by no more than a week? (optional)')
      const typed = { why: 'It is on its way', 'early.answer': 'no', 'early.why': 'Its director rang' }
      await visitor.post(form, { ...hiddenIn((await visitor.get(form)).text), ...typed, _confirm: 'yes' })
      expect(saidBy((await visitor.get(`/casefiles/${reference}`)).text)).toContain(
        'You considered whether to escalate what is late, and did not escalate it yet.',
      )
      const { says } = await told.reads('caseworker', `/casefiles/${reference}/timeline`)
      expect(says).toContain('Amina Clarke considered whether to escalate what is late, and did not escalate it yet')
      expect(says).not.toContain('escalated through the line manager')
      await told.waits(8)
      expect(saidBy((await visitor.get(form)).text)).toContain('late by no more than a week? (optional)')
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
