import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { setup } from 'xstate'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import type { Definition, Stamp } from '../../../machines/kernel/definition.ts'
import { begun } from '../../../machines/kernel/desk.ts'
import { act, offered } from '../../../machines/kernel/file.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { canonical, endsOf, fromStored, recordStored, shapeOf, toStored, Unreadable } from '../../../machines/kernel/stored.ts'
import { act as actSchema } from '../../../machines/kernel/words.ts'
import { amy, stamp } from './support/people.ts'
import { definitions, request } from './support/request.ts'
import { asked, ROOT, refusal } from './support/story.ts'

const stored = asked().held('request A').stored
const spoilt = (change: (held: { name: string; v: number; shape: string; snapshot: Record<string, unknown> }) => unknown) => {
  const held = JSON.parse(stored)
  return JSON.stringify(change(held) ?? held)
}

describe('canonical text', () => {
  test('is the same for the same value, in whatever order it was put together, and what JSON would read', () => {
    expect(canonical({ b: 1, a: [{ d: null, c: 'ü"\n' }], e: undefined })).toBe('{"a":[{"c":"ü\\"\\n","d":null}],"b":1}')
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonical(JSON.parse(text))).toBe(text)
      }),
      { numRuns: 500, seed: 3 },
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value))
      }),
      { numRuns: 300, seed: 3 },
    )
  })
})

describe('a stored snapshot', () => {
  test('is read and written again byte for byte, in every state of a walk', () => {
    const story = asked().put('request A', refusal, amy, '2026-03-12')
    story.sweep('2026-05-01')
    for (const { machine, stored: text } of story.file.instances)
      expect(toStored(definitions[machine]!, fromStored(definitions[machine]!, text))).toBe(text)
  })

  test('has no keys in it that XState does not persist, and the name, version and shape of its machine', () => {
    expect(Object.keys(JSON.parse(stored))).toEqual(['name', 'shape', 'snapshot', 'v'])
    expect(Object.keys(JSON.parse(stored).snapshot)).toEqual(['children', 'context', 'historyValue', 'status', 'value'])
    expect(JSON.parse(stored)).toMatchObject({ name: 'request', v: 1, shape: shapeOf(request) })
    const [beginning, ending] = endsOf(request)
    expect([stored.startsWith(beginning), stored.endsWith(ending)]).toEqual([true, true])
  })

  test.each<[string, string, RegExp]>([
    ['that is not JSON', '{"name":', /is not JSON/],
    ['that is empty', '', /is not JSON/],
    ['that is null', 'null', /lacks its name/],
    ['that is a list', '[]', /lacks its name/],
    ['without a snapshot', spoilt(({ snapshot: _, ...rest }) => rest), /lacks its name/],
    ['without a version', spoilt(({ v: _, ...rest }) => rest), /lacks its name/],
    ['with half a version', spoilt((held) => ({ ...held, v: 0.5 })), /lacks its name/],
    ['of version 0', spoilt((held) => ({ ...held, v: 0 })), /lacks its name/],
    ['without a record', spoilt(({ snapshot: { context: _, ...snapshot }, ...rest }) => ({ ...rest, snapshot })), /lacks its name/],
    ['that has failed', spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, status: 'error' } })), /lacks its name/],
    [
      'with an actor inside',
      spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, children: { kid: { src: 'kid', snapshot: {} } } } })),
      /lacks its name/,
    ],
    ['of another machine', asked().held('complaint').stored, /is of complaint, this is request/],
    ['of a newer version', spoilt((held) => ({ ...held, v: 2 })), /is of request 2; this program knows 1/],
    ['of another shape', spoilt((held) => ({ ...held, shape: '00000000' })), /request 1 has changed shape without a new version/],
    [
      'in a state that is not on the chart',
      spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, value: 'nowhere' } })),
      /has no state "nowhere"/,
    ],
    [
      'in a state of a prototype',
      spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, value: 'toString' } })),
      /has no (complete )?state "toString"/,
    ],
    [
      'in a state without the one inside it',
      spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, value: { signing: 'submitted' } } })),
      /has no complete state {"signing":"submitted"}/,
    ],
    [
      'in one region of two',
      spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, value: { running: { letter: 'draft' } } } })),
      /has no (complete )?state/,
    ],
    ['in no state', spoilt((held) => ({ ...held, snapshot: { ...held.snapshot, value: {} } })), /has no (complete )?state/],
  ])('%s is unreadable, and says why', (_what, text, why) => {
    expect(() => fromStored(request, text)).toThrow(Unreadable)
    expect(() => fromStored(request, text)).toThrow(why)
  })

  test('gives its record alone as its whole does, and refuses what is another machine’s, later or misshapen', () => {
    expect(recordStored(request, stored)).toEqual(fromStored(request, stored).context)
    for (const wrong of [{ name: 'letter' }, { v: 99 }, { shape: 'another' }, { snapshot: {} }])
      expect(() => recordStored(request, JSON.stringify({ ...JSON.parse(stored), ...wrong }))).toThrow(Unreadable)
  })

  test('spoilt in any way is either unreadable or still works: nothing else is thrown', () => {
    const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
      value && typeof value === 'object' ? [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))] : [path]
    const places = paths(JSON.parse(stored).snapshot.value, ['snapshot', 'value']).concat([
      ['name'],
      ['v'],
      ['shape'],
      ['snapshot'],
      ['snapshot', 'status'],
      ['snapshot', 'children'],
    ])
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('closed', '__proto__', 'constructor', { closed: 'dropped' })),
        (path, value) => {
          const held = JSON.parse(stored)
          const owner = path.slice(0, -1).reduce((inner, key) => inner[key], held)
          owner[path.at(-1)!] = value
          try {
            const snapshot = fromStored(request, JSON.stringify(held))
            expect(toStored(request, snapshot)).toContain('"name":"request"')
          } catch (error) {
            expect(error).toBeInstanceOf(Unreadable)
          }
        },
      ),
      { numRuns: 2_000, seed: 8, endOnFailure: true },
    )
  })

  test('that is unreadable harms nobody but whoever asks for it', () => {
    const story = asked()
    const file = {
      ...story.file,
      instances: story.file.instances.map((held) => (held.machine === 'request' ? { ...held, stored: '{}' } : held)),
    }
    const id = story.idOf('request A')
    expect(() => offered(definitions, file, id, stamp(amy, '2026-03-12'))).toThrow(Unreadable)
    const called = { instance: ROOT, event: { type: 'RECORD_CALL', said: 'text:1:aa' } }
    expect(act(definitions, file, called, stamp(amy, '2026-03-12')).outcome).toBe('taken')
  })
})

