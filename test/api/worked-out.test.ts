import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { agreed } from '../../scripts/demonstration/passages.ts'
import type { Caller } from '../support/app.ts'
import { agreedIn, apologyIn, proposedIn } from '../support/proposed.ts'
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

  test('is told of duties too, by the entry that gave the duty, also where another date is the same day', async () => {
    const { colleague, approach } = await proposedIn(told)
    const { body: before } = await caller.get(`/instances/${approach.id}`)
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const { body } = await caller.get(`/instances/${approach.id}`)
    const escalate = body.duties.find(({ name }: { name: string }) => name === 'escalate')
    expect(escalate.dueOn).toBe(before.record.respondBy)
    expect(escalate.worked).toMatchObject({
      entry: { by: 'Amina Clarke', done: 'recorded that the organisation refused', on: told.day(0) },
      setting: null,
      earlier: [],
    })
  })

  test('names what one lifecycle told another, with the setting that was read for it', async () => {
    const { colleague, reference, approach, attempt } = await proposedIn(told)
    await colleague.does(approach, 'CHANGE_RESPONSE_DATE', { respondBy: told.day(7), why: 'They are quick' })
    await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: [agreed(apologyIn(told))] })
    const { body } = await caller.get(`/instances/${attempt.id}`)
    const tell = body.duties.find(({ title }: { title: string }) => title === 'Tell the complainant what was agreed')
    expect(tell).toMatchObject({
      dueOn: told.day(7),
      worked: {
        entry: { by: 'Amina Clarke', done: 'recorded a written confirmation', on: told.day(0) },
        setting: { letter: 'x', from: told.day(0), days: 7 },
        earlier: [],
      },
    })
    expect(titled('Telling the complainant is overdue')(body.deadlines)).toMatchObject({ worked: tell.worked })
    const { says } = await told.reads('caseworker', `/casefiles/${reference}`)
    expect(says).toContain('was set when Amina Clarke recorded a written confirmation on 4 February 2013.')
    expect(says).not.toContain('was set when Amina Clarke proposed an intervention')
  })

  test('says nothing of an entry that was struck out', async () => {
    const { colleague, approach } = await proposedIn(told)
    const { body: before } = await caller.get(`/instances/${approach.id}`)
    await colleague.does(approach, 'CHANGE_RESPONSE_DATE', { respondBy: told.day(10), why: 'They are moving offices' })
    const { body: history } = await caller.get(`/instances/${approach.id}/history?order=newest`)
    const manager = await told.service.signIn('lineManager')
    const wrong = { type: 'RECORDED_IN_ERROR', transition: history.items[0].seq, why: 'It was another organisation' }
    expect((await manager.post(`/instances/${approach.id}/events`, wrong)).body).toMatchObject({ state: expect.any(String) })
    const { body } = await caller.get(`/instances/${approach.id}`)
    expect(titled('The response date passes')(body.deadlines)).toMatchObject({
      from: before.record.respondBy,
      worked: { entry: { done: 'proposed an intervention' }, setting: null, earlier: [] },
    })
  })
})
