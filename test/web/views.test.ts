import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { saveDraft } from '../../src/beside/drafts.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'

let office: TestApp
let caseworker: Caller
let visitor: Visitor
beforeAll(async () => {
  office = await testApp()
  caseworker = await office.signIn('caseworker')
  visitor = await office.browse('caseworker')
})
afterAll(() => office.end())

type View = {
  id: string
  name: string
  address: string
  team: { post: string } | null
  usual: boolean
  usualOfTeam: boolean
  removable: boolean
}
const viewsOf = async (caller: Caller) => (await caller.get('/views')).body.items as View[]
const save = async (body: object, by = caseworker) =>
  (await by.post('/views', { path: '/worklists/mine', query: 'rating=C', ...body })).body as View
/** The post that the caseworker of the demonstration reports to. */
const LINE = 'lineManager'

describe('a view', () => {
  test('is a list as it was looked at, under a name, without where a page of it ended', async () => {
    await save({ name: 'Rated C', query: 'rating=C&after=abc&limit=3&_csrf=x&sort=date' })
    expect(await viewsOf(caseworker)).toContainEqual(
      expect.objectContaining({
        name: 'Rated C',
        page: 'worklist',
        address: '/worklists/mine?rating=C&sort=date',
        team: null,
        usual: false,
      }),
    )
  })

  test('is its owner’s alone unless it is shared', async () => {
    await save({ name: 'Nobody else’s' })
    const other = await office.signIn('secondCaseworker')
    expect((await viewsOf(other)).map(({ name }) => name)).not.toContain('Nobody else’s')
  })

  test('is shared with those who report to the same post, and with whoever holds it; nobody else sees it', async () => {
    const { id } = await save({ name: 'Ours', team: LINE })
    for (const [post, sees] of [
      ['secondCaseworker', true],
      [LINE, true],
      ['complianceOfficer', false],
      ['ombudsman', false],
    ] as const)
      expect([post, (await viewsOf(await office.signIn(post))).some((view) => view.id === id)]).toEqual([post, sees])
  })

  test('is lost to who has left the team', async () => {
    const { id } = await save({ name: 'Of the old team', team: LINE })
    const leaver = await office.signIn('secondCaseworker')
    expect((await viewsOf(leaver)).some((view) => view.id === id)).toBe(true)
    await office.database.pool.query("update post set reports_to = null where id = 'secondCaseworker'")
    expect((await viewsOf(leaver)).some((view) => view.id === id)).toBe(false)
    expect((await leaver.post(`/views/${id}/usual`, { usual: true })).status).toBe(404)
    await office.database.pool.query("update post set reports_to = 'lineManager' where id = 'secondCaseworker'")
  })

  test('is removed by whoever saved it and by whoever holds the team’s post, not by a colleague', async () => {
    const [one, other] = [await save({ name: 'To be removed', team: LINE }), await save({ name: 'To be removed as well', team: LINE })]
    const colleague = await office.signIn('secondCaseworker')
    expect((await colleague.post(`/views/${one.id}/removed`)).status).toBe(404)
    expect((await caseworker.post(`/views/${one.id}/removed`)).status).toBe(200)
    expect((await (await office.signIn(LINE)).post(`/views/${other.id}/removed`)).status).toBe(200)
    expect((await viewsOf(caseworker)).filter(({ name }) => name.startsWith('To be removed'))).toEqual([])
  })

  test('is what its reader begins with, if they say so; one for each kind of list, and gone with the view', async () => {
    const [one, other] = [await save({ name: 'First' }), await save({ name: 'Second', path: '/worklists/team' })]
    await caseworker.post(`/views/${one.id}/usual`, { usual: true })
    await caseworker.post(`/views/${other.id}/usual`, { usual: true })
    expect((await viewsOf(caseworker)).filter(({ usual }) => usual).map(({ name }) => name)).toEqual(['Second'])
    expect((await visitor.get('/')).headers['location']).toBe('/worklists/team?rating=C')
    await caseworker.post(`/views/${other.id}/removed`)
    expect((await visitor.get('/')).headers['location']).toBe('/worklists/mine')
  })

  test('is what a whole team begins with where whoever leads it says so; who has chosen their own keeps it', async () => {
    const [ours, own] = [await save({ name: 'Ours to begin with', path: '/worklists/team', team: LINE }), await save({ name: 'My own' })]
    const [leader, colleague] = [await office.signIn(LINE), await office.signIn('secondCaseworker')]
    const begins = async (post: string) => (await (await office.browse(post)).get('/')).headers['location']
    expect((await caseworker.post(`/views/${ours.id}/usual-of-team`, { usual: true })).status).toBe(404)
    await caseworker.post(`/views/${own.id}/usual`, { usual: true })
    expect((await leader.post(`/views/${ours.id}/usual-of-team`, { usual: true })).status).toBe(200)
    const team = '/worklists/team?rating=C'
    expect([await begins('caseworker'), await begins('secondCaseworker'), await begins(LINE)]).toEqual([own.address, team, team])
    expect(await begins('complianceOfficer')).toBe('/worklists/mine')

    // Who would rather begin with the list as it is says so, and keeps that too.
    await colleague.post(`/views/${ours.id}/usual`, { usual: false })
    expect(await begins('secondCaseworker')).toBe('/worklists/mine')
    await leader.post(`/views/${ours.id}/usual-of-team`, { usual: true })
    expect(await begins('secondCaseworker')).toBe('/worklists/mine')

    await leader.post(`/views/${ours.id}/usual-of-team`, { usual: false })
    expect([await begins('caseworker'), await begins(LINE)]).toEqual([own.address, '/worklists/mine'])

    // A page that was open since says it of the team's view, where they begin with another.
    await leader.post(`/views/${ours.id}/usual-of-team`, { usual: true })
    await caseworker.post(`/views/${ours.id}/usual`, { usual: false })
    expect(await begins('caseworker')).toBe(own.address)
    for (const { id } of [ours, own]) await caseworker.post(`/views/${id}/removed`)
  })

  test('that a team begins with is one for each team, and gone with the view', async () => {
    const [one, other] = [await save({ name: 'One', team: LINE }), await save({ name: 'Other', path: '/worklists/overdue', team: LINE })]
    const leader = await office.signIn(LINE)
    for (const { id } of [one, other]) await leader.post(`/views/${id}/usual-of-team`, { usual: true })
    expect((await viewsOf(leader)).filter(({ usualOfTeam }) => usualOfTeam).map(({ name }) => name)).toEqual(['Other'])
    expect((await visitor.get('/')).headers['location']).toBe('/worklists/overdue?rating=C')
    await leader.post(`/views/${other.id}/removed`)
    expect((await visitor.get('/')).headers['location']).toBe('/worklists/mine')
    await leader.post(`/views/${one.id}/removed`)
  })

  test('is saved once by a request that is sent again', async () => {
    const body = { name: 'Sent twice', path: '/organisations' }
    const [one, again] = [
      await caseworker.post('/views', body, 'the-same-key-0001'),
      await caseworker.post('/views', body, 'the-same-key-0001'),
    ]
    expect([one.status, again.status, again.body.id]).toEqual([201, 201, one.body.id])
  })

  test.each<[string, object, string]>([
    ['of an address that is no list', { name: 'X', path: '/administration' }, 'This is not the address of a list that can be saved'],
    ['of a worklist that there is not', { name: 'X', path: '/worklists/xx' }, 'This is not the address of a list that can be saved'],
    ['of the flow of no lifecycle', { name: 'X', path: '/flow/office' }, 'This is not the address of a list that can be saved'],
    ['of somebody else’s site', { name: 'X', path: '//elsewhere.example' }, 'This is not the address of a list that can be saved'],
    ['without a name', { name: '  ' }, 'Enter a name of up to 80 characters'],
    ['under a name that is taken', { name: 'RATED c' }, 'There is a view of this name already: choose another, or remove that one first'],
    ['for a team that one is not in', { name: 'X', team: 'ombudsman' }, 'Choose a team that you are in'],
    [
      'of a search, for others',
      { name: 'X', path: '/search', query: 'q=Featherstone', team: LINE },
      'A search may name people, so it cannot be shared: save it for yourself',
    ],
  ])('is not saved %s', async (_what, body, detail) => {
    const answer = await caseworker.post('/views', { path: '/worklists/mine', ...body })
    expect([answer.status, answer.body.detail]).toEqual([400, detail])
  })
})

