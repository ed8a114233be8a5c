import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../../support/app.ts'
import type { Fields, Visitor } from '../../support/browse.ts'
import { hiddenIn } from './reading.ts'

/** The office in which forms are filled in: a caseworker at the API, and those at the pages. */
export interface Submitting {
  readonly office: TestApp
  readonly caller: Caller
  readonly caseworker: Visitor
  readonly secondCaseworker: Visitor
  readonly lineManager: Visitor
  readonly organisation: string
}

export async function submitting(): Promise<Submitting> {
  const office = await testApp()
  await office.setClock('2012-12-03')
  const caller = await office.signIn('caseworker')
  return {
    office,
    caller,
    caseworker: await office.browse('caseworker'),
    secondCaseworker: await office.browse('secondCaseworker'),
    lineManager: await office.browse('lineManager'),
    organisation: await registered(caller),
  }
}

/** A casefile of its own, with what is asked of it again and again. */
export async function submittedTo({ caller, organisation }: Submitting) {
  const { reference, instance } = await openedCasefile(caller, organisation)
  return {
    reference,
    instance,
    history: async () => (await caller.get(`/casefiles/${reference}/history`)).body.items as { event: string }[],
    /** An attempt in it, just opened: its id. */
    attempt: async () => {
      const { body } = await caller.post(`/casefiles/${reference}/instances`, { machine: 'intervention' })
      return body.id as string
    },
  }
}

/** The form as it is opened, to be sent with these answers. */
export async function filled(visitor: Visitor, path: string, answers: Fields): Promise<Fields> {
  const { text } = await visitor.get(path)
  return { ...hiddenIn(text), ...answers }
}
