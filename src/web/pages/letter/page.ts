import { z } from 'zod'
import { paragraph } from '../../../../machines/guidance/paragraph.ts'
import { partsOf } from '../../../letters/preview.ts'
import { notFound } from '../../../problem.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import { actionsExplained } from '../../../shown/actions.ts'
import { addresseeInWords, letterTitles } from '../../../shown/letter-words.ts'
import { page } from '../../page.ts'

/** How a letter stands, for a caseworker. */
const standings = {
  composed: 'A draft: it is composed from the casefile whenever it is looked at',
  edited: 'A draft: its text was edited by hand',
  signed: 'Signed: it goes out as it was signed',
  sent: 'Sent: kept as it went',
} as const

/** What is done with a letter, on the menu of its casefile. */
const STEPS = ['EDIT_LETTER', 'LETTER_SENT']

export const letterPages = [
  page({
    method: 'get',
    path: '/letters/{id}',
    name: 'letter',
    params: z.object({ id: z.uuid() }),
    run: async ({ engine, lists }, { person, params: { id } }) => {
      const { letter, look, body, standing, required } = await engine.letter(person, id)
      const first = look.file.instances[0]
      if (look.reference === undefined || !first) throw notFound()
      const names = 'organisation' in letter.to ? await organisationNames(lists, [letter.to.organisation]) : new Map<string, string>()
      const title = letterTitles[letter.letter]
      const menu = standing === 'sent' ? [] : actionsExplained(engine, { ...look, instance: first }, await engine.directory())
      return {
        view: 'letter/view',
        title: `${title}, ${look.reference}`,
        data: {
          letter,
          name: title,
          to: addresseeInWords(letter.to, names),
          reference: look.reference,
          instance: look.instance.id,
          standing,
          standingSaid: standings[standing],
          about: paragraph(letter.cites).title,
          parts: partsOf(body),
          required,
          missing: required.filter((each) => each.standing === 'missing').length,
          steps: menu
            .filter(({ type }) => STEPS.includes(type))
            .map((action) => ({ ...action, href: `/instances/${first.id}/events/${action.type}?letter=${letter.id}` })),
        },
      }
    },
  }),
]
