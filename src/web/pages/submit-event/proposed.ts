import type { Approach } from '../../../../machines/approach/record.ts'
import type { Casefile } from '../../../../machines/casefile/record.ts'
import type { Intervention } from '../../../../machines/intervention/record.ts'
import type { Organisation } from '../../../../machines/organisation/record.ts'
import type { Services } from '../../../services.ts'
import { defaultsOf } from '../../../shown/defaults.ts'
import { standing } from '../../../shown/instance.ts'
import { withWords } from '../../../shown/words.ts'
import type { Setting } from './setting.ts'

/** What an address names for the form: an action, a letter, an entry. */
export type Named = Readonly<Record<string, unknown>>

/** What the form of an event begins with: what the guidance proposes, what is changed as it stands, and what the address names. */
export async function proposedIn(services: Services, setting: Setting, named: Named): Promise<object> {
  const { type, look } = setting
  const asked = { ...defaultsOf(type, look), ...named }
  const present = Object.hasOwn(asItStands, type) ? await asItStands[type]!(services, setting, asked) : {}
  return { ...asked, ...present }
}

type Present = (services: Services, setting: Setting, asked: Named) => Promise<object> | object

/** Where something is changed, the form has it as it is. */
const asItStands: Readonly<Record<string, Present>> = {
  CHANGE_ACTION: ({ engine }, { look }, { action }) => {
    const { actions } = recordOf<Intervention>(engine, look)
    const held = actions.find(({ id }) => id === action) ?? (actions.length === 1 ? actions[0] : undefined)
    return { action: held }
  },
  EDIT_LETTER: async ({ engine }, { look }, { letter }) => {
    const draft = look.file.letters.find(({ id, sentOn }) => id === letter && sentOn === undefined)
    return draft ? { letter: draft.id, body: (await engine.letter(look.stamp.by.id, draft.id)).body } : {}
  },
  CHANGE_CONTACTS: async ({ engine }, { look }) => {
    const { contacts } = (await withWords(engine, recordOf<Organisation>(engine, look))) as Organisation
    return { contacts }
  },
  CHANGE_COMPLAINT: async ({ engine }, { look }) => {
    const { complaint, injustices, remedySought } = (await withWords(engine, recordOf<Casefile>(engine, look))) as Casefile
    return { complaint, injustices, ...(remedySought && { remedySought }) }
  },
  WRITTEN_CONFIRMATION_RECEIVED: ({ engine }, { look }) => {
    const { accepted, asked } = recordOf<Approach>(engine, look)
    const actions = accepted ?? asked
    return { actions: actions.map(({ id, kind, what, measure, by, money }) => ({ id, kind, what, measure, by, money })) }
  },
}

const recordOf = <R>({ definitions }: Services['engine'], { instance }: Setting['look']) =>
  standing(definitions, instance).snapshot.context as R
