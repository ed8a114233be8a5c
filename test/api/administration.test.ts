import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import { definitions } from '../../machines/index.ts'
import { verify } from '../../src/engine/verify.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { posts } from '../support/people.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'

const TODAY = '2013-03-04'
let office: TestApp
let administrator: Caller
let lineManager: Caller
let caseworker: Caller
let casefile: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock(TODAY)
  administrator = await office.signIn('administrator')
  lineManager = await office.signIn('lineManager')
  caseworker = await office.signIn('caseworker')
  const organisation = await registered(caseworker)
  casefile = await openedCasefile(caseworker, organisation)
  await lineManager.post(`/instances/${casefile.instance}/events`, { type: 'ASSIGN', post: 'caseworker', why: 'It is hers' })
  await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
})
afterAll(() => office.end())

const change = (event: object, who = administrator) => who.post('/administration/events', event)
const checked = (event: object, who = administrator) => who.post('/administration/checks', event)
const holdingOf = async (post: string) => {
  const { body } = await administrator.get('/administration/posts?limit=200')
  return body.items.find(({ id }: { id: string }) => id === post).holdings[0].id as string
}
const ending = async (post: string, lastDay = TODAY) => ({
  type: 'END_HOLDING',
  holding: await holdingOf(post),
  lastDay,
  why: 'She leaves',
})
interface Impossible {
  readonly type: string
  readonly machine: string
  readonly onlyFor: string
  readonly directorates: readonly string[]
  readonly live: number
  readonly caseworkers: readonly { readonly id: string }[] | null
}

describe('everybody signed in', () => {
  test('sees who holds which post, since when, and what it reports to', async () => {
    for (const { key } of posts) {
      const who = await office.signIn(key)
      const { body, status } = await who.get('/administration/posts?name=Line%20manager')
      expect([key, status]).toEqual([key, 200])
      expect(body.items.find(({ id }: { id: string }) => id === 'lineManager')).toMatchObject({
        title: 'Line manager',
        grade: 'lineManager',
        reportsTo: { id: 'operationsManager', title: 'Operations manager (E1)' },
        holders: ['Carol Whitfield'],
        holdings: [
          {
            person: { id: holderOf('lineManager'), name: 'Carol Whitfield' },
            how: 'held',
            fromDay: '2000-01-01',
            toDay: null,
            when: 'now',
          },
        ],
      })
    }
  })

  test('sees the scheme and the settings, each with its paragraph, its default and between what it may be', async () => {
    const { body: scheme } = await caseworker.get('/administration/scheme')
    expect(scheme.items).toHaveLength(12)
    expect(scheme.items[0]).toMatchObject({ decision: 'resolved', grade: 'lineManager', since: null, entries: [] })
    const { body: settings } = await caseworker.get('/administration/settings')
    expect(settings.waits.find(({ name }: { name: string }) => name === 'confirmationDays')).toMatchObject({
      letter: 'w',
      paragraphs: [{ cites: 'I21', paragraph: 'Casework guidance, paragraph 2.6.21' }],
      days: 7,
      default: 7,
      least: 1,
      most: 90,
      entries: [],
    })
    expect(settings.waits.at(-1)).toMatchObject({ name: 'draftRetentionDays', letter: null, paragraphs: [] })
    expect(settings.readings.map(({ letter }: { letter: string }) => letter)).toContain('k')
  })

  test('reads the people page by page', async () => {
    const names: string[] = []
    for (let next: string | null = '/administration/people?limit=9'; next; ) {
      const { body }: { body: { items: { name: string }[]; nextLink: string | null } } = await caseworker.get(next)
      names.push(...body.items.map(({ name }) => name))
      next = body.nextLink?.replace('/api/v1', '') ?? null
    }
    expect(names).toHaveLength(posts.length)
    expect([...names].sort()).toEqual(names)
  })
})

describe('a check', () => {
  test('keeps nothing, also where nobody has changed the office yet: it is not taken over by looking at what a change would do', async () => {
    const { status, body } = await checked(await ending('director'))
    expect([status, body.consequences.people.map(({ loses }: { loses: string[] }) => loses)]).toEqual([
      200,
      [['Director of customer services and assessment']],
    ])
    expect((await office.database.pool.query("select id from file where kind = 'office'")).rows).toEqual([])
    expect((await caseworker.get('/administration/history')).body.items).toEqual([])
  })
})

