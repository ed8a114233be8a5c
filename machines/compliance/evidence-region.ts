import { looksClosely } from './closely.ts'
import { duties, ended } from './duties.ts'
import { tellEnding } from './effects.ts'
import { lifecycle, waits } from './lifecycle.ts'
import { all, alongside, when } from './rules.ts'

/** What shows that the remedy was provided, and who judges it (C16–C18, I34). */

const complied = '#compliance.closed.complied'
const awaited = '#compliance.open.evidence.awaited'
const withCaseworkTeam = '#compliance.open.evidence.judging.withCaseworkTeam'
const mayRecord = ['recordedByWhoeverHears', 'providedByThatDay'] as const
const mayView = [
  'viewIsTheCaseworkTeams',
  'tellingParliamentConsidered',
  'tellingThePublicConsidered',
  'onTheWayBeforeTheTarget',
  ...looksClosely,
] as const
const onceComplied = ['recordWhy', 'endComplied', tellEnding('complied')] as const

/** Published while we judge: the evidence goes to the Casework Team (C18). */
const whenPublished = [
  { target: withCaseworkTeam, guard: when('nowPublished'), actions: 'hearOfCasefile' },
  { actions: 'hearOfCasefile' },
] as const

const judgedBy = (whose: 'byTheMonitor' | 'doubtIsTheOfficers') =>
  [
    {
      target: complied,
      guard: when('weAreSatisfied', whose, ...looksClosely),
      actions: ['recordJudgement', ...onceComplied],
    },
    { target: awaited, guard: all(whose, 'onTheWayBeforeTheTarget'), actions: 'recordJudgement' },
  ] as const

export const evidenceRegion = lifecycle.createStateConfig({
  description: 'The evidence that it was done',
  initial: 'awaited',
  states: {
    awaited: {
      description: 'Nothing is with us to be judged',
      meta: { says: 'Evidence awaited' },
      tags: ['standing', 'quiet'],
      on: {
        EVIDENCE_RECEIVED: [
          { target: 'judging.withCaseworkTeam', guard: when('caseIsPublished', ...mayRecord), actions: 'recordEvidence' },
          { target: 'judging', guard: all(...mayRecord), actions: 'recordEvidence' },
        ],
        RECOMMENDATION_WAS_ACCEPTED: [
          { target: 'judging.withCaseworkTeam', guard: alongside('publishedAndComesWithEvidence'), actions: 'recordEvidenceAccepted' },
          { target: 'judging', guard: alongside('comesWithEvidence'), actions: 'recordEvidenceAccepted' },
        ],
      },
    },
    judging: {
      description: 'Evidence is with us',
      meta: { says: 'Evidence with us' },
      initial: 'byMonitor',
      on: {
        EVIDENCE_RECEIVED: { guard: all(...mayRecord), actions: 'recordEvidence' },
        RECOMMENDATION_WAS_ACCEPTED: { guard: alongside('comesWithEvidence'), actions: 'recordEvidenceAccepted' },
      },
      states: {
        byMonitor: {
          entry: ['judgingBegins', duties.judge],
          exit: ended('judgeEvidence'),
          ...waits('judgingDue', 'The item’s monitor judges the evidence'),
          on: {
            JUDGE_EVIDENCE: judgedBy('byTheMonitor'),
            DIRECT_DOUBT: { target: 'inDoubt', guard: all('byTheMonitor', 'doubtIsAboutAnIntervention') },
            CASEFILE_CHANGED: whenPublished,
          },
        },
        inDoubt: {
          entry: ['doubtBegins', duties.settleDoubt],
          exit: ended('settleDoubt'),
          ...waits('judgingDue', 'The assessment outcomes officer settles a doubt'),
          on: { JUDGE_EVIDENCE: judgedBy('doubtIsTheOfficers'), CASEFILE_CHANGED: whenPublished },
        },
        withCaseworkTeam: {
          entry: ['viewBegins', duties.giveView],
          exit: ended('giveView'),
          ...waits('judgingDue', 'The Ombudsman’s Casework Team gives its view: the case is published'),
          on: {
            GIVE_VIEW: [
              { target: 'withOmbudsman', guard: when('caseIsLaid', ...mayView), actions: ['recordView', duties.tellOfView] },
              { target: complied, guard: when('weAreSatisfied', ...mayView), actions: ['recordView', duties.tellOfView, ...onceComplied] },
              { target: awaited, guard: all(...mayView), actions: ['recordView', duties.tellOfView] },
            ],
          },
        },
        withOmbudsman: {
          entry: ['decisionBegins', duties.decideCompliance],
          exit: ended('decideCompliance'),
          ...waits('judgingDue', 'The Ombudsman decides whether compliance is achieved'),
          on: {
            DECIDE_COMPLIANCE: [
              {
                target: complied,
                guard: when('satisfiedAsTheTeamWas', 'decisionIsTheOmbudsmans'),
                actions: ['recordDecision', ...onceComplied],
              },
              {
                target: complied,
                guard: when('weAreSatisfied', 'decisionIsTheOmbudsmans', ...looksClosely),
                actions: ['recordDecision', ...onceComplied],
              },
              { target: awaited, guard: all('decisionIsTheOmbudsmans', 'onTheWayBeforeTheTarget'), actions: 'recordDecision' },
            ],
          },
        },
      },
    },
  },
})
