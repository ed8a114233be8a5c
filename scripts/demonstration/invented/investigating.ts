import { accepts, recommended, recommends, sendsLetters } from '../investigating.ts'
import type { Instance } from '../office.ts'
import type { Act, Case } from './case.ts'

/** What is done in an investigation, its reports and their recommendations. A case's first recommendation is the one its story is about. */

const first = ({ recommendations }: Case) => recommendations[0]!
const investigated = (of: Case) => ({ colleague: of.colleague, reference: of.reference, file: of.file, investigation: of.investigation! })

export const investigates: Act = async (of) => {
  of.source = 'investigation'
  of.follows(await of.colleague.does(of.file, 'OPEN_INVESTIGATION'))
}
/** After an attempt: what was proposed for investigation is taken up. */
export const movesToInvestigation: Act = async (of) => {
  await of.colleague.does(of.file, 'CHANGE_STAGE', { stage: 'investigation' })
  await investigates(of)
}
export const writesRecommendations =
  (days: number, most = 2): Act =>
  async (of) => {
    of.settles(days)
    of.actions = of.actions.slice(0, most)
    for (const each of of.actions) of.recommendations = [...of.recommendations, await recommends(investigated(of), each)]
  }
const reports =
  (type: string, payload: object): Act =>
  async (of) =>
    of.follows(await of.colleague.does(of.investigation!, type, payload))
export const issuesDraft = reports('ISSUE_DRAFT_REPORT', { reference: 'Draft report' })
export const finds = (finding: 'fully' | 'partly' | 'notUpheld') =>
  reports('MAKE_FINDING', {
    finding,
    why: finding === 'notUpheld' ? 'What was done was within what the rules allow' : 'The papers bear the complaint out',
  })
export const issuesFinal = reports('ISSUE_FINAL_REPORT', { reference: 'Final report' })
export const discontinues = reports('DISCONTINUE', { why: 'The complainant has settled with the organisation' })
export const closes = reports('CLOSE', { why: 'Nothing is left to secure' })
export const closesWithoutItem: Act = async (of) => {
  const reasons = { hasAnItem: 'The only recommendation was refused in the draft and dropped' }
  await of.colleague.does(of.investigation!, 'CLOSE_WITHOUT_ITEM', {}, reasons)
}
export const tellsEverybody =
  (letter: 'completion' | 'endedOtherwise'): Act =>
  (of) =>
    sendsLetters(investigated(of), letter)

/** The date is settled with the organisation: so many days ahead. */
const takesOn = async (of: Case, recommendation: Instance, days: number): Promise<void> => {
  of.items = [...of.items, await accepts(investigated(of), recommendation, of.scene.day(days))]
}
export const acceptsAll =
  (days: number, which: (of: Case) => readonly Instance[] = (of) => of.recommendations): Act =>
  async (of) => {
    for (const each of which(of)) await takesOn(of, each, days)
  }
export const acceptsOthers = (days: number) => acceptsAll(days, (of) => of.recommendations.slice(1))
const answers =
  (type: string, payload: (of: Case) => object): Act =>
  async (of) =>
    of.follows(await of.colleague.does(first(of), type, payload(of)))
export const refusesFirst = answers('ORGANISATION_REFUSED', ({ choose }) => ({
  words: choose.pick(['It goes further than the facts', 'It has no means for it', 'It has put this right in another way']),
}))
export const disputesReport = answers('ORGANISATION_DISPUTED_TERMS', () => ({ what: 'Whether the second half of it is for it to do' }))
const above =
  (post: string, type: string, payload: (of: Case) => object): Act =>
  async (of) =>
    of.follows(await (await of.scene.office.as(post)).does(first(of), type, payload(of)))
export const directorPassesOn = above('director', 'PASS_ON', () => ({ view: 'The evidence carries it', to: 'chiefOperatingOfficer' }))
export const decidesRefusal = (outcome: 'kept' | 'dropped' | 'pursued' | 'notPursued') =>
  above('chiefOperatingOfficer', 'DECIDE', () => ({ outcome, why: 'As the weight of the evidence asks' }))
export const changesRecommendation = above('chiefOperatingOfficer', 'DECIDE', ({ actions }) => {
  const terms = recommended(actions[0]!)
  return { outcome: 'changed', why: 'In other words it can be accepted', change: { ...terms, what: `${terms.what}, in two parts` } }
})
