import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { saidBy } from './support/reading.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let atWork: Visitor
let leading: Visitor
let organisation: string
let other: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  atWork = await office.browse('caseworker')
  leading = await office.browse('lineManager')
  organisation = await registered(caseworker)
  other = await registered(caseworker, '=HYPERLINK("x") Trust')
})
afterAll(() => office.end())

/** A duty in the casefile, as if an arrow had given it. */
async function given(instance: string, dueOn: string, { to = 'caseworker', title = 'Begin escalation', endsBy = 'act' } = {}) {
  const { rows } = await office.database.pool.query<{ id: string }>(
    `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
     select gen_random_uuid(), file_id, id, 'any', $1, $2, $3, 'I20', $4, false, 1 from instance where id = $5 returning id`,
    [to, title, dueOn, endsBy, instance],
  )
  return rows[0]!.id
}

/** A casefile of this directorate that nobody has. */
async function nobodys() {
  const casefile = await openedCasefile(lineManager, organisation)
  await office.database.pool.query('update casefile set caseworker = null where file_id = $1', [casefile.id])
  return casefile
}
/** The same through the rules: with another directorate, which has not said who takes it. */
async function transferred() {
  const casefile = await openedCasefile(caseworker, organisation)
  const event = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It is about their work' }
  expect((await lineManager.post(`/instances/${casefile.instance}/events`, event)).status).toBe(201)
  return casefile
}

const numberIn = (html: string, list: string) => new RegExp(`href="/worklists/${list}">[^<]*<span[^>]*>\\(([\\d,]+)\\+?\\)`).exec(html)?.[1]
const rowsIn = (html: string) => [...html.matchAll(/<tr class="govuk-table__row">\s*(?:<td[\s\S]*?<\/td>\s*)?<th[^>]*scope="row"/g)].length

