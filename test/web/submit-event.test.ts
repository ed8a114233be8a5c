import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { backToList } from '../../src/web/back-to-list.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caller: Caller
let caseworker: Visitor
let secondCaseworker: Visitor
let lineManager: Visitor
let organisation: string
let casefile: Awaited<ReturnType<typeof openedCasefile>>
const address = (type: string, instance = casefile.instance) => `/instances/${instance}/events/${type}`

beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caller = await office.signIn('caseworker')
  caseworker = await office.browse('caseworker')
  secondCaseworker = await office.browse('secondCaseworker')
  lineManager = await office.browse('lineManager')
  organisation = await registered(caller)
})
beforeEach(async () => {
  casefile = await openedCasefile(caller, organisation)
})
afterAll(() => office.end())

const history = async () => (await caller.get(`/casefiles/${casefile.reference}/history`)).body.items as { event: string }[]
const attempt = async () => {
  const { body } = await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  return body.id as string
}
/** The form as it is opened, and sent with these answers. */
async function filled(visitor: Visitor, path: string, answers: Record<string, string | string[]>) {
  const { text } = await visitor.get(path)
  return { ...hiddenIn(text), ...answers }
}

describe('a form', () => {
  test('says what is done, where the casefile stands, the paragraphs and who may', async () => {
    const { text, status } = await caseworker.get(address('SET_FLAG'))
    expect(status).toBe(200)
    expect(saidBy(text)).toMatch(/Set or clear a flag|flag/i)
    expect(text).toContain('Where this stands')
    expect(text).toContain('What the guidance says')
    expect(text).toMatch(/href="\/register\/[IC]\d+/)
    expect(text).toContain('Who may do this')
    expect(hiddenIn(text)).toMatchObject({ _key: expect.stringMatching(/^[0-9a-f-]{36}$/), _seen: '1' })
  })

  test('that only adds to the record is done at once, and the next page says what was done', async () => {
    const sent = await caseworker.post(address('ADD_NOTE'), await filled(caseworker, address('ADD_NOTE'), { note: 'Mr J rang.' }))
    expect([sent.status, sent.headers['location']]).toEqual([303, `/casefiles/${casefile.reference}`])
    expect((await history()).map(({ event }) => event)).toEqual(['OPEN', 'ADD_NOTE'])
  })

  test('sent twice is done once, and the second answer is as the first', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Mr J rang.' })
    const answers = await Promise.all([caseworker.post(address('ADD_NOTE'), form), caseworker.post(address('ADD_NOTE'), form)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await caseworker.post(address('ADD_NOTE'), form)).status).toBe(303)
    expect(await history()).toHaveLength(2)
  })

  test('sent again with other answers after it was done is not done, and keeps them under a key of its own', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Mr J rang.' })
    await caseworker.post(address('ADD_NOTE'), form)
    const again = await caseworker.post(address('ADD_NOTE'), { ...form, note: 'Mr J rang twice.' })
    expect(again.status).toBe(409)
    expect(saidBy(again.text)).toContain('This form was sent before with other answers, and that was done')
    expect(again.text).toContain('Mr J rang twice.')
    expect(hiddenIn(again.text)['_key']).not.toBe(form['_key'])
    expect((await caseworker.post(address('ADD_NOTE'), { ...hiddenIn(again.text), note: 'Mr J rang twice.' })).status).toBe(303)
    expect(await history()).toHaveLength(3)
  })

  test('with empty fields says all of it at once, at each field, and does nothing', async () => {
    const path = address('RECORD_CORRESPONDENCE')
    const sent = await caseworker.post(path, await filled(caseworker, path, { what: 'She rang about her records' }))
    expect(sent.status).toBe(400)
    const errors = errorsIn(sent.text)
    expect(errors.length).toBeGreaterThanOrEqual(3)
    for (const { at } of errors) expect(sent.text).toContain(`id="${at}"`)
    expect(sent.text).toContain('<title>Error: ')
    expect(sent.text).toContain('She rang about her records')
    expect(await history()).toHaveLength(1)
  })

  test('that somebody else was faster than says who, when and what, keeps what was typed, and can be sent on the new state', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Words worth keeping' })
    const other = await office.signIn('lineManager')
    await other.post(`/instances/${casefile.instance}/events`, { type: 'SET_FLAG', flag: 'complex', set: true })
    const stale = await caseworker.post(address('ADD_NOTE'), form)
    expect(stale.status).toBe(409)
    expect(saidBy(stale.text)).toContain('Carol Whitfield set or cleared a flag on 3 December 2012 at 12:00pm, after you opened this form')
    expect(stale.text).toContain('Words worth keeping')
    expect(stale.text).toContain('Send it on things as they are now')
    const again = await caseworker.post(address('ADD_NOTE'), { ...hiddenIn(stale.text), note: 'Words worth keeping' })
    expect(again.status).toBe(303)
    expect((await history()).map(({ event }) => event)).toEqual(['OPEN', 'SET_FLAG', 'ADD_NOTE'])
  })

  test('of a casefile that was sealed meanwhile tells nothing of it, and what was typed can be read and copied', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'He rang <twice>\nand will write' })
    const seal = { type: 'SEAL', posts: ['lineManager'], why: 'Somebody is in danger' }
    const manager = await office.signIn('lineManager')
    expect((await manager.post(`/instances/${casefile.instance}/events`, seal)).status).toBe(201)
    const gone = await caseworker.post(address('ADD_NOTE'), form)
    expect(gone.status).toBe(404)
    expect(gone.text).toMatch(/Note\s*<\/dt>\s*<dd[^>]*>He rang &lt;twice&gt;<br>and will write<\/dd>/)
    expect(saidBy(gone.text)).not.toContain(form['_key'])
    expect(gone.text).not.toContain(casefile.reference)
  })

  test('that its own sender changed meanwhile in another window says so, and names nobody else', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Words worth keeping' })
    await caller.post(`/instances/${casefile.instance}/events`, { type: 'ADD_NOTE', note: 'From the other window' })
    const stale = await caseworker.post(address('ADD_NOTE'), form)
    expect(stale.status).toBe(409)
    expect(saidBy(stale.text)).toContain('You changed this yourself meanwhile You added a note on')
    expect(errorsIn(stale.text)).toEqual([{ at: 'meanwhile', text: expect.stringContaining('You changed this meanwhile') }])
    expect(saidBy(stale.text)).not.toContain('Somebody else')
    expect(stale.text).toContain('Words worth keeping')
  })

  test('that ended with its session comes again with what was typed, and nothing was done', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Words worth keeping', _show: 'form' })
    const shown = await caseworker.post(address('ADD_NOTE'), form)
    expect([shown.status, shown.text.includes('Words worth keeping')]).toEqual([200, true])
    expect(await history()).toHaveLength(1)
  })

  test('of an event or of a lifecycle that there is not is no page', async () => {
    expect((await caseworker.get(address('TURN_TO_GOLD'))).status).toBe(404)
    expect((await caseworker.get(address('constructor'))).status).toBe(404)
    expect((await caseworker.get(address('ADD_NOTE', '00000000-0000-4000-8000-000000000000'))).status).toBe(404)
  })
})

