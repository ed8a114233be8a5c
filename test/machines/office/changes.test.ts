import { describe, expect, test } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { correct } from '../../../machines/kernel/correct.ts'
import { act, unopened } from '../../../machines/kernel/file.ts'
import type { LetterheadName } from '../../../machines/office/letterhead.ts'
import { directoryOn, schemeOn, settingsOn, wordsOn } from '../../../machines/office/standing.ts'
import { administrator, caseworker, delegatedBy, directory, person, stamp } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { holderOf, holdingOf, idOf, Story, secondAdministrator, stands, TODAY } from './support.ts'

const appointment = { type: 'APPOINT', person: 'newcomer', post: 'lineManager', fromDay: TODAY }
const ending = { type: 'END_HOLDING', holding: holdingOf('director'), lastDay: '2013-03-08', why: 'She retires' }
const delegation = {
  type: 'DELEGATE',
  byPerson: holderOf('director'),
  toPerson: holderOf('deputyDirector'),
  post: 'director',
  fromDay: TODAY,
  toDay: '2013-03-15',
}
const scheme = { type: 'CHANGE_SCHEME', directorate: 'operations', decision: 'decline', grade: 'director', fromDay: TODAY, why: 'Agreed' }
const setting = { type: 'CHANGE_SETTING', setting: 'signOffDays', days: 3, fromDay: TODAY, why: 'Agreed' }
const change = {
  type: 'CHANGE_POST',
  post: 'caseworker',
  title: 'Senior caseworker',
  grade: 'caseworker',
  directorate: 'customerServices',
  reportsTo: 'otherManager',
  why: 'A new team',
}

