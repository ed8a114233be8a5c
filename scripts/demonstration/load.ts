import { registerInvented } from './invented/organisations.ts'
import { DAYS_BEHIND, planned, storyOf } from './invented/plan.ts'
import { ratingStories } from './invented/ratings.ts'
import { tidying } from './invented/tidying.ts'
import { Office } from './office.ts'
import { type Organisations, registerOrganisations } from './organisations.ts'
import { setBackIfEmpty, setToNow } from './set-back.ts'
import { examples, others } from './stories.ts'
import { alone, type Story, tell } from './timeline.ts'

/** The longest of the told stories takes less; the last day of all of them is today. */
const TOLD_DAYS = 60
const DAY = 86_400_000
const SEED = 1_967

export interface Filling {
  /** How many invented casefiles stand beside the examples. */
  readonly casefiles: number
  readonly seed?: number
  /** Whether the office does, beside its stories, what it was to take note of, to tell and to send. */
  readonly tidies?: boolean
}

/**
 * Fills an empty demonstration with its stories, through the public API as colleagues would enter them.
 *
 * They begin more than a year ago: the clock of the new database is set back once, before anything has happened in it, and moves forward
 * with the stories until it is today again. Answers how many casefiles there are, or nothing where there was nothing to fill.
 */
export async function loadDemonstration(address: string, databaseUrl: string, filling: Filling): Promise<number | undefined> {
  if (!(await setBackIfEmpty(databaseUrl, DAYS_BEHIND))) return undefined
  const { casefiles } = await fill(new Office(address), filling)
  await setToNow(databaseUrl)
  return casefiles
}

/** From the clock's present day on: it stands at so many days later in the end. */
export async function fill(
  office: Office,
  { casefiles, seed = SEED, tidies = true }: Filling,
): Promise<{ casefiles: number; organisations: Organisations }> {
  const begun = await office.today()
  const organisations = await registerOrganisations(office)
  const known = await registerInvented(office, organisations)
  const told = [...Object.values(examples), ...Object.values(others)].map((story) => later(story, DAYS_BEHIND - TOLD_DAYS))
  const invented = planned(known, { casefiles, seed }).map(storyOf)
  const references = await tell(office, organisations, [
    ...told,
    ...invented,
    ...(casefiles > 0 ? ratingStories(known) : []),
    ...(casefiles > 0 && tidies ? [tidying] : []),
  ])
  const passed = (Date.parse(await office.today()) - Date.parse(begun)) / DAY
  await office.waits(DAYS_BEHIND - passed)
  return { casefiles: references.filter((reference) => reference !== '').length, organisations }
}

/** The same story, begun on a later day. */
const later = (story: Story, days: number): Story =>
  async function* (scene) {
    yield alone(days)
    return yield* story(scene)
  }
