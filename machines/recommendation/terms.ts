import type { z } from 'zod'
import { remedyAction } from '../remedy/action.ts'

/** What a report recommends: the five questions answered as for any remedy; its name and its organisation are the recommendation's own. */
export const recommendedAction = remedyAction.omit({ id: true, organisation: true, systemic: true })
export type RecommendedAction = z.infer<typeof recommendedAction>

/** A part of it that goes its own way (C10): why it can be done, the injustice and the date are those of the whole. */
export const partOf = (label: string) => recommendedAction.pick({ kind: true, what: true, measure: true, money: true }).meta({ label })
export type Part = z.infer<ReturnType<typeof partOf>>
