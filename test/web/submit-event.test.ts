import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { factorNames } from '../../machines/intervention/factors.ts'
import { backToList } from '../../src/web/back-to-list.ts'
import type { Caller, TestApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'
import { filled, type Submitting, submittedTo, submitting } from './support/submitting.ts'

let at: Submitting
let office: TestApp
let caller: Caller
let caseworker: Visitor
let lineManager: Visitor
let organisation: string
let casefile: Awaited<ReturnType<typeof submittedTo>>
const address = (type: string, instance = casefile.instance) => `/instances/${instance}/events/${type}`
beforeAll(async () => {
  at = await submitting()
  ;({ office, caller, caseworker, lineManager, organisation } = at)
})
beforeEach(async () => {
  casefile = await submittedTo(at)
})
afterAll(() => office.end())

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
    expect((await casefile.history()).map(({ event }) => event)).toEqual(['OPEN', 'ADD_NOTE'])
  })

  test('sent twice is done once, and the second answer is as the first', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Mr J rang.' })
    const answers = await Promise.all([caseworker.post(address('ADD_NOTE'), form), caseworker.post(address('ADD_NOTE'), form)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await caseworker.post(address('ADD_NOTE'), form)).status).toBe(303)
    expect(await casefile.history()).toHaveLength(2)
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
    expect(await casefile.history()).toHaveLength(3)
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
    expect(await casefile.history()).toHaveLength(1)
  })

  test('that somebody else was faster than says who, when and what, keeps what was typed, and can be sent on the new state', async () => {
    const form = await filled(caseworker, address('ADD_NOTE'), { note: 'Words worth keeping' })
    const other = await office.signIn('lineManager')
    await other.post(`/instances/${casefile.instance}/events`, { type: 'SET_FLAG', flag: 'complex', set: true })
    const stale = await caseworker.post(address('ADD_NOTE'), form)
    expect(stale.status).toBe(409)
    expect(saidBy(stale.text)).toContain('Carol Whitfield set or cleared a flag on 3 December 2012 at 12:00pm, after you opened this form')
    expect(stale.text).toContain('Words worth keeping')
    expect(stale.text).toContain('Send it again, as things are now')
    const again = await caseworker.post(address('ADD_NOTE'), { ...hiddenIn(stale.text), note: 'Words worth keeping' })
    expect(again.status).toBe(303)
    expect((await casefile.history()).map(({ event }) => event)).toEqual(['OPEN', 'SET_FLAG', 'ADD_NOTE'])
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
    expect(await casefile.history()).toHaveLength(1)
  })

  test('of an event or of a lifecycle that there is not is no page', async () => {
    expect((await caseworker.get(address('TURN_TO_GOLD'))).status).toBe(404)
    expect((await caseworker.get(address('constructor'))).status).toBe(404)
    expect((await caseworker.get(address('ADD_NOTE', '00000000-0000-4000-8000-000000000000'))).status).toBe(404)
  })
})

const attempt = async () => {
  const { body } = await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  return body.id as string
}
/** The questions of a form that it calls optional. */
const optionalIn = (html: string) =>
  [...html.matchAll(/<(legend|label) [^>]*>([\s\S]*?)<\/\1>/g)]
    .map(([, , inner]) => saidBy(inner!).trim())
    .filter((each) => /\(optional/.test(each))

describe('a question that a rule wants answered', () => {
  proves(['I8', 'I13'], 'is not called optional; where one of the nine key factors is missing, that one says so and no other', async () => {
    const path = address('RECORD_ASSESSMENT', await attempt())
    const { text } = await caseworker.get(path)
    expect(optionalIn(text).filter((each) => !each.includes('Has clinical advice been considered?'))).toEqual([])
    const said = [
      'properlyMade',
      'indicationOfFault',
      'evidenceOfInjustice',
      'promptActionWouldResolve',
      'remedyClearAndFinal',
      'clearFromPapers',
    ]
    const begun = { ...hiddenIn(text), ...Object.fromEntries(said.map((name) => [name, 'yes'])) }
    const given = { answer: 'no', why: 'As the papers show' }
    const answers = Object.fromEntries(
      ['seeksSystemicRemedy', ...Object.keys(factorNames).map((name) => `factors.${name}`)].flatMap((name) =>
        ['factors.clinicalAdvice', 'factors.seriousness'].includes(name)
          ? []
          : Object.entries(given).map(([key, value]) => [`${name}.${key}`, value]),
      ),
    )
    const sent = await caseworker.post(path, { ...begun, ...answers })
    expect(sent.status).toBe(422)
    expect(errorsIn(sent.text)).toEqual([
      { at: 'factors-seriousness-answer', text: 'Answer with a note: Are the matters especially serious?' },
    ])
    const empty = await caseworker.post(path, begun)
    expect(errorsIn(empty.text).map(({ at }) => at)).toEqual([
      'seeksSystemicRemedy-answer',
      ...Object.keys(factorNames)
        .filter((name) => name !== 'clinicalAdvice')
        .map((name) => `factors-${name}-answer`),
    ])
    for (const group of empty.text.split('govuk-form-group--error').slice(1))
      expect(group.split('govuk-error-message')[0]).not.toContain('(optional')
  })

  proves('I11', 'is not called optional either where it is asked of a decision', async () => {
    const { text } = await caseworker.get(`${address('DECIDE_TO_ATTEMPT', await attempt())}?anyway=yes`)
    expect(saidBy(text)).toContain('Is there a reasonable prospect that the organisation will agree?')
    expect(optionalIn(text)).toEqual([])
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

test('what is changed stands in the form as it is: the action that was chosen, of several', async () => {
  const id = await casefile.attempt()
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
    const id = await casefile.attempt()
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
