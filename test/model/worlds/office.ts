import { demonstrationPosts } from '../../../db/demonstration-posts.ts'
import { addDays } from '../../../machines/kernel/calendar.ts'
import { directory } from '../../support/people.ts'
import type { At } from '../samples.ts'
import { BEGINS_ON, type World } from '../world.ts'

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const stands = {
  people: [...directory.map(({ id }) => ({ id, name: `Name of ${id}` })), { id: 'newcomer', name: 'New Comer' }],
  posts: demonstrationPosts.map(({ key, ...post }) => ({ id: key, ...post })),
  holdings: demonstrationPosts.map(({ key }, number) => ({
    id: idOf(number),
    person: `holder of ${key}`,
    post: key,
    how: 'held',
    fromDay: '2000-01-01',
  })),
  delegations: [
    {
      id: idOf(90),
      byPerson: 'holder of operationsManager',
      toPerson: 'holder of lineManager',
      post: 'operationsManager',
      fromDay: '2026-01-01',
      toDay: '2026-12-31',
    },
  ],
  scheme: [],
  settings: [],
}
const held = ({ record }: At, of: 'holdings' | 'delegations') => (record[of] as readonly { readonly id: string }[]).slice(-2)
const why = 'As was agreed'

/** It opens its own file, with the office of the demonstration. */
export const office: World = {
  begins: [{ name: 'new' }],
  samples: {
    TAKE_OVER: () => [{ stands }],
    RENAME_PERSON: () => [{ person: 'newcomer', name: 'Newt Comer' }],
    CHANGE_SIGN_IN: () => [{ person: 'newcomer', subject: 'new' }],
    CREATE_POST: () => [{ key: 'lineManagerNorth', title: 'Line manager, north', grade: 'lineManager', roles: [] }],
    CHANGE_POST: () => [{ post: 'caseworker', title: 'Senior caseworker', grade: 'caseworker', roles: [], reportsTo: 'lineManager', why }],
    APPOINT: ({ today }) => [{ person: 'newcomer', post: 'secondCaseworker', how: 'held', fromDay: today }],
    END_HOLDING: (at) => held(at, 'holdings').map(({ id }) => ({ holding: id, lastDay: at.today, why })),
    DELEGATE: ({ today }) => [
      { byPerson: 'holder of director', toPerson: 'newcomer', post: 'director', fromDay: today, toDay: addDays(today, 7) },
    ],
    END_DELEGATION: (at) => held(at, 'delegations').map(({ id }) => ({ delegation: id, lastDay: at.today, why })),
    CHANGE_SETTING: () => [{ setting: 'signOffDays', days: 3, fromDay: BEGINS_ON, why }],
  },
  only: ['TAKE_OVER', 'APPOINT', 'END_HOLDING', 'DELEGATE', 'END_DELEGATION', 'CHANGE_SETTING', 'CHANGE_POST', 'CREATE_POST'],
  perPlace: 4,
}
