import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { compliance } from '../../machines/compliance/machine.ts'
import { begun } from '../../machines/kernel/desk.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  organisation = await registered(caseworker)
})
afterAll(() => office.end())

interface Item {
  kind: string
  id: string
  title: string
  dueOn: string | null
  band: string
  casefile: { reference: string }
  instance: { id: string; machine: string }
}
const list = async (caller: Caller, name: string, limit = 200): Promise<Item[]> =>
  (await caller.get(`/worklists/${name}?limit=${limit}`)).body.items
const references = async (caller: Caller, name: string) => (await list(caller, name)).map(({ casefile }) => casefile.reference)

/** A duty of the attempt, as if an arrow had given it. */
async function given(addressee: string, dueOn: string, { instance, shownOn = null }: { instance: string; shownOn?: string | null }) {
  const { rows } = await planted<{ id: string }>(
    office.database.pool,
    `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, shown_to_line_manager_on, entered_late, opened_seq)
     select gen_random_uuid(), file_id, id, 'escalate', $1, 'Begin escalation', $2, 'I20', 'act', $4, false, 1 from instance where id = $3 returning id`,
    [addressee, dueOn, instance, shownOn],
  )
  return rows[0]!.id
}

async function attempt(caller: Caller = caseworker) {
  const casefile = await openedCasefile(caller, organisation)
  const { body } = await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  return { ...casefile, attempt: body.id as string }
}

describe('mine', () => {
  test('is what the casefiles of my post wait for, and the duties that fall to me', async () => {
    const { reference, attempt: id } = await attempt()
    const duty = await given('caseworker', '2012-12-05', { instance: id })
    const mine = (await list(caseworker, 'mine')).filter(({ casefile }) => casefile.reference === reference)
    expect(mine).toEqual([
      expect.objectContaining({
        kind: 'duty',
        id: duty,
        title: 'Begin escalation',
        dueOn: '2012-12-05',
        band: 'dueIn7Days',
        cites: 'I20',
        casefile: expect.objectContaining({ reference }),
      }),
      expect.objectContaining({
        kind: 'work',
        id,
        dueOn: null,
        band: 'undated',
        instance: expect.objectContaining({ machine: 'intervention', title: 'Intervention' }),
      }),
    ])
    expect(await references(await office.signIn('secondCaseworker'), 'mine')).not.toContain(reference)
  })

  test('goes by roles, offices and lines, each duty to whom it is addressed', async () => {
    const { attempt: instance } = await attempt()
    const to = {
      lineManager: 'lineManager',
      director: 'director',
      directorOfCustomerServices: 'deputyDirector',
      complianceOfficer: 'complianceOfficer',
      ombudsman: 'ombudsman',
    }
    for (const [addressee, post] of Object.entries(to)) {
      const id = await given(addressee, '2012-12-20', { instance })
      expect([addressee, (await list(await office.signIn(post), 'mine')).some((each) => each.id === id)]).toEqual([addressee, true])
      for (const other of ['otherLineManager', 'directorOfOtherDirectorate', 'secondCaseworker', 'outcomesOfficer'])
        expect([addressee, other, (await list(await office.signIn(other), 'mine')).some((each) => each.id === id)]).toEqual([
          addressee,
          other,
          false,
        ])
    }
  })

  test('shows the line manager a duty of the caseworker from its day on, not before', async () => {
    const { attempt: instance } = await attempt()
    const id = await given('caseworker', '2012-12-01', { instance, shownOn: '2012-12-04' })
    const shown = async () => (await list(lineManager, 'mine')).some((each) => each.id === id)
    expect(await shown()).toBe(false)
    await office.setClock('2012-12-04')
    expect(await shown()).toBe(true)
    await office.setClock('2012-12-03')
  })

  test('names a casefile with nothing begun in it, so that none is forgotten', async () => {
    const { reference, instance } = await openedCasefile(caseworker, organisation)
    expect((await list(caseworker, 'mine')).find(({ casefile }) => casefile.reference === reference)).toMatchObject({
      kind: 'work',
      id: instance,
      instance: { machine: 'casefile' },
    })
  })
})