describe('who changes the office', () => {
  const others = directory.filter(({ holdings }) => !holdings.some(({ roles }) => roles.includes('administrator')))

  test('only an administrator changes posts, holdings, delegations, the scheme or a setting', () => {
    const story = new Story()
    for (const event of [appointment, ending, { ...delegation, toPerson: 'newcomer' }, scheme, setting])
      for (const by of others) expect([by.id, story.rulesAgainst(by, event)]).toEqual([by.id, ['byAnAdministrator office']])
    expect(story.refusals(caseworker, appointment)[0]!.because).toBe('This is for the administrator')
  })

  proves('I26', 'nobody gives themselves a post, a delegation or a signature', () => {
    const story = new Story()
    expect(story.rulesAgainst(administrator, { ...appointment, person: administrator.id })).toEqual(['appointsSomebodyElse office'])
    expect(story.rulesAgainst(administrator, { ...delegation, toPerson: administrator.id })).toEqual(['delegatesNotToThemselves office'])
    const both = person(administrator.id, 'administrator', 'caseworker')
    story.does(secondAdministrator, { ...appointment, person: administrator.id, post: 'caseworker' })
    expect(story.rulesAgainst(both, { ...scheme, grade: 'caseworker' })).toEqual(['theyDoNotGainByIt I26'])
    expect(story.rulesAgainst(secondAdministrator, { ...scheme, grade: 'caseworker' })).toEqual([])
    expect(story.rulesAgainst(both, { ...change, reportsTo: 'lineManager', grade: 'director' })).toEqual(['changesNotTheirOwnPost office'])
    expect(story.rulesAgainst(both, { ...change, post: 'secondCaseworker', reportsTo: 'caseworker' })).toEqual([
      'changesNotTheirOwnPost office',
    ])
  })

  proves('I26', 'whoever is to hold a post later, or to act in it, raises it no earlier; nor do they lower what it signs', () => {
    const raised = { ...change, reportsTo: 'lineManager', grade: 'director' }
    const under = { ...change, post: 'secondCaseworker', reportsTo: 'caseworker' }
    const created = { type: 'CREATE_POST', key: 'assistant', title: 'Assistant', reportsTo: 'caseworker' }
    const later = { fromDay: '2013-04-01' }
    const appointed = { ...appointment, ...later, person: administrator.id, post: 'caseworker' }
    const delegated = { ...delegation, ...later, toDay: '2013-04-02', byPerson: holderOf('caseworker'), post: 'caseworker' }
    for (const given of [appointed, { ...delegated, toPerson: administrator.id }]) {
      const story = new Story()
      story.does(secondAdministrator, given)
      expect(story.rulesAgainst(administrator, raised)).toEqual(['changesNotTheirOwnPost office'])
      expect(story.rulesAgainst(administrator, under)).toEqual(['changesNotTheirOwnPost office'])
      expect(story.rulesAgainst(administrator, created)).toEqual(['createsNothingUnderThemselves office'])
      expect(story.rulesAgainst(administrator, { ...scheme, grade: 'caseworker' })).toEqual(['theyDoNotGainByIt I26'])
      for (const event of [raised, { ...scheme, grade: 'caseworker' }, created]) story.does(secondAdministrator, event)
    }
  })

  test('whoever held a post and does so no more may change it; what is lowered for others after one’s own days is no gain', () => {
    const story = new Story()
    const event = { ...appointment, person: administrator.id, post: 'caseworker', toDay: '2013-03-08' }
    story.does(secondAdministrator, event)
    expect(story.rulesAgainst(administrator, { ...scheme, grade: 'caseworker', fromDay: '2013-03-08' })).toEqual(['theyDoNotGainByIt I26'])
    expect(story.rulesAgainst(administrator, { ...scheme, grade: 'caseworker', fromDay: '2013-03-09' })).toEqual([])
    expect(story.rulesAgainst(administrator, { ...change, reportsTo: 'lineManager' }, '2013-03-09')).toEqual([])
  })

  test('what two administrators give each other is given by another each time, and recorded so', () => {
    const story = new Story()
    story.does(secondAdministrator, { ...appointment, person: administrator.id })
    const { holdings } = story.does(administrator, { ...appointment, person: secondAdministrator.id })
    expect(holdings.slice(-2)).toMatchObject([{ person: administrator.id }, { person: secondAdministrator.id }])
    const back = { ...delegation, byPerson: secondAdministrator.id, post: 'lineManager', toPerson: administrator.id }
    expect(story.rulesAgainst(administrator, back)).toEqual(['delegatesNotToThemselves office'])
  })

  test('who administers only under somebody’s delegation gives that person nothing either', () => {
    const story = new Story()
    const stand = delegatedBy(administrator, caseworker, 'administrator')
    expect(story.rulesAgainst(stand, { ...appointment, person: administrator.id })).toEqual(['appointsSomebodyElse office'])
    expect(story.rulesAgainst(stand, appointment)).toEqual([])
  })

  test('nobody changes how they sign in themselves, and no two people sign in as one', () => {
    const story = new Story()
    story.does(administrator, { type: 'CHANGE_SIGN_IN', person: 'newcomer', subject: 'new@office' })
    expect(story.rulesAgainst(administrator, { type: 'CHANGE_SIGN_IN', person: administrator.id, subject: 'x' })).toEqual([
      'notTheirOwnSignIn office',
    ])
    expect(story.refusals(administrator, { type: 'ADD_PERSON', name: 'Another', subject: 'new@office' })).toMatchObject([
      { rule: 'signsInAsNobodyElse', field: 'subject', because: 'New Comer signs in so: one sign-in is one person' },
    ])
  })
})

