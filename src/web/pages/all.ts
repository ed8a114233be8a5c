import type { Page } from '../page.ts'
import { administrationPages } from './administration/page.ts'
import { casefilePages } from './casefile/page.ts'
import { changePages } from './changes/page.ts'
import { forecastPages } from './clock/page.ts'
import { clockPages } from './demonstration-clock/page.ts'
import { figurePages } from './figures/page.ts'
import { flowPages } from './flow/page.ts'
import { flowLivePages } from './flow-live/page.ts'
import { helpPages } from './help/page.ts'
import { instancePages } from './instance/page.ts'
import { letterPages } from './letter/page.ts'
import { openPages } from './open/page.ts'
import { organisationPages } from './organisation/page.ts'
import { problemKindPages } from './problem-kind/page.ts'
import { readPages } from './reads/page.ts'
import { registerPages } from './register/page.ts'
import { routePages } from './route/page.ts'
import { searchPages } from './search/page.ts'
import { signInPages } from './sign-in/page.ts'
import { stuckPages } from './stuck/page.ts'
import { submitEventPages } from './submit-event/page.ts'
import { suggestPages } from './suggest/page.ts'
import { viewPages } from './views/page.ts'
import { workbenchPages } from './workbench/page.ts'
import { worklistPages } from './worklist/page.ts'

/** Every page there is. */
export const allPages: readonly Page[] = [
  ...signInPages,
  // Before the pages of one casefile or organisation: `new` is the reference of none.
  ...openPages,
  ...searchPages,
  ...readPages,
  ...viewPages,
  ...changePages,
  ...casefilePages,
  ...instancePages,
  ...routePages,
  ...letterPages,
  ...submitEventPages,
  ...workbenchPages,
  ...suggestPages,
  ...organisationPages,
  ...figurePages,
  ...flowLivePages,
  ...flowPages,
  ...registerPages,
  ...helpPages,
  ...problemKindPages,
  ...forecastPages,
  ...stuckPages,
  ...clockPages,
  ...administrationPages,
  ...worklistPages,
]
