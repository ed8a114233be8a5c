import { z } from 'zod'
import { notFound } from '../../../problem.ts'
import { personShown } from '../../../shown/administration/office.ts'
import { page } from '../../page.ts'
import { officeSeen } from './office.ts'

const named = z.object({ name: z.string().trim().max(200).optional() })

export const peoplePages = [
  page({
    method: 'get',
    path: '/administration/people',
    name: 'people',
    query: named,
    run: async (services, visit) => {
      const { office, today, administers } = await officeSeen(services, visit)
      const part = (visit.query.name ?? '').toLowerCase()
      const people = office.people
        .filter(({ name }) => name.toLowerCase().includes(part))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
        .map((person) => personShown(office, person, today, administers))
      return { view: 'administration/people', title: 'People', data: { people, name: visit.query.name, administers } }
    },
  }),
  page({
    method: 'get',
    path: '/administration/people/{id}',
    name: 'a person',
    params: z.object({ id: z.string().max(200) }),
    run: async (services, visit) => {
      const { office, today, administers } = await officeSeen(services, visit)
      const found = office.people.find(({ id }) => id === visit.params.id)
      if (!found) throw notFound()
      const shown = personShown(office, found, today, administers)
      return { view: 'administration/person', title: found.name, data: { shown, administers, isThemselves: found.id === visit.person } }
    },
  }),
]
