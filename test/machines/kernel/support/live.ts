import { type AnyStateMachine, assign, createActor } from 'xstate'
import { addDays, dayBegins, dayInLondon, type Instant } from '../../../../machines/kernel/calendar.ts'
import { amy, stamp } from './people.ts'
import { enteredOn, type Waits, waits } from './waits.ts'

/** A clock for live actors that stands still until it is moved, and then stops at every timer on the way. */
class MovedClock {
  now: number
  #timers: { id: number; at: number; ring: () => void }[] = []
  #next = 1

  constructor(now: Instant) {
    this.now = Date.parse(now)
  }

  setTimeout = (ring: (...args: never[]) => void, wait: number) => {
    this.#timers.push({ id: this.#next, at: this.now + wait, ring: ring as () => void })
    return this.#next++
  }

  clearTimeout = (id: number) => {
    this.#timers = this.#timers.filter((timer) => timer.id !== id)
  }

  /** When the timers that are set will ring. */
  get pending(): readonly Instant[] {
    return this.#timers.map(({ at }) => new Date(at).toISOString()).sort()
  }

  moveTo(moment: Instant) {
    for (;;) {
      const [due] = this.#timers.filter(({ at }) => at <= Date.parse(moment)).sort((a, b) => a.at - b.at || a.id - b.id)
      if (!due) break
      this.now = due.at
      this.clearTimeout(due.id)
      due.ring()
    }
    this.now = Date.parse(moment)
  }
}

/** The chart of waits as XState runs it by itself: its own delays, its own timers, its own choice among arrows. */
export function liveWaits(start: Instant) {
  const clock = new MovedClock(start)
  const today = () => dayInLondon(new Date(clock.now).toISOString())
  const delays = Object.keys(waits.deadlines).map((name) => [
    name,
    ({ context }: { context: Waits }) => Date.parse(dayBegins(addDays(context.days[name]!, 1))) - clock.now,
  ])
  const machine: AnyStateMachine = waits.machine.provide({
    delays: Object.fromEntries(delays),
    actions: {
      enter: assign(({ context }, params) =>
        enteredOn(context as Waits, today(), params as unknown as Parameters<typeof enteredOn>[2]),
      ) as never,
    },
  })
  const actor = createActor(machine, { clock }).start()
  return {
    clock,
    send: (type: string) => actor.send({ type, ...stamp(amy, today()) }),
    get stands() {
      const { value, context } = actor.getSnapshot()
      return { value, context }
    },
    stop: () => actor.stop(),
  }
}
