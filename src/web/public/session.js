const WARNED_MINUTES = 5

/** Says before a session ends that it will, and lets it go on; what was typed is not touched. */
export function start(element) {
  const dialog = element.querySelector('dialog')
  const about = element.querySelector('#session-about')
  const left = element.querySelector('[data-left]')
  const minutes = Number(element.dataset.minutes)
  let endsAt
  let ticking

  const begin = () => {
    endsAt = Date.now() + minutes * 60_000
    clearInterval(ticking)
    ticking = setInterval(tick, 15_000)
  }

  const tick = () => {
    const remaining = Math.ceil((endsAt - Date.now()) / 60_000)
    if (remaining > WARNED_MINUTES) return
    left.textContent = remaining > 1 ? `${remaining} minutes` : remaining === 1 ? '1 minute' : 'a moment'
    if (!dialog.open && remaining > 0) {
      element.hidden = false
      dialog.showModal()
    }
    if (remaining <= 0) clearInterval(ticking)
  }

  const stay = async () => {
    const answer = await fetch('/session', { method: 'POST', headers: { 'X-CSRF-Token': element.dataset.token } }).catch(() => undefined)
    if (answer?.ok && !answer.redirected) {
      begin()
      dialog.close()
    } else
      about.textContent =
        'That did not work: you may be signed out already. Close this, and send what you typed: it is kept while you sign in again.'
  }

  element.querySelector('[data-stay]').addEventListener('click', stay)
  element.querySelector('[data-close]').addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => {
    element.hidden = true
  })
  begin()
}
