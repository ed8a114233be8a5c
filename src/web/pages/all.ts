import type { Page } from '../page.ts'
import { signInPages } from './sign-in/page.ts'

/** Every page there is. */
export const allPages: readonly Page[] = [...signInPages]
