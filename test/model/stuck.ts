import type { Casefile } from '../../machines/casefile/record.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { standstillsOf } from '../../src/shown/standstill.ts'
import { sectors } from '../support/file.ts'
import { directory, stamp } from '../support/people.ts'
import type { State } from './graph.ts'

/**
 * Where the page “Never stuck” would list something though every post of the standard office is held, and why that is right: by machine, what
 * it would say, and the reason. Whatever else the model finds is a fault of a chart.
 */
const findings: Readonly<Record<string, Readonly<Record<string, string>>>> = {}

/** What stands still in the states of a machine, as the page asks it; of each finding the first place. */
export class Standstills {
  readonly #found = new Map<string, string>()

  watch({ definition, found, instance, machine }: State): void {
    if (found.closed) return
    const snapshot = snapshotOf(definition, instance)
    const { file, day } = found
    const open = (id: string | undefined) => file.instances.some((each) => each.id === id && !isClosed(each.stored))
    const lifecycle = {
      definition,
      snapshot,
      casefile: ['organisation', 'rating', 'office'].includes(machine) ? undefined : (snapshot.context as Casefile),
      duties: file.duties.filter((duty) => duty.instance === instance.id),
      around: {
        parent: instance.parent !== undefined && open(instance.parent),
        children: file.instances.some(({ parent, id }) => parent === instance.id && open(id)),
      },
    }
    const letters = file.letters.filter(({ sentOn }) => !sentOn).map((letter) => ({ ...letter, body: letter.body ?? 'as composed' }))
    const stampFor = (by: (typeof directory)[number]) => stamp(by, day, { organisations: sectors, ...(letters.length > 0 && { letters }) })
    for (const { kind, because } of standstillsOf(lifecycle, directory, stampFor)) {
      const says = `${kind}: ${because}`
      if (!this.#found.has(says)) this.#found.set(says, found.place)
    }
  }

  /** What was found, with the first place where it was. */
  unexpected(machine: string): readonly string[] {
    const expected = findings[machine] ?? {}
    return [...this.#found].filter(([says]) => !Object.hasOwn(expected, says)).map(([says, place]) => `${says} (${place})`)
  }

  /** What is listed as found, and is not any more. */
  vanished(machine: string): readonly string[] {
    return Object.keys(findings[machine] ?? {}).filter((says) => !this.#found.has(says))
  }
}

const isClosed = (stored: string) => stored.slice(stored.lastIndexOf('"value":')).includes('"closed"')
