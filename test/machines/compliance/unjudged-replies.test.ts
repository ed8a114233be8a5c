import { describe, expect } from '@jest/globals'
import { caseworker, deputyDirector, operationsManager } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { askExtension, extend, goTo, judgeReply, refuse, reply, start, wroteOnce } from './stories.ts'
import { type Item, takenForReasons } from './support.ts'

/** A reply to the stage 1 letter is to be judged. */
function replied(): Item {
  const one = wroteOnce()
  one.does(caseworker, reply)
  return one
}

describe('a reply that nobody has judged', () => {
  proves('C22e', 'when its stage is left for another still has somebody’s duty for as long as it may be judged', () => {
    for (const event of [goTo('stage2'), refuse(true)]) {
      const one = replied()
      one.does(deputyDirector, event)
      expect([event.type, one.duties('judgeReply').length]).toEqual([
        event.type,
        one.against(caseworker, judgeReply(true, '2013-05-20')).length === 0 ? 1 : 0,
      ])
    }
  })

  proves('C22e', 'when an extension ended its stage does not end the stage after it', () => {
    const one = replied()
    one.does(caseworker, askExtension())
    takenForReasons(one, operationsManager, extend(), 'C13')
    one.moveTo('2013-05-01')
    one.does(caseworker, start())
    expect(one.escalation).toMatch(/^stage2\.letterDue/)
    expect(one.against(caseworker, judgeReply(true, '2013-05-20'))).toContain('C22d must')
  })
})
