import { describe, expect, test } from '@jest/globals'
import { offered } from '../../../machines/kernel/file.ts'
import { proves } from '../../support/proves.ts'
import { amy, ben, cas, dee, directory, lin, lou, officer, ombudsman, stamp } from './support/people.ts'
import { agreement, asked, refusal, refusalsOf, ruleNames } from './support/story.ts'

const later = (respondBy: string) => ({ type: 'AGREE_LATER_RESPONSE', respondBy })

describe('a refusal', () => {
  test('says every rule that does not hold at once: its name, strength, citation and field, and whether a reason would help', () => {
    const answered = asked().try('request A', { ...agreement('2026-03-31', '2026-06-01'), prospect: undefined }, officer, '2026-03-12')
    expect(refusalsOf(answered)).toEqual([
      {
        rule: 'byTheCaseworker',
        strength: 'must',
        cites: 'I16',
        paragraph: 'Casework guidance, paragraph 2.6.16',
        because: "This is for the complaint's caseworker, or a line manager or above",
        reasonWouldHelp: false,
      },
      {
        rule: 'actedOnWithinFourWeeks',
        strength: 'normally',
        cites: 'I21',
        paragraph: 'Casework guidance, paragraph 2.6.21',
        field: 'actions',
        because: 'An action is more than four weeks after the answer',
        reasonWouldHelp: true,
      },
      {
        rule: 'prospectConsidered',
        strength: 'consider',
        cites: 'I11',
        paragraph: 'Casework guidance, paragraph 2.6.11',
        field: 'prospect',
        because: 'Say whether it will be kept, and why',
        reasonWouldHelp: false,
      },
    ])
  })

  test('of a step that another event unlocks names that event', () => {
    const story = asked().put('request A', refusal, amy, '2026-03-12')
    expect(refusalsOf(story.try('request A', { type: 'ASK_AGAIN', respondBy: '2026-03-20' }, amy, '2026-03-13'))).toMatchObject([
      { rule: 'oneOpportunity', cites: 'I20', unlockedBy: 'ESCALATE', because: 'It has refused 1 times: pass it on before asking again' },
    ])
  })

  test('changes nothing, and neither does an event the state does not accept, which says what it does accept', () => {
    const story = asked()
    const before = story.file
    expect(story.try('request A', later('2026-03-01'), amy, '2026-03-12').outcome).toBe('refused')
    expect(story.try('request A', { type: 'SIGN_OFF' }, lin, '2026-03-12')).toEqual({
      outcome: 'notAccepted',
      accepts: ['AGREE_LATER_RESPONSE', 'ORGANISATION_ANSWERED', 'OVERRULE', 'EDIT_LETTER'],
    })
    expect(story.file).toBe(before)
  })

  test('tells what the day was, where a fact is dated ahead or before the complaint was received', () => {
    const call = (happenedOn: string) => asked().try('complaint', { type: 'RECORD_CALL', said: 'text:1:aa', happenedOn }, amy, '2026-03-12')
    expect(refusalsOf(call('2026-03-13'))).toMatchObject([
      { rule: 'happenedByNow', field: 'happenedOn', because: 'The day it happened, 2026-03-13, is in the future' },
    ])
    expect(refusalsOf(call('2026-02-28'))).toMatchObject([
      { rule: 'happenedSinceReceived', because: 'The day it happened, 2026-02-28, is before the complaint was received on 2026-03-01' },
    ])
    expect([call('2026-03-01').outcome, call('2026-03-12').outcome]).toEqual(['taken', 'taken'])
  })

  test('for the day comes together with those of the rules', () => {
    expect(ruleNames(asked().try('request A', { ...refusal, happenedOn: '2027-01-01' }, officer, '2026-03-12'))).toEqual([
      'happenedByNow',
      'byTheCaseworker',
    ])
  })
})

