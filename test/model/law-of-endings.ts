import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import type { Edge } from './graph.ts'
import { another, anyStaff, type Clause, casefileOf, caseworkerOrAbove, happened, inRole, named, where } from './people.ts'
import { directorOrDeputy, isIntervention, isPremature, theFourPosts, theMonitor, theTwoPosts } from './posts.ts'

/** What an ending needs, by C15 and Shape: the act or message that leads to it, whose, and from where. */
export interface Ending {
  readonly cites: ParagraphId
  readonly by: Readonly<Record<string, Clause | 'message'>>
  readonly after?: (edge: Edge) => boolean
  readonly says: string
}

const isPublished = (edge: Edge) => casefileOf(edge)?.publishedOn !== undefined
const isLaid = (edge: Edge) => casefileOf(edge)?.laidOn !== undefined
const atStageThree = (edge: Edge) => edge.from.place.includes('escalation.stage3')

const signedByAnother = (edge: Edge) => happened(edge.from, 'SIGN_OFF')
const issued: Ending['by'] = { ISSUE_DECISION: caseworkerOrAbove }
const items: Ending['by'] = { ITEM_ENDED: 'message' }
const taken = (edge: Edge) => happened(edge.from, 'ACCEPT_REVIEW')
const reported = (edge: Edge) => happened(edge.from, 'ISSUE_FINAL_REPORT')
const found = (edge: Edge) => happened(edge.from, 'MAKE_FINDING')
const monitoring = (edge: Edge) => edge.from.place === 'monitoring'

export const endings: Readonly<Record<string, Readonly<Record<string, Ending>>>> = {
  intervention: {
    declined: { cites: 'I26', by: issued, after: signedByAnother, says: 'a decision to decline is issued once it is signed off' },
    valueAdded: { cites: 'I26', by: issued, after: signedByAnother, says: 'value added is issued once it is signed off' },
    premature: {
      cites: 'I2',
      by: {
        ...issued,
        FURTHER_WORK_ACCEPTED: caseworkerOrAbove,
        FURTHER_WORK_REFUSED: caseworkerOrAbove,
        CLOSE_WITHOUT_ITEM: caseworkerOrAbove,
      },
      after: signedByAnother,
      says: 'a premature closure is issued once it is signed off',
    },
    proposedForInvestigation: {
      cites: 'I12',
      by: { PROPOSE_INVESTIGATION: caseworkerOrAbove },
      says: 'the caseworker proposes an investigation',
    },
    complied: { cites: 'I34', by: items, after: monitoring, says: 'every item ended as complied' },
    partlyComplied: { cites: 'I34', by: items, after: monitoring, says: 'every item has ended' },
    notComplied: { cites: 'I34', by: items, after: monitoring, says: 'every item has ended' },
  },
  approach: { ended: { cites: 'I23', by: { ATTEMPT_ENDED: 'message' }, says: 'its attempt was decided' } },
  review: {
    declined: { cites: 'I33', by: { DECLINE_REVIEW: inRole('reviewTeam') }, says: 'the Review Team alone declines it' },
    decisionStands: {
      cites: 'I33',
      by: { CONCLUDE_REVIEW: inRole('reviewTeam') },
      after: taken,
      says: 'the Review Team concludes what it took up',
    },
    toBeReconsidered: {
      cites: 'I33',
      by: { CONCLUDE_REVIEW: inRole('reviewTeam') },
      after: taken,
      says: 'the Review Team concludes what it took up',
    },
  },
  investigation: {
    complete: { cites: 'C16', by: { CLOSE: caseworkerOrAbove }, after: reported, says: 'closed with reasons once every item has ended' },
    endedOtherwise: {
      cites: 'C16',
      by: { CLOSE: caseworkerOrAbove, CLOSE_WITHOUT_ITEM: caseworkerOrAbove },
      after: reported,
      says: 'closed with reasons once every item has ended, or with a reason why there is none',
    },
    notUpheld: { cites: 'C1', by: { ISSUE_FINAL_REPORT: caseworkerOrAbove }, after: found, says: 'the final report says so' },
    discontinued: { cites: 'C1', by: { DISCONTINUE: caseworkerOrAbove }, says: 'it is discontinued' },
  },
  recommendation: {
    complied: { cites: 'C15', by: items, says: 'its item ended as complied' },
    notSecured: { cites: 'C15', by: items, says: 'its item ended otherwise' },
    dropped: {
      cites: 'C10',
      by: { DECIDE: theTwoPosts },
      after: (edge) => happened(edge.from, 'PASS_ON'),
      says: 'dropped by an executive post, the director having passed the refusal on',
    },
    fallen: {
      cites: 'C1',
      by: { COMPLAINT_NOT_UPHELD: 'message', INVESTIGATION_DISCONTINUED: 'message' },
      says: 'the investigation ended without it',
    },
  },
  compliance: {
    complied: {
      cites: 'C16',
      by: {
        JUDGE_EVIDENCE: where(isPublished, () => false, theMonitor),
        GIVE_VIEW: where(isLaid, () => false, inRole('caseworkTeam')),
        DECIDE_COMPLIANCE: named('ombudsman'),
      },
      after: (edge) => edge.event.type !== 'DECIDE_COMPLIANCE' || happened(edge.from, 'GIVE_VIEW'),
      says: 'the monitor is satisfied; published, with the Casework Team’s view; laid, by the Ombudsman alone',
    },
    notAccepted: { cites: 'C10', by: { BEGIN: 'message' }, says: 'recorded and closed as it opens, once an executive post has decided' },
    notComplied: {
      cites: 'C22g',
      by: { REASSESS_ENQUIRY: another(directorOrDeputy, 'PROPOSE_REASSESSMENT') },
      after: (edge) => atStageThree(edge) && (isPremature(edge) || isIntervention(edge)),
      says: 'at stage 3, agreed with a director or deputy director who did not propose it',
    },
    notSecured: {
      cites: 'C23',
      by: { CLOSE_EXCEPTIONALLY: theFourPosts },
      after: (edge) => atStageThree(edge) && !isPremature(edge),
      says: 'after stage 3, by one of the four posts',
    },
  },
}

/** What may be opened, and by which act: an item only where C11 lets one be recorded, or I30 and I2. */
export const openings: Readonly<Record<string, Readonly<Record<string, Clause>>>> = {
  compliance: {
    'intervention ISSUE_DECISION': caseworkerOrAbove,
    'intervention FURTHER_WORK_ACCEPTED': caseworkerOrAbove,
    'intervention FURTHER_WORK_REFUSED': caseworkerOrAbove,
    'recommendation ORGANISATION_ACCEPTED': caseworkerOrAbove,
    'recommendation ORGANISATION_PARTLY_ACCEPTED': caseworkerOrAbove,
    'recommendation DECIDE': theTwoPosts,
    'compliance UMBRELLA_AGREED': anyStaff,
  },
}
