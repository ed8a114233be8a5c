import { expect, test } from '@jest/globals'
import type { Casefile } from '../../../machines/casefile/record.ts'
import { definitions } from '../../../machines/index.ts'
import { fromStored, toStored } from '../../../machines/kernel/stored.ts'
import { complaint, history } from '../../support/file.ts'
import { caseworker } from '../../support/people.ts'

test('a casefile kept before there were investigations and reviews is read as one that has none', () => {
  const casefile = definitions['casefile']!
  const file = history(definitions).opens('casefile', complaint(), caseworker)
  const now = JSON.parse(file.state.instances[0]!.stored)
  const { investigations: _, reviews: __, ...context } = now.snapshot.context
  const then = JSON.stringify({ ...now, v: 1, snapshot: { ...now.snapshot, context } })
  const read = fromStored(casefile, then)
  expect((read.context as Casefile).reviews).toEqual([])
  expect(toStored(casefile, read)).toBe(file.state.instances[0]!.stored)
})
