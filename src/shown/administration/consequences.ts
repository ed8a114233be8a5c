import { z } from 'zod'
import { cite, type ParagraphId } from '../../../machines/guidance/paragraph.ts'
import { inPlainWords } from '../../../machines/kernel/authority.ts'
import { addDays, type CalendarDate, dayInLondon } from '../../../machines/kernel/calendar.ts'
import { nameOf, type Office, postIn, type SettingKey } from '../../../machines/office/record.ts'
import { directoryOn, holdersOn } from '../../../machines/office/standing.ts'
import type { Checked } from '../../engine/engine.ts'
import { officeIn } from '../../engine/office.ts'
import {
  type CasefilesOf,
  casefilesOf,
  dutiesAmong,
  dutiesNamed,
  dutiesOpenNow,
  officeNow,
  openNow,
  type Standing,
  waitingUnder,
} from '../../reports/administration.ts'
import { type Reader, readerOf } from '../../reports/standing.ts'
import type { Services } from '../../services.ts'
import { metaOf } from '../actions.ts'
import { sayPlace } from '../place.ts'
import * as part from '../schemas.ts'
import { type Between, caseworkersConcerned, dutiesLost, type Lost, lostBetween, possibleStill, vacatedBetween } from './lost.ts'

/** So many of what there may be thousands of are shown; all are counted, up to a bound. */
const FIRST = 20
/** What nobody would see is on no list: here is the only place to read it. */
const MOST_DUTIES = 200
const MOST_COUNTED = 1_000

const named = z.object({ id: z.string(), name: z.string() })
const titled = z.object({ id: z.string(), title: z.string() })

