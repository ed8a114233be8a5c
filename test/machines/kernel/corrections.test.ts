import { describe, expect, test } from '@jest/globals'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import type { Actor } from '../../../machines/kernel/authority.ts'
import { canonical } from '../../../machines/kernel/stored.ts'
import { proves } from '../../support/proves.ts'
import { amy, ben, benForLin, dee, delegateOf, lin, lou, max, officer, ombudsman } from './support/people.ts'
import { replayed } from './support/replayed.ts'
import { definitions } from './support/request.ts'
import { agreement, asked, ROOT, refusal, refusalsOf, ruleNames, Story } from './support/story.ts'

const call = { type: 'RECORD_CALL', said: 'text:1:aa' }
const last = (story: Story) => story.lines.at(-1)!
const signed = (...days: string[]) =>
  asked()
    .put('request A', agreement(...days), amy, '2026-03-12')
    .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    .put('request A', { type: 'SIGN_OFF' }, lou, '2026-03-13')
const sent = () => {
  const story = asked()
  const letter = story.file.letters[0]!.id
  return story
    .put('request A', { type: 'EDIT_LETTER', letter, body: 'text:4:dd' }, amy, '2026-03-11')
    .put('complaint', { type: 'SEND_LETTER', letter }, amy, '2026-03-11')
}
const replays = (story: Story) =>
  expect(canonical(replayed(story.definitions, JSON.parse(JSON.stringify(story.lines))))).toBe(canonical(story.file))

describe('a line recorded in error', () => {
  test('stays, and the file becomes what the rest gives; the correction is a line like any other', () => {
    const story = asked().put('complaint', call, amy, '2026-03-11').put('complaint', call, amy, '2026-03-12')
    const before = [...story.lines]
    const corrected = story.correct(4, lou, '2026-03-13')
    expect(corrected).toMatchObject({
      outcome: 'taken',
      instances: [{ id: ROOT }],
      arm: [],
      drop: [],
      dutiesOpened: [],
      dutiesEnded: [],
      letters: [],
      lettersDiscarded: [],
    })
    expect(story.record('complaint')).toMatchObject({ calls: 1 })
    expect(story.lines).toEqual([...before, last(story)])
    expect(last(story)).toMatchObject({
      seq: 6,
      instance: ROOT,
      machine: 'complaint',
      kind: 'correction',
      event: 'RECORDED_IN_ERROR',
      payload: { transition: 4, why: 'text:1:aa' },
      stamp: { by: { id: 'Lou' }, today: '2026-03-13' },
      from: 'open',
      to: 'open',
    })
    expect(story.file.revision).toBe(6)
    replays(story)
  })

  test('takes its duties, dates and messages with it, and deadlines fall as they would have fallen', () => {
    const story = asked().put('request A', refusal, amy, '2026-03-12')
    expect([story.file.duties.map(({ name }) => name), story.record('complaint')['answers']]).toEqual([['passOn'], { A: 'refused' }])
    const corrected = story.correct(4, lin, '2026-04-01')
    expect(story.place('request A')).toBe('running.answer.awaiting.delayed + running.letter.draft')
    expect(story.record('complaint')['answers']).toEqual({ A: 'none' })
    expect(corrected).toMatchObject({
      arm: [{ deadline: 'passingOnDue', dueOn: '2026-04-05' }],
      dutiesOpened: [{ name: 'passOn', to: 'lineManager', dueOn: '2026-04-04' }],
      dutiesEnded: [expect.any(String)],
    })
    replays(story)
  })

  test('leaves a duty as it was that another line gave, done or not', () => {
    const story = signed('2026-03-31', '2026-04-01').put('complaint', call, amy, '2026-03-14')
    const [one, two] = story.file.duties
    story.put('complaint', { type: 'MARK_DONE', duty: one!.id }, amy, '2026-03-15')
    expect(story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-16')).toMatchObject({
      outcome: 'taken',
      dutiesOpened: [],
      dutiesEnded: [],
    })
    expect(story.file.duties).toEqual([two])
    expect(story.correct(story.seqOf('MARK_DONE'), lin, '2026-03-16')).toMatchObject({ dutiesOpened: [one] })
    replays(story)
  })

  test('is put right with the settings of then, where these were read, and of the correction’s day only where they were not', () => {
    const story = asked().put('complaint', call, amy, '2026-03-11')
    story.sweep('2026-03-30', { settings: { ...defaultSettings, passingOnDays: 3 } })
    expect(story.record('request A')).toMatchObject({ passOnBy: '2026-03-31' })
    expect(story.correct(4, lin, '2026-03-30', ROOT, { settings: { ...defaultSettings, passingOnDays: 30 } })).toMatchObject({
      outcome: 'taken',
      instances: [{ id: ROOT }],
    })
    expect(story.record('request A')).toMatchObject({ passOnBy: '2026-03-31' })
    const unread = asked().put('request A', refusal, amy, '2026-03-12').put('complaint', call, amy, '2026-03-13')
    unread.correct(4, lin, '2026-03-30', undefined, { settings: { ...defaultSettings, passingOnDays: 3 } })
    unread.correct(6, lou, '2026-03-31', undefined, { settings: { ...defaultSettings, passingOnDays: 30 } })
    expect(unread.record('request A')).toMatchObject({ passOnBy: '2026-03-31' })
    replays(story)
    replays(unread)
  })

  test('first has recorded what had passed unnoticed', () => {
    const story = asked().put('complaint', call, amy, '2026-03-11')
    story.correct(4, lin, '2026-03-22')
    expect(story.lines.slice(4).map(({ seq, kind, to }) => [seq, kind, to])).toEqual([
      [5, 'clock', 'running.answer.awaiting.late + running.letter.draft'],
      [6, 'correction', 'open'],
    ])
    replays(story)
  })
})