describe('a holding', () => {
  test('begins on its day and not before, and the person then acts in that post', () => {
    const { holdings } = new Story().does(administrator, { ...appointment, fromDay: '2013-03-11', toDay: '2013-04-30', how: 'actingUp' })
    expect(holdings.at(-1)).toEqual({
      id: expect.any(String),
      person: 'newcomer',
      post: 'lineManager',
      how: 'actingUp',
      fromDay: '2013-03-11',
      toDay: '2013-04-30',
    })
    const story = new Story()
    const office = story.does(administrator, { ...appointment, fromDay: '2013-03-11' })
    const held = (day: string) =>
      directoryOn(office, day)
        .find(({ id }) => id === 'newcomer')
        ?.holdings.map(({ post }) => post)
    expect([held('2013-03-10'), held('2013-03-11')]).toEqual([undefined, ['lineManager']])
  })

  test('is not changed in the past: it begins today or later, and what ended stays as it was', () => {
    const story = new Story()
    expect(story.rulesAgainst(administrator, { ...appointment, fromDay: '2013-03-03' })).toEqual(['fromTodayOn office'])
    expect(story.rulesAgainst(administrator, { ...appointment, toDay: '2013-03-01' })).toEqual(['daysRunForwards office'])
    expect(story.rulesAgainst(administrator, { ...ending, lastDay: '2013-03-02' })).toEqual(['endsFromNowOn office'])
    story.does(administrator, ending)
    expect(story.rulesAgainst(administrator, { ...ending, lastDay: '2013-03-12' }, '2013-03-11')).toEqual([
      'hasNotEnded office',
      'endsEarlier office',
    ])
  })

  test('ends at once with yesterday as its last day; one that began today is then gone', () => {
    const story = new Story()
    const ended = story.does(administrator, { ...ending, lastDay: '2013-03-03' })
    expect(ended.holdings.find(({ id }) => id === ending.holding)).toMatchObject({ toDay: '2013-03-03' })
    const { id } = story.does(administrator, appointment).holdings.at(-1)!
    const after = story.does(administrator, { ...ending, holding: id, lastDay: '2013-03-03', why: 'The wrong person' })
    expect(after.holdings.some((each) => each.id === id)).toBe(false)
  })

  test('of one post by one person is there once at a time', () => {
    const story = new Story()
    story.does(administrator, { ...appointment, toDay: '2013-03-31' })
    expect(story.rulesAgainst(administrator, { ...appointment, fromDay: '2013-03-31' })).toEqual(['holdsItOnce office'])
    expect(story.rulesAgainst(administrator, { ...appointment, fromDay: '2013-04-01' })).toEqual([])
  })

  test('of the last administrator is not ended: nobody could change the office any more', () => {
    const story = new Story()
    story.does(secondAdministrator, { ...ending, holding: holdingOf('administrator') })
    expect(story.rulesAgainst(secondAdministrator, { ...ending, holding: idOf(99) })).toEqual(['leavesAnAdministrator office'])
  })

  test('of an administrator is not ended where the other one’s ends later: from then on there would be nobody', () => {
    const story = new Story()
    story.does(secondAdministrator, { ...ending, holding: holdingOf('administrator'), lastDay: '2013-03-31' })
    expect(story.rulesAgainst(secondAdministrator, { ...ending, holding: idOf(99) })).toEqual(['leavesAnAdministrator office'])
  })
})

describe('a delegation', () => {
  test('is of what the person holds on all of its days, never of what was delegated to them', () => {
    const story = new Story()
    const office = story.does(administrator, delegation)
    expect(directoryOn(office, TODAY).find(({ id }) => id === holderOf('deputyDirector'))?.holdings).toContainEqual(
      expect.objectContaining({ post: 'director', how: 'delegated', onBehalfOf: holderOf('director') }),
    )
    const onwards = { ...delegation, byPerson: holderOf('deputyDirector'), toPerson: holderOf('lineManager') }
    expect(story.rulesAgainst(administrator, onwards)).toEqual(['delegatesWhatTheyHold office'])
    story.does(administrator, ending)
    expect(story.rulesAgainst(administrator, { ...delegation, toPerson: 'newcomer' })).toEqual(['delegatesWhatTheyHold office'])
    expect(story.rulesAgainst(administrator, { ...delegation, toPerson: 'newcomer', toDay: '2013-03-08' })).toEqual([])
  })

  test('lasts no longer than what it delegates, ends once, and is to somebody else', () => {
    const story = new Story()
    const { id } = story.does(administrator, delegation).delegations[0]!
    const office = story.does(administrator, ending)
    expect(
      directoryOn(office, '2013-03-09')
        .flatMap(({ holdings }) => holdings)
        .filter(({ how }) => how === 'delegated'),
    ).toEqual([])
    expect(story.rulesAgainst(administrator, { ...delegation, toPerson: delegation.byPerson, toDay: TODAY })).toEqual([
      'delegatesToAnother office',
    ])
    expect(story.rulesAgainst(administrator, { ...delegation, toDay: TODAY })).toEqual(['delegatedOnce office'])
    const end = { type: 'END_DELEGATION', delegation: id, lastDay: '2013-03-05', why: 'Back from leave' }
    expect(story.does(administrator, end).delegations).toMatchObject([{ toDay: '2013-03-05' }])
    expect(story.rulesAgainst(administrator, end)).toEqual(['delegationEndsEarlier office'])
    expect(story.rulesAgainst(administrator, { ...end, delegation: idOf(1) })).toEqual(['thereIsSuchADelegation office'])
  })
})