export const consequences = z
  .object({
    day: part.calendarDate.meta({ description: 'The first day on which it would be so' }),
    people: z
      .array(z.object({ person: named, loses: z.array(z.string()), gains: z.array(z.string()) }))
      .meta({ description: 'Whose posts on that day would be others, by their titles' }),
    impossible: z
      .array(
        z.object({
          machine: z.string(),
          machineTitle: z.string(),
          type: z.string(),
          title: z.string(),
          onlyFor: z.string(),
          paragraphs: z.array(part.paragraph),
          directorates: z.array(z.string()),
          caseworkers: z.array(titled).nullable().meta({ description: 'Only in the casefiles of these posts; null: in all' }),
          live: z.int().meta({
            description:
              'Lifecycles that stand now where this may be done, whether or not it is wanted there, and in which nobody else could do it',
          }),
        }),
      )
      .meta({ description: 'What somebody could do, and nobody could any more' }),
    duties: z
      .object({
        count: z.int(),
        items: z.array(
          z.object({
            id: part.id,
            title: z.string(),
            toWords: z.string(),
            dueOn: part.calendarDate,
            cites: part.citation,
            reference: part.reference.nullable(),
          }),
        ),
      })
      .meta({ description: 'Open duties that would fall to nobody and be on no list: all counted, the first listed' }),
    casefiles: z.array(z.object({ post: titled, count: z.int(), duties: z.int(), goTo: z.array(named), line: titled.nullable() })).meta({
      description:
        'Casefiles of posts that nobody would hold in which anything is to do, and the duties that go with them: to the unassigned list of the line manager',
    }),
    delegations: z.array(z.object({ post: titled, by: named, to: named })).meta({ description: 'Delegations that would no longer hold' }),
    waits: z
      .object({
        moved: z.literal(0),
        standing: z.int(),
        more: z.boolean(),
        about: z.string(),
        items: z.array(
          z.object({
            instance: part.id,
            machine: z.string(),
            where: z.string(),
            dueOn: part.calendarDate,
            reference: part.reference.nullable(),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Of a setting: the dates that were set under it and stand' }),
  })
  .meta({ id: 'ConsequencesForTheOffice' })
export type Consequences = z.infer<typeof consequences>

/** What would follow from an event of the office that was checked and would be taken. */
export async function consequencesOf(services: Services, person: string, { changes, look }: Checked): Promise<Consequences> {
  const { engine, lists } = services
  const line = changes.lines.at(-1)!
  const before = await officeNow(services)
  const after = officeIn(changes.file)
  const day = dayOf(line.payload, look.stamp.today)
  const reader = await readerOf(lists, person)
  const between = { before, after, day }
  const caseworkers = await casefilesOf(lists, caseworkersConcerned(between))
  const lost = lostBetween(
    engine.definitions,
    between,
    caseworkers.map(({ post }) => post),
  )
  const standing = lost.length > 0 ? await openNow(lists) : []
  return {
    day,
    people: peopleBetween(before, after, day),
    impossible: lost.map((each) => lostShown(services, before, each, standing)),
    duties: await dutiesShown(services, reader, between),
    casefiles: casefilesShown(between, caseworkers),
    delegations: delegationsBetween(before, after, day),
    waits:
      line.event === 'CHANGE_SETTING' && 'days' in line.payload
        ? await waitsShown(services, reader, line.payload as unknown as Entered)
        : null,
  }
}

interface Entered {
  readonly setting: SettingKey
  readonly fromDay: CalendarDate
}

/** The first day on which it makes a difference. */
function dayOf({ fromDay, lastDay }: { fromDay?: unknown; lastDay?: unknown }, today: CalendarDate): CalendarDate {
  const day = typeof lastDay === 'string' ? addDays(lastDay, 1) : typeof fromDay === 'string' ? fromDay : today
  return day > today ? day : today
}

function peopleBetween(before: Office, after: Office, day: CalendarDate): Consequences['people'] {
  const titles = (office: Office, id: string) =>
    (directoryOn(office, day).find((each) => each.id === id)?.holdings ?? []).map(({ post, how }) => {
      const title = postIn(office, post)?.title ?? post
      return how === 'actingUp' ? `${title} (acting up)` : how === 'delegated' ? `${title} (by delegation)` : title
    })
  const less = (some: readonly string[], others: readonly string[]) => some.filter((each) => !others.includes(each))
  return after.people.flatMap(({ id, name }) => {
    const [was, is] = [titles(before, id), titles(after, id)]
    const [loses, gains] = [less(was, is), less(is, was)]
    return loses.length + gains.length > 0 ? [{ person: { id, name }, loses, gains }] : []
  })
}

function lostShown({ engine }: Services, office: Office, lost: Lost, standing: readonly Standing[]): Consequences['impossible'][number] {
  const definition = engine.definitions[lost.machine]!
  return {
    machine: lost.machine,
    machineTitle: definition.title,
    type: lost.type,
    title: metaOf(definition.events[lost.type]!).title,
    onlyFor: lost.words,
    paragraphs: lost.cites.map((cites) => cite(cites)),
    directorates: lost.directorates.map(inPlainWords),
    caseworkers: lost.caseworkers?.map((id) => titleOf(office, id)) ?? null,
    live: standing.filter(lost.isLostTo).reduce((sum, { count }) => sum + count, 0),
  }
}

const titleOf = (office: Office, id: string) => ({ id, title: postIn(office, id)?.title ?? id })
const nameFor = (office: Office, id: string) => ({ id, name: nameOf(office, id) })

/** The list of what waits for a signature goes by who may sign, whomever the duty names. */
const SIGNING = { duty: 'signOff', type: 'SIGN_OFF' }

async function dutiesShown({ lists, engine }: Services, reader: Reader, between: Between): Promise<Consequences['duties']> {
  const isLost = dutiesLost(between)
  const open = await dutiesOpenNow(lists)
  const groups = open.filter(({ addressee, directorate, caseworker }) => isLost(addressee, directorate, caseworker))
  const toSign = groups.length > 0 ? await dutiesNamed(lists, groups, SIGNING.duty) : []
  const listed = toSign.filter(possibleStill(engine.definitions, between, SIGNING.type))
  const items = await dutiesAmong(lists, reader, groups, { name: SIGNING.duty, standings: listed }, MOST_DUTIES)
  return {
    count: total(groups) - total(listed),
    items: items.map(({ addressee, cites, ...duty }) => ({ ...duty, cites: cites as ParagraphId, toWords: inPlainWords(addressee) })),
  }
}

const total = (groups: readonly { readonly count: number }[]) => groups.reduce((sum, { count }) => sum + count, 0)

function casefilesShown(between: Between, caseworkers: readonly CasefilesOf[]): Consequences['casefiles'] {
  const { after, day } = between
  const vacated = vacatedBetween(between)
  return caseworkers.flatMap(({ post, count, duties }) => {
    if (!vacated.includes(post)) return []
    const line = postIn(after, post)?.reportsTo
    const casefiles = {
      post: titleOf(after, post),
      count,
      duties,
      line: line === undefined ? null : titleOf(after, line),
      goTo: line === undefined ? [] : holdersOn(after, line, day).map((id) => nameFor(after, id)),
    }
    return [casefiles]
  })
}

function delegationsBetween(before: Office, after: Office, day: CalendarDate): Consequences['delegations'] {
  const held = (office: Office) =>
    directoryOn(office, day).flatMap(({ id, holdings }) =>
      holdings.flatMap(({ how, post, onBehalfOf }) => (how === 'delegated' ? [{ post, by: onBehalfOf!, to: id }] : [])),
    )
  const then = held(after)
  return held(before)
    .filter(({ post, by, to }) => !then.some((each) => each.post === post && each.by === by && each.to === to))
    .map(({ post, by, to }) => ({ post: titleOf(before, post), by: nameFor(before, by), to: nameFor(before, to) }))
}

/** A date is worked out when its wait begins, and kept in the record: nothing that runs reads the setting again. */
async function waitsShown({ lists, engine }: Services, reader: Reader, { setting, fromDay }: Entered): Promise<Consequences['waits']> {
  const rows = await waitingUnder(lists, reader, setting, MOST_COUNTED + 1)
  const standing = Math.min(rows.length, MOST_COUNTED)
  const more = rows.length > MOST_COUNTED
  const many = `${more ? 'More than ' : ''}${standing} ${standing === 1 && !more ? 'date' : 'dates'}`
  return {
    moved: 0,
    standing,
    more,
    about:
      `No date moves. A date is worked out when its wait begins, and kept: ${many} set before ${standing === 1 && !more ? 'stands' : 'stand'}. ` +
      `What begins to wait on ${fromDay} or later waits for the new number of days; what recurs does so from its next turn on.`,
    items: rows.slice(0, FIRST).map(({ instance, machine, state, dueAt, reference }) => ({
      instance,
      machine,
      where: sayPlace(engine.definitions[machine], state),
      dueOn: dayInLondon(new Date(dueAt).toISOString()),
      reference,
    })),
  }
}
