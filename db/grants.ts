/** What the service may do with each table where it is not the owner: history and refused attempts are only ever added to. */
const may: Readonly<Record<string, string>> = {
  file: 'select, insert, update (revision, head)',
  casefile: 'select, insert, update',
  organisation: 'select, insert, update',
  instance: 'select, insert, update',
  snapshot: 'select, insert, update',
  transition: 'select, insert',
  deviation: 'select, insert',
  text: 'select, insert, update (salt, words, erased_at)',
  remedy: 'select, insert, update',
  timer: 'select, insert, update, delete',
  duty: 'select, insert, update',
  letter: 'select, insert, update',
  delivery: 'select, insert, update (ended_at, ended_as, heard_file, heard_seq, set_aside)',
  request: 'select, insert, delete',
  refused_attempt: 'select, insert',
  incident: 'select, insert, update',
  person: 'select, insert, update',
  post: 'select, insert, update',
  holding: 'select, insert, update, delete',
  delegation: 'select, insert, update, delete',
  delegation_scheme: 'select, insert, update',
  setting: 'select, insert, update',
  authority: 'select, update (revision)',
  clock: 'select, update (offset_ms)',
  installation: 'select',
  migration: 'select',
  session: 'select, insert, update, delete',
  reading: 'select, insert',
  saved_view: 'select, insert, update, delete',
  usual_view: 'select, insert, update, delete',
  draft: 'select, insert, update, delete',
  given: 'select, insert, update',
}

/** The statements that give this role, an identifier already quoted, what it may and nothing else. */
export const grantsFor = (role: string): string =>
  [
    `grant usage on schema public to ${role}`,
    `revoke all on all tables in schema public from ${role}`,
    ...Object.entries(may).map(([table, rights]) => `grant ${rights} on ${table} to ${role}`),
    `grant usage on sequence casefile_reference to ${role}`,
  ].join(';\n')
