import { z } from 'zod'
import { cite, OFFICE, type ParagraphId } from '../guidance/paragraph.ts'
import { settings, type WaitName } from '../guidance/settings.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, plain, saying } from '../kernel/words.ts'
import { fromDay, why } from './authority.ts'
import { houseSettings } from './house-settings.ts'
import { isOfLetterhead, type LetterheadName, letterhead, letterheadNames } from './letterhead.ts'
import type { Office, SettingKey } from './record.ts'
import { daysEntriesOf, latest, wordsOn } from './standing.ts'

/** A setting as it is shown: what it is without a change, between what it may be, and the paragraph whose silence it fills. */
export interface Adjustable {
  readonly name: SettingKey
  /** What one waits for, as administrators know it. */
  readonly title: string
  readonly days: number
  readonly least: number
  readonly most: number
  readonly reading: string
  /** Missing where it is the house's own. */
  readonly letter?: string
  readonly paragraphs: readonly ParagraphId[]
}

export const adjustables: readonly Adjustable[] = [
  ...Object.entries(settings).flatMap(([name, setting]): readonly Adjustable[] =>
    setting.type === 'days' ? [{ ...setting, name: name as WaitName }] : [],
  ),
  ...Object.entries(houseSettings).map(([name, setting]) => ({ ...setting, name: name as SettingKey, paragraphs: [] })),
]
const names = adjustables.map(({ name }) => name) as [SettingKey, ...SettingKey[]]
const titles = Object.fromEntries(
  [...adjustables, ...letterheadNames.map((name) => ({ name, ...letterhead[name] }))].map(({ name, title }) => [name, title]),
) as Record<SettingKey | LetterheadName, string>
/** What a setting is called, whatever it is of. */
export const titleOfSetting = (name: SettingKey | LetterheadName): string => titles[name]
export const adjustable = (name: SettingKey): Adjustable => adjustables.find((each) => each.name === name)!

export const settingEvents = {
  CHANGE_SETTING: act(
    'CHANGE_SETTING',
    {
      setting: saying(z.enum([...names, ...letterheadNames]), titles).meta({ label: 'Setting' }),
      days: z
        .int('Enter a whole number of days')
        .optional()
        .meta({ label: 'Days', hint: 'Of a wait', onlyWhere: { field: 'setting', is: names } }),
      words: plain('What letters say', {
        most: 400,
        hint: 'An address as on an envelope, a line each; a telephone number or an email address on one',
      })
        .optional()
        .meta({ lines: 4, onlyWhere: { field: 'setting', is: letterheadNames } }),
      fromDay,
      why,
    },
    { title: 'Change a setting', done: 'changed a setting' },
  ),
}

const { must } = rulesAbout<Office>()
type Entered = {
  setting: SettingKey | LetterheadName
  days?: number | undefined
  words?: string | undefined
  fromDay: CalendarDate
}

/** As lines are written here, whatever they were typed with. */
export const oneEnding = (words: string): string => words.replaceAll('\r\n', '\n')

const said = ({ title, paragraphs }: Adjustable) => (paragraphs.length > 0 ? `${title} (${paragraphs.map(cite).join('; ')})` : title)
/** What it will be on a day, as things stand. */
export const daysOn = (office: Office, name: SettingKey, day: CalendarDate): number =>
  latest(daysEntriesOf(office, name), day)?.days ?? adjustable(name).days

export const settingRules = {
  withinItsBounds: must<Entered>(OFFICE, {
    field: 'days',
    because: (_office, { setting }) => {
      if (isOfLetterhead(setting)) return `Enter no days for “${titles[setting]}”: letters say it in words`
      const { least, most } = adjustable(setting)
      return `${said(adjustable(setting))} is from ${least} to ${most} days`
    },
    always: 'The number of days is outside the bounds of the setting',
    holds: (_office, { setting, days }) =>
      isOfLetterhead(setting)
        ? days === undefined
        : days !== undefined && days >= adjustable(setting).least && days <= adjustable(setting).most,
  }),
  saysSomethingElse: must<Entered>(OFFICE, {
    field: 'days',
    because: (_office, { days }) => `It is ${days} then already`,
    always: 'It is so many days then already',
    holds: (office, { setting, days, fromDay: from }) => isOfLetterhead(setting) || daysOn(office, setting, from) !== days,
  }),
  isHowWeAreReached: must<Entered>(OFFICE, {
    field: 'words',
    because: (office, { setting, words, fromDay: from }) => {
      if (!isOfLetterhead(setting)) return `${titles[setting]} is a number of days`
      return words !== undefined && wordsOn(office, setting, from) === oneEnding(words)
        ? 'Letters say so then already'
        : letterhead[setting].asks
    },
    always: 'Letters are to say how we are reached: an address of several lines, a telephone number, an email address',
    holds: (office, { setting, words: typed, fromDay: from }) => {
      if (!isOfLetterhead(setting)) return typed === undefined
      if (typed === undefined) return false
      const words = oneEnding(typed)
      return letterhead[setting].holds(words) && wordsOn(office, setting, from) !== words
    },
  }),
}

const { on } = recordingIn<Office, SubmissionOf<typeof settingEvents>>()
export const settingRecordings = {
  recordSetting: on('CHANGE_SETTING', (office, { setting: name, days, words, fromDay: from }) => ({
    settings: [
      ...office.settings.filter((each) => each.name !== name || each.fromDay !== from),
      isOfLetterhead(name) ? { name, words: oneEnding(words!), fromDay: from } : { name, days: days!, fromDay: from },
    ],
  })),
}
