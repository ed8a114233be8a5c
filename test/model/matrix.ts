import type { AnyStateNode } from 'xstate'
import type { ArrowGuard } from '../../machines/kernel/arrow.ts'
import { ancestry } from '../../machines/kernel/nodes.ts'
import { judge } from '../../machines/kernel/rule.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { stamp } from '../support/people.ts'
import type { State } from './graph.ts'
import { postHolders } from './office.ts'

/**
 * Event × state × post, as the graph was explored: whom the rules about people let through, and which of them refuse the others. Of
 * each state and event that record counts which was met first; where several beginnings differ, each says its own.
 */
export class Matrix {
  /** event → what the posts are told → the states where it is so */
  readonly #rows = new Map<string, Map<string, Set<string>>>()
  readonly #asked = new Set<string>()

  watch({ definition, instance, found }: State): void {
    const snapshot = snapshotOf(definition, instance)
    const leaves = (snapshot._nodes as AnyStateNode[]).filter(({ type }) => type === 'atomic' || type === 'final')
    for (const leaf of leaves)
      for (const type of Object.keys(definition.events)) {
        const ways = ancestry(leaf)
          .flatMap((node) => node.transitions.get(type) ?? [])
          .map(({ guard }) => guard as unknown as ArrowGuard | undefined)
          .filter((guard) => guard && !guard.params.alongside)
        const names = [...new Set(ways.flatMap((guard) => guard!.params.rules))].filter((name) => definition.rules[name]!.who)
        const place = `${pathOf(leaf)} (${found.world})`
        if (names.length === 0 || this.#asked.has(`${type} ${place}`)) continue
        this.#asked.add(`${type} ${place}`)
        this.#note(type, place, this.#outcome(names, definition, snapshot.context, found.day))
      }
  }

  #note(type: string, place: string, outcome: string): void {
    const outcomes = this.#rows.get(type) ?? new Map<string, Set<string>>()
    outcomes.set(outcome, (outcomes.get(outcome) ?? new Set()).add(place))
    this.#rows.set(type, outcomes)
  }

  #outcome(names: readonly string[], { rules }: State['definition'], record: unknown, day: string): string {
    const refusedBy = new Map<string, string[]>()
    for (const by of postHolders) {
      const { refusals } = judge(rules, names, record, stamp(by, day), 'standing')
      const said = refusals.map(({ rule, cites }) => `${rule} ${cites}`).join(', ')
      refusedBy.set(said, [...(refusedBy.get(said) ?? []), by.id.replace('holder of ', '')])
    }
    return [...refusedBy]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, posts]) => (rule === '' ? `    allowed: ${posts.join(', ')}` : `    refused by ${rule}: ${posts.join(', ')}`))
      .join('\n')
  }

  /** A paragraph for each event; in it one for each different answer, with the states that give it. */
  text(): string {
    const events = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1))
    return events
      .map(([type, outcomes]) => {
        const all = [...outcomes.values()].flatMap((places) => [...places].map((place) => stateOf(place)))
        const isDivided = (state: string) =>
          [...outcomes.values()].filter((places) => [...places].some((place) => stateOf(place) === state)).length > 1
        const divided = new Set(all.filter(isDivided))
        const answers = [...outcomes].map(([outcome, places]) => `${statesIn([...places], divided)}\n${outcome}`).sort()
        return `${type}\n${answers.join('\n')}\n`
      })
      .join('\n')
  }
}

const pathOf = ({ path }: AnyStateNode) => path.join('.')
/** "awaitingSignOff.inTime (resolved)": the state, and the beginning from which it was reached. */
const PLACE = /^(.*) \((.*)\)$/
const stateOf = (place: string) => PLACE.exec(place)![1]!

/** One state a line; how it began is said where that makes the difference. */
function statesIn(places: readonly string[], divided: ReadonlySet<string>): string {
  const states = new Map<string, string[]>()
  for (const place of places) {
    const [, state, world] = PLACE.exec(place)!
    states.set(state!, [...(states.get(state!) ?? []), world!])
  }
  return [...states]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, worlds]) => (divided.has(state) ? `  ${state} (${worlds.sort().join('; ')})` : `  ${state}`))
    .join('\n')
}
