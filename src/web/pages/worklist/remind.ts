import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { byTheCaseworker } from '../../../../machines/casefile/authority.ts'
import type { CasefileFacts } from '../../../../machines/casefile/facts.ts'
import { definitions } from '../../../../machines/index.ts'
import type { Submitted } from '../../../engine/engine.ts'
import { awaitedIn } from '../../../reports/awaited.ts'
import { organisationNames } from '../../../reports/organisations.ts'
import type { Reader } from '../../../reports/standing.ts'
import { casefilesNamed } from '../../../reports/worklists-casefiles.ts'
import type { WorkRow } from '../../../reports/worklists-names.ts'
import type { Services } from '../../../services.ts'
import { lowerFirst } from '../../../shown/lower-first.ts'
import { sayPlace } from '../../../shown/place.ts'
import { foreseenForEach, type Meant, type Outcome, putToEach } from '../../../shown/to-each.ts'
import { payloadOf } from '../../forms/answers.ts'
import { fieldsOf } from '../../forms/fields.ts'
import { formOf } from '../../forms/form.ts'
import type { FieldFault, Shown, Typed } from '../../page.ts'
import { page } from '../../page.ts'
import { saidIn as answersIn } from '../submit-event/said.ts'
import { inputsOf } from '../submit-event/send.ts'
import { KEY, listBehind, said } from './acting.ts'
import { params } from './asked.ts'
import { mayAs } from './may.ts'
import {
  type Acting,
  leftShown,
  type Makes,
  type Meaning,
  meantIn,
  nothingTicked,
  seenIn,
  type Ticked,
  tickedIn,
  tickOf,
} from './several.ts'

/**
 * The reminder of C14 is the clock's, and nobody sends it by hand. Whoever reminds an organisation beside it writes or telephones, as with
 * any other letter, and records it: correspondence that we sent, once for each casefile and organisation.
 */
const recorded = definitions['casefile']!.events['RECORD_CORRESPONDENCE']!
/** What the form asks: all else of the event is the same for every reminder. */
const asked = recorded.pick({ type: true, channel: true, happenedOn: true, what: true } as never) as unknown as z.ZodObject
const fields = fieldsOf(asked)

/** Whether ticking this casefile is of use: by the clause that the rule of the event is made of, so that it is said once. */
export const mayRemind = (reader: Reader, { caseworker }: Pick<WorkRow, 'caseworker'>): boolean =>
  mayAs(reader, byTheCaseworker, { casefile: { ...(caseworker !== null && { caseworker }) } as CasefileFacts })

export const remindPages = [
  page({
    method: 'post',
    path: '/worklists/{name}/remind',
    name: 'saying how organisations were reminded',
    params,
    run: async (services, visit) => asking(visit, await meantIn(services, visit, reminders)),
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/remind/check',
    name: 'what recording the reminders would do',
    params,
    run: (services, visit) => checking(services, visit),
  }),
  page({
    method: 'post',
    path: '/worklists/{name}/reminded',
    name: 'recording the reminders',
    params,
    run: async (services, visit) => {
      const { typed, person, reader } = visit
      const { ticked, left } = tickedIn(typed, reminders)
      const key = KEY.safeParse(said(typed, 'key')).data
      const { event, faults } = saidIn(typed, reader)
      if (said(typed, '_show') || key === undefined || ticked.length === 0 || faults.length > 0) return checking(services, visit)
      const results = await withNames(
        services,
        await putToEach(services, { person, key, seen: seenIn(typed) }, remindersOf(ticked, event)),
        ticked,
      )
      const done = results.filter((each) => each.done)
      return {
        view: 'worklist/reminded',
        title: `${done.length} of ${results.length} reminders recorded`,
        data: { done, refused: results.filter((each) => !each.done), left: shownLeft(left), back: listBehind(visit) },
      }
    },
  }),
]

/** What the form says; a day to come is refused for all alike. */
function saidIn(typed: Typed, { today }: Reader): { readonly event: Submitted; readonly faults: readonly FieldFault[] } {
  const { event, faults } = payloadOf(asked, typed)
  const { happenedOn } = event as Submitted
  const isAhead = happenedOn !== undefined && happenedOn > today && faults.length === 0
  return { event, faults: isAhead ? [{ id: 'happenedOn', text: 'The day it happened must be today or in the past' }] : faults }
}

