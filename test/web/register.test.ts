import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { asksOf, cite, paragraphIds } from '../../machines/guidance/paragraph.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { read } from './support/read.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let officer: Caller
let organisation: string
let visitor: Visitor
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  officer = await office.signIn('complianceOfficer')
  organisation = await registered(caseworker)
  visitor = await office.browse('caseworker')
})
afterAll(() => office.end())

const page = async (path: string, who = visitor) => read(await who.get(path))
/** As somebody who is not signed in. */
const outside = async (path: string) => read(await request(office.app).get(path).set('Accept', 'text/html'))

/** An enquiry with a response date further ahead than I18 normally has it, and the reason. */
async function deviated(reason: string) {
  const casefile = await openedCasefile(caseworker, organisation)
  const { body: attempt } = await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  const told = {
    type: 'RECORD_COMPLAINANT_CONTACT',
    channel: 'telephone',
    toldRemedyMayBeSought: true,
    expectations: 'No promise was made',
  }
  expect((await caseworker.post(`/instances/${attempt.id}/events`, told)).status).toBe(201)
  const enquiry = { type: 'ENQUIRE_OF_ORGANISATION', organisation, about: 'What became of the records?', respondBy: '2012-12-24' }
  const asked = await caseworker.post(`/instances/${attempt.id}/events`, { ...enquiry, reasons: { responseWithinFourteenDays: reason } })
  expect(asked.status).toBe(201)
  return { ...casefile, attempt: attempt.id as string, seq: asked.body.transition.seq as number }
}
type Listed = {
  count: number
  hidden: number
  nextLink: string | null
  items: { reason: string | null; casefile: { reference: string } | null; organisation: { name: string } | null }[]
}
const listed = async (id: string, caller = caseworker, query = '') =>
  (await caller.get(`/register/${id}/deviations${query}`)).body as Listed

describe('the register', () => {
  test('has all paragraphs of both texts, in our words, for whoever comes', async () => {
    const { says, links } = await outside('/register')
    for (const id of paragraphIds) expect(links).toContainEqual(expect.objectContaining({ href: `/register/${id}` }))
    expect(says).toContain('One opportunity, silence and escalation')
  })

  test.each(paragraphIds)('has a page for %s, which says what it asks, and is also where a citation of it leads', async (id) => {
    const { status, says } = await outside(`/register/${id}`)
    expect([status, says.includes(cite(id)), says.includes(asksOf(id))]).toEqual([200, true, true])
    expect(says).not.toMatch(/– at None\b/)
    const cited = await request(office.app).get(`/guidance/${id}`).set('Accept', 'text/html')
    expect([cited.status, cited.headers['location']]).toEqual([303, `/register/${id}`])
  })

  proves('I18', 'has its rules with how firmly each speaks, and where it acts, in words', async () => {
    const { says } = await page('/register/I18')
    expect(says).toMatch(
      /The response date is more than 14 days ahead responseWithinFourteenDays Rule, normally: refused, unless a written reason is given/,
    )
    expect(says).toMatch(/The approach normally asks that it apologise in writing apologyAskedFor/)
  })

  proves(
    'C13',
    'calls a rule by the words it refuses with, a duty and a letter as they are listed, and a place that is at rest by what it is',
    async () => {
      const { says } = await page('/register/C13')
      expect(says).toMatch(/This is for an operations manager \(E1\) or above grantedByAnOperationsManager Rule, must/)
      expect(says).toMatch(/Enter a date after the target date and after today: an extension gives more time extensionIsLonger/)
      expect(says).toMatch(/Grant the extension, or decline it decideExtension Duty/)
      expect(says).toMatch(/Letter granting an extension extensionGranted Letter/)
      expect(says).toContain('Ask for an extension – while no extension is asked for')
      const { says: begun } = await page('/register/C22')
      expect(begun).toContain('Begin escalation – while nothing is escalated')
      expect(begun).toMatch(/stepDue Deadline By our reading \(x\) Escalation due/)
    },
  )

  proves(['C13', 'I16'], 'tells what comes from our reading, and what guards a record, from what the paragraph itself asks', async () => {
    const { says } = await page('/register/C13')
    expect(says).toMatch(/beforeTheTargetDate Rule, normally: [^()]+By our reading \(c\)/)
    expect(says).toMatch(/extendedOnceOnly Rule, normally: refused, unless a written reason is given Grant the extension/)
    const { says: attempt } = await page('/register/I16')
    expect(attempt).toContain('The paragraph itself refuses nothing. The rules below are ours')
    expect(attempt).toMatch(/byALineManagerOrAbove Rule, must: no reason helps By our reading \(ac\)/)
    expect(attempt).toMatch(/isSealed Rule, must: no reason helps Ours: it keeps the record right/)
  })

  test('says of what only explains that nothing follows from it', async () => {
    expect((await page('/register/I4')).says).toContain('It explains, and asks for nothing')
  })

  proves(
    'I20',
    'names the tests that claim it, whether they have run here or not, and says that one passed only where it did',
    async () => {
      const { says } = await page('/register/I18')
      expect(says).toContain(
        'The register: has its rules with how firmly each speaks, and where it acts, in words test/web/register.test.ts',
      )
      expect(says).toMatch(
        /\d+ claims\. (?:(?:All|None|\d+) had passed by|The tests are named as they are written\. They have not been run here)/,
      )
      expect((await page('/register')).says).not.toContain('not run here')
    },
  )

  proves('C20', 'has the settings where it is silent, each as our reading', async () => {
    const { says } = await page('/register/C20')
    expect(says).toContain('Our reading: escalation is held back for at most two weeks at a time. Default: 14 calendar days')
    const { says: all } = await page('/register/settings')
    expect(all).toContain('holdBackDays')
  })

  test('has no page for what is no paragraph', async () => {
    for (const id of ['I35', 'toString', 'i18']) expect((await page(`/register/${id}`)).status).toBe(404)
  })
})

