import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Fields, Visitor } from '../support/browse.ts'
import { planted } from '../support/planted.ts'
import { proves } from '../support/proves.ts'
import { read } from './support/read.ts'

let office: TestApp
let caseworker: Caller
let atWork: Visitor
let organisation: string
let other: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  atWork = await office.browse('caseworker')
  organisation = await registered(caseworker)
  other = await registered(caseworker, 'Harrowmere Hospitals NHS Trust')
})
afterAll(() => office.end())

const OF = '/worklists/mine'
const BY_TELEPHONE = { channel: 'telephone', what: 'We asked when the letter will come', happenedOn: '30/11/2012' }
/** As the boxes of the list have it. */
const ticks = (html: string, ...references: readonly string[]) =>
  references.map((reference) => new RegExp(`name="casefile"[^>]*value="(${reference}[^"]*)"`).exec(html)![1]!)
const keyIn = (html: string) => /name="key" value="([0-9a-f-]+)"/.exec(html)![1]!
interface Entry {
  readonly event: string
  readonly happenedOn: string
  readonly payload: Readonly<Record<string, string>>
}
const correspondence = async (reference: string) =>
  ((await (await office.signIn('auditor')).get(`/casefiles/${reference}/history`)).body.items as Entry[]).filter(
    ({ event }) => event === 'RECORD_CORRESPONDENCE',
  )
/** What a page says to somebody who sends this. */
const answered = async (step: string, fields: Fields) => read(await atWork.post(`${OF}/${step}`, fields))

