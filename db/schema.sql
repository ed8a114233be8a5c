-- Written by `npm run schema` from the migrations: change those instead.

create extension pg_trgm;

create sequence casefile_reference;

CREATE OR REPLACE FUNCTION public.figures_of(item remedy)
 RETURNS TABLE(organisation uuid, year integer, measure text, from_day date)
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
      select item.organisation, extract(year from f.on_day)::integer, f.measure, f.from_day
      from unnest(item.found, item.found_on, item.found_from) as f (measure, on_day, from_day)
      union all
      select item.organisation, extract(year from item.agreed_on)::integer, 'agreed', null $function$;

CREATE OR REPLACE FUNCTION public.hold_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      perform pg_advisory_xact_lock(20131219);
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.keep_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      perform pg_advisory_xact_lock_shared(20131219);
      with found as materialized (
        select * from work_found where file_id = new.id
      ), gone as (
        delete from work w where w.file_id = new.id and not exists (select from found f where f.id = w.id)
      )
      insert into work select * from found
      on conflict (id) do update set kind = excluded.kind, instance_id = excluded.instance_id, machine = excluded.machine, state = excluded.state,
        since = excluded.since, source = excluded.source, due_on = excluded.due_on, addressee = excluded.addressee, cites = excluded.cites,
        ends_by = excluded.ends_by, shown_to_line_manager_on = excluded.shown_to_line_manager_on, caseworker = excluded.caseworker,
        directorate = excluded.directorate, reference = excluded.reference, sealed_to = excluded.sealed_to, about = excluded.about,
        same_for = excluded.same_for, same_shown = excluded.same_shown, rating = excluded.rating
      where work.* is distinct from excluded.*;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.note_deviations()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into deviation (file_id, seq, rule, cites, recorded_at)
      select new.file_id, new.seq, waived ->> 'rule', waived ->> 'cites', new.recorded_at
      from jsonb_array_elements(new.entry::jsonb -> 'waived') waived;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.note_figures()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into annual_figure
      select f.organisation, f.year, f.measure, f.from_day, sum(f.times) from (
        select before.*, -1 as times from figures_of(old) before
        union all
        select after.*, 1 from figures_of(new) after
      ) f group by 1, 2, 3, 4 having sum(f.times) <> 0;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.present_moment()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp() + offset_ms * interval '1 millisecond') from clock $function$;

CREATE OR REPLACE FUNCTION public.raise_authority()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin update authority set revision = revision + 1; return null; end $function$;

CREATE OR REPLACE FUNCTION public.rate_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      update work w set rating = (select r.rating from worst_rating(w.about) r)
      where w.rating <> (select r.rating from worst_rating(w.about) r) and w.about && (
        with recursive taken_over as (
          select new.file_id as id, 0 as steps
          union all
          select o.file_id, t.steps + 1 from taken_over t join organisation o on o.successor = t.id where t.steps < 20
        ) select array_agg(id) from taken_over);
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception 'history is append-only' using errcode = 'RD001'; end $function$;

