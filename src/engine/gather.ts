/** As many questions as one statement takes before it holds up those behind it. */
const MOST_AT_ONCE = 64

/** A question for one at a time out of a question for many: what is asked while a statement is under way leaves together in the next. */
export function gathering<Asked, Found>(askAll: (asked: readonly Asked[]) => Promise<readonly Found[]>): (asked: Asked) => Promise<Found> {
  const asking: { asked: Asked; settle: (found: Found) => void; fail: (error: unknown) => void }[] = []
  let underWay = false
  return (asked) =>
    new Promise((settle, fail) => {
      asking.push({ asked, settle, fail })
      if (!underWay) void run()
    })

  async function run() {
    underWay = true
    await new Promise((turn) => setImmediate(turn)) // let everyone whose request is here already come along
    while (asking.length > 0) {
      const leaving = asking.splice(0, MOST_AT_ONCE)
      await askAll(leaving.map(({ asked }) => asked)).then(
        (found) => leaving.forEach(({ settle }, place) => void settle(found[place]!)),
        (error) => leaving.forEach(({ fail }) => void fail(error)),
      )
    }
    underWay = false
  }
}
