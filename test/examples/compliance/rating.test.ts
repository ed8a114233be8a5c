import { afterAll, beforeAll, expect } from '@jest/globals'
import { action, closely } from '../../../scripts/demonstration/passages.ts'
import { resolves } from '../../../scripts/demonstration/resolving.ts'
import { judges, receivesEvidence } from '../../../scripts/demonstration/securing.ts'
import { proves } from '../../support/proves.ts'
import { Stage } from '../stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.opens()
}, 120_000)
afterAll(() => stage?.ends())

interface Rated {
  readonly rating: { instance: string; rating: string; information: string; history: readonly object[]; firstRemedyOn: string | null }
}

proves(
  ['C7', 'C8', 'C9', 'C17', 'CA'],
  'a Trust moves from B to C: suggested by one officer on the annex’s factors, agreed by somebody else of operations, and from then on its evidence is looked at more closely',
  async () => {
    const { otherTrust } = stage.organisations
    const complianceOfficer = await stage.office.as('complianceOfficer')
    const rating = async () => (await complianceOfficer.get<Rated>(`/organisations/${otherTrust}`)).rating
    expect(await rating()).toMatchObject({ rating: 'B', information: 'insufficient', firstRemedyOn: null, history: [] })

    const { reference, items } = await resolves(stage, {
      complaint: {
        complainant: { name: 'Mr G' },
        complainedAbout: [otherTrust],
        complaint: 'Nobody answered the call bell for an hour',
        injustices: ['Fear', 'A fall'],
        remedySought: 'An apology, and that bells are answered',
        flags: { clinicalMatters: true },
      },
      actions: [
        action('apology', otherTrust, 'Write a letter of apology to the complainant', stage.day(28), { kind: 'apology' }),
        action('bells', otherTrust, 'Measure how soon call bells are answered, and act on what it shows', stage.day(28), {
          kind: 'systemicImprovement',
          systemic: 'offered',
        }),
      ],
    })
    expect(await rating()).toMatchObject({ firstRemedyOn: stage.day(0) })
    const own = { id: (await rating()).instance }
    await stage.waits(6)

    // Rated B, and a health organisation: whether clinical advice is needed is answered.
    await receivesEvidence(stage, items['apology']!, 'Copy of the apology')
    const { clinicalAdvice: _, ...without } = closely
    const officer = await stage.office.as('assessmentOutcomesOfficer')
    const asked = await stage.refused(
      officer.does(items['apology']!, 'JUDGE_EVIDENCE', { ...without, judgement: 'provided', why: 'It regrets the fall' }),
    )
    expect(asked.refusals).toMatchObject([{ rule: 'clinicalAdviceConsidered', cites: 'C17', strength: 'consider' }])
    await judges(stage, items['apology']!, 'provided', 'It regrets the fall')

    await stage.waits(10)
    await complianceOfficer.does(own, 'RECORD_ENGAGEMENT', {
      factor: 'unwillingness',
      favourable: false,
      casefile: reference,
      words: 'Three calls about the bells were not returned',
    })
    const suggestion = {
      rating: 'C',
      why: 'It does not answer us, and this is the second case of its kind',
      factors: [{ factor: 'unwillingness', bears: 'adverse', casefiles: [reference] }],
    }
    const caseworker = await stage.office.as('caseworker')
    const notAnOfficer = await stage.refused(caseworker.does(own, 'SUGGEST_RATING', suggestion))
    expect(notAnOfficer.refusals).toMatchObject([{ rule: 'suggestedByAnOfficer', cites: 'C7', strength: 'must' }])
    expect(notAnOfficer.whoCould!.people.flatMap(({ posts }) => posts)).toEqual(
      expect.arrayContaining(['Compliance officer', 'Outcomes officer']),
    )
    await complianceOfficer.does(own, 'SUGGEST_RATING', suggestion)
    expect(await stage.duties(own)).toMatchObject({ agreeRating: { to: 'interimDirectorOfOperations', dueOn: stage.day(7), cites: 'C7' } })
    expect(await rating()).toMatchObject({ rating: 'B' })
    const themselves = await stage.refused(complianceOfficer.does(own, 'AGREE_RATING', {}))
    expect(themselves.refusals.map(({ rule, cites }) => [rule, cites])).toContainEqual(['notTheirOwnSuggestion', 'C7'])

    await stage.waits(2)
    await (await stage.office.as('interimDirectorOfOperations')).does(own, 'AGREE_RATING', { why: 'I know the case' })
    expect(await rating()).toMatchObject({
      rating: 'C',
      information: 'sufficient',
      history: [{ outcome: 'agreed', rating: 'C', on: stage.day(0), factors: [{ factor: 'unwillingness', casefiles: [reference] }] }],
    })

    // From now on clinical advice is taken on a systemic improvement.
    const bells = items['bells']!
    await receivesEvidence(stage, bells, 'Times of four weeks, and a new rota')
    const closer = await stage.refused(judges(stage, bells, 'provided', 'The times have halved'))
    expect(closer.refusals).toMatchObject([
      { rule: 'clinicalAdviceTaken', cites: 'C17', strength: 'normally', unlockedBy: 'RECORD_CLINICAL_ADVICE' },
    ])
    await officer.does(bells, 'RECORD_CLINICAL_ADVICE', { from: 'Our nursing adviser', advice: 'The rota is sound' })
    await judges(stage, bells, 'provided', 'The times have halved, and the rota is sound', {
      clinicalAdvice: { answer: true, why: 'Taken from our nursing adviser' },
    })
    const judgedAs = async (item: { id: string }) => ((await stage.shows(item)).record['judged'] as { rating: string }[])[0]!.rating
    expect([await judgedAs(items['apology']!), await judgedAs(bells)]).toEqual(['B', 'C'])
    expect(await stage.state(bells)).toBe('closed.complied')
    expect((await stage.verify()).difference).toBeUndefined()
  },
)
