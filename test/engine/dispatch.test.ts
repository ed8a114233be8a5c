import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ChangedSince, Invalid, KeyReused, NotAccepted, NotFound, Refused } from '../../src/engine/errors.ts'
import { clerk, countOf, dayIn, director, manager, moveOn, office, opened, put, recordOf, whole } from './support/engine.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.end())

const rejected = <T extends Error>(work: Promise<unknown>, kind: new (...given: never[]) => T): Promise<T> =>
  work.then(
    () => Promise.reject(new Error('It was taken')),
    (error) => {
      expect(error).toBeInstanceOf(kind)
      return error as T
    },
  )
const registered = async () => {
  const event = { type: 'REGISTER', name: 'The Trust', sector: 'health' }
  return (await at.engine.open({ person: clerk, kind: 'organisation', event, key: randomUUID(), digest: 'd' })).transition.file
}

describe('a casefile is opened', () => {
  test('with a reference, a first line of history and a row that lists can read', async () => {
    const organisation = await registered()
    const answer = await opened(at.engine, randomUUID(), { complainedAbout: [organisation] })
    expect(answer).toMatchObject({
      repeated: false,
      state: 'open.idle',
      transition: { seq: 1 },
      look: { kind: 'casefile', reference: expect.stringMatching(/^RD-\d{6}$/) },
    })
    const { rows } = await at.pool.query('select * from casefile where file_id = $1', [answer.transition.file])
    expect(rows[0]).toMatchObject({
      reference: answer.look.reference,
      caseworker: 'caseworker',
      organisations: [organisation],
      sealed: false,
      closed: false,
      received_on: await dayIn(at.pool, 0),
    })
    expect(await whole(at.pool, answer.transition.file)).toBe(1)
  })

  test('once, however often the same request is sent; another body under the same key is a mistake', async () => {
    const first = await opened(at.engine, 'the same key')
    const second = await opened(at.engine, 'the same key')
    expect(second).toMatchObject({
      repeated: true,
      transition: first.transition,
      instance: first.instance,
      look: { reference: first.look.reference },
    })
    await rejected(opened(at.engine, 'the same key', { complaint: 'Another' }), KeyReused)
    expect((await opened(at.engine, 'the same key', {}, manager)).transition.file).not.toBe(first.transition.file)
  })

  test('not about an organisation that nobody has registered', async () => {
    const { errors } = await rejected(opened(at.engine, randomUUID(), { complainedAbout: [randomUUID()] }), Invalid)
    expect(errors).toEqual([{ pointer: '/complainedAbout/0', detail: 'There is no such organisation: register it first' }])
  })
})

