import { describe, expect, test } from '@jest/globals'
import { receive } from '../../../machines/kernel/file.ts'
import { canonical } from '../../../machines/kernel/stored.ts'
import { proves } from '../../support/proves.ts'
import { circle, echo } from './support/circle.ts'
import { amy, lin, lou, stamp } from './support/people.ts'
import { replayed } from './support/replayed.ts'
import { definitions } from './support/request.ts'
import { agreement, asked, ROOT, refusalsOf, ruleNames, Story } from './support/story.ts'

const told = { type: 'WAS_TOLD', reference: 'RD-1' }
const replays = (story: Story) =>
  expect(canonical(replayed(story.definitions, JSON.parse(JSON.stringify(story.lines))))).toBe(canonical(story.file))

describe('what another file is to be told', () => {
  test('leaves with the changes: to whom, what, of which day, and under an id that the same history always gives', () => {
    const [delivery, ...more] = asked().deliveries
    expect(more).toEqual([])
    expect(delivery).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      instance: ROOT,
      to: { organisation: 'A' },
      event: { type: 'WAS_ASKED', on: '2026-03-10' },
      happenedOn: '2026-03-10',
    })
    expect(asked().deliveries[0]!.id).toBe(delivery!.id)
    expect(
      asked().put('complaint', { type: 'ASK', organisation: 'B', respondBy: '2026-03-20' }, amy, '2026-03-10').deliveries,
    ).toHaveLength(2)
  })

  test('changes nothing of this file, and is left out where the event is refused', () => {
    const story = asked()
    expect(story.try('complaint', { type: 'ASK', organisation: 'A', respondBy: '2026-03-20' }, amy, '2026-03-11').outcome).toBe('refused')
    expect(story.deliveries).toHaveLength(1)
    expect(Object.keys(story.file)).not.toContain('deliveries')
  })
})

describe('what this file is told', () => {
  test('is heard by its first instance, as a line of the day it is of; whom that tells, hears in turn', () => {
    const story = asked()
    story.hear(told, '2026-03-12')
    expect(story.record('complaint')).toMatchObject({ toldBy: ['RD-1'] })
    expect(story.lines.slice(-2)).toMatchObject([
      { seq: 4, instance: ROOT, kind: 'delivery', event: 'WAS_TOLD', payload: { reference: 'RD-1' }, stamp: { by: { id: 'system' } } },
      { seq: 5, kind: 'message', event: 'CASEWORKER_CHANGED', cause: 4 },
    ])
    replays(story)
  })

  test('comes after every deadline that has passed by then', () => {
    const story = asked()
    story.hear(told, '2026-03-25')
    expect(story.lines.map(({ kind }) => kind).slice(3, -1)).toEqual(['clock', 'delivery'])
    replays(story)
  })

  test('leaves no line where it does not concern the file any more', () => {
    const story = asked().put('complaint', { type: 'CLOSE_COMPLAINT', why: 'text:1:aa', how: 'resolved' }, lin, '2026-03-12')
    const before = story.lines.length
    expect(story.hear(told, '2026-03-13')).toMatchObject({ lines: [], instances: [] })
    expect(story.lines).toHaveLength(before)
  })

  test('and does not know is a mistake', () => {
    expect(() => asked().hear({ type: 'WHISPERED' }, '2026-03-12')).toThrow('A complaint knows no message WHISPERED')
  })

  test('cannot have yet another file told: that might never end', () => {
    const known = { ...definitions, complaint: circle, echo }
    const story = new Story(known).put('complaint', { type: 'OPEN_COMPLAINT' }, amy, '2026-03-02')
    const act = () => receive(known, story.file, { type: 'PASSED_ON' }, stamp({ id: 'system', holdings: [] }, '2026-03-03'))
    expect(act).toThrow('PASSED_ON goes on from file to file: what a delivery causes may not be delivered')
    expect(() => story.put('complaint', { type: 'TELL_WORDS' }, amy, '2026-03-03')).toThrow(
      'PASSED_ON would take words of this file to another',
    )
  })
})

describe('a correction', () => {
  proves('I16', 'of what had another file told gives a duty to have the entry there corrected, once', () => {
    const story = asked()
    const [delivery] = story.deliveries
    const corrected = story.correct(2, lou, '2026-03-12')
    expect(corrected).toMatchObject({
      outcome: 'taken',
      deliveries: [],
      dutiesOpened: [
        {
          name: `correct.${delivery!.id}`,
          to: 'complianceOfficer',
          cites: 'I16',
          endsBy: 'acknowledgement',
          dueOn: '2026-03-12',
          title: 'Have the entry corrected in the file of the organisation: what it was told of 2026-03-10 was a mistake',
        },
      ],
    })
    story.put('complaint', { type: 'RECORD_CALL', said: 'text:1:aa' }, amy, '2026-03-13')
    expect(story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-14')).toMatchObject({
      outcome: 'taken',
      dutiesOpened: [],
      deliveries: [],
    })
    replays(story)
  })

  test('of something else has nobody told again', () => {
    const story = asked().put('complaint', { type: 'RECORD_CALL', said: 'text:1:aa' }, amy, '2026-03-11')
    expect(story.correct(story.seqOf('RECORD_CALL'), lin, '2026-03-12')).toMatchObject({
      outcome: 'taken',
      deliveries: [],
      dutiesOpened: [],
    })
  })

  test('strikes out what this file was told like any other entry: by a line manager', () => {
    const story = asked()
    story.hear(told, '2026-03-12')
    const seq = story.seqOf('WAS_TOLD')
    expect(ruleNames(story.correct(seq, amy, '2026-03-13'))).toEqual(['correctedByALineManager'])
    expect(story.correct(seq, lin, '2026-03-13').outcome).toBe('taken')
    expect(story.record('complaint')).toMatchObject({ toldBy: [] })
    expect(refusalsOf(story.correct(seq, lou, '2026-03-14'))).toMatchObject([{ rule: 'namesAnEntryOfThisInstance' }])
    replays(story)
  })

  test('of another entry has what this file was told heard again, where it stood', () => {
    const story = asked().put('request A', agreement('2026-03-31'), amy, '2026-03-12')
    story.hear(told, '2026-03-13')
    expect(story.correct(story.seqOf('ORGANISATION_ANSWERED'), lin, '2026-03-14').outcome).toBe('taken')
    expect(story.record('complaint')).toMatchObject({ toldBy: ['RD-1'] })
    replays(story)
  })
})