describe('once a casefile is somebody else’s', () => {
  const LIST = '/worklists/team?rating=B&rating=C'
  const LINK = `<a class="govuk-notification-banner__link" href="${LIST.replace('&', '&amp;')}">Back to “Team”</a>`
  const sends = async (visitor: Visitor, type: string, answers: Record<string, string>) =>
    (await visitor.post(address(type), await filled(visitor, address(type), { ...answers, _confirm: 'yes' }))).headers['location']!

  test.each([
    ['ASSIGN', { post: 'secondCaseworker' }],
    ['TRANSFER_DIRECTORATE', { directorate: 'operations', why: 'It is about their work' }],
  ])('the page that says so leads back to the list that was worked through, as it was narrowed: %s', async (type, answers) => {
    const leading = await office.browse('lineManager')
    await leading.get(LIST)
    await leading.get('/worklists/team/csv?rating=A')
    const next = await sends(leading, type, answers)
    expect(next).toBe(`/casefiles/${casefile.reference}`)
    expect((await leading.get(next)).text).toContain(LINK)
  })

  test('a step that leaves it with whoever had it leads to no list; nor does any, where none was looked at', async () => {
    const leading = await office.browse('lineManager')
    expect((await leading.get(await sends(leading, 'ASSIGN', { post: 'secondCaseworker' }))).text).toContain('You assigned the casefile')
    expect((await leading.get(await sends(leading, 'ASSIGN', { post: 'caseworker' }))).text).not.toContain('Back to “')
    await leading.get(LIST)
    expect((await leading.get(await sends(leading, 'ADD_NOTE', { note: 'Mr J rang.' }))).text).not.toContain('Back to “')
  })

  test('where it is seen no more, its page is not next but that list', async () => {
    const leading = await office.browse('lineManager')
    await leading.get(LIST)
    expect(await sends(leading, 'SEAL', { posts: 'caseworker', why: 'Somebody is in danger' })).toBe(LIST)
    expect(saidBy((await leading.get(LIST)).text)).toContain('You sealed the casefile')
  })

  test('no address but that of a list of ours is led back to', () => {
    for (const address of ['https://elsewhere.example/worklists/mine', '//worklists/mine', '/worklists/mine.example', '/worklists/nothing'])
      expect([address, backToList(address)]).toEqual([address, undefined])
    expect(backToList('/worklists/all')).toEqual({ text: 'Back to “All casefiles”', href: '/worklists/all' })
  })
})

