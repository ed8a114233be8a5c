import { z } from 'zod'

/** A post of the office: duties and casefiles belong to posts, never to people. Whether there is such a post is looked up before the machine hears of it. */
export const post = (label: string) =>
  z
    .string()
    .trim()
    .min(1, `Choose ${label.charAt(0).toLowerCase()}${label.slice(1)}`)
    .max(100)
    .meta({ label, post: true })

/** A post that can have a casefile: one without a grade (an administrator's, an auditor's) is turned away, since it sends no casework event. */
export const gradedPost = (label: string) => post(label).meta({ label, post: 'graded' })
