import type { Cited } from '../../machines/guidance/paragraph.ts'
import { another, any, anyStaff, atLeast, type Clause, inRole, named, office, theirLineManager } from './people.ts'
import { director, directorOrDeputy, theFourPosts, theMonitor, theTwoPosts } from './posts.ts'

/** Who may put an event, by the Authority of RULES.md. Whatever is not listed is for the casefile's people, graded ones. */
export interface Act {
  readonly cites: Cited
  readonly only: Clause
}
/** "Other operations staff": whoever does casework there, or in customer services, which the guidance counts among its operations. */
const everyGrade = ['caseworker', 'lineManager', 'operationsManager', 'deputyDirector', 'director', 'executive'] as const
const ofOperations = any(office(everyGrade, 'operations'), office(everyGrade, 'customerServices'))

const SUBMITTING = ['SUBMIT_FOR_SIGN_OFF', 'SUBMIT_AGAIN', 'SUBMIT_DECLINE', 'SUBMIT_PREMATURE', 'SUBMIT_VALUE_ADDED']

export const acts: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  casefile: {
    ASSIGN: { cites: 'I16', only: atLeast('lineManager') },
    TRANSFER_DIRECTORATE: { cites: 'I16', only: atLeast('lineManager') },
    SEAL: { cites: 'I16', only: atLeast('lineManager') },
    UNSEAL: { cites: 'I16', only: atLeast('lineManager') },
    OPEN: { cites: 'I16', only: anyStaff },
    DUTY_DONE: { cites: 'I16', only: anyStaff },
    REFER_FOR_REVIEW: { cites: 'I33', only: anyStaff },
    RECORD_CORRESPONDENCE: { cites: 'I33', only: anyStaff },
  },
  intervention: {
    SIGN_OFF: { cites: 'I26', only: another(atLeast('lineManager'), ...SUBMITTING) },
    RETURN: { cites: 'I26', only: another(atLeast('lineManager'), ...SUBMITTING) },
  },
  approach: {
    PASS_ON: { cites: 'I20', only: theirLineManager },
    DECIDE_OUTCOME: { cites: 'I20', only: office(['director', 'deputyDirector'], 'customerServices') },
  },
  compliance: {
    EVIDENCE_RECEIVED: { cites: 'C16a', only: any(theMonitor, anyStaff) },
    RECORD_CORRESPONDENCE: { cites: 'I34', only: any(theMonitor, anyStaff) },
    JUDGE_EVIDENCE: { cites: 'C16a', only: theMonitor },
    DIRECT_DOUBT: { cites: 'I34', only: theMonitor },
    GIVE_VIEW: { cites: 'C18', only: inRole('caseworkTeam') },
    DECIDE_COMPLIANCE: { cites: 'C18', only: named('ombudsman') },
    EXTEND_TARGET_DATE: { cites: 'C13', only: another(atLeast('operationsManager'), 'REQUEST_EXTENSION') },
    DECLINE_EXTENSION: { cites: 'C13', only: another(atLeast('operationsManager'), 'REQUEST_EXTENSION') },
    START_ESCALATION: { cites: 'C16a', only: theMonitor },
    HOLD_BACK: { cites: 'C20', only: another(atLeast('lineManager'), 'ASK_TO_HOLD_BACK') },
    ISSUE_STAGE_1_LETTER: { cites: 'C16a', only: theMonitor },
    JUDGE_REPLY: { cites: 'C16a', only: theMonitor },
    ISSUE_STAGE_2_LETTER: { cites: 'C22b', only: atLeast('deputyDirector') },
    ISSUE_FURTHER_LETTER: { cites: 'C22b', only: atLeast('deputyDirector') },
    PROPOSE_STEP: { cites: 'C22c', only: office(['deputyDirector']) },
    AGREE_STEP: { cites: 'C22c', only: another(director, 'PROPOSE_STEP') },
    SEND_BACK_STEP: { cites: 'C22c', only: another(director, 'PROPOSE_STEP') },
    CLOSE_EXCEPTIONALLY: { cites: 'C23', only: theFourPosts },
    RETURN_TO_PURSUE: { cites: 'C23', only: theFourPosts },
    REASSESS_ENQUIRY: { cites: 'C22g', only: another(directorOrDeputy, 'PROPOSE_REASSESSMENT') },
    SEND_BACK_REASSESSMENT: { cites: 'C22g', only: another(directorOrDeputy, 'PROPOSE_REASSESSMENT') },
  },
  recommendation: {
    PASS_ON: { cites: 'C10', only: director },
    DECIDE: { cites: 'C10', only: theTwoPosts },
  },
  organisation: {
    REGISTER: { cites: 'I17', only: anyStaff },
    ADD_CONTACT: { cites: 'I17', only: anyStaff },
    CHANGE_CONTACTS: { cites: 'I17', only: anyStaff },
    ADD_NOTE: { cites: 'I17', only: anyStaff },
    ORGANISATION_RENAMED: { cites: 'C6', only: inRole('complianceOfficer') },
    ORGANISATION_SUCCEEDED: { cites: 'C6', only: inRole('complianceOfficer') },
  },
  rating: {
    SUGGEST_RATING: { cites: 'C7', only: inRole('complianceOfficer', 'outcomesOfficer') },
    RECORD_NO_CHANGE: { cites: 'C7', only: inRole('complianceOfficer', 'outcomesOfficer') },
    AGREE_RATING: { cites: 'C7', only: another(ofOperations, 'SUGGEST_RATING') },
    DECLINE_RATING: { cites: 'C7', only: another(ofOperations, 'SUGGEST_RATING') },
  },
  review: {
    ACCEPT_REVIEW: { cites: 'I33', only: inRole('reviewTeam') },
    DECLINE_REVIEW: { cites: 'I33', only: inRole('reviewTeam') },
    CONCLUDE_REVIEW: { cites: 'I33', only: inRole('reviewTeam') },
  },
  office: Object.fromEntries(
    [
      'TAKE_OVER',
      'ADD_PERSON',
      'RENAME_PERSON',
      'CHANGE_SIGN_IN',
      'CREATE_POST',
      'CHANGE_POST',
      'APPOINT',
      'END_HOLDING',
      'DELEGATE',
      'END_DELEGATION',
      'CHANGE_SCHEME',
      'CHANGE_SETTING',
    ].map((type) => [type, { cites: 'office', only: inRole('administrator') }]),
  ),
}
