import { start as drawn } from './picture.js'

const EVERY_MS = 1_000
const KEYS = { ArrowLeft: 'previous', ArrowRight: 'next', Home: 'first', End: 'last' }

/**
 * Steps through a route in place, by arrow keys or one step a second. Each step is the page of that step as the service shows it; without
 * scripts the same links lead there.
 */
export function start(route) {
  const stepper = route.querySelector('[data-stepper]')
  const at = stepper.querySelector('[data-at]')
  const links = Object.fromEntries([...stepper.querySelectorAll('[data-to]')].map((link) => [link.dataset.to, link]))
  const shown = route.querySelector('[data-shown]')
  const said = document.createElement('p')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')
  stepper.append(said)
  let playing
  let asked = 0

  const go = async (address, aloud) => {
    const mine = ++asked
    const answer = await fetch(address).catch(() => undefined)
    if (mine !== asked) return
    // Signed out, or the casefile is not to be seen any more: the page itself says so.
    if (!answer?.ok || answer.redirected) return location.assign(address)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (mine !== asked) return
    take(page.querySelector('[data-module~="redress-route"]'), address)
    if (aloud) said.textContent = at.textContent
  }

  const take = (there, address) => {
    const kept = places(shown)
    shown.replaceChildren(...there.querySelector('[data-shown]').childNodes)
    at.replaceChildren(...there.querySelector('[data-at]').childNodes)
    for (const [name, link] of Object.entries(links)) pointed(link, there.querySelector(`[data-to="${name}"]`))
    const others = there.querySelectorAll('nav a')
    for (const [place, link] of route.querySelectorAll(':scope > nav a').entries()) if (others[place]) link.href = others[place].href
    back(shown, kept)
    history.replaceState(null, '', address)
    void drawn(route)
  }

  const step = (name) => {
    const address = links[name].getAttribute('href')
    if (address === null) return pause()
    return go(address, playing === undefined)
  }

  const button = playButton()
  const pause = () => {
    clearTimeout(playing)
    playing = undefined
    // What was asked for while it played does not come any more.
    asked++
    button.textContent = 'Play'
    said.textContent = at.textContent
  }
  /** The next step a second after this one is there, however long that took. */
  const playOn = () => {
    playing = setTimeout(async () => {
      const turn = playing
      await step('next')
      if (playing !== turn) return
      if (links.next.hasAttribute('href')) playOn()
      else pause()
    }, EVERY_MS)
  }
  const play = async () => {
    button.textContent = 'Pause'
    playing = 0
    if (!links.next.hasAttribute('href')) await step('first')
    if (playing === 0) playOn()
  }
  button.addEventListener('click', () => (playing === undefined ? play() : pause()))
  offered(stepper.querySelector('[data-play]'), button, pause)

  for (const [name, link] of Object.entries(links))
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !link.hasAttribute('href')) return
      event.preventDefault()
      pause()
      void step(name)
    })
  document.addEventListener('keydown', (event) => {
    const name = KEYS[event.key]
    const isHere = document.activeElement === document.body || stepper.contains(document.activeElement)
    if (!name || !isHere || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!stepper.contains(document.activeElement) && ['Home', 'End'].includes(event.key)) return
    event.preventDefault()
    if (playing !== undefined) pause()
    void step(name)
  })
  document.addEventListener('visibilitychange', () => document.hidden && playing !== undefined && pause())
  route.addEventListener('redress-drawn', () => centred(shown))
  centred(shown)
}

function playButton() {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary redress-route__play'
  button.textContent = 'Play'
  return button
}

/** Whoever asked for less motion steps by hand: nothing moves of itself. */
function offered(place, button, pause) {
  const asks = window.matchMedia('(prefers-reduced-motion: reduce)')
  const offer = () => {
    if (asks.matches) pause()
    place.replaceChildren(asks.matches ? 'Nothing plays of itself: your device asks for less motion' : button)
  }
  asks.addEventListener('change', offer)
  offer()
}

function pointed(link, there) {
  const address = there?.getAttribute('href') ?? null
  if (address === null) {
    link.removeAttribute('href')
    link.setAttribute('aria-disabled', 'true')
  } else {
    link.setAttribute('href', address)
    link.removeAttribute('aria-disabled')
  }
}

/** Where somebody had scrolled the picture to: it does not jump from step to step. */
const places = (shown) => {
  const picture = shown.querySelector('[data-picture]')
  return picture && { left: picture.scrollLeft, top: picture.scrollTop }
}

function back(shown, kept) {
  const picture = shown.querySelector('[data-picture]')
  if (!picture || !kept) return
  picture.scrollLeft = kept.left
  picture.scrollTop = kept.top
  centred(shown)
}

/** The state it stands in is in sight; of several, the one it came to last. */
function centred(shown) {
  const picture = shown.querySelector('[data-picture]')
  const cameThere = (state) => Number(/step=(\d+)$/.exec(state.querySelector('a')?.getAttribute('href') ?? '')?.[1] ?? 0)
  const here = [...(picture?.querySelectorAll('.state.here') ?? [])].sort((a, b) => cameThere(b) - cameThere(a))[0]
  if (!here) return
  const [box, state] = [picture.getBoundingClientRect(), here.getBoundingClientRect()]
  if (state.left < box.left || state.right > box.right) picture.scrollLeft += state.left - box.left - (box.width - state.width) / 2
  if (state.top < box.top || state.bottom > box.bottom) picture.scrollTop += state.top - box.top - (box.height - state.height) / 2
}
