import type { Edge } from './graph.ts'
import { any, atLeast, inRole, named, office, recordOf, theCaseworker, where } from './people.ts'

/** The offices and posts that RULES.md speaks of. */
export const director = office(['director'])
export const directorOrDeputy = office(['director', 'deputyDirector'])
export const isIntervention = (edge: Edge) => recordOf(edge)['source'] === 'intervention'
export const isPremature = (edge: Edge) => recordOf(edge)['source'] === 'premature'
/** C16a, I34: who monitors an item. */
export const theMonitor = any(
  where(
    isIntervention,
    any(inRole('assessmentOutcomesOfficer'), theCaseworker),
    any(theCaseworker, inRole('complianceOfficer', 'outcomesOfficer')),
  ),
  atLeast('lineManager'),
)
export const theFourPosts = named(
  'ombudsman',
  'chiefOperatingOfficer',
  'interimDirectorOfOperations',
  'interimDirectorOfBusinessDevelopment',
)
export const theTwoPosts = named('ombudsman', 'chiefOperatingOfficer')
