import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { proves } from '../support/proves.ts'
import { casefilesIn } from './support/casefiles.ts'
import { saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

const { complaint, apology, proposed, readyToSubmit } = casefilesIn(() => told)

test('duties that are called alike and are due on one day are told apart by what gave them, which they lead to; on lists and in their files as well', async () => {
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
  const list = '/worklists/mine?machine=compliance&kind=duty'
  const { says: listed } = await told.reads('caseworker', list)
  const { text: csv } = await (await told.service.browse('caseworker')).get(list.replace('mine', 'mine/csv'))
  for (const what of ['Write a letter of apology', 'Write an explanation']) {
    const title = `Keep the complainant up to date: the remedy is late – Remedy: ${what}`
    expect(listed).toContain(`Choose ${reference}: ${title} ${reference}`)
    expect(listed).toContain(`${title} For the caseworker`)
    expect(csv).toContain(`,${title},`)
  }
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

/** What the head of a casefile says is due. */
const headOf = async (reference: string) => {
  const { html } = await told.reads('caseworker', `/casefiles/${reference}`)
  return saidBy(html.split('class="redress-head__due')[1]!.split('</p>')[0]!)
}

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

  proves('C14', 'stands at the head of its casefile once it is past its target date, whatever is due about it', async () => {
    const { reference, items } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const head = () => headOf(reference)
    const titleListed = async () => {
      const { html } = await told.reads('lineManager', '/worklists/team')
      return saidBy(html.split('<tr ').find((row) => row.includes(`/casefiles/${reference}"`))!)
    }
    const reminded = 'On that day: the organisation is reminded'
    expect([await head(), await titleListed()]).toEqual([expect.stringContaining(reminded), expect.stringContaining(reminded)])
    expect(await head()).not.toContain('past its target date')
    await told.waits(30)
    const overdue = /\d+ days? overdue/.exec((await told.reads('caseworker', `/casefiles/${reference}/remedies`)).says)![0]
    const officer = await told.office.as('assessmentOutcomesOfficer')
    const item = Object.values(items)[0]!
    expect(await head()).toContain(`1 remedy is past its target date: ${overdue}`)
    await officer.does(item, 'START_ESCALATION', { reason: 'missedTargetDate', why: 'Neither remedy nor word' })
    await officer.does(item, 'ISSUE_STAGE_1_LETTER', { replyBy: told.day(10), asks: 'response' })
    expect(await head()).toContain(`1 remedy is past its target date: ${overdue}`)
  })

  proves('C14', 'is called overdue nowhere once evidence that it was provided in time is with us: not judged yet is not late', async () => {
    const { reference, items } = await resolves(told, { complaint: complaint(), actions: [apology()] })
    const { organisation } = apology()
    const item = Object.values(items)[0]!
    const inTime = told.day(1)
    await told.waits(30)
    const ofOrganisation = async () => {
      const { html, says } = await told.reads('caseworker', `/organisations/${organisation}/items`)
      const row = saidBy(html.split('<tr ').find((each) => each.includes(`/instances/${item.id}"`))!)
      const [, overdue, withUs = '0'] =
        /(\d+|None) of \d+ overdue(?:; (\d+) past (?:its|their) target dates? with evidence with us)?;/.exec(says)!
      return { row, overdue: Number(overdue!.replace('None', '0')), withUs: Number(withUs) }
    }
    const before = await ofOrganisation()
    expect([before.row, await headOf(reference)]).toEqual([
      expect.stringMatching(/\d days overdue/),
      expect.stringMatching(/: \d+ days overdue/),
    ])
    const officer = await told.office.as('assessmentOutcomesOfficer')
    await officer.does(item, 'EVIDENCE_RECEIVED', { what: 'A copy of the letter', from: 'The organisation', providedOn: inTime })
    const after = await ofOrganisation()
    expect(after).toEqual({
      row: expect.stringMatching(/passed, evidence with us .*Target date passed: evidence with us/),
      overdue: before.overdue - 1,
      withUs: before.withUs + 1,
    })
    expect(after.row).not.toContain('overdue')
    expect(await headOf(reference)).toContain('1 remedy is past its target date, with evidence with us')
    expect(await headOf(reference)).not.toMatch(/past its target date: /)
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

test('a casefile whose enquiry is closed says so and since when, on each of its pages, in the same words as the lists, the search and the file for download', async () => {
  const open = await proposed()
  expect((await told.reads('caseworker', `/casefiles/${open.reference}`)).says).not.toContain('Enquiry closed')
  const closed = await resolves(told, { complaint: { ...complaint(), complainant: { name: 'Mrs Ingleby' } }, actions: [apology()] })
  const day = /Enquiry closed on (\d+ \w+ 2013)/
  const about = (tab = '') => told.reads('caseworker', `/casefiles/${closed.reference}${tab}`)
  for (const tab of ['', '/remedies', '/letters', '/parties', '/timeline'])
    expect([tab, (await about(tab)).says]).toEqual([tab, expect.stringMatching(day)])
  expect((await about('/print')).says).toMatch(/Enquiry closed \d+ \w+ 2013/)
  for (const path of ['/casefiles?closed=true', '/search?q=Ingleby', '/worklists/closed', '/worklists/closed/csv']) {
    const { html } = await told.reads('lineManager', path)
    expect([path, html]).toEqual([path, expect.stringMatching(/enquiry closed/i)])
  }
})

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
