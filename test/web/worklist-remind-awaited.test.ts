import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { action, assessment, opensWithAttempt, preparesComplainant, proposes } from '../../scripts/demonstration/passages.ts'
import { read } from './support/read.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
}, 120_000)
afterAll(() => told?.end())

test('the check of reminders says what is awaited from each organisation, and by when; and where it is nothing', async () => {
  const { trust, cancerTrust } = told.organisations
  const { colleague, file, attempt } = await opensWithAttempt(told, 'caseworker', {
    complainant: { name: 'Mrs Hallam' },
    complainedAbout: [trust, cancerTrust],
    complaint: 'Her letters were never answered',
    injustices: ['Distress at being left without an answer'],
  })
  await preparesComplainant(colleague, attempt, 'Knows what may be asked for')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const apology = action('apology', trust, 'Write a letter of apology', told.day(28), { kind: 'apology' })
  await proposes(told, colleague, attempt, [apology], [trust])

  const visitor = await told.service.browse('caseworker')
  const of = '/worklists/mine'
  const casefile = `${file.reference}:${trust},${cancerTrust}`
  const asked = { of, casefile, channel: 'telephone', what: 'We asked when the answer will come', happenedOn: '4/2/2013' }
  const { says } = read(await visitor.post(`${of}/remind/check`, asked))
  expect(says).toMatch(/What is awaited from it.*: awaiting .*, next date \d+ \w+ 2013/i)
  expect(says.match(/Nothing is awaited from it/g)).toHaveLength(1)
})
