import type { PostId } from '../../machines/kernel/authority.ts'
import type { Submitted } from '../engine/engine.ts'

/** A casefile goes to a post. */
export const assignment = (post: PostId, why?: string): Submitted => ({ type: 'ASSIGN', post, ...(why && { why }) })
