import type { Casefile } from '../../../../machines/casefile/record.ts'
import type { Organisation } from '../../../../machines/organisation/record.ts'
import type { Reader } from '../../../reports/standing.ts'
import type { Services } from '../../../services.ts'
import { defaultsAt } from '../../../shown/defaults.ts'
import { standing } from '../../../shown/instance.ts'
import { withWords } from '../../../shown/words.ts'
import { spokenForAnother, spokenForStaying } from './rated.ts'
import type { Setting } from './setting.ts'

/** What an address names for the form: an action, a letter, an entry. */
export type Named = Readonly<Record<string, unknown>>

/**
 * What the form of an event begins with: what the guidance proposes, what is changed as it stands, what the figures speak for, and what the
 * address names.
 *
 * @param anew whether a letter that was edited begins with what it would be composed as now
 */
export async function proposedIn(services: Services, reader: Reader, setting: Setting, named: Named, anew = false): Promise<object> {
  const { type, look } = setting
  const proposed = defaultsAt(services.engine, look, named)(type) as Named
  // What an address names by its id stands in the form whole.
  const asked = { ...named, ...proposed, ...Object.fromEntries(Object.entries(named).filter(([name]) => !isThing(proposed[name]))) }
  const spoken = Object.hasOwn(figures, type) ? await figures[type]!(services, reader, setting) : {}
  const present = Object.hasOwn(inWords, type) ? await inWords[type]!(services, setting, asked, anew) : {}
  return { ...spoken, ...asked, ...present }
}
const isThing = (value: unknown) => typeof value === 'object' && !Array.isArray(value)

/** Where figures speak for an answer, the form has them. */
const figures: Readonly<Record<string, typeof spokenForAnother>> = {
  SUGGEST_RATING: spokenForAnother,
  RECORD_NO_CHANGE: spokenForStaying,
}

type Present = (services: Services, setting: Setting, asked: Named, anew: boolean) => Promise<object> | object

/** Where words are changed, the form has them as they are. */
const inWords: Readonly<Record<string, Present>> = {
  EDIT_LETTER: async ({ engine }, { look }, { letter }, anew) => {
    const draft = look.file.letters.find(({ id, sentOn }) => id === letter && sentOn === undefined)
    if (!draft) return {}
    const { body, composed } = await engine.letter(look.stamp.by.id, draft.id)
    return { letter: draft.id, body: (anew && composed) || body }
  },
  CHANGE_CONTACTS: async ({ engine }, { look }) => {
    const { contacts } = (await withWords(engine, recordOf<Organisation>(engine, look))) as Organisation
    return { contacts }
  },
  CHANGE_COMPLAINT: async ({ engine }, { look }) => {
    const { complaint, injustices, remedySought } = (await withWords(engine, recordOf<Casefile>(engine, look))) as Casefile
    return { complaint, injustices, ...(remedySought && { remedySought }) }
  },
}

const recordOf = <R>({ definitions }: Services['engine'], { instance }: Setting['look']) =>
  standing(definitions, instance).snapshot.context as R
