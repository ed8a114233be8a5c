import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definitions } from '../../machines/index.ts'
import type { Colleague } from '../../scripts/demonstration/office.ts'
import { assessment, opensWithAttempt, submits } from '../../scripts/demonstration/passages.ts'
import { sealedLines } from '../../src/engine/history.ts'
import { pictureOf } from '../../src/live/picture.ts'
import { chartFor } from '../../src/shown/place.ts'
import { openedBy } from '../../src/shown/route/opened.ts'
import { retraced, type StepTaken } from '../../src/shown/route/retraced.ts'
import { agreedIn, complaintIn, proposedIn } from '../support/proposed.ts'
import { proves } from '../support/proves.ts'
import { type Told, toldOffice } from './support/told.ts'

let told: Told
beforeAll(async () => {
  told = await toldOffice()
})
afterAll(() => told?.end())

const complaint = () => complaintIn(told)
/** An attempt whose proposal waits for its answer. */
const proposed = () => proposedIn(told)

const route = (reference: string, instance: { id: string }, more = '') => `/casefiles/${reference}/route?instance=${instance.id}${more}`
const lastSeq = async (colleague: Colleague, { id }: { id: string }, event: string) =>
  (await colleague.get<{ items: { seq: number; event: string }[] }>(`/instances/${id}/history?limit=200`)).items.findLast(
    (line) => line.event === event,
  )!.seq

