const EVERY_MS = 1_500
const TIMES = 80

/**
 * Where a picture is still being drawn, its page is looked at again until it is there; then it is put in its place, and nothing else of
 * the page is another. Who has no scripts has a link that loads the page again.
 */
export async function start(section) {
  const place = section.querySelector('[data-picture-place]')
  for (let time = 0; time < TIMES; time++) {
    const again = place?.isConnected && place.querySelector('[data-again]')
    if (!again) return
    await new Promise((done) => setTimeout(done, EVERY_MS))
    await looked()
    const address = again.dataset.again
    const there = await lookedAt(address)
    // The page may be of another moment by now.
    if (!again.isConnected || again.dataset.again !== address) continue
    if (!there || there.querySelector('[data-again]')) continue
    place.replaceChildren(...there.childNodes)
    place.dispatchEvent(new CustomEvent('redress-drawn', { bubbles: true }))
  }
}

/** While nobody looks at the page nothing is asked, and no time is used up. */
async function looked() {
  while (document.hidden) await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }))
}

async function lookedAt(address) {
  const answer = await fetch(address).catch(() => undefined)
  if (!answer?.ok || answer.redirected) return undefined
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-picture-place]')
}
