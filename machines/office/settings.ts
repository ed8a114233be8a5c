import { z } from 'zod'
import { cite, OFFICE, type ParagraphId } from '../guidance/paragraph.ts'
import { settings, type WaitName } from '../guidance/settings.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, saying } from '../kernel/words.ts'
import { fromDay, why } from './authority.ts'
import { houseSettings } from './house-settings.ts'
import type { Office, SettingKey } from './record.ts'
import { latest } from './standing.ts'

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
const titles = Object.fromEntries(adjustables.map(({ name, title }) => [name, title])) as Record<SettingKey, string>
export const adjustable = (name: SettingKey): Adjustable => adjustables.find((each) => each.name === name)!

export const settingEvents = {
  CHANGE_SETTING: act(
    'CHANGE_SETTING',
    {
      setting: saying(z.enum(names), titles).meta({ label: 'Setting' }),
      days: z.int('Enter a whole number of days').meta({ label: 'Days' }),
      fromDay,
      why,
    },
    { title: 'Change a setting', done: 'changed a setting' },
  ),
}

const { must } = rulesAbout<Office>()
type Entered = { setting: SettingKey; days: number; fromDay: CalendarDate }

const said = ({ title, paragraphs }: Adjustable) => (paragraphs.length > 0 ? `${title} (${paragraphs.map(cite).join('; ')})` : title)
/** What it will be on a day, as things stand. */
export const daysOn = (office: Office, name: SettingKey, day: CalendarDate): number =>
  latest(
    office.settings.filter((each) => each.name === name),
    day,
  )?.days ?? adjustable(name).days

export const settingRules = {
  withinItsBounds: must<Entered>(OFFICE, {
    field: 'days',
    because: (_office, { setting }) => {
      const { least, most } = adjustable(setting)
      return `${said(adjustable(setting))} is from ${least} to ${most} days`
    },
    always: 'The number of days is outside the bounds of the setting',
    holds: (_office, { setting, days }) => days >= adjustable(setting).least && days <= adjustable(setting).most,
  }),
  saysSomethingElse: must<Entered>(OFFICE, {
    field: 'days',
    because: (_office, { days }) => `It is ${days} then already`,
    always: 'It is so many days then already',
    holds: (office, { setting, days, fromDay: from }) => daysOn(office, setting, from) !== days,
  }),
}

const { on } = recordingIn<Office, SubmissionOf<typeof settingEvents>>()
export const settingRecordings = {
  recordSetting: on('CHANGE_SETTING', (office, { setting: name, days, fromDay: from }) => ({
    settings: [...office.settings.filter((each) => each.name !== name || each.fromDay !== from), { name, days, fromDay: from }],
  })),
}