describe('what was submitted', () => {
  test('free text is kept apart from the history, wherever in the event it stands, and found by its reference', async () => {
    const { instance, transition } = await opened(at.engine)
    const answer = await put(at.engine, instance, {
      type: 'COUNT',
      said: ' The porter said so ',
      remarks: [{ by: 'Mr J' }, { by: 'Mrs T', of: 'two' }],
    })
    const { said } = recordOf(answer.look.instance.stored)
    expect(said).toHaveLength(3)
    expect([...(await at.engine.words(said)).values()]).toEqual(['The porter said so', 'Mr J', 'Mrs T'])
    const { rows } = await at.pool.query("select string_agg(entry, '') as entries from transition where file_id = $1", [transition.file])
    expect(rows[0].entries).not.toMatch(/porter|Mr J|Mrs T/)
  })

  test('words that were erased leave the chain whole and are missing', async () => {
    const { instance, transition } = await opened(at.engine)
    const { look } = await put(at.engine, instance, { type: 'COUNT', said: 'To be forgotten' })
    await at.pool.query('update text set words = null, salt = null, erased_at = present_moment() where file_id = $1', [transition.file])
    expect(await at.engine.words(recordOf(look.instance.stored).said)).toEqual(new Map())
    expect(await whole(at.pool, transition.file)).toBe(2)
  })

  test.each([
    [{ type: 'COUNT', extra: 1 }, '/extra', 'There is no such field'],
    [{ type: 'COUNT', remarks: [{ by: 7 }] }, '/remarks/0/by', expect.any(String)],
    [{ type: 'xstate.stop' }, '/type', 'A casefile knows no event "xstate.stop"'],
    [{ type: 'toString' }, '/type', expect.any(String)],
    [{ type: 'COUNT', happenedOn: '2013-01-01' }, '/happenedOn', 'There is no such field'],
    [{ type: 'WAIT', until: '2013-02-30' }, '/until', expect.stringContaining('real date')],
    [{ type: 'ASSIGN', post: 'nobody' }, '/post', 'There is no such post'],
    [{ type: 'ASSIGN', post: 'auditor' }, '/post', 'This post has no grade: whoever holds it does no casework'],
    [{ type: 'SEAL', posts: ['auditor', 'nobody'], why: 'A public figure' }, '/posts/1', 'There is no such post'],
  ])('%j is refused at its place', async (event, pointer, detail) => {
    const { instance } = await opened(at.engine)
    expect((await rejected(put(at.engine, instance, event), Invalid)).errors).toEqual([{ pointer, detail }])
  })

  test('a reason that names no rule of the event is a fault; one for a rule that did not hold is kept as waiving it', async () => {
    const { instance, transition } = await opened(at.engine)
    const { errors } = await rejected(put(at.engine, instance, { type: 'ADD', many: 9 }, { reasons: { byTomorrow: 'Because' } }), Invalid)
    expect(errors).toEqual([{ pointer: '/reasons/byTomorrow', detail: '"byTomorrow" is no rule of ADD' }])
    const { refusals } = await rejected(put(at.engine, instance, { type: 'ADD', many: 9 }), Refused)
    expect(refusals).toMatchObject([{ rule: 'fewAtOnce', cites: 'I18', reasonWouldHelp: true }])
    await put(at.engine, instance, { type: 'ADD', many: 9 }, { reasons: { fewAtOnce: 'They came together' } })
    const { rows } = await at.pool.query('select entry from transition where file_id = $1 and seq = 2', [transition.file])
    expect(JSON.parse(rows[0].entry).waived).toMatchObject([{ rule: 'fewAtOnce', cites: 'I18', reason: expect.stringMatching(/^text:/) }])
  })
})

