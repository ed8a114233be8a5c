import type { ChartArrow, ChartModel, ChartState } from '../../machines/kernel/chart.ts'
import { sayState } from '../../machines/kernel/chart.ts'

/** A lifecycle made up for the tests: levels, regions, arrows up and down between levels, many rules on one arrow, clocks and messages. */
export function inventedChart({ title = 'Remedy watched' } = {}): ChartModel {
  return { machine: 'invented', title, version: 3, states, arrows }
}

const at = (path: string) => (path ? `invented.${path}` : 'invented')
function state(path: string, type: ChartState['type'] = 'atomic', initial?: string): ChartState {
  const parts = path.split('.')
  const name = path ? parts.at(-1)! : 'invented'
  return {
    id: at(path),
    name: sayState(name),
    type,
    closed: path.startsWith('closed'),
    description: `What it is to be ${name}`,
    ...(path && { parent: at(parts.slice(0, -1).join('.')) }),
    ...(initial && { initial: at(`${path ? `${path}.` : ''}${initial}`) }),
  }
}
const states = [
  state('', 'compound', 'asked'),
  state('asked', 'compound', 'inTime'),
  state('asked.inTime'),
  state('asked.late'),
  state('open', 'parallel'),
  state('open.target', 'compound', 'onTrack'),
  state('open.target.onTrack'),
  state('open.target.reminded'),
  state('open.target.overdue'),
  state('open.evidence', 'compound', 'awaited'),
  state('open.evidence.awaited'),
  state('open.evidence.judging'),
  state('open.escalation', 'compound', 'none'),
  state('open.escalation.none'),
  state('open.escalation.stage1'),
  state('open.escalation.stage2'),
  state('closed', 'compound', 'complied'),
  state('closed.complied'),
  state('closed.notComplied'),
]

const rule = (name: string, cites: string) => ({ name, strength: 'must', cites })
const who = rule('byCaseworkerOrAbove', 'I16')
function arrow(from: string, to: string, event: string, more: Partial<ChartArrow> = {}): ChartArrow {
  return {
    from: at(from),
    to: [at(to)],
    event,
    kind: 'person',
    effects: [],
    rules: [who],
    words: event.toLowerCase().replaceAll('_', ' '),
    ...more,
  }
}
const deadline = (name: string, words: string, cites: string): Partial<ChartArrow> => ({
  kind: 'clock',
  rules: [],
  words,
  deadline: { name, cites, because: 'the day after the date that was given' },
})
const arrows = [
  arrow('', '', 'CASEFILE_CHANGED', { kind: 'message', rules: [] }),
  arrow('', '', 'RECORD_CORRESPONDENCE'),
  arrow('asked.inTime', 'asked.late', 'after.1', deadline('answerDue', 'The date for an answer passes', 'I20')),
  arrow('asked', 'open', 'ORGANISATION_AGREED', {
    words: 'Record that the organisation agreed',
    when: 'inWriting',
    rules: [
      who,
      rule('everyActionIsSpecific', 'I9'),
      rule('everyActionIsMeasurable', 'I9'),
      rule('withinFourWeeks', 'I21'),
      rule('wordsAreExact', 'I21'),
    ],
  }),
  arrow('asked', 'closed.notComplied', 'ORGANISATION_REFUSED'),
  arrow('asked', 'closed.notComplied', 'ATTEMPT_ENDED', { kind: 'message', rules: [] }),
  arrow('asked', 'asked', 'CHANGE_RESPONSE_DATE', { rules: [who, rule('replyWithinFourteenDays', 'I18')] }),
  arrow('open.target.onTrack', 'open.target.reminded', 'after.2', deadline('reminderDue', 'A week before the target date', 'C14')),
  arrow('open.target.reminded', 'open.target.overdue', 'after.3', deadline('targetDate', 'The target date passes', 'C14')),
  arrow('open.target.overdue', 'open.target.overdue', 'after.4', deadline('updateDue', 'The complainant is told again', 'C14')),
  arrow('open.target', 'open.target.onTrack', 'EXTEND_TARGET_DATE', {
    rules: [rule('byOperationsManagerOrAbove', 'C13'), rule('goodReason', 'C13')],
  }),
  arrow('open.evidence.awaited', 'open.evidence.judging', 'EVIDENCE_RECEIVED'),
  arrow('open.evidence.judging', 'closed.complied', 'JUDGE_EVIDENCE', {
    when: 'satisfied',
    rules: [rule('byMonitor', 'C16a'), rule('reasonsGiven', 'C16')],
  }),
  arrow('open.evidence.judging', 'open.evidence.awaited', 'JUDGE_EVIDENCE', { rules: [rule('byMonitor', 'C16a')] }),
  arrow('open.escalation.none', 'open.escalation.stage1', 'START_ESCALATION'),
  arrow('open.escalation.none', 'open.escalation.stage1', 'JUDGE_EVIDENCE', { alongside: true, rules: [] }),
  arrow('open.escalation.stage1', 'open.escalation.stage2', 'ISSUE_STAGE_2_LETTER', { rules: [rule('byDeputyDirectorOrAbove', 'C22b')] }),
  arrow('open.escalation.stage2', 'open.escalation.none', 'JUDGE_REPLY'),
  arrow('open.escalation', 'closed.notComplied', 'REASSESS_ENQUIRY', {
    rules: [rule('byDirectorOrDeputyDirector', 'C22g'), rule('stageThreeReached', 'C15')],
  }),
]
