import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let officer: Caller
/** Organisations by their rating. */
const rated: Record<string, string> = {}
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-01')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  officer = await office.signIn('complianceOfficer')
  for (const rating of ['A', 'B', 'C']) rated[rating] = await organisationRated(rating)
})
afterAll(() => office.end())

const put = async (caller: Caller, instance: string, event: object) => {
  const { status, body } = await caller.post(`/instances/${instance}/events`, event)
  if (status !== 201) throw new Error(JSON.stringify(body))
}
const ratingOf = async (organisation: string): Promise<string> => (await officer.get(`/organisations/${organisation}`)).body.rating.instance
const suggestion = (rating: string) => ({
  type: 'SUGGEST_RATING',
  rating,
  why: 'By its record',
  factors: [{ factor: 'engagement', bears: rating === 'A' ? 'favourable' : 'adverse' }],
})

async function organisationRated(rating: string): Promise<string> {
  const organisation = await registered(caseworker, `Trust rated ${rating}`)
  if (rating === 'B') return organisation
  const instance = await ratingOf(organisation)
  await put(officer, instance, suggestion(rating))
  await put(lineManager, instance, { type: 'AGREE_RATING' })
  return organisation
}

/** A duty of the second caseworker in a casefile about these organisations, as if an arrow had given it; its title says what to expect. */
async function given(caller: Caller, title: string, dueOn: string, about: readonly string[], instanceAbout?: string) {
  const { instance } = await openedCasefile(caller, about[0]!, { complainedAbout: about })
  if (instanceAbout) await planted(office.database.pool, 'update instance set organisation = $2 where id = $1', [instance, instanceAbout])
  await planted(
    office.database.pool,
    `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
     select gen_random_uuid(), file_id, id, 'any', 'caseworker', $2, $3, 'C16', 'act', false, 1 from instance where id = $1`,
    [instance, title, dueOn],
  )
}

interface Page {
  readonly items: readonly { title: string; band: string; rating: string }[]
  readonly nextLink: string | null
}
async function all(caller: Caller, limit: number, between: () => Promise<void> = async () => {}) {
  const read: Page['items'][number][] = []
  for (let path: string | undefined = `/duties?limit=${limit}`; path; ) {
    const { body }: { body: Page } = await caller.get(path)
    read.push(...body.items)
    path = body.nextLink?.replace('/api/v1', '')
    await between()
  }
  return read
}
const titles = (items: Page['items']) => items.map(({ title }) => title)

