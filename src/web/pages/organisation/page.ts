import { organisationList } from './list.ts'
import { organisationItems, organisationRecord, organisationResponses } from './more.ts'
import { organisationOverview } from './overview.ts'
import { organisationRating } from './rating.ts'

export const organisationPages = [
  organisationList,
  organisationOverview,
  organisationRating,
  organisationRecord,
  organisationItems,
  organisationResponses,
]