CREATE OR REPLACE FUNCTION public.states_in(place text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
    select coalesce(array_agg(path order by nth, depth), '{}') from (
      select distinct on (path) path, nth, depth from (
        select '' as path, 0::bigint as nth, 0 as depth where place <> ''
        union all
        select array_to_string((string_to_array(leaf, '.'))[:depth], '.'), nth, depth
        from unnest(string_to_array(place, ' + ')) with ordinality as region (leaf, nth)
          cross join lateral generate_series(1, cardinality(string_to_array(leaf, '.'))) as depth
      ) each order by path, nth, depth
    ) once
  $function$;

CREATE OR REPLACE FUNCTION public.stood_since(lifecycle uuid, before integer, path text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
    select since[array_position(states_in(state), path)] from stay
    where instance_id = lifecycle and entered_seq < before and path = any(states_in(state)) and (path <> '' or open)
    order by entered_seq desc limit 1
  $function$;

CREATE OR REPLACE FUNCTION public.worst_rating(organisations uuid[])
 RETURNS TABLE(rating text)
 LANGUAGE sql
 STABLE ROWS 1
AS $function$
    select coalesce(max(case when o.successor is null then o.rating else (
      with recursive heirs as (
        select h.successor, h.rating, 1 as steps from organisation h where h.file_id = o.successor
        union all
        select h.successor, h.rating, n.steps + 1 from heirs n join organisation h on h.file_id = n.successor where n.steps < 20
      ) select rating from heirs order by steps desc limit 1) end), 'B')
    from organisation o where o.file_id = any(organisations) $function$;

create table annual_figure (
  organisation uuid not null,
  year integer not null,
  measure text not null,
  from_day date,
  times integer not null,
  constraint annual_figure_measure_check CHECK ((measure <> ''::text)),
  constraint annual_figure_times_check CHECK ((times <> 0)),
  constraint annual_figure_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(file_id)
);

create table authority (
  one boolean default true not null,
  revision bigint not null,
  constraint authority_one_check CHECK (one),
  constraint authority_pkey PRIMARY KEY (one)
) with (fillfactor=50);

create table casefile (
  file_id uuid not null,
  reference text default ('RD-'::text || to_char(nextval('casefile_reference'::regclass), 'FM9999999000000'::text)) not null,
  earlier_reference text,
  directorate text not null,
  stage text not null,
  caseworker text,
  received_on date not null,
  organisations uuid[] not null,
  sealed boolean not null,
  sealed_to text[] not null,
  closed boolean not null,
  opened_at timestamp(3) with time zone not null,
  complainant uuid,
  aggrieved uuid,
  representative uuid,
  injustices uuid[] default '{}'::uuid[] not null,
  constraint casefile_check CHECK ((sealed OR (sealed_to = '{}'::text[]))),
  constraint casefile_directorate_check CHECK ((directorate = ANY (ARRAY['customerServices'::text, 'operations'::text, 'businessDevelopment'::text]))),
  constraint casefile_stage_check CHECK ((stage = ANY (ARRAY['preliminary'::text, 'furtherAssessment'::text, 'investigation'::text]))),
  constraint casefile_aggrieved_fkey FOREIGN KEY (aggrieved) REFERENCES text(id),
  constraint casefile_complainant_fkey FOREIGN KEY (complainant) REFERENCES text(id),
  constraint casefile_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint casefile_representative_fkey FOREIGN KEY (representative) REFERENCES text(id),
  constraint casefile_pkey PRIMARY KEY (file_id),
  constraint casefile_reference_key UNIQUE (reference)
) with (fillfactor=80);

create table clock (
  one boolean default true not null,
  offset_ms bigint not null,
  constraint clock_one_check CHECK (one),
  constraint clock_pkey PRIMARY KEY (one)
);

create table delegation (
  id uuid default gen_random_uuid() not null,
  by_person text not null,
  to_person text not null,
  post text not null,
  from_day date not null,
  to_day date not null,
  constraint delegation_check CHECK ((to_person <> by_person)),
  constraint delegation_check1 CHECK ((to_day >= from_day)),
  constraint delegation_by_person_fkey FOREIGN KEY (by_person) REFERENCES person(id),
  constraint delegation_post_fkey FOREIGN KEY (post) REFERENCES post(id),
  constraint delegation_to_person_fkey FOREIGN KEY (to_person) REFERENCES person(id),
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_by_person_to_person_post_from_day_key UNIQUE (by_person, to_person, post, from_day)
);

create table delegation_scheme (
  directorate text not null,
  decision text not null,
  grade text not null,
  from_day date not null,
  constraint delegation_scheme_decision_check CHECK ((decision = ANY (ARRAY['resolved'::text, 'decline'::text, 'premature'::text, 'valueAdded'::text]))),
  constraint delegation_scheme_directorate_check CHECK ((directorate = ANY (ARRAY['customerServices'::text, 'operations'::text, 'businessDevelopment'::text]))),
  constraint delegation_scheme_grade_check CHECK ((grade = ANY (ARRAY['caseworker'::text, 'lineManager'::text, 'operationsManager'::text, 'deputyDirector'::text, 'director'::text, 'executive'::text]))),
  constraint delegation_scheme_pkey PRIMARY KEY (directorate, decision, from_day)
);

create table delivery (
  id uuid not null,
  file_id uuid not null,
  instance_id uuid not null,
  seq integer not null,
  place integer not null,
  to_casefile text,
  to_organisation uuid,
  event text not null,
  happened_on date not null,
  made_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_as text,
  heard_file uuid,
  heard_seq integer,
  set_aside boolean default false not null,
  constraint delivery_check CHECK ((num_nonnulls(to_casefile, to_organisation) = 1)),
  constraint delivery_check1 CHECK (((ended_at IS NULL) = (ended_as IS NULL))),
  constraint delivery_check2 CHECK (((NOT (ended_as IS DISTINCT FROM 'heard'::text)) = (heard_seq IS NOT NULL))),
  constraint delivery_check3 CHECK (((heard_file IS NULL) = (heard_seq IS NULL))),
  constraint delivery_check4 CHECK ((heard_file <> file_id)),
  constraint delivery_check5 CHECK (((NOT set_aside) OR (ended_at IS NULL))),
  constraint delivery_ended_as_check CHECK ((ended_as = ANY (ARRAY['heard'::text, 'notConcerned'::text]))),
  constraint delivery_place_check CHECK ((place >= 0)),
  constraint delivery_seq_check CHECK ((seq > 0)),
  constraint delivery_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint delivery_heard_file_fkey FOREIGN KEY (heard_file) REFERENCES file(id),
  constraint delivery_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_heard_file_heard_seq_key UNIQUE (heard_file, heard_seq)
);

create table deviation (
  file_id uuid not null,
  seq integer not null,
  rule text not null,
  cites text not null,
  recorded_at timestamp(3) with time zone not null,
  constraint deviation_file_id_seq_fkey FOREIGN KEY (file_id, seq) REFERENCES transition(file_id, seq),
  constraint deviation_pkey PRIMARY KEY (file_id, seq, rule)
);

create table draft (
  person text not null,
  instance_id uuid,
  event text not null,
  fields json not null,
  saved_at timestamp(3) with time zone not null,
  about text default ''::text not null,
  constraint draft_about_check CHECK ((length(about) <= 500)),
  constraint draft_event_check CHECK ((event ~ '^[A-Z][A-Z_]*$'::text)),
  constraint draft_fields_check CHECK (((json_typeof(fields) = 'object'::text) AND (length((fields)::text) <= 500000))),
  constraint draft_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint draft_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint draft_of_one_form UNIQUE NULLS NOT DISTINCT (person, instance_id, event, about)
);

create table duty (
  id uuid not null,
  file_id uuid not null,
  instance_id uuid not null,
  name text not null,
  addressee text not null,
  title text not null,
  due_on date not null,
  cites text not null,
  ends_by text not null,
  shown_to_line_manager_on date,
  entered_late boolean not null,
  opened_seq integer not null,
  ended_seq integer,
  constraint duty_check CHECK ((ended_seq >= opened_seq)),
  constraint duty_ends_by_check CHECK ((ends_by = ANY (ARRAY['act'::text, 'acknowledgement'::text]))),
  constraint duty_opened_seq_check CHECK ((opened_seq > 0)),
  constraint duty_title_check CHECK ((title <> ''::text)),
  constraint duty_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint duty_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint duty_pkey PRIMARY KEY (id)
) with (fillfactor=80);

create table file (
  id uuid not null,
  kind text not null,
  revision integer not null,
  head text not null,
  constraint file_head_check CHECK ((length(head) = 64)),
  constraint file_kind_check CHECK ((kind = ANY (ARRAY['casefile'::text, 'organisation'::text, 'office'::text]))),
  constraint file_revision_check CHECK ((revision > 0)),
  constraint file_pkey PRIMARY KEY (id)
) with (fillfactor=70);

create table given (
  file_id uuid not null,
  person text not null,
  key text not null,
  at timestamp(3) with time zone not null,
  constraint given_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint given_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint given_pkey PRIMARY KEY (file_id)
);

create table holding (
  id uuid default gen_random_uuid() not null,
  person text not null,
  post text not null,
  how text default 'held'::text not null,
  from_day date not null,
  to_day date,
  constraint holding_check CHECK ((to_day >= from_day)),
  constraint holding_how_check CHECK ((how = ANY (ARRAY['held'::text, 'actingUp'::text]))),
  constraint holding_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint holding_post_fkey FOREIGN KEY (post) REFERENCES post(id),
  constraint holding_pkey PRIMARY KEY (id),
  constraint holding_person_post_from_day_key UNIQUE (person, post, from_day)
);

create table incident (
  id bigint generated always as identity not null,
  file_id uuid not null,
  kind text not null,
  what text not null,
  times integer default 1 not null,
  first_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null,
  resolved_at timestamp(3) with time zone,
  delivery uuid,
  constraint incident_times_check CHECK ((times > 0)),
  constraint incident_delivery_fkey FOREIGN KEY (delivery) REFERENCES delivery(id),
  constraint incident_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint incident_pkey PRIMARY KEY (id)
);

create table installation (
  one boolean default true not null,
  secret text not null,
  constraint installation_one_check CHECK (one),
  constraint installation_pkey PRIMARY KEY (one)
);

create table instance (
  id uuid not null,
  file_id uuid not null,
  place integer not null,
  machine text not null,
  version integer not null,
  parent uuid,
  key text,
  state text not null,
  closed boolean not null,
  next_due timestamp(3) with time zone,
  in_error boolean not null,
  opened_at timestamp(3) with time zone not null,
  since timestamp(3) with time zone not null,
  organisation uuid,
  source text,
  written_at timestamp(3) with time zone not null,
  constraint instance_check CHECK (((parent IS NULL) = (key IS NULL))),
  constraint instance_check1 CHECK (((next_due IS NULL) OR (NOT in_error))),
  constraint instance_check2 CHECK (((machine <> 'compliance'::text) OR (NOT closed) OR (state ~ '^closed\.(complied|notAccepted|notComplied|notSecured)(\.|$)'::text))),
  constraint instance_check3 CHECK (((source IS NULL) OR (machine = 'compliance'::text))),
  constraint instance_place_check CHECK ((place >= 0)),
  constraint instance_source_check CHECK ((source = ANY (ARRAY['investigation'::text, 'premature'::text, 'intervention'::text]))),
  constraint instance_version_check CHECK ((version > 0)),
  constraint instance_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint instance_parent_fkey FOREIGN KEY (parent) REFERENCES instance(id),
  constraint instance_pkey PRIMARY KEY (id)
) with (fillfactor=70);

create table last_sweep (
  one boolean default true not null,
  at timestamp(3) with time zone default clock_timestamp() not null,
  constraint last_sweep_one_check CHECK (one),
  constraint last_sweep_pkey PRIMARY KEY (one)
);

create table letter (
  id uuid not null,
  file_id uuid not null,
  place integer not null,
  instance_id uuid not null,
  letter text not null,
  organisation uuid,
  cites text not null,
  body text,
  sent_on date,
  discarded boolean not null,
  office text,
  kept_text uuid,
  constraint letter_check CHECK (((organisation IS NULL) OR (office IS NULL))),
  constraint letter_check1 CHECK (((sent_on IS NULL) OR (NOT discarded))),
  constraint letter_place_check CHECK ((place >= 0)),
  constraint letter_sent_has_a_text CHECK (((sent_on IS NULL) OR ((body IS NULL) <> (kept_text IS NULL)))),
  constraint letter_text_kept_when_sent CHECK (((kept_text IS NULL) OR (sent_on IS NOT NULL))),
  constraint letter_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint letter_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint letter_kept_text_fkey FOREIGN KEY (kept_text) REFERENCES text(id),
  constraint letter_pkey PRIMARY KEY (id)
);

create table looked_at (
  person text not null,
  file_id uuid not null,
  revision integer not null,
  constraint looked_at_revision_check CHECK ((revision > 0)),
  constraint looked_at_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint looked_at_pkey PRIMARY KEY (person, file_id)
);

create table migration (
  id integer default nextval('migration_id_seq'::regclass) not null,
  timestamp bigint not null,
  name character varying not null,
  constraint PK_3043fc6b8af7c99b8b98830094f PRIMARY KEY (id)
);

create table organisation (
  file_id uuid not null,
  name text not null,
  sector text not null,
  rating text default 'B'::text not null,
  successor uuid,
  constraint organisation_check CHECK ((successor <> file_id)),
  constraint organisation_name_check CHECK ((name <> ''::text)),
  constraint organisation_rating_check CHECK ((rating = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
  constraint organisation_sector_check CHECK ((sector = ANY (ARRAY['parliamentary'::text, 'health'::text]))),
  constraint organisation_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint organisation_successor_fkey FOREIGN KEY (successor) REFERENCES organisation(file_id),
  constraint organisation_pkey PRIMARY KEY (file_id)
);

create table person (
  id text not null,
  name text not null,
  subject text,
  constraint person_id_check CHECK ((id <> ALL (ARRAY[''::text, 'system'::text]))),
  constraint person_name_check CHECK ((name <> ''::text)),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_subject_key UNIQUE (subject)
);

create table post (
  id text not null,
  title text not null,
  grade text,
  named text,
  roles text[] default '{}'::text[] not null,
  directorate text,
  reports_to text,
  constraint post_check CHECK ((reports_to <> id)),
  constraint post_directorate_check CHECK ((directorate = ANY (ARRAY['customerServices'::text, 'operations'::text, 'businessDevelopment'::text]))),
  constraint post_grade_check CHECK ((grade = ANY (ARRAY['caseworker'::text, 'lineManager'::text, 'operationsManager'::text, 'deputyDirector'::text, 'director'::text, 'executive'::text]))),
  constraint post_id_check CHECK ((id <> ''::text)),
  constraint post_named_check CHECK ((named = ANY (ARRAY['interimDirectorOfOperations'::text, 'interimDirectorOfBusinessDevelopment'::text, 'chiefOperatingOfficer'::text, 'ombudsman'::text]))),
  constraint post_roles_check CHECK ((roles <@ ARRAY['complianceOfficer'::text, 'outcomesOfficer'::text, 'assessmentOutcomesOfficer'::text, 'caseworkTeam'::text, 'reviewTeam'::text, 'clinicalAdviser'::text, 'administrator'::text, 'auditor'::text])),
  constraint post_title_check CHECK ((title <> ''::text)),
  constraint post_reports_to_fkey FOREIGN KEY (reports_to) REFERENCES post(id),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_named_key UNIQUE (named)
);

create table reading (
  file_id uuid not null,
  hour timestamp(3) with time zone not null,
  person text not null,
  view text not null,
  first_at timestamp(3) with time zone not null,
  constraint reading_check CHECK (((first_at >= hour) AND (first_at < (hour + '01:00:00'::interval)))),
  constraint reading_hour_check CHECK ((((EXTRACT(epoch FROM hour))::bigint % (3600)::bigint) = 0)),
  constraint reading_person_check CHECK ((person <> ALL (ARRAY[''::text, 'system'::text]))),
  constraint reading_view_check CHECK ((view = ANY (ARRAY['casefile'::text, 'lifecycle'::text, 'letter'::text, 'history'::text, 'search'::text, 'export'::text]))),
  constraint reading_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint reading_pkey PRIMARY KEY (file_id, hour, person, view)
);

create table refused_attempt (
  id bigint generated always as identity not null,
  file_id uuid,
  instance_id uuid,
  person text not null,
  event text not null,
  rules text[] not null,
  at timestamp(3) with time zone not null,
  constraint refused_attempt_rules_check CHECK ((cardinality(rules) > 0)),
  constraint refused_attempt_pkey PRIMARY KEY (id)
);

create table remedy (
  instance_id uuid not null,
  file_id uuid not null,
  kind text not null,
  what text not null,
  measure text not null,
  money text not null,
  amount bigint,
  agreed_on date not null,
  ending text,
  ended_on date,
  searched tsvector generated always as (to_tsvector('english'::regconfig, ((what || ' '::text) || measure))) stored,
  organisation uuid not null,
  found text[],
  found_on date[],
  found_from date[],
  target_on date,
  constraint remedy_amount_check CHECK ((amount >= 0)),
  constraint remedy_check CHECK (((ending IS NOT NULL) OR (ended_on IS NULL))),
  constraint remedy_check1 CHECK (((cardinality(found) = cardinality(found_on)) AND (cardinality(found) = cardinality(found_from)))),
  constraint remedy_check2 CHECK ((((found IS NULL) = (found_on IS NULL)) AND ((found IS NULL) = (found_from IS NULL)))),
  constraint remedy_ending_check CHECK ((ending = ANY (ARRAY['complied'::text, 'notAccepted'::text, 'notComplied'::text, 'notSecured'::text]))),
  constraint remedy_kind_check CHECK ((kind <> ''::text)),
  constraint remedy_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint remedy_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint remedy_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(file_id),
  constraint remedy_pkey PRIMARY KEY (instance_id)
) with (fillfactor=80);

create table request (
  file_id uuid not null,
  key text not null,
  digest text not null,
  answer text not null,
  at timestamp(3) with time zone default clock_timestamp() not null,
  constraint request_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint request_pkey PRIMARY KEY (file_id, key)
);

create table saved_view (
  id uuid not null,
  owner text not null,
  team text,
  name text not null,
  page text not null,
  path text not null,
  query text not null,
  saved_at timestamp(3) with time zone not null,
  constraint saved_view_check CHECK (((team IS NULL) OR (page <> 'search'::text))),
  constraint saved_view_name_check CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 80)))),
  constraint saved_view_page_check CHECK ((page = ANY (ARRAY['worklist'::text, 'search'::text, 'organisations'::text, 'flow'::text]))),
  constraint saved_view_path_check CHECK (((path ~ '^/[a-z]'::text) AND (length(path) <= 100))),
  constraint saved_view_query_check CHECK ((length(query) <= 2000)),
  constraint saved_view_owner_fkey FOREIGN KEY (owner) REFERENCES person(id),
  constraint saved_view_team_fkey FOREIGN KEY (team) REFERENCES post(id),
  constraint saved_view_pkey PRIMARY KEY (id),
  constraint saved_view_id_page_key UNIQUE (id, page)
);