describe('a chart that changes', () => {
  interface Box {
    readonly things: number
    readonly counted?: boolean
  }
  const rules = { byAnyone: rulesAbout<Box>().must('I16', { who: { atLeast: 'caseworker' } }) }
  const { all, guards } = arrowsWith(rules, {})
  const chart = setup({ types: { context: {} as Box, events: {} as { type: 'GO' } & Stamp }, guards })
  const events = { GO: actSchema('GO', {}, { title: 'Go', done: 'went' }) }
  const definition = (version: number, machine: Definition['machine'], more: Partial<Definition> = {}): Definition => ({
    name: 'box',
    title: 'Box',
    version,
    machine,
    rules,
    conditions: {},
    deadlines: {},
    events,
    messages: [],
    ...more,
  })
  const chartOf = (first: string, second: string) =>
    chart.createMachine({
      id: 'box',
      context: { things: 1 },
      initial: first,
      states: { [first]: { on: { GO: { target: second, guard: all('byAnyone') } } }, [second]: {} },
    })

  const one = definition(1, chartOf('open', 'shut'))
  const held = begun(one, undefined).stored

  test('its shape without a new version is refused, whatever else stays', () => {
    expect(() => fromStored(definition(1, chartOf('open', 'closed')), held)).toThrow('box 1 has changed shape without a new version')
  })

  test('the order in which states are written down is no change of shape', () => {
    const turned = chart.createMachine({
      id: 'box',
      context: { things: 1 },
      initial: 'open',
      states: { shut: {}, open: { on: { GO: { target: 'shut', guard: all('byAnyone') } } } },
    })
    expect(fromStored(definition(1, turned), held).value).toBe('open')
  })

  test('upgrades bring what is stored up, one version at a time, state and record', () => {
    const upgrades = {
      1: ({ value, context }: { value: unknown; context: unknown }) => ({
        value: value === 'open' ? 'ajar' : value,
        context: { ...(context as Box), things: (context as Box).things + 1 },
      }),
      2: ({ value, context }: { value: unknown; context: unknown }) => ({ value, context: { ...(context as Box), counted: true } }),
    }
    const three = definition(3, chartOf('ajar', 'shut'), { upgrades })
    const brought = fromStored(three, held)
    expect([brought.value, brought.context]).toEqual(['ajar', { things: 2, counted: true }])
    expect(JSON.parse(toStored(three, brought))).toMatchObject({ v: 3, shape: shapeOf(three) })
    expect(
      act(
        { box: three },
        { id: 'f', revision: 1, instances: [{ id: 'i', machine: 'box', stored: held }], duties: [], letters: [] },
        { instance: 'i', event: { type: 'GO' } },
        stamp(amy, '2026-03-12'),
      ),
    ).toMatchObject({ outcome: 'taken', lines: [{ from: 'ajar', to: 'shut', version: 3 }] })
  })

  test('a missing or failing upgrade, or one that leads nowhere, is unreadable', () => {
    const two = (upgrade?: () => { value: unknown; context: unknown }) =>
      definition(2, chartOf('ajar', 'shut'), upgrade ? { upgrades: { 1: upgrade } } : {})
    expect(() => fromStored(two(), held)).toThrow('box 1 cannot be brought to 2: there is no upgrade')
    expect(() =>
      fromStored(
        two(() => {
          throw new Error('x')
        }),
        held,
      ),
    ).toThrow('box 1 cannot be brought to 2: its upgrade fails')
    expect(() =>
      fromStored(
        two(() => ({ value: 'open', context: {} })),
        held,
      ),
    ).toThrow('box 2 has no state "open"')
    for (const upgrade of [undefined, () => ({ value: 'open', context: {} })])
      expect(() => fromStored(two(upgrade), held)).toThrow(Unreadable)
  })
})
