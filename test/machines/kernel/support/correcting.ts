import { expect } from '@jest/globals'
import { canonical } from '../../../../machines/kernel/stored.ts'
import { amy, lou } from './people.ts'
import { replayed } from './replayed.ts'
import { agreement, asked, type Story } from './story.ts'

export const call = { type: 'RECORD_CALL', said: 'text:1:aa' }
export const last = (story: Story) => story.lines.at(-1)!
/** A request agreed for these days, submitted and signed off. */
export const signed = (...days: string[]) =>
  asked()
    .put('request A', agreement(...days), amy, '2026-03-12')
    .put('request A', { type: 'SUBMIT' }, amy, '2026-03-12')
    .put('request A', { type: 'SIGN_OFF' }, lou, '2026-03-13')
/** A letter edited and sent. */
export const sent = () => {
  const story = asked()
  const letter = story.file.letters[0]!.id
  return story
    .put('request A', { type: 'EDIT_LETTER', letter, body: 'text:4:dd' }, amy, '2026-03-11')
    .put('complaint', { type: 'SEND_LETTER', letter }, amy, '2026-03-11')
}
/** Its history gives the file as it is, byte for byte. */
export const replays = (story: Story) =>
  expect(canonical(replayed(story.definitions, JSON.parse(JSON.stringify(story.lines))))).toBe(canonical(story.file))