describe('a change', () => {
  test('is refused in words to every post but the administrator’s, with who could make it', async () => {
    for (const { key, roles } of posts.filter((post) => !(post.roles as readonly string[]).includes('administrator'))) {
      const who = await office.signIn(key)
      const event = { type: 'APPOINT', person: holderOf('caseworker'), post: 'lineManager', fromDay: TODAY }
      for (const answer of [await change(event, who), await checked(event, who)]) {
        expect([key, roles, answer.status]).toEqual([key, roles, 422])
        expect(answer.body).toMatchObject({
          refusals: [
            { rule: 'byAnAdministrator', cites: 'office', paragraph: 'Our rule for the office', because: 'This is for the administrator' },
          ],
          whoCould: { words: 'the administrator', people: [{ name: 'Rosa Bell', posts: ['Administrator'] }] },
        })
      }
    }
  })

  test('to the administrator’s own good is refused, and says whom to ask', async () => {
    const { status, body } = await change({ type: 'APPOINT', person: administrator.person, post: 'lineManager', fromDay: TODAY })
    expect([status, body.refusals.map(({ rule, field, because }: Record<string, string>) => [rule, field, because])]).toEqual([
      422,
      [['appointsSomebodyElse', 'person', 'Nobody appoints themselves: ask another administrator']],
    ])
  })

  test('is recorded with who made it and why, and gives what it says at once', async () => {
    const added = await change({ type: 'ADD_PERSON', name: 'Tom Ashdown' })
    expect(added.status).toBe(201)
    const { body: people } = await administrator.get('/administration/people?name=ashdown')
    const tom = people.items[0].id
    const event = { type: 'APPOINT', person: tom, post: 'caseworker', how: 'actingUp', fromDay: TODAY, toDay: '2013-03-31', why: 'Leave' }
    expect((await change(event)).status).toBe(201)
    const { body } = await caseworker.get('/administration/history?limit=1')
    expect(body.items[0]).toMatchObject({
      event: 'APPOINT',
      done: 'appointed somebody to a post',
      by: { name: 'Rosa Bell', posts: [{ title: 'Administrator' }] },
      payload: { person: tom, post: 'caseworker', why: 'Leave' },
    })
    expect(body.nextLink).toContain('/api/v1/administration/history?limit=1&after=')
    const { body: shown } = await caseworker.get('/administration/people?name=ashdown')
    expect(shown.items[0]).toMatchObject({ name: 'Tom Ashdown', posts: ['Caseworker'], subject: null, holdings: [{ toDay: '2013-03-31' }] })
    await change({ type: 'END_HOLDING', holding: shown.items[0].holdings[0].id, lastDay: '2013-03-03', why: 'The wrong person' })
  })

  test('of something that somebody else changed meanwhile says so', async () => {
    const { headers } = await change({ type: 'ADD_PERSON', name: 'Ann Field' })
    await change({ type: 'ADD_PERSON', name: 'Una Grey' })
    const answer = await change({ type: 'ADD_PERSON', name: 'B' }).set('If-Match', headers['etag']!)
    expect([answer.status, answer.body.code, answer.body.what]).toEqual([409, 'changed-since', 'added a person'])
  })

  test('names a post that there is, and a day that is one', async () => {
    const { status, body } = await change({ type: 'APPOINT', person: 'x', post: 'nobody', fromDay: 'soon' })
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([400, ['/fromDay', '/fromDay']])
    const unknown = await change({ type: 'APPOINT', person: 'x', post: 'nobody', fromDay: TODAY })
    expect([unknown.status, unknown.body.errors]).toEqual([400, [{ pointer: '/post', detail: 'There is no such post' }]])
  })

  test('is never struck out: the entry says what to do instead', async () => {
    const { body } = await caseworker.get('/administration/history?limit=1')
    const [{ instance, seq }] = body.items
    const answer = await lineManager.post(`/instances/${instance}/events`, { type: 'RECORDED_IN_ERROR', transition: seq, why: 'x' })
    expect([answer.status, answer.body.refusals[0].rule]).toEqual([422, 'putRightByAnotherEntry'])
    const actions = await administrator.get(`/instances/${instance}/actions`)
    expect(actions.body.actions.map(({ type }: { type: string }) => type)).not.toContain('RECORDED_IN_ERROR')
  })
})

