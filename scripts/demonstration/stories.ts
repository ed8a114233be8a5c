import { mrB } from './examples/mr-b.ts'
import { mrD } from './examples/mr-d.ts'
import { mrJ } from './examples/mr-j.ts'
import { mrS } from './examples/mr-s.ts'
import { mrsC } from './examples/mrs-c.ts'
import { mrsT } from './examples/mrs-t.ts'
import { corrected } from './more/corrected.ts'
import { neverConfirmed } from './more/never-confirmed.ts'
import { returnedTwice } from './more/returned-twice.ts'
import { silent } from './more/silent.ts'
import { twoOrganisations } from './more/two-organisations.ts'
import type { Story } from './timeline.ts'

/** The six examples of the guidance's annex. The text gives no dates: these are invented, and people keep their initials. */
export const examples: Readonly<Record<string, Story>> = { mrJ, mrB, mrsT, mrD, mrsC, mrS }

/** What the examples do not show: refusal, silence, a word that is never written, a decision returned, a mistake put right. */
export const others: Readonly<Record<string, Story>> = { twoOrganisations, neverConfirmed, silent, returnedTwice, corrected }