describe('no', () => {
  test('says which rules, and who could; the attempt is kept apart from the history, without what was submitted', async () => {
    const { instance, transition } = await opened(at.engine)
    const { refusals, whoCould } = await rejected(put(at.engine, instance, { type: 'ADD', many: 7 }, { person: director }), Refused)
    expect(refusals.map(({ rule }) => rule)).toEqual(['byItsCaseworker', 'fewAtOnce'])
    expect(whoCould).toEqual({ words: "the casefile's caseworker", people: [{ id: clerk, name: 'Amina Clarke', posts: ['Caseworker'] }] })
    const { rows } = await at.pool.query('select person, event, rules from refused_attempt where file_id = $1', [transition.file])
    expect(rows).toEqual([{ person: director, event: 'ADD', rules: ['byItsCaseworker', 'fewAtOnce'] }])
    expect(await whole(at.pool, transition.file)).toBe(1)
  })

  test('a state that has no arrow for it says what it accepts', async () => {
    const { instance } = await opened(at.engine)
    const { accepts } = await rejected(put(at.engine, instance, { type: 'OPEN', complaint: 'Again' }), NotAccepted)
    expect(accepts).toContain('COUNT')
  })

  test('what is not there, what is sealed and what a stranger asks for are not told apart', async () => {
    const { instance, transition } = await opened(at.engine)
    await put(at.engine, instance, { type: 'SEAL', posts: ['director'], why: 'A public figure' })
    const answers = await Promise.all([
      rejected(at.engine.look(clerk, instance), NotFound),
      rejected(at.engine.lookAt(clerk, transition.file), NotFound),
      rejected(put(at.engine, instance, { type: 'COUNT' }), NotFound),
      rejected(at.engine.look(clerk, randomUUID()), NotFound),
      rejected(at.engine.look(clerk, 'no id at all'), NotFound),
      rejected(at.engine.look('nobody', instance), NotFound),
    ])
    expect(new Set(answers.map(({ message }) => message)).size).toBe(1)
    expect((await at.engine.look(director, instance)).file.id).toBe(transition.file)
    expect((await at.engine.lookAt('holder-of-auditor', transition.file)).file.id).toBe(transition.file)
  })

  test('who sent a stale revision is told who changed it, when and how; lines of the clock change nothing for them', async () => {
    const { instance } = await opened(at.engine)
    const { look } = await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
    await moveOn(at.pool, 3)
    const { instance: errand } = (await put(at.engine, instance, { type: 'COUNT' }, { person: manager })).look
    expect(errand).toBeDefined()
    const change = await rejected(put(at.engine, instance, { type: 'COUNT' }, { seen: look.file.revision }), ChangedSince)
    expect(change).toMatchObject({ by: { id: manager, name: 'Carol Whitfield' }, what: 'counted', revision: 4 })
    expect(change.at).toMatch(/^\d{4}-.*Z$/)
    await put(at.engine, instance, { type: 'COUNT' }, { seen: 4 })
  })

  test('a person whose posts ended a moment ago no longer acts', async () => {
    const { instance } = await opened(at.engine)
    await put(at.engine, instance, { type: 'COUNT' }, { person: manager })
    await at.pool.query("update holding set to_day = '2001-01-01' where person = $1", [manager])
    await rejected(put(at.engine, instance, { type: 'COUNT' }, { person: manager }), NotFound)
    await at.pool.query('update holding set to_day = null where person = $1', [manager])
    expect(await countOf(at.engine, instance)).toBe(1)
  })
})

describe('a check', () => {
  test('says what would happen, and keeps nothing', async () => {
    const { instance, transition } = await opened(at.engine)
    const { changes } = await at.engine.check({ person: clerk, instance, event: { type: 'RUN_ERRAND' } })
    expect(changes.lines.map(({ kind, machine }) => [kind, machine])).toEqual([
      ['person', 'casefile'],
      ['opened', 'errand'],
    ])
    await rejected(at.engine.check({ person: director, instance, event: { type: 'ADD', many: 1 } }), Refused)
    expect(await whole(at.pool, transition.file)).toBe(1)
    expect((await at.pool.query('select from refused_attempt where file_id = $1', [transition.file])).rowCount).toBe(0)
  })
})

describe('letters', () => {
  test('are composed when looked at, fixed when submitted, and kept as sent', async () => {
    const { instance, look } = await opened(at.engine)
    const {
      look: { file },
    } = await put(at.engine, instance, { type: 'WRITE' })
    const [draft] = file.letters
    const text = `decision about ${look.reference}: It was lost`
    expect(await at.engine.letter(clerk, draft!.id)).toMatchObject({ body: text, letter: { id: draft!.id, to: { party: 'complainant' } } })
    expect(draft!.body).toBeUndefined()
    await put(at.engine, instance, { type: 'SUBMIT' })
    const fixed = await at.engine.letter(clerk, draft!.id)
    expect(fixed).toMatchObject({ body: text, letter: { body: expect.stringMatching(/^text:/) } })
    await put(at.engine, instance, { type: 'LETTER_SENT', letter: draft!.id })
    const sent = await at.engine.letter(clerk, draft!.id)
    expect(sent).toMatchObject({ body: text, letter: { sentOn: await dayIn(at.pool, 0), body: fixed.letter.body } })
  })
})