describe('a worklist', () => {
  test('says how much is on each list, and the number is that of the rows behind the link', async () => {
    const { instance } = await openedCasefile(caseworker, organisation)
    await given(instance, '2012-12-02')
    await given(instance, '2012-12-05')
    const { text } = await atWork.get('/worklists/mine')
    for (const list of ['mine', 'overdue', 'dueIn7Days', 'unassigned', 'all', 'closed'])
      expect([list, numberIn(text, list)]).toEqual([list, String(rowsIn((await atWork.get(`/worklists/${list}`)).text))])
  })

  test('says in words how long is left, under the heading of its band', async () => {
    const { instance, reference } = await openedCasefile(caseworker, organisation)
    await given(instance, '2012-12-01')
    await given(instance, '2012-12-03')
    await given(instance, '2012-12-06')
    const { text } = await atWork.get('/worklists/mine')
    expect(text).toContain('2 days overdue')
    expect(text).toContain('Due today')
    expect(text).toContain('3 days left')
    expect(text).toMatch(/scope="rowgroup"[^>]*>Overdue<[\s\S]*>Due in 7 days</)
    expect(text).toContain(`href="/casefiles/${reference}"`)
    expect(text).toContain('Rated B')
  })

  test('says of a casefile the days that its own page says, and its row in my work: what is only to be taken note of is due as well', async () => {
    const { id, instance, reference } = await openedCasefile(caseworker, other)
    await given(instance, '2012-12-02', { title: 'Note the new date', endsBy: 'acknowledgement' })
    const days = (html: string | undefined) => /(\d+) (?:calendar )?days? (?:left|overdue)/.exec(html ?? '')?.[0].replace('calendar ', '')
    const head = async () =>
      saidBy((await atWork.get(`/casefiles/${reference}`)).text.split('class="redress-head__due')[1]!.split('</p>')[0]!)
    expect(await head()).toContain('1 calendar day overdue Note the new date')
    await given(instance, '2012-12-10')
    expect(await head()).toContain('1 calendar day overdue Note the new date. Then: begin escalation, 7 days left')
    const mine = (await atWork.get(`/worklists/mine?organisation=${other}`)).text.split('<tr ')
    expect(days(mine.find((row) => row.includes(`href="/casefiles/${reference}"`)))).toBe('1 day overdue')
    await office.database.pool.query('update casefile set closed = true where file_id = $1', [id])
    for (const list of ['all', 'closed']) {
      const rows = (await atWork.get(`/worklists/${list}?organisation=${other}`)).text.split('<tr ')
      expect([list, days(rows.find((row) => row.includes(`href="/casefiles/${reference}"`)))]).toEqual([list, '1 day overdue'])
      const lines = (await atWork.get(`/worklists/${list}/csv?organisation=${other}`)).text.split('\n')
      expect([list, lines.find((line) => line.startsWith(`${reference},`))]).toEqual([list, expect.stringContaining(',2012-12-02,')])
    }
  })

  test('is narrowed by its address, says what was chosen, and how to take each away', async () => {
    const mine = await openedCasefile(caseworker, organisation)
    const others = await openedCasefile(caseworker, other)
    const { text } = await atWork.get(`/worklists/mine?organisation=${other}&kind=work`)
    expect(text).toContain(others.reference)
    expect(text).not.toContain(mine.reference)
    expect(text).toContain('href="/worklists/mine?kind=work"')
    expect(text).toContain(`href="/worklists/mine?organisation=${other}"`)
    expect(text).toMatch(/href="\/worklists\/mine">Clear all filters/)
    expect(text).toMatch(/name="organisation"[^>]*value="[0-9a-f-]+" checked/)
  })

  test('is narrowed to one team or several: what is with the post that others report to, or with any of those', async () => {
    const [here, elsewhere] = [
      await openedCasefile(caseworker, other),
      await openedCasefile(await office.signIn('caseworkerElsewhere'), other),
    ]
    const shown = async (list: string, query: string) => {
      const { text } = await leading.get(`/worklists/${list}?organisation=${other}${query}`)
      return [here, elsewhere].map(({ reference }) => text.includes(`/casefiles/${reference}"`))
    }
    for (const list of ['all', 'team']) {
      expect([list, await shown(list, '&team=lineManager')]).toEqual([list, [true, false]])
      expect([list, await shown(list, '&team=lineManager&caseworker=secondCaseworker')]).toEqual([list, [false, false]])
    }
    expect(await shown('all', '&team=lineManagerElsewhere')).toEqual([false, true])
    expect(await shown('all', '&team=lineManagerElsewhere&team=lineManager')).toEqual([true, true])
    const { text } = await leading.get('/worklists/all?team=lineManager&team=nobodyAtAll')
    expect(text).toContain('Team of the Line manager')
    expect(text).toContain('A choice of team that no longer exists was left out.')
    expect((await caseworker.get(`/worklists/all?team=lineManagerElsewhere&organisation=${other}`)).body.items).toHaveLength(1)
  })

  test('leaves out what an old address names that is no more, and says so', async () => {
    const { text, status } = await atWork.get(
      `/worklists/mine?organisation=${randomUUID()}&rating=Z&state=intervention.nowhere&sort=size&stage=stage1`,
    )
    expect(status).toBe(200)
    expect(text).toContain('A choice of organisation that no longer exists was left out.')
    expect(text).toContain('A choice of rating that no longer exists was left out.')
    expect(text).toContain('A choice of state that no longer exists was left out.')
    expect(text).toContain('This list is not narrowed by stage, so that was left out.')
    expect(text).toContain('The list cannot be sorted in that way, so it is shown in its usual order.')
    expect(rowsIn(text)).toBe(Number(numberIn(text, 'mine')))
  })

  test('that has nothing for the filters names them, and offers to clear them', async () => {
    const { text } = await atWork.get('/worklists/mine?rating=C')
    expect(text).toMatch(/Nothing here is “Rated C”[\s\S]*href="\/worklists\/mine">Clear the filters/)
  })

  test('is sorted by the links of its headings, which say how it is sorted', async () => {
    const up = (await atWork.get('/worklists/mine?sort=reference')).text
    const down = (await atWork.get('/worklists/mine?sort=-reference')).text
    expect(up).toMatch(/aria-sort="ascending"[^>]*><a[^>]*href="\/worklists\/mine\?sort=-reference"/)
    expect(down).toMatch(/aria-sort="descending"[^>]*><a[^>]*href="\/worklists\/mine\?sort=reference"/)
    const references = (html: string) => [...html.matchAll(/\/casefiles\/(RD-\d+)"/g)].map(([, reference]) => reference)
    expect(references(up)).toEqual([...references(up)].sort())
    expect(references(down)).toEqual([...references(up)].reverse())
    expect(up).not.toContain('scope="rowgroup"')
  })

  test('begins with the view that somebody saved and chose to begin with', async () => {
    const { headers } = await atWork.post('/views/new', { path: '/worklists/mine', query: 'kind=duty', name: 'My duties' })
    expect(headers['location']).toBe('/worklists/mine?kind=duty')
    const id = /\/views\/([0-9a-f-]{36})\/usual/.exec((await atWork.get('/views')).text)![1]
    await atWork.post(`/views/${id}/usual`, { usual: 'yes' })
    expect((await atWork.get('/')).headers['location']).toBe('/worklists/mine?kind=duty')
    expect((await atWork.get('/worklists/mine?kind=duty')).text).toContain('aria-current="true">My duties')
    // The list as a whole stays a click away: its name, and clearing the filters, lead to it.
    expect((await atWork.get('/worklists/mine')).text).toMatch(/<a class="govuk-link" href="\/worklists\/mine\?kind=duty">My duties/)
    await atWork.post(`/views/${id}/removed`)
    expect((await atWork.get('/')).headers['location']).toBe('/worklists/mine')
  })
})

describe('escalations', () => {
  test('are narrowed to those that await a reply, or whose reply is to be judged, at whichever stage', async () => {
    const states = ['stage1.awaitingReply', 'stage1.replyToJudge', 'stage2.awaitingReply', 'stage2.toIssue']
    const references = await Promise.all(
      states.map(async (state) => {
        const { id, instance, reference } = await openedCasefile(caseworker, organisation)
        await office.database.pool.query(
          `insert into instance (id, file_id, place, machine, version, parent, key, state, closed, in_error, opened_at, since, written_at, organisation)
           values (gen_random_uuid(), $1, 90, 'compliance', 1, $2, 'one', $3, false, false, now(), now(), now(), $4)`,
          [id, instance, `open.escalation.${state} + open.target.passed`, organisation],
        )
        return reference
      }),
    )
    const listed = async (query: string) => {
      const { text } = await atWork.get(`/worklists/escalations?${query}`)
      return references.map((reference) => text.includes(`/casefiles/${reference}"`))
    }
    expect(await listed('')).toEqual([true, true, true, true])
    expect(await listed('reply=awaited')).toEqual([true, false, true, false])
    expect(await listed('reply=toJudge')).toEqual([false, true, false, false])
    expect(await listed('reply=awaited&stage=stage2')).toEqual([false, false, true, false])
    const awaited = (await atWork.get('/worklists/escalations?reply=awaited')).text
    expect(awaited).toContain('Awaiting reply')
    expect(awaited).toContain('Next letter: stage 2 letter. Evidence: held against the Principles')
  })
})

describe('the list as CSV', () => {
  test('has every row of the filter, with the mark of its letters, and nothing that a spreadsheet takes for a formula', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const { text, headers } = await atWork.get(`/worklists/mine/csv?organisation=${other}`)
    expect(headers['content-type']).toContain('text/csv')
    expect(headers['content-disposition']).toContain('my-work-2012-12-03.csv')
    expect(text.startsWith('\uFEFFCasefile,Organisation,Rating')).toBe(true)
    expect(text).toContain(reference)
    expect(text).toContain(`"'=HYPERLINK(""x"") Trust"`)
    const page = (await atWork.get(`/worklists/mine?organisation=${other}`)).text
    expect(text.trim().split('\n').length - 1).toBe(rowsIn(page))
  })

  test('has dates as dates, and every column of it is explained beside the link', async () => {
    const { instance } = await openedCasefile(caseworker, other)
    await given(instance, '2012-12-05')
    const explained = (await atWork.get('/help/columns')).text
    expect((await atWork.get('/worklists/mine')).text).toContain('href="/help/columns"')
    for (const [list, date] of [
      ['mine', 'In this state since'],
      ['all', 'Opened'],
    ] as const) {
      const [head, ...rows] = (await atWork.get(`/worklists/${list}/csv?organisation=${other}`)).text
        .replace('\uFEFF', '')
        .trim()
        .split('\n')
      const titles = head!.split(',')
      expect([list, titles.includes(date), titles.includes('Since')]).toEqual([list, true, false])
      for (const title of titles) expect(explained).toContain(`scope="row">${title}</th>`)
      expect(rows.some((row) => row.includes(',2012-12-05,'))).toBe(true)
      expect(rows.join()).not.toMatch(/days (left|overdue)|today/)
    }
  })

  test('is noted as a reading of every casefile in it', async () => {
    const { id, reference } = await openedCasefile(caseworker, other)
    await atWork.get(`/worklists/all/csv?organisation=${other}`)
    await office.services.readings.written()
    const { rows } = await office.database.pool.query('select view from reading where file_id = $1 and person = $2', [
      id,
      caseworker.person,
    ])
    expect([reference, rows]).toEqual([reference, expect.arrayContaining([{ view: 'export' }])])
  })
})

describe('a duty of a sealed casefile', () => {
  test('stands on the list without particulars, no filter finds it by them, and it can be said to be done there', async () => {
    const { id, instance, reference } = await openedCasefile(caseworker, organisation)
    const duty = await given(instance, '2012-12-05', { to: 'complianceOfficer', title: 'Note the refusal', endsBy: 'acknowledgement' })
    const seal = { type: 'SEAL', posts: ['operationsManager'], why: 'Threats were made' }
    expect((await lineManager.post(`/instances/${instance}/events`, seal)).status).toBe(201)
    const officer = await office.browse('complianceOfficer')
    const { text } = await officer.get('/worklists/mine')
    expect(text).toContain('Note the refusal')
    expect(text).toContain('The casefile is sealed: you see the duty, and nothing else of it.')
    for (const particular of [reference, id, instance]) expect(text).not.toContain(particular)
    for (const filter of [
      `organisation=${organisation}`,
      'rating=B',
      'machine=casefile',
      'caseworker=caseworker',
      'directorate=customerServices',
    ])
      expect([filter, (await officer.get(`/worklists/mine?${filter}`)).text.includes(duty)]).toEqual([filter, false])
    expect((await officer.get('/worklists/mine?kind=duty')).text).toContain(duty)
    expect((await officer.get('/worklists/mine/csv')).text).not.toContain(reference)
    expect((await officer.post('/worklists/mine/done', { duty: 'zzz' })).status).toBe(404)
    expect((await officer.post('/worklists/mine/done', { duty })).headers['location']).toBe('/worklists/mine')
    expect((await officer.get('/worklists/mine')).text).not.toContain(duty)
  })
})

describe('give me the next one', () => {
  const next = (visitor: Visitor, list: string, key: string = randomUUID(), narrowed = '') =>
    visitor.post(`/worklists/${list}/next`, { key, of: `/worklists/${list}${narrowed}` })

  test('leads to the most urgent casefile of the list', async () => {
    const { instance, reference } = await openedCasefile(caseworker, organisation)
    await given(instance, '2012-01-02')
    expect((await next(atWork, 'mine')).headers['location']).toBe(`/casefiles/${reference}`)
  })

  test('gives two who ask at once different ones, and the same form gives what it gave', async () => {
    const opened = [await transferred(), await transferred()]
    const [first, second] = [await office.browse('lineManagerElsewhere'), await office.browse('directorOfOtherDirectorate')]
    const keys = [randomUUID(), randomUUID()]
    const given = await Promise.all([next(first, 'unassigned', keys[0]), next(second, 'unassigned', keys[1])])
    const places = given.map(({ headers }) => headers['location'])
    expect([...places].sort()).toEqual(opened.map(({ reference }) => `/casefiles/${reference}`).sort())
    expect((await next(first, 'unassigned', keys[0])).headers['location']).toBe(places[0])
    const { rows } = await office.database.pool.query<{ caseworker: string }>('select caseworker from casefile where file_id = any($1)', [
      opened.map(({ id }) => id),
    ])
    expect(rows.map((row) => row.caseworker).sort()).toEqual(['directorOfOtherDirectorate', 'lineManagerElsewhere'])
  })

  test('is, when they ask again, the one after it; after the last it begins anew and says so; what something was done in meanwhile comes again', async () => {
    const about = await registered(caseworker, 'In turn Trust')
    const opened = [
      await openedCasefile(caseworker, about),
      await openedCasefile(caseworker, about),
      await openedCasefile(caseworker, about),
    ]
    for (const [place, { instance }] of opened.entries()) await given(instance, `2012-11-0${place + 1}`)
    const [first, second, third] = opened.map(({ reference }) => `/casefiles/${reference}`)
    const asks = async () => {
      const place = (await next(atWork, 'mine', randomUUID(), `?organisation=${about}`)).headers['location']!
      return [place, saidBy((await atWork.get(place)).text)] as const
    }
    const places = [await asks(), await asks(), await asks()]
    expect(places.map(([place]) => place)).toEqual([first, second, third])
    for (const [, says] of places) expect(says).not.toContain('begins anew')
    const [again, says] = await asks()
    expect(again).toBe(first)
    expect(says).toContain('You were given all that waits for you of “My work” already, so it begins anew, with what you were given first.')
    const event = { type: 'SET_FLAG', flag: 'complex', set: true }
    expect((await caseworker.post(`/instances/${opened[1]!.instance}/events`, event)).status).toBe(201)
    expect((await asks())[0]).toBe(second)
  })

  test('has a step for who asks: of a colleague’s casefiles none is given where nothing waits for them', async () => {
    const about = await registered(caseworker, 'Of a colleague Trust')
    const theirs = await openedCasefile(await office.signIn('secondCaseworker'), about)
    await given(theirs.instance, '2012-11-01')
    for (const list of ['team', 'overdue', 'escalations'])
      expect([list, (await next(atWork, list, randomUUID(), `?organisation=${about}`)).headers['location']]).toEqual([
        list,
        `/worklists/${list}?organisation=${about}`,
      ])
    expect((await atWork.get('/worklists/team')).text).toContain('in which there is something for you to do')
  })

  test('is not what somebody else has just begun to look at', async () => {
    const [first, second] = [await transferred(), await transferred()]
    await (await office.signIn('deputyDirectorOfOtherDirectorate')).get(`/casefiles/${first.reference}`)
    await office.services.readings.written()
    const visitor = await office.browse('lineManagerElsewhere')
    expect((await next(visitor, 'unassigned')).headers['location']).toBe(`/casefiles/${second.reference}`)
    const { headers } = await next(visitor, 'unassigned')
    expect(headers['location']).toBe('/worklists/unassigned')
    expect((await visitor.get('/worklists/unassigned')).text).toContain('Nothing is left on this list that nobody else')
  })
})

describe('assigning several', () => {
  test('is an event of its own for each: what is refused says why, and the others are assigned', async () => {
    const [one, two] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    const there = await openedCasefile(await office.signIn('secondCaseworker'), organisation)
    const casefile = [one.reference, two.reference, there.reference, 'RD-999999']
    const of = '/worklists/team?rating=B'
    expect((await leading.post('/worklists/team/assign', { of, casefile })).text).toContain('Second caseworker (')
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile, post: 'secondCaseworker' })).text
    expect(check).toContain('<strong>2 of 4</strong> can be assigned; 2 are refused as things stand')
    expect(check).toContain('>Assign 2 casefiles</button>')
    const none = (await leading.post('/worklists/team/assign/check', { of, casefile: 'RD-999999', post: 'secondCaseworker' })).text
    expect(none).toContain('No casefile will go to')
    expect(none).not.toMatch(/>Assign \d+ casefile/)
    expect(check).toMatch(/No, it will be refused: The casefile is with this post already \(/)
    expect(check).toContain('No, it will be refused: There is no such casefile, or you may not see it')
    const key = /name="key" value="([0-9a-f-]+)"/.exec(check)![1]!
    const fields = { of, casefile, key, post: 'secondCaseworker', why: 'Leave' }
    const { text } = await leading.post('/worklists/team/assigned', fields)
    expect(text).toContain('2 of 4 assigned')
    expect(text).toMatch(/The casefile is with this post already \(/)
    expect(text).toContain('RD-999999')
    const again = (await leading.post('/worklists/team/assigned', fields)).text
    expect(again).toContain('2 of 4 assigned')
    expect(again).toContain('(was assigned by this form before)')
    expect((await leading.get(`/casefiles/${one.reference}`)).text).toContain('Second caseworker')
  })

  test('says which casefile is sealed to others than the post that would take it, of those that are seen', async () => {
    const [open, sealed] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    await (await office.signIn('lineManager')).post(`/instances/${sealed.instance}/events`, {
      type: 'SEAL',
      posts: ['lineManager', 'ombudsman'],
      why: 'Somebody is in danger',
    })
    const casefile = [open.reference, sealed.reference]
    const said = async (post: string) => {
      const { text } = await leading.post('/worklists/team/assign/check', { of: '/worklists/team', casefile, post })
      return casefile.map((reference) =>
        saidBy(text.split(`scope="row">${reference}<`)[1]!.split('</tr>')[0]!)
          .replace(/.*\) /, '')
          .trim(),
      )
    }
    expect(await said('secondCaseworker')).toEqual(['Yes', 'Yes, but it is sealed to others: this post will not see it'])
    expect(await said('ombudsman')).toEqual(['Yes', 'Yes'])
  })

  test('leaves out what somebody else changed after the page was checked, and says what', async () => {
    const [kept, taken] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, organisation)]
    const of = '/worklists/team'
    const casefile = [kept.reference, taken.reference]
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile, post: 'secondCaseworker' })).text
    const key = /name="key" value="([0-9a-f-]+)"/.exec(check)![1]!
    const seen = [...check.matchAll(/name="seen" value="([^"]+)"/g)].map(([, each]) => each!)
    await (await office.signIn('operationsManager')).post(`/instances/${taken.instance}/events`, {
      type: 'ASSIGN',
      post: 'operationsManager',
    })
    const { text } = await leading.post('/worklists/team/assigned', { of, casefile, seen, key, post: 'secondCaseworker' })
    expect(text).toContain('1 of 2 assigned')
    expect(text).toMatch(/assigned the casefile after you checked: look at it as it is now/)
    const { rows } = await office.database.pool.query<{ caseworker: string }>('select caseworker from casefile where reference = any($1)', [
      casefile,
    ])
    expect(rows.map((row) => row.caseworker).sort()).toEqual(['operationsManager', 'secondCaseworker'])
  })

  test('says how many are left out where more were chosen than are assigned at once', async () => {
    const of = '/worklists/team'
    const casefile = Array.from({ length: 201 }, (_, at) => `RD-9${String(at).padStart(5, '0')}`)
    for (const step of ['assign', 'assign/check'])
      expect((await leading.post(`/worklists/team/${step}`, { of, casefile, post: 'secondCaseworker' })).text).toContain(
        '<strong>1 casefile is left out</strong>: no more than 200 casefiles are assigned at once',
      )
  })

  test('is offered to whom the rules let assign, and to no caseworker', async () => {
    await openedCasefile(caseworker, organisation)
    const offered = (html: string) => [
      html.includes('type="checkbox" name="casefile"'),
      html.includes('Assign every casefile of this list'),
    ]
    expect(offered((await atWork.get('/worklists/mine')).text)).toEqual([true, false])
    expect(offered((await leading.get('/worklists/team')).text)).toEqual([true, true])
  })

  test('asks for a post, and for at least one casefile; all of a list are those of its filters', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const of = `/worklists/team?organisation=${other}`
    const all = (await leading.post('/worklists/team/assign', { of, all: 'yes' })).text
    expect(all).toContain(reference)
    expect(all).not.toContain((await nobodys()).reference)
    expect((await leading.post('/worklists/team/assign/check', { of, casefile: reference, post: 'nobody' })).text).toContain(
      'Error: Assign',
    )
    const longer = `${'Because. '.repeat(5_555)}to the last word`
    for (const step of ['assign/check', 'assigned']) {
      const asked = { of, casefile: reference, post: 'secondCaseworker', key: randomUUID(), why: longer }
      const { status, text } = await leading.post(`/worklists/team/${step}`, asked)
      expect([step, status]).toEqual([step, 400])
      expect(text).toMatch(/id="why-error"[\s\S]*characters or fewer/)
      expect(text).toContain('to the last word')
    }
    const long = `${'Because. '.repeat(300)}to the last word`
    const check = (await leading.post('/worklists/team/assign/check', { of, casefile: reference, post: 'secondCaseworker', why: long }))
      .text
    expect(check).toContain('to the last word')
    expect(check).toContain('formaction="/worklists/team/assign">Change</button>')
    const changing = await leading.post('/worklists/team/assign', { of, casefile: reference, post: 'secondCaseworker', why: long })
    expect(changing.text).toContain('to the last word')
    expect(changing.text).toMatch(/value="secondCaseworker" selected/)
    expect((await leading.post('/worklists/team/assign', { of })).headers['location']).toBe(of)
    expect((await leading.get(of)).text).toContain('Tick at least one casefile to assign')
  })
})

