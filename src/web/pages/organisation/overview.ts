import { z } from 'zod'
import { saidRole } from '../../../../machines/organisation/record.ts'
import { openItems } from '../../../reports/organisations-items.ts'
import { waitingFor } from '../../../shown/instance.ts'
import { organisationShown, ratingIn } from '../../../shown/organisation.ts'
import { openItemShown, openItemsSummed } from '../../../shown/organisation-items.ts'
import { page } from '../../page.ts'
import { headOf, organisationAt } from './at.ts'
import { possibleIn } from './possible.ts'
import { reviewIn } from './rating.ts'

const FIRST_ITEMS = 5
const FIRST_RESPONSES = 5

/** An organisation at a glance: whom to speak to, how it is rated, and what it still owes. */
export const organisationOverview = page({
  method: 'get',
  path: '/organisations/{id}',
  name: 'organisation',
  params: z.object({ id: z.uuid() }),
  run: async (services, visit) => {
    const { engine, lists } = services
    const look = await organisationAt(services, visit)
    const organisation = await headOf(services, visit, look)
    const { pastResponses, contacts, firstContact, ...shown } = await organisationShown(services, visit.person, look)
    const items = await openItems(lists, visit.reader, look.file.id, { limit: FIRST_ITEMS })
    return {
      view: 'organisation/overview',
      title: organisation.name,
      data: {
        organisation,
        shown,
        contacts: contacts.map((contact) => ({ ...contact, roleWords: saidRole[contact.role], isFirst: contact === firstContact })),
        review: reviewIn(shown.rating),
        waits: waitingFor(engine.definitions, look.file, ratingIn(look.file)),
        items: items.map((row) => openItemShown(services, visit.reader, row)),
        summed: await openItemsSummed(services, visit.reader, look.file.id, organisation.open),
        responses: pastResponses.slice(0, FIRST_RESPONSES),
        moreResponses: Math.max(0, pastResponses.length - FIRST_RESPONSES),
        actions: await possibleIn(services, look, look.file.instances[0]!),
      },
    }
  },
})