describe('a post', () => {
  const created = {
    type: 'CREATE_POST',
    key: 'otherManager',
    title: 'Line manager, north',
    grade: 'lineManager',
    directorate: 'operations',
  }

  test('keeps its key whatever it is called, and what it reports to', () => {
    const story = new Story()
    story.does(administrator, created)
    const office = story.does(administrator, change)
    expect(office.posts.find(({ id }) => id === 'caseworker')).toEqual({
      id: 'caseworker',
      title: 'Senior caseworker',
      grade: 'caseworker',
      directorate: 'customerServices',
      reportsTo: 'otherManager',
      roles: [],
    })
    expect(story.rulesAgainst(administrator, change)).toEqual(['changesSomething office'])
    expect(story.rulesAgainst(administrator, created)).toEqual(['keyIsNew office'])
  })

  test('does not report to itself, nor to one that reports to it', () => {
    const story = new Story()
    const circle = { ...change, post: 'director', title: 'Director', grade: 'director', reportsTo: 'lineManager' }
    expect(story.refusals(administrator, circle)).toMatchObject([
      { rule: 'reportsToAnother', field: 'reportsTo', because: 'Line manager reports, in the end, to this post' },
    ])
  })

  proves('C23', 'that the guidance names is there once', () => {
    expect(new Story().refusals(administrator, { ...created, grade: 'executive', named: 'ombudsman' })).toMatchObject([
      { rule: 'namedOnce', cites: 'C23', because: 'The Ombudsman is Ombudsman already: each of these posts is there once' },
    ])
  })

  test('of an administrator or auditor has no grade: neither sends a casework event', () => {
    const story = new Story()
    expect(story.rulesAgainst(administrator, { ...created, roles: ['administrator'] })).toEqual(['noCaseworkBesideIt office'])
    expect(story.rulesAgainst(administrator, { ...created, grade: undefined, roles: ['auditor', 'outcomesOfficer'] })).toEqual([
      'auditorChangesNothing office',
    ])
  })

  test('of the only administrators does not lose that role', () => {
    const story = new Story()
    story.does(secondAdministrator, { ...created, key: 'clerk', grade: undefined, roles: ['administrator'] })
    const outsider = person('outsider', 'administrator')
    const without = { type: 'CHANGE_POST', post: 'administrator', title: 'Clerk', why: 'A mistake' }
    expect(story.rulesAgainst(outsider, without)).toEqual(['anAdministratorRemains office'])
    story.does(secondAdministrator, { ...appointment, post: 'clerk' })
    expect(story.rulesAgainst(outsider, without)).toEqual([])
  })
})

