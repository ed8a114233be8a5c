import type { Intervention } from '../../../machines/intervention/record.ts'
import type { DecisionType } from '../../../machines/kernel/authority.ts'
import type { Family, Template } from '../template.ts'
import { approach } from './approach.ts'
import { confirmation, withdrawnNotice } from './confirmation.ts'
import { type AttemptOnPaper, contextOfAttempt } from './context.ts'
import { declined } from './declined.ts'
import { premature } from './premature.ts'
import { resolved } from './resolved.ts'
import { valueAdded } from './value-added.ts'
import { workRequest } from './work-request.ts'

const decisions: Readonly<Record<DecisionType, Template<AttemptOnPaper>>> = { resolved, decline: declined, valueAdded, premature }

/** What an attempt writes, up to its decision. */
export const attemptLetters: Family<Intervention, AttemptOnPaper> = {
  contextOf: contextOfAttempt,
  templateOf: ({ letter }, { submission }) => {
    if (letter === 'approach') return approach
    if (letter === 'workRequest') return workRequest
    if (letter === 'decision') return decisions[submission?.decision ?? 'resolved']
    return submission?.reason === 'withdrawn' ? withdrawnNotice : confirmation
  },
}
