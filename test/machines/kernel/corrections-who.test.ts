import { describe, expect, test } from '@jest/globals'
import type { Actor } from '../../../machines/kernel/authority.ts'
import { whoMayCorrectInWords } from '../../../machines/kernel/correct.ts'
import type { Stamp } from '../../../machines/kernel/definition.ts'
import { proves } from '../../support/proves.ts'
import { call, last, replays, signed } from './support/correcting.ts'
import { amy, ben, benForLin, dee, delegateOf, lin, lou, max, ombudsman } from './support/people.ts'
import { definitions } from './support/request.ts'
import { agreement, asked, ROOT, refusal, refusalsOf, ruleNames, Story } from './support/story.ts'

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

  test('and whom it is for is said so that each of its conditions can be looked at', () => {
    expect(whoMayCorrectInWords({ by: lin } as Stamp)).toBe(
      'a line manager or above who did not make the entry, and who may make such an entry; where the entry ended something, only those who may end it',
    )
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