describe('the route of a lifecycle', () => {
  test('says where it stands and since when, and lists its steps in order with who took each, from where to where', async () => {
    const { reference, attempt } = await proposed()
    const { status, says } = await told.reads('caseworker', route(reference, attempt))
    expect(status).toBe(200)
    expect(says).toMatch(/It stands in: Negotiating, since \d+ February 2013 \(\d+ days?\)/)
    expect(says).toMatch(/Step 1: Opened: Amina Clarke opened an attempt at an intervention[^.]*\(The casefile\)/)
    expect(says).toMatch(/Amina Clarke proposed an intervention .* From “Proposing” to “Negotiating”/)
  })

  test('is reached from a tab of the casefile, and of every lifecycle of it, each with its own address', async () => {
    const { reference, attempt, approach } = await proposed()
    const { links, says } = await told.reads('caseworker', `/casefiles/${reference}/route`)
    expect(links).toContainEqual({ text: 'Route', href: `/casefiles/${reference}/route` })
    expect(says).toContain('Route: Attempt 1 at an intervention')
    for (const { id } of [attempt, approach])
      expect(links.map(({ href }) => href)).toContain(`/casefiles/${reference}/route?instance=${id}`)
  })

  test('goes step by step by links: at each, what it stood in and what was recorded by then, and nothing of what came later', async () => {
    const { reference, attempt } = await proposed()
    const first = await told.reads('caseworker', route(reference, attempt, '&step=1'))
    expect(first.says).toMatch(/After this step it stood in: Assessing/)
    expect(first.says).not.toContain('Write a letter of apology')
    const next = first.links.find(({ text }) => text === 'Next step')!
    expect(next.href).toBe(`${route(reference, attempt, '&step=2')}#route`)
    expect(first.links.some(({ text }) => text === 'Previous step')).toBe(false)
    const second = await told.reads('caseworker', next.href.replace('#route', ''))
    expect(second.says).toContain('Step 2 of')
    expect(second.links.find(({ text }) => text === 'Previous step')!.href).toContain('step=1')
  })

  test('has at a step before only what had been opened by then, as it stood then: nothing of what came of it later', async () => {
    const { colleague, reference, attempt, approach } = await proposed()
    const casefile = await colleague.finds(reference, 'casefile')
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const caller = await told.service.signIn('caseworker')
    const openedAt = async (instance: { id: string }, step: string) =>
      (await caller.get(`/instances/${instance.id}/route${step}`)).body.opened as { machine: string; state: string; stateWords: string }[]
    const { steps } = (await caller.get(`/instances/${attempt.id}/route`)).body as { steps: { number: number; opened: unknown[] }[] }
    const opening = steps.find(({ opened }) => opened.length > 0)!.number
    expect(opening).toBeGreaterThan(1)
    expect(await openedAt(attempt, `?step=${opening - 1}`)).toEqual([])
    expect(await openedAt(attempt, `?step=${opening}`)).toMatchObject([{ machine: 'approach', state: 'awaitingResponse.inTime' }])
    const [now] = await openedAt(attempt, '')
    expect(now!.state).toMatch(/^refused/)
    const before = await told.reads('caseworker', route(reference, attempt, `&step=${opening - 1}`))
    expect(before.says).not.toContain('Opened by it')
    const then = await told.reads('caseworker', route(reference, attempt, `&step=${opening}`))
    expect(then.says).toMatch(/Opened by it by then, as it stood Approach to [^:]+: awaiting response/)
    const today = await told.reads('caseworker', route(reference, attempt))
    expect(today.says).toMatch(/Opened by it Approach to [^:]+: refused/)
    expect((await told.reads('caseworker', route(reference, casefile, '&step=1'))).says).not.toContain('Opened by it')
  })

  test('has the same of what it opened where its history, put once more, does not give it any more: its lines say it', async () => {
    const { colleague, reference, attempt, approach } = await proposed()
    const { id: instance } = await colleague.finds(reference, 'casefile')
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const { engine, pool } = told.service.services
    const { rows } = await pool.query<{ file_id: string }>('select file_id from casefile where reference = $1', [reference])
    const history = await sealedLines(pool, rows[0]!.file_id)
    for (const id of [instance, attempt.id]) {
      const taken = retraced(engine.definitions, 'casefile', rows[0]!.file_id, history, id)
      const { file } = taken.at(-1)!.stood!
      const openedAfter = (step: StepTaken) =>
        openedBy({ engine, file, history, instance: id, lifecycle: (each) => each }, step).map((each) => [each.id, each.state, each.closed])
      expect(taken.flatMap(openedAfter).length).toBeGreaterThan(0)
      for (const step of taken) {
        const { stood, ...asRecorded } = step
        expect([step.seq, stood !== undefined, openedAfter(asRecorded)]).toEqual([step.seq, true, openedAfter(step)])
      }
    }
  })

  test('is the same in its three views: the table has every step, with when it happened and was recorded, and how long it had stood there', async () => {
    const { colleague, reference, approach } = await proposed()
    await told.waits(6)
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not', happenedOn: told.day(-2) })
    const table = await told.reads('caseworker', route(reference, approach, '&view=table'))
    expect(table.says).toContain('Step Happened Recorded What From To Who Had stood there Paragraph Rules waived')
    const steps = table.html.match(/id="step-\d+"/g)!
    const line = await told.reads('caseworker', route(reference, approach, '&view=timeline'))
    expect(line.html.match(/id="step-\d+"/g)).toEqual(steps)
    const list = await told.reads('caseworker', route(reference, approach))
    expect(list.html.match(/id="step-\d+"/g)).toEqual(steps)
    expect(table.says).toMatch(/Amina Clarke recorded[^–]* Awaiting response [^–]*Amina Clarke Caseworker 4 days/)
  })

  test('says in all of its views of the same steps that they are not yet, of those that are no move what became of it, and what is not exact', async () => {
    const { colleague, reference, attempt, approach } = await proposed()
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const seq = await lastSeq(colleague, approach, 'ORGANISATION_REFUSED')
    await (await told.office.as('lineManager')).does(approach, 'RECORDED_IN_ERROR', { transition: seq, why: 'It was another casefile' })
    const caller = await told.service.signIn('caseworker')
    for (const instance of [attempt, approach]) {
      const { steps } = (await caller.get(`/instances/${instance.id}/route`)).body as { steps: unknown[] }
      expect(steps.length).toBeGreaterThan(2)
      for (const view of ['route', 'timeline', 'table']) {
        const stepsIn = async (more = '') =>
          (await told.reads('caseworker', route(reference, instance, `&view=${view}${more}`))).html

            .split(/(?=<(?:li|tr)[^>]* id="step-\d+")/)
            .slice(1)
        const notYet = (parts: readonly string[]) =>
          parts.map((part, nth) => (part.split('<details')[0]!.includes('Not yet: ') ? nth + 1 : 0)).filter(Boolean)
        const none = [view, await stepsIn().then(notYet)]
        expect(none).toEqual([view, []])
        expect([view, notYet(await stepsIn('&step=2'))]).toEqual([view, steps.map((_, nth) => nth + 1).filter((step) => step > 2)])
        const { says } = await told.reads('caseworker', route(reference, instance, `&view=${view}`))
        expect([view, says]).toEqual([view, expect.stringMatching(/It began in “[^”]+”/)])
        if (instance === attempt)
          expect([view, says]).toEqual([view, expect.stringMatching(/(Worked out anew: it|It) stays in “Negotiating”/)])
        else expect([view, says]).toEqual([view, expect.stringMatching(/Worked out anew: from “Refused[^”]*” to “Awaiting response/)])
      }
    }
  })

  test('gathers the days on which nothing was recorded, and says how many', async () => {
    const { colleague, reference, attempt } = await opensWithAttempt(told, 'caseworker', complaint()).then((at) => ({
      ...at,
      reference: at.file.reference,
    }))
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    await told.waits(5)
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    expect((await told.reads('caseworker', route(reference, attempt))).says).not.toContain('nothing recorded')
    await told.waits(43)
    await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
    for (const view of ['route', 'timeline', 'table'])
      expect((await told.reads('caseworker', route(reference, attempt, `&view=${view}`))).says).toMatch(/4[0-2] days, nothing recorded/)
  })

  proves('I26', 'offers what could come next, and says of the rest why not and who may, as the casefile does', async () => {
    const { reference, approach } = await proposed()
    const { says, links } = await told.reads('caseworker', route(reference, approach))
    expect(links.map(({ href }) => href)).toContain(`/instances/${approach.id}/events/ORGANISATION_REFUSED`)
    const casefile = await told.reads('caseworker', `/instances/${approach.id}`)
    const refusedIn = (words: string) => /Not possible now: \d+, and \d+ in other states/.exec(words)?.[0]
    expect(refusedIn(says)).toBe(refusedIn(casefile.says))
    const other = await told.reads('auditor', route(reference, approach))
    expect(other.says).toMatch(/Who may: .* Today: [^.]*Amina Clarke/)
    const then = await told.reads('caseworker', route(reference, approach, '&step=1'))
    expect(then.says).toContain('What could come next is shown at the last step')
  })

  proves('I18', 'has the dates that are running, each with its sums and what the clock will do', async () => {
    const { reference, approach } = await proposed()
    const { says } = await told.reads('caseworker', route(reference, approach))
    expect(says).toMatch(
      /The response date passes The day after the response date, \d+ \w+ \d{4}\. .*If nothing happens before, on that day the clock records “[^”]+”/,
    )
  })
})

