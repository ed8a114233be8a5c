import { type Actor, SYSTEM } from '../../machines/kernel/authority.ts'
import { delegatedBy, directory, person } from '../support/people.ts'

/** Who tries everything: one person for each post, and those whom a rule about two people might let slip through. */

const holderOf = (post: string): Actor => directory.find(({ id }) => id === `holder of ${post}`)!
/** Holds nothing but what somebody else has delegated: acting as them is acting for them. */
const delegateOf = (post: string): Actor => delegatedBy(holderOf(post), person(`delegate of ${post}`), post)
/** Another person in the same post. */
const secondIn = (post: string): Actor => person(`second ${post}`, post)

/** The posts, as the matrix of authority lists them. */
export const postHolders: readonly Actor[] = directory

const besides: readonly Actor[] = [
  ...['deputyDirector', 'director', 'lineManager', 'complianceOfficer'].map(secondIn),
  ...['caseworker', 'lineManager', 'operationsManager', 'deputyDirector', 'director'].map(delegateOf),
  person('deputy director who acts up as director', 'deputyDirector', 'director'),
  person('compliance officer who does casework besides', 'complianceOfficer', 'caseworkerElsewhere'),
]

/** Everybody who could try; the clock among them, which must never get through. */
export const everybody: readonly Actor[] = [...directory, ...besides, SYSTEM]