describe('before something moves, sets a date or writes a letter', () => {
  test('a page says what would happen, and nothing has happened yet', async () => {
    const path = address('OPEN_INTERVENTION')
    const check = await caseworker.post(path, await filled(caseworker, path, {}))
    expect(check.status).toBe(200)
    expect(saidBy(check.text)).toContain('Nothing has happened yet')
    expect(saidBy(check.text)).toContain('Intervention is opened')
    expect(await history()).toHaveLength(1)

    const changed = await caseworker.post(path, { ...hiddenIn(check.text), _show: 'form' })
    expect(changed.status).toBe(200)
    expect(changed.text).toContain('class="redress-form"')

    const confirmed = await caseworker.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })
    expect(confirmed.status).toBe(303)
    expect((await history()).map(({ event }) => event)).toContain('OPEN_INTERVENTION')
    expect(saidBy((await caseworker.get('/help')).text)).toContain('You opened an attempt at an intervention')
  })

  test('the confirmation sent twice is done once', async () => {
    const path = address('OPEN_INTERVENTION')
    const check = await caseworker.post(path, await filled(caseworker, path, {}))
    const confirmation = { ...hiddenIn(check.text), _confirm: 'yes' }
    const answers = await Promise.all([caseworker.post(path, confirmation), caseworker.post(path, confirmation)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await history()).filter(({ event }) => event === 'OPEN_INTERVENTION')).toHaveLength(1)
  })

  test.each([
    ['ADD_NOTE', 'Add a note'],
    ['RECORD_CORRESPONDENCE', 'Record correspondence'],
    ['ASSIGN', 'Assign the casefile'],
    ['OPEN_INTERVENTION', 'Continue'],
    ['TRANSFER_DIRECTORATE', 'Continue'],
    ['SEAL', 'Continue'],
  ])('the button of a form says what is done where nothing is looked at first: %s', async (type, button) => {
    const { text } = await lineManager.get(address(type))
    expect(/<button class="govuk-button" type="submit"[^>]*>([^<]*)</.exec(text)?.[1]).toBe(button)
  })

  test.each(['/check', '/checks'])('there is no page of what would happen but the one that a form leads to: %s', async (ending) => {
    const { status } = await caseworker.post(`${address('ADD_NOTE')}${ending}`, { note: 'Mr J rang.' })
    expect(status).toBe(404)
    expect(await history()).toHaveLength(1)
  })
})