describe('what was wrong', () => {
  test('is shown as struck out, with who did so and why; the state it led to is worked out anew', async () => {
    const { colleague, reference, approach } = await proposed()
    await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'It will not' })
    const seq = await lastSeq(colleague, approach, 'ORGANISATION_REFUSED')
    await (await told.office.as('lineManager')).does(approach, 'RECORDED_IN_ERROR', { transition: seq, why: 'It was another casefile' })
    const { html, says } = await told.reads('caseworker', route(reference, approach))
    expect(html).toMatch(/<s>Amina Clarke [^<]+<\/s>/)
    expect(says).toMatch(/Recorded in error\. Struck out by Carol Whitfield on \d+ \w+ 2013 at [\d:]+pm: It was another casefile/)
    expect(says).toContain(`It struck out entry ${seq}`)
    expect(says).toMatch(/Worked out anew: from “Refused[^”]*” to “Awaiting response/)
    expect(says).not.toContain('(2nd time)')
  })

  test('takes what it had opened with it: its route stays, and says that it does not count', async () => {
    const { colleague, file, attempt } = await opensWithAttempt(told, 'caseworker', complaint())
    const casefile = await colleague.finds(file.reference, 'casefile')
    const seq = await lastSeq(colleague, casefile, 'OPEN_INTERVENTION')
    await (await told.office.as('lineManager')).does(casefile, 'RECORDED_IN_ERROR', { transition: seq, why: 'It was another casefile' })
    const { says, status } = await told.reads('caseworker', route(file.reference, attempt))
    expect(status).toBe(200)
    expect(says).toContain('Opened in error: the entry that opened it was struck out')
    expect(says).toMatch(/Carol Whitfield marked an entry as recorded in error \(The casefile\)/)
    for (const view of ['timeline', 'table'])
      expect([view, (await told.reads('caseworker', route(file.reference, attempt, `&view=${view}`))).says]).toEqual([
        view,
        expect.stringContaining('Opened in error: it does not count any more'),
      ])
    const parent = await told.reads('caseworker', route(file.reference, casefile))
    expect(parent.says).toMatch(/Opened by it Attempt 1 at an intervention: opened in error/)
  })
})

test('a way that leads back says that it is the second time', async () => {
  const { colleague, reference, attempt } = await agreedIn(told)
  await submits(colleague, attempt, 'What was agreed puts it right')
  await (await told.office.as('lineManager')).does(attempt, 'RETURN', { to: 'letter', why: 'The sum is not explained' })
  const { says } = await told.reads('caseworker', route(reference, attempt))
  expect(says).toMatch(/From “Awaiting sign-off” to “Ready for sign-off” \(2nd time\)/)
})

