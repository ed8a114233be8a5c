import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { schemaOf } from '../../../src/shown/actions.ts'
import { choicesFor } from '../../../src/web/forms/choices.ts'
import { suggested } from '../../../src/web/forms/office-choices.ts'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../../support/app.ts'

let office: TestApp
let caseworker: Caller
let organisation: string
let casefile: Awaited<ReturnType<typeof openedCasefile>>

beforeAll(async () => {
  office = await testApp()
  await office.setClock('2012-11-06')
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker, 'Anytown District Council')
  await registered(caseworker, 'Elsewhere Health Trust')
  casefile = await openedCasefile(caseworker, organisation)
})
afterAll(() => office.end())

const choicesOf = async (instance: string, type: string, typed = {}) => {
  const { services } = office
  const look = await services.engine.look(caseworker.person, instance)
  const schema = schemaOf(services.engine.definitions[look.instance.machine]!, type)!
  return choicesFor(services, { schema, look }, typed)
}

describe('What there is to choose from', () => {
  it('is nothing that the event does not ask for', async () => {
    expect(await choicesOf(casefile.instance, 'ADD_NOTE')).toEqual({})
  })

  it('is every organisation where they are few, and those of the casefile where only they are meant', async () => {
    const { organisation: all } = await choicesOf(casefile.instance, 'CHANGE_PARTY')
    expect(all!.map(({ text }) => text)).toEqual(['Anytown District Council', 'Elsewhere Health Trust'])
    await caseworker.post(`/instances/${casefile.instance}/events`, { type: 'OPEN_INTERVENTION' }).set('If-Match', `"${casefile.revision}"`)
    const attempt = await attemptIn()
    expect(await choicesOf(attempt, 'ADD_ACTION')).toEqual({
      action: [],
      party: [{ value: organisation, text: 'Anytown District Council' }],
    })
  })

  it('is posts with who holds them, and only those that do casework where a casefile is given to one', async () => {
    const { gradedPost } = await choicesOf(casefile.instance, 'ASSIGN')
    const { post } = await choicesOf(casefile.instance, 'SEAL')
    expect(gradedPost!.find(({ value }) => value === 'caseworker')!.text).toMatch(/^.+ \(.+\)$/)
    expect(gradedPost!.length).toBeLessThan(post!.length)
  })

  it('is the entries that were made, in words, where one is to be corrected', async () => {
    const { entry } = await choicesOf(casefile.instance, 'RECORDED_IN_ERROR')
    expect(entry!.at(-1)).toMatchObject({ value: '1', text: 'Opened the casefile, 6 November 2012' })
  })

  it('is found by a part of a name', async () => {
    expect((await suggested(office.services.lists, 'health')).map(({ text }) => text)).toEqual(['Elsewhere Health Trust'])
    expect(await suggested(office.services.lists, '%_')).toEqual([])
  })
})

async function attemptIn(): Promise<string> {
  const { services } = office
  const { file } = await services.engine.lookAt(caseworker.person, casefile.id)
  return file.instances.find(({ machine }) => machine === 'intervention')!.id
}
