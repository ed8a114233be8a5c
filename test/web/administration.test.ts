import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { holderOf } from '../../db/seed-posts.ts'
import { definitions } from '../../machines/index.ts'
import { adjustables } from '../../machines/office/settings.ts'
import { verify } from '../../src/engine/verify.ts'
import { stepsIn } from '../../src/web/pages/administration/change.ts'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { posts } from '../support/people.ts'
import { proves } from '../support/proves.ts'

const PAGES = ['', '/people', '/posts', '/posts?vacant=yes', '/scheme', '/settings', '/history']
let office: TestApp
let administrator: Visitor
let casefile: Awaited<ReturnType<typeof openedCasefile>>
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-04')
  administrator = await office.browse('administrator')
  const caseworker = await office.signIn('caseworker')
  casefile = await openedCasefile(caseworker, await registered(caseworker))
})
afterAll(() => office.end())

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#39;|&#x27;/g, '’')
    .replaceAll(/\s+/g, ' ')
const shown = async (path: string, who = administrator) => {
  const { text, status } = await who.get(`/administration${path}`)
  return { status, html: text, says: plain(text) }
}
/** A form as it stands, with what is typed into it. */
async function sends(type: string, typed: Record<string, string | string[]>, who = administrator, at = `/administration/changes/${type}`) {
  const { text } = await who.get(`/administration/changes/${type}`)
  const key = /name="_key" value="([^"]+)"/.exec(text)?.[1] ?? 'none-was-given'
  const answer = await who.post(at, { _key: key, ...typed })
  return {
    status: answer.status,
    to: answer.headers['location'] as string | undefined,
    html: answer.text,
    says: plain(answer.text ?? ''),
    key,
  }
}
const holdingOf = async (post: string) =>
  (await office.database.pool.query('select id from holding where post = $1 order by from_day', [post])).rows[0].id as string

describe('the office', () => {
  test.each(PAGES)('is shown to everybody who holds a post: /administration%s', async (path) => {
    for (const post of ['caseworker', 'ombudsman', 'auditor', 'administrator']) {
      const { status, says } = await shown(path, await office.browse(post))
      expect([post, status]).toEqual([post, 200])
      expect(says).not.toMatch(/undefined|\[object/)
    }
  })

  test('says who holds a post, since when, what it reports to and what reports to it', async () => {
    const { says } = await shown('/posts/lineManager')
    expect(says).toContain('Held today by Carol Whitfield')
    expect(says).toContain('Reports to Operations manager (E1)')
    expect(says).toContain('1 January 2000 until further notice')
    expect(says).toContain('Second caseworker : Ben Okafor')
  })

  test('says what stands in each setting’s place, with its paragraph, default and bounds', async () => {
    const { says } = await shown('/settings')
    expect(says).toContain(
      'Our reading: signing a decision off or returning it takes at most a week. Casework guidance, paragraph 2.6.26 (setting x) 7 7 1 to 90',
    )
    expect(says).toContain('Keeping a form that was begun and not sent')
    for (const { title } of adjustables) expect(says).toContain(`Change ${title}`)
    expect(says).not.toMatch(/Change (?:Prompt|Update every|Show after)/)
  })

  test('says of a person for whom no sign-in is recorded just that', async () => {
    const { rows } = await office.database.pool.query('select id from person where subject is null limit 1')
    const { says } = await shown(`/people/${rows[0].id}`)
    expect(says).toContain('No sign-in is recorded yet.')
  })

  test('of which there is no such person or post is not found', async () => {
    expect((await shown('/people/nobody')).status).toBe(404)
    expect((await shown('/posts/nothing')).status).toBe(404)
    expect((await shown('/changes/TAKE_OVER')).status).toBe(404)
  })
})

test('whoever may not change the office is told so before anything is filled in, and who may', async () => {
  for (const { key } of posts.filter((post) => !(post.roles as readonly string[]).includes('administrator'))) {
    const who = await office.browse(key)
    const form = await shown('/changes/APPOINT', who)
    expect([key, form.status]).toEqual([key, 403])
    expect(form.says).toContain('This is for the administrator')
    expect(form.says).toContain('Rosa Bell (Administrator)')
    const sent = await sends('APPOINT', { person: holderOf('caseworker'), post: 'lineManager', fromDay: '4/3/2013' }, who)
    expect([key, sent.status]).toEqual([key, 403])
  }
})

test.each(Object.keys(definitions['office']!.events).filter((type) => type !== 'TAKE_OVER'))(
  'the form of %s has a field for everything that it asks, in words',
  async (type) => {
    const { status, html, says } = await shown(`/changes/${type}`)
    expect(status).toBe(200)
    for (const name of Object.keys(definitions['office']!.events[type]!.shape).filter((field) => field !== 'type'))
      expect([type, name, html.includes(`name="${name}"`)]).toEqual([type, name, true])
    expect(says).not.toMatch(/undefined|customerServices|lineManagerNorth\b.*undefined/)
  },
)

describe('an administrator', () => {
  test('adds somebody, appoints them, and finds both in the history', async () => {
    const added = await sends('ADD_PERSON', { name: 'Tom <b>Ashdown</b>' })
    expect([added.status, added.to]).toEqual([303, expect.stringMatching(/^\/administration\/people\//)])
    const person = decodeURIComponent(added.to!.split('/').at(-1)!)
    const page = await administrator.get(added.to!)
    expect(page.text).toContain('Tom &lt;b&gt;Ashdown&lt;/b&gt;')
    const form = { person, post: 'caseworker', how: 'actingUp', fromDay: '4/3/2013', toDay: '31/3/2013', why: 'Leave' }
    const check = await sends('APPOINT', form)
    expect(check.status).toBe(200)
    expect(check.says).toContain('Nothing has happened yet')
    expect(check.says).toContain('It is ended, never struck out')
    expect(check.says).toContain('acts as Caseworker')
    const appointed = await sends('APPOINT', { ...form, _key: check.key, _confirm: 'yes' })
    expect([appointed.status, appointed.to]).toEqual([303, '/administration/posts/caseworker'])
    expect((await shown('/posts/caseworker')).says).toContain('Acting up Now 4 March 2013 to 31 March 2013')
    const { says } = await shown('/history')
    expect(says).toContain(
      'Rosa Bell appointed somebody to a post: Tom &lt;b&gt;Ashdown&lt;/b&gt; as Caseworker, acting up, from 4 March 2013 until 31 March 2013',
    )
    expect(says).toContain('Leave')
  })

  test('is refused what they would give themselves, at the field, with what was typed kept', async () => {
    const sent = await sends('APPOINT', {
      person: holderOf('administrator'),
      post: 'lineManager',
      how: 'held',
      fromDay: '4/3/2013',
      why: 'I should',
    })
    expect(sent.status).toBe(422)
    expect(sent.says).toContain('Nobody appoints themselves: ask another administrator')
    expect(sent.html).toContain('href="#person"')
    expect(sent.html).toContain('I should')
  })

  test('is told of a date that is none, and of one that is past', async () => {
    const form = { person: holderOf('caseworker'), post: 'lineManager', how: 'held' }
    expect((await sends('APPOINT', { ...form, fromDay: 'soon' })).says).toContain('From must be a real date')
    const past = (await sends('APPOINT', { ...form, fromDay: '3/3/2013' })).says
    expect(past).toContain('Nothing is changed in the past')
    expect(past).toContain('Our rule for the office')
    expect(past).not.toContain('2.6.26')
  })

  test('sends a form twice, and it is done once', async () => {
    const form = await administrator.get('/administration/changes/ADD_PERSON')
    const key = /name="_key" value="([^"]+)"/.exec(form.text)![1]!
    const answers = [await administrator.post('/administration/changes/ADD_PERSON', { _key: key, name: 'Una Grey' })]
    answers.push(await administrator.post('/administration/changes/ADD_PERSON', { _key: key, name: 'Una Grey' }))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await office.database.pool.query("select from person where name = 'Una Grey'")).rowCount).toBe(1)
  })
})

