import type { Typed } from '../../page.ts'
import type { Said } from '../submit-event/said.ts'

/** What somebody typed into a form that is not to be shown to them: to be read and copied, each under the name of its field. */
export const wordsIn = (typed: Typed): readonly Said[] =>
  Object.entries(typed).flatMap(([name, value]) => {
    const lines = [value].flat().flatMap((each) => (each.trim() ? each.trim().split('\n') : []))
    return name.startsWith('_') || lines.length === 0 ? [] : [{ label: nameInWords(name), lines }]
  })

/** `complainedAbout.0.name`: Complained about 1 name. */
function nameInWords(name: string): string {
  const parts = name.split('.').map((part) => (/^\d{1,6}$/.test(part) ? String(Number(part) + 1) : part.replaceAll(/([A-Z])/g, ' $1')))
  const words = parts.join(' ').replaceAll('_', ' ').trim().toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
