import type { PostId } from '../../machines/kernel/authority.ts'
import type { Person } from '../engine/engine.ts'
import { seesSealed } from '../engine/look.ts'

/** Whether nobody who holds a post today sees what is sealed to others: a casefile that is theirs would not be found by them. */
export const isShutOut = (directory: readonly Person[], sealedTo: readonly PostId[], post: PostId): boolean =>
  !sealedTo.includes(post) &&
  !directory.some(({ holdings }) => holdings.some((held) => held.post === post) && seesSealed(holdings, sealedTo))
