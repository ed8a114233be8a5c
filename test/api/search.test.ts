import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import { verify } from '../../src/engine/verify.ts'
import { API, type Caller, openedCasefile, registered, type TestApp, testApp } from '../support/app.ts'

let office: TestApp
let caseworker: Caller
let organisation: string
beforeAll(async () => {
  office = await testApp()
  caseworker = await office.signIn('caseworker')
  organisation = await registered(caseworker, 'Anytown District Council')
})
afterAll(() => office.end())

const opened = (more: object) => openedCasefile(caseworker, organisation, more)
const event = async (instance: string, body: object, by = caseworker) => {
  const answer = await by.post(`/instances/${instance}/events`, body)
  expect([answer.status, answer.body.detail]).toEqual([201, undefined])
}
type Why = { way: string; words: string; on: string | null; excerpt: { text: string; hit: boolean }[] }
type Found = { reference: string; complainant: string | null; why: Why[] }
const find = async (q: string, by = caseworker) => (await by.get(`/search?q=${encodeURIComponent(q)}`)).body
const found = async (q: string, by = caseworker) => (await find(q, by)).items as Found[]
const references = async (q: string, by = caseworker) => (await found(q, by)).map(({ reference }) => reference)
const said = ({ excerpt }: Why) => excerpt.map(({ text }) => text).join('')

