import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { Refusal } from '../../../../machines/kernel/rule.ts'
import { canonical } from '../../../../machines/kernel/stored.ts'
import type { Answer, Command } from '../../../engine/engine.ts'
import type { Need } from '../../../shown/needed.ts'
import type { FormChoices } from '../../forms/field.ts'
import type { Shown, Typed, ViewName } from '../../page.ts'
import type { Drafts } from './drafts.ts'
import type { Unlocking } from './unlock.ts'

export interface Link {
  readonly title: string
  readonly href: string
}

/** What is put: the event, and the reasons written for its rules. */
export type Put = Required<Pick<Command, 'event' | 'reasons'>> & Pick<Command, 'seen'>

/** The form of one event, whatever it is put to: an instance that there is, or a file that it opens. */
export interface Putting {
  /** Where the form is sent. */
  readonly address: string
  /** What the event is called, as on its button. */
  readonly title: string
  readonly definition: Definition
  readonly type: string
  readonly schema: z.ZodObject
  /** Where it is kept for whoever has begun it; a form without is sent at one go. */
  readonly drafts?: Drafts
  /** What stands in the way before anything is filled in. */
  readonly refusals: readonly Refusal[]
  readonly takesReasons: readonly { readonly rule: string; readonly paragraph: string }[]
  readonly choices: FormChoices
  /** What rules ask for that the schema does not, as things stand (needed.ts). */
  readonly needs?: ReadonlyMap<string, Need>
  /** It opens a file. */
  readonly opens?: true
  /** Of the file as it was read; none of one that is not there yet. */
  readonly revision: number | undefined
  /** The template, where it is not the plain form. */
  readonly view?: ViewName
  /** And of the page that says what would happen. */
  readonly checkView?: ViewName
  /** What the page says around the form. */
  readonly around: object
  /** The page of the event that would make a rule hold. */
  readonly unlocked?: (type: string | undefined) => Unlocking | undefined
  readonly submit: (put: Put & Pick<Command, 'key' | 'digest'>) => Promise<Answer>
  /** Answers with a page that says what would happen, or nothing where that goes without saying. */
  readonly checked: (put: Put) => Promise<object | undefined>
  readonly taken: (answer: Answer, typed: Typed) => Shown
  /** The state has no arrow for it any more. */
  readonly notAccepted?: (typed: Typed) => Promise<Shown>
}

/**
 * Of person, form and what was typed: the same form sent twice is one, other answers under its key are a mistake. It is not of the event:
 * what names itself is named otherwise when the form is read again.
 */
export const digestOf = (person: PersonId, address: string, typed: Typed): string =>
  createHash('sha256')
    .update(canonical([person, 'form', address, Object.entries(typed).filter(([name]) => !name.startsWith('_'))]))
    .digest('base64url')
