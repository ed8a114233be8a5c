/** What it means that a date passes, as a clock would say it. */
export const clockKinds = ['reminder', 'noReply', 'overdue', 'review'] as const
export type ClockKind = (typeof clockKinds)[number]

/** Every deadline of every machine: a test holds this list against the machines. */
export const kindsOfDeadlines: Readonly<Record<string, Readonly<Record<string, ClockKind>>>> = {
  intervention: {
    explanationDue: 'overdue',
    tellingDue: 'overdue',
    objectionsDue: 'overdue',
    submissionDue: 'overdue',
    signOffDue: 'overdue',
    issuingDue: 'overdue',
    decisionDue: 'overdue',
    answerDue: 'noReply',
  },
  approach: {
    responseDue: 'noReply',
    significantDelay: 'noReply',
    confirmationDue: 'noReply',
    confirmationDelayed: 'noReply',
    escalationDue: 'overdue',
    offerDue: 'overdue',
    nextStepDue: 'overdue',
    passingOnDue: 'overdue',
    outcomeDue: 'overdue',
  },
  compliance: {
    reminderDue: 'reminder',
    targetPassed: 'overdue',
    targetPassedWithEvidence: 'overdue',
    extensionDue: 'overdue',
    judgingDue: 'overdue',
    escalationDue: 'overdue',
    holdBackReview: 'review',
    stepDue: 'overdue',
    noReply: 'noReply',
    stepReview: 'review',
  },
  investigation: { closingDue: 'overdue', closingWithoutDue: 'overdue' },
  recommendation: { answerDue: 'noReply', passingOnDue: 'overdue', decisionDue: 'overdue' },
  review: { acceptanceDue: 'overdue', conclusionDue: 'overdue' },
  rating: { reviewComes: 'review', reviewComesMeanwhile: 'review', reviewPasses: 'overdue', answerPasses: 'overdue' },
}

/** `xstate.after.reminderDue.compliance.open…` → `reminderDue`: the name that the chart gives a deadline. */
export const deadlineNamed = (event: string): string => event.split('.')[2] ?? ''
