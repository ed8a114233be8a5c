import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { assessment } from '../../scripts/demonstration/passages.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'

let office: TestApp
let caller: Caller
let caseworker: Visitor
let lineManager: Visitor
let organisation: string
let attempt: string
let reference: string
const bench = () => `/instances/${attempt}/workbench`

beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caller = await office.signIn('caseworker')
  caseworker = await office.browse('caseworker')
  lineManager = await office.browse('lineManager')
  organisation = await registered(caller)
  const casefile = await openedCasefile(caller, organisation, { injustices: ['Rent arrears'] })
  reference = casefile.reference
  attempt = (await caller.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })).body.id
  const told = { channel: 'telephone', toldRemedyMayBeSought: true, expectations: 'She knows that we make no promise' }
  for (const event of [
    { type: 'RECORD_COMPLAINANT_CONTACT', ...told },
    { type: 'RECORD_ASSESSMENT', ...assessment() },
    { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: true, why: 'It has agreed before' } },
  ]) {
    const { status, body } = await caller.post(`/instances/${attempt}/events`, event)
    if (status !== 201) throw new Error(`${event.type} was not taken: ${status} ${JSON.stringify(body)}`)
  }
})
afterAll(() => office.end())

const written = (more: Record<string, string> = {}) => ({
  'action.organisation': organisation,
  'action.kind': 'apology',
  'action.what': 'Write a letter of apology to the complainant',
  'action.measure': 'A copy of the letter',
  'action.achievable': 'It is in its own hands',
  'action.injustice': 'Distress at the loss of the records',
  'action.by': '28/12/2012',
  ...more,
})
const hints = async (fields: Record<string, string>) =>
  JSON.parse((await caseworker.post(`${bench()}/hints`, fields)).text) as {
    answers: { letter: string; field: string; answered: boolean; hints: { because: string; cites?: string }[] }[]
    others: { because: string; cites?: string }[]
    systemic?: string
    complete: boolean
  }

const linkedBy = (text: string, words: string) =>
  [...text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)/g)].filter(([, , said]) => said!.trim() === words).map(([, href]) => href)

proves(
  'I19',
  'where no action is listed, to write one is the first step, and leads to the workbench; to change or remove one is refused',
  async () => {
    const { text } = await caseworker.get(`/casefiles/${reference}`)
    const [first] = /<a [^>]*redress-first__button[^>]*>[^<]*/.exec(text)!
    expect(first).toMatch(new RegExp(`href="${bench()}".*>Add an action$`))
    expect(saidBy(text)).toContain('So that this becomes possible: propose the intervention')
    expect((await caseworker.get(`/casefiles/${reference}/tasks`)).text).toContain(`href="${bench()}"`)
    for (const type of ['CHANGE_ACTION', 'REMOVE_ACTION']) {
      const refused = saidBy((await caseworker.get(`/instances/${attempt}/events/${type}`)).text)
      expect(refused).toMatch(/Not possible now.*There is no action yet: add one first Casework guidance, paragraph 2\.6\.9/)
    }
    const proposing = saidBy((await caseworker.get(`/instances/${attempt}/events/PROPOSE_INTERVENTION?anyway=yes`)).text)
    expect(proposing).toContain('There is no action yet, and the remedy is not normally left to the organisation')
    expect(proposing).toContain('Nothing to propose yet')
  },
)

proves('I9', 'what only asks to consider is said while it is written, in the words of the rule itself', async () => {
  const { answers, complete } = await hints(written({ 'action.what': 'Consider making an apology' }))
  const specific = answers.find(({ letter }) => letter === 'S')!
  expect(specific.hints).toMatchObject([
    { cites: 'I9', because: expect.stringContaining('only asks the organisation to consider something') },
  ])
  expect(complete).toBe(false)
})

test('an action with all five answers has nothing said against it', async () => {
  expect(await hints(written())).toMatchObject({ complete: true, others: [] })
})

proves('I9', 'a date in the past is said while it is written; a missing one, too', async () => {
  const time = async (by: string) => (await hints(written({ 'action.by': by }))).answers.find(({ letter }) => letter === 'T')!.hints
  expect(await time('1/12/2012')).toMatchObject([{ cites: 'I9', because: expect.stringContaining('dated in the past') }])
  expect(await time('')).toMatchObject([{ because: 'Give a date' }])
})