describe('a casefile is found', () => {
  test('by its reference, whatever the case, and that is the one to go to', async () => {
    const { reference } = await opened({ complainant: { name: 'Mr Atherton' } })
    expect((await find(reference.toLowerCase())).exact).toBe(reference)
    expect((await found(reference))[0]).toMatchObject({ reference, why: [{ way: 'reference', words: 'Reference' }] })
  })

  test('by its reference with whatever dash or space, or none, and without the noughts', async () => {
    const { reference } = await opened({ complaint: 'They kept £1 back and never sent the 2nd letter.' })
    const [digits, short] = [reference.slice(3), String(Number(reference.slice(3)))]
    for (const typed of [`RD-${short}`, `RD${short}`, `rd ${short}`, `RD${digits}`, `RD–${digits}`, `#${short}`, ` ${digits} `])
      expect([typed, (await find(typed)).exact]).toEqual([typed, reference])
    expect((await found(`RD–${digits}`))[0]).toMatchObject({ reference, why: [{ way: 'reference' }] })
    expect((await find(`${Number(digits)}00`)).exact).toBeNull()
  })

  test('by its reference as it was copied out of a sentence or typed with other signs, or with a nought too few or too many', async () => {
    const { reference } = await opened({})
    const short = String(Number(reference.slice(3)))
    const signs = ['/', '.', '_', ':', ' / '].map((sign) => `RD${sign}${short}`)
    const copied = [`RD-${short}.`, `(RD-${short})`, `“RD-${short}”`, `Ref RD-${short}`, `Our ref: ${reference},`]
    const noughts = [`RD-0${short}`, `RD-000${short}`, `rd 0${reference.slice(3)}`]
    for (const typed of [...signs, ...copied, ...noughts]) expect([typed, (await find(typed)).exact]).toEqual([typed, reference])
    for (const typed of [`RD-${short}a`, `£${reference.slice(3)}`, `RD ${short} 1`])
      expect([typed, (await find(typed)).exact]).toEqual([typed, null])
  })

  test('by how its reference begins, in the order of references', async () => {
    for (let each = 0; each < 12; each++) await opened({})
    const listed = await references('RD-0000')
    expect(listed.length).toBeGreaterThan(11)
    expect(listed).toEqual([...listed].sort())
    expect((await find('RD-0000')).exact).toBeNull()
    expect(await references('rd 0000')).toEqual(listed)
  })

  test('by the reference an earlier system gave it, exactly or in part', async () => {
    const { reference } = await opened({ complainant: { name: 'Mr Birtles' }, earlierReference: 'EN-31415/2009' })
    expect((await find('en-31415/2009')).exact).toBe(reference)
    expect(await references('31415')).toEqual([reference])
    expect((await found('31415'))[0]!.why[0]).toMatchObject({ way: 'partOfReference' })
  })

  test('by an earlier reference with other signs or none; one that is written just so comes before one that is not', async () => {
    const { reference } = await opened({ earlierReference: 'ADJ/4410' })
    for (const typed of ['ADJ-4410', 'adj 4410', 'ADJ4410', '(ADJ/4410).']) {
      expect([typed, (await find(typed)).exact]).toEqual([typed, reference])
      expect((await found(typed))[0]).toMatchObject({ reference, why: [{ way: 'earlierReference' }] })
    }
    const { reference: other } = await opened({ earlierReference: 'ADJ-44/10' })
    for (const [typed, exact] of [
      ['adj/4410', reference],
      ['ADJ-44/10', other],
      ['ADJ4410', null],
    ])
      expect([typed, (await find(typed!)).exact]).toEqual([typed, exact])
    expect((await references('ADJ4410')).sort()).toEqual([reference, other].sort())
  })

  test('by an earlier reference that several have, each of them, and none is gone to unasked', async () => {
    const [one, other] = [await opened({ earlierReference: 'HS-7777' }), await opened({ earlierReference: 'HS-7777' })]
    const { exact, items } = await find('HS-7777')
    expect(exact).toBeNull()
    expect((items as Found[]).map(({ reference }) => reference).sort()).toEqual([one.reference, other.reference].sort())
  })

  test.each([
    ['Featherstonehaugh', 'as it is'],
    ['featherstonhaugh', 'with a letter left out'],
    ['Fetherstonehaugh', 'with another'],
    ['Canary Featherstonehaugh', 'with the first name'],
    ['Featherstonehaugh Canary', 'the other way round'],
  ])('by the complainant’s name typed %s, %s', async (typed) => {
    const { reference } = await opened({ complainant: { name: 'Ms Canary Featherstonehaugh' } })
    const first = (await found(typed)).find((each) => each.reference === reference)!
    expect(first.why[0]).toMatchObject({ way: 'complainant', words: 'Complainant' })
    expect(said(first.why[0]!)).toBe('Ms Canary Featherstonehaugh')
  })

  test('by whoever was wronged, and whoever speaks for the complainant', async () => {
    const { reference } = await opened({
      complainant: { name: 'Mr Dunwoody' },
      aggrieved: { name: 'Miss Petronella Quint' },
      representative: { name: 'Ebenezer Holloway' },
    })
    expect((await found('Petronella Quint'))[0]).toMatchObject({ reference, why: [{ way: 'aggrieved' }] })
    expect((await found('Holloway'))[0]).toMatchObject({ reference, why: [{ way: 'representative' }] })
  })

  test('by the name the complainant has now; by an earlier one only as words that were written', async () => {
    const { reference, instance } = await opened({ complainant: { name: 'Mrs Wolstenholme' } })
    await event(instance, { type: 'CHANGE_PARTY', complainant: { name: 'Mrs Applethwaite' }, why: 'She has married' })
    expect((await found('Applethwaite'))[0]).toMatchObject({ reference, complainant: 'Mrs Applethwaite', why: [{ way: 'complainant' }] })
    expect((await found('Wolstenholme'))[0]!.why.map(({ way }) => way)).toEqual(['words'])
  })

  test.each([
    ['£1,649.86', ['1649.86', '1,649.86', '£1649.86', 'refund £1,649.86 weekly', '"paid 1649.86 back"']],
    ['£251.00', ['£251', '251.00', '251 pounds']],
    ['251 pounds', ['£251', '251.00', '£ 251']],
    ['£7,300', ['7,300', '£7300.00', '7300.00', '7300 pounds']],
  ])('by the sum %s, with pounds, pence and commas or without', async (written, ways) => {
    const { reference } = await opened({ complaint: `A refund: they paid ${written} back weekly.` })
    for (const typed of ways) expect([typed, (await references(typed)).includes(reference)]).toEqual([typed, true])
    expect((await references('£25')).includes(reference)).toBe(false)
    const why = (await found(ways[0]!)).find((each) => each.reference === reference)!.why[0]!
    expect([why.words, why.excerpt.some(({ hit }) => hit)]).toEqual(['Complaint', true])
  })

  test('by words of a note, in whatever form, with the day it was written and the words around them marked', async () => {
    await office.setClock('2013-03-03')
    const { reference, instance } = await opened({ complainant: { name: 'Mr Eccles' } })
    await event(instance, { type: 'ADD_NOTE', note: 'He rang about the 5 < 6 missing radiographs & was very upset.' })
    const [first] = await found('radiograph')
    expect(first).toMatchObject({ reference, why: [{ way: 'words', words: 'Note', on: '2013-03-03' }] })
    expect(first!.why[0]!.excerpt).toContainEqual({ text: 'radiographs', hit: true })
    expect(said(first!.why[0]!)).toContain('5 < 6 missing radiographs & was')
  })

  test('by words of a short text, which is shown whole, and by those of a long one with what stands before and after', async () => {
    const whole = 'He was told once, on the telephone, that it was to be an umbrella.'
    await opened({ complaint: whole })
    await opened({ complaint: `${'On and on it went. '.repeat(9)}It is an inkwell as of old. ${'So it went on and on. '.repeat(9)}` })
    expect((await found('umbrella'))[0]!.why.map(said)).toEqual([whole])
    expect(said((await found('inkwell'))[0]!.why[0]!)).toMatch(/It is an inkwell as of old/)
  })

  test('by what was claimed and by what was complained of, under the names of those fields', async () => {
    const { reference } = await opened({ complaint: 'The ambulance was rerouted twice.', injustices: ['Nights without morphine'] })
    expect((await found('ambulance rerouted'))[0]).toMatchObject({ reference, why: [{ words: 'Complaint' }] })
    expect((await found('"without morphine"'))[0]).toMatchObject({ reference, why: [{ words: 'Injustices claimed' }] })
  })

  test('by the organisation it is about, which is found as well', async () => {
    const trust = await registered(caseworker, 'Wherwell and Longparish Hospitals NHS Trust', { sector: 'health' })
    const { reference } = await openedCasefile(caseworker, trust, { complainant: { name: 'Mr Fennimore' } })
    const { items, organisations } = await find('Wherwel Hospitals')
    expect(organisations).toEqual([
      { id: trust, name: 'Wherwell and Longparish Hospitals NHS Trust', sector: 'health', rating: 'B', succeeded: false },
    ])
    expect(items[0]).toMatchObject({ reference, why: [{ way: 'organisation', words: 'Complained about' }] })
  })

  test('in several ways before one that is found in one of them', async () => {
    const [both, one] = [
      await opened({ complainant: { name: 'Mr Gulliver' }, complaint: 'Gulliver was never told.' }),
      await opened({ complainant: { name: 'Mr Hart' }, complaint: 'His neighbour Gulliver was told.' }),
    ]
    expect(await references('Gulliver')).toEqual([both.reference, one.reference])
  })
})