describe('before what cannot be taken back', () => {
  const open = async () => (await lineManager.get(`/casefiles/${casefile.reference}`)).status

  test('sealing says who will still see the casefile, warns whom it would shut out, and then leads where they may be', async () => {
    const path = address('SEAL')
    const check = await lineManager.post(path, await filled(lineManager, path, { posts: 'caseworker', why: 'Somebody is in danger' }))
    expect([check.status, await open()]).toEqual([200, 200])
    const said = saidBy(check.text)
    expect(said).toContain('Nothing has happened yet')
    expect(said).toContain('You will not see this casefile any more')
    expect(said).toContain('Nobody who will see it could unseal it')
    expect(said).toMatch(/Who will still see it .*\(Caseworker\)/)
    const sealed = await lineManager.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })
    expect([sealed.status, sealed.headers['location']]).toEqual([303, '/worklists/mine'])
    expect(saidBy((await lineManager.get('/worklists/mine')).text)).toContain('You sealed the casefile')
    expect(await open()).toBe(404)
  })

  test('sealing to those who can unseal it warns of nothing; unsealing says first that what was read stays read', async () => {
    const path = address('SEAL')
    const posts = ['caseworker', 'lineManager']
    const check = await lineManager.post(path, await filled(lineManager, path, { posts, why: 'Somebody is in danger' }))
    expect(check.status).toBe(200)
    expect(saidBy(check.text)).not.toMatch(/You will not see|could unseal it/)
    await lineManager.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })
    const unsealing = await lineManager.post(address('UNSEAL'), await filled(lineManager, address('UNSEAL'), { why: 'Safe now' }))
    expect(unsealing.status).toBe(200)
    expect(saidBy(unsealing.text)).toContain('what was read stays read')
  })

  test('sealing a casefile away from its caseworker, or assigning a sealed one to a post that will not see it, says so first', async () => {
    const seal = await lineManager.post(
      address('SEAL'),
      await filled(lineManager, address('SEAL'), { posts: 'lineManager', why: 'Somebody is in danger' }),
    )
    expect(saidBy(seal.text)).toMatch(/Caseworker \([^)]+\) will have this casefile and not see it: it is sealed to others/)
    await lineManager.post(address('SEAL'), { ...hiddenIn(seal.text), _confirm: 'yes' })
    const path = address('ASSIGN')
    const check = await lineManager.post(path, await filled(lineManager, path, { post: 'secondCaseworker' }))
    expect([check.status, (await lineManager.get(`/casefiles/${casefile.reference}`)).text.includes('Second caseworker (')]).toEqual([
      200,
      false,
    ])
    expect(saidBy(check.text)).toMatch(/Second caseworker \([^)]+\) will have this casefile and not see it: it is sealed to others/)
    expect((await lineManager.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })).status).toBe(303)
    const toOneWhoSees = await lineManager.post(path, await filled(lineManager, path, { post: 'lineManager' }))
    expect(toOneWhoSees.status).toBe(303)
  })

  test.each([
    ['TRANSFER_DIRECTORATE', { directorate: 'operations', why: 'It is about their work' }],
    ['RECORD_PUBLICATION', { what: 'published' }],
  ])('%s is looked at first', async (type, answers) => {
    const visitor = type === 'RECORD_PUBLICATION' ? caseworker : lineManager
    const check = await visitor.post(address(type), await filled(visitor, address(type), answers))
    expect([check.status, saidBy(check.text).includes('Check before you go on')]).toEqual([200, true])
    expect(await history()).toHaveLength(1)
  })
})

describe('what cannot be done', () => {
  proves('I5', 'says why, what would unlock it and who could, instead of a form', async () => {
    const id = await attempt()
    const { text, status } = await secondCaseworker.get(address('RECORD_ASSESSMENT', id))
    expect(status).toBe(200)
    expect(text).not.toContain('class="redress-form"')
    expect(saidBy(text)).toMatch(/Not possible now: Record the assessment/)
    expect(saidBy(text)).toMatch(/This is for the casefile's caseworker|This is for/)
    expect(text).toContain('Casework guidance, paragraph 2.6.5')
    expect(saidBy(text)).toMatch(/Today that is .*\(Caseworker\)/)
  })

  test('at another place says where it can be done, and what is possible now', async () => {
    const id = await attempt()
    const said = saidBy((await caseworker.get(address('SIGN_OFF', id))).text)
    expect(said).toContain('This is done while it stands at: Awaiting sign-off')
    expect(said).toContain('Record the assessment')
  })

  proves('I5', 'for want of a reason alone is a form with the box for it in place, in the words of its paragraph', async () => {
    const id = await attempt()
    const path = address('DECIDE_TO_ATTEMPT', id)
    const form = await caseworker.get(path)
    expect(form.text).toContain('class="redress-form"')
    expect(form.text).toContain('name="reasons.suitableForAnIntervention"')
    expect(form.text).toContain(`href="${address('RECORD_ASSESSMENT', id)}">Record the assessment first</a>`)
    const answers = { ...hiddenIn(form.text), 'prospect.answer': 'yes', 'prospect.why': 'It has agreed before' }
    const refused = await caseworker.post(path, answers)
    expect(refused.status).toBe(422)
    expect(errorsIn(refused.text).map(({ at }) => at)).toEqual(
      expect.arrayContaining(['reasons-suitableForAnIntervention', 'reasons-remedyClearAndFinal']),
    )
    expect(refused.text).toContain('It has agreed before')
    expect(saidBy(refused.text)).toContain('Casework guidance, paragraph 2.6.6')
    const check = await caseworker.post(path, {
      ...answers,
      'reasons.suitableForAnIntervention': 'The assessment is on paper',
      'reasons.remedyClearAndFinal': 'It is clear from the letter',
    })
    expect(check.status).toBe(200)
    expect(saidBy(check.text)).toContain('Your written reasons are kept under')
    expect((await caseworker.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })).status).toBe(303)
    expect((await caller.get(`/instances/${id}`)).body.state).toBe('attempt.proposing')
  })

  test('any more, when the form is sent, is explained, with what was typed', async () => {
    const id = await attempt()
    const path = address('PROPOSE_INVESTIGATION', id)
    const form = await filled(caseworker, path, { rationale: 'Too complex to settle' })
    await caller.post(`/instances/${id}/events`, { type: 'PROPOSE_INVESTIGATION', rationale: 'It is complex' })
    const late = await caseworker.post(path, { ...form, _seen: '' })
    expect(late.status).toBe(409)
    expect(saidBy(late.text)).toContain('It was possible when you opened the form, and is not any more')
    expect(saidBy(late.text)).toContain('Too complex to settle')
  })
})

