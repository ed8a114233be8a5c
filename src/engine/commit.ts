import type { Pool } from 'pg'
import { canonical } from '../../machines/kernel/stored.ts'
import type { Changeset } from './changeset.ts'
import { column, rows, withOffice } from './commit-columns.ts'
import { argumentsOf } from './commit-rows.ts'
import { AS_IT_LAST_DID } from './stays.ts'

/**
 * One statement writes any number of changesets, each whole or not at all.
 *
 * The order is what makes it safe. `locked` takes the files in the order of their ids, whoever asks, so two batches cannot wait for
 * each other; from then on a revision cannot move, so `standing` is final; and `granting` holds whatever gives authority still until the
 * end. `keyed` drops a repeat before anything is written. Everything else hangs on `bumped`: a changeset that lost the race has no row
 * there, and leaves no trace. Two parts never write the same row, since all see the database as it was before.
 */
const commitWith = (lock: 'for share' | 'for update', more = '') => `
with granting as materialized (
  select revision from authority limit 1 ${lock}
), incoming as materialized (
  select incoming.* from ${rows('incoming')} join granting g on g.revision = incoming.authority
), opened as (
  insert into file (id, kind, revision, head)
  select file_id, kind, revision, head from incoming where read = 0 order by file_id
  on conflict (id) do nothing
  returning id
), locked as materialized (
  select id, revision from file where id = any (${column('incoming', 'file_id')}) order by id for update
), standing as (
  select i.* from incoming i join locked l on l.id = i.file_id and l.revision = i.read
  union all
  select i.* from incoming i join opened o on o.id = i.file_id
), keyed as (
  insert into request (file_id, key, digest, answer)
  select file_id, key, digest, answer from standing where key is not null
  on conflict (file_id, key) do nothing
  returning file_id
), taken as (
  select file_id from keyed union all select file_id from standing where key is null
), raised as (
  update file f set revision = s.revision, head = s.head
  from standing s join taken t using (file_id)
  where f.id = s.file_id and s.read > 0
  returning f.id
), bumped as materialized (
  select id from raised union all select id from opened
), kept_instances as (
  insert into instance (id, file_id, place, machine, version, parent, key, state, closed, next_due, in_error, organisation, source, opened_at,
    since, written_at)
  select n.id, n.file_id, n.place, n.machine, n.version, n.parent, n.key, n.state, n.closed, n.next_due, n.in_error, n.organisation,
    n.source, n.at, n.at, n.at
  from ${rows('instances', 'n')} join bumped b on b.id = n.file_id
  order by n.in_error desc, n.place -- what a correction strikes out gives its key to what comes after it
  on conflict (id) do update set place = excluded.place, key = excluded.key, version = excluded.version, state = excluded.state, closed = excluded.closed,
    next_due = excluded.next_due, in_error = excluded.in_error, organisation = excluded.organisation, source = excluded.source,
    since = case when instance.state = excluded.state then instance.since else excluded.since end,
    written_at = case when instance.id in (select instance_id from ${rows('transitions')}) -- what a correction works out anew has no line of its own
      then greatest(instance.written_at, excluded.written_at) else instance.written_at end
    where instance.file_id = excluded.file_id
), stays_left as (
  update stay s set left_seq = l.seq, left_at = greatest(s.entered_at, l.at) -- a clock that is set back ends nothing before it began
  from ${rows('left', 'l')} join bumped b on b.id = l.file_id
  where s.instance_id = l.instance_id and s.left_seq is null
  returning s.instance_id, s.since, s.opened_at, s.left_at as at
), stays_entered as ( -- after those before them have ended, whose rows they take up: a lifecycle has one present stay
  insert into stay (instance_id, entered_seq, file_id, machine, state, open, due_on, organisation, source, opened_at, since, come_from, event,
    entered_at, left_seq, left_at)
  select n.instance_id, n.seq, n.file_id, n.machine, n.state, n.open, n.due_on, n.organisation, n.source, coalesce(l.opened_at, n.at),
    array(select coalesce(case when kept.place = ${AS_IT_LAST_DID} then stood_since(n.instance_id, n.seq, (states_in(n.state))[kept.nth]) else l.since[kept.place] end,
        l.at, n.at) from unnest(n.kept::int[]) with ordinality as kept (place, nth) order by nth),
    n.come_from, n.event, coalesce(l.at, n.at), n.left_seq, case when n.left_seq is not null then coalesce(l.at, n.at) end
  from ${rows('stays', 'n')} join bumped b on b.id = n.file_id left join stays_left l on l.instance_id = n.instance_id
), kept_snapshots as (
  insert into snapshot (instance_id, stored)
  select n.instance_id, n.stored from ${rows('snapshots', 'n')} join bumped b on b.id = n.file_id
  on conflict (instance_id) do update set stored = excluded.stored
), kept_transitions as (
  insert into transition (file_id, seq, changeset, instance_id, machine, version, guidance, kind, event, entry, actor, happened_on, recorded_at, cause,
    snapshot_digest, previous, hash)
  select transitions.* from ${rows('transitions')} join bumped b on b.id = transitions.file_id
), kept_texts as (
  insert into text (id, file_id, salt, words, part)
  select texts.id, texts.file_id, texts.salt, texts.words, texts.part from ${rows('texts')} join bumped b on b.id = texts.file_id
  on conflict (id) do nothing -- of a letter from a fixed text, which has one text for ever
), kept_remedies as (
  insert into remedy (instance_id, file_id, kind, what, measure, money, amount, agreed_on, ending, ended_on, organisation, target_on, found, found_on, found_from)
  select r.instance_id, r.file_id, r.kind, r.what, r.measure, r.money, r.amount, r.agreed_on, r.ending, r.ended_on, r.organisation,
    r.target_on, r.found::text[], r.found_on::date[], r.found_from::date[]
  from ${rows('remedies', 'r')} join bumped b on b.id = r.file_id
  on conflict (instance_id) do update set kind = excluded.kind, what = excluded.what, measure = excluded.measure, money = excluded.money,
    amount = excluded.amount, agreed_on = excluded.agreed_on, ending = excluded.ending, ended_on = excluded.ended_on,
    organisation = excluded.organisation, target_on = excluded.target_on, found = excluded.found, found_on = excluded.found_on, found_from = excluded.found_from
    where (remedy.kind, remedy.what, remedy.measure, remedy.money, remedy.agreed_on, remedy.ending, remedy.ended_on, remedy.organisation,
        remedy.target_on, remedy.found, remedy.found_on, remedy.found_from)
      is distinct from (excluded.kind, excluded.what, excluded.measure, excluded.money, excluded.agreed_on, excluded.ending, excluded.ended_on,
        excluded.organisation, excluded.target_on, excluded.found, excluded.found_on, excluded.found_from)
), timers_dropped as (
  delete from timer t using ${rows('dropped')} join bumped b on b.id = dropped.file_id
  where t.instance_id = dropped.instance_id and t.name = dropped.name
), timers_armed as (
  insert into timer (instance_id, name, file_id, due_at)
  select armed.instance_id, armed.name, armed.file_id, armed.due_at from ${rows('armed')} join bumped b on b.id = armed.file_id
  on conflict (instance_id, name) do update set due_at = excluded.due_at
), duties_opened as (
  insert into duty (id, file_id, instance_id, name, addressee, title, due_on, cites, ends_by, shown_to_line_manager_on, entered_late, opened_seq)
  select d.id, d.file_id, d.instance_id, d.name, d.addressee, d.title, d.due_on, d.cites, d.ends_by, d.shown_to_line_manager_on, d.entered_late, d.opened_seq
  from ${rows('duties', 'd')} join bumped b on b.id = d.file_id
  on conflict (id) do update set name = excluded.name, addressee = excluded.addressee, title = excluded.title, due_on = excluded.due_on,
    cites = excluded.cites, ends_by = excluded.ends_by,
    shown_to_line_manager_on = excluded.shown_to_line_manager_on, entered_late = excluded.entered_late, ended_seq = null
), duties_ended as (
  update duty d set ended_seq = done.ended_seq from ${rows('done')} join bumped b on b.id = done.file_id where d.id = done.id
), letters_kept as (
  insert into letter (id, file_id, place, instance_id, letter, organisation, office, cites, body, sent_on, kept_text, discarded)
  select l.id, l.file_id, l.place, l.instance_id, l.letter, l.organisation, l.office, l.cites, l.body, l.sent_on, l.kept_text, false
  from ${rows('letters', 'l')} join bumped b on b.id = l.file_id
  on conflict (id) do update set place = excluded.place, body = excluded.body, sent_on = excluded.sent_on, kept_text = excluded.kept_text, discarded = false
), letters_discarded as (
  update letter l set discarded = true from ${rows('discarded')} join bumped b on b.id = discarded.file_id where l.id = discarded.id
), casefiles_listed as materialized (
  select c.*, c.organisations::uuid[] as complained_about, c.injustices::uuid[] as claimed, array(select json_array_elements_text(c.sealed_to::json)) as seen_by
  from ${rows('casefiles', 'c')} join bumped b on b.id = c.file_id
), casefiles_opened as (
  insert into casefile (file_id, earlier_reference, directorate, stage, caseworker, received_on, organisations, sealed, sealed_to, closed,
    complainant, aggrieved, representative, injustices, opened_at)
  select c.file_id, c.earlier_reference, c.directorate, c.stage, c.caseworker, c.received_on, c.complained_about, c.sealed, c.seen_by, c.closed,
    c.complainant, c.aggrieved, c.representative, c.claimed, c.opened_at
  from casefiles_listed c join opened o on o.id = c.file_id
  returning file_id, reference
), casefiles_changed as (
  update casefile k set earlier_reference = c.earlier_reference, directorate = c.directorate, stage = c.stage, caseworker = c.caseworker,
    received_on = c.received_on, organisations = c.complained_about, sealed = c.sealed, sealed_to = c.seen_by, closed = c.closed,
    complainant = c.complainant, aggrieved = c.aggrieved, representative = c.representative, injustices = c.claimed
  from casefiles_listed c join raised r on r.id = c.file_id where k.file_id = c.file_id
), organisations_listed as (
  insert into organisation (file_id, name, sector, rating, successor)
  select o.file_id, o.name, o.sector, o.rating, o.successor from ${rows('organisations', 'o')} join bumped b on b.id = o.file_id
  on conflict (file_id) do update set name = excluded.name, sector = excluded.sector, rating = excluded.rating, successor = excluded.successor
), deliveries_made as (
  insert into delivery (id, file_id, instance_id, seq, place, to_casefile, to_organisation, event, happened_on, made_at)
  select d.id, d.file_id, d.instance_id, d.seq, d.place, d.to_casefile, d.to_organisation, d.event, d.happened_on, d.made_at
  from ${rows('deliveries', 'd')} join bumped b on b.id = d.file_id
  on conflict (id) do nothing -- what a correction asks for again has been made
), deliveries_heard as (
  update delivery d set ended_at = h.at, ended_as = 'heard', heard_file = h.file_id, heard_seq = h.seq
  from ${rows('heard', 'h')} join bumped b on b.id = h.file_id where d.id = h.id and d.ended_at is null
)${more}
select b.id, c.reference from bumped b left join casefiles_opened c on c.file_id = b.id`
const COMMIT = commitWith('for share')

