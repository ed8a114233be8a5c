import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Compliance, begun as item } from '../../machines/compliance/record.ts'
import { definitions } from '../../machines/index.ts'
import { begun } from '../../machines/kernel/desk.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Fields, Visitor } from '../support/browse.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'
import { read } from './support/read.ts'
import { filledIn, hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caseworker: Caller
let officer: Caller
let lineManager: Caller
let visitor: Visitor
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-01')
  caseworker = await office.signIn('caseworker')
  officer = await office.signIn('complianceOfficer')
  lineManager = await office.signIn('lineManager')
  visitor = await office.browse('caseworker')
})
afterAll(() => office.end())

const page = async (path: string, who = visitor) => read(await who.get(path))
const put = async (caller: Caller, instance: string, event: object) =>
  expect((await caller.post(`/instances/${instance}/events`, event)).status).toBe(201)
const instances = async (id: string) => {
  const { body } = await caseworker.get(`/organisations/${id}`)
  return { file: body.instance as string, rating: body.rating.instance as string }
}

/** A compliance item of a casefile of this organisation, as its lifecycle would have left it; a further one, where the casefile is named. */
async function itemOf(organisation: string, record: Partial<Compliance>, within?: Awaited<ReturnType<typeof openedCasefile>>) {
  const casefile = within ?? (await openedCasefile(caseworker, organisation))
  const action = { id: 'one', kind: 'apology', what: 'Write a letter of apology', measure: 'A copy', by: '2013-02-15', money: [] } as const
  const { stored, snapshot } = begun(definitions['compliance']!, { ...item, action, ...record, organisation })
  await planted(
    office.database.pool,
    `with i as (
       insert into instance (id, file_id, place, machine, version, parent, key, state, closed, in_error, opened_at, since, written_at, organisation)
       values (gen_random_uuid(), $1, $8, 'compliance', 1, $2, $7, $3, $6, false, now(), now(), now(), $4) returning id)
     insert into snapshot (instance_id, stored) select id, $5 from i`,
    [
      casefile.id,
      casefile.instance,
      record.ending ? `closed.${record.ending}` : placeOf(snapshot),
      organisation,
      stored,
      record.ending !== undefined,
      within ? 'two' : 'one',
      within ? 91 : 90,
    ],
  )
  return casefile
}
const target = (date: string) => ({ targetDate: date, targetDates: [{ date, from: '2013-01-10' }] })
const complied = (on: string): Partial<Compliance> => ({ ...target('2013-02-15'), ending: 'complied', providedOn: on, endedOn: on })

describe('the list of organisations', () => {
  beforeAll(async () => {
    await registered(caseworker, 'Quillhaven Hospital Trust', { sector: 'health' })
    await registered(caseworker, 'Quillhaven Agency')
  })

  test('is found by part of a name, by sector and by rating, and says the rating in words', async () => {
    const all = await page('/organisations?name=quillhaven')
    expect(all.says).toContain('Quillhaven Agency')
    expect(all.says).toContain('Rated B')
    const health = await page('/organisations?name=quillhaven&sector=health&rating=B')
    expect(health.says).toContain('Quillhaven Hospital Trust')
    expect(health.says).not.toContain('Quillhaven Agency')
    expect((await page('/organisations?name=quillhaven&rating=C')).says).toContain('No organisation is called so')
  })

  test('says of each rating what the head of a casefile says of it', async () => {
    const { reference } = await openedCasefile(caseworker, await registered(caseworker, 'Ordinary Agency'))
    expect((await page(`/casefiles/${reference}`)).says).toContain('rated B: reasonable, or too little known')
    expect((await page('/organisations')).says).toContain(
      'A: good compliance history B: reasonable, or too little known C: poor compliance history',
    )
  })

  test('passes over a filter that is no rating and no sector, and keeps the rest', async () => {
    const { status, says } = await page('/organisations?name=quillhaven&sector=&rating=Z')
    expect(status).toBe(200)
    expect(says).toContain('Quillhaven Hospital Trust')
  })

  test('goes on where the page before ended', async () => {
    for (let place = 0; place < 26; place++) await registered(caseworker, `Manyfold ${String(place).padStart(2, '0')}`)
    const first = await page('/organisations?name=manyfold')
    expect(first.says).not.toContain('Manyfold 25')
    const next = first.links.find(({ text }) => text.includes('Next'))!
    expect((await page(next.href)).says).toContain('Manyfold 25')
  })
})

