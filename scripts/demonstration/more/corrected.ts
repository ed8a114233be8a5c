import { action, agreed, assessment, opensWithAttempt, preparesComplainant, proposes } from '../passages.ts'
import type { Story } from '../timeline.ts'

/** A refusal recorded on the wrong casefile: struck out by the line manager, and the dates fall as if it had never been entered. */
export const corrected: Story = async function* (scene) {
  const { cancerTrust } = scene.organisations
  const { colleague, file, attempt } = await opensWithAttempt(scene, 'caseworker', {
    complainant: { name: 'Mr Y' },
    complainedAbout: [cancerTrust],
    complaint: 'A letter went to the wrong address',
    injustices: ['Embarrassment'],
    remedySought: 'An apology',
  })
  await preparesComplainant(colleague, attempt, 'An apology will do')
  await colleague.does(attempt, 'RECORD_ASSESSMENT', assessment())
  const apology = action('apology', cancerTrust, 'Write a letter of apology to the complainant', scene.day(28), { kind: 'apology' })
  await proposes(scene, colleague, attempt, [apology], [cancerTrust])
  yield 4
  const approach = await colleague.finds(file.reference, 'approach', cancerTrust)
  const { transition } = await colleague.does(approach, 'ORGANISATION_REFUSED', { words: 'Meant for another casefile' })
  yield 2
  await (await scene.office.as('lineManager')).does(approach, 'RECORDED_IN_ERROR', {
    transition: transition.seq,
    why: 'Entered on the wrong casefile',
  })
  yield 3
  await colleague.does(approach, 'WRITTEN_CONFIRMATION_RECEIVED', { actions: [agreed(apology)] })
  return file.reference
}
