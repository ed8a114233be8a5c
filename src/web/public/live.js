import { sayingIn } from './live-said.js'
import { stampIn } from './live-stamp.js'
import { streamOf } from './live-stream.js'

/**
 * The numbers of a flow as they change: each in its place, so that nothing moves and whatever has the focus keeps it. Nothing is animated,
 * whoever looks on. Where the changes do not get through, the numbers are asked for again and again, and the page says so.
 */
export function start(flow) {
  const part = (name) => flow.querySelector(`[data-live-${name}]`)
  const [button, banner, status] = ['pause', 'banner', 'status'].map(part)
  const stamp = stampIn(part('stamp'))
  const numbers = numbersIn(document, stamp, part('since'), flow.dataset.standing)
  const say = sayingIn(status)
  const noted = () => {
    for (const note of flow.querySelectorAll('[data-live-note]')) note.hidden = false
  }
  noted()
  flow.addEventListener('redress-drawn', () => {
    noted()
    numbers.more()
  })
  const state = document.createElement('span')
  const more = document.createElement('span')
  button.after(state, more)

  const stream = streamOf(flow.dataset, {
    told: ({ asOf, changed, whole, crossed }, at) => {
      stamp.holds({ at, asOf })
      more.textContent = moreSaid(numbers.take(changed, whole), stamp.since, flow.dataset.refreshShows !== undefined)
      if (crossed) say(crossed)
    },
    holds: (at) => stamp.holds({ at }),
    stands: (how, refused) => {
      const { short, still, ...usual } = words[how]
      const long = how === 'asking' && refused ? `${refused}. ${untilThen}` : usual.long
      state.textContent = short
      // What went wrong is so until something is heard.
      if (how === 'connecting') return
      banner.textContent = long ? `${long}${still ? ` The numbers are of ${stamp.words}.` : ''}` : ''
      banner.hidden = !long
      if (how === 'signedOut') button.hidden = true
    },
  })

  const remembered = `redress-live-paused ${location.pathname}`
  const pause = (paused) => {
    button.setAttribute('aria-pressed', String(paused))
    sessionStorage.setItem(remembered, String(paused))
    if (paused) stream.pause()
    else if (!document.hidden) stream.go()
  }
  button.addEventListener('click', () => pause(button.getAttribute('aria-pressed') !== 'true'))
  document.addEventListener('visibilitychange', () => {
    if (button.getAttribute('aria-pressed') === 'true') return
    if (document.hidden) stream.rest()
    else stream.go()
  })
  window.addEventListener('pagehide', () => stream.rest())
  window.addEventListener('pageshow', ({ persisted }) => persisted && pause(sessionStorage.getItem(remembered) === 'true'))
  button.hidden = false
  pause(sessionStorage.getItem(remembered) === 'true')
}

const untilThen = 'Until then this page asks for the numbers every 30 seconds.'
const words = {
  connecting: { short: 'Connecting' },
  live: { short: 'Live' },
  paused: { short: 'Paused' },
  asking: {
    short: 'Every 30 seconds',
    long: 'Changes do not get through to this page as they happen. It asks for the numbers every 30 seconds instead, and goes back to following them as soon as it can.',
  },
  away: { short: 'Not connected', long: 'The service cannot be reached at the moment. This page goes on trying.', still: true },
  signedOut: {
    short: 'Stopped',
    long: 'You are signed out, so these numbers no longer change. Load the page again to sign in.',
    still: true,
  },
}

/** Of states that the page has no place for. In a picture, and where only what needs attention is shown, they are not there after refreshing. */
function moreSaid(count, since, refreshShows) {
  if (count === 0) return ''
  const [states, have] = count === 1 ? ['state', 'has something in it'] : ['states', 'have something in them']
  return refreshShows
    ? `${count} more ${states} ${have} since ${since}: refresh to see`
    : `${count} ${states} not shown here ${have} since ${since}`
}

const measures = { open: 'open', overdue: 'overdue', dueIn7Days: 'due in 7 days' }

/**
 * Every number in the page, as it was at the beginning; beside what has changed since it says by how much.
 *
 * @param standing the states in which something stood then, on the page or not; undefined where the page tells of no other states than it has
 */
