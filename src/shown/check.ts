import { z } from 'zod'
import type { Line } from '../../machines/kernel/line.ts'
import { doneOf } from '../../machines/kernel/words.ts'
import type { Checked, Engine } from '../engine/engine.ts'
import { metaOf, schemaOf } from './actions.ts'
import { dutyShown, letterShown, summaryOf, waitingFor } from './instance.ts'
import { chartFor } from './place.ts'
import * as part from './schemas.ts'

export const check = z
  .object({
    instance: part.id,
    state: part.stateName.meta({ description: 'Where it would stand' }),
    deadlines: z.array(part.deadline),
    lines: z.array(
      z.object({ instance: part.id, machine: z.string(), event: z.string(), done: z.string(), from: z.string(), to: z.string() }),
    ),
    dutiesOpened: z.array(part.duty),
    dutiesEnded: z.array(part.duty),
    letters: z.array(
      part.letter.extend({
        body: z.string().nullable().meta({ description: 'The text that it would have; null of a letter that would stay a draft' }),
      }),
    ),
    instances: z.array(part.instanceSummary),
    waived: z.array(z.object({ rule: z.string(), cites: part.citation })).meta({ description: 'Rules passed by a written reason' }),
  })
  .meta({ id: 'Check', description: 'What would happen, nothing kept' })

export function checkShown({ definitions }: Engine, id: string, { changes, dutiesEnded, texts }: Checked) {
  const held = changes.file.instances.find((each) => each.id === id)!
  return {
    instance: id,
    state: summaryOf(definitions, held).state,
    deadlines: waitingFor(definitions, changes.file, held).deadlines,
    lines: changes.lines.map(({ instance, machine, event, from, to }) => ({
      instance,
      machine,
      event,
      done: doneIn(definitions, { machine, event, from, to }),
      from,
      to,
    })),
    dutiesOpened: changes.dutiesOpened.map(dutyShown),
    dutiesEnded: dutiesEnded.map(dutyShown),
    letters: changes.letters.map((letter) => ({ ...letterShown(letter), body: texts.get(letter.id) ?? null })),
    instances: changes.instances.map((each) => summaryOf(definitions, each)),
    waived: changes.lines.flatMap(({ waived }) => waived).map(({ rule, cites }) => ({ rule, cites })),
  }
}

/** What an event is called in the past tense; what the clock does and what is heard, in the words of the chart. */
export function doneIn(definitions: Engine['definitions'], line: Pick<Line, 'machine' | 'event' | 'from' | 'to'>): string {
  const { machine, event } = line
  const definition = definitions[machine]
  const schema = definition && schemaOf(definition, event)
  if (schema) return doneOf(metaOf(schema), line)
  const deadline = definition?.deadlines[event.split('.')[2] ?? '']
  if (deadline) return deadline.title
  const words = definition && chartFor(definition).arrows.find((arrow) => arrow.event === event)?.words
  return words ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : event
}