create table session (
  sid text not null,
  sess json not null,
  expire timestamp(3) with time zone not null,
  constraint session_sid_check CHECK ((length(sid) = 64)),
  constraint session_pkey PRIMARY KEY (sid)
);

create table setting (
  name text not null,
  days integer,
  from_day date not null,
  words text,
  constraint setting_days_check CHECK (((days >= 0) AND (days <= 3650))),
  constraint setting_name_check CHECK ((name <> ''::text)),
  constraint setting_of_one_kind CHECK ((num_nonnulls(days, words) = 1)),
  constraint setting_words_check CHECK ((words <> ''::text)),
  constraint setting_pkey PRIMARY KEY (name, from_day)
);

create table snapshot (
  instance_id uuid not null,
  stored text not null storage m,
  constraint snapshot_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint snapshot_pkey PRIMARY KEY (instance_id)
) with (fillfactor=50, toast_tuple_target=8160);

create table standstill (
  instance_id uuid not null,
  file_id uuid not null,
  place bigint generated always as identity not null,
  revision integer not null,
  found_at timestamp(3) with time zone not null,
  reasons json not null,
  constraint standstill_reasons_check CHECK (
CASE
    WHEN (json_typeof(reasons) = 'array'::text) THEN (json_array_length(reasons) > 0)
    ELSE false
END),
  constraint standstill_revision_check CHECK ((revision > 0)),
  constraint standstill_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint standstill_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint standstill_pkey PRIMARY KEY (instance_id),
  constraint standstill_place_key UNIQUE (place)
);

