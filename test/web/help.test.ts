import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { holderOf } from '../../db/seed-posts.ts'
import { kinds } from '../../src/problem.ts'
import { tours } from '../../src/web/pages/help/page.ts'
import { openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'
import { read } from './support/read.ts'

let office: TestApp
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2013-03-04')
  const caseworker = await office.signIn('caseworker')
  const { reference } = await openedCasefile(caseworker, await registered(caseworker))
  await caseworker.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
})
afterAll(() => office.end())

/** As somebody who is not signed in. */
const outside = async (path: string) => read(await request(office.app).get(path).set('Accept', 'text/html'))
const buttonsIn = (html: string) =>
  [...html.matchAll(/name="to" value="([^"]*)">\s*<button [^>]*name="post" value="([^"]*)"/g)].map(([, to, post]) => ({
    to: to!,
    post: post!,
  }))

describe('help', () => {
  test('is there for whoever comes, with a tour for each kind of user', async () => {
    const { says, links } = await outside('/help')
    expect(says).toContain('Not possible now')
    for (const { kind } of tours) expect(links).toContainEqual(expect.objectContaining({ href: `/tour/${kind}` }))
  })

  proves(['I32', 'C24'], 'names whom to ask, by who holds the posts today, to those who are signed in', async () => {
    const { name } = (await office.services.engine.directory()).find(({ id }) => id === holderOf('complianceOfficer'))!
    expect(read(await (await office.browse('caseworker')).get('/help')).says).toContain(`${name} (Compliance officer)`)
    expect((await outside('/help')).says).not.toContain(name)
  })

  test('says of accessibility what was not tested', async () => {
    expect((await outside('/accessibility')).says).toContain('no person who uses assistive technology has tried it')
  })
})

describe.each(tours.map(({ kind }) => kind))('the tour for the %s', (kind) => {
  test('has three to five steps, each with what there is to see and a button', async () => {
    const { html } = await outside(`/tour/${kind}`)
    const { steps } = tours.find((each) => each.kind === kind)!
    expect(steps.length).toBeGreaterThanOrEqual(3)
    expect(steps.length).toBeLessThanOrEqual(5)
    for (const { see } of steps) expect(see.length).toBeGreaterThan(0)
    expect(buttonsIn(html).map(({ post }) => post)).toEqual(steps.map(({ post }) => post))
  })

  test('leads each to a page that is there for whoever holds that post', async () => {
    const { html } = await outside(`/tour/${kind}`)
    for (const { to, post } of buttonsIn(html)) {
      const there = await (await office.browse(post)).get(to.replaceAll('&amp;', '&'))
      expect([post, to, there.status]).toEqual([post, to, 200])
    }
  })
})

test('a tour opens a casefile that stands as the step wants it, and says where nothing does', async () => {
  const { html, says } = await outside('/tour/caseworker')
  expect(buttonsIn(html)[1]!.to).toMatch(/^\/casefiles\/RD-\d+$/)
  expect(says).toContain('Nothing in the demonstration stands so today')
})

test('the auditor’s step opens a casefile whose page says of each step whom it is for: none is the auditor’s', async () => {
  const { to } = buttonsIn((await outside('/tour/administrator')).html).find(({ post }) => post === 'auditor')!
  const { says } = read(await (await office.browse('auditor')).get(to))
  expect(says).toContain('Not possible now')
  expect(says).toContain('Assign the casefile This is for a line manager or above.')
})

test('there is no tour for a kind of user that there is not', async () => {
  expect((await outside('/tour/toString')).status).toBe(404)
})

describe('what a problem means', () => {
  test.each(Object.keys(kinds))(
    'is said for %s at the address that the problem gives: a page for people, data for programs',
    async (code) => {
      const { status, says } = await outside(`/problems/${code}`)
      expect(status).toBe(200)
      expect(says).toContain(kinds[code as 'refused'][1])
      expect((await request(office.app).get(`/problems/${code}`).set('Accept', 'application/json')).body.code).toBe(code)
    },
  )

  test('is not said for what is no problem', async () => {
    expect((await outside('/problems/toString')).status).toBe(404)
  })
})

describe('the clock of the demonstration', () => {
  const moves = async (post: string, fields: Record<string, string>) => {
    const visitor = await office.browse(post)
    const answer = await visitor.post('/demonstration/clock', fields)
    return { answer, after: read(await visitor.get('/demonstration/clock')) }
  }

  test('is moved by the administrator alone; others are told who that is, and how to become them', async () => {
    const { answer, after } = await moves('caseworker', { step: '7' })
    expect(answer.status).toBe(403)
    expect(after.says).toContain('It is 4 March 2013')
    expect(after.html).toContain('name="to" value="/demonstration/clock?as=caseworker"')
  })

  test('moves by days and says what it carried out', async () => {
    const { answer, after } = await moves('administrator', { step: '7' })
    expect(answer.status).toBe(303)
    expect(after.says).toContain('The clock moved from 4 March 2013 to 11 March 2013.')
    expect(after.says).toMatch(/Nothing fell due on the way|It carried out what fell due/)
  })

  test('moves once, however often the same form is sent', async () => {
    const visitor = await office.browse('administrator')
    const today = /name="seen" value="([0-9-]+)"/.exec((await visitor.get('/demonstration/clock')).text)![1]!
    for (const fields of [{ step: '1' }, { how: 'days', days: '1' }]) {
      expect((await visitor.post('/demonstration/clock', { ...fields, seen: today })).status).toBe(303)
      expect(read(await visitor.get('/demonstration/clock')).says).toContain('12 March 2013')
    }
    await visitor.post('/demonstration/clock', { step: '1', seen: today })
    expect(read(await visitor.get('/demonstration/clock')).says).toContain('The clock had been moved already: it is 12 March 2013')
  })

  test('moves to a day, written as people write days', async () => {
    const { after } = await moves('administrator', { how: 'to', to: '18/3/2013' })
    expect(after.says).toContain('to 18 March 2013')
  })

  test('never moves back, nor by what is no number: what was typed is kept, with what to enter', async () => {
    const visitor = await office.browse('administrator')
    for (const [fields, says] of [
      [{ how: 'to', to: '1/1/2013' }, 'The clock moves forward only'],
      [{ how: 'to', to: 'soon' }, 'Enter a day, like 27/3/2027'],
      [{ how: 'days', days: 'many' }, 'Enter a number of days from 1 to 3,660'],
      [{ step: '-7' }, 'The clock moves forward only'],
    ] as const) {
      const { status, says: said, html } = read(await visitor.post('/demonstration/clock', fields))
      expect([status, said.includes(says)]).toEqual([400, true])
      for (const typed of Object.values(fields)) if (!/^(to|days|-7)$/.test(typed)) expect(html).toContain(`value="${typed}"`)
    }
  })

  test('leads back to the work of whoever came to move it', async () => {
    const visitor = await office.browse('administrator')
    expect(read(await visitor.get('/demonstration/clock?as=caseworker')).says).toContain('Work on as Caseworker')
    expect(read(await visitor.get('/demonstration/clock?as=nobody')).says).not.toContain('Work on as')
  })
})
