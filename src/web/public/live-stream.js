const ASKED_EVERY_MS = 30_000
/** The first message comes at once: where it does not, something on the way keeps it back. */
const FIRST_WITHIN_MS = 10_000
/** When nothing changes there is a beat every fifteen seconds. */
const QUIET_AT_MOST_MS = 45_000
const FAILURES = 3
const TOO_MANY = 429

/** What an event source does not tell: whether this page is one too many, in the words of the service. Nothing is left open. */
async function whyRefused(address) {
  const leaving = new AbortController()
  const answer = await fetch(address, { cache: 'no-store', signal: leaving.signal }).catch(() => undefined)
  const problem = answer?.status === TOO_MANY ? await answer.json().catch(() => undefined) : undefined
  leaving.abort()
  return problem?.detail ?? ''
}

/**
 * Follows the stream at `url`; where it breaks off again and again, asks at `numbersUrl` every thirty seconds instead, and tries the stream
 * each time. It goes on where it was, by the id of the last message.
 *
 * @param told with each message, and since when it holds, by the clock of the browser
 * @param holds whenever the numbers are known to hold, whether or not there is a message, with the same
 * @param stands with how it is going, and why, where the service said so
 */
export function streamOf({ url, numbersUrl }, { told, holds, stands }) {
  let last = ''
  let source
  let watching
  let asking
  let failures = 0
  /** When the latest question was asked to which there was an answer: one to an earlier question that comes after it is of no more use. */
  let answeredAt = 0
  let over = false
  /** Why the service keeps no stream open for this page, where it said so. */
  let refused = ''

  const hear = (message) => {
    const at = Date.now()
    holds(at)
    failures = 0
    refused = ''
    watch(QUIET_AT_MOST_MS)
    if (asking) {
      clearInterval(asking)
      asking = undefined
    }
    stands('live')
    if (message) take(JSON.parse(message.data), message.lastEventId, at)
  }
  const take = (data, id, at) => {
    last = id
    told(data, at)
  }
  const watch = (ms) => {
    clearTimeout(watching)
    watching = setTimeout(fail, ms)
  }
  const hangUp = () => {
    clearTimeout(watching)
    source?.close()
    source = undefined
  }

  const listen = () => {
    hangUp()
    const address = new URL(url, location.href)
    if (last) address.searchParams.set('lastEventId', last)
    const opened = new EventSource(address)
    source = opened
    watch(FIRST_WITHIN_MS)
    source.addEventListener('message', hear)
    source.addEventListener('beat', () => hear())
    source.addEventListener('ended', signedOut)
    source.addEventListener('error', async () => {
      failures += 1
      if (opened.readyState === EventSource.CLOSED) refused = await whyRefused(address)
      // Meanwhile it may have been paused, or given up.
      if (source === opened && (asking || opened.readyState === EventSource.CLOSED || failures >= FAILURES)) fail()
    })
  }
  const fail = () => {
    hangUp()
    if (asking) return
    asking = setInterval(askAndTry, ASKED_EVERY_MS)
    void ask()
  }
  const askAndTry = async () => {
    await ask()
    if (asking) listen()
  }
  const ask = async () => {
    const at = Date.now()
    const headers = last ? { 'If-None-Match': `"${last}"` } : {}
    const answer = await fetch(numbersUrl, { headers, cache: 'no-store' }).catch(() => undefined)
    if (!asking || at < answeredAt) return
    answeredAt = at
    if (answer?.redirected || answer?.status === 401) {
      signedOut()
      return
    }
    const data = answer?.status === 200 ? await answer.json().catch(() => undefined) : undefined
    if (data) take(data, answer.headers.get('ETag').replaceAll('"', ''), at)
    const isKnown = data || answer?.status === 304
    if (isKnown) holds(at)
    stands(isKnown ? 'asking' : 'away', refused)
  }
  const leave = () => {
    hangUp()
    clearInterval(asking)
    asking = undefined
  }
  const signedOut = () => {
    leave()
    over = true
    stands('signedOut')
  }

  return {
    go: () => {
      if (over || source || asking) return
      failures = 0
      stands('connecting')
      listen()
    },
    /** Nothing is asked until it goes on. */
    rest: leave,
    pause: () => {
      leave()
      if (!over) stands('paused')
    },
  }
}