describe('an item that is monitored', () => {
  /** As a decision that was issued, or the work that a premature closure asks for, opens it. */
  async function opened(source: 'intervention' | 'premature') {
    const { id: file, attempt: parent } = await attempt()
    const { stored } = begun(compliance, { source })
    const { rows } = await planted<{ id: string }>(
      office.database.pool,
      `with i as (
         insert into instance (id, file_id, place, machine, version, parent, key, state, closed, in_error, source, opened_at, since, written_at)
         values (gen_random_uuid(), $1, 90, 'compliance', 1, $2, 'item', 'open.awaiting.onTrack', false, false, $4, now(), now(), now()) returning id)
       insert into snapshot (instance_id, stored) select id, $3 from i returning instance_id as id`,
      [file, parent, stored, source],
    )
    return rows[0]!.id
  }

  proves('I34', 'an item of an intervention that waits was not among what falls to the officer who monitors it', async () => {
    const [monitored, other] = [await opened('intervention'), await opened('premature')]
    const officer = await office.signIn('assessmentOutcomesOfficer')
    const mine = (await list(officer, 'mine')).map(({ id }) => id)
    expect(mine).toContain(monitored)
    expect(mine).not.toContain(other)
    for (const post of ['outcomesOfficer', 'secondCaseworker', 'auditor'])
      expect([post, (await list(await office.signIn(post), 'mine')).map(({ id }) => id)]).toEqual([
        post,
        expect.not.arrayContaining([monitored]),
      ])
    expect((await list(caseworker, 'mine')).filter(({ id }) => id === monitored)).toHaveLength(1)
    expect((await officer.get('/duties?limit=200')).body.items.map(({ id }: Item) => id)).not.toContain(monitored)
  })
})

