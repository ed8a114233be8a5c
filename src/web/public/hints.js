const AFTER_MS = 600

/** Says, while an action is being written, how it reads: asked of the service, which asks its rules. */
export function start(form) {
  const reading = form.querySelector('[data-reading]')
  let waiting
  let asked = 0

  const ask = async () => {
    const mine = ++asked
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.dataset.hints, { method: 'POST', body, headers: { 'X-CSRF-Token': form.dataset.token } }).catch(
      () => undefined,
    )
    if (!answer?.ok || mine !== asked) return
    show(reading, await answer.json().catch(() => undefined))
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, AFTER_MS)
  })
}

function show(reading, smart) {
  if (!smart) return
  const letters = made('ul', 'redress-smart')
  letters.setAttribute('aria-label', 'How it answers the five questions')
  letters.append(...smart.answers.map(letterOf))
  const hints = made('ul', 'govuk-list redress-hints')
  hints.append(
    ...smart.answers.flatMap(({ name, hints: said }) => said.map((hint) => hintOf(hint, name))),
    ...smart.others.map((hint) => hintOf(hint)),
  )
  const rest = hints.childElementCount > 0 ? hints : made('p', 'govuk-body-s', 'All five questions are answered, and no rule would object.')
  const systemic = smart.systemic ? [made('p', 'govuk-body-s', smart.systemic)] : []
  reading.replaceChildren(reading.querySelector('h2'), letters, rest, ...systemic)
}

function letterOf({ letter, name, answered, hints }) {
  const good = answered && hints.length === 0
  const item = made('li', `redress-smart__letter redress-smart__letter--${good ? 'good' : 'open'}`)
  const seen = made('span', '', letter)
  seen.setAttribute('aria-hidden', 'true')
  item.append(seen, made('span', 'govuk-visually-hidden', `${name}: ${good ? 'answered' : answered ? 'another look' : 'not answered'}`))
  return item
}

function hintOf({ because, paragraph }, name) {
  const item = made('li', '')
  if (name) item.append(made('strong', '', name), ': ')
  item.append(because)
  if (paragraph) item.append(' ', made('span', 'redress-cited', paragraph))
  return item
}

function made(tag, classes, text) {
  const element = document.createElement(tag)
  if (classes) element.className = classes
  if (text) element.textContent = text
  return element
}