create table standstill_look (
  one boolean default true not null,
  whole_begun_at timestamp(3) with time zone,
  whole_ended_at timestamp(3) with time zone,
  whole_looked integer,
  whole_authority bigint,
  begun_at timestamp(3) with time zone,
  looked integer,
  of_all integer,
  authority bigint,
  constraint standstill_look_check CHECK ((whole_ended_at >= whole_begun_at)),
  constraint standstill_look_check1 CHECK ((of_all >= looked)),
  constraint standstill_look_check2 CHECK ((num_nulls(whole_begun_at, whole_ended_at, whole_looked, whole_authority) = ANY (ARRAY[0, 4]))),
  constraint standstill_look_check3 CHECK ((num_nulls(begun_at, looked, of_all, authority) = ANY (ARRAY[0, 4]))),
  constraint standstill_look_looked_check CHECK ((looked >= 0)),
  constraint standstill_look_one_check CHECK (one),
  constraint standstill_look_whole_looked_check CHECK ((whole_looked >= 0)),
  constraint standstill_look_pkey PRIMARY KEY (one)
) with (fillfactor=50);

create table stay (
  instance_id uuid not null,
  entered_seq integer not null,
  file_id uuid not null,
  machine text not null,
  state text not null,
  open boolean not null,
  due_on date,
  since timestamp(3) with time zone[] not null,
  come_from text not null,
  event text,
  entered_at timestamp(3) with time zone not null,
  left_seq integer,
  left_at timestamp(3) with time zone,
  history_to integer,
  organisation uuid,
  source text,
  opened_at timestamp(3) with time zone not null,
  constraint stay_check CHECK ((left_seq > entered_seq)),
  constraint stay_check1 CHECK ((left_at >= entered_at)),
  constraint stay_check2 CHECK (((left_seq IS NULL) = (left_at IS NULL))),
  constraint stay_check3 CHECK ((cardinality(since) = cardinality(states_in(state)))),
  constraint stay_check4 CHECK (((state <> ''::text) OR (NOT open))),
  constraint stay_check5 CHECK (((due_on IS NULL) OR open)),
  constraint stay_entered_seq_check CHECK ((entered_seq > 0)),
  constraint stay_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint stay_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint stay_pkey PRIMARY KEY (instance_id, entered_seq)
);

