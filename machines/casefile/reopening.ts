import { ofTheRecord, ofTheSubmission } from '../kernel/arrow.ts'
import type { WordsRef } from '../kernel/words.ts'
import { attemptUnderWay, type Casefile, investigationAwaited, investigationUnderWay, type ReopenedBy } from './record.ts'

/** An enquiry that was closed is looked at again: told by an item, an attempt or a review. */
export interface EnquiryReopened {
  readonly type: 'ENQUIRY_REOPENED'
  readonly why: WordsRef
  readonly how: 'reopen' | 'newCasefile'
  readonly cites: ReopenedBy
  /** The key of the item, attempt or review that it comes of. */
  readonly of: string
}
export const reopeningMessages = ['ENQUIRY_REOPENED'] as const satisfies readonly EnquiryReopened['type'][]

export const reopeningConditions = {
  inANewCasefile: ofTheSubmission<Casefile, EnquiryReopened>((_record, { how }) => how === 'newCasefile'),
  /** Also where it was handed on to an investigation: a reopening does not undo that, and is taken up there. */
  enquiryIsUnderWay: ofTheRecord<Casefile>(
    (record) => attemptUnderWay(record) !== undefined || investigationUnderWay(record) !== undefined || investigationAwaited(record),
  ),
  /** An enquiry that is reopened is assessed again before it can be investigated again. */
  backFromInvestigation: ofTheRecord<Casefile>(({ casefile }) => casefile.stage === 'investigation'),
}