describe('the Delegation Scheme and the settings', () => {
  proves('I26', 'who signs a decision is what the scheme says on the day; until it says anything, a line manager', () => {
    const office = new Story().does(administrator, { ...scheme, fromDay: '2013-04-01' })
    expect(schemeOn(office, 'operations', '2013-03-31').decline).toBe('lineManager')
    expect(schemeOn(office, 'operations', '2013-04-01')).toMatchObject({ decline: 'director', resolved: 'lineManager' })
    expect(schemeOn(office, 'customerServices', '2013-04-01').decline).toBe('lineManager')
  })

  test('a wait is what was set on the day, within its bounds, and is set again on the same day', () => {
    const story = new Story()
    story.does(administrator, setting)
    const office = story.does(administrator, { ...setting, days: 5 })
    expect([settingsOn(office, '2013-03-03').signOffDays, settingsOn(office, TODAY).signOffDays]).toEqual([7, 5])
    expect(office.settings).toHaveLength(1)
    expect(story.refusals(administrator, { ...setting, days: 91 })).toMatchObject([
      {
        rule: 'withinItsBounds',
        because: 'Signing a decision off or returning it (Casework guidance, paragraph 2.6.26) is from 1 to 90 days',
      },
    ])
    expect(story.rulesAgainst(administrator, { ...setting, days: 5 })).toEqual(['saysSomethingElse office'])
    expect(story.rulesAgainst(administrator, { ...setting, fromDay: '2013-03-03', days: 4 })).toEqual(['fromTodayOn office'])
  })

  test('how we are reached is what letters were set to say on the day: an address of several lines, a telephone number, an email address', () => {
    const says = (name: string, words?: string, more: object = {}) => ({
      type: 'CHANGE_SETTING',
      setting: name,
      ...(words && { words }),
      fromDay: TODAY,
      why: 'We move',
      ...more,
    })
    const story = new Story()
    story.does(administrator, says('officeAddress', '2 Elsewhere Road\r\nSampleton'))
    story.does(administrator, says('officeEmail', 'post@office.example'))
    const office = story.does(administrator, says('officeTelephone', '+44 1632 960 999', { fromDay: '2013-04-01' }))
    expect(['officeAddress', 'officeEmail', 'officeTelephone'].map((name) => wordsOn(office, name as LetterheadName, TODAY))).toEqual([
      '2 Elsewhere Road\nSampleton',
      'post@office.example',
      undefined,
    ])
    expect(wordsOn(office, 'officeTelephone', '2013-04-01')).toBe('+44 1632 960 999')
    expect(settingsOn(office, TODAY)).toEqual(settingsOn(new Story().office, TODAY))
    for (const [name, wrong] of [
      ['officeAddress', 'Elsewhere'],
      ['officeAddress', `2 Elsewhere Road\n${'x'.repeat(61)}`],
      ['officeTelephone', 'ring us'],
      ['officeTelephone', '01632\n960 001'],
      ['officeEmail', 'office.example'],
      ['officeEmail', undefined],
    ] as const)
      expect(story.refusals(administrator, says(name, wrong))).toMatchObject([
        { rule: 'isHowWeAreReached', field: 'words', because: expect.stringMatching(/^Enter /) },
      ])
    expect(story.refusals(administrator, says('officeEmail', 'post@office.example'))).toMatchObject([
      { because: 'Letters say so then already' },
    ])
    const rulesAgainst = (event: object) => story.refusals(administrator, event as never).map(({ rule }) => rule)
    expect(rulesAgainst({ ...setting, words: 'x' })).toEqual(['isHowWeAreReached'])
    expect(rulesAgainst({ ...setting, days: undefined })).toEqual(['withinItsBounds'])
    expect(story.refusals(administrator, says('officeEmail', 'other@office.example', { days: 3 }))).toMatchObject([
      { rule: 'withinItsBounds', because: 'Enter no days for “Our email address on letters”: letters say it in words' },
    ])
  })

  test('how long a draft is kept is set in the same way', () => {
    const office = new Story().does(administrator, { ...setting, setting: 'draftRetentionDays', days: 60 })
    expect(office.settings).toEqual([{ name: 'draftRetentionDays', days: 60, fromDay: TODAY }])
  })
})

test('no entry of the office is struck out: what was given in between stands, and the words say what to do instead', () => {
  const begun = unopened(definitions['office']!, idOf(0), 'office')
  const taken = act(definitions, begun, { instance: 'office', event: { type: 'TAKE_OVER', stands } }, stamp(administrator, TODAY))
  if (taken.outcome !== 'taken') throw new Error('not taken over')
  const event = { type: 'RECORDED_IN_ERROR', transition: 1, why: 'x' }
  const struck = correct(definitions, begun, taken.file, taken.lines, { instance: 'office', event }, stamp(caseworker, TODAY))
  expect(struck).toMatchObject({ outcome: 'refused', refusals: [{ rule: 'putRightByAnotherEntry' }] })
})
