import type { Casefile, Person } from '../../machines/casefile/record.ts'
import type { PointName } from '../../machines/intervention/propose.ts'
import { agreedIn, type Intervention, type Submission } from '../../machines/intervention/record.ts'
import type { CalendarDate } from '../../machines/kernel/calendar.ts'
import type { OrganisationFacts, OrganisationId } from '../../machines/kernel/definition.ts'
import type { LetterHeld } from '../../machines/kernel/effect.ts'
import type { WordsRef } from '../../machines/kernel/words.ts'
import type { AgreedAction, RemedyAction } from '../../machines/remedy/action.ts'

export interface Somebody {
  readonly name: string
  readonly address?: string
}
export interface Signatory {
  readonly name: string
  /** What the post is called: "Caseworker". */
  readonly post: string
}
export interface OrganisationOnPaper extends OrganisationFacts {
  readonly id: OrganisationId
  readonly name: string
  /** Whom we write to there, and how they are reached. */
  readonly contact?: { readonly name: string; readonly details?: string }
  /** How closely its evidence is looked at (C17); B, where none was given. */
  readonly rating?: 'A' | 'B' | 'C'
}
export interface Agreed {
  readonly organisation: OrganisationOnPaper
  readonly action: AgreedAction
  readonly confirmedOn: CalendarDate
  /** Done before our decision. */
  readonly providedOn?: CalendarDate
}

/** Everything a letter may say, as plain words and dates: nothing here refers to anything elsewhere. */
export interface LetterContext {
  readonly reference: string
  readonly today: CalendarDate
  readonly complainant?: Somebody
  /** Who speaks for the complainant; written to in their place once they have died. */
  readonly representative?: Somebody
  readonly aggrievedName?: string
  /** Who writes: the holder of the caseworker's post on this day. */
  readonly signatory?: Signatory
  /** The organisation written to. */
  readonly organisation?: OrganisationOnPaper
  readonly complainedAbout: readonly OrganisationOnPaper[]
  readonly complaint?: string
  readonly injustice: readonly string[]
  readonly remedySought?: string
  /** I5: some indication that something went wrong; or a remedy sought without a view on that. */
  readonly view?: 'indication' | 'noView'
  readonly proposal?: {
    readonly on: CalendarDate
    readonly respondBy: CalendarDate
    readonly points: readonly PointName[]
    readonly thirdParty: boolean
  }
  /** What was proposed to the organisation written to, as it was proposed: what is discussed since is no part of that (I8, I9, I10). */
  readonly asked: readonly RemedyAction[]
  readonly agreed: readonly Agreed[]
  readonly submission?: Pick<Submission, 'decision' | 'reason'> & { readonly whatWeDid: string; readonly conclusions: string }
  readonly work: readonly { readonly organisation: OrganisationOnPaper; readonly what: string; readonly respondBy: CalendarDate }[]
  readonly clinicalMatters: boolean
  readonly withdrawnOn?: CalendarDate
  readonly diedOn?: CalendarDate
}

/** Where a letter's content is kept: the records of the attempt and of the casefile, and what their references stand for. */
export interface LetterSource {
  readonly record: Intervention
  readonly casefile: Casefile
  readonly words: (ref: WordsRef) => string
  readonly organisation: (id: OrganisationId) => Omit<OrganisationOnPaper, 'id'> | undefined
  readonly signatory?: Signatory
  readonly reference: string
  readonly today: CalendarDate
}

export function contextFor({ to }: Pick<LetterHeld, 'to'>, source: LetterSource): LetterContext {
  const { record, casefile, words, reference, today, signatory } = source
  const { casefile: facts } = casefile
  const onPaper = (id: OrganisationId) => ({ id, ...(source.organisation(id) ?? unknownOrganisation) })
  const addressee = 'organisation' in to ? to.organisation : undefined
  const somebody = (person: Person | undefined) =>
    person && { name: words(person.name), ...(person.address && { address: words(person.address) }) }
  return given<LetterContext>({
    reference,
    today,
    signatory,
    complainant: somebody(casefile.complainant),
    representative: somebody(casefile.representative),
    aggrievedName: casefile.aggrieved && words(casefile.aggrieved.name),
    organisation: addressee === undefined ? undefined : onPaper(addressee),
    complainedAbout: facts.organisations.map(({ id }) => onPaper(id)),
    complaint: casefile.complaint && words(casefile.complaint),
    injustice: casefile.injustices.map(words),
    remedySought: casefile.remedySought && words(casefile.remedySought),
    view: viewOf(record),
    proposal: addressee === undefined ? undefined : proposalTo(record, addressee),
    asked: (addressee !== undefined && record.approaches[addressee]?.proposal?.actions) || [],
    agreed: agreedIn(record).map((agreed) =>
      given<Agreed>({
        ...agreed,
        organisation: onPaper(agreed.organisation),
        providedOn: record.provided.findLast(
          ({ organisation, action }) => organisation === agreed.organisation && action === agreed.action.id,
        )?.on,
      }),
    ),
    submission: record.submission && {
      ...record.submission,
      whatWeDid: words(record.submission.whatWeDid),
      conclusions: words(record.submission.conclusions),
    },
    work: record.work.map(({ organisation, what, respondBy }) => ({ organisation: onPaper(organisation), what, respondBy })),
    clinicalMatters: facts.flags.clinicalMatters,
    withdrawnOn: facts.withdrawnOn,
    diedOn: facts.diedOn,
  })
}

const unknownOrganisation = { name: 'an organisation that is not registered here', sector: 'parliamentary' } as const

function viewOf({ assessment }: Intervention): LetterContext['view'] {
  if (!assessment) return undefined
  return assessment.indicationOfFault ? 'indication' : 'noView'
}

function proposalTo({ approaches }: Intervention, organisation: OrganisationId): LetterContext['proposal'] {
  const { proposal, thirdParty = false } = approaches[organisation] ?? {}
  if (!proposal) return undefined
  const points = (Object.keys(proposal.points) as PointName[]).filter((name) => proposal.points[name])
  return { on: proposal.on, respondBy: proposal.respondBy, points, thirdParty }
}

type Loose<T> = { [K in keyof T]: T[K] | undefined }
/** Leaves out what is not known, so that "not there" is said one way. */
const given = <T extends object>(parts: Loose<T>): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T
