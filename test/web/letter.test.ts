import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { demonstrationLetterhead } from '../../db/seed-posts.ts'
import { submits } from '../../scripts/demonstration/passages.ts'
import { resolves } from '../../scripts/demonstration/resolving.ts'
import { startsEscalation, writes } from '../../scripts/demonstration/securing.ts'
import { dateInWords } from '../../src/letters/format.ts'
import { agreedIn, apologyIn, complaintIn } from '../support/proposed.ts'
import { proves } from '../support/proves.ts'
import { errorsIn, hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told.end())

/** A decision that is ready to be submitted, with its draft letters. */
async function drafted() {
  const complaint = complaintIn(told, {
    complainant: { name: 'Mrs <Ashdown>', address: '1 Mill Lane\nAnytown' },
    injustices: ['Distress'],
    remedySought: 'An apology',
  })
  const { colleague, reference, attempt } = await agreedIn(told, { complaint })
  const letter = async (name: string) => (await colleague.casefile(reference)).letters.find((each) => each.letter === name)!
  return { colleague, reference, attempt, letter }
}

/** An item whose stage 1 letter waits to be issued. */
async function stageOneDue() {
  const { colleague, reference, items, file } = await resolves(told, { complaint: complaintIn(told), actions: [apologyIn(told)] })
  const item = Object.values(items)[0]!
  await told.waits(30)
  await startsEscalation(told, item, 'missedTargetDate', 'No word')
  const drafted = async (name: string) => (await colleague.casefile(reference)).letters.find(({ letter }) => letter === name)!
  const draft = await drafted('stage1')
  const address = `/instances/${item.id}/events/ISSUE_STAGE_1_LETTER`
  return {
    item,
    draft,
    drafted,
    edits: async (change: (text: string) => string, { id } = draft) => {
      const { body } = await colleague.get<{ body: string }>(`/letters/${id}`)
      await colleague.does(file, 'EDIT_LETTER', { letter: id, body: change(body) })
    },
    issues: () => writes(told, item, 1, 'It has not answered'),
    /** The form is sent as somebody fills it in. */
    sentBy: async (post: string, answers: object) => {
      const visitor = await told.service.browse(post)
      return visitor.post(address, { ...hiddenIn((await visitor.get(address)).text), ...answers, _confirm: 'yes' })
    },
  }
}

