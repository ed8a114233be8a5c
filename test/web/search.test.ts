import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'
import type { Visitor } from '../support/browse.ts'

let office: TestApp
let caseworker: Caller
let visitor: Visitor
let organisation: string
beforeAll(async () => {
  office = await testApp()
  caseworker = await office.signIn('caseworker')
  visitor = await office.browse('caseworker')
  organisation = await registered(caseworker, 'Anytown District Council')
})
afterAll(() => office.end())

const opened = (more: object = {}) => openedCasefile(caseworker, organisation, more)
const find = async (q: string) => (await visitor.get(`/search?q=${encodeURIComponent(q)}`)).text
const inWords = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ')

describe('searching at the head of a page', () => {
  test('a whole reference leads straight to its casefile', async () => {
    const { reference } = await opened()
    const answer = await visitor.get(`/search?q=${reference.toLowerCase()}`)
    expect([answer.status, answer.headers['location']]).toEqual([303, `/casefiles/${reference}`])
  })

  test('a name leads to a list that says why each casefile is on it, and how many there are', async () => {
    const { reference } = await opened({ complainant: { name: 'Mrs Peverell' }, complaint: 'Mrs Peverell was never told.' })
    const page = await find('Peverel')
    expect(inWords(page)).toContain('1 casefile.')
    expect(inWords(page)).toContain(`${reference}: Mrs Peverell`)
    expect(inWords(page)).toContain('Complainant: Mrs Peverell')
    expect(page).toContain('value="Peverel"')
  })

  test('a name that has what was typed is found, however many others are alike', async () => {
    const named = `insert into text (id, file_id, salt, part, words) select gen_random_uuid(), $1, 's', 'name', 'Mrs Bickerstuff' from generate_series(1, $2)`
    const { reference, id } = await opened({ complainant: { name: 'Mr Pell' } })
    await office.database.pool.query(named, [id, 3_100])
    const { reference: meant } = await opened({ complainant: { name: 'Mrs Bickerstaff' } })
    await office.database.pool.query('analyze text')
    const page = inWords(await find('Bickerstaff'))
    expect(page).toContain(`${meant}: Mrs Bickerstaff`)
    expect(page).toContain('Complainant: Mrs Bickerstaff')
    expect(page).not.toContain(`${reference}: `)
  })

  test('a name that is only alike is found where nothing else is, and beside a name that has what was typed while those are few', async () => {
    const { reference: miss } = await opened({ complainant: { name: 'Miss Calloway' } })
    expect(inWords(await find('Calaway'))).toContain(`${miss}: Miss Calloway`)
    const { reference: other } = await opened({ complainant: { name: 'Mr Calaway' } })
    const { reference: alike } = await opened({ complainant: { name: 'Ms Callaway' } })
    const few = inWords(await find('Calaway'))
    for (const reference of [other, alike]) expect(few).toContain(`${reference}: `)
    for (let nth = 2; nth <= 10; nth++) await opened({ complainant: { name: 'Mr Calaway' } })
    const many = inWords(await find('Calaway'))
    expect(many).toContain('10 casefiles.')
    expect(many).not.toContain(`${alike}: `)
    await office.database.pool.query(
      "update casefile set sealed = true, sealed_to = '{ombudsman}' where complainant in (select id from text where words = 'Mr Calaway')",
    )
    const unseen = inWords(await find('Calaway'))
    expect(unseen).toContain(`${alike}: `)
    expect(unseen).not.toContain(`${other}: `)
  })

  test('what was typed and what was written are shown as text, never as markup', async () => {
    await opened({ complainant: { name: '<img src=x onerror=alert(1)> Ravensworth' }, complaint: 'A <script>alert(2)</script> tirade.' })
    for (const q of ['Ravensworth', 'tirade', '<script>alert(3)</script>']) {
      const page = await find(q)
      expect([q, /<img src=x|<script>alert/.test(page)]).toEqual([q, false])
    }
    expect(inWords(await find('Ravensworth'))).toContain('<img src=x onerror=alert(1)> Ravensworth')
  })

  test('nothing found says what was searched for, keeps it, and says what to try', async () => {
    const page = await find('zzzyzx')
    expect(inWords(page)).toContain('Nothing found for “zzzyzx”')
    expect(inWords(page)).toContain('all of them have to stand in the same text')
    expect(page).toContain('value="zzzyzx"')
  })

  test('nothing typed says what can be found; one character is said to be too little, and signs alone to be none', async () => {
    expect(inWords((await visitor.get('/search')).text)).toContain('the name of a complainant')
    expect(inWords(await find('z'))).toContain('Type at least 2 characters to search for')
    expect(inWords(await find('?!'))).toContain('Type a letter or a digit to search for')
  })

  test('more than fit on a page are on the next, each once', async () => {
    const all = new Set<string>()
    for (let each = 0; each < 21; each++) all.add((await opened({ complainant: { name: 'Mr Quennell' } })).reference)
    const seen: string[] = []
    for (let link: string | undefined = '/search?q=Quennell'; link; ) {
      const { text } = await visitor.get(link)
      seen.push(...[...text.matchAll(/href="\/casefiles\/(RD-\d+)"/g)].map(([, reference]) => reference!))
      link = /href="(\/search\?[^"]*after=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect([seen.length, new Set(seen)]).toEqual([21, all])
  })
})

