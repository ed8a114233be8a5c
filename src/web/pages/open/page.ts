import { z } from 'zod'
import { definitions } from '../../../../machines/index.ts'
import type { FileKind, Submitted } from '../../../engine/engine.ts'
import type { Services } from '../../../services.ts'
import { metaOf, schemaOf } from '../../../shown/actions.ts'
import { choicesFor } from '../../forms/choices.ts'
import { typedOf } from '../../forms/prefill.ts'
import { page, type Typed, type Visit } from '../../page.ts'
import { fileAddress } from '../submit-event/addresses.ts'
import { noticeOf } from '../submit-event/after.ts'
import { draftsAt, namedIn } from '../submit-event/drafts.ts'
import type { Putting } from '../submit-event/putting.ts'
import { sent } from '../submit-event/send.ts'
import { formShown } from '../submit-event/show.ts'
import { paragraphsServed } from '../submit-event/surroundings.ts'
import { NO_TROUBLE } from '../submit-event/trouble.ts'
import { begunToOpen, linksTo } from './begun.ts'
import { openingShown } from './check.ts'
import { notTheirs, opensFiles } from './staff.ts'

/** What a person opens without anything being there before: each with the event that begins it. */
const openings = {
  casefile: { type: 'OPEN', address: '/casefiles/new', back: '/casefiles', caption: 'A complaint that has come in' },
  organisation: {
    type: 'REGISTER',
    address: '/organisations/new',
    back: '/organisations',
    caption: 'An organisation that is complained about',
  },
} as const satisfies { readonly [K in FileKind]?: object }
type Opened = keyof typeof openings

const query = z.looseObject({})

export const openPages = (Object.keys(openings) as Opened[]).flatMap((kind) => [
  page({
    method: 'get',
    path: openings[kind].address,
    name: `the form that opens ${kind === 'casefile' ? 'a casefile' : 'an organisation'}`,
    query,
    run: async (services, visit) => {
      const { type, back } = openings[kind]
      if (!opensFiles(visit.reader)) return notTheirs(services, kind, metaOf(schemaOf(definitions[kind]!, type)!).title, back)
      const schema = schemaOf(definitions[kind]!, type)!
      const named = namedIn(schema, visit.query)
      const { draft, begunAs, before } = await begunToOpen(services, visit, type, visit.query)
      const proposed = kind === 'casefile' ? { receivedOn: visit.reader.today, ...named } : named
      const typed = { ...(draft?.fields ?? typedOf(schema, proposed)), ...begunAs }
      const putting = await puttingToOpen(services, visit, kind, typed)
      return formShown({ ...putting, around: { ...putting.around, begunBefore: linksTo(before, putting) } }, typed, NO_TROUBLE, draft)
    },
  }),
  page({
    method: 'post',
    path: openings[kind].address,
    name: `opening ${kind === 'casefile' ? 'a casefile' : 'an organisation'}`,
    run: async (services, visit) => sent(await puttingToOpen(services, visit, kind, visit.typed), visit),
  }),
])

/** @param typed what is in the form: what was chosen in it is among the choices */
async function puttingToOpen(services: Services, { person }: Visit, kind: Opened, typed: Typed): Promise<Putting> {
  const { engine } = services
  const { type, address, back, caption } = openings[kind]
  const definition = definitions[kind]!
  const schema = schemaOf(definition, type)!
  const meta = metaOf(schema)
  return {
    address,
    title: meta.title,
    definition,
    type,
    schema,
    drafts: draftsAt(services, person, { instance: null, event: type }, schema, typed),
    refusals: [],
    takesReasons: [],
    choices: await choicesFor(services, { schema }, typed),
    revision: undefined,
    around: { caption, back, paragraphs: paragraphsServed(definition, type) },
    opens: true,
    submit: ({ event, ...put }) => engine.open({ ...put, person, kind, event: event as Submitted }),
    checked: ({ event, reasons }) => openingShown(services, { person, kind, event: event as Submitted, reasons }),
    taken: (answer) => ({ redirect: fileAddress(answer.look), notice: noticeOf(engine, answer, meta) }),
  }
}