describe('the other lists', () => {
  test('team: the line manager sees the posts that report to it, a caseworker their colleagues', async () => {
    const { reference } = await attempt()
    for (const post of ['lineManager', 'secondCaseworker']) expect(await references(await office.signIn(post), 'team')).toContain(reference)
    for (const post of ['otherLineManager', 'caseworkerElsewhere', 'complianceOfficer'])
      expect(await references(await office.signIn(post), 'team')).not.toContain(reference)
  })

  test('team, overdue and due in 7 days: whoever leads line managers has what those report to them have, straight or through others', async () => {
    const { reference, instance } = await attempt()
    const late = await given('caseworker', '2012-11-01', { instance })
    const lineManagers = await given('lineManager', '2012-11-01', { instance })
    const overdueOf = async (post: string) => (await list(await office.signIn(post), 'overdue')).map(({ id }) => id)
    for (const post of ['operationsManager', 'deputyDirector', 'director']) {
      expect([post, await references(await office.signIn(post), 'team')]).toEqual([post, expect.arrayContaining([reference])])
      expect([post, await overdueOf(post)]).toEqual([post, expect.arrayContaining([late])])
      // What falls to the line manager falls to who leads the caseworker, and to nobody above.
      expect([post, await overdueOf(post)]).toEqual([post, expect.not.arrayContaining([lineManagers])])
    }
    expect(await overdueOf('lineManager')).toEqual(expect.arrayContaining([late, lineManagers]))
    expect(await overdueOf('otherLineManager')).not.toContain(late)
  })

  test('unassigned: what no post has, and what a post has that nobody holds', async () => {
    const { reference, instance } = await openedCasefile(lineManager, organisation)
    expect(await references(lineManager, 'unassigned')).toContain(reference)
    for (const addressee of ['caseworker', 'lineManager']) {
      const duty = await given(addressee, '2012-12-05', { instance })
      expect((await list(lineManager, 'unassigned')).map(({ id }) => id)).toContain(duty)
    }
    expect(await references(await office.signIn('directorOfOtherDirectorate'), 'unassigned')).not.toContain(reference)
    expect(await references(await office.signIn('chiefOperatingOfficer'), 'unassigned')).toContain(reference)

    for (const post of ['auditor', 'administrator', 'complianceOfficer'])
      expect([post, await references(await office.signIn(post), 'unassigned')]).toEqual([post, []])

    const second = await office.signIn('secondCaseworker')
    const left = await attempt(second)
    expect(await references(lineManager, 'unassigned')).not.toContain(left.reference)
    await office.database.pool.query("update holding set to_day = '2012-12-02' where person = $1", [second.person])
    try {
      expect(await references(lineManager, 'unassigned')).toContain(left.reference)
    } finally {
      await office.database.pool.query('update holding set to_day = null where person = $1', [second.person])
    }
  })

  test('unassigned: a duty of the line manager fell to nobody once the casefile was transferred without a post', async () => {
    const { reference, instance, attempt: id } = await attempt()
    const duty = await given('lineManager', '2012-12-05', { instance: id })
    const transfer = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It is about their work' }
    expect((await lineManager.post(`/instances/${instance}/events`, transfer)).status).toBe(201)

    const there = await office.signIn('lineManagerElsewhere')
    expect((await list(there, 'unassigned')).map((each) => each.id)).toEqual(expect.arrayContaining([duty, id]))
    for (const name of ['mine', 'team', 'unassigned'])
      expect([name, (await list(lineManager, name)).map((each) => each.id)]).toEqual([name, expect.not.arrayContaining([duty])])
    expect((await there.get(`/casefiles/${reference}`)).body).toMatchObject({ caseworker: null, duties: [{ id: duty, to: 'lineManager' }] })
  })

  test('unassigned: the line manager of a vacated post did not see the casefiles of another directorate that it has', async () => {
    const { reference, instance } = await attempt()
    const transfer = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', post: 'caseworkerElsewhere', why: 'It is about their work' }
    expect((await lineManager.post(`/instances/${instance}/events`, transfer)).status).toBe(201)
    const { pool } = office.database
    await pool.query("update holding set to_day = '2012-12-02' where post = 'caseworkerElsewhere'")
    await pool.query("update post set reports_to = 'otherLineManager' where id = 'caseworkerElsewhere'")
    try {
      expect(await references(await office.signIn('otherLineManager'), 'unassigned')).toContain(reference)
      expect(await references(lineManager, 'unassigned')).not.toContain(reference)
    } finally {
      await pool.query("update holding set to_day = null where post = 'caseworkerElsewhere'")
      await pool.query("update post set reports_to = 'lineManagerElsewhere' where id = 'caseworkerElsewhere'")
    }
  })

  test('unassigned: a duty of a line manager whose caseworker reports to nobody was on no list', async () => {
    const { attempt: id } = await attempt()
    const duty = await given('lineManager', '2012-12-05', { instance: id })
    await office.database.pool.query("update post set reports_to = null where id = 'caseworker'")
    try {
      expect((await list(await office.signIn('otherLineManager'), 'unassigned')).map((each) => each.id)).toContain(duty)
    } finally {
      await office.database.pool.query("update post set reports_to = 'lineManager' where id = 'caseworker'")
    }
  })

  test('unassigned: the duty of a sealed casefile was shown to caseworkers, to whom it cannot fall', async () => {
    const { instance } = await openedCasefile(lineManager, organisation)
    const duty = await given('caseworker', '2012-12-05', { instance })
    const seal = { type: 'SEAL', posts: ['operationsManager'], why: 'Threats were made' }
    expect((await lineManager.post(`/instances/${instance}/events`, seal)).status).toBe(201)
    expect((await list(lineManager, 'unassigned')).find(({ id }) => id === duty)).toMatchObject({ sealed: true, casefile: null })
    expect((await list(caseworker, 'unassigned')).map(({ id }) => id)).not.toContain(duty)
    await planted(office.database.pool, 'update duty set ended_seq = 1 where id = $1', [duty])
  })

  test('unassigned: a closed casefile without a caseworker was on no list, though an item of it was still open', async () => {
    const { id: file, reference, instance, attempt: open } = await attempt()
    const transfer = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It is about their work' }
    expect((await lineManager.post(`/instances/${instance}/events`, transfer)).status).toBe(201)
    await planted(office.database.pool, 'update casefile set closed = true where file_id = $1', [file])
    const there = (await list(await office.signIn('lineManagerElsewhere'), 'unassigned')).filter(
      (row) => row.casefile.reference === reference,
    )
    expect(there.map((row) => row.id)).toEqual([open])
  })

  test('overdue and due in 7 days: by the day it is, mine and those of who reports to me', async () => {
    const { attempt: instance } = await attempt()
    const ids = {
      yesterday: await given('caseworker', '2012-12-02', { instance }),
      today: await given('caseworker', '2012-12-03', { instance }),
      inAWeek: await given('caseworker', '2012-12-10', { instance }),
      later: await given('caseworker', '2012-12-11', { instance }),
    }
    for (const caller of [caseworker, lineManager]) {
      const overdue = (await list(caller, 'overdue')).map(({ id }) => id)
      const soon = (await list(caller, 'dueIn7Days')).map(({ id }) => id)
      expect(overdue).toContain(ids.yesterday)
      expect(overdue).not.toContain(ids.today)
      expect(soon).toEqual(expect.arrayContaining([ids.today, ids.inAWeek]))
      expect(soon).not.toContain(ids.later)
      expect(soon).not.toContain(ids.yesterday)
    }
    expect((await list(await office.signIn('otherLineManager'), 'overdue')).map(({ id }) => id)).not.toContain(ids.yesterday)
  })

  test('refuse a filter by a value that there is not, with the values that there are', async () => {
    expect((await caseworker.get('/worklists/mine?rating=Z')).body).toMatchObject({
      status: 400,
      errors: [{ parameter: 'rating', detail: 'Give one of A, B or C' }],
    })
    expect((await caseworker.get('/worklists/mine?rating=A&rating=Z')).status).toBe(400)
    expect((await caseworker.get('/worklists/mine?rating=A&rating=B')).status).toBe(200)
  })

  test('are walked page by page in the order of their dates, each item once', async () => {
    const walk = async (link: string | null): Promise<Item[]> => {
      if (link === null) return []
      const { body } = await caseworker.get(link.replace('/api/v1', ''))
      return [...body.items, ...(await walk(body.nextLink))]
    }
    const all = await walk('/worklists/mine?limit=2')
    expect(all.map(({ id }) => id)).toEqual((await list(caseworker, 'mine')).map(({ id }) => id))
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const days = all.map(({ dueOn }) => dueOn ?? '9999-12-31')
    expect(days).toEqual([...days].sort())
    expect((await walk('/duties?limit=1')).map(({ id }) => id)).toEqual(all.filter(({ kind }) => kind === 'duty').map(({ id }) => id))
  })
})

