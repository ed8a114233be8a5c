import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Visitor } from '../support/browse.ts'
import { agreedIn } from '../support/proposed.ts'
import { hiddenIn, saidBy } from './support/reading.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
let amina: Visitor
beforeAll(async () => {
  told = await toldOffice()
  amina = await told.service.browse('caseworker')
})
afterAll(() => told.end())

/** A form in which Amina writes over what is there, and Carol, who leads her team, meanwhile writes something else. */
interface Contested {
  /** Of the form. */
  readonly address: string
  /** As the form asks for it, with these words. */
  readonly typed: (words: string) => Readonly<Record<string, string>>
  readonly carolWrites: (words: string) => Promise<unknown>
  /** What the timeline says that she did. */
  readonly did: string
  readonly now: () => Promise<string>
}

/** A decision letter that has not gone yet. */
async function letter(): Promise<Contested> {
  const { colleague, reference } = await agreedIn(told)
  const own = await colleague.finds(reference, 'casefile')
  const { id } = (await colleague.casefile(reference)).letters.find(({ sentOn }) => !sentOn)!
  const carol = await told.office.as('lineManager')
  return {
    address: `/instances/${own.id}/events/EDIT_LETTER?letter=${id}`,
    typed: (body) => ({ letter: id, body }),
    carolWrites: (body) => carol.does(own, 'EDIT_LETTER', { letter: id, body }),
    did: 'Carol Whitfield edited',
    now: async () => (await colleague.get<{ body: string }>(`/letters/${id}`)).body,
  }
}

/** Those with whom to write to an organisation. */
async function contacts(): Promise<Contested> {
  const carol = await told.office.as('lineManager')
  const { id } = await carol.registers({ name: 'Larkfield Council', sector: 'parliamentary' })
  const organisation = () => carol.get<{ instance: string; contacts: readonly { name: string }[] }>(`/organisations/${id}`)
  const { instance } = await organisation()
  return {
    address: `/instances/${instance}/events/CHANGE_CONTACTS`,
    typed: (name) => ({ 'contacts.0._row': '1', 'contacts.0.role': 'complaintsManager', 'contacts.0.name': name }),
    carolWrites: (name) => carol.does({ id: instance }, 'CHANGE_CONTACTS', { contacts: [{ role: 'complaintsManager', name }] }),
    did: 'Carol Whitfield changed the contacts',
    now: async () => (await organisation()).contacts.map(({ name }) => name).join(),
  }
}

describe.each([
  ['the text of a letter', letter],
  ['the contacts of an organisation', contacts],
])('%s that was begun, and was changed meanwhile by somebody else', (_what, contested) => {
  test('is gone on with only after who changed what is said; the words stay, and take no newer ones’ place unseen', async () => {
    const { address, typed, carolWrites, did, now } = await contested()
    const form = hiddenIn((await amina.get(address)).text)
    await amina.post(address.split('?')[0]!, { ...form, ...typed('As Amina wrote it'), _save: 'quietly' })
    await carolWrites('As Carol wrote it')

    const resumed = await amina.get(address)
    expect(saidBy(resumed.text)).toContain('Somebody else was here first')
    expect(saidBy(resumed.text)).toContain(did)
    expect(resumed.text).toContain('As Amina wrote it')
    expect(resumed.text).toContain('Send it again, as things are now')
    expect(await now()).toBe('As Carol wrote it')

    // The window that was open all the while knows no more than what was saved.
    const stale = await amina.post(address.split('?')[0]!, { ...form, ...typed('As Amina wrote it'), _confirm: 'yes' })
    expect(stale.status).toBe(409)
    expect(saidBy(stale.text)).toContain(did)
    expect(stale.text).toContain('As Amina wrote it')
    expect(await now()).toBe('As Carol wrote it')

    const sent = await amina.post(address.split('?')[0]!, { ...hiddenIn(resumed.text), ...typed('As both wrote it'), _confirm: 'yes' })
    expect(sent.status).toBe(303)
    expect(await now()).toBe('As both wrote it')
  })
})