describe('what follows', () => {
  test('messages, instances, duties and timers of one event are one changeset', async () => {
    const { instance } = await opened(at.engine)
    const {
      opened: [errand],
      look,
    } = await put(at.engine, instance, { type: 'RUN_ERRAND' })
    expect(errand).toMatchObject({ machine: 'errand', key: 'errand-1' })
    const timer = async () => (await at.pool.query('select name from timer where instance_id = $1', [errand!.id])).rowCount
    expect(await timer()).toBe(1)
    const done = await put(at.engine, errand!.id, { type: 'RAN' })
    expect(done).toMatchObject({ state: 'closed', instance: errand!.id, look: { file: { revision: look.file.revision + 2 } } })
    expect(await timer()).toBe(0)
    expect(recordOf((await at.engine.look(clerk, instance)).instance.stored).errands).toBe(1)
    const { rows } = await at.pool.query('select closed, state, since > opened_at as moved from instance where id = $1', [errand!.id])
    expect(rows).toEqual([{ closed: true, state: 'closed', moved: true }])
  })

  test('a duty is open until it is done, and stays to be read', async () => {
    const { instance } = await opened(at.engine)
    const {
      look: {
        file: {
          duties: [duty],
        },
      },
    } = await put(at.engine, instance, { type: 'WRITE' })
    expect(duty).toMatchObject({ name: 'check', dueOn: await dayIn(at.pool, 7) })
    await put(at.engine, instance, { type: 'DUTY_DONE', duty: duty!.id })
    expect((await at.engine.look(clerk, instance)).file.duties).toEqual([])
    expect((await at.pool.query('select opened_seq, ended_seq from duty where id = $1', [duty!.id])).rows).toEqual([
      { opened_seq: 2, ended_seq: 3 },
    ])
  })

  test('what has fallen due is shown and acted on before the sweep has been by, at the revision that is stored', async () => {
    const { instance } = await opened(at.engine)
    await put(at.engine, instance, { type: 'WAIT', until: await dayIn(at.pool, 1) })
    await moveOn(at.pool, 2)
    const { file } = await at.engine.look(clerk, instance)
    expect(file).toMatchObject({ revision: 2, duties: [{ name: 'late' }] })
    const answer = await put(at.engine, instance, { type: 'COUNT' }, { seen: 2 })
    expect(answer).toMatchObject({
      state: 'open.late',
      transition: { seq: 4 },
      look: { file: { revision: 4, duties: [{ id: file.duties[0]!.id }] } },
    })
  })

  test('an administrator’s setting counts from its day', async () => {
    const { instance } = await opened(at.engine)
    await at.pool.query("insert into setting (name, days, from_day) values ('confirmationDays', 30, $1)", [await dayIn(at.pool, 1)])
    expect((await at.engine.look(clerk, instance)).stamp.settings.confirmationDays).toBe(7)
    await moveOn(at.pool, 1)
    expect((await at.engine.look(clerk, instance)).stamp.settings.confirmationDays).toBe(30)
    await at.pool.query('delete from setting')
  })

  test('a correction strikes one entry out: the rest is put again, and the void line stays', async () => {
    const { instance, transition } = await opened(at.engine)
    await put(at.engine, instance, { type: 'ADD', many: 3 })
    await put(at.engine, instance, { type: 'COUNT' })
    await put(at.engine, instance, { type: 'RECORDED_IN_ERROR', transition: 2, why: 'Another casefile' }).then(
      () => Promise.reject(new Error('taken')),
      (error) =>
        expect(error).toMatchObject({ code: 'refused', refusals: [{ rule: 'correctedByALineManager' }, { rule: 'correctedByAnother' }] }),
    )
    await put(at.engine, instance, { type: 'RECORDED_IN_ERROR', transition: 3, why: 'Another casefile' }, { person: manager })
    expect(await countOf(at.engine, instance)).toBe(3)
    expect(await whole(at.pool, transition.file)).toBe(4)
  })
})
