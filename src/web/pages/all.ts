import type { Page } from '../page.ts'
import { casefilePages } from './casefile/page.ts'
import { openPages } from './open/page.ts'
import { organisationPages } from './organisation/page.ts'
import { registerPages } from './register/page.ts'
import { signInPages } from './sign-in/page.ts'
import { submitEventPages } from './submit-event/page.ts'
import { workbenchPages } from './workbench/page.ts'

/** Every page there is. */
export const allPages: readonly Page[] = [
  ...signInPages,
  ...casefilePages,
  ...openPages,
  ...submitEventPages,
  ...workbenchPages,
  ...organisationPages,
  ...registerPages,
]
