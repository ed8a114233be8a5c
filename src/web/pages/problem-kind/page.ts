import { z } from 'zod'
import { kinds, notFound, type ProblemKind } from '../../../problem.ts'
import { page } from '../../page.ts'
import { said } from './words.ts'

const codes = Object.keys(kinds) as readonly ProblemKind[]
const isKind = (code: string): code is ProblemKind => Object.hasOwn(kinds, code)

const shown = (code: ProblemKind) => {
  const [status, title, means] = kinds[code]
  const { members = [], ...words } = said[code]
  return { code, status, title, means, members: members.map(([name, what]) => ({ name, what })), ...words }
}

/** Where the `type` of a problem leads: what it means, and what to do. */
export const problemKindPages = [
  page({
    method: 'get',
    path: '/problems',
    name: 'kinds of problem',
    open: true,
    run: () => ({ view: 'problem-kind/list', title: 'When something does not work', data: { problems: codes.map(shown) } }),
  }),
  page({
    method: 'get',
    path: '/problems/{code}',
    name: 'kind of problem',
    open: true,
    params: z.object({ code: z.string().max(40) }),
    run: (_services, { params: { code } }) => {
      if (!isKind(code)) throw notFound()
      return { view: 'problem-kind/view', title: kinds[code][1], data: { problem: shown(code) } }
    },
  }),
]