describe('the page of an organisation', () => {
  proves('I17', 'says whom to speak to first, and how to change it', async () => {
    const contacts = [
      { role: 'complaintsManager', name: 'C. Manager' },
      { role: 'focalPoint', name: 'F. Point', details: 'By telephone' },
    ]
    const id = await registered(caseworker, 'Contacted Council', { contacts })
    const { says, links } = await page(`/organisations/${id}`)
    expect(says).toMatch(/The focal point for the Ombudsman F. Point First contact By telephone/)
    expect(links).toContainEqual({ text: 'Add a contact', href: `/instances/${(await instances(id)).file}/events/ADD_CONTACT` })
  })

  proves('C6', 'says of what is not possible why, by which paragraph, and who holds the post that may', async () => {
    const { says } = await page(`/organisations/${await registered(caseworker, 'Unrenamed Council')}`)
    expect(says).toMatch(
      /Record a new name This is for the compliance officer Compliance guidance, paragraph 6 Who may: the compliance officer\. Today: [^.]+\(Compliance officer\)/,
    )
  })

  proves('C6', 'shows what took its place, to whom what is open has passed, and keeps its own rating', async () => {
    const old = await registered(caseworker, 'Merged Away Council')
    const heir = await registered(caseworker, 'Merged Into Council')
    const { reference } = await itemOf(old, target('2013-03-20'))
    await put(officer, (await instances(old)).file, { type: 'ORGANISATION_SUCCEEDED', successor: heir, happenedOn: '2013-02-20' })
    const before = await page(`/organisations/${old}`)
    expect(before.says).toContain('Its place was taken by Merged Into Council on 20 February 2013')
    expect(before.links).toContainEqual(expect.objectContaining({ href: `/organisations/${heir}/items` }))
    const after = await page(`/organisations/${heir}/items`)
    expect(after.says).toContain('1 compliance item is open today')
    expect(after.says).toContain('Write a letter of apology')
    expect(after.links).toContainEqual({ text: reference, href: `/casefiles/${reference}` })
    expect((await page(`/organisations/${heir}`)).says).toContain('It took the place of Merged Away Council')
  })

  test('notes who read what its open items are: they stand in casefiles', async () => {
    const id = await registered(caseworker, 'Read Council')
    const { reference } = await itemOf(id, target('2013-03-20'))
    const other = await office.browse('assessmentOutcomesOfficer')
    expect((await other.get(`/organisations/${id}/items`)).text).toContain('Write a letter of apology')
    await office.services.readings.written()
    const { rows } = await office.database.pool.query(
      'select r.view from reading r join casefile c using (file_id) join holding h on h.person = r.person where c.reference = $1 and h.post = $2',
      [reference, 'assessmentOutcomesOfficer'],
    )
    expect(rows).toEqual([{ view: 'search' }])
  })

  test('is not there for an id of nothing, nor for what is no id', async () => {
    expect((await page('/organisations/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await page('/organisations/something')).status).toBe(404)
  })

  proves('C20', 'lists the open items by their target dates, and says how many are overdue and how many under escalation', async () => {
    const id = await registered(caseworker, 'Much Owing Council')
    for (const date of ['2013-03-29', '2013-02-20', '2013-03-30', '2013-02-25']) await itemOf(id, target(date))
    for (const path of ['', '/items']) {
      const { says } = await page(`/organisations/${id}${path}`)
      expect(says.match(/\d+ (?:February|March) 2013 (?=\d+ days)/g)).toEqual([
        '20 February 2013 ',
        '25 February 2013 ',
        '29 March 2013 ',
        '30 March 2013 ',
      ])
      expect([path, says]).toEqual([path, expect.stringContaining('4 compliance items are open today')])
      expect(says).toContain('2 of 4 overdue; none under escalation.')
    }
  })

  proves('C20', 'counts as under escalation what the list of escalations has, and apart where escalation is due or held back', async () => {
    const id = await registered(caseworker, 'Escalated Council')
    const stands = ['due.toBegin', 'due.commitmentToJudge.late', 'heldBack', 'stage1.awaitingReply', 'stage2.noReply', 'none']
    for (const at of stands) {
      const casefile = await itemOf(id, target('2013-02-20'))
      await planted(office.database.pool, `update instance set state = $2 where file_id = $1 and machine = 'compliance'`, [
        casefile.id,
        `open.escalation.${at} + open.evidence.awaited + open.target.passed`,
      ])
    }
    const { body } = await lineManager.get(`/worklists/escalations?organisation=${id}`)
    expect(body.items).toHaveLength(2)
    for (const path of ['', '/items'])
      expect((await page(`/organisations/${id}${path}`)).says).toContain(
        `6 of 6 overdue; ${body.items.length} under escalation; 3 where escalation is due or held back.`,
      )
  })

  proves('C4', 'says of an open item its first date beside the later one, and the days in words', async () => {
    const id = await registered(caseworker, 'Owing Council')
    const later = [
      { date: '2013-02-15', from: '2013-01-10' },
      { date: '2013-03-04', from: '2013-02-10', whoseDelay: 'organisation' as const },
    ]
    await itemOf(id, { targetDate: '2013-03-04', targetDates: later })
    expect((await page(`/organisations/${id}/items`)).says).toContain('4 March 2013 3 days left; first 15 Feb 2013')
  })
})

describe('the rating of an organisation', () => {
  proves('C7', 'shows who suggested and who agreed, and why; meanwhile, who is to answer and by when', async () => {
    const id = await registered(caseworker, 'Slow Council')
    const { rating } = await instances(id)
    const factors = [{ factor: 'delays', bears: 'adverse', words: 'Six weeks late', casefiles: [] }]
    await put(officer, rating, { type: 'SUGGEST_RATING', rating: 'C', why: 'It delays what it agreed', factors })
    const suggested = await page(`/organisations/${id}/rating`)
    expect(suggested.says).toContain('C is suggested')
    expect(suggested.says).toContain('by 8 March 2013 (7 days left')
    expect(suggested.links).toContainEqual({ text: 'Agree the suggested rating', href: `/instances/${rating}/events/AGREE_RATING` })
    const own = await page(`/organisations/${id}/rating`, await office.browse('complianceOfficer'))
    expect(own.says).toMatch(
      /Agree the suggested rating This is for a caseworker or above in operations or customer services and assessment/,
    )
    await put(lineManager, rating, { type: 'AGREE_RATING', why: 'So we found' })
    const agreed = await page(`/organisations/${id}/rating`)
    expect(agreed.says).toMatch(
      /Agreed: C 1 March 2013 Suggested by .+ on 1 March 2013; agreed by .+ It delays what it agreed The answer: So we found/,
    )
    expect(agreed.says).toContain('Rated C Poor compliance history')
  })

  proves('C7', 'is what whoever is to answer is given as the next thing to do, and never whoever suggested it', async () => {
    const id = await registered(caseworker, 'Slow Agency')
    const factors = [{ factor: 'delays', bears: 'adverse', words: 'Six weeks late', casefiles: [] }]
    await put(officer, (await instances(id)).rating, { type: 'SUGGEST_RATING', rating: 'C', why: 'It delays what it agreed', factors })
    const next = async (post: string, list: string) => {
      const of = `/worklists/${list}?organisation=${id}`
      const who = await office.browse(post)
      expect([post, (await page(of, who)).says]).toEqual([post, expect.stringContaining('Give me the next one')])
      const { headers } = await who.post(`/worklists/${list}/next`, { key: randomUUID(), of })
      return headers['location'] === of ? 'nothing' : headers['location']
    }
    expect(await next('complianceOfficer', 'ratingsDue')).toBe('nothing')
    expect(await next('interimDirectorOfOperations', 'mine')).toBe(`/organisations/${id}/rating`)
    // Nobody else is looking at it any more.
    await office.database.pool.query('update clock set offset_ms = offset_ms + 120000')
    expect(await next('lineManager', 'ratingsDue')).toBe(`/organisations/${id}/rating`)
  })

  proves(
    'C7',
    'has what is suggested and not answered yet as the first entry of its history, before any was agreed and after',
    async () => {
      const id = await registered(caseworker, 'Waiting Council')
      const { rating } = await instances(id)
      const factors = [{ factor: 'delays', bears: 'adverse', words: 'Six weeks late', casefiles: [] }]
      const suggests = (to: string) =>
        put(officer, rating, { type: 'SUGGEST_RATING', rating: to, why: 'It delays what it agreed', factors })
      const history = async () => (await page(`/organisations/${id}/rating`)).says.split('History')[1]
      expect(await history()).toContain('Nobody has suggested or agreed a rating yet: B is the default')
      await suggests('C')
      expect(await history()).toMatch(/^ Suggested: C 1 March 2013 Suggested by .+; nobody has agreed or declined it yet\./)
      expect(await history()).not.toContain('Nobody has suggested')
      await put(lineManager, rating, { type: 'DECLINE_RATING', why: 'Too soon' })
      await suggests('C')
      expect(await history()).toMatch(/^ Suggested: C 1 March 2013 .+ Declined: C 1 March 2013/)
    },
  )

  proves(
    'C7',
    'says of what is not done as it stands which step comes first, and whom that is for; and apart from it who may do it itself',
    async () => {
      const id = await registered(caseworker, 'Unanswered Council')
      const { rating } = await instances(id)
      const browser = await office.browse('complianceOfficer')
      const impossible = async () => (await page(`/organisations/${id}/rating`, browser)).says.split('Not possible now')[1]!
      expect(await impossible()).toMatch(
        /Agree the suggested rating It is not done while this stands as “Rated: not measured”\. Compliance guidance, paragraph 7 First: Suggest another rating, which is for the compliance officer or the outcomes officer Who may: a caseworker or above in operations or customer services and assessment, someone other than the person who suggested it\. Today: /,
      )
      await put(officer, rating, {
        type: 'SUGGEST_RATING',
        rating: 'A',
        why: 'As prompt as can be',
        factors: [{ factor: 'keptInTime', bears: 'favourable' }],
      })
      for (const event of ['Suggest another rating', 'Record that the rating stays'])
        expect(await impossible()).toMatch(
          new RegExp(
            `${event} It is not done while this stands as “Suggested”\\. Compliance guidance, paragraph 7 First: Agree the suggested rating Or: Decline the suggested rating, which is for a caseworker or above in operations or customer services and assessment, someone other than the person who suggested it Who may: the compliance officer or the outcomes officer\\. Today: `,
          ),
        )
    },
  )

  test('names among what cannot be done no step that only opens the file of an organisation', async () => {
    const id = await registered(caseworker, 'Opened Council')
    const { says } = await page(`/organisations/${id}`)
    expect(says).not.toContain('Register an organisation')
    expect(says).not.toContain('Unopened')
  })

  proves('C9', 'says by when it is looked at again, and how that day was reached', async () => {
    const id = await registered(caseworker, 'Yearly Council')
    const before = await page(`/organisations/${id}/rating`)
    expect(before.says).toContain('no remedy has been asked of it yet')
    await put(officer, (await instances(id)).rating, { type: 'RECORD_NO_CHANGE', why: 'Nothing new' })
    const { says } = await page(`/organisations/${id}/rating`)
    expect(says).toContain('By 1 March 2014, 365 days left: a year after 1 March 2013, when it was last agreed or looked at again')
    expect(says).toContain('The clock next: The rating is to be looked at again, 1 February 2014.')
    expect(says).toContain('How this date was worked out: 1 March 2013 + 1 year is 1 March 2014; 1 March 2014 − 28 days: 28 days before')
  })
})

describe('the forms that judge a rating', () => {
  let rating: string
  let late: readonly string[]
  const at = (event: string) => `/instances/${rating}/events/${event}`
  const sends = async (who: Visitor, event: string, fields: Fields) => read(await who.post(at(event), fields))
  /** Of three items that came due, this many after their first date. */
  async function complying(name: string, missed: number) {
    const id = await registered(caseworker, name)
    const casefiles = await Promise.all([1, 2, 3].map((place) => itemOf(id, complied(place <= missed ? '2013-02-16' : '2013-02-14'))))
    rating = (await instances(id)).rating
    late = casefiles.slice(0, missed).map(({ reference }) => reference)
    return id
  }

  proves(
    'CA',
    'begin with the rating that the figures speak for, its factors and their casefiles: sent as it stands, with a why, it is taken',
    async () => {
      await complying('Pensions Centre', 2)
      const browser = await office.browse('complianceOfficer')
      const { html, says } = await page(at('SUGGEST_RATING'), browser)
      expect(says).toContain('They speak for C, poor compliance history')
      const proposed = filledIn(html)
      expect(proposed).toMatchObject({
        rating: 'C',
        information: 'sufficient',
        'factors.0.factor': 'missedTarget',
        'factors.0.bears': 'adverse',
      })
      expect(proposed['factors.0.words']).toBe('2 of 3 items that came due missed the first date')
      expect([proposed['factors.0.casefiles.0'], proposed['factors.0.casefiles.1']].toSorted()).toEqual([...late].toSorted())
      const check = await sends(browser, 'SUGGEST_RATING', { ...proposed, why: 'As the figures say' })
      expect(check.says).toContain('Rating Rated B → becomes Rated B still, until C is agreed')
      await sends(browser, 'SUGGEST_RATING', { ...hiddenIn(check.html), _confirm: 'yes' })
      const { body } = await officer.get(`/instances/${rating}`)
      expect(body.record.suggestion).toMatchObject({
        rating: 'C',
        factors: [{ factor: 'missedTarget', casefiles: expect.arrayContaining([...late]) }],
      })
    },
  )

  proves('CA', 'say of one that stays what the figures say for it, and propose no reason against it', async () => {
    await complying('Steady Centre', 1)
    await put(officer, rating, { type: 'RECORD_NO_CHANGE', why: 'One late' })
    const browser = await office.browse('complianceOfficer')
    const opened = async () => await page(at('RECORD_NO_CHANGE'), browser)
    expect((await opened()).says).toContain('They speak for B')
    expect(filledIn((await opened()).html)).toMatchObject({ information: 'sufficient' })
    await complying('Slipping Centre', 3)
    expect((await opened()).says).toContain('They speak for C')
    expect(filledIn((await opened()).html)['factors.0.factor'] ?? '').toBe('')
    await complying('Unknown Centre', 0)
    await office.database.pool.query(`update instance set in_error = true where machine = 'compliance' and organisation = (
      select file_id from organisation where name = 'Unknown Centre')`)
    expect((await opened()).says).toContain('Too little to judge by')
    expect(filledIn((await opened()).html)).toMatchObject({ information: 'insufficient' })
  })

  proves(
    'C7',
    'show whoever agrees or declines what is suggested, by whom, why, and by which casefiles; and what becomes of the rating',
    async () => {
      const id = await complying('Maintenance Directorate', 2)
      const factors = [{ factor: 'missedTarget', bears: 'adverse', words: 'Two of three', casefiles: late }]
      await put(officer, rating, { type: 'SUGGEST_RATING', rating: 'C', why: 'It delays what it agreed', factors })
      const browser = await office.browse('lineManager')
      const { text: shown } = await browser.get(`/organisations/${id}/rating`)
      const [suggested] = /C is suggested .+? suggested it on 1 March 2013/.exec(saidBy(shown))!
      for (const [event, why, becomes] of [
        ['AGREE_RATING', '', 'Rated B → becomes Rated C'],
        ['DECLINE_RATING', 'Too soon', 'Rated B → becomes Rated B still: C is not agreed'],
      ] as const) {
        const form = await page(at(event), browser)
        for (const said of [suggested, 'It delays what it agreed', 'Two of three', ...late, 'They speak for C'])
          expect([event, form.says]).toEqual([event, expect.stringContaining(said)])
        const check = await sends(browser, event, { ...filledIn(form.html), why })
        expect([event, check.says]).toEqual([event, expect.stringContaining(becomes)])
        expect(check.says).toContain('It delays what it agreed')
      }
    },
  )
})

describe('the factors of the annex', () => {
  proves('CA', 'have the casefiles behind each figure as links, and say since when they count', async () => {
    const id = await registered(caseworker, 'Late Council')
    const missed = await itemOf(id, complied('2013-02-20'))
    const { says, links } = await page(`/organisations/${id}/record`)
    expect(says).toContain('over all years')
    expect(says).toContain('Missed the first target date: 1')
    expect(links).toContainEqual({ text: missed.reference, href: expect.stringContaining('/instances/') })
    const since = await page(`/organisations/${id}/record?since=2013-02-25`)
    expect(since.says).toContain('with what happened from 25 February 2013 on')
    expect(since.says).toContain('Missed the first target date: 0')
  })

  test('say of several items of one casefile that they are of one, and begin the last three years on this day three years ago', async () => {
    const id = await registered(caseworker, 'Twice Late Council')
    const one = await itemOf(id, complied('2013-02-20'))
    await itemOf(id, complied('2013-02-21'), one)
    expect((await page(`/organisations/${id}/record`)).says).toContain('Missed the first target date: 2 2 entries in 1 casefile behind it')
    await itemOf(id, complied('2013-02-22'))
    const { says, links } = await page(`/organisations/${id}/record`)
    expect(says).toContain('Missed the first target date: 3 3 entries in 2 casefiles behind it')
    // A leap year lies within the three.
    expect(links).toContainEqual({ text: 'The last three years', href: `/organisations/${id}/record?since=2010-03-01` })
    expect(links).toContainEqual({ text: 'The last year', href: `/organisations/${id}/record?since=2012-03-01` })
  })

  proves('CA', 'count what stands in a casefile sealed to the reader, and do not name it', async () => {
    const id = await registered(caseworker, 'Sealed Council')
    const { instance, reference } = await itemOf(id, complied('2013-02-20'))
    await put(lineManager, instance, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats' })
    const { says } = await page(`/organisations/${id}/record`, await office.browse('secondCaseworker'))
    expect(says).toContain('Missed the first target date: 1')
    expect(says).toContain('1 more stands in casefiles you may not see')
    expect(says).not.toContain(reference)
  })

  proves('I16', 'name no casefile sealed since it was named beside a rating, nor what was recorded of it', async () => {
    const id = await registered(caseworker, 'Spoken Council')
    const { rating } = await instances(id)
    const { instance, reference } = await openedCasefile(caseworker, id)
    const words = 'Rang the aggrieved at home'
    await put(caseworker, rating, { type: 'RECORD_ENGAGEMENT', factor: 'commitment', favourable: true, casefile: reference, words })
    const factors = [{ factor: 'unwillingness', bears: 'adverse', words, casefiles: [reference] }]
    await put(officer, rating, { type: 'SUGGEST_RATING', rating: 'C', why: 'It delays', factors })
    await put(lineManager, instance, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats' })
    const other = await office.browse('secondCaseworker')
    for (const path of ['rating', 'record']) {
      const { says, links } = await page(`/organisations/${id}/${path}`, other)
      expect(says).toContain('in a casefile you may not see')
      expect(says).not.toContain(words)
      expect(says).not.toContain('were erased')
      expect(JSON.stringify([says, links])).not.toContain(reference)
      expect((await page(`/organisations/${id}/${path}`)).says).toContain(words)
    }
    expect((await page(`/organisations/${id}/rating`, other)).says).toContain('1 stands in casefiles you may not see')
  })
})

describe('past responses', () => {
  /** An enquiry of this organisation, to be answered by that day. */
  async function enquired(organisation: string, respondBy: string) {
    const { reference } = await openedCasefile(caseworker, organisation)
    const { body: attempt } = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    const told = {
      type: 'RECORD_COMPLAINANT_CONTACT',
      channel: 'telephone',
      toldRemedyMayBeSought: true,
      expectations: 'No promise was made',
    }
    await put(caseworker, attempt.id, told)
    const about = { organisation, about: 'What became of the records?', respondBy }
    const { body } = await caseworker.post(`/instances/${attempt.id}/events`, { type: 'ENQUIRE_OF_ORGANISATION', ...about })
    return { reference, approach: body.opened.find(({ machine }: { machine: string }) => machine === 'approach').id as string }
  }

  proves('I13', 'say of each answer whether it came in time, late, or not at all, by the date then in force', async () => {
    await office.setClock('2013-03-01')
    const id = await registered(caseworker, 'Answering Council')
    const [inTime, late, none] = [await enquired(id, '2013-03-11'), await enquired(id, '2013-03-08'), await enquired(id, '2013-03-12')]
    await office.setClock('2013-03-15')
    const replied = { type: 'ORGANISATION_REPLIED', words: 'The records were found' }
    await put(caseworker, inTime.approach, { ...replied, happenedOn: '2013-03-11' })
    await put(caseworker, late.approach, { ...replied, happenedOn: '2013-03-11' })
    const { says } = await page(`/organisations/${id}/responses`)
    expect(says).toContain('1 answered in time, 1 late, 1 not answered though due; 0 refused')
    expect(says).toContain(`${inTime.reference} 1 Mar 2013 11 Mar 2013 In time, 11 Mar 2013`)
    expect(says).toContain(`${late.reference} 1 Mar 2013 8 Mar 2013 3 calendar days late, 11 Mar 2013`)
    expect(says).toContain(`${none.reference} 1 Mar 2013 12 Mar 2013 None, 3 calendar days after the date`)
    await office.setClock('2013-03-01')
  })
})
