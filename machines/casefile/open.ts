import { z } from 'zod'
import type { PostId } from '../kernel/authority.ts'
import type { CalendarDate } from '../kernel/calendar.ts'
import type { OrganisationId, Stamp } from '../kernel/definition.ts'
import { directorate } from '../kernel/offices.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, organisationId, plain, words } from '../kernel/words.ts'
import { byAnyStaff } from './authority.ts'
import { type CasefileFacts, stage } from './facts.ts'
import { otherCasefile } from './links.ts'
import { begun, type Casefile } from './record.ts'

const email = words('Email', { most: 200 })
const someone = z.strictObject({
  name: words('Name', { most: 200 }),
  address: words('Address', { most: 500 }).meta({ lines: 3 }).optional(),
  telephone: words('Telephone', { most: 100 }).optional(),
  email: email
    .refine((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), 'Enter an email address in the correct format, like name@example.com')
    .meta(email.meta()!)
    .optional(),
})
/** Whose complaint it is; all of it is words. */
export const complainant = someone.meta({ label: 'Complainant' })
/** Somebody else in a complaint. */
export const person = (label: string) =>
  someone.extend({ relation: words('Relation to the complainant', { most: 200 }).optional() }).meta({ label })

export const complainedAbout = z
  .array(organisationId('An organisation'))
  .min(1, 'Name at least one organisation')
  .max(20)
  .meta({ label: 'Organisations complained about' })
export const injustices = z.array(words('Injustice', { most: 2_000 })).max(20)

const flag = (label: string) => z.boolean().default(false).meta({ label })

export const openEvents = {
  OPEN: act(
    'OPEN',
    {
      complaint: words('Complaint').meta({ missing: 'Enter what the complaint is' }),
      complainedAbout,
      complainant,
      receivedOn: day('The day the complaint was received'),
      injustices: injustices.default([]).meta({ label: 'Injustices claimed' }),
      remedySought: words('Remedy sought').optional(),
      aggrieved: person('Aggrieved person').optional().meta({ opensBy: 'The aggrieved person is somebody else' }),
      representative: person('Representative').optional().meta({ opensBy: 'Somebody represents them' }),
      earlierReference: plain('Earlier reference', { most: 100 }).optional(),
      directorate: directorate.default('customerServices').meta({ label: 'Directorate' }),
      stage: stage.default('preliminary').meta({ label: 'Stage' }),
      flags: z
        .strictObject({ clinicalMatters: flag('Clinical matters'), highRisk: flag('High risk'), complex: flag('Complex') })
        .default({ clinicalMatters: false, highRisk: false, complex: false })
        .meta({ label: 'Flags' }),
      linkedTo: otherCasefile('Reference of a linked casefile').optional(),
      reassesses: z
        .boolean()
        .optional()
        .meta({ label: 'Assesses again what was closed there', asks: 'Does this casefile assess again what was closed there?' }),
    },
    { title: 'Open a casefile', done: 'opened the casefile' },
  ),
}

type Opening = z.infer<(typeof openEvents)['OPEN']>
const { must } = rulesAbout<Casefile>()

export const openRules = {
  byAnyStaff: must('I16', { who: byAnyStaff }),
  receivedByToday: must<{ receivedOn: CalendarDate }>('I16', {
    field: 'receivedOn',
    because: (_record, { receivedOn }) => `The day the complaint was received, ${receivedOn}, is in the future`,
    always: 'The day the complaint was received is in the future',
    holds: (_record, { receivedOn, today }) => receivedOn <= today,
  }),
  organisationsAreKnown: must<{ complainedAbout?: readonly OrganisationId[] | undefined }>('I1', {
    field: 'complainedAbout',
    because: 'An organisation complained about is not registered here: register it first',
    holds: (_record, { complainedAbout: named = [], organisations = {} }) => named.every((id) => id in organisations),
  }),
}

/** The organisations that an event names, each once, with its sector. Its rating changes: that is read when it matters. */
export const organisationsOf = (named: readonly OrganisationId[], { organisations }: Stamp): CasefileFacts['organisations'] =>
  [...new Set(named)].map((id) => ({ id, sector: organisations![id]!.sector }))

/** The post that takes a new casefile: the opener's own, if it is a caseworker's and no office of another kind; else the casefile is unassigned. */
const postThatTakesIt = ({ by }: Stamp): PostId | undefined =>
  by.holdings.find(({ grade, roles, how }) => grade === 'caseworker' && roles.length === 0 && how !== 'delegated')?.post

/** What a casefile knows once it is open. */
export function opened(event: Opening & Stamp): Casefile {
  const {
    earlierReference,
    receivedOn,
    directorate,
    stage,
    complainant,
    aggrieved,
    representative,
    complaint,
    remedySought,
    flags,
    linkedTo,
    reassesses,
  } = event
  const caseworker = postThatTakesIt(event)
  return {
    ...begun,
    casefile: {
      receivedOn,
      directorate,
      stage,
      flags,
      organisations: organisationsOf(event.complainedAbout, event),
      aggrievedDiffers: aggrieved !== undefined,
      represented: representative !== undefined,
      ...(caseworker && { caseworker }),
    },
    complainant,
    complaint,
    injustices: event.injustices,
    ...(earlierReference && { earlierReference }),
    ...(aggrieved && { aggrieved }),
    ...(representative && { representative }),
    ...(remedySought && { remedySought }),
    ...(linkedTo && { links: [{ reference: linkedTo, ...(reassesses && { reassesses }) }] }),
  }
}