describe('at the pages', () => {
  test('a list is saved, seen, begun with and removed', async () => {
    const other = await office.browse('assessmentOutcomesOfficer')
    const form = await other.get('/views/new?path=/worklists/team&query=rating%3DC')
    expect(form.text).toContain('Save this view')
    const saved = await other.post('/views/new', { path: '/worklists/team', query: 'rating=C', name: 'Poor compliers', team: '' })
    expect([saved.status, saved.headers['location']]).toEqual([303, '/worklists/team?rating=C'])
    const list = (await other.get('/views')).text
    expect(list).toContain('<a class="govuk-link" href="/worklists/team?rating=C">Poor compliers</a>')
    const id = /action="\/views\/([0-9a-f-]+)\/usual"/.exec(list)![1]
    await other.post(`/views/${id}/usual`, { usual: 'yes' })
    expect((await other.get('/views')).text).toContain('You begin here')
    await other.post(`/views/${id}/removed`)
    expect((await other.get('/views')).text).not.toContain('Poor compliers</a>')
  })

  test('whoever leads a team lets it begin with a view that it shares; its members are told, and asked for themselves alone', async () => {
    const { id } = await save({ name: 'Where we begin', team: LINE })
    const leader = await office.browse(LINE)
    expect((await leader.get('/views')).text).toContain('Let the team begin with it<span class="govuk-visually-hidden">: Where we begin<')
    await leader.post(`/views/${id}/usual-of-team`, { usual: 'yes' })
    const { text } = await leader.get('/views')
    expect(text).toContain('Your team begins with this view from now on. Whoever has chosen another keeps it.')
    expect(text).toMatch(/Where we begin<\/a>\s*<strong[^>]*>You begin here<\/strong>\s*<strong[^>]*>The team begins here</)
    const theirs = (await visitor.get('/views')).text
    expect(theirs).toContain('No longer begin with it<span class="govuk-visually-hidden">: Where we begin<')
    expect(theirs).not.toContain(`/views/${id}/usual-of-team`)
    await leader.post(`/views/${id}/removed`)
  })

  test('the same form sent twice saves one view, and says both times that it is saved', async () => {
    const other = await office.browse('assessmentOutcomesOfficer')
    const { text } = await other.get('/views/new?path=/worklists/mine&query=rating%3DC')
    const id = /name="id" value="([0-9a-f-]+)"/.exec(text)![1]!
    const form = { id, path: '/worklists/mine', query: 'rating=C', name: 'Sent twice', team: '' }
    for (let times = 0; times < 2; times++) {
      const { status, headers } = await other.post('/views/new', form)
      expect([status, headers['location']]).toEqual([303, '/worklists/mine?rating=C'])
    }
    expect((await other.get('/views')).text.match(/Sent twice<\/a>/g)).toHaveLength(1)
  })

  test('one begins with a worklist; with searches and organisations it is not offered, and refused in words', async () => {
    const { id } = await save({ name: 'Poor ones', path: '/organisations' })
    const { text } = await visitor.get('/views')
    expect([text.includes('>Poor ones</a>'), text.includes(`action="/views/${id}/usual"`)]).toEqual([true, false])
    const { status, body } = await caseworker.post(`/views/${id}/usual`, { usual: true })
    expect([status, body.errors[0].pointer]).toEqual([400, '/usual'])
  })

  test('a list that there is not is not saved, and no form offers to: nothing would be behind the link', async () => {
    for (const path of ['/worklists/xx', '/flow/nothing', '/flow/constructor']) {
      expect((await visitor.get(`/views/new?path=${path}`)).status).toBe(404)
      expect((await visitor.post('/views/new', { path, query: '', name: 'Leads nowhere', team: '' })).status).toBe(404)
    }
    expect((await visitor.get('/views')).text).not.toContain('Leads nowhere')
  })

  test('a fault is said beside its field, and what was typed is kept', async () => {
    const { text, status } = await visitor.post('/views/new', { path: '/worklists/mine', query: 'rating=C', name: '', team: LINE })
    expect(status).toBe(400)
    expect(text).toContain('Enter a name of up to 80 characters')
    expect(text).toContain('name="query" value="rating=C"')
    expect(text).toMatch(new RegExp(`value="${LINE}" checked`))
  })

  test('forms that were begun are listed beside them, each leading back to where it goes on, to their owner alone', async () => {
    const { instance, reference } = await openedCasefile(caseworker, await registered(caseworker))
    await saveDraft(office.services.pool, caseworker.person, { instance, event: 'ADD_NOTE', about: '' }, { note: 'He ra' })
    await saveDraft(office.services.pool, caseworker.person, { instance: null, event: 'OPEN', about: '' }, { complaint: 'He sa' })
    await saveDraft(office.services.pool, caseworker.person, { instance, event: 'EDIT_LETTER', about: 'letter=one' }, { body: 'Dear' })
    const { text } = await visitor.get('/views')
    expect(text).toContain(`href="/instances/${instance}/events/EDIT_LETTER?letter=one"`)
    expect(text).toContain(`<a class="govuk-link" href="/instances/${instance}/events/ADD_NOTE">Add a note: ${reference}</a>`)
    expect(text).toContain('<a class="govuk-link" href="/casefiles/new">Open a casefile</a>')
    expect(text).toContain('forgotten after 30 days')
    expect((await (await office.browse('secondCaseworker')).get('/views')).text).not.toContain('ADD_NOTE')
  })
})
