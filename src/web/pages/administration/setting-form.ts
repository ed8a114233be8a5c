import type { z } from 'zod'
import { plain } from '../../../../machines/kernel/words.ts'
import { isOfLetterhead, type LetterheadName, letterhead } from '../../../../machines/office/letterhead.ts'
import type { SettingKey } from '../../../../machines/office/record.ts'
import { adjustable, adjustables, oneEnding, titleOfSetting } from '../../../../machines/office/settings.ts'

type Name = SettingKey | LetterheadName

/** The setting that an address names, or none. */
export const settingNamed = (name: unknown): Name | undefined =>
  typeof name === 'string' && isOfLetterhead(name) ? name : adjustables.find((each) => each.name === name)?.name

/** The form of one setting: it is asked by its own name, has to be answered, and all that is wrong with it is said at once. */
export const formOfSetting = (schema: z.ZodObject, name: Name): z.ZodObject =>
  (isOfLetterhead(name) ? ofLetterhead(schema, name) : ofDays(schema, name)).meta(schema.meta()!)

function ofLetterhead(schema: z.ZodObject, name: LetterheadName) {
  const { title, asks, hint, lines, holds } = letterhead[name]
  const words = plain(title, { most: 400, hint }).refine((typed) => holds(oneEnding(typed)), asks)
  return schema.omit({ setting: true, days: true }).extend({ words: words.meta({ ...words.meta(), lines, missing: asks }) })
}

function ofDays(schema: z.ZodObject, name: SettingKey) {
  const { least, most } = adjustable(name)
  const { innerType: days } = (schema.shape['days'] as z.ZodOptional<z.ZodInt>).def
  return schema
    .omit({ setting: true, words: true })
    .extend({ days: days.meta({ label: 'Days', hint: `${titleOfSetting(name)}: from ${least} to ${most}` }) })
}
