import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { action, agreed, allPoints, assessment, closely } from '../../scripts/demonstration/passages.ts'
import { type Browsing, browsing } from '../support/browser.ts'
import { fillIn } from '../support/browser-form.ts'
import { confirms, does, follows, lifecycle, mainOf, sends, textOf } from '../support/browser-work.ts'
import { sceneIn, type Told } from './scene.ts'

let here: Browsing
let scene: Told
beforeAll(async () => {
  here = await browsing()
  scene = await sceneIn(here)
})
afterAll(() => here?.end())

const TRUST = 'Harrowmere Hospitals NHS Trust'
const note = (why: string, answer = true) => ({ answer, why })

for (const scripts of [true, false])
  test(`example 1, from a new casefile to complied, ${scripts ? 'in the browser' : 'where the browser runs no scripts'}`, async () => {
    const caseworker = await here.signsIn('caseworker', { scripts })
    const lineManager = await here.signsIn('lineManager', { scripts })
    const officer = await here.signsIn('assessmentOutcomesOfficer', { scripts })

    await caseworker.goes('/casefiles/new')
    await fillIn(mainOf(caseworker), {
      complainant: { name: 'Mr J' },
      complainedAbout: [TRUST],
      complaint: 'Wrongly placed and kept on the Trust’s scheme for violent patients',
      injustices: ['Travelling and telephone costs', 'Distress at being called violent'],
      remedySought: 'An apology, and his costs of 2,000 pounds',
    })
    await sends(caseworker)
    expect((await confirms(caseworker)).said).toContain('You opened the casefile')
    const address = new URL(caseworker.page.url()).pathname
    expect(await textOf(caseworker)).toMatch(/RD-\d{6} Mr J about Harrowmere Hospitals NHS Trust/)

    await does(caseworker, 'Open an attempt at an intervention')
    await does(caseworker, 'Record contact with the complainant', {
      channel: 'telephone',
      toldRemedyMayBeSought: true,
      expectations: 'He knows that we make no promise, and that costs need some evidence',
    })
    await does(caseworker, 'Record the assessment', assessment())
    const decided = await does(caseworker, 'Decide to attempt an intervention', { prospect: note('It has acted on such proposals before') })
    expect(decided.checked).toContain('Assessing → becomes Proposing')

    const by = scene.day(28)
    const asked = [
      action('apology', TRUST, 'Write a letter of apology to the complainant', by, {
        kind: 'apology',
        injustice: 'Distress at being called violent',
      }),
      action('copy-on-file', TRUST, 'Place a copy of the apology on his medical file', by, {
        kind: 'correctionOfRecords',
        injustice: 'A record that calls him violent',
      }),
      action('costs', TRUST, 'Pay the complainant 2,000 pounds for his costs', by, {
        kind: 'payment',
        money: [{ kind: 'payment', amount: 200_000 }],
        injustice: 'Travelling and telephone costs',
      }),
    ]
    await follows(caseworker, 'Add an action')
    await fillIn(mainOf(caseworker), { action: { ...asked[0]!, what: 'Endeavour to answer letters' } })
    // Said while it is written; where no script runs, once that is asked.
    const reading = mainOf(caseworker).locator('[data-reading]')
    if (!scripts) await follows(caseworker, 'Check this action')
    await reading.getByText('“Endeavour”: an attempt alone would do').waitFor()
    for (const each of asked) {
      await fillIn(mainOf(caseworker), { action: each })
      await sends(caseworker)
      await confirms(caseworker)
    }
    expect(await textOf(caseworker)).toContain('3 actions')
    const proposed = await does(caseworker, 'Propose the intervention', {
      whom: [TRUST],
      channel: 'writing',
      contact: 'focalPoint',
      points: allPoints,
      respondBy: scene.day(14),
    })
    expect(proposed.checked).toContain('Letter of approach to Harrowmere Hospitals NHS Trust: is drafted')
    expect(await textOf(caseworker)).toContain(`Approach to ${TRUST}: awaiting response`)

    const service = {
      kind: 'systemicImprovement',
      what: 'Review how patients are placed on the scheme, and tell the complainant what has changed',
      measure: 'The complainant has been told what has changed',
      by,
      money: [],
    }
    const promised = [...asked.map(agreed), { id: 'service', ...service }]
    await does(caseworker, 'Record agreement by word of mouth', {
      words: 'Agrees to all three, and will look at its service as well',
      actions: promised,
    })
    await does(caseworker, 'Accept the offer', {
      putsRight: true,
      final: true,
      compared: 'Costs and apology as in similar removals from a list',
      why: 'All that was asked, and a change of the service',
    })
    await does(caseworker, 'Record a written confirmation', { actions: promised, reference: 'HH/2291' })
    await does(caseworker, 'Tell the complainant', {
      channel: 'telephone',
      indicationOfFault: true,
      whatWasAgreed: true,
      writtenDecisionFollows: true,
      complianceMonitored: true,
      objections: 'none',
      account: 'Content with what was agreed',
    })
    await does(caseworker, 'Compare remedies', { compared: 'Three similar cases of the last two years' })
    await does(caseworker, 'Submit for sign-off', {
      finallyResolves: true,
      whatWeDid: 'We read the papers and asked the Trust for a remedy',
      conclusions: 'There are clear indications that he was placed on the scheme without evidence',
    })

    await lineManager.goes('/worklists/awaitingMySignOff')
    await follows(lineManager, address.split('/').at(-1)!)
    expect((await does(lineManager, 'Sign off')).said).toContain('You signed')

    await caseworker.goes(address)
    const issued = await does(caseworker, 'Issue the decision')
    expect(issued.checked).toContain('Decision letter to the complainant')
    expect(await textOf(caseworker)).toContain('Attempt 1 at an intervention: monitoring')

    await officer.goes(address)
    for (const what of [...asked.map((each) => each.what), service.what]) {
      await does(
        officer,
        'Record evidence',
        { what: 'A copy, and the receipt of the bank', from: 'The Trust', providedOn: scene.today() },
        lifecycle(officer, new RegExp(what.slice(0, 30))),
      )
      await does(officer, 'Judge the evidence', { ...closely, judgement: 'provided', why: 'The copy shows that it was done as agreed' })
    }
    await caseworker.goes(address)
    expect(await textOf(caseworker)).toMatch(/Attempt 1 at an intervention: (closed: )?complied/i)
    for (const desk of [caseworker, lineManager, officer]) {
      expect(desk.faults).toEqual([])
      await desk.closes()
    }
  }, 300_000)
