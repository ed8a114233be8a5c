import { z } from 'zod'
import { post } from '../casefile/post.ts'
import { OFFICE } from '../guidance/paragraph.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { SubmissionOf } from '../kernel/definition.ts'
import { derivedId } from '../kernel/identity.ts'
import { recordingIn } from '../kernel/recording.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, day, saying } from '../kernel/words.ts'
import { fromDay, gainsBy, lastDay, person, someoneAdministers, why, yesterday } from './authority.ts'
import { type HoldingHeld, type Office, overlap } from './record.ts'

export const howHeld = saying(z.enum(['held', 'actingUp']), { held: 'In their own right', actingUp: 'Acting up' })

export const holdingEvents = {
  APPOINT: act(
    'APPOINT',
    {
      person: person('Person'),
      post: post('Post'),
      how: howHeld.default('held').meta({ label: 'How it is held' }),
      fromDay,
      toDay: day('Last day', 'Leave it out where no end is known.').optional(),
      why: why.optional(),
    },
    {
      title: 'Appoint somebody to a post',
      done: 'appointed somebody to a post',
      beforehand: 'From its first day the person may do and see whatever the post may. It is ended, never struck out.',
    },
  ),
  END_HOLDING: act(
    'END_HOLDING',
    { holding: z.uuid('Choose the holding').meta({ label: 'Holding', refersTo: 'holding' }), lastDay, why },
    { title: 'End the holding of a post', done: 'ended the holding of a post' },
  ),
}

const { must } = rulesAbout<Office>()
type Appointed = { person: string; post: string; fromDay: CalendarDate; toDay?: CalendarDate | undefined }
type Ended = { holding: string; lastDay: CalendarDate }

export const holdingIn = ({ holdings }: Office, id: string): HoldingHeld | undefined => holdings.find((each) => each.id === id)

/** One that would end before it began is gone: it never held, or was a mistake of this very day. */
export function afterEnding(office: Office, { holding: id, lastDay: last }: Ended): Office {
  const holdings = office.holdings.flatMap((each) => (each.id === id ? (last < each.fromDay ? [] : [{ ...each, toDay: last }]) : [each]))
  return { ...office, holdings }
}

export const holdingRules = {
  appointsSomebodyElse: must<Appointed>(OFFICE, {
    field: 'person',
    because: 'Nobody appoints themselves: ask another administrator',
    holds: (_office, { person: id, by }) => !gainsBy({ by }, [id]),
  }),
  holdsItOnce: must<Appointed>(OFFICE, {
    field: 'post',
    because: 'They hold this post on some of these days already',
    holds: (office, event) =>
      !office.holdings.some((each) => each.person === event.person && each.post === event.post && overlap(each, event)),
  }),
  thereIsSuchAHolding: must<Ended>(OFFICE, {
    field: 'holding',
    because: 'There is no such holding',
    holds: (office, { holding }) => holdingIn(office, holding) !== undefined,
  }),
  hasNotEnded: must<Ended>(OFFICE, {
    field: 'holding',
    because: (office, { holding }) => `It ended on ${holdingIn(office, holding)?.toDay}`,
    always: 'It has ended',
    holds: (office, { holding, today }) => (holdingIn(office, holding)?.toDay ?? today) >= today,
  }),
  /** More days would be given: that is an appointment. */
  endsEarlier: must<Ended>(OFFICE, {
    field: 'lastDay',
    because: (office, { holding }) =>
      `It ends on ${holdingIn(office, holding)?.toDay} already: to give more days, appoint them again from the day after`,
    always: 'It ends by then already: to give more days, appoint them again from the day after',
    holds: (office, { holding, lastDay: last }) => last < (holdingIn(office, holding)?.toDay ?? '9999-12-31'),
  }),
  leavesAnAdministrator: must<Ended>(OFFICE, {
    field: 'holding',
    because: 'Nobody could change the office any more: appoint another administrator first',
    holds: (office, event) =>
      someoneAdministers(office, afterEnding(office, event), addDays(laterOf(event.lastDay, yesterday(event.today)), 1)),
  }),
}
const laterOf = (one: CalendarDate, other: CalendarDate) => (one > other ? one : other)

const { on } = recordingIn<Office, SubmissionOf<typeof holdingEvents>>()
export const holdingRecordings = {
  recordAppointment: on('APPOINT', (office, { person: id, post: to, how, fromDay: from, toDay: until, now }) => ({
    holdings: [
      ...office.holdings,
      { id: derivedId('holding', `${now} ${id} ${to} ${from}`), person: id, post: to, how, fromDay: from, ...(until && { toDay: until }) },
    ],
  })),
  recordEnd: on('END_HOLDING', (office, event) => ({ holdings: afterEnding(office, event).holdings })),
}