describe('before a holding is ended', () => {
  proves('C23', 'a page says what nobody could do any more, and nothing has happened yet', async () => {
    const form = { holding: await holdingOf('ombudsman'), lastDay: '8/3/2013', why: 'Her term is over' }
    const sent = await sends('END_HOLDING', form)
    expect(sent.status).toBe(200)
    expect(sent.says).toContain('Nothing has happened yet. This is how it would be from 9 March 2013 on.')
    expect(sent.says).toContain('Dame Katharine Rowe no longer acts as Ombudsman')
    expect(sent.says).toContain('What becomes impossible')
    expect(sent.says).toContain('only the Ombudsman')
    expect((await shown('/posts/ombudsman')).says).toContain('until further notice')
    const confirmed = await sends('END_HOLDING', { ...form, _key: sent.key, _confirm: 'yes' })
    expect([confirmed.status, confirmed.to]).toEqual([303, '/administration/posts/ombudsman'])
    expect((await shown('/posts/ombudsman')).says).toContain('1 January 2000 to 8 March 2013')
  })

  test('a post that others can stand in for is left without a warning', async () => {
    const sent = await sends('END_HOLDING', { holding: await holdingOf('secondCaseworker'), lastDay: '4/3/2013', why: 'He leaves' })
    expect(sent.says).toContain('Ben Okafor no longer acts as Second caseworker')
    expect(sent.says).toContain('Nothing becomes impossible: for every step there is somebody else.')
  })

  test('a step that is lost to the casefiles of several posts is one step, with a line for each whom it is for', async () => {
    const passedOn = { machine: 'approach', type: 'PASS_ON' }
    expect(stepsIn([passedOn, passedOn])).toBe(1)
    expect(stepsIn([passedOn, { machine: 'casefile', type: 'PASS_ON' }])).toBe(2)
    const sent = await sends('END_HOLDING', { holding: await holdingOf('lineManager'), lastDay: '8/3/2013', why: 'She leaves' })
    expect(sent.says).toContain('Nobody could do this any more: 1 step.')
  })

  test('the key of a post is one line, as short as a key is', async () => {
    const { text } = await administrator.get('/administration/changes/CREATE_POST')
    expect(text).toMatch(/<input[^>]*name="key"/)
    expect(text).not.toContain('nothing is changed in the past..')
    const long = await sends('CREATE_POST', { key: 'k'.repeat(61), title: 'Another' })
    expect(long.says).toContain('Key must be 60 characters or fewer')
    expect((await administrator.get('/administration/changes/APPOINT')).text).toContain('nothing is changed in the past. For example, ')
  })
})

