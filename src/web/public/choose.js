import './accessible-autocomplete.min.js'

const FEW = 12
const LEAST_TYPED = 2

/**
 * A long list is chosen from by typing; what it does not hold is asked of the service. The list itself stays what is sent; of a form that
 * is shown again, what was typed goes along, so that it is there again.
 */
export function start(select) {
  const { suggest, typed, typedName } = select.dataset
  if (!suggest && select.options.length <= FEW) return
  const more = select.closest('.govuk-form-group')?.querySelector('[data-find-more]')
  const search = more?.querySelector('input')
  if (more) more.hidden = true
  const described = select.getAttribute('aria-describedby')
  const id = select.id
  const found = new Map([...select.options].filter(({ value }) => value).map(({ text, value }) => [text.trim(), value]))
  const chosen = () => (select.value ? select.selectedOptions[0].text.trim() : '')

  globalThis.accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    name: typedName,
    defaultValue: chosen() || typed || search?.value || '',
    minLength: suggest ? LEAST_TYPED : 0,
    showAllValues: !suggest,
    confirmOnBlur: false,
    source: suggest ? asking(suggest, found) : undefined,
    onConfirm: (text) => text && choose(select, text, found.get(text)),
    tNoResults: () => 'Nothing of this name',
  })

  const input = document.getElementById(id)
  if (described) input.setAttribute('aria-describedby', `${described} ${input.getAttribute('aria-describedby') ?? ''}`.trim())
  // What is typed and not chosen is looked for when the form is sent; what was chosen before is no longer meant.
  input.addEventListener('input', () => {
    if (input.value.trim() !== chosen()) select.value = ''
    if (search) search.value = select.value ? '' : input.value.trim()
  })
}

function choose(select, text, value) {
  if (!value) return
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(text, value))
  select.value = value
}

function asking(address, found) {
  let asked = 0
  return async (typed, show) => {
    const mine = ++asked
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`).catch(() => undefined)
    const organisations = answer?.ok ? await answer.json() : []
    if (mine !== asked) return
    for (const { text, value } of organisations) found.set(text, value)
    show(organisations.map(({ text }) => text))
  }
}
