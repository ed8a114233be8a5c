/** A field that matters only where another has a certain value is shown only there. Whatever is in it stays. */
export function start(element) {
  const { name, is } = element.dataset
  const inputs = [...(element.closest('form')?.elements ?? [])].filter((input) => input.name === name)
  const values = is.split(' ')
  const show = () => {
    element.hidden = !inputs.some((input) => (input.type !== 'radio' || input.checked) && values.includes(input.value))
  }
  for (const input of inputs) input.addEventListener('change', show)
  if (inputs.length > 0) show()
}