describe('what was opened by mistake', () => {
  test('stays in the file, marked, with nothing armed and no duty, and nobody reaches it', () => {
    const story = asked()
    const id = story.idOf('request A')
    const corrected = story.correct(2, lin, '2026-03-11')
    expect(corrected).toMatchObject({
      instances: [{ id: ROOT }, { id, inError: true }],
      drop: [{ instance: id }],
      arm: [],
      lettersDiscarded: [expect.any(String)],
    })
    expect(story.held('request A')).not.toHaveProperty('nextDue')
    expect(story.try('request A', refusal, amy, '2026-03-12')).toEqual({ outcome: 'notAccepted', accepts: [] })
    expect(story.sweep('2026-06-01').lines).toEqual([])
    replays(story)
  })

  test('may be opened again, under a new id, and the old one stays as it is', () => {
    const story = asked()
    const old = story.held('request A')
    story.correct(2, lin, '2026-03-11')
    story
      .put('complaint', { type: 'ASK', organisation: 'A', respondBy: '2026-03-24' }, amy, '2026-03-11')
      .put('complaint', call, amy, '2026-03-11')
    story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-12')
    expect(story.file.instances.map(({ id, inError }) => [id === old.id, inError ?? false])).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ])
    expect(story.file.instances.filter(({ key }) => key === 'A')).toHaveLength(2)
    replays(story)
  })

  test('takes those with it that it had opened itself', () => {
    const story = signed('2026-03-31', '2026-04-01')
    story.correct(story.seqOf('SIGN_OFF'), max, '2026-03-14')
    expect(story.file.instances.map(({ machine, inError }) => [machine, inError ?? false])).toEqual([
      ['complaint', false],
      ['request', false],
      ['item', true],
      ['item', true],
    ])
    expect([story.place('request A'), story.file.duties]).toEqual(['signing.submitted.inTime', []])
    replays(story)
  })
})

