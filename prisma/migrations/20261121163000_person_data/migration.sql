-- Where a person belongs or ever belonged. Inside a workspace row-level security shows no other, and outside of all it
-- shows what is the person's own: this is how a copy of their data, and its erasure, find the workspaces to enter.
CREATE TABLE person_place (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  since timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT person_place_pkey PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX person_place_user_id_idx ON person_place (user_id);
ALTER TABLE person_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_place FORCE ROW LEVEL SECURITY;
CREATE POLICY person_place_isolation ON person_place
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
CREATE POLICY person_place_of_mine ON person_place FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND user_id = (SELECT app.user_id()));
GRANT SELECT, INSERT ON person_place TO archipelago_app;

CREATE FUNCTION app.note_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.person_place (workspace_id, user_id) VALUES (NEW.workspace_id, NEW.user_id)
    ON CONFLICT (workspace_id, user_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER member_note_place AFTER INSERT OR UPDATE OF user_id ON member
  FOR EACH ROW EXECUTE FUNCTION app.note_place();

-- Operators belong to no workspace that they look into.
CREATE FUNCTION app.note_visited_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.person_place (workspace_id, user_id) VALUES (NEW.workspace_id, NEW.operator_user_id)
    ON CONFLICT (workspace_id, user_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER support_visit_note_place AFTER INSERT ON support_visit
  FOR EACH ROW EXECUTE FUNCTION app.note_visited_place();

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM workspace LOOP
    PERFORM set_config('app.workspace_id', one.id::text, true);
    INSERT INTO person_place (workspace_id, user_id)
      SELECT one.id, p.user_id FROM (
        SELECT user_id FROM member UNION SELECT author_user_id FROM post UNION SELECT invited_by_user_id FROM invitation
        UNION SELECT user_id FROM notification UNION SELECT user_id FROM notification_preference
        UNION SELECT user_id FROM api_key UNION SELECT requested_by_user_id FROM data_export
        UNION SELECT allowed_by_user_id FROM support_access UNION SELECT operator_user_id FROM support_visit
        UNION SELECT from_user_id FROM ownership_transfer UNION SELECT to_user_id FROM ownership_transfer
      ) p;
  END LOOP;
  PERFORM set_config('app.workspace_id', '', true);
END $$;

-- Whose invitations to look for, outside of any workspace: whoever was invited belongs nowhere yet.
CREATE FUNCTION app.invited_email() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.invited_email', true), '');
CREATE POLICY invitation_to_me ON invitation FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND email = (SELECT app.invited_email()));
CREATE INDEX invitation_email_idx ON invitation (email);

-- Every workspace that may have something of the person at hand. Runs with the caller's rights and puts its setting back.
CREATE FUNCTION app.places_of_person() RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  own_email text := (SELECT u.email FROM public.user u WHERE u.id = app.user_id());
  found uuid[];
BEGIN
  PERFORM set_config('app.invited_email', coalesce(own_email, ''), true);
  SELECT array_agg(p.workspace_id ORDER BY p.workspace_id) INTO found FROM (
    SELECT o.workspace_id FROM public.person_place o WHERE o.user_id = app.user_id()
    UNION SELECT i.workspace_id FROM public.invitation i WHERE i.email = own_email AND own_email <> ''
  ) p;
  PERFORM set_config('app.invited_email', '', true);
  RETURN coalesce(found, '{}');
END $$;

-- The open workspaces that would have no owner without the person at hand. Runs with the caller's rights.
CREATE FUNCTION app.sole_ownerships() RETURNS TABLE (id uuid, slug text, name text) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  before_workspace_id text := coalesce(current_setting('app.workspace_id', true), '');
  person uuid := app.user_id();
  owned uuid[];
  one uuid;
BEGIN
  SELECT array_agg(w.id ORDER BY lower(w.name), w.id) INTO owned
    FROM public.member m JOIN public.workspace w ON w.id = m.workspace_id
    WHERE m.user_id = person AND m.role = 'owner' AND w.status = 'active';
  FOREACH one IN ARRAY coalesce(owned, '{}') LOOP
    PERFORM set_config('app.workspace_id', one::text, true);
    IF NOT EXISTS (
      SELECT FROM public.member m WHERE m.workspace_id = one AND m.role = 'owner' AND m.user_id <> person
    ) THEN
      RETURN QUERY SELECT w.id, w.slug, w.name FROM public.workspace w WHERE w.id = one;
    END IF;
  END LOOP;
  PERFORM set_config('app.workspace_id', before_workspace_id, true);
END $$;

-- What is a person's own, outside of any workspace.
CREATE TABLE person_event (
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  action text NOT NULL,
  ip text,
  request_id text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT person_event_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX person_event_user_id_created_at_id_idx ON person_event (user_id, created_at, id);
ALTER TABLE person_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_event FORCE ROW LEVEL SECURITY;
CREATE POLICY person_event_of_mine ON person_event
  USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
GRANT SELECT, INSERT ON person_event TO archipelago_app;

CREATE TABLE person_step (
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  work text NOT NULL,
  step text NOT NULL,
  result jsonb NOT NULL,
  done_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT person_step_pkey PRIMARY KEY (user_id, work, step)
);
ALTER TABLE person_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_step FORCE ROW LEVEL SECURITY;
CREATE POLICY person_step_of_mine ON person_step
  USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
GRANT SELECT, INSERT, DELETE ON person_step TO archipelago_app;

CREATE TABLE person_export (
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  state data_export_state NOT NULL DEFAULT 'waiting',
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(6),
  expires_at timestamptz(6),
  volumes jsonb NOT NULL DEFAULT '[]',
  rows integer NOT NULL DEFAULT 0,
  CONSTRAINT person_export_pkey PRIMARY KEY (user_id, id),
  CONSTRAINT person_export_ready_expires CHECK (state <> 'ready' OR expires_at IS NOT NULL)
);
CREATE INDEX person_export_user_id_created_at_id_idx ON person_export (user_id, created_at, id);
-- One at a time.
CREATE UNIQUE INDEX person_export_unfinished ON person_export (user_id) WHERE state IN ('waiting', 'running');
ALTER TABLE person_export ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_export FORCE ROW LEVEL SECURITY;
CREATE POLICY person_export_of_mine ON person_export
  USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
GRANT SELECT, INSERT, UPDATE ON person_export TO archipelago_app;

CREATE TYPE person_content AS ENUM ('keep', 'remove');
CREATE TABLE person_erasure (
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  content person_content NOT NULL,
  requested_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  erase_after timestamptz(6) NOT NULL,
  started_at timestamptz(6),
  CONSTRAINT person_erasure_pkey PRIMARY KEY (user_id)
);
CREATE INDEX person_erasure_erase_after_idx ON person_erasure (erase_after);
ALTER TABLE person_erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY person_erasure_of_mine ON person_erasure
  USING (user_id = (SELECT app.user_id())) WITH CHECK (user_id = (SELECT app.user_id()));
-- For the nightly look at what is due: an id and dates.
CREATE POLICY person_erasure_due ON person_erasure FOR SELECT USING (erase_after <= now());
GRANT SELECT, INSERT, UPDATE, DELETE ON person_erasure TO archipelago_app;

-- In whose name stays what erased people wrote. No sign-in has this identity.
DO $$
BEGIN
  PERFORM set_config('app.user_id', '00000000-0000-4000-8000-000000000001', true);
  INSERT INTO "user" (id, clerk_user_id, email, name, deleted_at)
    VALUES ('00000000-0000-4000-8000-000000000001', 'deleted-person', '', 'Deleted person', now());
  PERFORM set_config('app.user_id', '', true);
END $$;

-- Erasing a person. The runtime role may delete no user and change nothing of a log. The two functions below do it, with
-- their owner's rights, for exactly one: the person at hand, when they asked for it, it is due and it has begun. The
-- policies ask the same once more, since row-level security binds the owner too.
CREATE FUNCTION app.is_person_being_erased() RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT FROM public.person_erasure e
    WHERE e.user_id = (SELECT app.user_id()) AND e.started_at IS NOT NULL AND e.erase_after <= now()
  );

ALTER TABLE audit_event ADD COLUMN redactions jsonb;
CREATE POLICY audit_event_redaction ON audit_event FOR UPDATE TO CURRENT_USER
  USING (workspace_id = (SELECT app.workspace_id()) AND (SELECT app.is_person_being_erased()))
  WITH CHECK (workspace_id = (SELECT app.workspace_id()) AND (SELECT app.is_person_being_erased()));
CREATE POLICY user_erasure ON "user" FOR DELETE TO CURRENT_USER
  USING (id = (SELECT app.user_id()) AND (SELECT app.is_person_being_erased()));

-- A row that names were taken out of keeps the hash it was written with, so that the rows before and after it stay
-- chained. What is left of it has a hash of its own:
--   SHA-256 of f(tag) f(redaction's id) f(at) f(previous) f(before) f(hash), then as app.audit_hash from previous_hash on
-- with the tag 'archipelago-redaction-1'. `before` is the hash of the row's own redaction before, or its hash; `previous`
-- that of the row before it in the same redaction, empty for the first. The last one is in the entry `audit.redacted`
-- whose id the redaction has, and so in the chain. packages/core/src/audit/redaction-hash.ts says the same in TypeScript.
CREATE FUNCTION app.audit_redaction_hash(event audit_event, redaction jsonb, before text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT encode(sha256(convert_to(string_agg(
    coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-'), '' ORDER BY position
  ), 'UTF8')), 'hex')
  FROM unnest(ARRAY[
    'archipelago-redaction-1', redaction->>'id', redaction->>'at', redaction->>'previous', before, event.hash,
    event.previous_hash, event.workspace_id::text, event.sequence::text, event.id::text,
    event.actor_kind::text, event.actor_id, event.actor_name, event.action, event.target_kind, event.target_id,
    event.target_name, event.changes::text, event.ip, event.request_id,
    to_char(event.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  ]) WITH ORDINALITY AS fields (field, position);
END;

-- Looks through `most` rows of the log of the workspace at hand, in order, after the given number, and takes the person at
-- hand out of them: who they were, where they came from, what they were called. Says so in the log itself. Answers how far
-- it came, null at the end, and how many rows it changed. Safe to repeat.
CREATE FUNCTION app.redact_audit_log(after bigint, most integer) RETURNS TABLE (reached bigint, redacted integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  here uuid := app.workspace_id();
  person uuid := app.user_id();
  nobody text := '00000000-0000-4000-8000-000000000001';
  nobodys_name text := 'Deleted person';
  own_name text;
  own_email text;
  own_keys text[];
  own_invitations text[];
  own_things text[] := '{}';
  event public.audit_event;
  kept public.audit_event;
  entry jsonb := jsonb_build_object('id', gen_random_uuid(),
    'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  link text := '';
  seen integer := 0;
  changed integer := 0;
  through bigint := 0;
  is_mine boolean;
  is_about_me boolean;
BEGIN
  IF here IS NULL OR NOT app.is_person_being_erased() THEN
    RAISE EXCEPTION 'Only a person who is being erased can be taken out of the log.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT u.name, u.email INTO own_name, own_email FROM public."user" u WHERE u.id = person;
  SELECT coalesce(array_agg(k.id::text), '{}') INTO own_keys FROM public.api_key k
    WHERE k.workspace_id = here AND k.user_id = person;
  SELECT coalesce(array_agg(i.id::text), '{}') INTO own_invitations FROM public.invitation i
    WHERE i.workspace_id = here AND i.email = own_email AND own_email <> '';
  IF EXISTS (SELECT FROM public.person_erasure e WHERE e.user_id = person AND e.content = 'remove') THEN
    SELECT coalesce(array_agg(t.id), '{}') INTO own_things FROM (
      SELECT p.id::text FROM public.post p WHERE p.workspace_id = here AND p.author_user_id = person
      UNION ALL SELECT c.id::text FROM public.comment c WHERE c.workspace_id = here AND c.author_user_id = person
    ) t;
  END IF;

  -- What only its owner rewrites, too: who let support in, and who was inside.
  UPDATE public.support_access a SET allowed_by_user_id = nobody::uuid, allowed_by_name = nobodys_name
    WHERE a.workspace_id = here AND a.allowed_by_user_id = person;
  UPDATE public.support_visit v SET operator_user_id = nobody::uuid, operator_name = nobodys_name,
      left_at = coalesce(v.left_at, now())
    WHERE v.workspace_id = here AND v.operator_user_id = person;

  -- The same locks in the same order as whoever adds a row, or trims the log.
  PERFORM 1 FROM public.workspace w WHERE w.id = here FOR KEY SHARE;
  PERFORM 1 FROM public.audit_chain c WHERE c.workspace_id = here FOR NO KEY UPDATE;
  FOR event IN
    SELECT e.* FROM public.audit_event e WHERE e.workspace_id = here AND e.sequence > after ORDER BY e.sequence LIMIT most
  LOOP
    seen := seen + 1;
    after := event.sequence;
    kept := event;
    is_mine := event.actor_id = person::text OR event.actor_id = ANY (own_keys);
    is_about_me := event.target_id = person::text OR event.target_id = ANY (own_keys || own_invitations)
      OR (own_email <> '' AND strpos(lower(event.target_name), own_email) > 0);
    IF is_mine THEN
      kept.actor_id := nobody;
      kept.actor_name := nobodys_name;
      kept.ip := NULL;
    END IF;
    IF is_about_me THEN
      IF event.target_id = person::text THEN kept.target_id := nobody; END IF;
      kept.target_name := nobodys_name;
    END IF;
    IF event.target_id = ANY (own_things) THEN
      kept.target_name := 'Deleted ' || event.target_kind;
      kept.changes := '{}';
    END IF;
    IF (own_email <> '' AND strpos(lower(event.changes::text), own_email) > 0)
      OR (own_name <> '' AND strpos(event.changes::text, to_json(own_name)::text) > 0)
    THEN
      kept.changes := '{}';
    END IF;
    IF kept IS DISTINCT FROM event THEN
      entry := entry || jsonb_build_object('previous', link);
      link := app.audit_redaction_hash(kept, entry, coalesce(event.redactions->-1->>'hash', event.hash));
      UPDATE public.audit_event e SET actor_id = kept.actor_id, actor_name = kept.actor_name, ip = kept.ip,
          target_id = kept.target_id, target_name = kept.target_name, changes = kept.changes,
          redactions = coalesce(event.redactions, '[]') || jsonb_build_array(entry || jsonb_build_object('hash', link))
        WHERE e.workspace_id = here AND e.id = event.id;
      changed := changed + 1;
      through := event.sequence;
    END IF;
  END LOOP;
  IF changed > 0 THEN
    INSERT INTO public.audit_event
      (workspace_id, id, actor_kind, actor_name, action, target_kind, target_id, target_name, changes, request_id)
    VALUES (
      here, (entry->>'id')::uuid, 'system', 'Erasure', 'audit.redacted', 'audit_log', through::text,
      changed || CASE changed WHEN 1 THEN ' entry' ELSE ' entries' END,
      jsonb_build_object('digest', jsonb_build_object('from', NULL, 'to', link)), 'erasure-' || gen_random_uuid()
    );
  END IF;
  RETURN QUERY SELECT CASE WHEN seen < most THEN NULL ELSE after END, changed;
END $$;

-- The last act: the person's own row and what hangs on it. False when it was not due. Whatever of theirs was left behind
-- in a workspace stops it.
CREATE FUNCTION app.erase_person() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT app.is_person_being_erased() THEN
    RETURN false;
  END IF;
  DELETE FROM public."user" u WHERE u.id = app.user_id();
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION app.redact_audit_log(bigint, integer), app.erase_person() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.redact_audit_log(bigint, integer), app.erase_person() TO archipelago_app;
