import { otherTrust } from '../../support/file.ts'
import { BEGINS_ON, type World } from '../world.ts'

/** It opens its own file. */
export const organisation: World = {
  begins: [{ name: 'new' }],
  samples: {
    ORGANISATION_RENAMED: () => [{ name: 'The new trust' }, { name: 'The trust after that' }],
    ORGANISATION_SUCCEEDED: () => [{ successor: otherTrust }],
  },
  messages: () => [{ type: 'REMEDY_ASKED', on: BEGINS_ON }],
  perPlace: 8,
}
