import { describe, expect, test } from '@jest/globals'
import type { AnyStateNode } from 'xstate'
import { definitions } from '../../machines/index.ts'
import { descendants, reachable } from '../../machines/kernel/nodes.ts'
import { snapshotOf } from '../../machines/kernel/stored.ts'
import { type Checked, checked, figuresOf } from './checked.ts'
import { invariants } from './invariants.ts'
import { acts } from './law-of-acts.ts'
import { endings } from './law-of-endings.ts'
import { Matrix } from './matrix.ts'
import { Standstills } from './stuck.ts'
import { worldOf } from './worlds/index.ts'
import { expectWritten } from './written.ts'

/** Explores one machine, prints the figures, and holds it against every invariant and against its page of authority. */
export function checkMachine(name: string): void {
  describe(`every reachable state of the ${name} machine`, () => {
    const definition = definitions[name]!
    const matrix = new Matrix()
    const standstills = new Standstills()
    const stoodIn = new Set<string>()
    let model: Checked
    const explored = () => {
      model ??= checked(definitions, name, worldOf(definition), (state) => {
        matrix.watch(state)
        standstills.watch(state)
        for (const { id } of snapshotOf(definition, state.instance)._nodes as AnyStateNode[]) stoodIn.add(id)
      })
      return model
    }

    test('is explored', () => {
      process.stdout.write(`  model of ${figuresOf(explored())}\n`)
      expect(explored().states.length).toBeGreaterThan(1)
    }, 300_000)

    test.each(invariants)('%s', (invariant) => {
      expect(explored().findings.filter((each) => each.invariant === invariant)).toEqual([])
    })

    test('leaves nobody stuck: somebody of the standard posts can go on, or a date is running, but where a reason is written down', () => {
      explored()
      expect(standstills.unexpected(name)).toEqual([])
      expect(standstills.vanished(name)).toEqual([])
    })

    test('is every state that the chart can lead to', () => {
      const chart = [...reachable(definition.machine.root)].filter((node) => descendants(node).length === 0)
      expect(chart.map(({ id }) => id).filter((id) => !stoodIn.has(id))).toEqual([])
    })

    test('has taken every event, each by somebody', () => {
      expect(Object.keys(definition.events).filter((type) => !explored().taken.has(type))).toEqual([])
    })

    test('has its ending and its acts in the law, and the law none that there is not', () => {
      const closed = definition.machine.root.states['closed']
      expect(Object.keys(endings[name] ?? {}).sort()).toEqual(Object.keys(closed?.states ?? {}).sort())
      expect(Object.keys(acts[name] ?? {}).filter((type) => !definition.events[type])).toEqual([])
    })

    test('lets through whom its page of authority names: a changed rule shows there', () => {
      explored()
      expectWritten(name, matrix.text())
    })
  })
}
