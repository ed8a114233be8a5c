import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
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
  organisation = await registered(caseworker, 'Anytown District Council', {
    contacts: [
      { role: 'complaintsManager', name: 'C. Manager' },
      { role: 'focalPoint', name: 'F. Point' },
    ],
  })
})
afterAll(() => office.end())

const decline = {
  type: 'SUBMIT_DECLINE',
  reason: 'notSuitable',
  rationale: 'Nothing could be secured.',
  whatWeDid: 'We read the papers.',
  conclusions: 'There is nothing to put right.',
}

async function attempt(caller = caseworker) {
  const casefile = await openedCasefile(caller, organisation, { injustices: ['Distress'], remedySought: 'An apology' })
  const { body } = await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  return { ...casefile, attempt: body.id as string }
}
const does = async (caller: Caller, instance: string, body: object) => {
  const { body: answer, status } = await caller.post(`/instances/${instance}/events`, body)
  expect([status, answer.refusals ?? answer.errors ?? '']).toEqual([201, ''])
  return answer
}
const waiting = async (caller: Caller) =>
  (await caller.get('/worklists/awaitingMySignOff?limit=200')).body.items.map(({ instance }: { instance: { id: string } }) => instance.id)

describe('a decision that waits to be signed off', () => {
  proves('I26', 'is on the list of those who may sign it, and of nobody else', async () => {
    const { attempt: id } = await attempt()
    expect(await waiting(lineManager)).not.toContain(id)
    await does(caseworker, id, decline)
    for (const post of ['lineManager', 'operationsManager', 'director'])
      expect([post, await waiting(await office.signIn(post))]).toEqual([post, expect.arrayContaining([id])])
    for (const post of ['caseworker', 'secondCaseworker', 'complianceOfficer', 'auditor'])
      expect([post, await waiting(await office.signIn(post))]).toEqual([post, expect.not.arrayContaining([id])])
    await does(lineManager, id, { type: 'SIGN_OFF' })
    expect(await waiting(lineManager)).not.toContain(id)
  })

  proves('I26', 'is not on the list of the line manager who submitted it', async () => {
    const { attempt: id } = await attempt()
    await does(lineManager, id, decline)
    expect(await waiting(lineManager)).not.toContain(id)
    expect(await waiting(await office.signIn('operationsManager'))).toContain(id)
    const { body } = await lineManager.post(`/instances/${id}/events`, { type: 'SIGN_OFF' })
    expect(body).toMatchObject({ status: 422, refusals: [{ rule: 'notTheirOwnSubmission', cites: 'I26' }] })
    expect(body.whoCould.people.map(({ id: person }: { id: string }) => person)).not.toContain(lineManager.person)
  })

  test('gives page after page of the list, each attempt once', async () => {
    for (let count = 0; count < 3; count++) await does(caseworker, (await attempt()).attempt, decline)
    const walk = async (link: string | null): Promise<string[]> => {
      if (link === null) return []
      const { body } = await lineManager.get(link.replace('/api/v1', ''))
      return [...body.items.map(({ instance }: { instance: { id: string } }) => instance.id), ...(await walk(body.nextLink))]
    }
    const walked = await walk('/worklists/awaitingMySignOff?limit=1')
    expect(walked.length).toBeGreaterThanOrEqual(3)
    expect(walked).toEqual(await waiting(lineManager))
  })

  proves('I26', 'stands on that list by the duty to sign it and the day of that, before it is overdue and after', async () => {
    const { attempt: id } = await attempt()
    await does(caseworker, id, decline)
    const listed = async (query = '') =>
      (await lineManager.get(`/worklists/awaitingMySignOff?limit=200${query}`)).body.items.find(
        ({ instance }: { instance: { id: string } }) => instance.id === id,
      )
    const duty = { kind: 'duty', title: 'Sign the decision off, or return it', dueOn: '2012-12-10' }
    expect(await listed()).toMatchObject({ ...duty, band: 'dueIn7Days' })
    await office.setClock('2012-12-11')
    expect(await listed('&band=overdue')).toMatchObject({ ...duty, band: 'overdue' })
    await office.services.sweep()
    expect(await listed('&band=overdue')).toMatchObject({ ...duty, band: 'overdue' })
    await office.setClock('2012-12-03')
  })

  test('was read from the database one by one, each with its whole casefile: a page reads them together', async () => {
    const ids: string[] = []
    for (let count = 0; count < 5; count++) {
      const { attempt: id } = await attempt()
      await does(caseworker, id, decline)
      ids.push(id)
    }
    const asked = jest.spyOn(office.services.pool, 'query')
    try {
      expect(await waiting(lineManager)).toEqual(expect.arrayContaining(ids))
      expect(asked.mock.calls.filter(([query]) => (query as { name?: string }).name === 'read')).toHaveLength(1)
    } finally {
      asked.mockRestore()
    }
  })

  test('that was spoilt in the database takes no other off the list', async () => {
    const [spoilt, sound] = [(await attempt()).attempt, (await attempt()).attempt]
    for (const id of [spoilt, sound]) await does(caseworker, id, decline)
    await office.database.pool.query("update snapshot set stored = '{' where instance_id = $1", [spoilt])
    expect(await waiting(lineManager)).toContain(sound)
    expect(await waiting(lineManager)).not.toContain(spoilt)
  })
})

