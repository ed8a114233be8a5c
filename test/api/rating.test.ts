import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Compliance, begun as item } from '../../machines/compliance/record.ts'
import { definitions } from '../../machines/index.ts'
import { begun } from '../../machines/kernel/desk.ts'
import { placeOf } from '../../machines/kernel/step.ts'
import { begun as recommended } from '../../machines/recommendation/record.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let officer: Caller
let outcomes: Caller
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-01')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  officer = await office.signIn('complianceOfficer')
  outcomes = await office.signIn('outcomesOfficer')
})
afterAll(() => office.end())

const shown = async (id: string, caller = caseworker) => (await caller.get(`/organisations/${id}`)).body
const recordOf = async (id: string, caller = caseworker, query = '') => (await caller.get(`/organisations/${id}/record${query}`)).body
const figure = (record: { figures: { factor: string }[] }, factor: string) => record.figures.find((each) => each.factor === factor)
const put = (caller: Caller, instance: string, event: object) => caller.post(`/instances/${instance}/events`, event)
const ratingOf = async (id: string): Promise<string> => (await shown(id)).rating.instance

const action = { id: 'one', kind: 'apology', what: 'Write a letter of apology', measure: 'A copy', by: '2013-02-15', money: [] } as const

/** An instance of a casefile about this organisation, as its lifecycle would have left it. */
async function kept(machine: 'compliance' | 'recommendation', organisation: string, record: object, more: object = {}) {
  const casefile = await openedCasefile(caseworker, organisation, { receivedOn: '2012-11-05', ...more })
  const { stored, snapshot } = begun(definitions[machine]!, {
    ...(machine === 'compliance' ? { ...item, action } : recommended),
    ...record,
    organisation,
  })
  await planted(
    office.database.pool,
    `with i as (
       insert into instance (id, file_id, place, machine, version, parent, key, state, closed, in_error, opened_at, since, written_at, organisation)
       values (gen_random_uuid(), $1, 90, $2, 1, $3, 'one', $4, false, false, now(), now(), now(), $5) returning id)
     insert into snapshot (instance_id, stored) select id, $6 from i`,
    [casefile.id, machine, casefile.instance, placeOf(snapshot), organisation, stored],
  )
  return casefile
}
const compliedOn = (providedOn: string, target = '2013-02-15'): Partial<Compliance> => ({
  targetDate: target,
  targetDates: [{ date: target, from: '2013-01-10' }],
  ending: 'complied',
  providedOn,
  endedOn: providedOn,
})

