const EACH_MS = 1_000

/** Goes from one moment of a period to the next by itself, one a second; the links beside the button do so one at a time. */
export function start(flow) {
  const button = flow.querySelector('[data-play]')
  const said = flow.querySelector('[data-said]')
  // Whoever wants nothing to move goes on by the links.
  if (!button || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  let playing = false
  button.hidden = false
  const stop = (words) => {
    playing = false
    button.textContent = 'Play'
    said.textContent = words
  }
  const steps = () => flow.querySelector('[data-frame="steps"]')

  const play = async () => {
    while (playing) {
      const next = steps().dataset.next
      if (!next) return stop('The period has been played to its end.')
      const begun = performance.now()
      const shown = await moment(next)
      if (!playing) return
      if (!shown) return stop('The next moment could not be shown.')
      // A page that is of no moment of the period has no step after it, either.
      if (!shown.querySelector('[data-frame="steps"]')) return stop('The period has been played to its end.')
      show(flow, shown)
      history.replaceState(null, '', next)
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

/** Only what the numbers stand in is another: what was scrolled to, and what has the focus, stays. */
function show(flow, shown) {
  for (const frame of flow.querySelectorAll('[data-frame]')) {
    const now = shown.querySelector(`[data-frame="${frame.dataset.frame}"]`)
    if (!now) continue
    frame.replaceChildren(...now.childNodes)
    if (now.dataset.next === undefined) delete frame.dataset.next
    else frame.dataset.next = now.dataset.next
  }
  document.title = shown.title
}
