import { approach } from './approach/machine.ts'
import { casefile } from './casefile/machine.ts'
import { compliance } from './compliance/machine.ts'
import { intervention } from './intervention/machine.ts'
import { investigation } from './investigation/machine.ts'
import type { Definitions } from './kernel/definition.ts'
import { office } from './office/machine.ts'
import { organisation } from './organisation/machine.ts'
import { rating } from './rating/machine.ts'
import { recommendation } from './recommendation/machine.ts'
import { review } from './review/machine.ts'

/** Every lifecycle of the service, by name. */
export const definitions: Definitions = {
  casefile,
  intervention,
  approach,
  compliance,
  organisation,
  rating,
  investigation,
  recommendation,
  review,
  office,
}