test('the route of a sealed casefile is not there for whom it is sealed to, and whoever reads one is kept among its readers', async () => {
  const { colleague, reference, attempt } = await proposed()
  const file = await colleague.finds(reference, 'casefile')
  await told.reads('caseworker', route(reference, attempt))
  await told.service.services.readings.written()
  const { rows } = await told.service.database.pool.query(
    'select view from reading r join casefile c using (file_id) where reference = $1',
    [reference],
  )
  expect(rows.length).toBeGreaterThan(0)
  await (await told.office.as('lineManager')).does(file, 'SEAL', { posts: ['caseworker', 'lineManager'], why: 'Somebody is in danger' })
  for (const path of [route(reference, attempt), `/casefiles/${reference}/route`]) {
    const { status, says } = await told.reads('secondCaseworker', path)
    expect([path, status]).toEqual([path, 404])
    expect(says).not.toContain('Ashdown')
  }
})

test('an address that was kept and names a lifecycle, a step, a view, a part or a size that there is not shows the route as it is, and says so', async () => {
  const { reference, attempt } = await proposed()
  const at = `instance=${attempt.id}`
  const read = async (query: string) => {
    const { status, says } = await told.reads('caseworker', `/casefiles/${reference}/route?${query}`)
    expect([query, status, says.includes('It stands in: Negotiating')]).toEqual([query, 200, true])
    return says
  }
  for (const step of ['step=99', 'step=soon', 'step=0'])
    expect(await read(`${at}&${step}`)).toMatch(/There is no (such step|step 99): this is the last, step \d+\./)
  expect(await read(`${at}&view=map`)).toContain('There is no such view of a route. This is the route as a list.')
  expect(await read(`${at}&focus=intervention.nowhere`)).toContain('There is no such part of the picture. It shows what one sees first.')
  expect(await read(`${at}&zoom=900`)).toContain('There is no such size of the picture. It is as large as it can be read.')
  for (const none of ['instance=00000000-0000-4000-8000-000000000000', 'instance=first'])
    expect(await read(`${none}&view=map&step=999`)).toContain('This casefile has no such lifecycle. This is Attempt 1 at an intervention.')
  expect(await read(`${at}&focus=intervention.attempt&zoom=fit`)).not.toMatch(/There is no such|has no such/)
})

test('its picture is drawn part by part: a state that is shut says since when it stands there, and on which day the clock takes it on', async () => {
  const machine = 'approach'
  await pictureOf(chartFor(definitions[machine]!), machine)
  const { reference, approach } = await proposed()
  const { html, links } = await told.reads('caseworker', route(reference, approach))
  const box = html.slice(html.indexOf('data-state="approach.awaitingResponse"'), html.indexOf('data-state="approach.nothingOnTheTable"'))
  expect(box).toMatch(/here since \d+ \w+ 2013.*due \d+ \w+ 2013.*here now.*3 states in it/s)
  expect(links.map(({ href }) => href)).toContain(`${route(reference, approach, '&focus=approach.awaitingResponse')}#picture`)
})

test('the API gives what the page shows', async () => {
  const { reference, attempt } = await proposed()
  const caller = await told.service.signIn('caseworker')
  const { body, status } = await caller.get(`/instances/${attempt.id}/route`)
  expect(status).toBe(200)
  const { says } = await told.reads('caseworker', route(reference, attempt))
  for (const { sentence } of body.steps as { sentence: string }[]) expect(says).toContain(sentence)
  expect(says).toContain(`It stands in: ${body.stands.stateWords}`)
  const earlier = (await caller.get(`/instances/${attempt.id}/route?step=1`)).body
  expect(earlier).toMatchObject({ at: 1, isPresent: false, next: [], stands: { state: 'attempt.assessing' } })
})

test('no route shows a name of the code', async () => {
  const { reference, attempt, approach } = await proposed()
  const file = await (await told.office.as('caseworker')).finds(reference, 'casefile')
  for (const instance of [attempt, approach, file])
    for (const view of ['route', 'timeline', 'table']) {
      const { says } = await told.reads('auditor', route(reference, instance, `&view=${view}`))
      const words = says.replaceAll(/“It will not”/g, '')
      expect([view, words.match(/\b[a-z]+[A-Z]\w*\b|\b[A-Z]+_[A-Z_]+\b|\bundefined\b/g)]).toEqual([view, null])
    }
})
