import { expect, test } from '@jest/globals'
import { definitions } from '../../../machines/index.ts'
import { complaint, type History, history, office, sectors, trust } from '../../support/file.ts'
import { caseworker, deputyDirector, lineManager, operationsManager } from '../../support/people.ts'
import { askExtension, evidence, extend, judge, no } from '../compliance/stories.ts'
import { accepts, apology, payment } from '../investigation/support.ts'
import { voiding } from '../review/support.ts'

/** What is created keeps its id when an earlier entry is struck out: later entries name letters, duties and instances by it. */
const investigation = 'investigation-1'
const item = (recommendation: number) => `recommendation-${recommendation}-item-1`

/** An investigation with these recommendations, its draft issued on 1 May. */
function drafted(...of: readonly (readonly [string, object])[]): History {
  const file = history(definitions).opens('casefile', complaint({ stage: 'investigation', complainedAbout: [trust, office] }), caseworker)
  file.does(caseworker, 'casefile', { type: 'OPEN_INVESTIGATION' })
  for (const [organisation, action] of of) file.does(caseworker, investigation, { type: 'ADD_RECOMMENDATION', organisation, action })
  file.moveTo('2013-05-01')
  file.does(caseworker, investigation, { type: 'ISSUE_DRAFT_REPORT' })
  return file
}
function final(file: History, day = '2013-07-01'): History {
  file.moveTo(day)
  file.does(caseworker, investigation, { type: 'MAKE_FINDING', finding: 'fully', why: 'The delay was maladministration' })
  file.does(caseworker, investigation, { type: 'ISSUE_FINAL_REPORT' })
  return file
}

test('an entry that is struck out does not change to whom a later letter went', () => {
  const file = final(drafted([trust, apology], [office, payment]))
  file.does(caseworker, 'recommendation-1', accepts())
  file.does(caseworker, 'recommendation-2', accepts())
  file.does(caseworker, item(2), evidence)
  file.does(caseworker, item(2), judge('provided'), { organisations: sectors })
  file.moveTo('2013-09-24')
  file.does(caseworker, item(1), askExtension('2013-10-31'))
  file.does(operationsManager, item(1), extend('2013-10-31'))
  file.moveTo('2013-09-28')
  file.does(caseworker, item(1), evidence)
  file.moveTo('2013-10-05')
  file.does(caseworker, item(1), judge('provided', { clinicalAdvice: no }), { organisations: sectors })
  const letter = file.letters.find((each) => each.letter === 'completion' && JSON.stringify(each.to).includes(office))!
  file.does(caseworker, 'casefile', { type: 'LETTER_SENT', letter: letter.id })
  file.does(deputyDirector, item(1), voiding(file, 'EXTEND_TARGET_DATE'))
  expect(file.letters.filter((each) => each.sentOn && each.letter === 'completion').map(({ to }) => to)).toEqual([{ organisation: office }])
  expect(file.record(investigation)['told']).toEqual([office])
})

test.each(['2013-05-20', '2013-07-01'])(
  'a final report of %s that was recorded by mistake is struck out, though the item it accepted has been judged',
  (day) => {
    const file = final(drafted([trust, apology]), day)
    file.does(caseworker, 'recommendation-1', accepts())
    file.does(caseworker, item(1), evidence)
    file.does(caseworker, item(1), judge('provided', { clinicalAdvice: no }), { organisations: sectors })
    file.does(lineManager, investigation, voiding(file, 'ISSUE_FINAL_REPORT'))
    expect(file.stands(item(1))).toBe('closed.complied')
  },
)
