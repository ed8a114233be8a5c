import type { Investigation } from '../../../machines/investigation/record.ts'
import type { Family } from '../template.ts'
import { completion, endedOtherwise } from './completion.ts'
import { contextOfReport, type ReportOnPaper } from './context.ts'

/** What an investigation writes once every item has ended. */
export const reportLetters: Family<Investigation, ReportOnPaper> = {
  contextOf: contextOfReport,
  templateOf: ({ letter }) => (letter === 'completion' ? completion : endedOtherwise),
}
