import { z } from 'zod'
import { cite } from '../../../machines/guidance/paragraph.ts'
import { settings as readings } from '../../../machines/guidance/settings.ts'
import type { CalendarDate } from '../../../machines/kernel/calendar.ts'
import { letterhead, letterheadNames } from '../../../machines/office/letterhead.ts'
import type { Office } from '../../../machines/office/record.ts'
import { adjustables, daysOn } from '../../../machines/office/settings.ts'
import { daysEntriesOf, wordsEntriesOf, wordsOn } from '../../../machines/office/standing.ts'
import * as part from '../schemas.ts'

export const settings = z.object({
  waits: z
    .array(
      z.object({
        name: z.string(),
        title: z.string().meta({ description: 'What one waits for' }),
        letter: z.string().nullable().meta({ description: 'Of the list of silences of the guidance; null where it is the house’s own' }),
        paragraphs: z.array(z.object({ cites: part.citation, paragraph: part.paragraph })),
        reading: z.string(),
        days: z.int().meta({ description: 'Today' }),
        default: z.int(),
        least: z.int(),
        most: z.int(),
        entries: z.array(z.object({ days: z.int(), fromDay: part.calendarDate })).meta({ description: 'What was set, newest first' }),
      }),
    )
    .meta({ description: 'Numbers of days that an administrator may change' }),
  letterhead: z
    .array(
      z.object({
        name: z.string(),
        title: z.string(),
        words: z.string().nullable().meta({ description: 'Today; null where nobody has set it: then no letter is signed or sent' }),
        entries: z.array(z.object({ words: z.string(), fromDay: part.calendarDate })).meta({ description: 'What was set, newest first' }),
      }),
    )
    .meta({ description: 'How we are reached, as letters that are composed say it; an administrator may change it' }),
  readings: z
    .array(z.object({ name: z.string(), letter: z.string(), paragraphs: z.array(part.paragraph), reading: z.string() }))
    .meta({ description: 'How we read what is silent; these are part of the service' }),
})

export const settingsShown = (office: Office, today: CalendarDate): z.infer<typeof settings> => ({
  waits: adjustables.map(({ name, title, letter, paragraphs, reading, days, least, most }) => ({
    name,
    title,
    letter: letter ?? null,
    paragraphs: paragraphs.map((cites) => ({ cites, paragraph: cite(cites) })),
    reading: letter === undefined ? `The house’s own: ${reading}` : reading,
    days: daysOn(office, name, today),
    default: days,
    least,
    most,
    entries: [...daysEntriesOf(office, name)]
      .sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))
      .map((each) => ({ days: each.days, fromDay: each.fromDay })),
  })),
  letterhead: letterheadNames.map((name) => ({
    name,
    title: letterhead[name].title,
    words: wordsOn(office, name, today) ?? null,
    entries: [...wordsEntriesOf(office, name)]
      .sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))
      .map(({ words, fromDay }) => ({ words, fromDay })),
  })),
  readings: Object.entries(readings).flatMap(([name, setting]) =>
    setting.type === 'reading'
      ? [{ name, letter: setting.letter, paragraphs: setting.paragraphs.map(cite), reading: setting.reading }]
      : [],
  ),
})
