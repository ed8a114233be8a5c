import type { Compliance } from '../../../machines/compliance/record.ts'
import type { Family, Template } from '../template.ts'
import { contextOfItem, type ItemOnPaper } from './context.ts'
import { extensionDeclined, extensionGranted } from './extension.ts'
import { progressUpdate } from './progress.ts'
import { publicationNotice } from './publication.ts'
import { reminder } from './reminder.ts'
import { stage1, stage2, stage3 } from './stage.ts'

const templates = {
  reminder,
  extensionGranted,
  extensionDeclined,
  progressUpdate,
  stage1,
  stage2,
  stage3,
  publicationNotice,
} satisfies Readonly<Record<string, Template<ItemOnPaper>>>
type ItemLetter = keyof typeof templates

/** What is written about one remedy while it is monitored. */
export const itemLetters: Family<Compliance, ItemOnPaper> = {
  contextOf: contextOfItem,
  templateOf: ({ letter }) => templates[letter as ItemLetter],
}