describe('a deviation', () => {
  proves('I18', 'is recorded under its paragraph with the reason, the casefile, and who wrote it', async () => {
    const { reference } = await deviated('The records lie in an archive')
    const { says, links } = await page('/register/I18')
    expect(says).toMatch(
      new RegExp(`${reference} The response date is more than 14 days ahead .+ The records lie in an archive .+\\(Caseworker\\)`),
    )
    expect(links).toContainEqual({ text: reference, href: `/casefiles/${reference}` })
    const { count, items } = await listed('I18')
    expect(count).toBe(items.length)
    expect(items[0]).toMatchObject({
      rule: 'responseWithinFourteenDays',
      cites: 'I18',
      reason: 'The records lie in an archive',
      casefile: { reference },
      by: { posts: ['Caseworker'] },
    })
  })

  proves('CA', 'is recorded of an organisation as well', async () => {
    const { body } = await caseworker.get(`/organisations/${organisation}`)
    const engagement = { type: 'RECORD_ENGAGEMENT', factor: 'commitment', favourable: true, words: 'It wrote to us by itself' }
    const put = { ...engagement, reasons: { saysWhichCasefile: 'It concerned all of them' } }
    expect((await officer.post(`/instances/${body.rating.instance}/events`, put)).status).toBe(201)
    expect((await listed('CA')).items).toMatchObject([
      { reason: 'It concerned all of them', casefile: null, organisation: { name: 'Anytown District Council' } },
    ])
    expect((await page('/register/CA')).says).toContain('It concerned all of them')
    expect((await page('/register')).links).toContainEqual({
      text: '1 deviation from Compliance guidance, annex',
      href: '/register/CA#deviations',
    })
  })

  test('in a casefile sealed to the reader is counted, and not shown', async () => {
    const { reference, instance } = await deviated('A reason that is not for everybody')
    const before = await listed('I18', await office.signIn('secondCaseworker'))
    await lineManager.post(`/instances/${instance}/events`, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats' })
    const after = await listed('I18', await office.signIn('secondCaseworker'))
    expect([after.count, after.hidden, after.items.length]).toEqual([before.count, before.hidden + 1, before.items.length - 1])
    const { says } = await page('/register/I18', await office.browse('secondCaseworker'))
    expect(says).toContain('1 of them in casefiles that you may not see')
    expect(says).not.toContain('A reason that is not for everybody')
    expect(says).not.toContain(reference)
    expect((await page('/register/I18')).says).toContain('A reason that is not for everybody')
  })

  test('counts no longer once the entry was struck out as made in error', async () => {
    const { attempt, seq } = await deviated('Entered on the wrong casefile')
    const before = await listed('I18')
    expect(before.items.map(({ reason }) => reason)).toContain('Entered on the wrong casefile')
    const correction = { type: 'RECORDED_IN_ERROR', transition: seq, why: 'It belongs to another casefile' }
    expect((await lineManager.post(`/instances/${attempt}/events`, correction)).status).toBe(201)
    const after = await listed('I18')
    expect(after.items.map(({ reason }) => reason)).not.toContain('Entered on the wrong casefile')
    expect(after.count).toBe(before.count - 1)
  })

  test('is noted as read by whoever was shown its reason, and by nobody else', async () => {
    const { id } = await deviated('He asked us to wait until he is back')
    const readers = async () => {
      await office.services.readings.written()
      const { rows } = await office.database.pool.query('select person, view from reading where file_id = $1 and view = $2', [id, 'search'])
      return rows.map(({ person }) => person)
    }
    expect(await readers()).toEqual([])
    const other = await office.signIn('secondCaseworker')
    await listed('I18', other, '?limit=1')
    expect((await page('/register/I18')).says).toContain('until he is back')
    expect((await readers()).sort()).toEqual([caseworker.person, other.person].sort())
  })

  test('is listed page by page, the newest first, and each once', async () => {
    const { items } = await listed('I18')
    expect(items.length).toBeGreaterThan(1)
    const seen: unknown[] = []
    for (let link: string | null = '/register/I18/deviations?limit=1'; link; ) {
      const { body } = await caseworker.get(link)
      seen.push(...body.items)
      link = body.nextLink?.replace('/api/v1', '') ?? null
    }
    expect(seen).toEqual(items)
  })

  test('is not told to whoever is not signed in', async () => {
    const { says } = await outside('/register/I18')
    expect(says).toContain('Sign in to see them')
    expect(says).not.toContain('The records lie in an archive')
  })

  test('of what is no paragraph there is none, and no other filter is passed over', async () => {
    expect((await caseworker.get('/register/I35/deviations')).status).toBe(404)
    expect((await caseworker.get('/register/I18/deviations?rules=x')).status).toBe(400)
    expect((await caseworker.get('/register/I18/deviations?after=x')).status).toBe(400)
  })
})
