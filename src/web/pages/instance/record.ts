import type { Look } from '../../../engine/engine.ts'
import { namesOf } from '../../../reports/history.ts'
import type { Services } from '../../../services.ts'
import { comparisonsSeen } from '../../../shown/compared.ts'
import { standing } from '../../../shown/instance.ts'
import { lookerAt } from '../../../shown/linked.ts'
import { withWords } from '../../../shown/words.ts'
import type { Opened } from '../casefile/file.ts'
import { namesIn } from '../casefile/timeline.ts'
import type { About } from './about.ts'
import { complianceRecord } from './records/compliance.ts'
import { interventionRecord } from './records/intervention.ts'
import { approachRecord, investigationRecord, recommendationRecord, reviewRecord } from './records/others.ts'
import type { Section } from './sections.ts'

const records: Readonly<Record<string, (record: never, about: About) => readonly Section[]>> = {
  intervention: interventionRecord,
  compliance: complianceRecord,
  approach: approachRecord,
  investigation: investigationRecord,
  recommendation: recommendationRecord,
  review: reviewRecord,
}

/** What a lifecycle remembers, in the words of its kind. */
export async function recordOf(services: Services, opened: Opened, look: Look): Promise<readonly Section[]> {
  const { engine, lists } = services
  const { machine } = look.instance
  const shown = records[machine]
  if (!shown) return []
  const kept = standing(engine.definitions, look.instance).snapshot.context as object
  const [words, people] = await Promise.all([withWords(engine, kept), namesOf(lists, peopleIn(kept), [])])
  const record = await comparisonsSeen(lists, lookerAt(look), words)
  const nameOf = namesIn(opened)
  return shown(record as never, {
    nameOf,
    person: (id) => people.get(`person ${id}`) ?? id,
    organisation: (id) => ({ text: nameOf(id) ?? 'An organisation', href: `/organisations/${id}` }),
    child: (of, key, text) => {
      const held = opened.look.file.instances.find((each) => each.machine === of && each.key === key && !each.inError)
      return held ? { text, href: `/instances/${held.id}` } : text
    },
  })
}

/** Whoever a record says did something: `by` and `submitters`. */
function peopleIn(record: unknown): readonly string[] {
  if (Array.isArray(record)) return record.flatMap(peopleIn)
  if (typeof record !== 'object' || record === null) return []
  return Object.entries(record).flatMap(([name, value]) =>
    name === 'by' ? [value].flat().filter((each): each is string => typeof each === 'string') : peopleIn(value),
  )
}
