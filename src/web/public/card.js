const SOON_MS = 250
const GRACE_MS = 200
const FRESH_MS = 15_000
const GAP = 8

/**
 * What a state's own page says, beside the state that is pointed at or has the focus. It stays while the pointer is in it, and goes with Esc.
 * Its links are for the pointer: by keyboard the same are on the page that the state leads to.
 */
export function start(flow) {
  const card = document.createElement('div')
  card.className = 'redress-flow-card'
  card.id = 'flow-card'
  card.hidden = true
  flow.append(card)

  const known = new Map()
  let over
  let soon

  const stateOf = (target) => target instanceof Element && target.closest('[data-card], .redress-flow__scroll [data-state]')
  const idOf = (state) => state.dataset.card ?? state.dataset.state

  const close = () => {
    clearTimeout(soon)
    over?.removeAttribute('aria-describedby')
    over = undefined
    card.hidden = true
  }
  const later = (what, ms) => {
    clearTimeout(soon)
    soon = setTimeout(what, ms)
  }

  const open = async (state) => {
    if (over === state) return
    over?.removeAttribute('aria-describedby')
    over = state
    const id = idOf(state)
    const address = addressOf(flow.dataset.cardAddress, id)
    const shown = await (fresh(known, address) ?? remember(known, address, asked(address)))
    if (over !== state || !shown) return
    card.replaceChildren(shown.cloneNode(true))
    for (const heading of card.querySelectorAll('h1, h2')) heading.replaceWith(inBold(heading))
    for (const link of card.querySelectorAll('a')) link.tabIndex = -1
    card.hidden = false
    place(card, state, flow)
    if (state.matches('a')) state.setAttribute('aria-describedby', card.id)
  }

  flow.addEventListener('focusin', ({ target }) => {
    const state = stateOf(target)
    if (state) later(() => open(state), SOON_MS)
    else if (!card.contains(target)) close()
  })
  flow.addEventListener('focusout', ({ relatedTarget }) => {
    if (!stateOf(relatedTarget) && !card.contains(relatedTarget)) later(close, GRACE_MS)
  })
  flow.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return
    if (card.contains(target)) return clearTimeout(soon)
    const state = stateOf(target)
    if (state && state !== over) later(() => open(state), SOON_MS)
    else if (state) clearTimeout(soon)
    else if (over && !over.contains(document.activeElement)) later(close, GRACE_MS)
  })
  flow.addEventListener('pointerleave', () => over && !over.contains(document.activeElement) && later(close, GRACE_MS))
  flow.addEventListener('scroll', close, true)
  // The page is of another moment now: so is what it says of the same state.
  flow.addEventListener('redress-moment', () => {
    const state = over
    close()
    if (state?.isConnected) void open(state)
  })
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && close())
}

const fresh = (known, address) => {
  const { at, shown } = known.get(address) ?? {}
  return at && performance.now() - at < FRESH_MS ? shown : undefined
}
const remember = (known, address, shown) => {
  known.set(address, { at: performance.now(), shown })
  return shown
}

/** The page has headings of its own. */
function inBold(heading) {
  const words = document.createElement('p')
  words.className = heading.className
  words.replaceChildren(...heading.childNodes)
  return words
}

function addressOf(page, id) {
  const where = new URL(page, location.href)
  where.searchParams.set('state', id)
  return where.href
}

async function asked(address) {
  const answer = await fetch(address).catch(() => undefined)
  if (!answer?.ok || answer.redirected) return undefined
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-card-of]')
}

/** Below the state, or above it where there is no room; never beyond the edge of the window. */
function place(card, state, flow) {
  const at = state.getBoundingClientRect()
  const around = flow.getBoundingClientRect()
  const { width, height } = card.getBoundingClientRect()
  const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - width - GAP))
  const below = at.bottom + height + GAP <= innerHeight || at.top < height + GAP
  card.style.left = `${left - around.left}px`
  card.style.top = `${(below ? at.bottom + 2 : at.top - height - 2) - around.top}px`
}
