import { describe, expect, test } from '@jest/globals'
import { type Actor, grades, type Holding, permits, SYSTEM, type Who } from '../../../machines/kernel/authority.ts'
import { whoCould } from '../../../machines/kernel/file.ts'
import { judge, rulesAbout } from '../../../machines/kernel/rule.ts'
import { proves } from '../../support/proves.ts'
import {
  amy,
  auditor,
  ben,
  benForLin,
  cas,
  dee,
  delegateOf,
  directory,
  dot,
  lin,
  lou,
  max,
  officer,
  ombudsman,
  stamp,
  upe,
} from './support/people.ts'
import { agreement, asked, refusal, refusalsOf, ruleNames, type Story } from './support/story.ts'

const may = (who: Who<unknown>, by: Actor, more = {}) => permits(who, undefined, by, stamp(by, '2026-03-12', more))
const someone = (holding: Partial<Holding>): Actor => ({
  id: 'Someone',
  holdings: [{ post: 'a post', roles: [], how: 'held', ...holding }],
})
const submitted = (by: Actor = amy, as = by) =>
  asked().put('request A', agreement('2026-03-31'), lin, '2026-03-12').put('request A', { type: 'SUBMIT' }, as, '2026-03-13')
const refused = () => asked().put('request A', refusal, amy, '2026-03-12')

describe('the ladder', () => {
  test.each(grades)('a rule that asks for %s lets this grade and every higher one through, and no lower one', (least) => {
    const through = grades.filter((grade) => may({ atLeast: least }, someone({ grade })))
    expect(through).toEqual(grades.slice(grades.indexOf(least)))
  })

  test('a role is no grade, and the clock is nobody', () => {
    for (const by of [officer, auditor, SYSTEM]) expect(may({ atLeast: 'caseworker' }, by)).toBe(false)
  })

  test('a post held twice or beside a role counts once each way', () => {
    const both: Actor = { id: 'Both', holdings: [...amy.holdings, ...officer.holdings] }
    expect([
      may({ roles: ['complianceOfficer'] }, both),
      may({ atLeast: 'caseworker' }, both),
      may({ atLeast: 'lineManager' }, both),
    ]).toEqual([true, true, false])
  })
})

describe('offices, posts and roles', () => {
  proves('I20', 'the director or a deputy director of customer services decides, and nobody else however high', () => {
    const story = refused().put('request A', { type: 'ESCALATE' }, lin, '2026-03-13')
    const decide = (by: Actor) => story.try('request A', { type: 'DECIDE', goOn: false, respondBy: '2026-03-20' }, by, '2026-03-14')
    for (const by of [amy, lin, max, dot, dee, ombudsman, officer]) {
      expect(refusalsOf(decide(by))).toMatchObject([
        { rule: 'decidedByCustomerServices', because: 'This is for a director or a deputy director of customer services and assessment' },
      ])
    }
    expect(decide(cas).outcome).toBe('taken')
  })

  test('a named post is that post alone: an executive of another post does not stand in', () => {
    const posts: Who<unknown> = { posts: ['ombudsman', 'chiefOperatingOfficer'] }
    expect(
      [
        ombudsman,
        someone({ grade: 'executive', named: 'chiefOperatingOfficer' }),
        someone({ grade: 'executive', named: 'interimDirectorOfOperations' }),
        someone({ grade: 'executive' }),
        dee,
      ].map((by) => may(posts, by)),
    ).toEqual([true, true, false, false, false])
    expect(refusalsOf(asked().try('request A', { type: 'OVERRULE' }, dee, '2026-03-12'))).toMatchObject([
      { because: 'This is for only the Ombudsman' },
    ])
  })

  test('a role is held beside a grade, and no grade replaces it', () => {
    const story = refused()
    expect(refusalsOf(story.try('request A', { type: 'NOTE_REFUSAL' }, ombudsman, '2026-03-13'))).toMatchObject([
      { rule: 'byTheComplianceOfficer', because: 'This is for the compliance officer' },
    ])
    expect(story.try('request A', { type: 'NOTE_REFUSAL' }, officer, '2026-03-13').outcome).toBe('taken')
  })

  proves('I20', 'the caseworker’s own line manager passes it on: not another line manager, and not somebody higher', () => {
    for (const by of [amy, lou, max, dee, cas, ombudsman]) {
      expect(refusalsOf(refused().try('request A', { type: 'ESCALATE' }, by, '2026-03-13'))).toMatchObject([
        { rule: 'passedOnByTheirOwnLineManager', cites: 'I20' },
      ])
    }
    expect(refused().try('request A', { type: 'ESCALATE' }, lin, '2026-03-13').outcome).toBe('taken')
  })

  test('where nobody is line manager, nobody holds that post', () => {
    const { line: _, ...nobody } = stamp(lin, '2026-03-13')
    expect(permits({ holderOf: 'the line manager', post: (_record, { line }) => line }, undefined, lin, nobody)).toBe(false)
  })
})

