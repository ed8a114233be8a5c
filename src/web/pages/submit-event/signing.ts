import type { Intervention } from '../../../../machines/intervention/record.ts'
import { isOfTheDecision } from '../../../../machines/intervention/sign.ts'
import type { PersonId } from '../../../../machines/kernel/authority.ts'
import type { LetterHeld } from '../../../../machines/kernel/effect.ts'
import { decisionType } from '../../../../machines/kernel/offices.ts'
import type { Engine, Look } from '../../../engine/engine.ts'
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
  const letters = draftsOf({ file, instance }).filter(({ letter }) => isOfTheDecision(letter))
  return { decision: decisions[submission.decision], letters: await lettersToRead({ engine, lists }, look, letters) }
}

/** The letters that go out as they were signed, and when that was (I26); undefined of any other event than issuing them. */
export async function issuingShown(services: Pick<Services, 'engine' | 'lists'>, { look, type }: Pick<Setting, 'look' | 'type'>) {
  if (look.instance.machine !== 'intervention' || type !== 'ISSUE_DECISION') return undefined
  const { signedOff } = standing(services.engine.definitions, look.instance).snapshot.context as Intervention
  if (!signedOff) return undefined
  const letters = draftsOf(look).filter(({ id }) => signedOff.letters.some((each) => each.id === id))
  return { on: signedOff.on, letters: await lettersToRead(services, look, letters) }
}

/** The letters that go out with what is done, or are kept as they are then: each can be read before. Those of a signature stand with it. */
export async function goingWithIt(
  services: Pick<Services, 'engine' | 'lists'>,
  { look, meta, type }: Pick<Setting, 'look' | 'meta' | 'type'>,
) {
  const { composesLetters } = meta
  if (!Array.isArray(composesLetters) || type === 'SIGN_OFF') return []
  return lettersToRead(
    services,
    look,
    draftsOf(look).filter(({ letter }) => composesLetters.includes(letter)),
  )
}

export const draftsOf = ({ file, instance }: Pick<Look, 'file' | 'instance'>): readonly LetterHeld[] =>
  file.letters.filter((each) => each.instance === instance.id && each.sentOn === undefined)

async function lettersToRead({ engine, lists }: Pick<Services, 'engine' | 'lists'>, { stamp }: Look, letters: readonly LetterHeld[]) {
  const named = letters.flatMap(({ to }) => ('organisation' in to ? [to.organisation] : []))
  const names = await organisationNames(lists, named)
  return Promise.all(
    letters.map(async (held) => ({
      href: `/letters/${held.id}`,
      title: letterTitles[held.letter],
      to: addresseeInWords(held.to, names),
      cites: held.cites,
      unchecked: await uncheckedIn(engine, stamp.by.id, held),
    })),
  )
}
