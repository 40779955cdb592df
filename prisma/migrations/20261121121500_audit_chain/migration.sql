-- Each row of the audit log carries the hash of the row before it, per workspace. The hash is
--   SHA-256 of f(tag) f(previous_hash) f(workspace_id) f(sequence) f(id) f(actor_kind) f(actor_id) f(actor_name)
--     f(action) f(target_kind) f(target_id) f(target_name) f(changes) f(ip) f(request_id) f(created_at)
-- where f(text) is '<bytes in UTF-8>:<text>', and '-' for null; the tag is 'archipelago-audit-1', numbers and ids are as
-- Postgres prints them, so are the changes (jsonb), and the time is UTC as 2026-11-21T09:41:07.000000Z. The first row's
-- previous_hash is empty. packages/core/src/audit/audit-hash.ts says the same in TypeScript.
ALTER TABLE audit_event
  ADD COLUMN sequence bigint NOT NULL DEFAULT 0,
  ADD COLUMN previous_hash text NOT NULL DEFAULT '',
  ADD COLUMN hash text NOT NULL DEFAULT '';

CREATE TABLE audit_chain (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  sequence bigint NOT NULL DEFAULT 0,
  hash text NOT NULL DEFAULT '',
  removed_sequence bigint NOT NULL DEFAULT 0,
  removed_hash text NOT NULL DEFAULT '',
  CONSTRAINT audit_chain_pkey PRIMARY KEY (workspace_id)
);
ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_chain_read ON audit_chain FOR SELECT USING (workspace_id = (SELECT app.workspace_id()));
CREATE POLICY audit_chain_keep ON audit_chain TO CURRENT_USER
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
-- Only the functions below write it, as their owner.
GRANT SELECT ON audit_chain TO archipelago_app;