describe('the Delegation Scheme', () => {
  proves('I26', 'the smallest grade it names signs, and so does every higher one', () => {
    const scheme = { resolved: 'deputyDirector', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
    for (const by of [ben, lin, max])
      expect(ruleNames(submitted().try('request A', { type: 'SIGN_OFF' }, by, '2026-03-14', { scheme }))).toEqual(['signedUnderTheScheme'])
    for (const by of [dot, dee, ombudsman])
      expect(submitted().try('request A', { type: 'SIGN_OFF' }, by, '2026-03-14', { scheme }).outcome).toBe('taken')
  })

  test('the line of history keeps of the scheme and the settings what was read, and nothing else', () => {
    const story = submitted()
    expect(story.lines.at(-1)).toMatchObject({ event: 'SUBMIT', stamp: { settings: { signOffDays: 7 }, scheme: {} } })
    expect(Object.keys(story.lines.at(-1)!.stamp.settings)).toEqual(['signOffDays'])
    expect(
      story.put('request A', { type: 'SIGN_OFF' }, lin, '2026-03-14').lines.find(({ event }) => event === 'SIGN_OFF')!.stamp,
    ).toMatchObject({ settings: {}, scheme: { resolved: 'lineManager' } })
  })
})

describe('acting up and delegation', () => {
  test('who acts up holds the post meanwhile, and it needs no second name in the history', () => {
    const story = refused().put('request A', { type: 'ESCALATE' }, upe, '2026-03-13')
    expect(story.lines.at(-1)).toMatchObject({ event: 'ESCALATE', onBehalfOf: [], stamp: { by: { id: 'Upe' } } })
  })

  test('who acts under a delegation is recorded with whose it is', () => {
    expect(refused().put('request A', { type: 'ESCALATE' }, benForLin, '2026-03-13').lines.at(-1)).toMatchObject({
      onBehalfOf: ['Lin'],
      stamp: { by: { id: 'Ben' } },
    })
  })

  test('a delegation that was not needed is not', () => {
    const story = asked().put('complaint', { type: 'RECORD_CALL', said: 'text:1:aa' }, benForLin, '2026-03-12')
    expect(story.lines.at(-1)).toMatchObject({ event: 'RECORD_CALL', onBehalfOf: [] })
  })

  test('of two delegations that would each do, one was used; where both are needed, both are named', () => {
    const deputy = delegateOf(lou, benForLin)
    const story = submitted().put('request A', { type: 'SIGN_OFF' }, deputy, '2026-03-14')
    expect(story.lines.find(({ event }) => event === 'SIGN_OFF')!.onBehalfOf).toEqual(['Lou'])
    const rules = {
      both: rulesAbout<unknown>().must('I26', { who: { every: [{ atLeast: 'lineManager' }, { roles: ['complianceOfficer'] }] } }),
    }
    expect(judge(rules, ['both'], undefined, stamp(delegateOf(officer, benForLin), '2026-03-14'), 'all')).toEqual({
      refusals: [],
      waived: [],
      onBehalfOf: ['Lin', 'Olu'],
    })
  })

  proves('I26', 'who acts under the submitter’s delegation does not sign for them', () => {
    const byLin = submitted(lin)
    expect(refusalsOf(byLin.try('request A', { type: 'SIGN_OFF' }, benForLin, '2026-03-14'))).toMatchObject([
      { rule: 'signedUnderTheScheme' },
    ])
    expect(
      submitted(lou)
        .put('request A', { type: 'SIGN_OFF' }, benForLin, '2026-03-14')
        .lines.find(({ event }) => event === 'SIGN_OFF'),
    ).toMatchObject({ onBehalfOf: ['Lin'] })
    const withOwnPost = delegateOf(lin, lou) // Lou is a line manager without the delegation
    expect(
      byLin.put('request A', { type: 'SIGN_OFF' }, withOwnPost, '2026-03-14').lines.find(({ event }) => event === 'SIGN_OFF'),
    ).toMatchObject({ onBehalfOf: [] })
  })

  test('who submitted under a delegation is the one who submitted, and does not sign with another’s', () => {
    const story = submitted(amy, delegateOf(lin, amy))
    expect(ruleNames(story.try('request A', { type: 'SIGN_OFF' }, delegateOf(lou, amy), '2026-03-14'))).toEqual(['notTheirOwnSubmission'])
  })
})

describe('who could', () => {
  const could = (story: Story, type: string, to = 'request A', more = {}) =>
    whoCould(story.definitions, story.file, story.idOf(to), type, directory, stamp(amy, '2026-03-14', more))

  test('is said in words, and is everyone the rules about people would let through', () => {
    expect(could(submitted(lin), 'SIGN_OFF')).toEqual({
      words: 'a line manager or above, by the Delegation Scheme, someone other than whoever submitted it',
      people: ['Lou', 'Max', 'Dot', 'Dee', 'Cas', 'Olive', 'Upe'],
    })
    expect(could(refused(), 'NOTE_REFUSAL')).toEqual({ words: 'the compliance officer', people: ['Olu'] })
    expect(could(refused(), 'OVERRULE')).toEqual({ words: 'only the Ombudsman', people: ['Olive'] })
  })

  test('is said of a step that its state has not, too: whom it is for wherever it is one', () => {
    expect(could(asked(), 'SIGN_OFF')).toEqual({
      words: 'a line manager or above, by the Delegation Scheme, someone other than whoever submitted it',
      people: ['Lin', 'Lou', 'Max', 'Dot', 'Dee', 'Cas', 'Olive', 'Upe'],
    })
    expect(could(asked(), 'NO_SUCH_STEP')).toEqual({ words: '', people: [] })
  })

  const situations: [string, () => Story, string, { type: string }][] = [
    ['sign-off', () => submitted(lou), 'request A', { type: 'SIGN_OFF' }],
    ['sign-off of what a delegate submitted', () => submitted(ben, benForLin), 'request A', { type: 'SIGN_OFF' }],
    ['passing on', refused, 'request A', { type: 'ESCALATE' }],
    ['noting', refused, 'request A', { type: 'NOTE_REFUSAL' }],
    ['overruling', asked, 'request A', { type: 'OVERRULE' }],
    ['reassigning', asked, 'complaint', { type: 'REASSIGN' }],
  ]
  test.each(situations)('equals whoever is then not refused for who they are: %s', (_what, story, to, event) => {
    const people = [...directory, benForLin, delegateOf(cas, lin), delegateOf(ombudsman, dee)]
    const payload = { ...event, caseworker: "Ben's post" }
    for (const by of people) {
      const begun = story()
      const named = whoCould(begun.definitions, begun.file, begun.idOf(to), event.type, [by], stamp(amy, '2026-03-14')).people.includes(
        by.id,
      )
      expect([by.id, begun.try(to, payload, by, '2026-03-14').outcome]).toEqual([by.id, named ? 'taken' : 'refused'])
    }
  })

  test('follows the scheme of the day', () => {
    const scheme = { resolved: 'executive', decline: 'lineManager', premature: 'lineManager', valueAdded: 'lineManager' } as const
    expect(could(submitted(), 'SIGN_OFF', 'request A', { scheme })).toEqual({
      words: 'an executive, by the Delegation Scheme, someone other than whoever submitted it',
      people: ['Olive'],
    })
  })
})