function numbersIn(page, stamp, head, standing) {
  const shown = new Map()
  const first = new Map()
  const now = new Map()
  const find = () => {
    for (const element of page.querySelectorAll('[data-count]')) {
      const key = element.dataset.count
      const known = shown.get(key) ?? []
      if (known.includes(element)) continue
      shown.set(key, [...known, element])
      if (first.has(key)) continue
      first.set(key, Number(element.textContent.replaceAll(',', '')))
      now.set(key, first.get(key))
    }
  }
  find()
  // Whether something is late its state's own number says: where only that has no place, nothing is missing.
  const onlyInTime = (page.querySelector('[data-only-in-time]')?.dataset.onlyInTime ?? '').split(' ')
  const notMissed = standing === undefined ? undefined : new Set(['all', ...onlyInTime, ...standing.split(' ')])
  /** What is not 0, on the page or not. */
  const some = new Set()
  const differs = (key) => {
    const by = now.get(key) - first.get(key)
    return by === 0 ? '' : `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString('en-GB')}`
  }
  /** A state's title: what it said, without what it says of numbers, and these as they are. */
  const titleOf = (id, said) => [
    ...said.split('\n').filter((line) => !/^[−+\d,]+ (open|overdue|due in 7 days)/.test(line)),
    ...Object.entries(measures).flatMap(([measure, words]) => {
      const key = `${id}:${measure}`
      const by = now.has(key) ? differs(key) : ''
      const isLate = measure === 'overdue' && now.get(key) > 0
      return by || isLate ? [`${now.get(key).toLocaleString('en-GB')} ${words}${by && `, ${by} since ${stamp.since}`}`] : []
    }),
  ]
  const headed = () => {
    if (!head) return
    const changed = Object.entries(measures).flatMap(([measure, words]) => {
      const key = `all:${measure}`
      return now.has(key) && differs(key) ? [`${differs(key)} ${words}`] : []
    })
    head.textContent = changed.length ? `Since ${stamp.since}: ${changed.join(', ')}` : `As at ${stamp.since}`
    head.hidden = false
  }
  headed()

  const put = (key, count) => {
    now.set(key, count)
    const by = count - first.get(key)
    const words = by === 0 ? '' : `${differs(key)} since ${stamp.since}`
    for (const element of shown.get(key)) {
      const text = count.toLocaleString('en-GB')
      if (element.textContent !== text) element.textContent = text
      element.classList.toggle('redress-live-changed', by !== 0)
      beside(element, words)
      leads(element)
      drawn(element, key, count, titleOf)
    }
  }
  return {
    /** A picture came later than its page: its numbers are from now on as all others. */
    more: () => {
      find()
      for (const key of shown.keys()) put(key, now.get(key))
    },
    /** Answers how many states have got something in them since the beginning that the page has no place for. */
    take: (changed, whole) => {
      if (whole) some.clear()
      for (const [key, count] of Object.entries(changed))
        if (count > 0) some.add(key)
        else some.delete(key)
      if (whole) for (const key of shown.keys()) put(key, changed[key] ?? 0)
      else for (const [key, count] of Object.entries(changed)) if (shown.has(key)) put(key, count)
      headed()
      const isMissed = (key) => key.endsWith(':open') && !shown.has(key) && !notMissed.has(key.slice(0, -':open'.length))
      return notMissed ? [...some].filter(isMissed).length : 0
    },
  }
}

/** In a table the words stand below their number, in room that is there anyway; in a sentence and in the picture the number alone is marked. */
function beside(element, words) {
  const cell = element.closest('.redress-flow__number')
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

/** What was none led nowhere; now there is a list. */
function leads(element) {
  const link = element.closest('a[data-list]')
  if (!link || element.textContent === '0') return
  link.href = link.dataset.list
  link.className = 'govuk-link govuk-link--no-visited-state'
  link.removeAttribute('data-list')
}

/** In the picture a number that is none is not seen, nor the sign of what is overdue; the title says the numbers, and what changed. */
function drawn(element, key, count, titleOf) {
  const state = element.closest('[data-state]')
  const row = element.closest('text')
  if (!state || !row) return
  const place = element.closest('.late')
  if (place) see(place, count > 0)
  const late = [...row.querySelectorAll('.late')]
  // A row that begins with one of them has a dot only between two that are seen.
  const isFirst = (piece) => row.firstElementChild === late[0] && !late.slice(0, late.indexOf(piece)).some(isSeen)
  for (const dot of row.querySelectorAll('.between')) see(dot, isSeen(dot.nextElementSibling) && !isFirst(dot.nextElementSibling))
  const title = state.querySelector(':scope > title')
  if (title) title.textContent = titleOf(key.slice(0, key.lastIndexOf(':')), title.textContent).join('\n')
  const badge = state.querySelector('.badge')
  if (!badge || !key.endsWith(':overdue')) return
  see(badge, count > 0)
  badge.querySelector('title').textContent = `${element.textContent} overdue`
}
const isSeen = (piece) => piece.getAttribute('display') !== 'none'
function see(piece, seen) {
  if (seen) piece.removeAttribute('display')
  else piece.setAttribute('display', 'none')
}
