import { days, fixed, ownWait, type Setting, type Wait } from './setting.ts'

export type { Setting } from './setting.ts'

export const settings = {
  stageThreeForInterventions: fixed(
    'a',
    ['C22f', 'C22g', 'I24'],
    'an intervention’s item at stage 3 goes the way of an investigation’s; if the enquiry is reopened instead, it ends as not complied.',
  ),
  secondProposal: fixed(
    'b',
    ['I20'],
    'the one opportunity also covers asking again after a refusal; stage letters carry on from the first request and give no further one.',
  ),
  extensionAfterTarget: fixed('c', ['C13'], 'a date may still be extended once missed, or while escalating, if a reason is written.'),
  itemMonitor: fixed('d', ['C16', 'I34'], 'whoever monitors an item judges its evidence and signs the first letter.'),
  whichDirector: fixed(
    'e',
    ['C10', 'C22c', 'C22g', 'I20'],
    'the director is the one of the casefile’s directorate; for refused proposals, of customer services and assessment.',
  ),
  promptDays: days('f', ['C10', 'C22d'], 0, 'What is to happen at once', 'what is to happen at once is due the same day.'),
  updateEveryDays: days(
    'f',
    ['C14'],
    14,
    'News to a complainant whose remedy is late, every so many days',
    'a complainant whose remedy is late hears from us every two weeks.',
  ),
  reconsiderDays: days(
    'f',
    ['I23'],
    7,
    'Deciding again after a failed attempt',
    'deciding again after a failed attempt takes at most a week.',
  ),
  droppedRecommendation: fixed(
    'g',
    ['C10', 'CA'],
    'a recommendation dropped because the draft was refused is noted on the organisation, where the annex counts it.',
  ),
  lateReminder: fixed('h', ['C14'], 'where less than a week is left when a date is set, the reminder goes out straight away.'),
  withdrawalOrDeath: fixed(
    'i',
    ['I22', 'C16'],
    'a complaint withdrawn before we decide is declined, signed off, and the organisation told; after a death ' +
      'a representative may carry on, and items that are open stay open.',
  ),
  thirdPartyConsent: fixed('j', ['I11'], 'nobody outside the complaint is contacted without consent, since contact itself discloses.'),
  authorityIsMust: fixed(
    'k',
    ['C16a', 'C20', 'C22b', 'C22c', 'C22g', 'I20'],
    'a written reason never stands in for the post that a step needs, even where the text only says should.',
  ),
  pursuedStartsAt: fixed(
    'l',
    ['C10', 'C21'],
    'a refused recommendation that we pursue begins at stage 1: going straight to stage 3 is for what had been agreed.',
  ),
  vacantDirector: fixed('m', ['C22c'], 'while no director holds the post, an executive may agree in their place.'),
  resumeStage: fixed('n', ['C13', 'C20'], 'when an extended date is missed as well, escalation takes up the next stage.'),
  otherStepDays: days(
    'o',
    ['C22f'],
    14,
    'Looking again at a step of another kind at stage 3',
    'a step of another kind at stage 3 is looked at again within two weeks.',
  ),
  delegationScheme: fixed(
    'p',
    ['I26'],
    'until the scheme says otherwise a line manager or above signs off every decision, declined, premature and value added ones too.',
  ),
  mergedOrganisation: fixed(
    'q',
    ['C6', 'C8'],
    'a successor takes over what is open and starts with a rating of its own; its predecessor’s history is shown beside it.',
  ),
  ownSubmission: fixed('r', ['C13', 'C20', 'C22g'], 'asking and granting are two people’s acts, and so are a mistake and its correction.'),
  doubtDecider: fixed('s', ['I34'], 'a doubt about an agreed remedy is settled by the assessment outcomes officer.'),
  reminderWithEvidence: fixed('t', ['C14'], 'an organisation that has sent all its evidence is not reminded.'),
  endedOtherwise: fixed(
    'u',
    ['C16'],
    'where not everything was complied with, somebody writes to both sides instead of the standard letters.',
  ),
  escalationDutyDays: days(
    'v',
    ['C20'],
    0,
    'Beginning escalation after a missed date, or having it held back',
    'beginning escalation, or having it held back, is due on the day after the missed date.',
  ),
  showAfterDays: days(
    'v',
    ['C20'],
    3,
    'Showing the line manager that escalation is still to begin',
    'the line manager sees that duty when it has stood for three days.',
  ),
  holdBackDays: days('v', ['C20'], 14, 'Holding escalation back, at a time', 'escalation is held back for at most two weeks at a time.'),
  confirmationDays: days(
    'w',
    ['I21'],
    7,
    'Confirming in writing what was agreed by word of mouth',
    'what was agreed by word of mouth is confirmed in writing within a week.',
  ),
  consideringOfferDays: ownWait('I20', 'Considering an organisation’s offer'),
  passingOnDays: ownWait('I20', 'Passing a refusal or silence on and deciding about it'),
  consideringObjectionsDays: ownWait('I22', 'Weighing a complainant’s objections'),
  tellComplainantDays: ownWait('I22', 'Telling the complainant what was agreed'),
  readyForSignOffDays: ownWait('I26', 'Preparing a decision for sign-off'),
  signOffDays: ownWait('I26', 'Signing a decision off or returning it'),
  issuingDays: ownWait('I28', 'Issuing a decision once signed'),
  agreeingRatingDays: ownWait('C7', 'Agreeing or declining a suggested rating'),
  extensionRequestDays: ownWait('C13', 'Granting or declining an extension'),
  judgingEvidenceDays: ownWait('C16', 'Judging evidence'),
  doubtDays: ownWait('C16', 'Settling a doubt about evidence'),
  caseworkTeamDays: ownWait('C18', 'The Casework Team’s view'),
  ombudsmanDays: ownWait('C18', 'The Ombudsman’s decision'),
  judgingReplyDays: ownWait('C22', 'Judging a reply'),
  conferringDays: ownWait('C22', 'Conferring at stage 3'),
  reassessingDays: ownWait('C22', 'Reassessing an enquiry'),
  executiveDays: ownWait('C23', 'An executive’s decision whether to close'),
  reportAnswerDays: days(
    'y',
    ['C10'],
    28,
    'An organisation’s answer to a report’s recommendation',
    'an organisation has four weeks to answer a report’s recommendation.',
  ),
  reviewAcceptDays: days(
    'z',
    ['I33'],
    14,
    'Deciding whether a complaint about our decision is taken up',
    'whether to take up a complaint about our decision is settled in two weeks.',
  ),
  reviewConcludeDays: days(
    'z',
    ['I33'],
    28,
    'Concluding a complaint about our decision',
    'a complaint about our decision, once taken up, is concluded in four weeks.',
  ),
  complainantDelay: fixed('aa', ['CA'], 'time lost by the complainant does not count against the organisation.'),
  measuredBy: fixed('ab', ['CA'], 'an organisation is measured by the day it provided the remedy, not the day we looked.'),
  casefileActs: fixed(
    'ac',
    ['I16'],
    'assigning, transferring, sealing and unsealing are for a line manager or above; ' +
      'all else on a casefile is for its caseworker or above.',
  ),
  organisationActs: fixed('ad', ['C6'], 'the compliance officer records that an organisation was renamed or succeeded.'),
} as const satisfies Record<string, Setting>

type Known = typeof settings
export type SettingName = keyof Known
/** The settings that are numbers of days: what an administrator may change. */
export type WaitName = { [K in SettingName]: Known[K] extends Wait ? K : never }[SettingName]
/** The waits in force, by name. */
export type Settings = Readonly<Record<WaitName, number>>

export const defaultSettings = Object.fromEntries(
  Object.entries(settings).flatMap(([name, setting]) => (setting.type === 'days' ? [[name, setting.days]] : [])),
) as Settings