describe('the order of a worklist', () => {
  proves('C5', 'goes by due band, in it by the rating of the organisation, C before B before A, and then by date', async () => {
    const caller = await office.signIn('secondCaseworker')
    const [a, b, c] = [rated['A']!, rated['B']!, rated['C']!]
    const expected: [string, string, string][] = [
      ['overdue C', '2013-02-28', c],
      ['overdue B', '2013-02-01', b],
      ['overdue A', '2013-01-01', a],
      ['soon C', '2013-03-01', c],
      ['soon C, later', '2013-03-08', c],
      ['soon B', '2013-03-07', b],
      ['soon A', '2013-03-02', a],
      ['later C', '2013-06-01', c],
      ['later A', '2013-03-09', a],
    ]
    for (const [title, dueOn, about] of [...expected].reverse()) await given(caller, title, dueOn, [about])
    expect(titles(await all(caller, 200))).toEqual(expected.map(([title]) => title))
    expect((await all(caller, 200)).map(({ rating }) => rating).join('')).toBe('CBACCBACA')
    for (const limit of [1, 2, 4]) expect(titles(await all(caller, limit))).toEqual(expected.map(([title]) => title))
  })

  proves('C5', 'read in pages across midnight it leaves nothing out and shows nothing twice', async () => {
    const caller = await office.signIn('secondCaseworker')
    const before = titles(await all(caller, 200))
    let day = 1
    const read = await all(caller, 2, async () => office.setClock(`2013-03-${String(++day).padStart(2, '0')}`))
    await office.setClock('2013-03-01')
    expect(titles(read)).toEqual(before)
  })

  proves('C5', 'what concerns one organisation goes by its rating, a casefile as such by the worst it is about', async () => {
    const caller = await office.signIn('outcomesOfficer')
    const everyone = [rated['A']!, rated['B']!, rated['C']!]
    await given(lineManager, 'the casefile', '2013-03-02', everyone)
    await given(lineManager, 'the item of A', '2013-03-01', everyone, rated['A'])
    await planted(office.database.pool, `update duty set addressee = 'outcomesOfficer' where title in ('the casefile', 'the item of A')`)
    expect((await all(caller, 10)).map(({ title, rating }) => `${title}: ${rating}`)).toEqual(['the casefile: C', 'the item of A: A'])
  })

  proves(['C5', 'C6'], 'where the organisation was succeeded, it goes by the rating of the one in force', async () => {
    const [old, between] = [await registered(caseworker, 'Old Trust'), await registered(caseworker, 'Trust between')]
    const caller = await office.signIn('clinicalAdviser')
    await given(lineManager, 'of the old trust', '2013-03-01', [old])
    await planted(office.database.pool, `update duty set addressee = 'clinicalAdviser' where title = 'of the old trust'`)
    expect((await all(caller, 10)).map(({ rating }) => rating)).toEqual(['B'])
    for (const [from, successor] of [
      [old, between],
      [between, rated['C']!],
    ] as const)
      await put(officer, (await officer.get(`/organisations/${from}`)).body.instance, { type: 'ORGANISATION_SUCCEEDED', successor })
    expect((await all(caller, 10)).map(({ rating }) => rating)).toEqual(['C'])
  })

  proves('C5', 'what is sealed to the reader stands at the end of its band, whatever its rating, and no page ends with that', async () => {
    const caller = await office.signIn('reviewTeam')
    for (const rating of ['A', 'B', 'C']) {
      await given(lineManager, `seen, ${rating}`, '2013-03-03', [rated[rating]!])
      await given(lineManager, `sealed, ${rating}`, `2013-03-0${{ A: 2, B: 3, C: 4 }[rating]}`, [rated[rating]!])
    }
    await planted(office.database.pool, `update duty set addressee = 'reviewTeam' where title ~ '^(seen|sealed), '`)
    await planted(
      office.database.pool,
      `update casefile set sealed = true, sealed_to = '{operationsManager}' where file_id in (select file_id from duty where title like 'sealed, %')`,
    )
    const expected = ['seen, C', 'seen, B', 'seen, A', 'sealed, A', 'sealed, B', 'sealed, C']
    for (const limit of [200, 1, 4]) expect(titles(await all(caller, limit))).toEqual(expected)
    const { body } = await caller.get('/duties?limit=6')
    const cursors = await Promise.all([4, 5].map(async (limit) => (await caller.get(`/duties?limit=${limit}`)).body.nextLink as string))
    expect(
      cursors.map((link) => JSON.parse(Buffer.from(new URL(link, 'http://x').searchParams.get('after')!, 'base64url').toString())[1]),
    ).toEqual(['A', 'A'])
    expect(body.items.map(({ rating }: { rating: string | null }) => rating)).toEqual(['C', 'B', 'A', null, null, null])
  })

  test('where a page ended with anything but a place of this list is refused', async () => {
    const cursor = Buffer.from(JSON.stringify(['2013-03-01', '7d1f2f60-7d0f-4a3e-8f2b-0a7a52a5b111'])).toString('base64url')
    expect((await caseworker.get(`/duties?after=${cursor}`)).status).toBe(400)
  })

  test('casefiles are not read on from where a page of another list or of another order ended; that once was an error of ours', async () => {
    await openedCasefile(caseworker, rated['B']!)
    await openedCasefile(caseworker, rated['B']!)
    const pageAfter = async (address: string) =>
      new URL((await caseworker.get(address)).body.nextLink, 'http://office').searchParams.get('after')
    const ofWork = await pageAfter('/worklists/mine?limit=1')
    const byReference = await pageAfter('/worklists/all?sort=reference&limit=1')
    const newestFirst = await pageAfter('/worklists/all?limit=1')
    for (const [address, after] of [
      ['/worklists/all', ofWork],
      ['/worklists/closed', ofWork],
      ['/worklists/all', byReference],
      ['/worklists/all?sort=since', byReference],
      ['/worklists/all?sort=reference', newestFirst],
    ] as const) {
      const { status, body } = await caseworker.get(`${address}${address.includes('?') ? '&' : '?'}after=${after}`)
      expect([address, status, body.errors]).toEqual([
        address,
        400,
        [{ parameter: 'after', detail: 'after is not where a page of this list ended' }],
      ])
    }
    expect((await caseworker.get(`/worklists/all?after=${newestFirst}`)).status).toBe(200)
    expect((await caseworker.get(`/worklists/all?sort=-reference&after=${byReference}`)).status).toBe(200)
  })
})

describe('ratings due', () => {
  proves(['C7', 'C9'], 'has what is suggested and what is to be looked at again, for all who do casework', async () => {
    const suggested = await registered(caseworker, 'Suggested Trust')
    await put(officer, await ratingOf(suggested), suggestion('C'))
    const looked = await registered(caseworker, 'Looked-at Trust')
    await put(officer, await ratingOf(looked), { type: 'RECORD_NO_CHANGE', why: 'As before' })
    const due = async (caller: Caller) =>
      (await caller.get('/worklists/ratingsDue?limit=200')).body.items.map(
        ({ organisation, title, dueOn, cites }: { organisation: { id: string }; title: string; dueOn: string; cites: string }) =>
          [organisation.id, title, dueOn, cites] as const,
      )
    const toAgree = [suggested, 'Agree or decline the suggested rating, C, or have others of operations do so', '2013-03-08', 'C7']
    expect(await due(caseworker)).toEqual([toAgree])
    expect(await due(await office.signIn('administrator'))).toEqual([])
    expect((await (await office.signIn('interimDirectorOfOperations')).get('/worklists/mine')).body.items).toMatchObject([
      { title: toAgree[1], organisation: { id: suggested } },
    ])
    await office.setClock('2014-02-01')
    await office.services.sweep()
    expect((await due(officer)).map(([id]: readonly string[]) => id)).toContain(looked)
  })
})