create table text (
  id uuid not null,
  file_id uuid not null,
  salt text,
  words text,
  erased_at timestamp(3) with time zone,
  part text,
  searched tsvector generated always as (to_tsvector('english'::regconfig, words)) stored,
  constraint text_check CHECK (((erased_at IS NULL) = (words IS NOT NULL))),
  constraint text_check1 CHECK (((words IS NULL) = (salt IS NULL))),
  constraint text_part_check CHECK ((part = ANY (ARRAY['name'::text, 'injustice'::text]))),
  constraint text_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint text_pkey PRIMARY KEY (id)
);

create table timer (
  instance_id uuid not null,
  name text not null,
  file_id uuid not null,
  due_at timestamp(3) with time zone not null,
  set_aside boolean default false not null,
  constraint timer_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint timer_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint timer_pkey PRIMARY KEY (instance_id, name)
);

create table transition (
  file_id uuid not null,
  seq integer not null,
  changeset integer not null,
  instance_id uuid not null,
  machine text not null,
  version integer not null,
  guidance text not null,
  kind text not null,
  event text not null,
  entry text not null,
  actor text not null,
  happened_on date not null,
  recorded_at timestamp(3) with time zone not null,
  cause integer,
  snapshot_digest text not null,
  previous text not null,
  hash text not null,
  constraint transition_check CHECK (((changeset >= 1) AND (changeset <= seq))),
  constraint transition_check1 CHECK ((cause < seq)),
  constraint transition_hash_check CHECK ((length(hash) = 64)),
  constraint transition_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'clock'::text, 'message'::text, 'opened'::text, 'correction'::text, 'delivery'::text]))),
  constraint transition_seq_check CHECK ((seq > 0)),
  constraint transition_version_check CHECK ((version > 0)),
  constraint transition_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(id),
  constraint transition_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id),
  constraint transition_pkey PRIMARY KEY (file_id, seq),
  constraint transition_file_id_previous_key UNIQUE (file_id, previous)
);