describe('before a holding is ended, what becomes impossible is said', () => {
  const impossible = async (post: string) => (await checked(await ending(post))).body.consequences.impossible as Impossible[]

  proves('C23', 'of the Ombudsman: what is the Ombudsman’s alone, and not what three others may do too', async () => {
    const lost = await impossible('ombudsman')
    expect(lost.map(({ type }) => type)).toContain('DECIDE_COMPLIANCE')
    expect(lost.map(({ type }) => type)).not.toContain('CLOSE_EXCEPTIONALLY')
    expect(lost.find(({ type }) => type === 'DECIDE_COMPLIANCE')).toMatchObject({
      machine: 'compliance',
      machineTitle: expect.any(String),
      onlyFor: 'only the Ombudsman',
    })
  })

  proves('I20', 'of CS&A’s deputy director: nothing that its director may do, but what a deputy director alone proposes', async () => {
    const lost = await impossible('deputyDirector')
    expect(lost.map(({ type }) => type)).toContain('PROPOSE_STEP')
    expect(lost.map(({ type }) => type)).not.toContain('DECIDE_OUTCOME')
    expect(lost.find(({ type }) => type === 'PROPOSE_STEP')!.directorates).toEqual(['customer services and assessment'])
  })

  proves('I20', 'of a line manager: passing on the escalations of those who report to them', async () => {
    const lost = await impossible('lineManager')
    expect(lost.find(({ type }) => type === 'PASS_ON')).toMatchObject({
      caseworkers: expect.arrayContaining([expect.objectContaining({ id: 'caseworker' })]),
    })
  })

  proves('C16a', 'of the compliance officer: nothing of a role that somebody else keeps', async () => {
    expect((await impossible('complianceOfficer')).map(({ type }) => type)).toContain('ORGANISATION_RENAMED')
    await change({ type: 'APPOINT', person: holderOf('outcomesOfficer'), post: 'complianceOfficer', fromDay: TODAY })
    expect(await impossible('complianceOfficer')).toEqual([])
  })

  test('and the casefiles of the post, with where they go', async () => {
    const { body } = await checked(await ending('caseworker'))
    expect(body.consequences).toMatchObject({
      day: '2013-03-05',
      people: [{ person: { name: 'Amina Clarke' }, loses: ['Caseworker'], gains: [] }],
      casefiles: [{ post: { id: 'caseworker' }, count: 1, line: { id: 'lineManager' }, goTo: [{ name: 'Carol Whitfield' }] }],
    })
  })

  test('and the open duties that would be nobody’s and on no list, which those that go with a casefile are not', async () => {
    const given = async (addressee: string) =>
      (
        await planted<{ id: string }>(
          office.database.pool,
          `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
           select gen_random_uuid(), file_id, id, 'told', $1, 'Something to do', '2013-03-20', 'I34', 'act', false, 1 from instance where id = $2 returning id`,
          [addressee, casefile.instance],
        )
      ).rows[0]!.id
    const [theirs, theRoles] = [await given('caseworker'), await given('assessmentOutcomesOfficer')]
    const { consequences: left } = (await checked(await ending('caseworker'))).body
    expect([left.duties.count, left.casefiles[0].duties]).toEqual([0, 1])
    const { consequences: lost } = (await checked(await ending('assessmentOutcomesOfficer'))).body
    expect([lost.duties.count, lost.duties.items]).toMatchObject([1, [{ id: theRoles, reference: casefile.reference }]])
    await planted(office.database.pool, 'delete from duty where id = any($1)', [[theirs, theRoles]])
  })

  test('and no decision to be signed off that others may sign: their list has it, whomever it waits for', async () => {
    const { pool } = office.database
    const { rows } = await pool.query("select id, state from instance where machine = 'intervention'")
    const [{ id, state }] = rows
    const stands = (at: string) => planted(pool, 'update instance set state = $2 where id = $1', [id, at])
    await stands('attempt.awaitingSignOff.inTime')
    await planted(
      pool,
      `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
       select gen_random_uuid(), file_id, id, name, 'lineManager', name, '2013-03-20', 'I26', 'act', false, 1
       from instance, unnest(array['signOff', 'passOn']) as name where id = $1`,
      [id],
    )
    const { duties } = (await checked(await ending('lineManager'))).body.consequences
    expect([duties.count, duties.items.map(({ title }: { title: string }) => title)]).toEqual([1, ['passOn']])
    await planted(pool, "delete from duty where instance_id = $1 and title in ('signOff', 'passOn')", [id])
    await stands(state)
  })

  test('and the delegations that they gave', async () => {
    await change({
      type: 'DELEGATE',
      byPerson: holderOf('director'),
      toPerson: holderOf('operationsManager'),
      post: 'director',
      fromDay: TODAY,
      toDay: '2013-04-30',
    })
    const { body } = await checked(await ending('director', '2013-03-08'))
    expect(body.consequences.delegations).toEqual([
      {
        post: { id: 'director', title: 'Director of customer services and assessment' },
        by: { id: holderOf('director'), name: 'Farid Haddad' },
        to: { id: holderOf('operationsManager'), name: 'David Mensah' },
      },
    ])
  })

  test('nothing is kept of it', async () => {
    const before = (await caseworker.get('/administration/history?limit=1')).body.items[0].seq
    await checked(await ending('director'))
    expect((await caseworker.get('/administration/history?limit=1')).body.items[0].seq).toBe(before)
    expect((await office.database.pool.query("select to_day from holding where post = 'director'")).rows).toEqual([{ to_day: null }])
  })
})

