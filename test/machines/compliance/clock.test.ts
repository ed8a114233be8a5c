import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compliance } from '../../../machines/compliance/machine.ts'
import { judgements, sources } from '../../../machines/compliance/record.ts'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { ratings } from '../../../machines/kernel/definition.ts'
import { faultsOf } from '../../../machines/kernel/well-formed.ts'
import { assessmentOutcomesOfficer, caseworker, deputyDirector, director, lineManager, ombudsman } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import * as story from './stories.ts'
import { type Item, item, type Submission } from './support.ts'

/** Something that people put to an item, with days as far ahead as they might name them. */
const acts: readonly ((day: string) => Submission)[] = [
  () => story.evidence,
  () => ({ ...story.evidence, partial: true }),
  ...judgements.map((judgement) => () => story.judge(judgement, { planRelevant: 'It is', clinicalAdvice: story.no })),
  () => ({ type: 'DIRECT_DOUBT', why: 'Unsigned' }),
  () => story.view('provided', { clinicalAdvice: story.no }),
  () => story.view('flawed', { clinicalAdvice: story.no }),
  () => ({ type: 'DECIDE_COMPLIANCE', judgement: 'provided', why: 'With the view before me' }),
  () => ({ type: 'DECIDE_COMPLIANCE', judgement: 'inadequate', why: 'With the view before me' }),
  (day) => story.askExtension(addDays(day, 20)),
  (day) => story.extend(addDays(day, 20)),
  () => ({ type: 'DECLINE_EXTENSION', why: 'No' }),
  () => story.start(),
  () => story.start('prevarication'),
  () => story.askToHoldBack,
  (day) => story.holdBack(addDays(day, 7)),
  (day) => story.firstLetter(addDays(day, 10)),
  (day) => story.secondLetter(addDays(day, 10)),
  (day) => ({ type: 'ISSUE_FURTHER_LETTER', replyBy: addDays(day, 10) }),
  () => story.reply,
  (day) => story.judgeReply(true, addDays(day, 12)),
  () => story.judgeReply(false),
  () => story.goTo('stage2'),
  () => story.goTo('stage3'),
  () => story.refuse(false),
  () => story.refuse(true),
  () => ({ type: 'ORGANISATION_COMMITTED', words: 'We shall' }),
  () => story.propose('furtherLetter'),
  (day) => story.propose('newDate', { newDate: addDays(day, 30) }),
  () => story.propose('refer', { to: 'ombudsman' }),
  () => story.propose('reopen'),
  (day) => story.propose('other', { what: 'A meeting', reviewOn: addDays(day, 10) }),
  () => story.agree({ tellComplainant: story.yes }),
  () => ({ type: 'SEND_BACK_STEP', why: 'No' }),
  () => story.close({ umbrella: story.yes }),
  () => ({ type: 'RETURN_TO_PURSUE', why: 'Go on' }),
  () => story.proposeReassessment(),
  () => story.reassess,
  () => ({ type: 'UPDATE_COMPLAINANT', how: 'letter', said: 'Nothing yet' }),
]
/** Whoever is needed to bring an item anywhere. */
const office = [
  caseworker,
  assessmentOutcomesOfficer,
  lineManager,
  deputyDirector,
  director,
  story.another('director'),
  story.caseworkTeam,
  ombudsman,
]
const closingActs = ['JUDGE_EVIDENCE', 'GIVE_VIEW', 'DECIDE_COMPLIANCE', 'CLOSE_EXCEPTIONALLY', 'REASSESS_ENQUIRY']

