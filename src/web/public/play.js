const EACH_MS = 1_000

/** Goes from one moment of a period to the next by itself, one a second; the links beside the button do so one at a time. */
export function start(flow) {
  const button = flow.querySelector('[data-play]')
  const said = flow.querySelector('[data-said]')
  // Whoever wants nothing to move goes on by the links.
  if (!button || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  let playing = false
  /** Whoever pauses and plays again begins another turn: what the one before still waits for does not come any more. */
  let turn = 0
  button.hidden = false
  const stop = (words) => {
    playing = false
    turn++
    button.textContent = 'Play'
    said.textContent = words
  }
  const steps = () => flow.querySelector('[data-of-moment="steps"]')

  const play = async () => {
    const mine = ++turn
    while (mine === turn) {
      const { next } = steps().dataset
      if (!next) return stop('The period has been played to its end.')
      const begun = performance.now()
      const shown = await moment(next)
      if (mine !== turn) return
      if (!shown) return stop('The next moment could not be shown.')
      // A page that is of no moment of the period has no step after it, either.
      if (!shown.querySelector('[data-of-moment="steps"]')) return stop('The period has been played to its end.')
      show(flow, shown, next)
      await new Promise((done) => setTimeout(done, Math.max(0, EACH_MS - (performance.now() - begun))))
    }
  }

  button.addEventListener('click', () => {
    if (playing) return stop('Paused.')
    playing = true
    button.textContent = 'Pause'
    said.textContent = 'Playing.'
    void play()
  })
  document.addEventListener('visibilitychange', () => document.hidden && playing && stop('Paused.'))
}

async function moment(address) {
  const answer = await fetch(address).catch(() => undefined)
  return answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
}

/** All that is of a moment is of this one: the parts that name themselves, what a state's card asks for, and the address. */
function show(flow, shown, address) {
  for (const part of flow.querySelectorAll('[data-of-moment]')) {
    const now = shown.querySelector(`[data-of-moment="${part.dataset.ofMoment}"]`)
    if (now) become(part, now)
  }
  flow.dataset.cardAddress = shown.querySelector('[data-card-address]').dataset.cardAddress
  document.title = shown.title
  history.replaceState(null, '', address)
  flow.dispatchEvent(new CustomEvent('redress-moment'))
}

/** What is built alike stays in its place: so does what was scrolled to, what was opened, and what has the focus. */
function become(piece, now) {
  if (!(piece instanceof Element)) {
    if (piece.data !== now.data) piece.data = now.data
    return
  }
  for (const { namespaceURI, name, value } of now.attributes)
    if (piece.getAttribute(name) !== value) piece.setAttributeNS(namespaceURI, name, value)
  for (const { name } of [...piece.attributes]) if (name !== 'open' && !now.hasAttribute(name)) piece.removeAttribute(name)
  const [old, others] = [[...piece.childNodes], [...now.childNodes]]
  const areAlike = old.length === others.length && old.every((each, place) => each.nodeName === others[place].nodeName)
  if (areAlike) for (const [place, each] of old.entries()) become(each, others[place])
  else piece.replaceChildren(...others)
}
