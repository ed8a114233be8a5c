import { describe, expect } from '@jest/globals'
import { permits } from '../../../machines/kernel/authority.ts'
import { put } from '../../../machines/kernel/step.ts'
import { proves } from '../../support/proves.ts'
import { amy, auditor, ben, benForLin, type lin, lou, stamp } from './support/people.ts'
import { asked } from './support/story.ts'

const submission = { type: 'ORGANISATION_ANSWERED', agrees: false, actions: [] }
const heard = (by: typeof lin, more: object = {}) => {
  const story = asked()
  const { machine } = story.held('request A')
  const verdict = put(
    story.definitions[machine]!,
    story.snapshot('request A'),
    { ...submission, ...more },
    { ...stamp(by, '2026-03-12'), ...more },
  )
  if (verdict.outcome !== 'taken') throw new Error(verdict.outcome)
  return verdict.move.event
}

describe('whoever acts under a delegation', () => {
  proves('I26', 'names the delegator to what is recorded, so that neither of them approves it', () => {
    expect(heard(benForLin)).toMatchObject({ by: { id: 'Ben' }, onBehalfOf: ['Lin'] })
    expect(heard(amy)).not.toHaveProperty('onBehalfOf')
    expect(heard(lou, { onBehalfOf: ['Amy'] })).not.toHaveProperty('onBehalfOf')
    const story = asked().put('request A', submission, benForLin, '2026-03-12')
    const line = story.lines.find(({ event }) => event === 'ORGANISATION_ANSWERED')!
    expect(line.onBehalfOf).toEqual(['Lin'])
    expect(line.stamp).not.toHaveProperty('onBehalfOf')
    expect(line.payload).not.toHaveProperty('onBehalfOf')
  })
})

describe('a post without a grade', () => {
  proves('I16', 'gives nobody casework to do, even where the file is in its name', () => {
    const itsHolder = (by: typeof lin) => ({ holderOf: 'its caseworker', post: () => by.holdings[0]!.post })
    expect(permits(itsHolder(auditor), undefined, auditor, stamp(auditor, '2026-03-12'))).toBe(false)
    expect(permits(itsHolder(ben), undefined, ben, stamp(ben, '2026-03-12'))).toBe(true)
  })
})
