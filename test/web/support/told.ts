import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addDays, type CalendarDate } from '../../../machines/kernel/calendar.ts'
import { Office } from '../../../scripts/demonstration/office.ts'
import { registerOrganisations } from '../../../scripts/demonstration/organisations.ts'
import type { Scene } from '../../../scripts/demonstration/timeline.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import type { Visitor } from '../../support/browse.ts'
import { type Read, read } from './read.ts'

/** The office on a day of its own: what a page is about is put over the API beforehand, and the page is read as somebody. */
export interface Told extends Scene {
  readonly service: TestApp
  /** Some days pass, and what falls due is carried out. */
  waits(days: number): Promise<void>
  reads(post: string, path: string): Promise<Read>
  end(): Promise<void>
}

const BEGINNING = '2013-02-04'

export async function toldOffice(): Promise<Told> {
  const service = await testApp()
  await service.setClock(BEGINNING)
  const server: Server = service.app.listen(0, '127.0.0.1')
  await new Promise((begun) => server.once('listening', begun))
  const office = new Office(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const visitors = new Map<string, Promise<Visitor>>()
  let today: CalendarDate = BEGINNING
  return {
    service,
    office,
    organisations: await registerOrganisations(office),
    day: (days) => addDays(today, days),
    waits: async (days) => {
      today = addDays(today, days)
      await service.setClock(today)
      await service.services.sweep()
    },
    reads: async (post, path) => {
      const visitor = visitors.get(post) ?? service.browse(post)
      visitors.set(post, visitor)
      return read(await (await visitor).get(path))
    },
    end: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await service.end()
    },
  }
}