create table usual_stay (
  machine text not null,
  state text not null,
  times integer not null,
  half integer not null,
  most integer not null,
  nearly_all integer not null,
  reckoned_at timestamp(3) with time zone not null,
  constraint usual_stay_check CHECK (((0 <= half) AND (half <= most) AND (most <= nearly_all))),
  constraint usual_stay_times_check CHECK ((times >= 0)),
  constraint usual_stay_pkey PRIMARY KEY (machine, state)
);

create table usual_view (
  person text not null,
  page text not null,
  view uuid,
  constraint usual_view_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint usual_view_view_page_fkey FOREIGN KEY (view, page) REFERENCES saved_view(id, page) ON DELETE CASCADE,
  constraint usual_view_pkey PRIMARY KEY (person, page)
);

create table usual_view_of_team (
  team text not null,
  page text not null,
  view uuid not null,
  constraint usual_view_of_team_team_fkey FOREIGN KEY (team) REFERENCES post(id),
  constraint usual_view_of_team_view_page_fkey FOREIGN KEY (view, page) REFERENCES saved_view(id, page) ON DELETE CASCADE,
  constraint usual_view_of_team_pkey PRIMARY KEY (team, page)
);

create table work (
  id uuid not null,
  kind text not null,
  file_id uuid not null,
  instance_id uuid not null,
  machine text not null,
  state text not null,
  since timestamp(3) with time zone not null,
  source text,
  due_on date,
  addressee text,
  cites text,
  ends_by text,
  shown_to_line_manager_on date,
  caseworker text,
  directorate text,
  reference text,
  sealed_to text[],
  about uuid[] not null,
  same_for text[],
  same_shown date[],
  rating text not null,
  constraint work_check CHECK (((kind <> 'duty'::text) OR ((addressee IS NOT NULL) AND (cites IS NOT NULL) AND (ends_by IS NOT NULL) AND (due_on IS NOT NULL)))),
  constraint work_check1 CHECK (((kind <> 'lifecycle'::text) OR (id = instance_id))),
  constraint work_check2 CHECK (((same_for IS NULL) OR (kind = 'lifecycle'::text))),
  constraint work_check3 CHECK ((cardinality(same_for) = cardinality(same_shown))),
  constraint work_kind_check CHECK ((kind = ANY (ARRAY['duty'::text, 'lifecycle'::text]))),
  constraint work_pkey PRIMARY KEY (id)
) with (fillfactor=80);

create view work_found as
SELECT f.id,
    f.kind,
    f.file_id,
    f.instance_id,
    f.machine,
    f.state,
    f.since,
    f.source,
    f.due_on,
    f.addressee,
    f.cites,
    f.ends_by,
    f.shown_to_line_manager_on,
    f.caseworker,
    f.directorate,
    f.reference,
    f.sealed_to,
    f.about,
    f.same_for,
    f.same_shown,
    r.rating
   FROM (( SELECT d.id,
            'duty'::text AS kind,
            d.file_id,
            d.instance_id,
            i.machine,
            i.state,
            i.since,
            i.source,
            d.due_on,
            d.addressee,
            d.cites,
            d.ends_by,
            d.shown_to_line_manager_on,
            c.caseworker,
            c.directorate,
            c.reference,
                CASE
                    WHEN c.sealed THEN c.sealed_to
                    ELSE NULL::text[]
                END AS sealed_to,
                CASE
                    WHEN (i.organisation IS NOT NULL) THEN ARRAY[i.organisation]
                    ELSE COALESCE(c.organisations, ARRAY[i.file_id])
                END AS about,
            NULL::text[] AS same_for,
            NULL::date[] AS same_shown
           FROM ((duty d
             JOIN instance i ON ((i.id = d.instance_id)))
             LEFT JOIN casefile c ON ((c.file_id = d.file_id)))
          WHERE (d.ended_seq IS NULL)
        UNION ALL
         SELECT i.id,
            'lifecycle'::text,
            i.file_id,
            i.id,
            i.machine,
            i.state,
            i.since,
            i.source,
            n.due_on,
            NULL::text,
            NULL::text,
            NULL::text,
            NULL::date,
            c.caseworker,
            c.directorate,
            c.reference,
                CASE
                    WHEN c.sealed THEN c.sealed_to
                    ELSE NULL::text[]
                END AS sealed_to,
                CASE
                    WHEN (i.organisation IS NOT NULL) THEN ARRAY[i.organisation]
                    ELSE COALESCE(c.organisations, ARRAY[i.file_id])
                END AS about,
            s.addressees,
            s.shown
           FROM (((instance i
             JOIN casefile c ON ((c.file_id = i.file_id)))
             CROSS JOIN LATERAL ( SELECT ((i.next_due AT TIME ZONE 'Europe/London'::text))::date AS due_on) n)
             LEFT JOIN LATERAL ( SELECT array_agg(d.addressee ORDER BY d.id) AS addressees,
                    array_agg(d.shown_to_line_manager_on ORDER BY d.id) AS shown
                   FROM duty d
                  WHERE ((d.file_id = i.file_id) AND (d.instance_id = i.id) AND (d.ended_seq IS NULL) AND (d.ends_by = 'act'::text) AND ((d.due_on + 1) = n.due_on) AND (NOT (EXISTS ( SELECT
                           FROM timer t
                          WHERE ((t.instance_id = i.id) AND (t.due_at = i.next_due) AND (t.name !~~ '%.inTime'::text))))))) s ON (true))
          WHERE ((NOT i.closed) AND (NOT i.in_error) AND ((i.machine <> 'casefile'::text) OR ((NOT c.closed) AND (NOT (EXISTS ( SELECT
                   FROM instance o
                  WHERE ((o.file_id = i.file_id) AND (o.machine <> 'casefile'::text) AND (NOT o.closed) AND (NOT o.in_error))))))))) f
     CROSS JOIN LATERAL worst_rating(f.about) r(rating));