test('the casefiles of a post that is left are counted, with whose list they go to', async () => {
  const manager = await office.signIn('lineManager')
  await manager.post(`/instances/${casefile.instance}/events`, { type: 'ASSIGN', post: 'secondCaseworker', why: 'He knows it' })
  const sent = await sends('END_HOLDING', { holding: await holdingOf('secondCaseworker'), lastDay: '4/3/2013', why: 'He leaves' })
  expect(sent.says).toContain(
    '1 casefile of Second caseworker with something to do They go to the unassigned list of Line manager: Carol Whitfield',
  )
  expect(sent.html).toContain('href="/worklists/all?caseworker=secondCaseworker"')
  expect((await administrator.get('/worklists/all?caseworker=secondCaseworker')).text).toContain(casefile.reference)
})

test('before a setting is changed a page says that no running date moves', async () => {
  const sent = await sends('CHANGE_SETTING', { setting: 'signOffDays', days: '3', fromDay: '4/3/2013', why: 'Agreed' })
  expect(sent.says).toContain('No date moves. A date is worked out when its wait begins, and kept: 0 dates set before stand.')
  const confirmed = await sends('CHANGE_SETTING', {
    setting: 'signOffDays',
    days: '3',
    fromDay: '4/3/2013',
    why: 'Agreed',
    _confirm: 'yes',
  })
  expect([confirmed.status, confirmed.to]).toEqual([303, '/administration/settings'])
  expect((await shown('/settings')).says).toContain('3 since 4 March 2013 7 1 to 90')
})

test('whatever an address names, the form is there: what does not fit is left out', async () => {
  const { office: of, casefile: opened, organisation } = definitions
  const named = (schema: { shape: object }) =>
    Object.keys(schema.shape)
      .map((name) => `${name}=x`)
      .join('&')
  for (const [type, schema] of Object.entries(of!.events)) {
    if (type === 'TAKE_OVER') continue
    expect([type, (await shown(`/changes/${type}?${named(schema)}`)).status]).toEqual([type, 200])
  }
  expect((await shown('/changes/CHANGE_SETTING?setting=bogus')).status).toBe(200)
  const caseworker = await office.browse('caseworker')
  expect((await caseworker.get(`/casefiles/new?${named(opened!.events['OPEN']!)}`)).status).toBe(200)
  expect((await caseworker.get(`/organisations/new?${named(organisation!.events['REGISTER']!)}`)).status).toBe(200)
})

describe('what letters say of us', () => {
  const at = '/administration/changes/CHANGE_SETTING?setting=officeTelephone'

  test('is asked by its own name, has to be answered, and all that is wrong is said at once', async () => {
    const form = await administrator.get(at)
    expect(plain(form.text)).toContain('Change a setting: Our telephone number on letters')
    expect(plain(form.text)).toContain('Our telephone number on letters Like 01632 960 001')
    expect(plain(form.text)).not.toContain('What letters say')
    for (const words of ['', 'ring us']) {
      const { status, says } = await sends('CHANGE_SETTING', { words, fromDay: '4/3/2013', why: '' }, administrator, at)
      expect(status).toBe(400)
      expect(says).toMatch(/There is a problem Enter a telephone number, like 01632 960 001 or \+44 1632 960 001 Enter why/)
      expect(says).not.toContain('What has to change first')
    }
  })

  test('is refused where it says so already, as what is to be put right here', async () => {
    const same = { words: '01632 960 001', fromDay: '4/3/2013', why: 'Moved' }
    const { status, says } = await sends('CHANGE_SETTING', same, administrator, at)
    expect(status).toBe(422)
    expect(says).toContain('What to put right Letters say so then already')
    const changed = await sends('CHANGE_SETTING', { ...same, words: '01632 960 888' }, administrator, at)
    expect([changed.status, changed.to]).toEqual([303, '/administration/settings'])
    const { says: settings } = await shown('/settings')
    expect(settings).toContain('01632 960 888 since 4 March 2013')
    expect(settings).toContain('casework@ombudsman.example as installed')
  })
})

test('a form of the office begins with what stands now', async () => {
  expect((await shown('/changes/CHANGE_POST?post=lineManager')).html).toContain('value="Line manager"')
  expect((await shown('/changes/CHANGE_SETTING?setting=confirmationDays')).html).toMatch(/name="days"[^>]*value="7"/)
  expect((await shown(`/changes/RENAME_PERSON?person=${holderOf('lineManager')}`)).html).toContain('value="Carol Whitfield"')
})

test('after all of it the tables are what the history gives', async () => {
  expect((await verify(office.services.pool, definitions)).difference).toBeUndefined()
})
