import { addDays } from '../../../machines/kernel/calendar.ts'
import { office, trust } from '../../support/file.ts'
import type { At } from '../samples.ts'
import type { World } from '../world.ts'
import { asked, facts } from './facts.ts'

const input = { key: 'investigation-1', casefile: { ...facts, stage: 'investigation' } }

const { id: _, organisation: __, ...action } = asked('apology', '2026-06-01')
const held = ({ record }: At) => (record['recommendations'] ?? []) as readonly { readonly key: string; readonly organisation: string }[]
const standings = [
  { standing: 'refused' },
  { standing: 'awaitingFinal' },
  { standing: 'accepted', item: {} },
  { standing: 'accepted', item: { ending: 'complied' } },
  { standing: 'accepted', item: { ending: 'notSecured' } },
  { standing: 'dropped' },
  { standing: 'notAccepted', item: { ending: 'notAccepted' } },
]

export const investigation: World = {
  openedBy: ['casefile'],
  begins: [{ name: 'opened', input }],
  only: ['ADD_RECOMMENDATION'],
  samples: {
    ADD_RECOMMENDATION: ({ today }) =>
      [trust, office].map((organisation) => ({ organisation, action: { ...action, by: addDays(today, 60) } })),
    MAKE_FINDING: () => ['fully', 'partly', 'notUpheld'].map((finding) => ({ finding, why: 'As the evidence shows' })),
  },
  messages: (at) => [
    ...held(at)
      .slice(0, 2)
      .flatMap(({ key, organisation }) => [
        ...standings.map((how) => ({ type: 'RECOMMENDATION_CHANGED', key, organisation, action, ...how })),
        {
          type: 'RECOMMENDATION_SPLIT',
          key,
          rest: { organisation, action, splitFrom: key, refusals: [{ on: at.today, report: 'draft', words: 'Not that' }] },
        },
      ]),
    ...at.file.letters.filter(({ sentOn }) => !sentOn).map(({ id }) => ({ type: 'LETTER_WAS_SENT', letter: id, on: at.today })),
    { type: 'CASEFILE_CHANGED', casefile: { ...input.casefile, withdrawnOn: at.today } },
  ],
  perPlace: 20,
}