describe('later entries', () => {
  test('that would then not have been accepted are all listed, with why, and the correction is refused', () => {
    const story = signed('2026-03-31')
      .put('item action1', { type: 'EXTEND', targetDate: '2026-04-30' }, max, '2026-03-14')
      .put('complaint', call, amy, '2026-03-15')
    const before = story.file
    expect(refusalsOf(story.correct(4, lin, '2026-03-16'))).toMatchObject([
      {
        rule: 'laterEntriesWouldStand',
        cites: 'I16',
        field: 'transition',
        because:
          'Entry 6 (submitted for sign-off) would then not have been accepted: the state would not accept it. Correct that one first',
      },
      { rule: 'laterEntriesWouldStand', because: expect.stringMatching(/^Entry 7 \(signed off\)/) },
      { rule: 'laterEntriesWouldStand', because: expect.stringMatching(/^Entry 9 \(extended\)/) },
    ])
    expect(story.file).toBe(before)
  })

  test('that a rule would refuse say which', () => {
    const story = asked()
      .put('complaint', { type: 'REASSIGN', caseworker: "Ben's post" }, lin, '2026-03-11')
      .put('request A', refusal, ben, '2026-03-12')
    expect(refusalsOf(story.correct(4, lou, '2026-03-13'))).toMatchObject([
      {
        because:
          "Entry 6 (recorded the answer) would then not have been accepted: This is for the complaint's caseworker, or a line manager or above. Correct that one first",
      },
    ])
  })

  test('are corrected latest first, and then the first one can be', () => {
    const story = asked()
      .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
      .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    expect(story.correct(4, lin, '2026-03-16').outcome).toBe('refused')
    expect(story.correct(6, lin, '2026-03-16').outcome).toBe('taken')
    expect(story.correct(4, lou, '2026-03-16').outcome).toBe('taken')
    expect([story.place('request A'), story.record('complaint')['answers']]).toEqual([
      'running.answer.awaiting.inTime + running.letter.draft',
      { A: 'none' },
    ])
    replays(story)
  })

  test('sending a letter that would then not have been drafted is one of them', () => {
    expect(refusalsOf(sent().correct(2, lin, '2026-03-12'))).toMatchObject([
      { because: expect.stringMatching(/^Entry 4 \(edited the letter\)/) },
      { because: expect.stringMatching(/^Entry 5 \(sent a letter\).*There is no such draft/) },
    ])
  })
})