/** One for each organisation of a casefile, or the one that says that it names none. */
const reminders: Makes = ({ organisations }) => Math.max(1, organisations.length)
const shownLeft = (left: Meaning['left']) => leftShown(left, 'reminders are recorded')

/** One for each organisation of each casefile; of a casefile whose line names none, one that says so by being refused. */
const remindersOf = (ticked: readonly Ticked[], event: Submitted): readonly Meant[] =>
  ticked
    .flatMap(({ reference, organisations }) =>
      (organisations.length > 0 ? organisations : [undefined]).map((organisation) => ({ reference, organisation })),
    )
    .map(({ reference, organisation }) => ({
      reference,
      event: { ...event, direction: 'sent', party: 'organisation', ...(organisation && { organisation }) },
      ...(organisation && { part: organisation }),
    }))

/** Each with the name of the organisation that it is about. */
async function withNames({ lists }: Services, outcomes: readonly Outcome[], ticked: readonly Ticked[]) {
  const names = await organisationNames(lists, [...new Set(ticked.flatMap(({ organisations }) => organisations))])
  const isSeen = (outcome: Outcome) => outcome.done || outcome.code !== 'not-found'
  return outcomes.map((outcome) => ({ ...outcome, about: isSeen(outcome) ? names.get(outcome.part ?? '') : undefined }))
}

/** Of each reminder what is awaited from its organisation, in words. */
async function awaitedShown({ lists, engine }: Services, reader: Reader, references: readonly string[]) {
  const all = await awaitedIn(lists, reader, references)
  return ({ reference, part }: Outcome) =>
    all
      .filter((each) => each.reference === reference && each.organisation === part)
      .map(({ machine, state, dueOn }) => {
        const definition = engine.definitions[machine]
        return { text: `${definition?.title ?? machine}: ${lowerFirst(sayPlace(definition, state))}`, dueOn }
      })
}

function asking(visit: Acting, { ticked, left }: Meaning, errors: readonly FieldFault[] = []): Shown {
  const back = listBehind(visit)
  if (ticked.length === 0) return nothingTicked(back, 'record a reminder for')
  const heading = `Record a reminder for ${ticked.length === 1 ? ticked[0]!.reference : `${ticked.length} casefiles`}`
  return {
    view: 'worklist/remind',
    title: heading,
    status: errors.length > 0 ? 400 : 200,
    data: {
      name: visit.params.name,
      heading,
      back,
      references: ticked.map(({ reference }) => reference),
      ticks: ticked.map(tickOf),
      left: shownLeft(left),
      form: formOf(fields, { typed: visit.typed, faults: errors }),
    },
    errors,
  }
}

async function checking(services: Services, visit: Acting): Promise<Shown> {
  const {
    typed,
    reader,
    person,
    params: { name },
  } = visit
  const { ticked, left } = tickedIn(typed, reminders)
  const { event, faults } = saidIn(typed, reader)
  if (ticked.length === 0 || faults.length > 0) return asking(visit, { ticked, left }, faults)
  const references = ticked.map(({ reference }) => reference)
  const [seen, awaited] = await Promise.all([
    casefilesNamed(services.lists, reader, references),
    awaitedShown(services, reader, references),
  ])
  const foreseen = await withNames(services, await foreseenForEach(services, person, remindersOf(ticked, event)), ticked)
  return {
    view: 'worklist/remind-check',
    title: 'Check before you record the reminders',
    data: {
      name,
      back: listBehind(visit),
      ticks: ticked.map(tickOf),
      left: shownLeft(left),
      seen: seen.map(({ reference, revision }) => `${reference}:${revision}`),
      reminders: foreseen.map((outcome) => ({ ...outcome, awaited: awaited(outcome) })),
      possible: foreseen.filter(({ done }) => done).length,
      answers: answersIn(formOf(fields, { typed })),
      kept: inputsOf(typed).filter((input) => fields.some(({ key }) => key === input.name)),
      key: randomUUID(),
    },
  }
}
