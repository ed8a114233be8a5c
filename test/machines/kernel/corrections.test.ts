import { describe, expect, test } from '@jest/globals'
import { defaultSettings } from '../../../machines/guidance/settings.ts'
import { call, last, replays, sent, signed } from './support/correcting.ts'
import { amy, ben, lin, lou, max } from './support/people.ts'
import { agreement, asked, ROOT, refusal, refusalsOf } from './support/story.ts'

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
