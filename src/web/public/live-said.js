const SAID_AT_MOST_EVERY_MS = 60_000

/** Said aloud to who cannot see it, at most once a minute: what comes before that waits, and of one state only the last is said. */
export function sayingIn(status) {
  const sentences = new Map()
  let saidAt = Number.NEGATIVE_INFINITY
  let waiting
  const say = () => {
    saidAt = performance.now()
    status.textContent = [...sentences.values()].join('. ')
    sentences.clear()
  }
  return (crossed) => {
    for (const sentence of crossed) sentences.set(sentence.split(': now ')[0], sentence)
    clearTimeout(waiting)
    const wait = saidAt + SAID_AT_MOST_EVERY_MS - performance.now()
    if (wait <= 0) say()
    else waiting = setTimeout(say, wait)
  }
}