type Move = { readonly ahead: number; readonly steps: readonly number[]; readonly published: boolean }
const moves = fc.array(
  fc.record({
    ahead: fc.constantFrom(0, 1, 3, 8, 16),
    steps: fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
    published: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 3, maxLength: 14 },
)
const begins = fc.record({
  source: fc.constantFrom(...sources),
  rating: fc.constantFrom(...ratings),
  laid: fc.boolean(),
  from: fc.constantFrom('opening', 'stage2', 'stage3', 'executive'),
})
type Beginning = typeof begins extends fc.Arbitrary<infer B> ? B : never

/** Puts an event as the first of the office who may; nothing comes of it where nobody may. */
function putBySomebody(one: Item, event: Submission): void {
  const by = office.find((each) => one.tries(each, event).outcome === 'taken')
  if (by) one.does(by, event)
}
/** The days go by, with the clock coming every so many days or only when somebody acts. */
function lived(one: Item, run: readonly Move[], clock: 'daily' | 'never'): Item {
  for (const { ahead, steps, published } of run) {
    const { day } = one.file
    for (let passed = 1; clock === 'daily' && passed <= ahead; passed++) one.moveTo(addDays(day, passed))
    one.on(addDays(day, ahead))
    if (published) one.changes({ publishedOn: one.file.day })
    for (const step of steps) {
      if (!one.place.startsWith('open')) return one.moveTo(one.file.day)
      const offered = one.file.offered(caseworker, 'item').map(({ type }) => type)
      const possible = acts.map((each) => each(one.file.day)).filter(({ type }) => offered.includes(type))
      putBySomebody(one, possible[step % possible.length]!)
    }
  }
  return one.moveTo(one.file.day)
}
/** An item of any source, at its opening or well into escalation; published and laid from then, or not. */
function begin({ source, rating, laid, from }: Beginning): Item {
  const more = { source }
  const started = {
    opening: () => item(more),
    stage2: () => story.wroteTwice(more),
    stage3: () => story.atStageThree(more),
    executive: () => (source === 'premature' ? story.atStageThree(more) : story.withExecutive(more)),
  }[from]()
  started.now({ sector: 'health', rating })
  return laid ? started.changes({ publishedOn: '2013-03-01', laidOn: '2013-03-01' }) : started
}

describe('whatever people do and however long the clock runs', () => {
  test('the chart is well formed: it waits nowhere without a date, and the clock takes nothing away', () => {
    expect(faultsOf(compliance)).toEqual([])
  })

  proves(
    ['C15', 'C22d'],
    'the clock sends only reminders, and never judges, decides or closes',
    () => {
      fc.assert(
        fc.property(begins, moves, (how, run) => {
          const { file } = lived(begin(how), run, 'daily')
          file.moveTo(addDays(file.day, 400))
          for (const { kind, to, event } of file.lines) {
            if (kind === 'clock') expect([event, to]).toEqual([event, expect.stringMatching(/^open/)])
            if (to.startsWith('closed') && kind === 'person') expect(closingActs).toContain(event)
          }
          const byPeople = ['ISSUE_STAGE_1_LETTER', 'ISSUE_STAGE_2_LETTER', 'ISSUE_FURTHER_LETTER']
          expect(file.letters.filter(({ letter, sentOn }) => sentOn && letter.startsWith('stage'))).toHaveLength(
            file.lines.filter(({ event }) => byPeople.includes(event)).length,
          )
        }),
        { numRuns: 25 },
      )
    },
    120_000,
  )

  proves(
    'C15',
    'an item ends otherwise than complied with only from stage 3, and every ending has its day and its reasons',
    () => {
      fc.assert(
        fc.property(begins, moves, (how, run) => {
          const one = lived(begin(how), run, 'never')
          const { ending, endedOn, endedWhy, escalation, views } = one.record
          if (one.place.startsWith('open')) return
          expect(one.place).toBe(`closed.${ending}`)
          const ended = one.file.lines.find(({ machine, to }) => machine === 'compliance' && to.startsWith('closed'))!
          expect([endedOn, endedWhy]).toEqual([ended.stamp.today, expect.stringMatching(/./)])
          expect(one.heard.filter(({ type }) => type === 'ITEM_ENDED')).toEqual([{ type: 'ITEM_ENDED', action: 'item', ending }])
          if (ending !== 'complied') expect(escalation.stageReached).toBe(3)
          if (ending === 'notComplied') expect(how.source).not.toBe('investigation')
          if (ending === 'notSecured') expect(how.source).not.toBe('premature')
          if (ending === 'complied' && how.laid) expect(views.length).toBeGreaterThan(0)
          expect(one.file.duties.filter(({ endsBy, cites }) => endsBy === 'act' && cites !== 'C23')).toEqual([])
        }),
        { numRuns: 25 },
      )
    },
    120_000,
  )

  test('what the clock records does not depend on when it comes by', () => {
    fc.assert(
      fc.property(begins, moves, (how, run) => {
        const daily = lived(begin(how), run, 'daily')
        const never = lived(begin(how), run, 'never')
        expect(never.place).toBe(daily.place)
        // A reminder leaves on the day the clock comes by, and not at all once the date has passed.
        expect({ ...never.record, remindedOn: daily.record.remindedOn }).toEqual(daily.record)
        const plain = (one: Item) => one.file.duties.map(({ id: _, ...duty }) => duty)
        expect(plain(never)).toEqual(plain(daily))
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  test('the regions agree, nobody waits without a date, and no letter is left over from a stage that was left', () => {
    fc.assert(
      fc.property(begins, moves, (how, run) => {
        const one = lived(begin(how), run, 'daily')
        const { file, escalation, date, record } = one
        const drafts = file.letters.filter(({ letter, sentOn }) => !sentOn && letter.startsWith('stage'))
        if (/letterDue|stage1\.noReply/.test(escalation)) expect(drafts).toHaveLength(1)
        else expect(drafts).toEqual([])
        if (!one.place.startsWith('open')) return
        const { nextDue } = file.state.instances.find(({ machine }) => machine === 'compliance')!
        expect([one.place, nextDue !== undefined || file.duties.some(({ endsBy }) => endsBy === 'act')]).toEqual([one.place, true])
        const last = record.overdue.at(-1)
        if (date === 'passed.overdue') expect(last).toEqual({ since: addDays(record.targetDate, 1) })
        if (date === 'passed.withUs') expect(last?.since !== addDays(record.targetDate, 1) || last.answeredInTime).toBe(true)
        if (escalation.startsWith('due') && record.escalation.dueBecause === 'missedDate') expect(date).toBe('passed.overdue')
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  proves(
    'C14',
    'a reminder goes at most once for each date, before it passes and never after an ending',
    () => {
      fc.assert(
        fc.property(begins, moves, (how, run) => {
          const one = lived(begin(how), run, 'daily')
          one.moveTo(addDays(one.file.day, 400))
          const { remindedOn, targetDates, endedOn = '9999-12-31' } = one.record
          expect(one.letters('reminder').map(({ sentOn }) => sentOn)).toEqual(remindedOn)
          expect(remindedOn.length).toBeLessThanOrEqual(targetDates.length)
          for (const on of remindedOn) {
            expect(on <= endedOn).toBe(true)
            const inForce = targetDates.findLast(({ from }) => from <= on)!
            expect([on, on <= inForce.date]).toEqual([on, true])
          }
        }),
        { numRuns: 25 },
      )
    },
    120_000,
  )
})