describe('a letter', () => {
  proves(
    'I27',
    'is shown as it will look on paper, with what it is to say: what is there, and what is missing with what to record',
    async () => {
      const { letter } = await drafted()
      const { says, html } = await told.reads('caseworker', `/letters/${(await letter('decision')).id}`)
      expect(says).toContain('A draft: it is composed from the casefile whenever it is looked at')
      expect(html).toContain('<p>Mrs &lt;Ashdown&gt;<br>1 Mill Lane<br>Anytown</p>')
      expect(html).toContain('<h2>The agreed remedy</h2>')
      expect(says).toContain('2 things missing. A letter that lacks anything is not signed or sent.')
      expect(says).toContain(
        'Missing What we did to consider it (Casework guidance, paragraph 2.6.27). Record what we did, when submitting the decision.',
      )
      expect(says).toMatch(/There The claimed injustice \(/)
    },
  )

  proves('I26', 'of a decision leaves with its decision: the page says so, and offers only to edit it', async () => {
    const { letter, attempt } = await drafted()
    const { id } = await letter('decision')
    const { says, links } = await told.reads('caseworker', `/letters/${id}`)
    expect(says).toContain('Letters of a decision are signed off first, and go out when the decision is issued')
    expect(links.filter(({ href }) => href.includes('/events/')).map(({ href }) => href.replace(/.*events\//, ''))).toEqual([
      `EDIT_LETTER?letter=${id}`,
      'SIGN_OFF',
    ])
    expect(links.find(({ text }) => text === 'Sign off')?.href).toBe(`/instances/${attempt.id}/events/SIGN_OFF`)
  })

  test('that was edited by hand says so, leaves its contents to whoever sends it, and finds the gaps left in it', async () => {
    const { colleague, reference, letter } = await drafted()
    const { id } = await letter('decision')
    await colleague.does(await colleague.finds(reference, 'casefile'), 'EDIT_LETTER', {
      letter: id,
      body: 'Dear Mrs Ashdown,\n\nAll is well.\n\n[Not recorded yet: our conclusions]',
    })
    const { says } = await told.reads('caseworker', `/letters/${id}`)
    expect(says).toContain('A draft: its text was edited by hand')
    expect(says).toContain('All is well.')
    expect(says).toContain('Check it Our conclusions')
    expect(says).toMatch(/Missing The text still has a gap/)
  })

  test('whose text says nothing is never said to lack nothing: how much is to be checked stands with it, where it is signed, and before it is sent', async () => {
    const { colleague, reference, attempt, letter } = await drafted()
    const { id } = await letter('decision')
    const file = await colleague.finds(reference, 'casefile')
    await colleague.does(file, 'EDIT_LETTER', { letter: id, body: 'My text of the letter' })
    await submits(colleague, attempt, 'What was agreed puts it right')
    const { says } = await told.reads('lineManager', `/letters/${id}`)
    const unchecked = says.match(/Check it/g)!.length
    expect(unchecked).toBeGreaterThan(8)
    expect(says).not.toContain('Nothing is missing')
    expect(says).toContain(`${unchecked} to be checked by you: the text was written by hand`)
    expect((await told.reads('lineManager', `/instances/${attempt.id}/events/SIGN_OFF`)).says).toContain(
      `${unchecked} to be checked by you: its text was written by hand`,
    )
    await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    const visitor = await told.service.browse('caseworker')
    const address = `/instances/${attempt.id}/events/ISSUE_DECISION`
    const check = await visitor.post(address, hiddenIn((await visitor.get(address)).text))
    expect(saidBy(check.text)).toMatch(
      new RegExp(
        `Decision letter to the complainant: is sent [^.]*2\\.6\\.\\d+ ${unchecked} to be checked by you ?: its text was written by hand`,
      ),
    )
  })

  test('that was edited can be begun again from what is composed from the casefile now; put back so, it is a draft that follows the casefile again', async () => {
    const { colleague, reference, attempt, letter } = await drafted()
    const { id } = await letter('decision')
    const file = await colleague.finds(reference, 'casefile')
    await submits(colleague, attempt, 'What was agreed puts it right')
    const bodyIn = (html: string) => {
      const [, text] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)!
      return text!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").trim()
    }
    const form = `/instances/${file.id}/events/EDIT_LETTER?letter=${id}`
    const composed = bodyIn((await told.reads('caseworker', form)).html)
    expect(composed).toContain('Dear Mrs <Ashdown>')
    expect((await told.reads('caseworker', `/letters/${id}`)).says).not.toContain('Begin again from the composed text')

    await colleague.does(file, 'EDIT_LETTER', { letter: id, body: 'My text of the letter' })
    expect(bodyIn((await told.reads('caseworker', form)).html)).toBe('My text of the letter')
    const { links } = await told.reads('caseworker', `/letters/${id}`)
    const anew = links.find(({ text }) => text === 'Begin again from the composed text')!.href.replace('&amp;', '&')
    const begun = bodyIn((await told.reads('caseworker', anew)).html)
    expect(begun).toBe(composed)
    const visitor = await told.service.browse('caseworker')
    const empty = await visitor.post(form, { ...hiddenIn((await visitor.get(form)).text), letter: id, body: '' })
    expect(saidBy(empty.text)).toContain('Enter the text of the letter')
    await colleague.does(file, 'EDIT_LETTER', { letter: id, body: begun.replaceAll('\n', '\r\n') })
    const { says } = await told.reads('caseworker', `/letters/${id}`)
    expect(says).toContain('A draft: it is composed from the casefile whenever it is looked at')
    expect(says).toContain('Nothing is missing.')
    expect(says).not.toContain('Check it')
    await colleague.does(file, 'CHANGE_COMPLAINT', { complaint: 'Her letters were lost', injustices: ['Distress'] })
    expect((await told.reads('caseworker', `/letters/${id}`)).says).toContain('Her letters were lost')
  })

  test('that was signed is shown as it was signed, and once it has gone as it went, with nothing left to do about it', async () => {
    const { colleague, reference, attempt, letter } = await drafted()
    await submits(colleague, attempt, 'What was agreed puts it right')
    await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    const { id } = await letter('decision')
    const signed = await told.reads('caseworker', `/letters/${id}`)
    expect(signed.says).toContain('Signed: it goes out as it was signed')
    expect(signed.says).toContain('It goes out when the decision is issued (Casework guidance, paragraph 2.6.28)')
    expect(signed.says).not.toContain('are signed off first')
    const { id: file } = await colleague.finds(reference, 'casefile')
    expect(signed.links.filter(({ href }) => href.includes('/events/'))).toEqual([
      { text: 'Issue the decision', href: `/instances/${attempt.id}/events/ISSUE_DECISION` },
      { text: 'Edit it, and have it signed anew', href: `/instances/${file}/events/EDIT_LETTER?letter=${id}` },
    ])
    const other = await told.reads('secondCaseworker', `/letters/${id}`)
    expect(other.says).toMatch(
      /Issue the decision is not possible for you now: .*Amina Clarke.*have it signed anew is not possible for you now/,
    )
    for (const page of [`/casefiles/${reference}/letters`, `/casefiles/${reference}/print`, `/instances/${attempt.id}`])
      expect((await told.reads('caseworker', page)).says).toMatch(/Decision letter (to )?the complainant[^.]* signed, not issued yet/i)
    await colleague.does(attempt, 'ISSUE_DECISION')
    const { says, links } = await told.reads('caseworker', `/letters/${id}`)
    expect(says).toContain('Sent: kept as it went on 4 February 2013')
    expect(says).not.toContain('What it is to say')
    expect(links.filter(({ href }) => href.includes('/events/'))).toEqual([])
  })

  test('has at its head how the office is reached, as an administrator has set it; what was signed or sent before stays as it was', async () => {
    const { colleague, attempt, letter } = await drafted()
    const headOf = async (id: string) => {
      const { html } = await told.reads('caseworker', `/letters/${id}`)
      return [...html.matchAll(/<p class="redress-paper__(?:office|reached)">([^<]*)/g)].map(([, line]) => line)
    }
    const signed = (await letter('decision')).id
    const before = [
      'The Ombudsman’s Office',
      ...demonstrationLetterhead.officeAddress.split('\n'),
      `Telephone: ${demonstrationLetterhead.officeTelephone}`,
      `Email: ${demonstrationLetterhead.officeEmail}`,
    ]
    expect(await headOf(signed)).toEqual(before)
    await submits(colleague, attempt, 'What was agreed puts it right')
    await (await told.office.as('lineManager')).does(attempt, 'SIGN_OFF')
    const administrator = await told.service.browse('administrator')
    const form = '/administration/changes/CHANGE_SETTING'
    const [day, month, year] = told.day(0).split('-').map(Number).reverse()
    const changes = { setting: 'officeTelephone', fromDay: `${day}/${month}/${year}`, why: 'We have moved' }
    const wrong = await administrator.post(form, { ...changes, words: 'ring us' })
    expect([wrong.status, saidBy(wrong.text).includes('Enter a telephone number, like 01632 960 001')]).toEqual([422, true])
    const changed = await administrator.post(form, { ...changes, words: '01632 960 777' })
    expect([changed.status, changed.headers['location']]).toEqual([303, '/administration/settings'])
    expect(saidBy((await administrator.get('/administration/settings')).text)).toContain('01632 960 777 since 4 February 2013')
    expect(saidBy((await administrator.get('/administration/history')).text)).toContain(
      'Our telephone number on letters: 01632 960 777 from 4 February 2013',
    )
    expect(await headOf(signed)).toEqual(before)
    const anew = await headOf((await (await drafted()).letter('decision')).id)
    expect(anew).toEqual(before.map((line) => (line.startsWith('Telephone') ? 'Telephone: 01632 960 777' : line)))
  })

  test('stands in the list of its casefile, drafts before what has gone', async () => {
    const { reference } = await drafted()
    const { says } = await told.reads('caseworker', `/casefiles/${reference}/letters`)
    expect(says).toMatch(/Still to go: 2 .*Decision letter The complainant .*Sent: 1 .*Letter of approach Harrowmere Hospitals NHS Trust/)
  })

  proves('C22d', 'of escalation that was edited has its day of reply from the form that issues it', async () => {
    const { item, draft, edits, issues } = await stageOneDue()
    await edits((text) => text.replace('Please give', 'Do give').replace('Yours', 'With regards, yours'))
    const { says } = await told.reads('assessmentOutcomesOfficer', `/letters/${draft.id}`)
    expect(says).toContain('Missing The text still has a gap: [Not recorded yet: the day of the reply]. Record the day of the reply, after')
    const form = await told.reads('assessmentOutcomesOfficer', `/instances/${item.id}/events/ISSUE_STAGE_1_LETTER`)
    expect(form.says).toMatch(/The letter that goes with it Stage 1 letter to Harrowmere Hospitals NHS Trust/)
    expect(form.links.map(({ href }) => href)).toContain(`/letters/${draft.id}`)
    await issues()
    const sent = (await told.reads('caseworker', `/letters/${draft.id}`)).says
    expect(sent).toContain(`reply to this letter in writing by ${dateInWords(told.day(10))}.`)
    expect(sent).toContain('With regards, yours')
    expect(sent).not.toContain('Not recorded yet')
  })

  proves(
    'C22d',
    'of escalation whose day of reply was edited away is refused, and the refusal leads whoever may edit it to the letter; others are told who may',
    async () => {
      const { draft, edits, issues, sentBy } = await stageOneDue()
      await edits(() => 'Dear Sir or Madam,\n\nPlease reply soon.')
      const answers = { replyBy: told.day(10), asks: 'response' }
      const refused = await sentBy('lineManager', answers)
      expect(refused.status).toBe(422)
      expect(errorsIn(refused.text)).toEqual([
        { at: 'in-the-way', text: expect.stringContaining(`does not say ${dateInWords(told.day(10))}`) },
      ])
      const [place] = /<div class="redress-in-the-way" id="in-the-way"[\s\S]*?<\/ul>/.exec(refused.text)!
      expect(place).toMatch(new RegExp(`href="/instances/[^"]*/events/EDIT_LETTER\\?letter=${draft.id}"`))
      const officers = await sentBy('assessmentOutcomesOfficer', answers)
      expect(saidBy(officers.text)).toContain('Edit a draft letter first. This is for the casefile')
      expect(officers.text).not.toContain('EDIT_LETTER')
      const said = `${dateInWords(told.day(0))}\n\nDear Sir or Madam,\n\nPlease reply by ${dateInWords(told.day(10))}.\n\n`
      await edits(() => `${said}Amina Clarke`)
      const lacks = 'does not say Nadia Hussain'
      await expect(issues()).rejects.toThrow(lacks)
      await edits(() => `${said}Nadia Hussain`)
      await issues()
    },
  )

  proves('C22a', 'of stage 1 that is to explain a concern, which nobody said, asks for it there, and for nothing else', async () => {
    const { sentBy } = await stageOneDue()
    const refused = await sentBy('assessmentOutcomesOfficer', { replyBy: told.day(10), asks: 'explanationAndResponse' })
    expect([refused.status, errorsIn(refused.text)]).toEqual([
      422,
      [{ at: 'concern', text: 'Say what concerns us, or choose that it only asks for a response' }],
    ])
    for (const elsewhere of ['in-the-way', 'reasons.asksForAResponse', 'EDIT_LETTER']) expect(refused.text).not.toContain(elsewhere)
    const open = await sentBy('assessmentOutcomesOfficer', { replyBy: told.day(10) })
    const [asked] = errorsIn(open.text)
    expect(asked).toEqual({ at: 'asks', text: expect.stringMatching(/asks for one\. Or say why that is not needed$/) })
    expect(open.text).toContain('reasons.asksForAResponse')
    const said = { replyBy: told.day(10), asks: 'explanationAndResponse', concern: 'It has not answered' }
    expect((await sentBy('assessmentOutcomesOfficer', said)).status).toBe(303)
  })

  proves(
    ['C22b', 'C22d'],
    'of stage 2 that the caseworker edited names nobody yet, and goes out under the deputy director’s name and the date of its issue',
    async () => {
      const { item, issues, drafted: draftOf, edits } = await stageOneDue()
      await issues()
      await told.waits(11)
      const draft = await draftOf('stage2')
      await edits((text) => text.replace('Please give', 'Do please give'), draft)
      const before = (await told.reads('deputyDirector', `/letters/${draft.id}`)).says
      expect(before).toContain('[Not recorded yet: who issues it, by name and post] for the Ombudsman')
      expect(before).not.toContain('Amina Clarke Caseworker')
      await told.waits(1)
      expect((await told.reads('deputyDirector', `/letters/${draft.id}`)).says).toContain(`${dateInWords(told.day(0))} Our reference`)
      await writes(told, item, 2, 'It has not answered')
      const sent = (await told.reads('caseworker', `/letters/${draft.id}`)).says
      expect(sent).toContain(`${dateInWords(told.day(0))} Our reference`)
      expect(sent).toContain('Do please give')
      expect(sent).toMatch(/Yours \w+, Eleanor Price Deputy director of customer services and assessment for the Ombudsman/)
      expect(sent).not.toContain('Amina Clarke Caseworker')
    },
  )

  proves(
    'C13',
    'that was edited on one day and sent on another is dated on the day it was sent, not of its editing or its entry',
    async () => {
      const { colleague, reference, items, file } = await resolves(told, { complaint: complaintIn(told), actions: [apologyIn(told)] })
      const item = Object.values(items)[0]!
      const [until, why] = [told.day(42), 'Its director is away until then']
      await colleague.does(item, 'REQUEST_EXTENSION', { askedBy: 'organisation', why, until, whoseDelay: 'organisation' })
      const grants = await told.office.as('operationsManager')
      await grants.does(item, 'EXTEND_TARGET_DATE', { until, why, tellComplainant: { answer: false, why: 'She knows' } })
      const { id: letter } = (await colleague.casefile(reference)).letters.find((each) => each.letter === 'extensionGranted')!
      const { body } = await colleague.get<{ body: string }>(`/letters/${letter}`)
      await colleague.does(file, 'EDIT_LETTER', { letter, body: body.replace('Please', 'Do please') })
      await told.waits(2)
      const sentOn = told.day(-1)
      await colleague.does(file, 'LETTER_SENT', { letter, happenedOn: sentOn })
      const { says } = await told.reads('caseworker', `/letters/${letter}`)
      expect(says).toContain(`Sent: kept as it went on ${dateInWords(sentOn)}`)
      expect(says).toMatch(new RegExp(`${dateInWords(sentOn)} Our reference: ${reference}.*Do please`))
    },
  )

  test('that was sent is found in the timeline among the letters, whatever sent it; a signature alone is none, and a note with a letter is both', async () => {
    const { colleague, reference, items } = await resolves(told, { complaint: complaintIn(told), actions: [apologyIn(told)] })
    const item = Object.values(items)[0]!
    for (const days of [22, 8]) await told.waits(days)
    await startsEscalation(told, item, 'missedTargetDate', 'No word')
    await writes(told, item, 1, 'It has not answered')
    await colleague.does(item, 'UPDATE_COMPLAINANT', { how: 'letter', said: 'Nothing has come yet' })
    const list = (await told.reads('caseworker', `/casefiles/${reference}/letters`)).says
    for (const sent of [
      'Sent: 5',
      'Letter of approach',
      'Decision letter',
      'Letter confirming what was agreed',
      'Reminder',
      'Stage 1 letter',
    ])
      expect(list).toContain(sent)

    const filtered = async (kind: string) => (await told.reads('caseworker', `/casefiles/${reference}/timeline?kind=${kind}`)).says
    const letters = await filtered('letters')
    for (const entry of [
      'recorded that a letter was sent',
      'issued the decision',
      'The clock recorded: the organisation is reminded',
      'issued the stage 1 letter',
      'kept the complainant up to date',
    ])
      expect(letters).toContain(entry)
    expect(letters).not.toContain('signed off the decision')
    expect(await filtered('steps')).toContain('issued the decision')
    expect(await filtered('notes')).toContain('kept the complainant up to date')
  })
})
