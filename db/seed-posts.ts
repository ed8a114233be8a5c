import type { Pool } from 'pg'
import type { LetterheadName } from '../machines/office/letterhead.ts'
import { type DemonstrationPost, demonstrationPosts } from './demonstration-posts.ts'

/** Before anything the demonstration tells of: whoever holds a post has always held it. */
const SINCE = '2000-01-01'

/** The people are invented. */
const names: Readonly<Record<string, string>> = {
  caseworker: 'Amina Clarke',
  secondCaseworker: 'Ben Okafor',
  lineManager: 'Carol Whitfield',
  operationsManager: 'David Mensah',
  deputyDirector: 'Eleanor Price',
  director: 'Farid Haddad',
  directorOfOtherDirectorate: 'Grace Lindqvist',
  deputyDirectorOfOtherDirectorate: 'Gwen Ashby',
  interimDirectorOfOperations: 'Hugh Tennant',
  interimDirectorOfBusinessDevelopment: 'Ines Carvalho',
  chiefOperatingOfficer: 'James Adeyemi',
  ombudsman: 'Dame Katharine Rowe',
  complianceOfficer: 'Liam Osborne',
  outcomesOfficer: 'Mei Tan',
  assessmentOutcomesOfficer: 'Nadia Hussain',
  caseworkTeam: 'Oliver Grant',
  reviewTeam: 'Priya Nair',
  clinicalAdviser: 'Dr Quentin Marsh',
  administrator: 'Rosa Bell',
  auditor: 'Samuel Voss',
}

/** Who holds a post in the demonstration; an id is never a post's, so that the two cannot be taken for each other. */
export const holderOf = (post: string): string => `holder-of-${post}`

/** How the office is reached: a number that is kept for stories, and addresses at places that are none. */
export const demonstrationLetterhead: Readonly<Record<LetterheadName, string>> = {
  officeAddress: 'The Old Customs House\n1 Nowhere Street\nSampleton\nZZ99 1ZZ',
  officeTelephone: '01632 960 001',
  officeEmail: 'casework@ombudsman.example',
}

/** Gives a new database its office: the posts, one person in each, and a letterhead. Posts that are there already stay as they are, and so does an office that somebody has changed. */
export async function seedPosts(pool: Pick<Pool, 'query'>, posts: readonly DemonstrationPost[] = demonstrationPosts): Promise<void> {
  const { rowCount } = await pool.query("select from file where kind = 'office'")
  if (!rowCount) await addPosts(pool, posts)
}

/** Those of these posts that are not there yet, with one person in each. */
export async function addPosts(pool: Pick<Pool, 'query'>, posts: readonly DemonstrationPost[]): Promise<void> {
  const all = posts.map(({ key, title, grade = null, named = null, roles, directorate = null }) => ({
    id: key,
    title,
    grade,
    named,
    roles,
    directorate,
  }))
  await pool.query(
    `insert into post (id, title, grade, named, roles, directorate)
     select id, title, grade, named, array(select jsonb_array_elements_text(roles)), directorate
     from jsonb_to_recordset($1) as p (id text, title text, grade text, named text, roles jsonb, directorate text)
     on conflict (id) do nothing`,
    [JSON.stringify(all)],
  )
  await pool.query(
    `update post set reports_to = r.reports_to from jsonb_to_recordset($1) as r (id text, reports_to text)
     where post.id = r.id and post.reports_to is null and r.reports_to is not null`,
    [JSON.stringify(posts.map(({ key, reportsTo = null }) => ({ id: key, reports_to: reportsTo })))],
  )
  const people = posts.map(({ key, title }) => ({ id: holderOf(key), name: names[key] ?? title, post: key }))
  await pool.query(
    'insert into person (id, name) select id, name from jsonb_to_recordset($1) as p (id text, name text) on conflict (id) do nothing',
    [JSON.stringify(people)],
  )
  await pool.query(
    `insert into holding (person, post, from_day)
     select id, post, $2::date from jsonb_to_recordset($1) as p (id text, name text, post text)
     on conflict (person, post, from_day) do nothing`,
    [JSON.stringify(people), SINCE],
  )
  await pool.query(
    `insert into setting (name, words, from_day) select key, value, $2::date from jsonb_each_text($1)
     where not exists (select from setting where name = key)`,
    [JSON.stringify(demonstrationLetterhead), SINCE],
  )
}
