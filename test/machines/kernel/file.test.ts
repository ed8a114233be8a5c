import { describe, expect, test } from '@jest/globals'
import { act, type FileState, offered, sweep, whoCould } from '../../../machines/kernel/file.ts'
import { circle, echo, matryoshka } from './support/circle.ts'
import { amy, ben, directory, lin, lou, stamp } from './support/people.ts'
import { definitions } from './support/request.ts'
import { agreement, asked, begunFile, ROOT, refusal, ruleNames, Story } from './support/story.ts'

const open = { type: 'OPEN_COMPLAINT', receivedOn: '2026-03-01', caseworker: "Amy's post" }
const linesOf = (story: Story, from = 0) =>
  story.lines.slice(from).map(({ seq, cause, kind, machine, event, from: was, to }) => [seq, cause, kind, machine, event, was, to])

describe('one event', () => {
  test('opens an instance under a key, which begins with its input and with what its first state asks for', () => {
    const story = asked()
    expect(linesOf(story, 1)).toEqual([
      [2, undefined, 'person', 'complaint', 'ASK', 'open', 'open'],
      [3, 2, 'opened', 'request', 'OPENED', '', 'running.answer.awaiting.inTime + running.letter.draft'],
    ])
    expect(story.lines[2]).toMatchObject({
      payload: { organisation: 'A', respondBy: '2026-03-20', askedOn: '2026-03-10' },
      stamp: { by: { id: 'Amy' }, today: '2026-03-10' },
    })
    expect(story.held('request A')).toMatchObject({ parent: ROOT, key: 'A', nextDue: '2026-03-21T00:00:00.000Z' })
    expect(story.file.letters).toMatchObject([
      { letter: 'approach', to: { organisation: 'A' }, instance: story.idOf('request A'), cites: 'I18' },
    ])
  })

  test('is told to those it concerns, in the same changes, each line with its cause', () => {
    const story = asked().put('request A', refusal, amy, '2026-03-12')
    expect(linesOf(story, 3)).toEqual([
      [
        4,
        undefined,
        'person',
        'request',
        'ORGANISATION_ANSWERED',
        'running.answer.awaiting.inTime + running.letter.draft',
        'running.answer.refused.fresh + running.letter.draft',
      ],
      [5, 4, 'message', 'complaint', 'ANSWER_WAS', 'open', 'open'],
    ])
    expect(story.record('complaint')).toMatchObject({ answers: { A: 'refused' } })
    story.put('complaint', { type: 'REASSIGN', caseworker: "Ben's post" }, lin, '2026-03-13')
    expect(story.record('request A')).toMatchObject({ caseworker: "Ben's post" })
    expect(ruleNames(story.try('request A', { type: 'ASK_AGAIN', respondBy: '2026-03-20' }, amy, '2026-03-14'))).toContain(
      'byTheCaseworker',
    )
  })

  test('is told to nobody whose state has no arrow for it: it does not concern them any more', () => {
    const story = asked().put('complaint', { type: 'CLOSE_COMPLAINT', why: 'text:1:aa', how: 'withdrawn' }, lin, '2026-03-12')
    const lines = story.lines.length
    story.put('complaint', { type: 'RECORD_CALL', said: 'text:1:aa' }, ben, '2026-03-13')
    expect([story.place('request A'), story.lines.length - lines]).toEqual(['closed.stopped', 1])
  })

  test('gives the message and what it opens the day and the person of their cause, but settings are noted once', () => {
    const story = asked()
      .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
      .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
      .put('request A', { type: 'SIGN_OFF' }, lou, '2026-03-13')
    const [signed, opened] = story.lines.slice(-2)
    expect([signed!.stamp.scheme, opened!.stamp.scheme, opened!.stamp.by.id, opened!.cause]).toEqual([
      { resolved: 'lineManager' },
      {},
      'Lou',
      signed!.seq,
    ])
  })

  test('names what changed and nothing else', () => {
    const story = asked().put('complaint', { type: 'ASK', organisation: 'B', respondBy: '2026-03-20' }, amy, '2026-03-10')
    const acted = story.try('request A', { type: 'EDIT_LETTER', letter: story.file.letters[0]!.id, body: 'text:4:dd' }, amy, '2026-03-11')
    expect(acted).toMatchObject({
      outcome: 'taken',
      instances: [{ key: 'A' }],
      arm: [],
      drop: [],
      dutiesOpened: [],
      dutiesEnded: [],
      lettersDiscarded: [],
      letters: [{ id: story.file.letters[0]!.id, body: 'text:4:dd' }],
    })
    const drafts = story.file.letters.map(({ id }) => id)
    expect(story.try('complaint', { type: 'CLOSE_COMPLAINT', why: 'text:1:aa', how: 'withdrawn' }, lin, '2026-03-12')).toMatchObject({
      outcome: 'taken',
      letters: [],
      lettersDiscarded: drafts,
      file: { letters: [] },
    })
  })
})