test('a deadline that passed shows before the clock has come by, also to those who know the revision', async () => {
  const { attempt: id } = await attempt()
  await does(caseworker, id, decline)
  const before = await caseworker.get(`/instances/${id}`)
  expect(before.body).toMatchObject({
    state: expect.stringMatching(/inTime$/),
    deadlines: [{ dueOn: '2012-12-11', cites: 'I26', sums: expect.stringMatching(/^10 December 2012 \+ 1 day: /) }],
  })
  await office.setClock('2012-12-11')
  try {
    const after = await caseworker.get(`/instances/${id}`).set('If-None-Match', before.headers['etag']!)
    expect(after).toMatchObject({ status: 200, body: { state: expect.stringMatching(/overdue$/) } })
    expect(after.headers['etag']).toBe(before.headers['etag'])
    await office.services.sweep()
    expect((await caseworker.get(`/instances/${id}`).set('If-None-Match', before.headers['etag']!)).body).toMatchObject({
      state: after.body.state,
    })
  } finally {
    await office.setClock('2012-12-03')
  }
})

describe('a letter', () => {
  proves('I27', 'is composed from the record while it is a draft, edited by hand, and kept as sent', async () => {
    const { attempt: id, reference, instance } = await attempt()
    await does(caseworker, id, decline)
    const draft = (await caseworker.get(`/casefiles/${reference}`)).body.letters.find(
      ({ letter }: { letter: string }) => letter === 'decision',
    )
    expect(draft).toMatchObject({
      to: { party: 'complainant' },
      sentOn: null,
      fixed: false,
      cites: 'I27',
      paragraph: 'Casework guidance, paragraph 2.6.27',
    })
    expect((await caseworker.get(`/letters/${draft.id}`)).body).toMatchObject({
      body: expect.stringContaining('There is nothing to put right.'),
      casefile: { reference },
    })

    const before = (await caseworker.get(`/letters/${draft.id}`)).body.body as string
    await does(caseworker, instance, { type: 'EDIT_LETTER', letter: draft.id, body: `${before}\nWith our regret.` })
    const { body, headers } = await caseworker.get(`/letters/${draft.id}`)
    expect(body).toMatchObject({ fixed: true, body: expect.stringContaining('With our regret.') })
    expect((await caseworker.get(`/letters/${draft.id}`).set('If-None-Match', headers['etag']!)).status).toBe(304)
  })

  test('of a sealed casefile is not there for those it is sealed to', async () => {
    const { attempt: id, reference, instance } = await attempt()
    await does(caseworker, id, decline)
    const [{ id: letter }] = (await caseworker.get(`/casefiles/${reference}`)).body.letters
    await does(lineManager, instance, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats' })
    expect((await caseworker.get(`/letters/${letter}`)).status).toBe(200)
    expect((await (await office.signIn('secondCaseworker')).get(`/letters/${letter}`)).status).toBe(404)
  })
})

describe('an organisation', () => {
  proves('I17', 'is first spoken to through its focal point', async () => {
    expect((await caseworker.get(`/organisations/${organisation}`)).body).toMatchObject({
      name: 'Anytown District Council',
      firstContact: { role: 'focalPoint', name: 'F. Point' },
      contacts: [{ name: 'C. Manager' }, { name: 'F. Point' }],
    })
  })

  proves('I13', 'shows how it answered earlier approaches, in casefiles one may see', async () => {
    const asked = await registered(caseworker, 'Asked Before Council')
    const { reference, instance } = await openedCasefile(caseworker, asked)
    const { body: opened } = await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
    await does(caseworker, opened.id, {
      type: 'RECORD_COMPLAINANT_CONTACT',
      channel: 'telephone',
      toldRemedyMayBeSought: true,
      expectations: 'No promise was made',
    })
    const enquired = await does(caseworker, opened.id, {
      type: 'ENQUIRE_OF_ORGANISATION',
      organisation: asked,
      about: 'What became of the records?',
      respondBy: '2012-12-17',
    })
    const approach = enquired.opened.find(({ machine }: { machine: string }) => machine === 'approach')
    const offer = { id: 'apology', kind: 'apology', what: 'Write a letter of apology', measure: 'A copy', by: '2012-12-20' }
    await does(caseworker, approach.id, {
      type: 'ORGANISATION_OFFERED',
      words: 'It will apologise',
      actions: [offer],
      happenedOn: '2012-12-03',
    })
    const shown = (await caseworker.get(`/organisations/${asked}`)).body.pastResponses
    expect(shown).toEqual([
      expect.objectContaining({
        casefile: { id: expect.any(String), reference },
        instance: approach.id,
        answers: ['ORGANISATION_OFFERED'],
      }),
    ])
    await does(lineManager, instance, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Threats' })
    expect((await (await office.signIn('secondCaseworker')).get(`/organisations/${asked}`)).body.pastResponses).toEqual([])
  })

  test('is found by part of its name, page by page', async () => {
    for (const name of ['Beta Trust', 'alpha trust', 'Alpha Trust']) await registered(caseworker, name, { sector: 'health' })
    const { body } = await caseworker.get('/organisations?name=TRUST&sector=health&limit=2')
    expect(body.items.map(({ name }: { name: string }) => name.toLowerCase())).toEqual(['alpha trust', 'alpha trust'])
    const next = await caseworker.get(body.nextLink.replace('/api/v1', ''))
    expect(next.body).toMatchObject({ items: [{ name: 'Beta Trust', sector: 'health' }], nextLink: null })
  })
})
