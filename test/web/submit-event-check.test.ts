import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Caller, TestApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'
import { filled, type Submitting, submittedTo, submitting } from './support/submitting.ts'

let at: Submitting
let office: TestApp
let caller: Caller
let caseworker: Visitor
let secondCaseworker: Visitor
let lineManager: Visitor
let casefile: Awaited<ReturnType<typeof submittedTo>>
const address = (type: string, instance = casefile.instance) => `/instances/${instance}/events/${type}`
beforeAll(async () => {
  at = await submitting()
  ;({ office, caller, caseworker, secondCaseworker, lineManager } = at)
})
beforeEach(async () => {
  casefile = await submittedTo(at)
})
afterAll(() => office.end())

describe('before something moves, sets a date or writes a letter', () => {
  test('a page says what would happen, and nothing has happened yet', async () => {
    const path = address('OPEN_INTERVENTION')
    const check = await caseworker.post(path, await filled(caseworker, path, {}))
    expect(check.status).toBe(200)
    expect(saidBy(check.text)).toContain('Nothing has happened yet')
    expect(saidBy(check.text)).toContain('Intervention is opened')
    expect(await casefile.history()).toHaveLength(1)

    const changed = await caseworker.post(path, { ...hiddenIn(check.text), _show: 'form' })
    expect(changed.status).toBe(200)
    expect(changed.text).toContain('class="redress-form"')

    const confirmed = await caseworker.post(path, { ...hiddenIn(check.text), _confirm: 'yes' })
    expect(confirmed.status).toBe(303)
    expect((await casefile.history()).map(({ event }) => event)).toContain('OPEN_INTERVENTION')
    expect(saidBy((await caseworker.get('/help')).text)).toContain('You opened an attempt at an intervention')
  })

  test('the confirmation sent twice is done once', async () => {
    const path = address('OPEN_INTERVENTION')
    const check = await caseworker.post(path, await filled(caseworker, path, {}))
    const confirmation = { ...hiddenIn(check.text), _confirm: 'yes' }
    const answers = await Promise.all([caseworker.post(path, confirmation), caseworker.post(path, confirmation)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await casefile.history()).filter(({ event }) => event === 'OPEN_INTERVENTION')).toHaveLength(1)
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
    expect(await casefile.history()).toHaveLength(1)
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
    expect(await casefile.history()).toHaveLength(1)
  })
})

describe('what cannot be done', () => {
  proves('I5', 'says why, what would unlock it and who could, instead of a form', async () => {
    const id = await casefile.attempt()
    const { text, status } = await secondCaseworker.get(address('RECORD_ASSESSMENT', id))
    expect(status).toBe(200)
    expect(text).not.toContain('class="redress-form"')
    expect(saidBy(text)).toMatch(/Not possible now: Record the assessment/)
    expect(saidBy(text)).toMatch(/This is for the casefile's caseworker|This is for/)
    expect(text).toContain('Casework guidance, paragraph 2.6.5')
    expect(saidBy(text)).toMatch(/Today that is .*\(Caseworker\)/)
  })

  test('at another place says where it can be done, and what is possible now', async () => {
    const id = await casefile.attempt()
    const said = saidBy((await caseworker.get(address('SIGN_OFF', id))).text)
    expect(said).toContain('This is done while it stands at: Awaiting sign-off')
    expect(said).toContain('Record the assessment')
  })

  proves('I5', 'for want of a reason alone is a form with the box for it in place, in the words of its paragraph', async () => {
    const id = await casefile.attempt()
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
    const id = await casefile.attempt()
    const path = address('PROPOSE_INVESTIGATION', id)
    const form = await filled(caseworker, path, { rationale: 'Too complex to settle' })
    await caller.post(`/instances/${id}/events`, { type: 'PROPOSE_INVESTIGATION', rationale: 'It is complex' })
    const late = await caseworker.post(path, { ...form, _seen: '' })
    expect(late.status).toBe(409)
    expect(saidBy(late.text)).toContain('It was possible when you opened the form, and is not any more')
    expect(saidBy(late.text)).toContain('Too complex to settle')
  })
})

test('what was refused at the pages is kept, as it is of the API', async () => {
  const id = await casefile.attempt()
  const path = address('DECIDE_TO_ATTEMPT', id)
  const { text } = await caseworker.get(path)
  await caseworker.post(path, { ...hiddenIn(text), 'prospect.answer': 'yes', 'prospect.why': 'It has agreed before' })
  const { rows } = await office.database.pool.query('select event, rules from refused_attempt where instance_id = $1', [id])
  expect(rows).toEqual([{ event: 'DECIDE_TO_ATTEMPT', rules: expect.arrayContaining(['suitableForAnIntervention']) }])
})
