import { createHash, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { holderOf } from '../../db/seed-posts.ts'
import { definitions } from '../../machines/index.ts'
import { addDays, dayInLondon } from '../../machines/kernel/calendar.ts'
import { createEngine, type Submitted } from '../../src/engine/engine.ts'
import { composeFrom } from '../../src/letters/compose.ts'
import { action, allPoints, assessment } from '../demonstration/passages.ts'

/** Who acts in the measurement, in the post of the casefiles' caseworker. */
export const person = holderOf('caseworker')

/** A casefile in which an organisation was asked for a remedy and its answer is awaited. */
export interface Subject {
  readonly file: string
  readonly intervention: string
  readonly approach: string
  readonly organisation: string
}

const AT_ONCE = 32

/** Opens so many casefiles and brings each to its proposal, through the engine, as a caseworker would. */
export async function casefilesReady(pool: Pool, count: number): Promise<readonly Subject[]> {
  const errors: unknown[] = []
  const engine = createEngine({ pool, definitions, compose: composeFrom, onError: (error) => errors.push(error) })
  const today = dayInLondon(await engine.now())
  const keyed = (event: Submitted) => ({
    person,
    event,
    key: randomUUID(),
    digest: createHash('sha256').update(JSON.stringify(event)).digest('base64url'),
  })
  const put = (instance: string, event: Submitted) => engine.dispatch({ instance, ...keyed(event) })
  const { transition } = await engine.open({
    kind: 'organisation',
    ...keyed({ type: 'REGISTER', name: 'Anytown District Council', sector: 'parliamentary' }),
  })
  const organisation = transition.file

  const ready = async (): Promise<Subject> => {
    const { instance } = await engine.open({ kind: 'casefile', ...keyed({ type: 'OPEN', ...complaint(organisation, today) }) })
    const intervention = (await put(instance, { type: 'OPEN_INTERVENTION' })).opened[0]!.id
    for (const event of eventsToProposal(organisation, today)) await put(intervention, event)
    const proposed = await put(intervention, proposal(organisation, today))
    return { file: proposed.transition.file, intervention, approach: proposed.opened[0]!.id, organisation }
  }

  const subjects: Subject[] = []
  let begun = 0
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, count) }, async () => {
      while (begun++ < count) subjects.push(await ready())
    }),
  )
  if (errors.length > 0) throw errors[0]
  return subjects
}

const complaint = (organisation: string, today: string) => ({
  receivedOn: today,
  directorate: 'customerServices',
  complainedAbout: [organisation],
  complainant: { name: 'Mrs C', address: '4 High Street, Anytown' },
  complaint: 'Her benefit was stopped for seven weeks, and two letters about it were never answered',
  injustices: ['Seven weeks without income', 'The distress of not being answered'],
  remedySought: 'An apology, and a payment for the distress',
})

const remedies = (organisation: string, today: string) => [
  action('apology', organisation, 'Write a letter of apology to the complainant', addDays(today, 28), { kind: 'apology' }),
  action('payment', organisation, 'Pay 250 pounds for the distress of not being answered', addDays(today, 28), {
    kind: 'payment',
    money: [{ kind: 'payment', amount: 25_000 }],
  }),
]

const eventsToProposal = (organisation: string, today: string): readonly Submitted[] => [
  {
    type: 'RECORD_COMPLAINANT_CONTACT',
    channel: 'telephone',
    toldRemedyMayBeSought: true,
    expectations: 'A payment may be less than she hopes for',
  },
  { type: 'RECORD_ASSESSMENT', ...assessment() },
  { type: 'DECIDE_TO_ATTEMPT', prospect: { answer: true, why: 'It has acted on such proposals before' } },
  ...remedies(organisation, today).map((each) => ({ type: 'ADD_ACTION', action: each })),
]

const proposal = (organisation: string, today: string): Submitted => ({
  type: 'PROPOSE_INTERVENTION',
  whom: [organisation],
  channel: 'writing',
  contact: 'focalPoint',
  points: allPoints,
  respondBy: addDays(today, 14),
})