describe('how people sign in', () => {
  const subject = 'subject-of-tom'
  const told = async (who: Caller) => {
    const { body } = await who.get('/administration/history?limit=200')
    const { body: instance } = await who.get(`/instances/${body.items[0].instance}`)
    const { body: lines } = await who.get(`/instances/${body.items[0].instance}/history?limit=200`)
    return [body, instance, lines].map((each) => JSON.stringify(each).includes(subject))
  }

  test('is told to administrators alone, also in the history of the office and in its record', async () => {
    expect((await change({ type: 'ADD_PERSON', name: 'Tom Ashdown', subject })).status).toBe(201)
    expect([await told(caseworker), await told(lineManager)]).toEqual([
      [false, false, false],
      [false, false, false],
    ])
    expect((await told(administrator))[0]).toBe(true)
  })
})

describe('a setting', () => {
  test('lists the dates that were set under it, and says truly that none of them moves', async () => {
    const { body: before } = await caseworker.get(`/casefiles/${casefile.reference}`)
    const attempt = before.instances.find(({ machine }: { machine: string }) => machine === 'intervention').id
    const declined = await caseworker.post(`/instances/${attempt}/events`, {
      type: 'SUBMIT_DECLINE',
      reason: 'other',
      rationale: 'No remedy',
      whatWeDid: 'We read the papers',
      conclusions: 'No remedy could be had',
    })
    const event = { type: 'CHANGE_SETTING', setting: 'signOffDays', days: 3, fromDay: TODAY, why: 'Agreed' }
    const { body } = await checked(event)
    expect([declined.status, body.consequences.waits]).toMatchObject([
      201,
      { moved: 0, standing: 1, more: false, items: [{ instance: attempt, reference: casefile.reference, dueOn: '2013-03-12' }] },
    ])
    expect(body.consequences.waits.about).toContain('No date moves.')
    expect((await change(event)).status).toBe(201)
    const { body: after } = await caseworker.get(`/instances/${attempt}`)
    expect(after.deadlines.map(({ dueOn }: { dueOn: string }) => dueOn)).toContain('2013-03-12')
  })

  test('is in force from its day on, and is shown with what it was', async () => {
    await change({ type: 'CHANGE_SETTING', setting: 'confirmationDays', days: 10, fromDay: '2013-04-01', why: 'Agreed' })
    const { body } = await caseworker.get('/administration/settings')
    const shown = body.waits.find(({ name }: { name: string }) => name === 'confirmationDays')
    expect(shown).toMatchObject({ days: 7, entries: [{ days: 10, fromDay: '2013-04-01' }] })
  })
})

test('after all of it the tables are what the history gives', async () => {
  expect((await verify(office.services.pool, definitions)).difference).toBeUndefined()
})
