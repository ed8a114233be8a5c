import type { AnyMachineSnapshot, AnyStateNode } from 'xstate'
import type { OpenDuty } from '../../machines/kernel/effect.ts'
import type { Engine, Look, Person } from '../engine/engine.ts'
import { actionsExplained } from './actions.ts'
import { endedIn } from './forward.ts'
import { dutyShown, standing } from './instance.ts'
import { addresseeInWords } from './letter-words.ts'
import type { Names } from './naming.ts'

/** What is put to the casefile, and what the lifecycle that gave a duty then hears. */
const heardAs = { LETTER_SENT: 'LETTER_WAS_SENT', RECORD_PUBLICATION: 'SUMMARY_PUBLISHED' } as const

/** Where a step is put that is not put to the lifecycle itself, and what it is about. */
export interface PutTo {
  readonly instance: string
  readonly query: string
}
export type PutElsewhere = ReturnType<typeof actionsExplained>[number] & { readonly elsewhere: PutTo }

/** The steps of the casefile itself that together end a duty of one of its lifecycles: that its letters have gone, for example, or that it is done. */
export function putToCasefile(
  engine: Engine,
  look: Look,
  directory: readonly Person[],
  names: Names,
  duty: OpenDuty,
): readonly PutElsewhere[] {
  const held = look.file.instances.find(({ machine }) => machine === 'casefile')
  const ending = held ? endingAtCasefile(engine, look, names, duty) : []
  if (!held || ending.length === 0) return []
  const actions = actionsExplained(engine, { ...look, instance: held }, directory)
  return ending.flatMap(({ type, query, called }) =>
    actions
      .filter((each) => each.type === type && each.offered)
      .map((each) => ({ ...each, title: called?.(each.title) ?? each.title, elsewhere: { instance: held.id, query: query ?? '' } })),
  )
}

/** A step that is put to the lifecycle that opened this one. */
export function putToOpener(engine: Engine, look: Look, directory: readonly Person[], type: string): readonly PutElsewhere[] {
  const opener = look.file.instances.find(({ id }) => id === look.instance.parent)
  if (!opener) return []
  return actionsExplained(engine, { ...look, instance: opener }, directory)
    .filter((each) => each.type === type)
    .map((each) => ({ ...each, elsewhere: { instance: opener.id, query: '' } }))
}

interface Ending {
  readonly type: string
  readonly query?: string
  /** By what it is about: which duty, which letter. */
  readonly called?: (title: string) => string
}

function endingAtCasefile({ definitions }: Engine, look: Look, names: Names, duty: OpenDuty): readonly Ending[] {
  if (duty.endsBy === 'acknowledgement') return [{ type: 'DUTY_DONE', query: `?duty=${duty.id}`, called: () => dutyShown(duty).title }]
  const organisations = new Map([...names].map(([id, { name }]) => [id, name]))
  const { snapshot } = standing(definitions, look.instance)
  const ends = (type: keyof typeof heardAs, said: object) =>
    endedByHearing(snapshot, { ...look.stamp, ...said, type: heardAs[type] }).includes(duty.name)
  const letters = look.file.letters.filter(({ instance, sentOn }) => instance === duty.instance && sentOn === undefined)
  return [
    ...letters
      .filter((letter) => ends('LETTER_SENT', { letter: letter.id, letters: [letter], on: look.stamp.today }))
      .map(({ id, to }) => ({
        type: 'LETTER_SENT',
        query: `?letter=${id}`,
        called: (title: string) => `${title} to ${addresseeInWords(to, organisations)}`,
      })),
    ...(ends('RECORD_PUBLICATION', { happenedOn: look.stamp.today }) ? [{ type: 'RECORD_PUBLICATION' }] : []),
  ]
}

/** Read off the chart, as what a person puts to the lifecycle itself is: what its arrows for the message end. */
const endedByHearing = ({ context, _nodes }: AnyMachineSnapshot, event: { readonly type: string }): readonly string[] =>
  (_nodes as AnyStateNode[])
    .flatMap(({ transitions }) => transitions.get(event.type) ?? [])
    .flatMap(({ actions }) => endedIn(actions, { context, event }))
