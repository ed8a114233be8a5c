import { type Compliance, type Extension, extensionAsked } from '../../../../machines/compliance/record.ts'
import { namesOf } from '../../../reports/history.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { withWords } from '../../../shown/words.ts'
import { facts, on, type Section, say } from '../instance/sections.ts'
import type { Setting } from './setting.ts'

/** The events that decide about an extension. */
const deciding: readonly string[] = ['EXTEND_TARGET_DATE', 'DECLINE_EXTENSION']

/** What was asked, where the form decides about it: until when, why and by whom more time is wanted (C13). */
export async function requestDecided({ engine, lists }: Services, { look, type }: Setting): Promise<Section | undefined> {
  if (look.instance.machine !== 'compliance' || !deciding.includes(type)) return undefined
  const record = standing(engine.definitions, look.instance).snapshot.context as Compliance
  const asked = extensionAsked(record)
  if (asked === undefined) return undefined
  const [{ why, until, askedBy, askedOn, by, whoseDelay, late }, names] = await Promise.all([
    withWords(engine, asked) as Promise<Extension>,
    namesOf(lists, asked.by, []),
  ])
  const [section] = facts(
    'The extension that is asked for',
    [
      ['Until', on(until)],
      ['Target date as it stands', on(record.targetDate)],
      ['Why', why],
      ['Who asks for it', say(askedBy, 'askedBy')],
      ['Put on', `${on(askedOn)}${late ? ', after the target date had passed or while escalating' : ''}`],
      ['Put by', by.map((person) => names.get(`person ${person}`) ?? person).join(', ')],
      ['Whose the delay is', say(whoseDelay, 'whoseDelay')],
    ],
    'C13',
  )
  return section
}
