import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import { proves } from '../support/proves.ts'

let office: TestApp
let caseworker: Caller
let lineManager: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-12-03')
  caseworker = await office.signIn('caseworker')
  lineManager = await office.signIn('lineManager')
  organisation = await registered(caseworker, 'Anytown District Council', {
    contacts: [
      { role: 'complaintsManager', name: 'Mr Hale' },
      { role: 'focalPoint', name: 'Ms Okafor', details: 'Ombudsman liaison' },
    ],
  })
})
afterAll(() => office.end())

const does = async (caller: Caller, instance: string, body: object) => {
  const { body: answer, status } = await caller.post(`/instances/${instance}/events`, body)
  expect([status, answer.refusals ?? answer.errors ?? '']).toEqual([201, ''])
}
interface Letter {
  readonly id: string
  readonly letter: string
  readonly to: object
  readonly sentOn: string | null
  readonly body: string
}

/** A closure as premature, submitted with work asked of the organisation. */
async function submitted() {
  const casefile = await openedCasefile(caseworker, organisation, { injustices: ['Distress'], remedySought: 'An apology' })
  const { body } = await caseworker.post(`/casefiles/${casefile.reference}/instances`, { machine: 'intervention' })
  await does(caseworker, body.id, {
    type: 'SUBMIT_PREMATURE',
    procedureIncomplete: true,
    work: [{ organisation, what: 'Answer the second part of the complaint', understood: 'Ms Okafor said so', respondBy: '2013-01-15' }],
    rationale: 'Its procedure has a second stage.',
    whatWeDid: 'We read the papers.',
    conclusions: 'The second stage is still to come.',
  })
  return { ...casefile, attempt: body.id as string }
}
const letterOf = async (reference: string, name: string): Promise<Letter> => {
  const { letters } = (await caseworker.get(`/casefiles/${reference}`)).body as { letters: Letter[] }
  return (await caseworker.get(`/letters/${letters.find(({ letter }) => letter === name)!.id}`)).body
}

describe('the request for work of a premature closure', () => {
  proves(
    ['I2', 'I26'],
    'is signed with the decision, shows what was signed, and goes to the organisation when the decision is issued',
    async () => {
      await office.setClock('2012-12-03')
      const { reference, instance, attempt } = await submitted()
      const draft = await letterOf(reference, 'workRequest')
      expect(draft).toMatchObject({ to: { organisation }, sentOn: null })
      expect(draft.body).toContain('Anytown District Council\nMs Okafor\nOmbudsman liaison')
      expect(draft.body).toContain('Dear Ms Okafor,')
      expect(draft.body).toContain('1. Answer the second part of the complaint.\n   By: 15 January 2013')
      expect(draft.body).toMatch(/Amina Clarke\nCaseworker\nfor the Ombudsman\n\nTo reply, /)

      const early = await caseworker.post(`/instances/${instance}/events`, { type: 'LETTER_SENT', letter: draft.id })
      expect(early.body).toMatchObject({ status: 422, refusals: [expect.objectContaining({ rule: 'goesWithoutADecision', cites: 'I26' })] })

      await does(lineManager, attempt, { type: 'SIGN_OFF' })
      await office.setClock('2012-12-04')
      const signed = await letterOf(reference, 'workRequest')
      expect(signed).toMatchObject({ body: draft.body, sentOn: null })
      expect(signed.body).toContain('3 December 2012')

      await does(caseworker, attempt, { type: 'ISSUE_DECISION' })
      for (const name of ['decision', 'workRequest']) expect(await letterOf(reference, name)).toMatchObject({ sentOn: '2012-12-04' })
      expect((await letterOf(reference, 'workRequest')).body).toBe(draft.body)
    },
  )

  proves('C12', 'is not signed once the day it asks for has come', async () => {
    await office.setClock('2012-12-03')
    const { reference, attempt } = await submitted()
    await office.setClock('2013-01-15')
    const { body } = await (await office.signIn('lineManager')).post(`/instances/${attempt}/events`, { type: 'SIGN_OFF' })
    expect(body).toMatchObject({ status: 422, refusals: [{ rule: 'everyLetterSaysWhatItMust' }] })
    expect(body.refusals[0].because).toContain('By when, on a day that can still be kept')
    expect(await letterOf(reference, 'workRequest')).toMatchObject({ sentOn: null })
  })
})
