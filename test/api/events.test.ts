import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let organisation: string
let casefile: Awaited<ReturnType<typeof openedCasefile>>
const note = { type: 'ADD_NOTE', note: 'Mr J rang.' }
const events = () => `/instances/${casefile.instance}/events`
const checks = () => `/instances/${casefile.instance}/checks`

beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  organisation = await registered(caseworker)
})
beforeEach(async () => {
  casefile = await openedCasefile(caseworker, organisation)
})
afterAll(() => office.end())

describe('an event', () => {
  test('that is taken answers with its line of history, the state, and what can be done next', async () => {
    const { body, status, headers } = await caseworker.post(events(), note)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      transition: { file: casefile.id, seq: 2 },
      instance: casefile.instance,
      state: 'open',
      opened: [],
      repeated: false,
    })
    expect(body.actions.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['ASSIGN', 'ADD_NOTE', 'RECORDED_IN_ERROR']),
    )
    expect(headers['etag']).toBe('"2"')
  })

  test('sent again with its key is done once, and answers the same', async () => {
    const key = randomUUID()
    const first = await caseworker.post(events(), note, key)
    const second = await caseworker.post(events(), note, key)
    expect(second).toMatchObject({ status: 201, body: { transition: first.body.transition, repeated: true } })
    expect((await caseworker.get(`/casefiles/${casefile.reference}`)).body.revision).toBe(2)
  })

  test('with a key that served another event, or another person, is refused', async () => {
    const key = randomUUID()
    await caseworker.post(events(), note, key)
    expect((await caseworker.post(events(), { ...note, note: 'Somebody else rang.' }, key)).body).toMatchObject({
      status: 422,
      code: 'key-reused',
    })
    expect((await lineManager.post(events(), note, key)).body).toMatchObject({ status: 422, code: 'key-reused' })
  })

  test('without a key, or with one that cannot be one, is not even looked at', async () => {
    expect((await caseworker.post(events(), note).unset('Idempotency-Key')).body).toMatchObject({ status: 400, code: 'key-missing' })
    for (const key of ['two words', 'é', 'x'.repeat(201)])
      expect(
        (await caseworker.post(events(), note, 'x').set('Idempotency-Key', encodeURI(key) === key ? key : 'two words')).body,
      ).toMatchObject({ status: 400 })
    expect((await caseworker.get(`/casefiles/${casefile.reference}`)).body.revision).toBe(1)
  })

  test('on what somebody has changed since says who, when and what', async () => {
    const { headers } = await caseworker.get(`/instances/${casefile.instance}`)
    await lineManager.post(events(), { type: 'SET_FLAG', flag: 'complex', set: true })
    const { body } = await caseworker.post(events(), note).set('If-Match', headers['etag']!)
    expect(body).toMatchObject({
      status: 409,
      code: 'changed-since',
      by: { id: lineManager.person, name: 'Carol Whitfield' },
      at: expect.stringMatching(/^2012-12-03T12:/),
      what: 'set or cleared a flag',
      revision: 2,
    })
    expect((await caseworker.post(events(), note).set('If-Match', '"2"')).status).toBe(201)
    expect((await caseworker.post(events(), note).set('If-Match', '*')).status).toBe(201)
    for (const match of ['2', '"two"', 'W/"2"', '"1", "2"'])
      expect((await caseworker.post(events(), note).set('If-Match', match)).body).toMatchObject({ status: 400, code: 'invalid' })
  })

  test('that the state has no step for is told what the state takes', async () => {
    const { body } = await caseworker.post(events(), {
      type: 'OPEN',
      receivedOn: '2012-11-05',
      complainant: { name: 'Mr J' },
      complainedAbout: [organisation],
      complaint: 'Again.',
    })
    expect(body).toMatchObject({ status: 409, code: 'not-accepted' })
    expect(body.accepts).toContain('ADD_NOTE')
    expect(body.accepts).not.toContain('OPEN')
  })

  test('of no known type, of the clock, of a message or of XState is no event', async () => {
    const { length } = await office.database.pool.query('select from transition').then(({ rows }) => rows)
    const strange = [
      '',
      'add_note',
      'ADD_NOTE ',
      'CASEFILE_CHANGED',
      'ATTEMPT_DECIDED',
      'xstate.init',
      'xstate.stop',
      'xstate.after.responseDue.approach',
      '*',
      'toString',
      '__proto__',
      'constructor',
      'X'.repeat(10_000),
    ]
    for (const type of strange)
      expect([type, (await caseworker.post(events(), { type })).body]).toEqual([
        type,
        expect.objectContaining({ status: 400, code: 'invalid' }),
      ])
    for (const type of [undefined, null, 7, {}, ['ADD_NOTE']])
      expect((await caseworker.post(events(), { type })).body).toMatchObject({ status: 400, errors: [{ pointer: '/type' }] })
    expect((await office.database.pool.query('select from transition')).rows).toHaveLength(length)
  })

  test('sets neither who acts nor when, nor what only the service adds', async () => {
    for (const name of [
      'by',
      'now',
      'today',
      'settings',
      'scheme',
      'line',
      'letters',
      'organisations',
      'stamp',
      'actor',
      'post',
      'seq',
      'isAdmin',
      'happenedOn',
    ]) {
      const { body } = await caseworker.post(events(), { ...note, [name]: '2012-12-01' })
      expect([name, body]).toEqual([
        name,
        expect.objectContaining({ status: 400, errors: [expect.objectContaining({ pointer: `/${name}` })] }),
      ])
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  proves('I16', 'a fact may be entered late with the day it happened, an act of authority may not', async () => {
    const fact = {
      type: 'RECORD_CORRESPONDENCE',
      direction: 'received',
      channel: 'telephone',
      party: 'complainant',
      what: 'He asks how long it will take.',
      happenedOn: '2012-11-20',
    }
    expect((await caseworker.post(events(), fact)).status).toBe(201)
    expect((await caseworker.post(events(), { ...fact, happenedOn: '2012-12-04' })).body).toMatchObject({
      status: 422,
      refusals: [{ rule: 'happenedByNow', field: 'happenedOn' }],
    })
    expect((await caseworker.post(events(), { ...fact, happenedOn: '2012-11-04' })).body).toMatchObject({
      status: 422,
      refusals: [{ rule: 'happenedSinceReceived' }],
    })
    for (const happenedOn of ['2012-02-30', '20 November 2012', '2012-11-20T00:00:00Z', '12-11-20', '+012012-11-20', 20121120, null])
      expect([happenedOn, (await caseworker.post(events(), { ...fact, happenedOn })).body]).toEqual([
        happenedOn,
        expect.objectContaining({ status: 400, errors: expect.arrayContaining([expect.objectContaining({ pointer: '/happenedOn' })]) }),
      ])
  })

  test('refused lists every rule, and who could do it, with the posts they hold today', async () => {
    const { body } = await caseworker.post(events(), { type: 'ASSIGN', post: 'caseworker' })
    expect(body.refusals.map(({ rule }: { rule: string }) => rule)).toEqual(['byALineManagerOrAbove', 'toAnotherPost'])
    expect(body.whoCould).toMatchObject({ words: 'a line manager or above' })
    expect(body.whoCould.people).toContainEqual({ id: lineManager.person, name: 'Carol Whitfield', posts: ['Line manager'] })
    expect(body.whoCould.people.map(({ id }: { id: string }) => id)).not.toContain(caseworker.person)
  })

  test('with a reason for a rule that it has not is invalid', async () => {
    expect((await caseworker.post(events(), { ...note, reasons: { everyActionIsSpecific: 'Because.' } })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/reasons/everyActionIsSpecific' }],
    })
    for (const reasons of ['because', ['because'], { byTheCaseworker: 7 }, null])
      expect((await caseworker.post(events(), { ...note, reasons })).status).toBe(400)
    expect((await caseworker.post(events(), { ...note, reasons: { byTheCaseworker: ' ' } })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/reasons/byTheCaseworker' }],
    })
  })
})

describe('a check', () => {
  test('says what would happen, and keeps nothing', async () => {
    const { body, status } = await caseworker.post(checks(), { type: 'OPEN_INTERVENTION' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'open',
      lines: [
        { event: 'OPEN_INTERVENTION', done: 'opened an attempt at an intervention' },
        { machine: 'intervention', event: 'OPENED' },
      ],
    })
    expect(body.instances.map(({ machine }: { machine: string }) => machine)).toEqual(expect.arrayContaining(['casefile', 'intervention']))
    expect((await caseworker.get(`/casefiles/${casefile.reference}`)).body).toMatchObject({
      revision: 1,
      instances: [{ machine: 'casefile' }],
    })
  })

  test('of what would be refused is refused in the same words, and counts as no attempt', async () => {
    const before = await office.database.pool.query('select from refused_attempt')
    const checked = await caseworker.post(checks(), { type: 'UNSEAL', why: 'No need' })
    expect((await office.database.pool.query('select from refused_attempt')).rowCount).toBe(before.rowCount)
    const put = await caseworker.post(events(), { type: 'UNSEAL', why: 'No need' })
    expect((await office.database.pool.query('select from refused_attempt')).rowCount).toBe(before.rowCount! + 1)
    expect(checked.body).toEqual({ ...put.body, instance: checked.body.instance })
  })

  test('needs no key, and heeds what was seen', async () => {
    expect((await caseworker.post(checks(), note).unset('Idempotency-Key')).status).toBe(200)
    await caseworker.post(events(), note)
    expect((await caseworker.post(checks(), note).set('If-Match', '"1"')).body).toMatchObject({ status: 409, code: 'changed-since' })
  })
})

describe('the actions of an instance', () => {
  interface Shown {
    type: string
    offered: boolean
    refusals: { rule: string }[]
    schema: object
    whoCould: { words: string; people: { id: string }[] }
  }
  const shownTo = async (caller: Caller): Promise<Shown[]> => (await caller.get(`/instances/${casefile.instance}/actions`)).body.actions

  test('are every event the state takes, with the rules in the way, who could, and what to send', async () => {
    const actions = await shownTo(caseworker)
    const assign = actions.find(({ type }) => type === 'ASSIGN')!
    expect(assign).toMatchObject({
      title: 'Assign the casefile',
      offered: false,
      refusals: [{ rule: 'byALineManagerOrAbove', cites: 'I16', paragraph: 'Casework guidance, paragraph 2.6.16' }],
      onSomeAnswers: [],
      schema: {
        type: 'object',
        properties: { type: { const: 'ASSIGN' }, post: { type: 'string' } },
        required: ['type', 'post'],
        additionalProperties: false,
      },
    })
    expect(assign.whoCould.people.map(({ id }) => id)).toContain(lineManager.person)
    expect(actions.find(({ type }) => type === 'ADD_NOTE')).toMatchObject({ offered: true, refusals: [] })
  })

  test('say the same as the decision: what is not offered is refused by the same rules', async () => {
    for (const post of ['caseworker', 'secondCaseworker', 'lineManager', 'auditor', 'administrator', 'ombudsman']) {
      const caller = await office.signIn(post)
      for (const [type, more] of Object.entries({
        ADD_NOTE: { note: 'Once' },
        ASSIGN: { post: 'secondCaseworker' },
        OPEN_INTERVENTION: {},
        UNSEAL: { why: 'So' },
      })) {
        const action = (await shownTo(caller)).find((each) => each.type === type)!
        const { status, body } = await caller.post(`/instances/${casefile.instance}/checks`, { type, ...more })
        expect([post, type, action.offered]).toEqual([post, type, status === 200])
        if (!action.offered)
          expect(body.refusals.map(({ rule }: { rule: string }) => rule)).toEqual(
            expect.arrayContaining(action.refusals.map(({ rule }) => rule)),
          )
      }
    }
  })

  test('list what the machine knows besides, with the states that take it', async () => {
    const { body } = await caseworker.get(`/instances/${casefile.instance}/actions`)
    expect(body.notNow).toEqual([{ type: 'OPEN', title: 'Open a casefile', takenIn: ['unopened'] }])
  })

  test('always hold the correction of an entry, for those who could make one', async () => {
    expect((await shownTo(caseworker)).find(({ type }) => type === 'RECORDED_IN_ERROR')).toMatchObject({
      offered: false,
      refusals: [{ rule: 'correctedByAnother', cites: 'I26' }],
    })
    expect((await shownTo(lineManager)).find(({ type }) => type === 'RECORDED_IN_ERROR')).toMatchObject({
      offered: true,
      refusals: [],
      onSomeAnswers: [{ rule: 'correctedByAnother' }],
    })
  })
})

describe('history', () => {
  test('tells who did what, in which post, with the words, in the order of the chain', async () => {
    await caseworker.post(events(), {
      type: 'RECORD_CORRESPONDENCE',
      direction: 'received',
      channel: 'letter',
      party: 'complainant',
      what: 'He thanks us.',
      happenedOn: '2012-11-28',
    })
    const { body } = await caseworker.get(`/casefiles/${casefile.reference}/history`)
    expect(body.items.map(({ seq, event }: { seq: number; event: string }) => [seq, event])).toEqual([
      [1, 'OPEN'],
      [2, 'RECORD_CORRESPONDENCE'],
    ])
    expect(body.items[1]).toMatchObject({
      done: 'recorded correspondence',
      by: { id: caseworker.person, name: 'Amina Clarke', posts: [{ post: 'caseworker', title: 'Caseworker', how: 'held' }] },
      happenedOn: '2012-11-28',
      recordedAt: expect.stringMatching(/^2012-12-03T12:/),
      payload: { what: 'He thanks us.', party: 'complainant' },
      struckOut: null,
      cause: null,
    })
    expect(body.items[0].payload).toMatchObject({ complainant: { name: 'Mr J' } })
  })

  test('is read from either end, page by page', async () => {
    for (let count = 0; count < 4; count++) await caseworker.post(events(), note)
    const walk = async (link: string | null): Promise<number[]> => {
      if (link === null) return []
      const { body } = await caseworker.get(link.replace('/api/v1', ''))
      return [...body.items.map(({ seq }: { seq: number }) => seq), ...(await walk(body.nextLink))]
    }
    expect(await walk(`/instances/${casefile.instance}/history?limit=2`)).toEqual([1, 2, 3, 4, 5])
    expect(await walk(`/casefiles/${casefile.reference}/history?limit=2&order=newest`)).toEqual([5, 4, 3, 2, 1])
  })

  test('shows an entry that was a mistake as struck out, and keeps it', async () => {
    await caseworker.post(events(), { type: 'SET_FLAG', flag: 'highRisk', set: true })
    const correction = { type: 'RECORDED_IN_ERROR', transition: 2, why: 'It was meant for another casefile.' }
    expect((await caseworker.post(events(), correction)).body).toMatchObject({
      status: 422,
      refusals: expect.arrayContaining([expect.objectContaining({ cites: 'I26' })]),
    })
    expect((await lineManager.post(checks(), correction)).body).toMatchObject({ lines: [{ event: 'RECORDED_IN_ERROR' }] })
    expect((await lineManager.post(events(), correction)).status).toBe(201)
    const { body } = await caseworker.get(`/casefiles/${casefile.reference}/history`)
    expect(body.items.map(({ event, struckOut }: { event: string; struckOut: unknown }) => [event, struckOut])).toEqual([
      ['OPEN', null],
      ['SET_FLAG', { by: 3 }],
      ['RECORDED_IN_ERROR', null],
    ])
    expect((await caseworker.get(`/casefiles/${casefile.reference}`)).body.flags).toEqual({
      clinicalMatters: false,
      highRisk: false,
      complex: false,
    })
  })
})