describe('nothing is found', () => {
  test('of a casefile that is sealed to others, by whatever it is searched for', async () => {
    const manager = await office.signIn('lineManager')
    const other = await office.signIn('secondCaseworker')
    const { reference, instance } = await opened({
      complainant: { name: 'Mrs Isambard Zeal' },
      complaint: 'The xylophone was locked away.',
      earlierReference: 'SEALED-1',
    })
    await event(instance, { type: 'SEAL', posts: ['caseworker', 'lineManager'], why: 'Somebody is in danger' }, manager)
    for (const q of [reference, 'SEALED-1', 'Isambard Zeal', 'xylophone', 'Anytown District Council']) {
      const { text, body } = await other.get(`/search?q=${encodeURIComponent(q)}`)
      expect([q, body.exact, body.items.map((each: Found) => each.reference).includes(reference), /zeal|xylophone/i.test(text)]).toEqual([
        q,
        null,
        false,
        false,
      ])
      expect([q, (await references(q)).includes(reference)]).toEqual([q, true])
    }
    expect(await references('xylophone', await office.signIn('auditor'))).toEqual([reference])
  })

  test('of a text that was erased: neither the name nor the words', async () => {
    const { id, reference, instance } = await opened({ complainant: { name: 'Mr Jabez Quillfeather' } })
    await event(instance, { type: 'ADD_NOTE', note: 'A peculiar barometer.' })
    expect([await references('Quillfeather'), await references('barometer')]).toEqual([[reference], [reference]])
    await office.database.pool.query('update text set words = null, salt = null, erased_at = now() where file_id = $1', [id])
    expect([await references('Quillfeather'), await references('barometer')]).toEqual([[], []])
    expect((await found(reference))[0]).toMatchObject({ complainant: null })
  })

  test('by a person who holds no post', async () => {
    await opened({ complainant: { name: 'Mr Kettering' } })
    const leaver = await office.signIn('reviewTeam')
    await office.database.pool.query("update holding set to_day = '2001-01-01' where post = 'reviewTeam'")
    expect(await references('Kettering', leaver)).toEqual([])
  })

  test.each([["'; drop table text; --"], ['the of and'], ['-complaint'], ['((&|!x']])(
    'by %s, which is no pattern and no query of its own',
    async (q) => {
      const { status, body } = await caseworker.get(`/search?q=${encodeURIComponent(q)}`)
      expect([status, body.items]).toEqual([200, []])
    },
  )

  test('by a single character or none: that is refused, and said', async () => {
    for (const q of ['', ' ', 'a']) {
      const { status, body } = await caseworker.get(`/search?q=${encodeURIComponent(q)}`)
      expect([status, body.errors]).toEqual([400, [{ parameter: 'q', detail: 'Type at least two characters to search for' }]])
    }
  })
})