describe('the three strengths', () => {
  const story = asked()
  const far = later('2026-04-30')

  test('normally: a written reason under the name of the rule lets it pass, and is kept; an empty one does not', () => {
    expect(ruleNames(story.try('request A', far, amy, '2026-03-12', { reasons: { responseWithinFourteenDays: '  ' } }))).toEqual([
      'responseWithinFourteenDays',
    ])
    expect(ruleNames(story.try('request A', far, amy, '2026-03-12', { reasons: { I18: 'text:9:cc' } }))).toEqual([
      'responseWithinFourteenDays',
    ])
    const taken = asked().try('request A', far, amy, '2026-03-12', { reasons: { responseWithinFourteenDays: 'text:9:cc' } })
    expect(taken).toMatchObject({
      outcome: 'taken',
      lines: [{ waived: [{ rule: 'responseWithinFourteenDays', cites: 'I18', reason: 'text:9:cc' }] }],
    })
  })

  test('normally: a reason that was not needed is not counted as a departure', () => {
    const taken = asked().try('request A', later('2026-03-22'), amy, '2026-03-12', { reasons: { responseWithinFourteenDays: 'text:9:cc' } })
    expect(taken).toMatchObject({
      outcome: 'taken',
      lines: [{ waived: [], stamp: { reasons: { responseWithinFourteenDays: 'text:9:cc' } } }],
    })
  })

  test('must: no reason helps', () => {
    expect(ruleNames(story.try('request A', later('2026-03-12'), amy, '2026-03-12', { reasons: { responseAhead: 'text:9:cc' } }))).toEqual([
      'responseAhead',
    ])
    expect(
      ruleNames(story.try('request A', later('2026-03-13'), ben, '2026-03-12', { reasons: { byTheCaseworker: 'text:9:cc' } })),
    ).toEqual(['byTheCaseworker'])
  })

  test('consider: without an answer and why it is refused; yes and no are taken alike, and no reason stands in', () => {
    const answer = (prospect: unknown, reasons = {}) =>
      asked().try('request A', { ...agreement('2026-03-31', '2026-04-01'), prospect }, amy, '2026-03-12', { reasons })
    expect(ruleNames(answer(undefined))).toEqual(['prospectConsidered'])
    expect(ruleNames(answer({ answer: true, why: ' ' }))).toEqual(['prospectConsidered'])
    expect(ruleNames(answer(undefined, { prospectConsidered: 'text:9:cc' }))).toEqual(['prospectConsidered'])
    expect([answer({ answer: true, why: 'text:2:bb' }).outcome, answer({ answer: false, why: 'text:2:bb' }).outcome]).toEqual([
      'taken',
      'taken',
    ])
  })

  test('consider: asked only where it applies', () => {
    expect(asked().try('request A', agreement('2026-03-31'), amy, '2026-03-12').outcome).toBe('taken')
  })
})

describe('several arrows for one event', () => {
  test('the first whose condition holds is the one meant: what is submitted chooses, and so does the record', () => {
    const agreed = asked().put('request A', agreement('2026-03-31'), amy, '2026-03-12')
    const refused = asked().put('request A', refusal, amy, '2026-03-12')
    const reasons = { oneOpportunity: 'text:9:cc' }
    const twice = asked()
      .put('request A', refusal, amy, '2026-03-12')
      .put('request A', { type: 'ASK_AGAIN', respondBy: '2026-03-20' }, amy, '2026-03-13', { reasons })
      .put('request A', refusal, amy, '2026-03-16')
    expect([agreed, refused, twice].map((story) => story.place('request A'))).toEqual([
      'signing.ready',
      'running.answer.refused.fresh + running.letter.draft',
      'running.answer.escalated + running.letter.draft',
    ])
  })

  test('an event refused on the arrow it means never slides on to one that would let it pass', () => {
    const story = asked()
    const nothingStated = { type: 'ORGANISATION_ANSWERED', agrees: true, actions: [] }
    expect(ruleNames(story.try('request A', nothingStated, amy, '2026-03-12'))).toEqual(['someAction']) // the arrow for a refusal asks no action
    const decided = asked().put('request A', refusal, amy, '2026-03-12').put('request A', { type: 'ESCALATE' }, lin, '2026-03-13')
    expect(ruleNames(decided.try('request A', { type: 'DECIDE', goOn: true, respondBy: '2026-03-01' }, cas, '2026-03-14'))).toEqual([
      'responseAhead',
    ])
    expect(decided.place('request A')).toBe('running.answer.escalated + running.letter.draft')
  })

  test('the menu says what would refuse some answers and not others', () => {
    const story = asked()
    const offer = (by: typeof amy) =>
      offered(story.definitions, story.file, story.idOf('request A'), stamp(by, '2026-03-12')).find(
        ({ type }) => type === 'ORGANISATION_ANSWERED',
      )
    expect(offer(amy)).toEqual({ type: 'ORGANISATION_ANSWERED', offered: true, refusals: [], onSomeAnswers: [] })
    expect(offer(officer)).toMatchObject({ offered: false, refusals: [{ rule: 'byTheCaseworker' }], onSomeAnswers: [] })
  })
})