CREATE INDEX annual_figure_of_year ON public.annual_figure USING btree (year);
CREATE INDEX approach_to_organisation ON public.instance
  USING btree (key, opened_at) WHERE ((machine = 'approach'::text) AND (NOT in_error));
CREATE INDEX casefile_by_age ON public.casefile USING btree (opened_at, file_id);
CREATE INDEX casefile_by_earlier_reference ON public.casefile
  USING btree (earlier_reference) WHERE (earlier_reference IS NOT NULL);
CREATE INDEX casefile_by_earlier_reference_bare ON public.casefile
  USING btree (upper(regexp_replace(earlier_reference, '[^[:alnum:]]'::text, ''::text, 'g'::text))) WHERE (earlier_reference IS NOT NULL);
CREATE INDEX casefile_by_part_of_reference ON public.casefile
  USING gin (reference gin_trgm_ops, earlier_reference gin_trgm_ops);
CREATE INDEX casefile_closed_by_age ON public.casefile USING btree (opened_at, file_id) WHERE closed;
CREATE INDEX casefile_of_caseworker ON public.casefile USING btree (caseworker, file_id);
CREATE INDEX casefile_of_organisation ON public.casefile USING gin (organisations);
CREATE INDEX casefile_sealed ON public.casefile USING btree (file_id) WHERE sealed;
CREATE INDEX delegation_to ON public.delegation USING btree (to_person);
CREATE INDEX delivery_of_file ON public.delivery USING btree (file_id);
CREATE INDEX delivery_waiting ON public.delivery
  USING btree (made_at, id) WHERE ((ended_at IS NULL) AND (NOT set_aside));
CREATE INDEX deviation_from ON public.deviation USING btree (cites, recorded_at DESC, file_id DESC, seq DESC, rule DESC);
CREATE INDEX draft_by_age ON public.draft USING btree (saved_at);
CREATE INDEX duty_open_by_day ON public.duty USING btree (due_on) WHERE (ended_seq IS NULL);
CREATE INDEX duty_open_of_file ON public.duty USING btree (file_id) WHERE (ended_seq IS NULL);
CREATE INDEX given_by_form ON public.given USING btree (person, key);
CREATE INDEX holding_of_post ON public.holding USING btree (post);
CREATE INDEX instance_about ON public.instance
  USING btree (organisation, machine) WHERE ((organisation IS NOT NULL) AND (NOT in_error));
CREATE INDEX instance_by_state ON public.instance
  USING btree (machine, state, since) WHERE ((NOT closed) AND (NOT in_error));
CREATE INDEX instance_of_file ON public.instance USING btree (file_id);
CREATE INDEX instance_open_of_file ON public.instance
  USING btree (file_id) WHERE ((machine <> 'casefile'::text) AND (NOT closed) AND (NOT in_error));
CREATE INDEX instance_owed ON public.instance
  USING btree (organisation) WHERE ((machine = 'compliance'::text) AND (NOT closed) AND (NOT in_error));
CREATE INDEX letter_of_file ON public.letter USING btree (file_id);
CREATE INDEX organisation_by_name ON public.organisation USING btree (lower(name), file_id);
CREATE INDEX organisation_naming ON public.organisation USING gin (name gin_trgm_ops);
CREATE INDEX post_reporting_to ON public.post USING btree (reports_to);
CREATE INDEX reading_by ON public.reading USING btree (person, hour);
CREATE INDEX refused_attempt_of_file ON public.refused_attempt USING btree (file_id, at);
CREATE INDEX remedy_of_file ON public.remedy USING btree (file_id);
CREATE INDEX remedy_of_organisation ON public.remedy
  USING btree (organisation) INCLUDE (file_id, found, found_on, found_from);
