import { streamOf } from './live-stream.js'

const SAID_AT_MOST_EVERY_MS = 60_000
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

/**
 * The numbers of a flow as they change: each in its place, so that nothing moves and whatever has the focus keeps it. Nothing is animated,
 * whoever looks on. Where the changes do not get through, the numbers are asked for again and again, and the page says so.
 */
export function start(flow) {
  const part = (name) => flow.querySelector(`[data-live-${name}]`)
  const [stamp, button, banner, status] = ['stamp', 'pause', 'banner', 'status'].map(part)
  const numbers = numbersIn(document, stamp.dateTime)
  const say = sayingIn(status)
  const state = document.createElement('span')
  const more = document.createElement('span')
  button.after(state, more)

  const stream = streamOf(flow.dataset, {
    told: ({ asOf, changed, whole, crossed }) => {
      const unseen = numbers.take(changed, whole)
      stamp.dateTime = asOf
      stamp.textContent = clock.format(new Date(asOf))
      more.textContent = unseen > 0 ? `${unseen} more ${unseen === 1 ? 'state has' : 'states have'} something in them: refresh to see` : ''
      if (crossed) say(crossed)
    },
    stands: (how, since) => {
      const { short, long } = words[how]
      state.textContent = short
      banner.textContent = long ? `${long}${since ? ` The numbers are of ${clock.format(since)}.` : ''}` : ''
      banner.hidden = !long
      if (how === 'signedOut') button.hidden = true
    },
  })

  const remembered = `redress-live-paused ${location.pathname}`
  const pause = (paused) => {
    button.setAttribute('aria-pressed', String(paused))
    sessionStorage.setItem(remembered, String(paused))
    if (paused) stream.rest('paused')
    else if (!document.hidden) stream.go()
  }
  button.addEventListener('click', () => pause(button.getAttribute('aria-pressed') !== 'true'))
  document.addEventListener('visibilitychange', () => {
    if (button.getAttribute('aria-pressed') === 'true') return
    if (document.hidden) stream.rest('live')
    else stream.go()
  })
  window.addEventListener('pagehide', () => stream.rest('live'))
  window.addEventListener('pageshow', ({ persisted }) => persisted && pause(sessionStorage.getItem(remembered) === 'true'))
  button.hidden = false
  pause(sessionStorage.getItem(remembered) === 'true')
}

const words = {
  live: { short: 'Live' },
  paused: { short: 'Paused' },
  asking: {
    short: 'Every 30 seconds',
    long: 'Changes do not get through to this page as they happen. It asks for the numbers every 30 seconds instead, and goes back to following them as soon as it can.',
  },
  away: { short: 'Not connected', long: 'The service cannot be reached at the moment. This page goes on trying.' },
  signedOut: { short: 'Stopped', long: 'You are signed out, so these numbers no longer change. Load the page again to sign in.' },
}

/** Every number in the page, as it was at the beginning; beside what has changed since it says by how much. */
function numbersIn(page, began) {
  const shown = new Map()
  for (const element of page.querySelectorAll('[data-count]'))
    shown.set(element.dataset.count, [...(shown.get(element.dataset.count) ?? []), element])
  const first = new Map([...shown].map(([key, [element]]) => [key, Number(element.textContent.replaceAll(',', ''))]))
  const since = clock.format(new Date(began))

  const put = (key, count) => {
    const by = count - first.get(key)
    const words = by === 0 ? '' : `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString('en-GB')} since ${since}`
    for (const element of shown.get(key)) {
      const text = count.toLocaleString('en-GB')
      if (element.textContent !== text) element.textContent = text
      element.classList.toggle('redress-live-changed', by !== 0)
      beside(element, words)
    }
  }
  return {
    /** Answers how many states have something in them now that the page has no place for. */
    take: (changed, whole) => {
      if (whole) for (const key of shown.keys()) put(key, changed[key] ?? 0)
      else for (const [key, count] of Object.entries(changed)) if (shown.has(key)) put(key, count)
      return Object.entries(changed).filter(([key, count]) => key.endsWith(':open') && count > 0 && !shown.has(key)).length
    },
  }
}

/** In a table the words stand below their number, in room that is there anyway; in the picture the number alone is marked. */
function beside(element, words) {
  const cell = element.closest('td')
  if (!cell) return
  cell.classList.add('redress-live-cell')
  let said = cell.querySelector('.redress-live-since')
  if (!said) {
    said = document.createElement('span')
    said.className = 'redress-live-since'
    cell.append(said)
  }
  said.textContent = words
}

/** Said aloud to who cannot see it, at most once a minute: what comes before that waits. */
function sayingIn(status) {
  let saidAt = Number.NEGATIVE_INFINITY
  let waiting
  const say = (sentences) => {
    saidAt = performance.now()
    status.textContent = sentences.join('. ')
  }
  return (sentences) => {
    clearTimeout(waiting)
    const wait = saidAt + SAID_AT_MOST_EVERY_MS - performance.now()
    if (wait <= 0) say(sentences)
    else waiting = setTimeout(say, wait, sentences)
  }
}
