import { describe, expect, test } from '@jest/globals'
import { proves } from '../../support/proves.ts'
import { call, replays, sent, signed } from './support/correcting.ts'
import { amy, lin, lou, max, officer } from './support/people.ts'
import { ROOT, ruleNames } from './support/story.ts'

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