describe('the rating of an organisation', () => {
  proves('C8', 'is shown with it: B until somebody looked, and why it is B', async () => {
    const id = await registered(caseworker, 'Rated Council')
    expect((await shown(id)).rating).toMatchObject({
      state: 'rated.notMeasured',
      rating: 'B',
      information: 'insufficient',
      says: 'Insufficient information: the default',
      history: [],
    })
    await put(officer, await ratingOf(id), { type: 'RECORD_NO_CHANGE', why: 'Two remedies, both in time' })
    expect((await shown(id)).rating).toMatchObject({ rating: 'B', says: 'Reviewed: reasonable compliance history', lookedOn: '2013-03-01' })
  })

  proves('C7', 'is suggested by one and agreed by another; a refusal names who could, and the history both', async () => {
    const id = await registered(caseworker, 'Suggested Council')
    const instance = await ratingOf(id)
    const { reference } = await openedCasefile(caseworker, id)
    const suggestion = {
      type: 'SUGGEST_RATING',
      rating: 'C',
      why: 'It delays what it agreed',
      factors: [{ factor: 'delays', bears: 'adverse', words: 'Six weeks late', casefiles: [reference] }],
    }
    const refused = await put(lineManager, instance, suggestion)
    expect(refused.status).toBe(422)
    expect(refused.body.refusals).toMatchObject([
      { rule: 'suggestedByAnOfficer', cites: 'C7', paragraph: 'Compliance guidance, paragraph 7' },
    ])
    expect(refused.body.whoCould.people.map(({ id: person }: { id: string }) => person).sort()).toEqual(
      [officer.person, outcomes.person].sort(),
    )
    expect((await put(outcomes, instance, suggestion)).status).toBe(201)
    expect((await put(officer, instance, { type: 'AGREE_RATING' })).body.refusals).toMatchObject([
      {
        rule: 'agreedByOperationsStaff',
        cites: 'C7',
        because: 'This is for a caseworker or above in operations or customer services and assessment',
      },
    ])
    expect((await put(lineManager, instance, { type: 'AGREE_RATING', why: 'So we found' })).status).toBe(201)
    expect((await shown(id)).rating).toMatchObject({
      rating: 'C',
      says: 'Poor compliance history',
      agreedOn: '2013-03-01',
      history: [
        {
          outcome: 'agreed',
          rating: 'C',
          why: 'It delays what it agreed',
          factors: [{ factor: 'delays', bears: 'adverse', words: 'Six weeks late', casefiles: [reference] }],
          by: { id: outcomes.person, name: expect.any(String) },
          answeredBy: { id: lineManager.person },
          answer: 'So we found',
        },
      ],
    })
    const listed = (await caseworker.get('/organisations?name=Suggested')).body.items
    expect(listed).toMatchObject([{ id, rating: 'C', succeeded: false }])
  })

  test('a factor may name only casefiles that there are', async () => {
    const instance = await ratingOf(await registered(caseworker, 'Misquoted Council'))
    const answer = await put(caseworker, instance, {
      type: 'RECORD_ENGAGEMENT',
      factor: 'commitment',
      favourable: true,
      casefile: 'RD-999999',
      words: 'Apologised within a day',
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('/casefile')
  })
})

describe('the record of an organisation', () => {
  proves('CA', 'has the eleven factors, four that may merit an A and seven a C, with the casefiles behind each figure', async () => {
    const id = await registered(caseworker, 'Recorded Trust')
    const kepts = [await kept('compliance', id, compliedOn('2013-02-10')), await kept('compliance', id, compliedOn('2013-02-15'))]
    const late = await kept('compliance', id, compliedOn('2013-02-20'))
    const record = await recordOf(id)
    expect(record.figures.map(({ merits }: { merits: string }) => merits).join('')).toBe('AAAACCCCCCC')
    expect(figure(record, 'keptInTime')).toMatchObject({
      speaks: false,
      cites: 'CA',
      found: [
        { measure: 'due', count: 3 },
        { measure: 'keptByFirstDate', count: 2, casefiles: kepts.map(({ reference }) => expect.objectContaining({ reference })) },
        { measure: 'keptByLaterDate', count: 0 },
      ],
    })
    expect(figure(record, 'missedTarget')).toMatchObject({
      speaks: false,
      because: '1 of 3 items that came due missed the first date',
      found: [{ measure: 'due' }, { measure: 'missedFirstDate', casefiles: [{ reference: late.reference, on: '2013-02-16' }] }],
    })
    expect(record.suggestion).toMatchObject({ rating: 'B', information: 'sufficient', isAnother: false })
    expect(record.thresholds.every(({ reading }: { reading: string }) => reading.startsWith('Our reading: '))).toBe(true)
  })

  proves('CA', 'offers the rating the figures speak for, with its reasons; nothing follows until people decide', async () => {
    const id = await registered(caseworker, 'Refusing Trust')
    const refused = await kept('recommendation', id, {
      standing: 'notAccepted',
      decisions: [{ on: '2013-02-20', report: 'final', outcome: 'notPursued', why: 'words' }],
    })
    const record = await recordOf(id)
    expect(record.suggestion).toEqual({
      rating: 'C',
      information: 'sufficient',
      why: 'Factors that may merit a C are met',
      factors: [
        {
          factor: 'notImplemented',
          bears: 'adverse',
          because: 'recommendations of final reports that were not implemented: 1',
          casefiles: [refused.reference],
          hidden: 0,
        },
      ],
      isAnother: true,
    })
    expect((await shown(id)).rating).toMatchObject({ rating: 'B', suggestion: null })
  })

  proves('CA', 'shows what people recorded of its engagement beside the figures', async () => {
    const id = await registered(caseworker, 'Engaged Trust')
    const { reference } = await openedCasefile(caseworker, id)
    const event = { type: 'RECORD_ENGAGEMENT', factor: 'engagement', favourable: true, casefile: reference, words: 'Rang to ask how' }
    expect((await put(caseworker, await ratingOf(id), event)).status).toBe(201)
    expect(figure(await recordOf(id), 'engagement')).toMatchObject({
      speaks: true,
      recorded: [{ on: '2013-03-01', favourable: true, casefile: reference, words: 'Rang to ask how' }],
    })
  })

  proves('CA', 'says how many lifecycles could not be read, also of those that said nothing', async () => {
    const id = await registered(caseworker, 'Unread Trust')
    const { instance } = await kept('recommendation', id, {})
    await kept('recommendation', id, {}, { complaint: 'Another' })
    expect((await recordOf(id)).unread).toBe(0)
    const spoil = (to: string) =>
      office.database.pool.query(
        `update snapshot s set stored = $2 from instance i where i.id = s.instance_id and i.machine = 'recommendation' and i.parent = $1`,
        [instance, to],
      )
    for (const broken of ['{"broken', '{"name":"recommendation","shape":"00000000","snapshot":{"context":{}},"v":1}']) {
      await spoil(broken)
      expect([broken, (await recordOf(id)).unread]).toEqual([broken, 1])
    }
  })

  proves('CA', 'counts what stands in a casefile sealed to the reader, and does not name it', async () => {
    const id = await registered(caseworker, 'Sealed Trust')
    const { instance } = await kept('compliance', id, compliedOn('2013-02-10'))
    await put(lineManager, instance, { type: 'SEAL', posts: ['lineManager'], why: 'A known person' })
    const found = (record: { figures: { factor: string }[] }) => (figure(record, 'keptInTime') as unknown as { found: object[] }).found[1]
    expect(found(await recordOf(id))).toMatchObject({ count: 1, casefiles: [], hidden: 1 })
    expect(found(await recordOf(id, lineManager))).toMatchObject({ count: 1, casefiles: [{}], hidden: 0 })
  })

  proves('I16', 'names no casefile that was sealed after it was named there, nor says what was recorded of it', async () => {
    const id = await registered(caseworker, 'Spoken Trust')
    const instance = await ratingOf(id)
    const [{ reference, instance: casefile }, open] = [await openedCasefile(caseworker, id), await openedCasefile(caseworker, id)]
    const said = 'Rang the aggrieved at home'
    const engaged = { type: 'RECORD_ENGAGEMENT', factor: 'engagement', favourable: true, casefile: reference, words: said }
    const factors = [{ factor: 'delays', bears: 'adverse', words: said, casefiles: [reference, open.reference] }]
    for (const [by, event] of [
      [caseworker, engaged],
      [caseworker, { ...engaged, casefile: open.reference, words: 'Wrote within a day' }],
      [outcomes, { type: 'SUGGEST_RATING', rating: 'C', why: 'It delays', factors }],
    ] as const)
      expect((await put(by, instance, event)).status).toBe(201)
    const everywhere = async (caller: Caller) => ({
      organisation: await shown(id, caller),
      record: await recordOf(id, caller),
      instance: (await caller.get(`/instances/${instance}`)).body,
      history: (await caller.get(`/instances/${instance}/history`)).body,
    })
    for (const each of Object.values(await everywhere(caseworker))) expect(JSON.stringify(each)).toContain(said)
    await put(lineManager, casefile, { type: 'SEAL', posts: ['lineManager'], why: 'A known person' })
    const veiled = await everywhere(caseworker)
    for (const each of Object.values(veiled)) {
      expect(JSON.stringify(each)).not.toContain(said)
      expect(JSON.stringify(each)).not.toContain(reference)
      expect(JSON.stringify(each)).toContain(open.reference)
    }
    expect(veiled.organisation.rating).toMatchObject({
      engagement: [
        { casefile: null, words: null, hidden: 1 },
        { casefile: open.reference, words: 'Wrote within a day', hidden: 0 },
      ],
      suggestion: { factors: [{ casefiles: [open.reference], words: null, hidden: 1 }] },
    })
    expect(figure(veiled.record, 'engagement')).toMatchObject({ recorded: [{ casefile: null, hidden: 1 }, { hidden: 0 }] })
    for (const each of Object.values(await everywhere(lineManager))) expect(JSON.stringify(each)).toContain(said)
  })

  test('may leave out what happened before a day; an organisation that there is not has none', async () => {
    const id = await registered(caseworker, 'Dated Trust')
    await kept('compliance', id, compliedOn('2013-02-10'))
    expect(
      (figure(await recordOf(id, caseworker, '?since=2013-02-11'), 'keptInTime') as unknown as { found: object[] }).found[0],
    ).toMatchObject({
      count: 0,
    })
    expect((await caseworker.get('/organisations/7d1f2f60-7d0f-4a3e-8f2b-0a7a52a5b111/record')).status).toBe(404)
  })
})

describe('an organisation that was succeeded', () => {
  proves('C6', 'keeps its record and its rating; what happens from that day on is its successor’s', async () => {
    const [old, heir] = [await registered(caseworker, 'Old Trust'), await registered(caseworker, 'New Trust')]
    const before = await kept('compliance', old, compliedOn('2013-02-10'))
    const after = await kept('compliance', old, compliedOn('2013-02-26', '2013-02-25'))
    const { instance } = await shown(old)
    const succeeded = { type: 'ORGANISATION_SUCCEEDED', successor: heir, happenedOn: '2013-02-20', why: 'Merged' }
    expect((await put(lineManager, instance, succeeded)).body.refusals).toMatchObject([
      { rule: 'succeededByTheComplianceOfficersWord', cites: 'C6' },
    ])
    expect((await put(officer, instance, succeeded)).status).toBe(201)
    expect(await shown(old)).toMatchObject({
      successor: { id: heir, name: 'New Trust', on: '2013-02-20', why: 'Merged', rating: 'B' },
      inForce: { id: heir },
      predecessors: [],
      rating: { state: 'kept', rating: 'B' },
    })
    expect(await shown(heir)).toMatchObject({
      successor: null,
      inForce: { id: heir },
      predecessors: [{ id: old, name: 'Old Trust', on: '2013-02-20', rating: 'B' }],
    })
    expect(figure(await recordOf(old), 'keptInTime')).toMatchObject({
      found: [{ count: 1 }, { casefiles: [{ reference: before.reference }] }, {}],
    })
    expect(figure(await recordOf(heir), 'missedTarget')).toMatchObject({
      found: [{ count: 1 }, { casefiles: [{ reference: after.reference, on: '2013-02-26' }] }],
    })
  })

  proves('C6', 'is not succeeded by itself, nor by one whose place it took, however many are between them', async () => {
    const [one, two, three] = [
      await registered(caseworker, 'One'),
      await registered(caseworker, 'Two'),
      await registered(caseworker, 'Three'),
    ]
    const succeed = async (from: string, to: string) =>
      put(officer, (await shown(from)).instance, { type: 'ORGANISATION_SUCCEEDED', successor: to })
    expect((await succeed(one, one)).body.refusals).toMatchObject([{ rule: 'successorLeadsNotBack', cites: 'C6', field: 'successor' }])
    expect((await succeed(one, two)).status).toBe(201)
    expect((await succeed(two, three)).status).toBe(201)
    expect((await succeed(three, one)).body.refusals).toMatchObject([{ rule: 'successorLeadsNotBack' }])
    expect((await shown(one)).inForce).toMatchObject({ id: three, name: 'Three' })
  })
})

describe('where a rating is seen', () => {
  proves('C8', 'with the casefile and with each item: that of the organisation in force', async () => {
    const id = await registered(caseworker, 'Seen Trust')
    const { reference } = await kept('compliance', id, compliedOn('2013-02-10'))
    const seen = async () => (await caseworker.get(`/casefiles/${reference}`)).body
    const first = await seen()
    expect(first.organisations).toMatchObject([{ id, name: 'Seen Trust', rating: 'B', successor: null }])
    const item = first.instances.find(({ machine }: { machine: string }) => machine === 'compliance').id
    expect((await caseworker.get(`/instances/${item}`)).body.concerns).toEqual({ id, rating: 'B' })

    const heir = await registered(caseworker, 'Heir Trust')
    const instance = await ratingOf(heir)
    await put(officer, instance, {
      type: 'SUGGEST_RATING',
      rating: 'C',
      why: 'By its record',
      factors: [{ factor: 'unwillingness', bears: 'adverse' }],
    })
    await put(lineManager, instance, { type: 'AGREE_RATING' })
    const { etag } = (await caseworker.get(`/casefiles/${reference}`)).headers
    await put(officer, (await shown(id)).instance, { type: 'ORGANISATION_SUCCEEDED', successor: heir })
    expect((await seen()).organisations).toMatchObject([
      { id, name: 'Seen Trust', rating: 'C', successor: { id: heir, name: 'Heir Trust' } },
    ])
    expect((await caseworker.get(`/instances/${item}`)).body.concerns).toEqual({ id, rating: 'C' })
    expect((await caseworker.get(`/casefiles/${reference}`).set('If-None-Match', etag!)).status).toBe(200)
  })
})
