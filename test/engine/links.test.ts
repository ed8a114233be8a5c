import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Submitted } from '../../src/engine/engine.ts'
import { complaint } from '../support/file.ts'
import { clerk, manager, office, put } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
let organisation: string
beforeAll(async () => {
  at = await office({ definitions })
  organisation = (await open('organisation', { type: 'REGISTER', name: 'The Trust', sector: 'health' })).transition.file
})
afterAll(() => at.end())

const open = (kind: 'casefile' | 'organisation', event: Submitted) =>
  at.engine.open({ person: clerk, kind, event, key: randomUUID(), digest: 'd' })
const opened = async (more: object = {}) => {
  const { instance, look } = await open('casefile', { ...complaint(), complainedAbout: [organisation], ...more })
  return { instance, reference: look.reference! }
}
const link = (instance: string, reference: string) => put(at.engine, instance, { type: 'LINK', reference, why: 'The same ward' })
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    ({ code, errors }) => [code, errors],
  )
const unknown = ['invalid', [{ pointer: '/reference', detail: 'There is no casefile of this reference' }]]

describe('another casefile is linked', () => {
  test('by its reference, or by the one it had before', async () => {
    const [one, other] = [await opened(), await opened({ earlierReference: 'EN-104' })]
    await link(one.instance, other.reference)
    const { look } = await link(one.instance, 'EN-104')
    expect(JSON.parse(look.instance.stored).snapshot.context.links.map((each: { reference: string }) => each.reference)).toEqual([
      other.reference,
      'EN-104',
    ])
  })

  test('only if there is such a casefile', async () => {
    const { instance } = await opened()
    for (const reference of ['RD-nonsense', 'RD-999999', 'EN-999']) expect(await faultOf(link(instance, reference))).toEqual(unknown)
  })

  test('only if it is another', async () => {
    const { instance, reference } = await opened({ earlierReference: 'EN-105' })
    for (const itself of [reference, 'EN-105'])
      expect(await faultOf(link(instance, itself))).toEqual([
        'invalid',
        [{ pointer: '/reference', detail: 'This is the casefile itself: name another' }],
      ])
  })

  test('only if it may be seen: a sealed one is not told apart from none', async () => {
    const [one, other] = [await opened(), await opened()]
    await put(at.engine, other.instance, { type: 'SEAL', posts: ['lineManager'], why: 'Staff are named' }, { person: manager })
    expect(await faultOf(link(one.instance, other.reference))).toEqual(unknown)
    await put(at.engine, one.instance, { type: 'LINK', reference: other.reference, why: 'The same ward' }, { person: manager })
  })
})
