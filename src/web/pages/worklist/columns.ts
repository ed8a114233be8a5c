import { inPlainWords } from '../../../../machines/kernel/authority.ts'
import { dayInLondon } from '../../../../machines/kernel/calendar.ts'
import type { PostsNamed } from '../../../shown/posts.ts'
import { sayPost } from '../../../shown/posts.ts'
import type { workShown } from '../../../shown/work.ts'

type Work = ReturnType<typeof workShown>

/** A column of the list as CSV: its heading, what it means, and what stands in it. */
export interface Column {
  readonly title: string
  readonly means: string
  readonly of: (work: Work, posts: PostsNamed) => string
}

const since = (work: Work) => (work.instance ? dayInLondon(work.instance.since) : '')

const casefile: Column = {
  title: 'Casefile',
  means:
    'Its reference. “Sealed to others” where you hold a duty in a casefile that is sealed to you: then its other particulars are empty.',
  of: ({ sealed, casefile: held }) => (sealed ? 'Sealed to others' : (held?.reference ?? '')),
}
const organisation: Column = {
  title: 'Organisation',
  means: 'Whom it is about; several with a semicolon between.',
  of: ({ about }) => about.map(({ name }) => name).join('; '),
}
const rating: Column = {
  title: 'Rating',
  means: 'A, B or C: how the organisation complies; the worst of several.',
  of: (work) => work.rating ?? '',
}
const state: Column = {
  title: 'State',
  means: 'Where the lifecycle, or the casefile, stands today.',
  of: ({ instance }) => instance?.stateWords ?? '',
}
const due: Column = {
  title: 'Due',
  means: 'The date, as year-month-day. It has passed when the next day begins in London. Empty: no date.',
  of: ({ dueOn }) => dueOn ?? '',
}
const caseworker: Column = {
  title: 'Caseworker',
  means: 'The post that has the casefile, and who holds it today. Empty: nobody has it.',
  of: (work, posts) => (work.caseworker === null ? '' : sayPost(posts, work.caseworker)),
}
const directorate: Column = {
  title: 'Directorate',
  means: 'That has the casefile.',
  of: (work) => (work.directorate === null ? '' : inPlainWords(work.directorate)),
}

/** Of lists of what there is to do. */
export const columnsOfWork: readonly Column[] = [
  casefile,
  organisation,
  rating,
  {
    title: 'What is to be done',
    means: 'The duty, what the next date is for, or the state, where no date is waited for.',
    of: ({ title }) => title,
  },
  { title: 'For', means: 'To which role or post a duty falls. Empty: it is no duty.', of: ({ toWords }) => toWords ?? '' },
  { title: 'Paragraph', means: 'Of the guidance, from which the duty or the date comes.', of: ({ paragraph }) => paragraph ?? '' },
  {
    title: 'Kind of lifecycle',
    means: 'What it is a step of: an intervention, a compliance item, and so on.',
    of: ({ instance }) => instance?.title ?? '',
  },
  state,
  {
    title: 'Stage of escalation',
    means: '1, 2 or 3. Empty: not at a stage.',
    of: ({ stage }) => (stage === null ? '' : String(stage)),
  },
  {
    title: 'Next letter',
    means: 'Of an open compliance item: the letter that is written next if nothing comes. Empty: none.',
    of: ({ nextLetter }) => nextLetter?.title ?? '',
  },
  {
    title: 'Evidence',
    means:
      'Of an open compliance item: how closely its evidence is to be looked at, by the organisation’s sector and rating (paragraph 17).',
    of: ({ evidence }) => evidence ?? '',
  },
  { title: 'In this state since', means: 'The day it came to stand in its state, as year-month-day.', of: since },
  due,
  caseworker,
  directorate,
]

/** Of the lists of casefiles. */
export const columnsOfCasefiles: readonly Column[] = [
  casefile,
  organisation,
  rating,
  state,
  { title: 'Opened', means: 'The day the casefile was opened, as year-month-day.', of: since },
  due,
  caseworker,
  directorate,
]
