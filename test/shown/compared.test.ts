import { describe, expect, test } from '@jest/globals'
import { comparisonWithout } from '../../src/shown/compared.ts'

const INSTEAD = 'A casefile you may not see'
const unseen = new Set(['RD-000012', 'OLD/77-B'])
const told = (...lines: readonly string[]) => comparisonWithout(lines.join('\n'), unseen).split('\n')

describe('what was compared, told to whoever may not see one of the casefiles', () => {
  test('leaves out that one with all that is listed of it, and nothing of the others', () => {
    expect(
      told(
        'RD-000011',
        '- An apology; still open',
        'RD-000012',
        '- A payment (£50.00); complied with on 4 Feb 2013',
        '- An apology; still open',
        'RD-000013',
        '- A payment (£60.00); still open',
        '',
        'Our remedy fits with them because each paid what was lost',
      ),
    ).toEqual([
      'RD-000011',
      '- An apology; still open',
      INSTEAD,
      'RD-000013',
      '- A payment (£60.00); still open',
      '',
      'Our remedy fits with them because each paid what was lost',
    ])
  })

  test('leaves out a claim that was taken over in several paragraphs, to the last remedy below it', () => {
    expect(told('RD-000012: The fees', '', 'of Ms K, twice', '- A payment: Repay them; still open', '', 'Our remedy fits with it')).toEqual(
      [INSTEAD, '', 'Our remedy fits with it'],
    )
  })

  test('leaves out the paragraph in which somebody wrote of it, by either of its references, however it is written', () => {
    expect(told('As in rd-000012, we ask for 50 pounds.', 'She lost as much.', '', 'Nothing else is like it.')).toEqual([
      INSTEAD,
      '',
      'Nothing else is like it.',
    ])
    expect(told('It was like that in (old/77-b): 50 pounds.')).toEqual([INSTEAD])
    expect(told('Like RD-000011/RD-000012')).toEqual([INSTEAD])
  })

  test('is as it was written where it names none of them', () => {
    const written = ['RD-000120, of 2012: 50 pounds', '', '- and an apology']
    expect(told(...written)).toEqual(written)
  })
})
