import type { Register, RegisterEntry, SettingEntry } from './register.ts'

/** The register as one page that stands alone, for whoever wants to see what has become of a paragraph. */
export function registerPage({ paragraphs, settings }: Register, gaps: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Register of the guidance</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Register of the guidance</h1>
<p>What carries out each paragraph, and the tests that prove it. A letter in brackets is our division of a paragraph.</p>
${gaps.length > 0 ? `<h2>Gaps</h2>\n${list(gaps.map(text))}` : '<p>There are no gaps.</p>'}
<h2>Paragraphs</h2>
${paragraphs.map(section).join('\n')}
<h2>Where the guidance is silent</h2>
<table>
<thead><tr><th scope="col">Setting</th><th scope="col">Paragraphs</th><th scope="col">Default</th><th scope="col">Reading</th></tr></thead>
<tbody>
${settings.map(row).join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`
}

const section = ({ id, citation, title, asks, kinds, strengths, elements, missing, tests }: RegisterEntry) => `<section id="${id}">
<h3>${id} ${text(title)}</h3>
<p>${[text(citation), kinds.join(', '), strengths.join(', ')].filter(Boolean).join(' · ')}</p>
<p>${text(asks)}</p>
${missing.length > 0 ? `<p>Not carried out yet: ${missing.map(text).join(', ')}.</p>` : ''}
${elements.length > 0 ? list(elements.map(elementWords)) : ''}
${tests.length > 0 ? `<p>Proved by</p>\n${list(tests.map(({ claim, file, passed }) => `${text(claim)} <small>${text(file)}${passed ? '' : ', not run here'}</small>`))}` : ''}
</section>`

const PLACES_SHOWN = 3
function elementWords({ machine, kind, name, where, strength }: RegisterEntry['elements'][number]): string {
  const more = where.length > PLACES_SHOWN ? ` and ${where.length - PLACES_SHOWN} more` : ''
  const what = [strength, kind].filter(Boolean).join(' ')
  return `${what} <code>${text(name)}</code> of ${text(machine)}: ${text(where.slice(0, PLACES_SHOWN).join('; '))}${more}`
}

const row = ({ name, letter, citations, days, reading }: SettingEntry) =>
  `<tr><td>(${letter}) <code>${name}</code></td><td>${citations.map(text).join('<br>')}</td>` +
  `<td>${days === undefined ? 'fixed' : `${days} ${days === 1 ? 'day' : 'days'}`}</td><td>${text(reading)}</td></tr>`

const list = (items: readonly string[]) => `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (words: string) => words.replace(/[&<>"]/g, (each) => escapes[each]!)

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #0b0c0c; }
main { max-width: 60rem; margin: auto; }
section { border-top: 1px solid #b1b4b6; padding: 0.5rem 0; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid #b1b4b6; }
small { color: #505a5f; }
`