describe('who corrects', () => {
  const story = () => asked().put('complaint', call, lin, '2026-03-11')

  proves('I26', 'a mistake is corrected by a second person, not by who made it, nor under their delegation', () => {
    expect(refusalsOf(story().correct(4, lin, '2026-03-12'))).toMatchObject([
      { rule: 'correctedByAnother', cites: 'I26', because: 'This is for someone other than the person who made the entry' },
    ])
    expect(ruleNames(story().correct(4, benForLin, '2026-03-12'))).toEqual(['correctedByALineManager'])
    expect(story().correct(4, delegateOf(lin, lou), '2026-03-12')).toMatchObject({ outcome: 'taken' })
  })

  test('nor by whoever’s delegation it was made under', () => {
    const made = asked().put('request A', refusal, benForLin, '2026-03-12')
    expect([last(made).event, made.lines.at(-2)!.onBehalfOf, ruleNames(made.correct(4, lin, '2026-03-13'))]).toEqual([
      'ANSWER_WAS',
      ['Lin'],
      ['correctedByAnother'],
    ])
    expect(made.correct(4, lou, '2026-03-13').outcome).toBe('taken')
  })

  test('a line manager or above, also where anybody may make the entry', () => {
    expect(refusalsOf(story().correct(4, amy, '2026-03-12'))).toMatchObject([
      { rule: 'correctedByALineManager', because: 'This is for a line manager or above' },
    ])
    for (const by of [lou, max, dee, ombudsman]) expect(story().correct(4, by, '2026-03-12').outcome).toBe('taken')
  })

  test('whom the entry’s own rules admit: their office, post or scheme, on the record of then and the day of now', () => {
    const overruled = asked().put('request A', { type: 'OVERRULE' }, ombudsman, '2026-03-12')
    expect(ruleNames(overruled.correct(4, dee, '2026-03-13'))).toEqual(['byTheOmbudsman'])

    const approved = signed('2026-03-31')
    const submittedByMax = asked()
      .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
      .put('request A', { type: 'SUBMIT' }, max, '2026-03-12')
      .put('request A', { type: 'SIGN_OFF' }, lou, '2026-03-13')
    expect(ruleNames(submittedByMax.correct(submittedByMax.seqOf('SIGN_OFF'), max, '2026-03-14'))).toEqual(['notTheirOwnSubmission'])
    const scheme = { resolved: 'director', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
    expect(ruleNames(approved.correct(approved.seqOf('SIGN_OFF'), max, '2026-03-14', undefined, { scheme }))).toEqual([
      'signedUnderTheScheme',
    ])
    expect(approved.correct(approved.seqOf('SIGN_OFF'), dee, '2026-03-14', undefined, { scheme }).outcome).toBe('taken')
  })

  proves('I26', 'where its own rules name one post or role, another line manager or above: the one holder made the entry', () => {
    const passedOn = () => asked().put('request A', refusal, amy, '2026-03-12').put('request A', { type: 'ESCALATE' }, lin, '2026-03-13')
    const corrected = (by: Actor) => passedOn().correct(passedOn().seqOf('ESCALATE'), by, '2026-03-14')
    expect(ruleNames(corrected(lin))).toEqual(['correctedByAnother'])
    expect(ruleNames(corrected(ben))).toEqual(['correctedByALineManager'])
    for (const by of [lou, max, dee]) expect(corrected(by).outcome).toBe('taken')
  })

  proves('I26', 'a wrongly recorded ending only by the authority that the ending needed, whoever recorded it', () => {
    const ending = { ...definitions, request: { ...definitions['request']!, endings: { SUBMIT: ['signedUnderTheScheme'] } } }
    const scheme = { resolved: 'director', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
    const ended = () =>
      new Story(ending)
        .put('complaint', { type: 'OPEN_COMPLAINT', receivedOn: '2026-03-01', caseworker: "Amy's post" }, amy, '2026-03-02')
        .put('complaint', { type: 'ASK', organisation: 'A', respondBy: '2026-03-20' }, amy, '2026-03-10')
        .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
        .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    const corrected = (by: Actor) => ended().correct(ended().seqOf('SUBMIT'), by, '2026-03-13', undefined, { scheme })
    expect(refusalsOf(corrected(lin))).toMatchObject([{ rule: 'signedUnderTheScheme', cites: 'I26' }])
    expect(corrected(dee).outcome).toBe('taken')
  })

  test('under a delegation, with both names in the history', () => {
    const made = asked().put('complaint', call, amy, '2026-03-11')
    made.correct(4, benForLin, '2026-03-12')
    expect(last(made)).toMatchObject({ kind: 'correction', stamp: { by: { id: 'Ben' } }, onBehalfOf: ['Lin'] })
    replays(made)
  })

  test('is said together with the later entries that stand in the way', () => {
    const made = asked()
      .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
      .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    expect(ruleNames(made.correct(4, amy, '2026-03-13'))).toEqual([
      'correctedByALineManager',
      'correctedByAnother',
      'laterEntriesWouldStand',
    ])
  })
})

describe('what cannot be struck out', () => {
  const story = () => {
    const made = asked().put('complaint', call, amy, '2026-03-11').put('request A', refusal, amy, '2026-03-12')
    made.sweep('2026-04-01')
    made.correct(4, lin, '2026-04-01')
    return made
  }
  test.each([
    ['what the clock recorded', (made: Story) => made.lines.find(({ kind }) => kind === 'clock')!.seq],
    ['a message', (made: Story) => made.lines.find(({ kind }) => kind === 'message')!.seq],
    ['what was opened', (made: Story) => made.lines.find(({ kind }) => kind === 'opened')!.seq],
    ['a correction', (made: Story) => made.lines.find(({ kind }) => kind === 'correction')!.seq],
    ['what has been struck out already', () => 4],
    ['an entry that is not there', () => 99],
    ['no number at all', () => Number.NaN],
  ])('%s', (_what, seqOf) => {
    const made = story()
    const seq = seqOf(made)
    expect(refusalsOf(made.correct(seq, lou, '2026-04-02'))).toEqual([
      {
        rule: 'namesAnEntryOfThisInstance',
        strength: 'must',
        cites: 'I16',
        paragraph: 'Casework guidance, paragraph 2.6.16',
        field: 'transition',
        reasonWouldHelp: false,
        because: `Entry ${seq} is not one that a person made here and that still stands`,
      },
    ])
  })

  test('an entry of another instance', () => {
    expect(ruleNames(story().correct(5, lou, '2026-04-02', ROOT))).toEqual(['namesAnEntryOfThisInstance'])
  })

  test('the entry that opened the file', () => {
    expect(refusalsOf(story().correct(1, lou, '2026-04-02'))).toMatchObject([
      { rule: 'notTheOpening', because: 'The entry that opened the file cannot be struck out: close the complaint instead' },
    ])
  })
})

describe('what was sent is not unsent', () => {
  proves('I28', 'a letter sent by mistake stays as it was sent, and gives the caseworker a duty to write', () => {
    const story = sent()
    const [letter] = story.file.letters
    const corrected = story.correct(story.seqOf('SEND_LETTER'), lin, '2026-03-13')
    expect(corrected).toMatchObject({
      dutiesOpened: [
        {
          instance: ROOT,
          to: 'caseworker',
          cites: letter!.cites,
          endsBy: 'acknowledgement',
          dueOn: '2026-03-13',
          title: 'Write to the organisation: the approach letter of 2026-03-11 was sent by mistake',
        },
      ],
    })
    const { sentOn: _, ...draft } = letter!
    expect(story.file.letters).toEqual([draft, { ...letter, id: expect.not.stringMatching(letter!.id) }]) // one to send when it is time, one as it went
    replays(story)
  })

  test('the draft can then be sent, the duty be done, and a later correction asks nothing again', () => {
    const story = sent()
    const letter = story.file.letters[0]!.id
    story.correct(story.seqOf('SEND_LETTER'), lin, '2026-03-13')
    const [duty] = story.file.duties
    story.put('complaint', { type: 'SEND_LETTER', letter }, amy, '2026-03-14').put('complaint', call, amy, '2026-03-14')
    expect(story.correct(story.seqOf('RECORD_CALL'), lou, '2026-03-15')).toMatchObject({
      outcome: 'taken',
      dutiesOpened: [],
      dutiesEnded: [],
      letters: [],
      lettersDiscarded: [],
    })
    expect(story.file.duties).toEqual([duty])
    story.put('complaint', { type: 'MARK_DONE', duty: duty!.id }, amy, '2026-03-16')
    expect(story.file.letters.map(({ sentOn }) => sentOn)).toEqual(['2026-03-14', '2026-03-11'])
    const again = story.correct(story.seqOf('SEND_LETTER'), lou, '2026-03-17')
    expect(again).toMatchObject({ dutiesOpened: [{ title: expect.stringMatching(/2026-03-14/) }] })
    expect([story.file.letters.map(({ sentOn }) => sentOn), story.file.duties.length]).toEqual([[undefined, '2026-03-11', '2026-03-14'], 1])
    expect(new Set(story.file.letters.map(({ id }) => id)).size).toBe(3)
    replays(story)
  })

  test('a letter that went out rightly is left alone by the correction of something else', () => {
    const story = sent().put('complaint', call, amy, '2026-03-12')
    expect(story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-13')).toMatchObject({ letters: [], dutiesOpened: [] })
    expect(story.correct(story.seqOf('EDIT_LETTER'), lin, '2026-03-13').outcome).toBe('taken')
    expect(story.file.letters).toMatchObject([{ sentOn: '2026-03-11', body: 'text:4:dd' }])
    expect(ruleNames(story.try('request A', { type: 'EDIT_LETTER', letter: 'x', body: 'text:4:dd' }, officer, '2026-03-14'))).toEqual([
      'byTheCaseworker',
    ])
    replays(story)
  })

  proves('I31', 'a notice that was noted already and had no cause gives whoever noted it a notice of that, once', () => {
    const story = signed('2026-03-31', '2026-04-01').put('complaint', call, amy, '2026-03-13')
    const [notice] = story.file.duties
    story.put('complaint', { type: 'MARK_DONE', duty: notice!.id }, amy, '2026-03-14')
    expect(story.correct(story.seqOf('SIGN_OFF'), max, '2026-03-15')).toMatchObject({
      outcome: 'taken',
      dutiesOpened: [
        {
          to: notice!.to,
          cites: notice!.cites,
          endsBy: 'acknowledgement',
          dueOn: '2026-03-15',
          title: `This was asked by mistake, and noted: ${notice!.title}`,
        },
      ],
    })
    expect(story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-16')).toMatchObject({ outcome: 'taken', dutiesOpened: [] })
    expect(story.file.duties.filter(({ name }) => name === `correct.${notice!.id}`)).toHaveLength(1)
    replays(story)
  })
})
