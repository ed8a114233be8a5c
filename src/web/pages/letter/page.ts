import { z } from 'zod'
import { ownDoorRules } from '../../../../machines/casefile/letters.ts'
import { paragraph } from '../../../../machines/guidance/paragraph.ts'
import type { Definition } from '../../../../machines/kernel/definition.ts'
import type { LetterHeld, LetterName } from '../../../../machines/kernel/effect.ts'
import type { HeldInstance } from '../../../../machines/kernel/file.ts'
import { partsOf } from '../../../letters/preview.ts'
import { OUR_NAME } from '../../../letters/wording.ts'
import { notFound } from '../../../problem.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import { actionsExplained, metaOf } from '../../../shown/actions.ts'
import { addresseeInWords, letterStandingsSaid, letterTitles } from '../../../shown/letter-words.ts'
import { page } from '../../page.ts'

/** Why it does not go by saying that it was sent: it leaves with an act of its own. */
function ownDoorOf(letter: LetterHeld) {
  const rule = Object.values(ownDoorRules).find(
    ({ holds }) => !holds(undefined as never, { letter: letter.id, letters: [letter] } as never),
  )
  return rule && { because: rule.always, cites: rule.cites }
}

/** What stands at the head of the sheet, and the letter below it; one that went before there was a letterhead has none but our name. */
function onPaper(body: string) {
  const [first, ...rest] = partsOf(body)
  return first?.kind === 'letterhead' ? { head: first.lines, parts: rest } : { head: [OUR_NAME], parts: partsOf(body) }
}

/** The act that it goes or is signed with. */
const actOf = ({ events }: Definition, name: LetterName) => {
  const act = Object.entries(events).find(([, schema]) => [metaOf(schema).composesLetters ?? []].flat().includes(name))
  return act && { type: act[0], title: metaOf(act[1]).title }
}

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
      const door = ownDoorOf(letter)
      const isSigned = standing === 'signed'
      const directory = await engine.directory()
      const menu = (instance: HeldInstance) => (standing === 'sent' ? [] : actionsExplained(engine, { ...look, instance }, directory))
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
          standingSaid: letterStandingsSaid[standing].full,
          about: paragraph(letter.cites).title,
          ...onPaper(body),
          required,
          missing: required.filter((each) => each.standing === 'missing').length,
          unchecked: required.filter((each) => each.standing === 'byHand').length,
          door,
          act: door && actOf(engine.definitions[look.instance.machine]!, letter.letter),
          steps: [
            ...(isSigned ? menu(look.instance) : [])
              .filter(({ type }) => type === 'ISSUE_DECISION')
              .map((action) => ({ ...action, href: `/instances/${look.instance.id}/events/${action.type}` })),
            ...menu(first)
              .filter(({ type }) => type === 'EDIT_LETTER' || (type === 'LETTER_SENT' && !door))
              .map((action) => ({
                ...action,
                ...(isSigned && { title: 'Edit it, and have it signed anew' }),
                href: `/instances/${first.id}/events/${action.type}?letter=${letter.id}`,
              })),
          ],
        },
      }
    },
  }),
]
