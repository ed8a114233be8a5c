import type { Intervention } from '../../../../machines/intervention/record.ts'
import { isOfTheDecision } from '../../../../machines/intervention/sign.ts'
import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { LetterHeld } from '../../../../machines/kernel/effect.ts'
import { decisionType } from '../../../../machines/kernel/offices.ts'
import type { Engine } from '../../../engine/engine.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Services } from '../../../services.ts'
import { standing } from '../../../shown/instance.ts'
import { addresseeInWords, letterTitles } from '../../../shown/letter-words.ts'
import type { Setting } from './setting.ts'

const decisions = (decisionType.meta() as { says: Readonly<Record<string, string>> }).says

/** How many of the things that a letter is to say a person has to read off its text, which was written by hand. */
export const uncheckedIn = async (engine: Engine, person: PersonId, { id, body }: LetterHeld): Promise<number> =>
  body === undefined ? 0 : (await engine.letter(person, id)).required.filter(({ standing: how }) => how === 'byHand').length

/** The decision that a signature is put under, with the letters that go out as they are signed (I26); undefined of any other event. */
export async function signingShown({ engine, lists }: Pick<Services, 'engine' | 'lists'>, { look, type }: Pick<Setting, 'look' | 'type'>) {
  const { file, instance } = look
  if (instance.machine !== 'intervention' || type !== 'SIGN_OFF') return undefined
  const { submission } = standing(engine.definitions, instance).snapshot.context as Intervention
  if (!submission) return undefined
  const letters = file.letters.filter((each) => each.instance === instance.id && each.sentOn === undefined && isOfTheDecision(each.letter))
  const named = letters.flatMap(({ to }) => ('organisation' in to ? [to.organisation] : []))
  const names = await organisationNames(lists, named)
  return {
    decision: decisions[submission.decision],
    letters: await Promise.all(
      letters.map(async (held) => ({
        href: `/letters/${held.id}`,
        title: letterTitles[held.letter],
        to: addresseeInWords(held.to, names),
        cites: held.cites,
        unchecked: await uncheckedIn(engine, look.stamp.by.id, held),
      })),
    ),
  }
}
