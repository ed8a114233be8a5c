import { z } from 'zod'
import { post } from '../casefile/post.ts'
import { OFFICE } from '../guidance/paragraph.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { derivedId } from '../kernel/identity.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day } from '../kernel/words.ts'
import { fromDay, gainsBy, lastDay, named, person, why } from './authority.ts'
import { coversDay, type DelegationHeld, type HoldingHeld, type Office, overlap } from './record.ts'

export const delegationEvents = {
  DELEGATE: act(
    'DELEGATE',
    {
      byPerson: person('Whose post it is'),
      post: post('Post'),
      toPerson: person('Who acts in it'),
      fromDay,
      toDay: day('Last day'),
      why: why.optional(),
    },
    {
      title: 'Let somebody act in another’s post',
      done: 'recorded a delegation',
      beforehand: 'From its first day the person may do and see whatever the post may. It is ended, never struck out.',
    },
  ),
  END_DELEGATION: act(
    'END_DELEGATION',
    { delegation: z.uuid('Choose the delegation').meta({ label: 'Delegation', refersTo: 'delegation' }), lastDay, why },
    { title: 'End a delegation', done: 'ended a delegation' },
  ),
}

const { must } = rulesAbout<Office>()
type Delegated = { byPerson: string; toPerson: string; post: string; fromDay: CalendarDate; toDay: CalendarDate }
type Ended = { delegation: string; lastDay: CalendarDate }

export const delegationIn = ({ delegations }: Office, id: string): DelegationHeld | undefined => delegations.find((each) => each.id === id)

/** Whether what somebody holds reaches from the first day to the last without a gap: nobody delegates what was only delegated to them. */
function holdsThroughout(held: readonly HoldingHeld[], from: CalendarDate, to: CalendarDate): boolean {
  const here = held.find((each) => coversDay(each, from))
  if (here === undefined) return false
  return here.toDay === undefined || here.toDay >= to || holdsThroughout(held, addDays(here.toDay, 1), to)
}

export const delegationRules = {
  thoseArePeopleHere: must<Delegated>(OFFICE, {
    field: 'byPerson',
    because: 'Both have to be people who work here: add them first',
    holds: (office, { byPerson, toPerson }) => [byPerson, toPerson].every((id) => office.people.some((each) => each.id === id)),
  }),
  delegatesToAnother: must<Delegated>(OFFICE, {
    field: 'toPerson',
    because: 'Nobody delegates to themselves',
    holds: (_office, { byPerson, toPerson }) => byPerson !== toPerson,
  }),
  delegatesNotToThemselves: must<Delegated>(OFFICE, {
    field: 'toPerson',
    because: 'Nobody records a delegation to themselves: ask another administrator',
    holds: (_office, { toPerson, by }) => !gainsBy({ by }, [toPerson]),
  }),
  delegatesWhatTheyHold: must<Delegated>(OFFICE, {
    field: 'post',
    because: (office, { byPerson }) =>
      `${named(office, byPerson)} does not hold this post, or act up in it, on all of these days: what was delegated is not delegated on`,
    always: 'They do not hold this post, or act up in it, on all of these days: what was delegated is not delegated on',
    holds: (office, { byPerson, post: id, fromDay: from, toDay: to }) =>
      holdsThroughout(
        office.holdings.filter((each) => each.person === byPerson && each.post === id),
        from,
        to,
      ),
  }),
  delegatedOnce: must<Delegated>(OFFICE, {
    field: 'toPerson',
    because: 'They act in this post on some of these days already, by the same person’s delegation',
    holds: (office, event) =>
      !office.delegations.some(
        (each) => each.byPerson === event.byPerson && each.toPerson === event.toPerson && each.post === event.post && overlap(each, event),
      ),
  }),
  thereIsSuchADelegation: must<Ended>(OFFICE, {
    field: 'delegation',
    because: 'There is no such delegation',
    holds: (office, { delegation }) => delegationIn(office, delegation) !== undefined,
  }),
  delegationHasNotEnded: must<Ended>(OFFICE, {
    field: 'delegation',
    because: (office, { delegation }) => `It ended on ${delegationIn(office, delegation)?.toDay}`,
    always: 'It has ended',
    holds: (office, { delegation, today }) => (delegationIn(office, delegation)?.toDay ?? today) >= today,
  }),
  delegationEndsEarlier: must<Ended>(OFFICE, {
    field: 'lastDay',
    because: (office, { delegation }) =>
      `It ends on ${delegationIn(office, delegation)?.toDay} already: for more days, record another from the day after`,
    always: 'It ends by then already: for more days, record another from the day after',
    holds: (office, { delegation, lastDay: last }) => last < (delegationIn(office, delegation)?.toDay ?? '9999-12-31'),
  }),
}

const { on } = recordingIn<Office, SubmissionOf<typeof delegationEvents>>()
export const delegationRecordings = {
  recordDelegation: on('DELEGATE', (office, { byPerson, toPerson, post: of, fromDay: from, toDay, now }) => ({
    delegations: [
      ...office.delegations,
      { id: derivedId('delegation', `${now} ${byPerson} ${toPerson} ${of} ${from}`), byPerson, toPerson, post: of, fromDay: from, toDay },
    ],
  })),
  /** One that would end before it began is gone. */
  recordDelegationEnd: on('END_DELEGATION', (office, { delegation, lastDay: last }) => ({
    delegations: office.delegations.flatMap((each) =>
      each.id === delegation ? (last < each.fromDay ? [] : [{ ...each, toDay: last }]) : [each],
    ),
  })),
}