CREATE INDEX remedy_searched ON public.remedy USING gin (searched) WITH (gin_pending_list_limit='512');
CREATE INDEX remedy_unread ON public.remedy USING btree (agreed_on) WHERE (found IS NULL);
CREATE INDEX session_by_expiry ON public.session USING btree (expire);
CREATE INDEX standstill_of_file ON public.standstill USING btree (file_id);
CREATE INDEX stay_counted ON public.stay USING btree (machine, state, due_on) WHERE ((left_seq IS NULL) AND open);
CREATE INDEX stay_entered ON public.stay USING btree (machine, entered_at);
CREATE INDEX stay_left ON public.stay USING btree (machine, left_at) WHERE (open AND (left_at IS NOT NULL));
CREATE INDEX stay_of_file ON public.stay
  USING btree (file_id) INCLUDE (machine, state, due_on) WHERE ((left_seq IS NULL) AND open);
CREATE INDEX stay_standing ON public.stay
  USING btree (machine, state, due_on, since) INCLUDE (instance_id, file_id, organisation, source, opened_at, entered_at) WHERE ((left_seq IS NULL) AND open);
CREATE INDEX text_injustice ON public.text
  USING gin (searched) WITH (gin_pending_list_limit='512') WHERE (part = 'injustice'::text);
CREATE INDEX text_naming ON public.text
  USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit='512') WHERE (part = 'name'::text);
CREATE INDEX text_of_file ON public.text USING btree (file_id);
CREATE INDEX text_searched ON public.text USING gin (searched) WITH (gin_pending_list_limit='512');
CREATE INDEX timer_due ON public.timer USING btree (due_at) WHERE (NOT set_aside);
CREATE INDEX timer_of_file ON public.timer USING btree (file_id);
CREATE INDEX transition_correcting ON public.transition USING btree (file_id, seq) WHERE (kind = 'correction'::text);
CREATE INDEX transition_written ON public.transition
  USING brin (recorded_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX usual_view_of ON public.usual_view USING btree (view);
CREATE INDEX usual_view_of_team_of ON public.usual_view_of_team USING btree (view);
CREATE INDEX work_by_day ON public.work USING btree (kind, due_on);
CREATE INDEX work_for ON public.work USING btree (addressee) WHERE (kind = 'duty'::text);
CREATE INDEX work_of_caseworker ON public.work USING btree (caseworker);
CREATE INDEX work_of_file ON public.work USING btree (file_id);
CREATE INDEX work_standing ON public.work USING btree (machine, state, kind);
CREATE UNIQUE INDEX file_of_the_office ON public.file USING btree (kind) WHERE (kind = 'office'::text);
CREATE UNIQUE INDEX incident_open_of_delivery ON public.incident USING btree (delivery) WHERE (resolved_at IS NULL);
CREATE UNIQUE INDEX incident_open_of_file ON public.incident
  USING btree (file_id) WHERE ((resolved_at IS NULL) AND (delivery IS NULL));
CREATE UNIQUE INDEX instance_by_key ON public.instance USING btree (parent, machine, key) WHERE (NOT in_error);
CREATE UNIQUE INDEX saved_view_of_owner ON public.saved_view USING btree (owner, lower(name)) WHERE (team IS NULL);
CREATE UNIQUE INDEX saved_view_of_team ON public.saved_view USING btree (team, lower(name)) WHERE (team IS NOT NULL);
CREATE UNIQUE INDEX stay_present ON public.stay USING btree (instance_id) WHERE (left_seq IS NULL);

CREATE STATISTICS public.stay_standing_of_machine (mcv) ON machine, open, left_seq FROM stay;
alter statistics stay_standing_of_machine set statistics 500;

CREATE TRIGGER raises_authority AFTER INSERT OR DELETE OR UPDATE ON public.delegation FOR EACH STATEMENT EXECUTE FUNCTION raise_authority();

CREATE TRIGGER raises_authority AFTER INSERT OR DELETE OR UPDATE ON public.delegation_scheme FOR EACH STATEMENT EXECUTE FUNCTION raise_authority();

CREATE TRIGGER keeps_work AFTER INSERT OR UPDATE OF revision ON public.file FOR EACH ROW EXECUTE FUNCTION keep_work();

CREATE TRIGGER raises_authority AFTER INSERT OR DELETE OR UPDATE ON public.holding FOR EACH STATEMENT EXECUTE FUNCTION raise_authority();

CREATE TRIGGER holds_work BEFORE UPDATE OF rating, successor ON public.organisation FOR EACH ROW WHEN (((old.rating <> new.rating) OR (old.successor IS DISTINCT FROM new.successor))) EXECUTE FUNCTION hold_work();

CREATE TRIGGER rates_work AFTER UPDATE OF rating, successor ON public.organisation FOR EACH ROW WHEN (((old.rating <> new.rating) OR (old.successor IS DISTINCT FROM new.successor))) EXECUTE FUNCTION rate_work();

CREATE TRIGGER raises_authority AFTER INSERT OR DELETE OR UPDATE ON public.post FOR EACH STATEMENT EXECUTE FUNCTION raise_authority();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE reading ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON public.reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE reading ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER notes_figures AFTER INSERT OR DELETE OR UPDATE OF organisation, agreed_on, found, found_on, found_from ON public.remedy FOR EACH ROW EXECUTE FUNCTION note_figures();

CREATE TRIGGER raises_authority AFTER INSERT OR DELETE OR UPDATE ON public.setting FOR EACH STATEMENT EXECUTE FUNCTION raise_authority();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.transition FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE transition ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only_table BEFORE TRUNCATE ON public.transition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE transition ENABLE ALWAYS TRIGGER append_only_table;

CREATE TRIGGER notes_deviations AFTER INSERT ON public.transition FOR EACH ROW WHEN (("right"(new.entry, 12) <> '"waived":[]}'::text)) EXECUTE FUNCTION note_deviations();
