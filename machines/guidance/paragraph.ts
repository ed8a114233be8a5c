import { compliance } from './compliance.ts'
import { complianceAsks } from './compliance-asks.ts'
import type { Paragraph } from './entry.ts'
import { intervention } from './intervention.ts'
import { interventionAsks } from './intervention-asks.ts'

export type { Kind, Paragraph, Strength } from './entry.ts'

/** Every paragraph the service carries out. Rules, deadlines, duties and letters cite its keys; an unknown one does not compile. */
export const paragraphs = { ...intervention, ...compliance }

export type ParagraphId = keyof typeof paragraphs

/** The ids in the order of the two texts. */
export const paragraphIds = Object.keys(paragraphs) as readonly ParagraphId[]

/** Whether a word names a paragraph; for what arrives from outside the type system. */
export const isParagraphId = (id: string): id is ParagraphId => Object.hasOwn(paragraphs, id)

/** What a rule names where neither text speaks: who works here and how long we wait is kept by rules of our own. */
export const OFFICE = 'office'
export type Cited = ParagraphId | typeof OFFICE
export const isCited = (id: string): id is Cited => id === OFFICE || isParagraphId(id)

export const paragraph = (id: ParagraphId): Paragraph => paragraphs[id]

const asks: Readonly<Record<ParagraphId, string>> = { ...interventionAsks, ...complianceAsks }
/** What it asks, in a few sentences of our own. */
export const asksOf = (id: ParagraphId): string => asks[id]

/** A statement explains and asks for nothing; one that also creates a duty (I24) is no mere statement. */
export const isStatement = (id: ParagraphId): boolean => paragraph(id).kinds.every((kind) => kind === 'statement')

/**
 * The citation a caseworker would recognise. A letter in brackets is our division of a paragraph that has none.
 *
 * @example
 * cite('I20')  // 'Casework guidance, paragraph 2.6.20'
 * cite('C22d') // 'Compliance guidance, paragraph 22(d)'
 * cite('CA')   // 'Compliance guidance, annex'
 * cite(OFFICE) // 'Our rule for the office'
 */
export function cite(id: Cited): string {
  if (id === OFFICE) return 'Our rule for the office'
  const [, text, number, part] = /^([IC])(\d*)([a-z]?)$/.exec(id) ?? []
  if (text === 'I') return `Casework guidance, paragraph 2.6.${number}`
  return number ? `Compliance guidance, paragraph ${number}${part ? `(${part})` : ''}` : 'Compliance guidance, annex'
}
