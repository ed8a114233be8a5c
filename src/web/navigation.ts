import type { Reader } from '../reports/standing.ts'
import { administers } from '../shown/administration/sign-in.ts'

interface Entry {
  readonly text: string
  readonly href: string
  /** Pages whose addresses begin so belong to it. */
  readonly below: readonly string[]
  readonly isFor?: (reader: Reader) => boolean
}

const entries: readonly Entry[] = [
  { text: 'Work', href: '/', below: ['/worklists', '/views'] },
  { text: 'Casefiles', href: '/casefiles', below: ['/casefiles', '/instances', '/letters', '/search'] },
  { text: 'Flow', href: '/flow', below: ['/flow', '/clock', '/stuck', '/figures'] },
  { text: 'Organisations', href: '/organisations', below: ['/organisations'] },
  { text: 'Register', href: '/register', below: ['/register'] },
  { text: 'Administration', href: '/administration', below: ['/administration'], isFor: administers },
  { text: 'Help', href: '/help', below: ['/help', '/tour', '/accessibility'] },
]

/** What the head of every page leads to, for this person. */
export const navigationFor = (reader: Reader, address: string) =>
  entries
    .filter(({ isFor = () => true }) => isFor(reader))
    .map(({ text, href, below }) => ({ text, href, active: below.some((start) => isBelow(address, start)) }))

const isBelow = (address: string, start: string) => {
  const path = address.split('?')[0]!
  return path === start || path.startsWith(`${start}/`)
}