test('vague words are worth another look, and stand in nobody’s way', async () => {
  const { answers } = await hints(written({ 'action.what': 'Review its procedure and ensure that staff know it' }))
  const said = answers[0]!.hints
  expect(said.map(({ because }) => because)).toEqual([expect.stringContaining('“Review”'), expect.stringContaining('“ensure”')])
  expect(said.every(({ cites }) => cites === undefined)).toBe(true)
})

const inVagueWords = [
  ['Endeavour to answer letters', 'Endeavour'],
  ['Try to pay the fee back', 'Try'],
  ['Take on board the learning', 'Take on board'],
  ['Examine whether to refund', 'Examine whether'],
  ['Bear in mind', 'Bear in mind'],
  ['Give due regard to her letters', 'Give due regard to'],
  ['Liaise with the ward about her letters', 'Liaise with'],
  ['Learn lessons from this', 'Learn lessons'],
  ['Do what is right', 'Do what is right'],
  ['asdf', 'asdf'],
  ['Answer her letters as soon as possible', 'as soon as possible'],
  ['Pay back the fee where possible', 'where possible'],
] as const
for (const [what, found] of inVagueWords)
  test(`“${what}” is never called fine, and the words at fault are quoted`, async () => {
    const { answers, complete } = await hints(written({ 'action.what': what }))
    expect(answers[0]!.hints.map(({ because }) => because)).toEqual([expect.stringContaining(`“${found}”`)])
    expect(complete).toBe(false)
  })

test('what can be seen to be done is left alone, also where a word of it is vague elsewhere', async () => {
  for (const what of ['Pay back the fee of 120 pounds', 'Correct her address on the file', 'Tell her the outcome of the review'])
    expect([what, (await hints(written({ 'action.what': what }))).complete]).toEqual([what, true])
})

test('a measure that names nothing to be seen is said to', async () => {
  for (const measure of ['ok', 'When it is done', 'asdf']) {
    const { answers, complete } = await hints(written({ 'action.measure': measure }))
    expect(answers[1]!.hints).toEqual([{ field: 'measure', because: expect.stringContaining(`“${measure}” is too little`) }])
    expect(complete).toBe(false)
  }
})

test('from the remedies of a casefile the workbench is one link away, for whoever may work on actions there, and for nobody else', async () => {
  const open = async (who: Visitor) => linkedBy((await who.get(`/casefiles/${reference}/remedies`)).text, 'Open the SMART workbench')
  expect(await open(caseworker)).toEqual([bench()])
  expect(await open(await office.browse('auditor'))).toEqual([])
})

proves('I9', 'no date is answered by what is no date: the workbench says of it what the form does, with a script and without', async () => {
  const fields = written({ 'action.by': 'soon' })
  const no = 'The date by which it is to be done must be a real date, like 27/3/2026'
  const { answers, complete } = await hints(fields)
  expect([answers[4], complete]).toEqual([expect.objectContaining({ answered: false, hints: [{ field: 'by', because: no }] }), false])
  const { text } = await caseworker.get(bench())
  const checked = saidBy((await caseworker.post(bench(), { ...hiddenIn(text), ...fields, _check: 'yes' })).text)
  expect(checked).toContain(`Time-bound : ${no}`)
  expect(checked).not.toContain('All five questions are answered')
  expect(errorsIn((await caseworker.post(bench(), { ...hiddenIn(text), ...fields })).text)).toEqual([{ at: 'action-by', text: no }])
})

proves('I21', 'a date further ahead than what is agreed is normally done in is said to want a reason then', async () => {
  const time = async (by: string) => (await hints(written({ 'action.by': by }))).answers[4]!.hints
  expect(await time('31/12/2012')).toEqual([])
  expect(await time('1/1/2013')).toMatchObject([{ cites: 'I21', because: expect.stringMatching(/29 days ahead.*within 28 days/) }])
})

test('what else the form would not take is said, too', async () => {
  const { others } = await hints(written({ 'action.kind': '', 'action.organisation': '' }))
  expect(others).toHaveLength(2)
})

