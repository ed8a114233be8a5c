import { mrB } from './examples/mr-b.ts'
import { mrD } from './examples/mr-d.ts'
import { mrJ } from './examples/mr-j.ts'
import { mrS } from './examples/mr-s.ts'
import { mrsC } from './examples/mrs-c.ts'
import { mrsT } from './examples/mrs-t.ts'
import type { Story } from './timeline.ts'

/** The six examples of the guidance's annex. The text gives no dates: these are invented, and people keep their initials. */
export const examples: Readonly<Record<string, Story>> = { mrJ, mrB, mrsT, mrD, mrsC, mrS }
