import {
  aLineManagerOrAbove,
  assessmentOutcomesOfficer,
  complianceOfficer,
  directorOfTheCasefile,
  theCaseworker,
} from '../casefile/authority.ts'
import type { PersonId, Who } from '../kernel/authority.ts'
import type { Stamp } from '../kernel/definition.ts'
import type { Addressee } from '../kernel/effect.ts'
import { type Compliance, extensionAsked } from './record.ts'

type Clause = Who<Compliance>

export const outcomesOfficer: Who<unknown> = { roles: ['outcomesOfficer'] }

/** Who judges evidence and replies, begins escalation and sends the first letter (C16a, setting d): by what the item comes from. */
export const theMonitor: Clause = {
  asItStands: ({ source }) => ({
    some:
      source === 'intervention'
        ? [assessmentOutcomesOfficer, theCaseworker, aLineManagerOrAbove]
        : [theCaseworker, complianceOfficer, outcomesOfficer, aLineManagerOrAbove],
  }),
  always: "whoever monitors the item: the casefile's caseworker, the officer for what it comes from, or a line manager or above",
}
/** Whoever the letters, calls and evidence of a case reach. */
export const whoeverHears: Clause = {
  some: [theCaseworker, complianceOfficer, outcomesOfficer, assessmentOutcomesOfficer, aLineManagerOrAbove],
}
export const anOperationsManagerOrAbove: Clause = { atLeast: 'operationsManager' }
export const aDeputyDirectorOrAbove: Clause = { atLeast: 'deputyDirector' }
/** Exactly that office, in the directorate that owns the casefile (setting e). */
export const theDeputyDirector: Clause = { offices: ['deputyDirector'], of: ({ casefile }) => casefile.directorate }
const theDirector: Clause = { offices: ['director'], of: ({ casefile }) => casefile.directorate }
/** The director of the directorate; an executive stands in while nobody holds the post (setting m). */
export const theDirectorOrStandIn: Clause = {
  asItStands: (_record, { directorVacant }) => (directorVacant ? { some: [theDirector, { atLeast: 'executive' }] } : theDirector),
  always: 'the director of the directorate concerned, or, while nobody holds that post, an executive',
}
export const aDirectorOrDeputy: Clause = directorOfTheCasefile
/** C23's four posts. */
export const theFourPosts: Clause = {
  posts: ['ombudsman', 'chiefOperatingOfficer', 'interimDirectorOfOperations', 'interimDirectorOfBusinessDevelopment'],
}
export const theOmbudsman: Clause = { posts: ['ombudsman'] }
export const theCaseworkTeam: Clause = { roles: ['caseworkTeam'] }

export const otherThanWhoAskedForTheExtension: Clause = {
  otherThan: 'whoever asked for the extension',
  are: (record) => extensionAsked(record)?.by ?? [],
  by: 'REQUEST_EXTENSION',
}
export const otherThanWhoAskedToHoldBack: Clause = {
  otherThan: 'whoever asked to have it held back',
  are: ({ escalation }) => escalation.holdBackAsked?.by ?? [],
  by: 'ASK_TO_HOLD_BACK',
}
export const otherThanWhoProposedTheStep: Clause = {
  otherThan: 'whoever proposed the step',
  are: ({ escalation }) => escalation.step?.by ?? [],
  by: 'PROPOSE_STEP',
}
export const otherThanWhoPutTheReassessment: Clause = {
  otherThan: 'whoever put the reassessment',
  are: ({ escalation }) => escalation.reassessment?.by ?? [],
  by: 'PROPOSE_REASSESSMENT',
}

/** Who acted, and for whom: neither decides about what they put (two people, neither acting for the other). */
export const actingIn = ({ by, onBehalfOf = [] }: Pick<Stamp, 'by' | 'onBehalfOf'>): readonly PersonId[] => [by.id, ...onBehalfOf]

/** To whom what falls to the monitor is addressed. */
export const monitorsDesk = ({ source }: Compliance): Addressee => (source === 'intervention' ? 'assessmentOutcomesOfficer' : 'caseworker')