proves('I8', 'a systemic remedy comes with its caution, and asks how it came up', async () => {
  const { systemic, others } = await hints(written({ 'action.kind': 'systemicImprovement' }))
  expect(systemic).toContain('do not press for a significant change on one complaint')
  expect(others).toMatchObject([{ cites: 'I8', because: expect.stringContaining('offered, explored or pressed for') }])
})

test('without JavaScript a button says the same, keeps what was typed and adds nothing', async () => {
  const { text } = await caseworker.get(bench())
  const checked = await caseworker.post(bench(), { ...hiddenIn(text), ...written({ 'action.what': 'Consider an apology' }), _check: 'yes' })
  expect(checked.status).toBe(200)
  expect(saidBy(checked.text)).toContain('only asks the organisation to consider something')
  expect(checked.text).toContain('Consider an apology')
  expect(saidBy(checked.text)).toContain('No actions yet')
})

test('an action is added, stands there with its five answers, is changed and removed, each time back at the bench', async () => {
  const { text } = await caseworker.get(bench())
  const empty = await caseworker.post(bench(), hiddenIn(text))
  expect(empty.status).toBe(400)
  expect(errorsIn(empty.text).length).toBeGreaterThanOrEqual(5)
  const form = { ...hiddenIn(text), ...written() }
  const added = await caseworker.post(bench(), form)
  expect([added.status, added.headers['location']]).toEqual([303, bench()])
  expect((await caseworker.post(bench(), form)).status).toBe(303)
  const there = await caseworker.get(bench())
  expect(saidBy(there.text)).toContain('1 action')
  expect(saidBy(there.text)).toContain('Write a letter of apology to the complainant')
  for (const page of [`/casefiles/${reference}`, `/instances/${attempt}`]) {
    const { text: steps } = await caseworker.get(page)
    for (const step of ['Add an action', 'Change an action', 'Remove an action'])
      expect([page, step, new Set(linkedBy(steps, step))]).toEqual([page, step, new Set([bench()])])
  }
  for (const type of ['ADD_ACTION', 'CHANGE_ACTION'])
    expect((await caseworker.get(`/instances/${attempt}/events/${type}`)).headers['location']).toBe(bench())
  const proposing = await caseworker.get(`/instances/${attempt}/events/PROPOSE_INTERVENTION?anyway=yes`)
  expect(saidBy(proposing.text)).toMatch(/What would be proposed.*Write a letter of apology to the complainant , by 28 December 2012/)
  expect(linkedBy(proposing.text, 'Open the SMART workbench')).toEqual([bench()])
  const change = /href="([^"]*CHANGE_ACTION[^"]*)"/.exec(there.text)![1]!.replaceAll('&amp;', '&')
  const changing = await caseworker.get(change)
  expect(changing.text).toContain('Write a letter of apology to the complainant')
  expect(linkedBy(changing.text, 'Open the SMART workbench')).toEqual([bench()])
  const checked = await caseworker.post(change.split('?')[0]!, {
    ...hiddenIn(changing.text),
    ...written({ 'action.by': 'soon' }),
    _check: 'yes',
  })
  expect([checked.status, saidBy(checked.text)]).toEqual([
    200,
    expect.stringContaining('Time-bound : The date by which it is to be done must be a real date'),
  ])
  const changed = await caseworker.post(change.split('?')[0]!, {
    ...hiddenIn(changing.text),
    ...written({ 'action.id': 'apology-1', 'action.measure': 'A copy of the letter, signed' }),
  })
  expect([changed.status, changed.headers['location']]).toEqual([303, bench()])
  const remove = /href="([^"]*REMOVE_ACTION[^"]*)"/.exec(there.text)![1]!.replaceAll('&amp;', '&')
  const removing = await caseworker.get(remove)
  const removed = await caseworker.post(remove.split('?')[0]!, {
    ...hiddenIn(removing.text),
    action: 'apology-1',
    why: 'It has apologised',
  })
  expect([removed.status, removed.headers['location']]).toEqual([303, bench()])
  expect(saidBy((await caseworker.get(bench())).text)).toContain('No actions yet')
})

