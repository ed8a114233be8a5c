import { initAll as initGovuk } from './govuk-frontend.min.js'
import { initAll as initMoj } from './moj-frontend.min.js'

// Pages work without any of this; each part below makes something quicker or clearer.
initGovuk()
initMoj()

/** A part is loaded only where a page names it: `data-module="redress-session"` is session.js. */
for (const element of document.querySelectorAll('[data-module^="redress-"]')) {
  for (const part of element.dataset.module.split(' ')) {
    const name = part.slice('redress-'.length)
    void import(`./${name}.js`).then(({ start }) => start(element))
  }
}