/**
 * The same where the office changes, which is seldom: apart, since the triggers that raise the revision of all that gives authority run
 * with every statement that names these tables, rows or no rows. It holds that revision alone from the start: two of them that shared it
 * would wait for each other.
 */
const COMMIT_OFFICE = commitWith(
  'for update',
  `, office as materialized (
  select o.changed::jsonb as changed from ${withOffice.rows('offices', 'o')} join bumped b on b.id = o.file_id
), people_kept as (
  insert into person (id, name, subject)
  select p.id, p.name, p.subject from office, jsonb_to_recordset(changed -> 'people') as p (id text, name text, subject text)
  on conflict (id) do update set name = excluded.name, subject = excluded.subject
), posts_kept as (
  insert into post (id, title, grade, named, roles, directorate, reports_to)
  select p.id, p.title, p.grade, p.named, array(select jsonb_array_elements_text(p.roles)), p.directorate, p."reportsTo"
  from office, jsonb_to_recordset(changed -> 'posts')
    as p (id text, title text, grade text, named text, roles jsonb, directorate text, "reportsTo" text)
  on conflict (id) do update set title = excluded.title, grade = excluded.grade, named = excluded.named, roles = excluded.roles,
    directorate = excluded.directorate, reports_to = excluded.reports_to
), holdings_kept as (
  insert into holding (id, person, post, how, from_day, to_day)
  select h.id, h.person, h.post, h.how, h."fromDay", h."toDay"
  from office, jsonb_to_recordset(changed -> 'holdings') as h (id uuid, person text, post text, how text, "fromDay" date, "toDay" date)
  on conflict (id) do update set to_day = excluded.to_day
), holdings_gone as (
  delete from holding h using office, jsonb_array_elements_text(changed -> 'holdingsGone') as g (id) where h.id = g.id::uuid
), delegations_kept as (
  insert into delegation (id, by_person, to_person, post, from_day, to_day)
  select d.id, d."byPerson", d."toPerson", d.post, d."fromDay", d."toDay"
  from office, jsonb_to_recordset(changed -> 'delegations')
    as d (id uuid, "byPerson" text, "toPerson" text, post text, "fromDay" date, "toDay" date)
  on conflict (id) do update set to_day = excluded.to_day
), delegations_gone as (
  delete from delegation d using office, jsonb_array_elements_text(changed -> 'delegationsGone') as g (id) where d.id = g.id::uuid
), scheme_kept as (
  insert into delegation_scheme (directorate, decision, grade, from_day)
  select s.directorate, s.decision, s.grade, s."fromDay"
  from office, jsonb_to_recordset(changed -> 'scheme') as s (directorate text, decision text, grade text, "fromDay" date)
  on conflict (directorate, decision, from_day) do update set grade = excluded.grade
), settings_kept as (
  insert into setting (name, days, words, from_day)
  select s.name, s.days, s.words, s."fromDay"
  from office, jsonb_to_recordset(changed -> 'settings') as s (name text, days int, words text, "fromDay" date)
  on conflict (name, from_day) do update set days = excluded.days, words = excluded.words
)`,
)