describe('reminding several organisations', () => {
  test('is an entry of its own for each: what is refused says why, with its paragraph, and the others are recorded, once', async () => {
    const [one, two] = [await openedCasefile(caseworker, organisation), await openedCasefile(caseworker, other)]
    const elsewhere = await openedCasefile(await office.signIn('secondCaseworker'), organisation)
    const list = (await atWork.get(OF)).text
    const casefile = [...ticks(list, one.reference, two.reference), `${elsewhere.reference}:${organisation}`, 'RD-999999']
    expect((await answered('remind', { of: OF, casefile })).says).toContain('Record a reminder for 4 casefiles')

    const check = await answered('remind/check', { of: OF, casefile, ...BY_TELEPHONE })
    expect(check.says).toContain('2 of 4 can be recorded; 2 are refused as things stand')
    expect(check.says).toContain('Nothing is awaited from it')
    expect(check.says).toContain('2 reminders will stand in the casefiles')
    expect(check.html).toContain('>Record 2 reminders</button>')
    expect(check.says).toContain("No, it will be refused: This is for the casefile's caseworker")
    expect(await correspondence(one.reference)).toEqual([])

    const fields = { of: OF, casefile, key: keyIn(check.html), ...BY_TELEPHONE }
    const said = (await answered('reminded', fields)).says
    expect(said).toContain('2 of 4 reminders recorded')
    expect(said).toContain(`${two.reference}, Harrowmere Hospitals NHS Trust`)
    expect(said).toMatch(new RegExp(`${elsewhere.reference}, Anytown District Council: .*Casework guidance, paragraph 2\\.6\\.16`))
    expect(said).toContain('RD-999999: There is no such casefile, or you may not see it')

    const again = (await answered('reminded', fields)).says
    expect(again).toContain('2 of 4 reminders recorded')
    expect(again).toContain('was recorded by this form before')
    expect(await correspondence(one.reference)).toMatchObject([
      { happenedOn: '2012-11-30', payload: { direction: 'sent', channel: 'telephone', party: 'organisation', organisation } },
    ])
    expect(await correspondence(elsewhere.reference)).toEqual([])
  })

  test('reminds each organisation of a casefile that its lines are about', async () => {
    const both = await openedCasefile(caseworker, organisation, { complainedAbout: [organisation, other] })
    const casefile = ticks((await atWork.get(OF)).text, both.reference)
    const { says } = await answered('reminded', { of: OF, casefile, key: randomUUID(), ...BY_TELEPHONE })
    expect(says).toContain('2 of 2 reminders recorded')
    expect((await correspondence(both.reference)).map(({ payload }) => payload['organisation']).sort()).toEqual(
      [organisation, other].sort(),
    )
  })

  test('leaves out a casefile that somebody else changed after the page was checked, and says what; its own entries are no such change', async () => {
    const kept = await openedCasefile(caseworker, organisation, { complainedAbout: [organisation, other] })
    const changed = await openedCasefile(caseworker, organisation)
    const casefile = ticks((await atWork.get(OF)).text, kept.reference, changed.reference)
    const check = await answered('remind/check', { of: OF, casefile, ...BY_TELEPHONE })
    const seen = [...check.html.matchAll(/name="seen" value="([^"]+)"/g)].map(([, each]) => each!)
    expect(seen.map((each) => each.split(':')[0]).sort()).toEqual([kept.reference, changed.reference].sort())
    const note = { type: 'ADD_NOTE', note: 'They have answered by telephone today' }
    expect((await (await office.signIn('lineManager')).post(`/instances/${changed.instance}/events`, note)).status).toBe(201)

    const fields = { of: OF, casefile, seen, key: keyIn(check.html), ...BY_TELEPHONE }
    for (const time of ['once', 'again']) {
      const { says } = await answered('reminded', fields)
      expect([time, says]).toEqual([time, expect.stringContaining('2 of 3 reminders recorded')])
      expect(says).toMatch(new RegExp(`${changed.reference}, Anytown District Council: .* after you checked: look at it as it is now`))
    }
    expect(await correspondence(kept.reference)).toHaveLength(2)
    expect(await correspondence(changed.reference)).toEqual([])
  })

  test('tells of a sealed casefile what it tells of one that there is not, at the check and afterwards', async () => {
    const sealed = await openedCasefile(caseworker, other)
    const seal = { type: 'SEAL', posts: ['lineManager'], why: 'Threats were made' }
    expect((await (await office.signIn('lineManager')).post(`/instances/${sealed.instance}/events`, seal)).status).toBe(201)
    const fields = { of: OF, casefile: [`${sealed.reference}:${other}`, `RD-999999:${other}`], key: randomUUID(), ...BY_TELEPHONE }
    for (const [step, many] of [
      ['remind/check', '0 of 2 can be recorded'],
      ['reminded', '0 of 2 reminders recorded'],
    ] as const) {
      const { says } = await answered(step, fields)
      expect(says).toContain(many)
      expect(says).not.toContain('Harrowmere')
      expect(says.match(/There is no such casefile, or you may not see it/g)).toHaveLength(2)
    }
  })

  test('repeats every answer before it is recorded, and goes back to the form with the ticks and all that was typed', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    const casefile = ticks((await atWork.get(OF)).text, reference)
    const check = await answered('remind/check', { of: OF, casefile, ...BY_TELEPHONE })
    for (const answer of ['By telephone', '30 November 2012', 'We asked when the letter will come']) expect(check.says).toContain(answer)
    expect(check.html).toContain('formaction="/worklists/mine/remind">Change</button>')

    const hidden = [...check.html.matchAll(/<input type="hidden" name="(?!_csrf)([^"]+)" value="([^"]*)"/g)]
    const form = await answered('remind', Object.fromEntries(hidden.map(([, name, value]) => [name!, value!])))
    expect(form.status).toBe(200)
    expect(form.says).toContain(`Record a reminder for ${reference}`)
    expect(form.says).toContain('We asked when the letter will come')
    expect(form.html).toContain('value="30/11/2012"')
    expect(form.html).toMatch(/value="telephone"[^>]*(checked|selected)/)
    expect(form.html).toContain(`name="casefile" value="${casefile[0]}"`)
  })

  test('has no button that would record none', async () => {
    const { says, html } = await answered('remind/check', { of: OF, casefile: [`RD-999999:${other}`], ...BY_TELEPHONE })
    expect(says).toContain('No reminder can be recorded.')
    expect(says).toContain('0 of 1 can be recorded')
    expect(html).not.toMatch(/>Record \d+ reminder/)
  })

  test('takes every casefile of the list as it was narrowed', async () => {
    const [mine, others] = [await openedCasefile(caseworker, other), await openedCasefile(caseworker, organisation)]
    const of = `${OF}?organisation=${other}`
    const { text } = await atWork.post(`${OF}/remind`, { of, all: 'yes' })
    expect([text.includes(mine.reference), text.includes(others.reference)]).toEqual([true, false])
  })

  test('says on every page how many casefiles are left out where more was chosen than is recorded at once', async () => {
    const many = Array.from({ length: 120 }, (_, at) => `RD-9${String(at).padStart(5, '0')}:${organisation},${other}`)
    const said = '20 casefiles are left out: no more than 200 reminders are recorded at once. Choose them again when these are done.'
    expect((await answered('remind', { of: OF, casefile: many })).says).toContain(said)
    const check = await answered('remind/check', { of: OF, casefile: many, ...BY_TELEPHONE })
    expect(check.says).toContain('0 of 200 can be recorded')
    expect(check.says).toContain(said)
    const [casefile, left] = ['casefile', 'left'].map((name) =>
      [...check.html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value]) => value!),
    )
    const { says } = await answered('reminded', { of: OF, casefile: casefile!, left: left!, key: keyIn(check.html), ...BY_TELEPHONE })
    expect(says).toContain('0 of 200 reminders recorded')
    expect(says).toContain(said)
  })

  test('says at its field what is missing or lies ahead, keeps what was typed, and asks for at least one casefile', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    const casefile = ticks((await atWork.get(OF)).text, reference)
    for (const step of ['remind/check', 'reminded']) {
      const asked = { of: OF, casefile, key: randomUUID(), what: 'Kept to the last word', happenedOn: '4/12/2012' }
      const { status, says, html } = await answered(step, asked)
      expect([step, status]).toEqual([step, 400])
      expect(says).toContain('Kept to the last word')
      expect(html).toContain('id="channel-error"')
      expect((await answered(step, { ...asked, channel: 'email' })).says).toContain('The day it happened must be today or in the past')
    }
    expect((await atWork.post(`${OF}/remind`, { of: OF })).headers['location']).toBe(OF)
    expect((await atWork.get(OF)).text).toContain('Tick at least one casefile to record a reminder for')
  })

  proves(
    'C14',
    'nobody sends the reminder of the target date by hand: the form says that the clock does, and records what else was said',
    async () => {
      const { reference } = await openedCasefile(caseworker, organisation)
      const casefile = ticks((await atWork.get(OF)).text, reference)
      const { says, html } = await answered('remind', { of: OF, casefile })
      expect(says).toContain(
        'A week before each target date the clock reminds the organisation by letter (Compliance guidance, paragraph 14)',
      )
      expect(html).toContain('href="/register/C14"')
      expect(says).toContain('Nothing is sent: it stands in each casefile as correspondence that we sent.')
    },
  )

  test('is offered to those who work on casefiles, and to nobody who only reads them', async () => {
    await openedCasefile(caseworker, organisation)
    const offered = async (post: string) => (await (await office.browse(post)).get('/worklists/all')).text.includes('Record a reminder')
    expect([await offered('caseworker'), await offered('lineManager'), await offered('auditor')]).toEqual([true, true, false])
  })

  test('is offered only for casefiles that the reader could record one in: of a colleague they cannot be ticked', async () => {
    const theirs = await openedCasefile(await office.signIn('secondCaseworker'), organisation)
    const mine = await openedCasefile(caseworker, organisation)
    const all = (await atWork.get('/worklists/all')).text
    expect(ticks(all, mine.reference)).toEqual([`${mine.reference}:${organisation}`])
    expect(all).toContain(theirs.reference)
    expect(all).not.toContain(`value="${theirs.reference}`)
    const ofTheirs = '/worklists/all?caseworker=secondCaseworker'
    const seen = (await atWork.get(ofTheirs)).text
    expect(seen).toContain(theirs.reference)
    expect(seen).not.toContain('Record a reminder')
    expect(seen).not.toContain('type="checkbox" name="casefile"')
    const byThem = await (await office.browse('lineManager')).get(ofTheirs)
    expect(byThem.text).toContain('Record a reminder')
  })

  test('is not offered on the list of closed casefiles', async () => {
    const { reference } = await openedCasefile(caseworker, organisation)
    await planted(office.database.pool, 'update casefile set closed = true where reference = $1', [reference])
    const { text } = await (await office.browse('lineManager')).get('/worklists/closed')
    expect(text).toContain(reference)
    expect(text).toContain('Assign every casefile of this list')
    expect(text).not.toContain('Record a reminder')
  })
})
