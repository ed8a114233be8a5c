import { BEGINS_ON, type World } from '../world.ts'

const why = 'Its record'

export const rating: World = {
  openedBy: ['organisation'],
  begins: [{ name: 'new', input: { rating: 'B' } }],
  samples: {
    SUGGEST_RATING: () => ['A', 'B', 'C'].map((rating) => ({ rating, why })),
  },
  messages: () => [
    { type: 'REMEDY_ASKED', on: BEGINS_ON },
    { type: 'ORGANISATION_WAS_SUCCEEDED', on: BEGINS_ON },
  ],
  perPlace: 8,
}
