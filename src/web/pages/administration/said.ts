import { inPlainWords } from '../../../../machines/kernel/authority.ts'
import { nameOf, type Office, postIn, type SettingKey } from '../../../../machines/office/record.ts'
import { titleOfSetting } from '../../../../machines/office/settings.ts'
import { date } from '../../words.ts'

interface Changed {
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What one line of the history of the office changed, in a sentence, and why. */
export function changeSaid(office: Office, { event, payload }: Changed): { readonly what: string; readonly why: string | null } {
  const text = (name: string) => String(payload[name] ?? '')
  const why = typeof payload['why'] === 'string' ? payload['why'] : null
  return { what: (sentences[event] ?? (() => ''))(text, office), why }
}

type Text = (name: string) => string
const until = (text: Text) => (text('toDay') ? ` until ${date(text('toDay'))}` : '')
const post = (office: Office, id: string) => postIn(office, id)?.title ?? id
const holding = (office: Office, id: string) => {
  const found = office.holdings.find((each) => each.id === id)
  return found ? `${nameOf(office, found.person)} as ${post(office, found.post)}` : 'What had been recorded by mistake'
}
const delegation = (office: Office, id: string) => {
  const found = office.delegations.find((each) => each.id === id)
  return found ? `${nameOf(office, found.toPerson)} in the post of ${nameOf(office, found.byPerson)}` : 'What had been recorded by mistake'
}

const sentences: Readonly<Record<string, (text: Text, office: Office) => string>> = {
  TAKE_OVER: () => 'Everything as it stood before the first change',
  ADD_PERSON: (text) => text('name'),
  RENAME_PERSON: (text) => `Now ${text('name')}`,
  CHANGE_SIGN_IN: (text, office) => nameOf(office, text('person')),
  CREATE_POST: (text) => text('title'),
  CHANGE_POST: (text, office) => `${post(office, text('post'))}: ${text('title')}`,
  APPOINT: (text, office) =>
    `${nameOf(office, text('person'))} as ${post(office, text('post'))}${text('how') === 'actingUp' ? ', acting up,' : ''} from ${date(text('fromDay'))}${until(text)}`,
  END_HOLDING: (text, office) => `${holding(office, text('holding'))}: last day ${date(text('lastDay'))}`,
  DELEGATE: (text, office) =>
    `${nameOf(office, text('toPerson'))} acts as ${post(office, text('post'))} for ${nameOf(office, text('byPerson'))} from ${date(text('fromDay'))}${until(text)}`,
  END_DELEGATION: (text, office) => `${delegation(office, text('delegation'))}: last day ${date(text('lastDay'))}`,
  CHANGE_SCHEME: (text) =>
    `${inPlainWords(text('decision'))} in ${inPlainWords(text('directorate'))}: ${inPlainWords(text('grade'))} or above from ${date(text('fromDay'))}`,
  CHANGE_SETTING: (text) =>
    `${titleOfSetting(text('setting') as SettingKey)}: ${text('words').replaceAll(/\s*\n/g, ', ') || `${text('days')} days`} from ${date(text('fromDay'))}`,
}
