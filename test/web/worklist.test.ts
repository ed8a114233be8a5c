import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, type TestApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { planted } from '../support/planted.ts'
import { saidBy } from './support/reading.ts'
import { given, type Listing, listing, numberIn, rowsIn } from './support/worklists.ts'

let at: Listing
let office: TestApp
let caseworker: Caller
let lineManager: Caller
let atWork: Visitor
let leading: Visitor
let organisation: string
let other: string
beforeAll(async () => {
  at = await listing()
  ;({ office, caseworker, lineManager, atWork, leading, organisation, other } = at)
})
afterAll(() => office.end())

describe('a worklist', () => {
  test('says how much is on each list, and the number is that of the rows behind the link', async () => {
    const { instance } = await openedCasefile(caseworker, organisation)
    await given(at, instance, '2012-12-02')
    await given(at, instance, '2012-12-05')
    const { text } = await atWork.get('/worklists/mine')
    for (const list of ['mine', 'overdue', 'dueIn7Days', 'unassigned', 'all', 'closed'])
      expect([list, numberIn(text, list)]).toEqual([list, String(rowsIn((await atWork.get(`/worklists/${list}`)).text))])
  })

  test('says in words how long is left, under the heading of its band', async () => {
    const { instance, reference } = await openedCasefile(caseworker, organisation)
    await given(at, instance, '2012-12-01')
    await given(at, instance, '2012-12-03')
    await given(at, instance, '2012-12-06')
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
    await given(at, instance, '2012-12-02', { title: 'Note the new date', endsBy: 'acknowledgement' })
    const days = (html: string | undefined) => /(\d+) (?:calendar )?days? (?:left|overdue)/.exec(html ?? '')?.[0].replace('calendar ', '')
    const head = async () =>
      saidBy((await atWork.get(`/casefiles/${reference}`)).text.split('class="redress-head__due')[1]!.split('</p>')[0]!)
    expect(await head()).toContain('1 calendar day overdue Note the new date')
    await given(at, instance, '2012-12-10')
    expect(await head()).toContain('1 calendar day overdue Note the new date. Then: begin escalation, 7 days left')
    const mine = (await atWork.get(`/worklists/mine?organisation=${other}`)).text.split('<tr ')
    expect(days(mine.find((row) => row.includes(`href="/casefiles/${reference}"`)))).toBe('1 day overdue')
    await planted(office.database.pool, 'update casefile set closed = true where file_id = $1', [id])
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
        await planted(
          office.database.pool,
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
    expect(awaited).toMatch(/Next letter: stage 2 letter\. Evidence: held against the Principles\s*</)
    expect(awaited).toContain('Give me the next one')
    const looking = (await (await office.browse('auditor')).get('/worklists/escalations')).text
    expect(references.map((reference) => looking.includes(`/casefiles/${reference}"`))).toEqual([true, true, true, true])
    expect(looking).not.toContain('Give me the next one')
    const { pool } = office.database
    const toBe = (sector: string) => pool.query('update organisation set sector = $1 where file_id = $2', [sector, organisation])
    await toBe('health')
    const ofHealth = (await atWork.get('/worklists/escalations?reply=awaited')).text
    await toBe('parliamentary')
    expect(ofHealth).toContain('Evidence: held against the Principles, with clinical advice considered if it is systemic')
  })
})

describe('a duty of a sealed casefile', () => {
  test('stands on the list without particulars, no filter finds it by them, and it can be said to be done there', async () => {
    const { id, instance, reference } = await openedCasefile(caseworker, organisation)
    const duty = await given(at, instance, '2012-12-05', { to: 'complianceOfficer', title: 'Note the refusal', endsBy: 'acknowledgement' })
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
