import type { demonstrationPosts } from '../../../../db/demonstration-posts.ts'
import type { FoundForTour, Sought } from '../../../reports/tour.ts'

export type PostKey = (typeof demonstrationPosts)[number]['key']

/** One thing to do, and what there is to see. */
export interface Step {
  readonly title: string
  readonly does: string
  readonly see: readonly string[]
  /** Who does it; where a casefile of some caseworkers is sought, whichever of them has it. */
  readonly post: PostKey
  readonly sought?: Sought
  /** Of the page where it is done, once what is sought was found. */
  readonly to: (found: FoundForTour) => string
  /** Where it is done when nothing stands so today. */
  readonly otherwise: string
}

/** The way round the service for one kind of user. */
export interface Tour {
  readonly kind: string
  readonly title: string
  /** For whom it is. */
  readonly isFor: string
  readonly about: string
  readonly steps: readonly Step[]
}

export const atInstance = ({ instance }: FoundForTour): string => `/instances/${instance}`
export const atCasefile = ({ reference }: FoundForTour): string => `/casefiles/${reference}`
export const atRating = ({ file }: FoundForTour): string => `/organisations/${file}/rating`