describe('the API', () => {
  test('narrows and sorts as the pages do, and refuses what a list does not have', async () => {
    const { reference } = await openedCasefile(caseworker, other)
    const { body } = await caseworker.get(`/worklists/mine?organisation=${other}&kind=work&sort=-reference&limit=1`)
    expect(body.items[0]).toMatchObject({ kind: 'work', casefile: { reference }, about: [{ id: other }] })
    expect(body.nextLink).toContain(`organisation=${other}`)
    const rest = (await caseworker.get(body.nextLink.replace('/api/v1', ''))).body
    expect(rest.items[0].casefile.reference < reference).toBe(true)
    expect((await caseworker.get('/worklists/all?band=overdue&sort=due')).body.errors).toMatchObject([
      { parameter: 'band' },
      { parameter: 'sort' },
    ])
    expect((await caseworker.get('/worklists/mine?rating=Z')).status).toBe(400)
    expect((await caseworker.get('/worklists/mine?caseworker=%00&caseworker=x')).status).toBe(400)
  })

  test('counts all lists at once', async () => {
    const { items } = (await caseworker.get('/worklists')).body
    const mine = (await caseworker.get('/worklists/mine?limit=200')).body.items
    expect(items[0]).toEqual({ name: 'mine', title: 'My work', count: mine.length, more: false })
    expect(items).toHaveLength(11)
  })
})
