import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller } from '../support/app.ts'
import { agreedIn, proposedIn } from '../support/proposed.ts'
import { type Told, toldOffice } from '../web/support/told.ts'

let told: Told
let caller: Caller
beforeAll(async () => {
  told = await toldOffice()
  caller = await told.service.signIn('caseworker')
})
afterAll(() => told?.end())

interface Deadline {
  readonly title: string
}
const titled = (title: string) => (deadlines: readonly Deadline[]) => deadlines.find((each) => each.title === title)
const lifecycleIn = async (reference: string, id: string) =>
  (await caller.get(`/casefiles/${reference}`)).body.instances.find((each: { id: string }) => each.id === id)

describe('how a date was worked out, over the API', () => {
  test('names the day it counts from, the days and why, the entry that set the day, and the day it was before, as the page does', async () => {
    const { colleague, reference, approach } = await proposedIn(told)
    const { body: before } = await caller.get(`/instances/${approach.id}`)
    await colleague.does(approach, 'CHANGE_RESPONSE_DATE', { respondBy: told.day(10), why: 'They are moving offices' })
    const { body } = await caller.get(`/instances/${approach.id}`)
    const { body: history } = await caller.get(`/instances/${approach.id}/history?order=newest`)
    const passes = titled('The response date passes')
    expect(passes(body.deadlines)).toMatchObject({
      from: told.day(10),
      days: 1,
      because: 'the day after the response date',
      worked: {
        entry: {
          seq: history.items[0].seq,
          by: 'Amina Clarke',
          done: 'changed the response date',
          on: told.day(0),
          why: 'They are moving offices',
        },
        setting: null,
        earlier: [{ day: before.record.respondBy, entry: { by: 'Amina Clarke', done: 'proposed an intervention', why: null } }],
      },
    })
    expect((await lifecycleIn(reference, approach.id)).deadlines).toEqual(body.deadlines)
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toContain('was set when Amina Clarke changed the response date on 4 February 2013 (“They are moving offices”).')
  })

  test('names the setting that was read, with its days as they were then', async () => {
    const { attempt } = await agreedIn(told)
    const { body } = await caller.get(`/instances/${attempt.id}`)
    expect(titled('Submitting for sign-off is overdue')(body.deadlines)).toMatchObject({
      worked: { setting: { letter: 'x', from: told.day(0), days: 7, reading: expect.stringContaining('takes at most a week') } },
    })
  })

  test('is told of duties too', async () => {
    const { colleague, approach } = await proposedIn(told)
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const { body } = await caller.get(`/instances/${approach.id}`)
    expect(body.duties).toContainEqual(
      expect.objectContaining({
        dueOn: body.record.respondBy,
        worked: expect.objectContaining({ entry: expect.objectContaining({ by: 'Amina Clarke', done: 'proposed an intervention' }) }),
      }),
    )
  })
})