describe('how many casefiles there are', () => {
  /** So many casefiles, one opened each day, in each of which the same was written so many times. */
  const planted = (count: number, { words, texts = 1, about = organisation }: { words: string; texts?: number; about?: string }) =>
    office.database.pool.query(
      `with f as (insert into file (id, kind, revision, head) select gen_random_uuid(), 'casefile', 1, repeat('0', 64) from generate_series(1, $1) returning id),
       c as (insert into casefile (file_id, directorate, stage, received_on, organisations, sealed, sealed_to, closed, opened_at)
         select id, 'customerServices', 'preliminary', '2013-02-05', array[$2::uuid], false, '{}', false, date '2013-02-05' + row_number() over ()::int from f)
       insert into text (id, file_id, salt, words) select gen_random_uuid(), id, 's', $3 from f, generate_series(1, $4)`,
      [count, about, words, texts],
    )

  test('is said as it is while all are listed, and as more than these once one is not', async () => {
    await planted(200, { words: 'The samovar was never returned.' })
    expect(inWords(await find('samovar'))).toContain('200 casefiles.')
    expect(inWords(await find('samovar'))).not.toContain('More than')
    await planted(1, { words: 'A samovar.' })
    expect(inWords(await find('samovar'))).toContain('More than 200 casefiles. The best are shown')
  })

  test('is no more than these where an organisation has more casefiles than are listed of it', async () => {
    const about = await registered(caseworker, 'Quorndon Borough Council')
    await planted(50, { about, words: 'Nothing.' })
    expect(inWords(await find('Quorndon'))).toContain(' 50 casefiles and 1 organisation.')
    await planted(1, { about, words: 'Nothing.' })
    expect(inWords(await find('Quorndon'))).toContain('More than 50 casefiles and 1 organisation.')
    await office.database.pool.query("update text set words = 'Quorndon did nothing.' where words = 'Nothing.'")
    expect(inWords(await find('Quorndon'))).toContain(' 51 casefiles and 1 organisation.')
    expect(inWords(await find('Quorndon'))).not.toContain('More than')
  })

  test('is said of the newest alone where very many texts have the words, unless all casefiles were looked through', async () => {
    const onlyNewest = 'So much was written with these words that only the newest casefiles were looked through for them'
    const { reference } = await opened({ complaint: 'Marzipan, marzipan and marzipan.' })
    await planted(150, { texts: 14, words: 'He was told once, on the telephone, that there would be marzipan.' })
    const all = await find('marzipan')
    expect(/href="\/casefiles\/(RD-\d+)"/.exec(all)![1]).toBe(reference)
    expect(inWords(all)).toContain('151 casefiles.')
    expect(inWords(all)).not.toContain(onlyNewest)
    await planted(100, { words: 'There was no marzipan.' })
    expect(inWords(await find('marzipan'))).toContain(`More than 200 casefiles. ${onlyNewest}`)
  })
})

describe('the page of who read a casefile', () => {
  test('lists each look, with who and how, and leads back to the casefile', async () => {
    const { reference } = await opened({ complainant: { name: 'Mr Rusbridger' } })
    await find('Rusbridger')
    await caseworker.get(`/casefiles/${reference}`)
    const page = inWords((await (await office.browse('complianceOfficer')).get(`/casefiles/${reference}/reads`)).text)
    expect(page).toContain(`Who read ${reference}`)
    expect(page).toContain('Found it by searching')
    expect(page).toContain('Looked at the casefile')
  })

  test('is refused to a caseworker in words that say who may', async () => {
    const { reference } = await opened()
    const { status, text } = await visitor.get(`/casefiles/${reference}/reads`)
    expect(status).toBe(403)
    expect(inWords(text)).toContain(
      'Who read a casefile is shown to a compliance officer, an auditor, an administrator, a line manager or above',
    )
  })
})