describe('regions', () => {
  const ready = () => {
    const story = asked()
    return story.put('request A', { type: 'EDIT_LETTER', letter: story.file.letters[0]!.id, body: 'text:4:dd' }, amy, '2026-03-11')
  }

  test('what one region takes, another answers; refused in its own, it moves none', () => {
    const story = ready()
    expect(ruleNames(story.try('request A', later('2026-03-22'), ben, '2026-03-12'))).toEqual(['byTheCaseworker'])
    expect(story.place('request A')).toBe('running.answer.awaiting.inTime + running.letter.ready')
    expect(story.put('request A', later('2026-03-22'), amy, '2026-03-12').place('request A')).toBe(
      'running.answer.awaiting.inTime + running.letter.outdated',
    )
  })

  test('a region that only listens accepts nothing by itself, and is not on the menu', () => {
    const story = ready().put('request A', refusal, amy, '2026-03-12')
    expect(story.try('request A', later('2026-03-22'), lin, '2026-03-12').outcome).toBe('notAccepted')
    expect(offered(story.definitions, story.file, story.idOf('request A'), stamp(lin, '2026-03-12')).map(({ type }) => type)).not.toContain(
      'AGREE_LATER_RESPONSE',
    )
  })
})

describe('nobody submits', () => {
  const story = asked().put('request A', { type: 'EDIT_LETTER', letter: 'none', body: 'text:4:dd' }, amy, '2026-03-11')
  const clock = 'xstate.after.responseDue.request.running.answer.awaiting.inTime'

  test.each([
    'xstate.stop',
    'xstate.init',
    'xstate.error.actor.x',
    'xstate.done.state.request',
    clock,
    '*',
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'COMPLAINT_CLOSED',
    'CASEWORKER_CHANGED',
    'ITEM_ENDED',
    'ASK',
    'RECORDED_IN_ERROR',
    'NO_SUCH_EVENT',
  ])('%s: no catalogue of this machine has it', (type) => {
    for (const by of [amy, lin, ombudsman, { id: 'system', holdings: [] }]) {
      expect(story.try('request A', { type, caseworker: 'x', action: 'x' }, by, '2026-03-12').outcome).toBe('notAccepted')
    }
  })

  test('a name of the stamp: what the engine did not write is not there', () => {
    const forged = {
      duty: 'no-such-duty',
      letters: [{ id: 'x', body: 'y' }],
      by: ombudsman,
      today: '2020-01-01',
      line: "Amy's post",
      reasons: { responseAhead: 'z' },
    }
    expect(ruleNames(story.try('complaint', { type: 'MARK_DONE', ...forged }, amy, '2026-03-12'))).toEqual(['dutyIsOpen'])
    expect(ruleNames(story.try('complaint', { type: 'SEND_LETTER', letter: 'x', ...forged }, amy, '2026-03-12'))).toEqual([
      'letterIsADraft',
    ])
    expect(ruleNames(story.try('request A', { ...later('2026-03-01'), ...forged }, amy, '2026-03-12'))).toEqual(['responseAhead'])
    expect(ruleNames(story.try('request A', { type: 'OVERRULE', ...forged }, dee, '2026-03-12'))).toEqual(['byTheOmbudsman'])
  })
})

proves('I26', 'nobody signs off their own submission, whatever their grade; somebody else of the smallest grade does', () => {
  const story = asked().put('request A', agreement('2026-03-31'), amy, '2026-03-12').put('request A', { type: 'SUBMIT' }, lou, '2026-03-13')
  expect(refusalsOf(story.try('request A', { type: 'SIGN_OFF' }, lou, '2026-03-13'))).toMatchObject([
    { rule: 'notTheirOwnSubmission', cites: 'I26', because: 'This is for someone other than whoever submitted it', reasonWouldHelp: false },
  ])
  expect(refusalsOf(story.try('request A', { type: 'SIGN_OFF' }, ben, '2026-03-13'))).toMatchObject([
    { rule: 'signedUnderTheScheme', because: 'This is for a line manager or above, by the Delegation Scheme' },
  ])
  expect(story.put('request A', { type: 'SIGN_OFF' }, lin, '2026-03-13').place('request A')).toBe('monitored')
})

test('everybody in the directory gets an answer to everything on the menu: offered, or why not', () => {
  const story = asked()
  for (const by of directory) {
    for (const { offered: isOffered, refusals } of offered(
      story.definitions,
      story.file,
      story.idOf('request A'),
      stamp(by, '2026-03-12'),
    )) {
      expect(isOffered).toBe(refusals.length === 0)
      for (const { because, paragraph } of refusals)
        expect([because, paragraph]).toEqual([expect.stringMatching(/^This is for /), expect.stringMatching(/guidance, paragraph/)])
    }
  }
})