test('what is changed stands in the form as it is: the action that was chosen, of several', async () => {
  const id = await attempt()
  await caller.post(`/instances/${id}/events`, {
    type: 'DECIDE_TO_ATTEMPT',
    prospect: { answer: true, why: 'It has agreed before' },
    reasons: { suitableForAnIntervention: 'On paper', remedyClearAndFinal: 'It is clear' },
  })
  const said = { kind: 'apology', measure: 'A copy of the letter', achievable: 'In its hands', injustice: 'Distress', by: '2012-12-20' }
  for (const name of ['apology-1', 'apology-2']) {
    const action = { ...said, id: name, organisation, what: `Write letter ${name}` }
    expect((await caller.post(`/instances/${id}/events`, { type: 'ADD_ACTION', action })).status).toBe(201)
  }
  const path = address('CHANGE_ACTION', id)
  expect((await caseworker.get(path)).text).not.toContain('Write letter apology-2</textarea>')
  const { text } = await caseworker.get(`${path}?action=apology-2`)
  expect(text).toContain('Write letter apology-2</textarea>')
  expect(text).toContain('value="20/12/2012"')
  const asking = await caseworker.get(`${address('PROPOSE_INTERVENTION', id)}?anyway=yes`)
  expect(asking.text).toMatch(new RegExp(`value="${organisation}" checked`))
  expect((await caseworker.get(`${address('PROPOSE_INTERVENTION', id)}?anyway=yes&whom=${organisation}&points=x`)).status).toBe(200)
})

describe('an entry that is wrong', () => {
  proves('I26', 'is chosen from the timeline, and what would fall with it is shown before it is struck out', async () => {
    const id = await attempt()
    await caller.post(`/instances/${id}/events`, { type: 'PROPOSE_INVESTIGATION', rationale: 'It is complex' })
    const [line] = (await caller.get(`/instances/${id}/history?order=newest`)).body.items as { seq: number }[]
    const form = await lineManager.get(`${address('RECORDED_IN_ERROR', id)}?transition=${line!.seq}`)
    expect(form.text).toMatch(new RegExp(`value="${line!.seq}"[^>]* checked`))
    const answers = { ...hiddenIn(form.text), transition: String(line!.seq), why: 'It was another casefile' }
    const check = await lineManager.post(address('RECORDED_IN_ERROR', id), answers)
    expect(check.status).toBe(200)
    expect(saidBy(check.text)).toMatch(/roposed for investigation → becomes Assessing/)
    expect((await lineManager.post(address('RECORDED_IN_ERROR', id), { ...hiddenIn(check.text), _confirm: 'yes' })).status).toBe(303)
    expect((await caller.get(`/instances/${id}`)).body.state).toBe('attempt.assessing')
  })
})

test('what was refused at the pages is kept, as it is of the API', async () => {
  const id = await attempt()
  const path = address('DECIDE_TO_ATTEMPT', id)
  const { text } = await caseworker.get(path)
  await caseworker.post(path, { ...hiddenIn(text), 'prospect.answer': 'yes', 'prospect.why': 'It has agreed before' })
  const { rows } = await office.database.pool.query('select event, rules from refused_attempt where instance_id = $1', [id])
  expect(rows).toEqual([{ event: 'DECIDE_TO_ATTEMPT', rules: expect.arrayContaining(['suitableForAnIntervention']) }])
})
