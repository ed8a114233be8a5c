import { takeAsSeen } from '../../../reports/changes.ts'
import { CHANGES_SHOWN, changesShown } from '../../../shown/changes.ts'
import { page, type Typed } from '../../page.ts'

const ADDRESS = '/changes'

export const changePages = [
  page({
    method: 'get',
    path: ADDRESS,
    name: 'what changed on one’s casefiles',
    run: async (services, { reader }) => ({
      view: 'changes/view',
      title: 'What changed on your casefiles',
      data: await changesShown(services, reader),
    }),
  }),
  page({
    method: 'post',
    path: ADDRESS,
    name: 'taking what changed as seen',
    run: async ({ lists }, { reader, typed }) => {
      if (typed['_show']) return { redirect: ADDRESS }
      await takeAsSeen(lists, reader, seenIn(typed))
      return { redirect: ADDRESS, notice: { kind: 'success', text: 'Taken as seen. What changes from now on is told here.' } }
    },
  }),
]

/** What was on the page: each casefile as far as it was told. */
const seenIn = (typed: Typed) =>
  [typed['seen'] ?? []]
    .flat()
    .slice(0, CHANGES_SHOWN)
    .flatMap((each) => {
      const [, reference, revision] = /^([A-Za-z0-9-]{1,40}):(\d{1,9})$/.exec(each) ?? []
      return reference ? [[reference, Number(revision)] as const] : []
    })
