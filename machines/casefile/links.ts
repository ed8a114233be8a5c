import { rulesAbout } from '../kernel/rule.ts'
import { act, plain, words } from '../kernel/words.ts'
import type { Casefile, Link } from './record.ts'

/** A casefile by its reference, or by its earlier one: whether there is such a casefile, and another than this, is looked up before the machine hears of it. */
export const otherCasefile = (label: string) => plain(label, { most: 100 }).meta({ label, casefile: true })

export const linksEvents = {
  LINK: act(
    'LINK',
    { reference: otherCasefile('Reference of the other casefile'), why: words('Why') },
    { title: 'Link another casefile', done: 'linked another casefile' },
  ),
}

/** Another casefile was linked to this one; `reassesses`: it was opened to assess again what was closed here. */
export interface WasLinked {
  readonly type: 'WAS_LINKED'
  readonly reference: string
  readonly reassesses?: true
}
export const linkMessages = ['WAS_LINKED'] as const satisfies readonly WasLinked['type'][]

const { must } = rulesAbout<Casefile>()

export const linksRules = {
  notLinkedAlready: must<{ reference: string }>('I16', {
    field: 'reference',
    because: (_record, { reference }) => `${reference} is linked already`,
    always: 'That casefile is linked already',
    holds: ({ links }, { reference }) => !links.some((link) => link.reference === reference),
  }),
  /** One casefile assesses another again only if it says which. */
  saysWhatItReassesses: must<{ linkedTo?: string | undefined; reassesses?: boolean | undefined }>('C22g', {
    field: 'linkedTo',
    because: 'Name the casefile that is assessed again',
    holds: (_record, { linkedTo, reassesses }) => !reassesses || linkedTo !== undefined,
  }),
}

/** The links with one more, or with what one of them is now known to be. */
export const linkedWith = ({ links }: Pick<Casefile, 'links'>, link: Link): Pick<Casefile, 'links'> =>
  links.some(({ reference }) => reference === link.reference)
    ? { links: links.map((held) => (held.reference === link.reference ? { ...held, ...link } : held)) }
    : { links: [...links, link] }
