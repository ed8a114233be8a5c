import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../../support/app.ts'
import type { Visitor } from '../../support/browse.ts'
import { planted } from '../../support/planted.ts'

/** The office that worklists are read in: somebody at work and somebody who leads them, at the API and at the pages, and two organisations. */
export interface Listing {
  readonly office: TestApp
  readonly caseworker: Caller
  readonly lineManager: Caller
  readonly atWork: Visitor
  readonly leading: Visitor
  readonly organisation: string
  /** Its name is one that a spreadsheet would take for a formula. */
  readonly other: string
}

export async function listing(): Promise<Listing> {
  const office = await testApp()
  await office.setClock('2012-12-03')
  const [caseworker, lineManager] = [await office.signIn('caseworker'), await office.signIn('lineManager')]
  return {
    office,
    caseworker,
    lineManager,
    atWork: await office.browse('caseworker'),
    leading: await office.browse('lineManager'),
    organisation: await registered(caseworker),
    other: await registered(caseworker, '=HYPERLINK("x") Trust'),
  }
}

interface Given {
  readonly to?: string
  readonly title?: string
  readonly endsBy?: string
}
/** A duty in the casefile, as if an arrow had given it. */
export async function given(
  { office }: Listing,
  instance: string,
  dueOn: string,
  { to = 'caseworker', title = 'Begin escalation', endsBy = 'act' }: Given = {},
) {
  const { rows } = await planted<{ id: string }>(
    office.database.pool,
    `insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, entered_late, opened_seq)
     select gen_random_uuid(), file_id, id, 'any', $1, $2, $3, 'I20', $4, false, 1 from instance where id = $5 returning id`,
    [to, title, dueOn, endsBy, instance],
  )
  return rows[0]!.id
}

/** A casefile that nobody has: through the rules, with another directorate, which has not said who takes it. */
export async function transferred({ caseworker, lineManager, organisation }: Listing) {
  const casefile = await openedCasefile(caseworker, organisation)
  const event = { type: 'TRANSFER_DIRECTORATE', directorate: 'operations', why: 'It is about their work' }
  const { status, body } = await lineManager.post(`/instances/${casefile.instance}/events`, event)
  if (status !== 201) throw new Error(`not transferred: ${JSON.stringify(body)}`)
  return casefile
}

/** How much a page says is on a list. */
export const numberIn = (html: string, list: string) =>
  new RegExp(`href="/worklists/${list}">[^<]*<span[^>]*>\\(([\\d,]+)\\+?\\)`).exec(html)?.[1]
export const rowsIn = (html: string) =>
  [...html.matchAll(/<tr class="govuk-table__row">\s*(?:<td[\s\S]*?<\/td>\s*)?<th[^>]*scope="row"/g)].length
