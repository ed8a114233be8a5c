import { addDays } from '../../../machines/kernel/calendar.ts'
import type { Definition } from '../../../machines/kernel/definition.ts'
import { trust } from '../../support/file.ts'
import { BEGINS_ON, type World } from '../world.ts'
import { approach } from './approach.ts'
import { casefile } from './casefile.ts'
import { compliance } from './compliance.ts'
import { agreed, facts } from './facts.ts'
import { intervention } from './intervention.ts'
import { investigation } from './investigation.ts'
import { office } from './office.ts'
import { organisation } from './organisation.ts'
import { rating } from './rating.ts'
import { recommendation } from './recommendation.ts'

const worlds: Readonly<Record<string, World>> = {
  approach,
  casefile,
  compliance,
  intervention,
  investigation,
  office,
  organisation,
  rating,
  recommendation,
}

/** A machine that nobody has described begins with what every machine of a casefile is opened with, and its schemas say the rest. */
export const worldOf = ({ name }: Definition): World =>
  worlds[name] ?? {
    begins: [
      {
        name: 'opened',
        input: {
          key: `${name}-1`,
          casefile: facts,
          organisation: trust,
          action: agreed('apology', addDays(BEGINS_ON, 28)),
          openedOn: BEGINS_ON,
          referredOn: BEGINS_ON,
        },
      },
    ],
  }