proves('I15', 'what was compared is recorded in a form that begins with what was found', async () => {
  const { text } = await caseworker.get(bench())
  const comparing = await caseworker.post(bench(), { ...hiddenIn(text), _compare: 'none' })
  expect(comparing.status).toBe(200)
  expect(comparing.text).toContain('A search among earlier remedies found nothing like this one.')
  const [says] = /What the guidance says[\s\S]*?<\/ul>/.exec(comparing.text)!
  expect([...says.matchAll(/paragraph (2\.6\.\d+)/g)].map(([, cited]) => cited)).toEqual(['2.6.15', '2.6.16'])
  const recorded = await caseworker.post(`/instances/${attempt}/events/COMPARE_REMEDIES`, {
    ...hiddenIn(comparing.text),
    compared: 'A search among earlier remedies found nothing like this one.',
  })
  expect([recorded.status, recorded.headers['location']]).toEqual([303, bench()])
  expect((await caller.get(`/instances/${attempt}`)).body.record.comparisons).toHaveLength(1)
})

test('an action that is being written is in the bench again after what was compared is recorded', async () => {
  const { text } = await caseworker.get(bench())
  const comparing = await caseworker.post(bench(), {
    ...hiddenIn(text),
    ...written({ 'action.what': 'Write to her at once' }),
    _compare: 'none',
  })
  expect(comparing.status).toBe(200)
  expect(saidBy(comparing.text)).toContain('The action that you are writing is saved, and in the workbench when you come back.')
  const recorded = await caseworker.post(`/instances/${attempt}/events/COMPARE_REMEDIES`, {
    ...hiddenIn(comparing.text),
    compared: 'A search found nothing like this one.',
  })
  const back = await caseworker.get(recorded.headers['location']!)
  expect(back.text).toContain('Write to her at once')
  expect(back.text).toMatch(/data-module="[^"]*redress-draft"[^>]* data-savable/)
  await caseworker.post(bench(), { _discard: 'confirmed' })
  expect((await caseworker.get(bench())).text).not.toContain('Write to her at once')
})

test('what is written of one action and saved stays when something is saved of another, or the other is sent', async () => {
  for (const what of ['Apologise to her', 'Apologise to him']) {
    const { text } = await caseworker.get(bench())
    const added = await caseworker.post(bench(), { ...hiddenIn(text), ...written({ 'action.what': what }) })
    if (added.status !== 303) throw new Error(`not added: ${added.status}`)
  }
  const there = (await caller.get(`/instances/${attempt}`)).body.record.actions as { id: string }[]
  const path = `/instances/${attempt}/events/CHANGE_ACTION`
  const of = ({ id }: { id: string }) => `${path}?action=${id}`
  const [her, him] = there as [{ id: string }, { id: string }]
  const words = (id: string, measure: string) => written({ 'action.id': id, 'action.measure': measure })
  await caseworker.post(path, { ...words(her.id, 'Her letter, in her hands'), _save: 'yes' })
  await caseworker.post(path, { ...words(him.id, 'His letter, in his hands'), _save: 'quietly' })
  expect((await caseworker.get(of(her))).text).toContain('Her letter, in her hands')
  const his = await caseworker.get(of(him))
  expect(his.text).toContain('His letter, in his hands')
  const sent = await caseworker.post(path, { ...hiddenIn(his.text), ...words(him.id, 'His letter, in his hands') })
  expect(sent.status).toBe(303)
  expect(saidBy((await caseworker.get(of(him))).text)).not.toContain('You saved this form')
  expect((await caseworker.get('/views')).text).toContain(`${path}?action=${her.id}`)
  const hers = await caseworker.get(of(her))
  expect(hers.text).toContain('Her letter, in her hands')
  const discarded = await caseworker.post(path, { ...hiddenIn(hers.text), _discard: 'confirmed' })
  expect(discarded.headers['location']).toBe(of(her))
  expect(saidBy((await caseworker.get(of(her))).text)).not.toContain('You saved this form')
})

test('who may not settle actions sees them, and why not', async () => {
  const second = await office.browse('secondCaseworker')
  const { text, status } = await second.get(bench())
  expect(status).toBe(200)
  expect(saidBy(text)).toContain('by the casefile’s caseworker')
  expect(text).not.toContain('Add this action')
  expect((await lineManager.get('/instances/00000000-0000-4000-8000-000000000000/workbench')).status).toBe(404)
})