describe('a duty', () => {
  const refused = () => asked().put('request A', refusal, amy, '2026-03-12')

  test('is replaced by one of the same name of the same instance, and ended by the act it asked for', () => {
    const story = refused()
    const [first] = story.file.duties
    const again = story.put('request A', { type: 'ASK_AGAIN', respondBy: '2026-03-20' }, amy, '2026-03-13', {
      reasons: { oneOpportunity: 'text:9:cc' },
    })
    expect([first!.name, again.file.duties]).toEqual(['passOn', []])
  })

  test('done by acknowledgement is named by its id, and reaches the machine as the duty it is', () => {
    const story = asked()
      .put('request A', agreement('2026-03-31'), amy, '2026-03-12')
      .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
      .put('request A', { type: 'SIGN_OFF' }, lin, '2026-03-13')
    const duty = story.file.duties.find(({ name }) => name === 'discuss')!
    const done = story.try('complaint', { type: 'MARK_DONE', duty: duty.id }, amy, '2026-03-14')
    expect(done).toMatchObject({ outcome: 'taken', dutiesEnded: [duty.id], lines: [{ payload: {}, stamp: { duty } }] })
    expect(ruleNames(story.try('complaint', { type: 'MARK_DONE', duty: duty.id }, amy, '2026-03-14'))).toEqual(['dutyIsOpen'])
  })
})

describe('ids of what is created', () => {
  test('are the same whenever the same history is put again, and differ from file to file', () => {
    const made = ({ file: { instances, duties, letters } }: Story) => [...instances, ...duties, ...letters].map(({ id }) => id)
    const [one, two] = [asked().put('request A', refusal, amy, '2026-03-12'), asked().put('request A', refusal, amy, '2026-03-12')]
    expect(made(one)).toEqual(made(two))
    expect(new Set(made(one)).size).toBe(made(one).length)
    for (const id of made(one)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const elsewhere = act(definitions, { ...begunFile, id: 'another' }, { instance: ROOT, event: open }, stamp(amy, '2026-03-02'))
    if (elsewhere.outcome !== 'taken') throw new Error(elsewhere.outcome)
    const asking = act(
      definitions,
      elsewhere.file,
      { instance: ROOT, event: { type: 'ASK', organisation: 'A', respondBy: '2026-03-20' } },
      stamp(amy, '2026-03-10'),
    )
    expect(asking.outcome === 'taken' && asking.file.instances[1]!.id).not.toBe(one.file.instances[1]!.id)
  })
})

describe('a chart that errs', () => {
  const erring = () => new Story({ complaint: circle, echo, matryoshka }).put('complaint', { type: 'OPEN_COMPLAINT' }, amy, '2026-03-02')
  test.each([
    ['RING', /More than 200 messages follow from one event of .*: they go in a circle/],
    ['OPEN_ITSELF', /More than 1000 effects follow from one event: something opens itself/],
    ['OPEN_UNKNOWN', /There is no machine nothing to open/],
    ['OPEN_TWICE', /echo one is open already/],
    ['TELL_UNKNOWN', /A echo knows no message WHISPERED/],
  ])('%s ends in an error, and the file is as it was', (type, error) => {
    const story = erring()
    const before = story.file
    expect(() => story.try('complaint', { type }, amy, '2026-03-02')).toThrow(error)
    expect(story.file).toBe(before)
  })

  test('an instance of an unknown machine, or none, is an error to whoever asks for it and to nobody else', () => {
    const story = asked()
    const strange: FileState = {
      ...story.file,
      instances: [
        ...story.file.instances,
        { ...story.file.instances[1]!, id: 'strange', machine: 'no-such', nextDue: '2027-01-01T00:00:00.000Z' },
      ],
    }
    const ask = (instance: string) =>
      act(definitions, strange, { instance, event: { type: 'RECORD_CALL', said: 'text:1:aa' } }, stamp(amy, '2026-03-12'))
    expect(() => ask('strange')).toThrow('The file has no instance strange of a known machine')
    expect(() => ask('nobody')).toThrow('The file has no instance nobody of a known machine')
    expect(ask(ROOT).outcome).toBe('taken')
    expect(sweep(definitions, strange, stamp(amy, '2026-04-01')).lines.length).toBeGreaterThan(0)
  })
})

test('what was opened by mistake is out of reach: nobody is offered anything, nobody could, nothing is accepted', () => {
  const story = asked()
  const file = {
    ...story.file,
    instances: story.file.instances.map((held, index) => (index === 1 ? { ...held, inError: true as const } : held)),
  }
  const id = file.instances[1]!.id
  expect(offered(definitions, file, id, stamp(lin, '2026-03-12'))).toEqual([])
  expect(whoCould(definitions, file, id, 'OVERRULE', directory, stamp(lin, '2026-03-12'))).toEqual({ words: '', people: [] })
  expect(act(definitions, file, { instance: id, event: refusal }, stamp(amy, '2026-03-12'))).toEqual({
    outcome: 'notAccepted',
    accepts: [],
  })
  expect(sweep(definitions, file, stamp(amy, '2026-12-01')).lines).toEqual([])
  const told = act(
    definitions,
    file,
    { instance: ROOT, event: { type: 'CLOSE_COMPLAINT', why: 'text:1:aa', how: 'withdrawn' } },
    stamp(lin, '2026-03-12'),
  )
  expect(told.outcome === 'taken' && told.lines.map(({ event }) => event)).toEqual(['CLOSE_COMPLAINT'])
})