CREATE FUNCTION app.audit_hash(event audit_event) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT encode(sha256(convert_to(string_agg(
    coalesce(octet_length(convert_to(field, 'UTF8')) || ':' || field, '-'), '' ORDER BY position
  ), 'UTF8')), 'hex')
  FROM unnest(ARRAY[
    'archipelago-audit-1', event.previous_hash, event.workspace_id::text, event.sequence::text, event.id::text,
    event.actor_kind::text, event.actor_id, event.actor_name, event.action, event.target_kind, event.target_id,
    event.target_name, event.changes::text, event.ip, event.request_id,
    to_char(event.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  ]) WITH ORDINALITY AS fields (field, position);
END;

-- Runs as the owner, because nobody else may move the head of a chain. The head's row lock makes the rows of a workspace
-- queue up: insert into the log last, so that the queue is short and nothing else is waited for while it is held.
CREATE FUNCTION app.chain_audit_event() RETURNS trigger LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head record;
  unscoped boolean := app.workspace_id() IS NULL;
BEGIN
  -- Only a role that row-level security does not bind gets further than this trigger without a workspace.
  IF unscoped THEN PERFORM set_config('app.workspace_id', NEW.workspace_id::text, true); END IF;
  -- The foreign key asks for this lock after the insert. Taken before the head's, it cannot be what a deadlock needs.
  PERFORM 1 FROM public.workspace WHERE id = NEW.workspace_id FOR KEY SHARE;
  SELECT sequence, hash INTO head FROM public.audit_chain WHERE workspace_id = NEW.workspace_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.audit_chain (workspace_id) VALUES (NEW.workspace_id) ON CONFLICT DO NOTHING;
    SELECT sequence, hash INTO head FROM public.audit_chain WHERE workspace_id = NEW.workspace_id FOR NO KEY UPDATE;
  END IF;
  -- A row that is there already will be refused, or skipped by ON CONFLICT: it takes no place in the chain.
  IF NOT EXISTS (SELECT FROM public.audit_event WHERE workspace_id = NEW.workspace_id AND id = NEW.id) THEN
    NEW.sequence := head.sequence + 1;
    NEW.previous_hash := head.hash;
    NEW.hash := app.audit_hash(NEW);
    UPDATE public.audit_chain SET sequence = NEW.sequence, hash = NEW.hash WHERE workspace_id = NEW.workspace_id;
  END IF;
  IF unscoped THEN PERFORM set_config('app.workspace_id', '', true); END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.chain_audit_event() FROM PUBLIC;

-- The rows of before, oldest first. Nobody may change a row, the owner neither: force is off for this statement only.
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_chain NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  event audit_event;
  head audit_chain;
BEGIN
  FOR event IN SELECT * FROM audit_event ORDER BY workspace_id, created_at, id LOOP
    IF head.workspace_id IS DISTINCT FROM event.workspace_id THEN
      IF head.workspace_id IS NOT NULL THEN INSERT INTO audit_chain SELECT (head).*; END IF;
      head := ROW(event.workspace_id, 0, '', 0, '');
    END IF;
    event.sequence := head.sequence + 1;
    event.previous_hash := head.hash;
    event.hash := app.audit_hash(event);
    UPDATE audit_event SET sequence = event.sequence, previous_hash = event.previous_hash, hash = event.hash
      WHERE workspace_id = event.workspace_id AND id = event.id;
    head.sequence := event.sequence;
    head.hash := event.hash;
  END LOOP;
  IF head.workspace_id IS NOT NULL THEN INSERT INTO audit_chain SELECT (head).*; END IF;
END $$;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;

CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event
  FOR EACH ROW EXECUTE FUNCTION app.chain_audit_event();
-- Also in a session that calls itself a replica.
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_chain;

CREATE UNIQUE INDEX audit_event_workspace_id_sequence_key ON audit_event (workspace_id, sequence);
-- One for each combination of filters that the page answers in the time of a page.
CREATE INDEX audit_event_workspace_id_actor_id_created_at_id_idx ON audit_event (workspace_id, actor_id, created_at, id);
CREATE INDEX audit_event_workspace_id_action_created_at_id_idx ON audit_event (workspace_id, action, created_at, id);
CREATE INDEX audit_event_workspace_id_actor_id_action_created_at_id_idx
  ON audit_event (workspace_id, actor_id, action, created_at, id);
CREATE INDEX audit_event_workspace_id_target_kind_created_at_id_idx
  ON audit_event (workspace_id, target_kind, created_at, id);

-- Removes the oldest rows of the workspace at hand, at most `batch` of them, and says so in the log itself. Answers how
-- many it removed. Only rows older than the retention go, always from the beginning of the chain, whose last removed hash
-- is kept so that what is left can still be verified.
CREATE POLICY audit_event_trim ON audit_event FOR DELETE TO CURRENT_USER
  USING (workspace_id = (SELECT app.workspace_id()));
CREATE FUNCTION app.trim_audit_log(retention_days integer, batch integer) RETURNS integer LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here uuid := app.workspace_id();
  cutoff timestamptz := now() - make_interval(days => retention_days);
  head record;
  oldest record;
  removed integer;
BEGIN
  IF retention_days IS NULL OR retention_days < 30 THEN
    RAISE EXCEPTION 'audit_retention_too_short: entries of the last 30 days are always kept' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM 1 FROM public.workspace WHERE id = here FOR KEY SHARE;
  SELECT removed_sequence INTO head FROM public.audit_chain WHERE workspace_id = here FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 0; END IF;

  WITH first AS MATERIALIZED (
    SELECT sequence, action, created_at FROM public.audit_event
    WHERE workspace_id = here AND sequence > head.removed_sequence ORDER BY sequence LIMIT least(batch, 10000)
  ), due AS (
    SELECT sequence, action FROM first
    WHERE sequence < coalesce((SELECT min(sequence) FROM first WHERE created_at >= cutoff), 9223372036854775807)
  )
  SELECT max(sequence) AS sequence, bool_or(action <> 'audit.trimmed') AS is_worth_it INTO oldest FROM due;
  -- A removal that removed only records of removals would go on for ever.
  IF oldest.sequence IS NULL OR NOT oldest.is_worth_it THEN RETURN 0; END IF;

  UPDATE public.audit_chain
    SET removed_sequence = oldest.sequence, removed_hash = (
      SELECT hash FROM public.audit_event WHERE workspace_id = here AND sequence = oldest.sequence
    )
    WHERE workspace_id = here;
  DELETE FROM public.audit_event WHERE workspace_id = here AND sequence <= oldest.sequence;
  GET DIAGNOSTICS removed = ROW_COUNT;
  INSERT INTO public.audit_event
    (workspace_id, actor_kind, actor_name, action, target_kind, target_id, target_name, changes, request_id)
  VALUES (
    here, 'system', 'Retention', 'audit.trimmed', 'audit_log', oldest.sequence::text,
    removed || CASE removed WHEN 1 THEN ' entry' ELSE ' entries' END || ' older than ' || retention_days || ' days',
    jsonb_build_object('entries', jsonb_build_object('from', removed, 'to', 0)), 'retention-' || gen_random_uuid()
  );
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION app.trim_audit_log(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.trim_audit_log(integer, integer) TO archipelago_app;
