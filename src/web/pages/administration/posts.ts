import { z } from 'zod'
import { inPlainWords } from '../../../../machines/kernel/authority.ts'
import { notFound } from '../../../problem.ts'
import { postShown } from '../../../shown/administration/office.ts'
import { page } from '../../page.ts'
import { officeSeen, type Seen } from './office.ts'

const query = z.object({ name: z.string().trim().max(200).optional(), vacant: z.literal('yes').optional() })

/** A post with the names of what it is in words. */
function said({ office, today }: Seen, id: string) {
  const post = postShown(office, office.posts.find((each) => each.id === id)!, today)
  return {
    ...post,
    gradeWords: post.grade && inPlainWords(post.grade),
    directorateWords: post.directorate && inPlainWords(post.directorate),
    rolesWords: post.roles.map(inPlainWords),
  }
}

export const postPages = [
  page({
    method: 'get',
    path: '/administration/posts',
    name: 'posts',
    query,
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { name, vacant } = visit.query
      const posts = seen.office.posts
        .filter(({ title }) => title.toLowerCase().includes((name ?? '').toLowerCase()))
        .toSorted((a, b) => a.title.localeCompare(b.title, 'en-GB'))
        .map(({ id }) => said(seen, id))
        .filter(({ holders }) => vacant === undefined || holders.length === 0)
      return { view: 'administration/posts', title: 'Posts', data: { posts, name, vacant, administers: seen.administers } }
    },
  }),
  page({
    method: 'get',
    path: '/administration/posts/{id}',
    name: 'a post',
    params: z.object({ id: z.string().max(200) }),
    run: async (services, visit) => {
      const seen = await officeSeen(services, visit)
      const { id } = visit.params
      if (!seen.office.posts.some((each) => each.id === id)) throw notFound()
      const shown = said(seen, id)
      const below = seen.office.posts.filter(({ reportsTo }) => reportsTo === id).map(({ id: each }) => said(seen, each))
      return { view: 'administration/post', title: shown.title, data: { shown, below, administers: seen.administers } }
    },
  }),
]