/** What was written of one file: the reference only of a casefile that was opened. */
export interface Written {
  readonly reference: string | null
}

/**
 * Write these changesets in one round trip; the answer is the files that were written.
 *
 * One that is missing was not written: its file had moved on, somebody's authority had changed, or its key had been used. Read again to
 * learn which. An error means that *none* was written, or, where the connection broke, that nobody knows: ask again with the same keys.
 *
 * @param changesets at most one for each file
 */
export async function commit(pool: Pool, changesets: readonly Changeset[]): Promise<ReadonlyMap<string, Written>> {
  const { rows: written } = await pool.query<{ id: string; reference: string | null }>({
    name: 'commit',
    text: COMMIT,
    values: argumentsOf(changesets),
  })
  return new Map(written.map(({ id, reference }) => [id, { reference }]))
}

/** As `commit`, for a changeset that changes the office: alone, whatever else arrives. */
export async function commitOffice(pool: Pool, changeset: Changeset): Promise<Written | undefined> {
  const { rows: written } = await pool.query<{ reference: string | null }>({
    name: 'commit office',
    text: COMMIT_OFFICE,
    values: [...argumentsOf([changeset]), [changeset.file], canonical(changeset.office)],
  })
  return written[0]
}

/** The same statement for a measurement of it alone: its text, and its arguments prepared beforehand. */
export const prepared = (changesets: readonly Changeset[]) => ({ name: 'commit', text: COMMIT, values: argumentsOf(changesets) })
