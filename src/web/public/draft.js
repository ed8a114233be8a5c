const EVERY_MS = 60_000

/** Saves what was typed every minute, where it changed; the page says when. Without it, the button does. */
export function start(form) {
  if (!('savable' in form.dataset)) return
  const said = form.querySelector('[data-draft-said]')
  let last = written(form)
  let sending = false
  let savedAt = ''

  const save = async () => {
    const now = written(form)
    if (sending || now === last) return
    const body = new URLSearchParams(now)
    body.set('_save', 'quietly')
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-CSRF-Token': form.dataset.token } }).catch(
      () => undefined,
    )
    if (isSaved(answer)) {
      last = now
      savedAt = `Saved at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
      said.textContent = savedAt
    } else {
      said.textContent = `${savedAt || 'Not saved yet'}; what you typed since is not saved. Send or save the form with its button: it is kept.`
    }
  }

  const timer = setInterval(save, EVERY_MS)
  form.addEventListener('submit', () => {
    sending = true
    clearInterval(timer)
  })
  // Back from the next page, the form is as it was left, and is saved again.
  window.addEventListener('pageshow', () => {
    sending = false
  })
}

/** Only what says so was saved: a form of an earlier session is answered with a page, too, and nothing of it is kept. */
const isSaved = (answer) =>
  answer?.ok === true && !answer.redirected && (answer.headers.get('Content-Type') ?? '').startsWith('application/json')

const written = (form) => new URLSearchParams(new FormData(form)).toString()