test.each([['%'.repeat(3)], ['___'], ['""'], ['((&|!'], ['\\\\\\'], ['??'], ['.,']])(
  'signs alone, %s, are refused, and what is missing is said',
  async (q) => {
    const { status, body } = await caseworker.get(`/search?q=${encodeURIComponent(q)}`)
    expect([status, body.errors]).toEqual([400, [{ parameter: 'q', detail: 'Type a letter or a digit to search for' }]])
  },
)

test('comes in pages, each casefile once, the best first', async () => {
  const all = new Set<string>()
  for (let each = 0; each < 5; each++) all.add((await opened({ complainant: { name: 'Mr Lethbridge' } })).reference)
  const seen: string[] = []
  for (let link: string | null = `${API}/search?q=Lethbridge&kind=casefiles&limit=2`; link; ) {
    const { body } = await caseworker.get(link.slice(API.length))
    expect([body.items.length <= 2, body.organisations]).toEqual([true, []])
    seen.push(...(body.items as Found[]).map(({ reference }) => reference))
    link = body.nextLink
  }
  expect([seen.length, new Set(seen)]).toEqual([5, all])
})

test('whoever is shown names by a search has read them, and that is kept', async () => {
  const { reference } = await opened({ complainant: { name: 'Mr Mandeville' } })
  const other = await office.signIn('secondCaseworker')
  await references('Mandeville', other)
  const officer = await office.signIn('complianceOfficer')
  const { body } = await officer.get(`/casefiles/${reference}/reads`)
  expect(body.items).toEqual([expect.objectContaining({ person: expect.objectContaining({ id: other.person }), view: 'search' })])
})

describe('what search reads is what history gives', () => {
  test('after names were changed, people died and entries were struck out', async () => {
    const { instance, id } = await opened({ complainant: { name: 'Mr Nettlefold' }, injustices: ['One', 'Two'] })
    await event(instance, { type: 'CHANGE_PARTY', complainant: { name: 'Mr Oxenholme' } })
    await event(instance, { type: 'COMPLAINANT_DIED', representative: { name: 'Mrs Oxenholme' } })
    await event(instance, { type: 'CHANGE_COMPLAINT', injustices: ['Three'] })
    await event(instance, { type: 'RECORDED_IN_ERROR', transition: 2, why: 'It was his brother' }, await office.signIn('operationsManager'))
    expect(await references('Oxenholme')).toHaveLength(1)
    expect((await found('Nettlefold'))[0]).toMatchObject({ complainant: 'Mr Nettlefold' })
    expect((await verify(office.services.pool, definitions)).difference).toBeUndefined()
    await office.database.pool.query("update text set part = null where file_id = $1 and part = 'name'", [id])
    expect((await verify(office.services.pool, definitions)).difference).toMatchObject({
      file: id,
      what: expect.stringContaining('is not marked as what it is to search'),
    })
  })
})