describe('a duty', () => {
  test('that does not exist cannot be done', async () => {
    expect((await caseworker.post('/duties/5b9c5c1e-8b1f-4c7a-9a55-0d6a3f1e2c4d/done')).status).toBe(404)
    expect((await caseworker.post('/duties/x/done')).status).toBe(404)
  })

  test('that an act ends is not done by saying so', async () => {
    const { attempt: instance } = await attempt()
    const id = await given('caseworker', '2012-12-05', { instance })
    expect((await caseworker.post(`/duties/${id}/done`)).body).toMatchObject({
      status: 422,
      refusals: [{ rule: 'dutyEndsBySayingSo', field: 'duty' }],
    })
    expect((await caseworker.post(`/duties/${id}/done`, { by: 'me' })).body).toMatchObject({ status: 400, errors: [{ pointer: '/by' }] })
  })
})

test('what a check says will be unassigned once a post is left is what stands on the line manager’s list when it is: closed casefiles too', async () => {
  const second = await office.signIn('secondCaseworker')
  const [open, closed, done] = [await attempt(second), await attempt(second), await attempt(second)]
  await given('caseworker', '2012-12-05', { instance: open.attempt })
  await given('director', '2012-12-05', { instance: open.attempt })
  await given('lineManager', '2012-12-05', { instance: closed.attempt })
  const { pool } = office.database
  await planted(pool, 'update casefile set closed = true where file_id = any($1)', [[closed.id, done.id]])
  await planted(pool, 'update instance set closed = true, next_due = null where file_id = $1', [done.id])
  const administrator = await office.signIn('administrator')
  const { body: held } = await administrator.get('/administration/posts?limit=200')
  const holding = held.items.find(({ id }: { id: string }) => id === 'secondCaseworker').holdings[0].id
  const event = { type: 'END_HOLDING', holding, lastDay: '2012-12-02', why: 'He leaves' }
  const { consequences } = (await administrator.post('/administration/checks', event)).body
  const before = new Set((await list(lineManager, 'unassigned')).map(({ id }) => id))
  expect((await administrator.post('/administration/events', event)).status).toBe(201)
  const come = (await list(lineManager, 'unassigned')).filter(({ id }) => !before.has(id))
  const files = new Set(come.map(({ casefile }) => casefile.reference))
  expect([files.has(open.reference), files.has(closed.reference), files.has(done.reference)]).toEqual([true, true, false])
  expect(consequences.casefiles).toMatchObject([
    { post: { id: 'secondCaseworker' }, count: files.size, duties: come.filter(({ kind }) => kind === 'duty').length },
  ])
  expect(consequences.duties.count).toBe(0)
})
