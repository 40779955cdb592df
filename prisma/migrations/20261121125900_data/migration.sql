ALTER TABLE workspace
  ADD COLUMN erase_after timestamptz(6),
  ADD CONSTRAINT workspace_deleting_has_a_date CHECK ((status = 'deleting') = (erase_after IS NOT NULL));
CREATE INDEX workspace_erase_after_idx ON workspace (erase_after);

CREATE TABLE work_step (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  work text NOT NULL,
  step text NOT NULL,
  result jsonb NOT NULL,
  done_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT work_step_pkey PRIMARY KEY (workspace_id, work, step)
);
ALTER TABLE work_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_step FORCE ROW LEVEL SECURITY;
CREATE POLICY work_step_isolation ON work_step
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON work_step TO archipelago_app;

CREATE TYPE data_export_state AS ENUM ('waiting', 'running', 'ready', 'failed', 'expired');
CREATE TABLE data_export (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  requested_by_user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  state data_export_state NOT NULL DEFAULT 'waiting',
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(6),
  expires_at timestamptz(6),
  volumes jsonb NOT NULL DEFAULT '[]',
  rows integer NOT NULL DEFAULT 0,
  files integer NOT NULL DEFAULT 0,
  CONSTRAINT data_export_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT data_export_ready_expires CHECK (state <> 'ready' OR expires_at IS NOT NULL)
);
CREATE INDEX data_export_workspace_id_created_at_id_idx ON data_export (workspace_id, created_at, id);
CREATE INDEX data_export_requested_by_user_id_idx ON data_export (requested_by_user_id);
-- One at a time.
CREATE UNIQUE INDEX data_export_unfinished ON data_export (workspace_id) WHERE state IN ('waiting', 'running');
ALTER TABLE data_export ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_export FORCE ROW LEVEL SECURITY;
CREATE POLICY data_export_isolation ON data_export
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON data_export TO archipelago_app;

CREATE TABLE erased_workspace (
  id uuid NOT NULL,
  erased_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  slug_hash text NOT NULL,
  reserved_until timestamptz(6) NOT NULL,
  CONSTRAINT erased_workspace_pkey PRIMARY KEY (id)
);
CREATE INDEX erased_workspace_slug_hash_idx ON erased_workspace (slug_hash);
ALTER TABLE erased_workspace ENABLE ROW LEVEL SECURITY;
ALTER TABLE erased_workspace FORCE ROW LEVEL SECURITY;
CREATE POLICY erased_workspace_read ON erased_workspace FOR SELECT USING (true);
CREATE POLICY erased_workspace_entry ON erased_workspace FOR INSERT TO CURRENT_USER WITH CHECK (true);
GRANT SELECT ON erased_workspace TO archipelago_app;

-- A batch of the rows of one tenant table, in the order of its key, each as JSON without the columns left out: at most so
-- many, and as many as fit into so many bytes, but one at least. None means that there are no more. Runs with the caller's
-- rights: row-level security shows the workspace at hand and no other.
CREATE FUNCTION app.export_rows(relation text, left_out text[], after jsonb, most integer, most_bytes integer)
RETURNS TABLE (content text, reached jsonb) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wanted regclass := to_regclass(format('public.%I', relation));
  shown text;
  keys text;
  ordering text;
  beyond text;
BEGIN
  SELECT string_agg(format('t.%I', a.attname), ', ' ORDER BY a.attnum) INTO shown
    FROM pg_attribute a WHERE a.attrelid = wanted AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (left_out);
  SELECT string_agg(format('t.%I', a.attname), ', ' ORDER BY k.position),
      string_agg(format('($1->>%s)::%s', k.position - 1, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.position)
    INTO keys, beyond
    FROM (
      SELECT u.attnum, row_number() OVER (ORDER BY u.ordinality) AS position
      FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS u (attnum, ordinality)
      JOIN pg_attribute w ON w.attrelid = wanted AND w.attnum = u.attnum
      WHERE i.indrelid = wanted AND i.indisprimary AND w.attname <> 'workspace_id'
    ) k JOIN pg_attribute a ON a.attrelid = wanted AND a.attnum = k.attnum;
  ordering := coalesce('ORDER BY ' || keys, '');
  RETURN QUERY EXECUTE format(
    'SELECT content, reached FROM (
       SELECT content, reached, place, sum(octet_length(content)) OVER (ORDER BY place) - octet_length(content) AS before
       FROM (
         SELECT row_to_json(x)::text AS content, jsonb_build_array(%1$s) AS reached, row_number() OVER (%4$s) AS place
         FROM public.%2$I t, LATERAL (SELECT %5$s) x
         WHERE t.workspace_id = (SELECT app.workspace_id()) AND %3$s %4$s LIMIT $2
       ) found
     ) measured WHERE before = 0 OR before < $3 ORDER BY place',
    keys, relation,
    CASE
      WHEN keys IS NULL THEN (after IS NULL)::text
      WHEN after IS NULL THEN 'true'
      ELSE format('(%s) > (%s)', keys, beyond)
    END,
    ordering, shown
  ) USING after, most, most_bytes;
END $$;

-- Erasing. The runtime role may delete no workspace and nothing of a log. These functions, with their owner's rights,
-- do it for exactly one: the workspace at hand, when it is being deleted and its days of grace are over. The policies
-- ask the same once more, since row-level security binds the owner too.
CREATE FUNCTION app.is_due_for_erasure() RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT FROM public.workspace w
    WHERE w.id = (SELECT app.workspace_id()) AND w.status = 'deleting' AND w.erase_after <= now()
  );

CREATE POLICY workspace_erasure ON workspace FOR DELETE TO CURRENT_USER
  USING (id = (SELECT app.workspace_id()) AND status = 'deleting' AND erase_after <= now());
CREATE POLICY audit_event_erasure ON audit_event FOR DELETE TO CURRENT_USER
  USING (workspace_id = (SELECT app.workspace_id()) AND (SELECT app.is_due_for_erasure()));

-- They fire in the functions below, whose search_path has no tables in it.
ALTER FUNCTION app.lock_owners() SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION app.require_owner() SET search_path = pg_catalog, public, pg_temp;

-- At most so many rows of one tenant table; how many it were. Owners go last: a workspace with members has an owner.
CREATE FUNCTION app.erase_rows(relation text, most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  erased integer;
BEGIN
  IF NOT app.is_due_for_erasure() THEN
    RAISE EXCEPTION 'Only a workspace whose days of grace are over can be erased.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('public.%I', relation))
      AND a.attname = 'workspace_id' AND NOT a.attisdropped
  ) THEN
    RAISE EXCEPTION 'There is no tenant table "%".', relation USING ERRCODE = 'undefined_table';
  END IF;
  EXECUTE format(
    'DELETE FROM public.%1$I WHERE workspace_id = app.workspace_id() AND ctid = ANY (ARRAY(
       SELECT t.ctid FROM public.%1$I t WHERE t.workspace_id = app.workspace_id() %2$s LIMIT $1))',
    relation, CASE relation WHEN 'member' THEN 'ORDER BY t.role = ''owner''' ELSE '' END
  ) USING most;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- At most so many of what Stripe sent about the workspace; how many it were.
CREATE FUNCTION app.erase_stripe_events(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  paying text;
  erased integer;
BEGIN
  IF NOT app.is_due_for_erasure() THEN
    RAISE EXCEPTION 'Only a workspace whose days of grace are over can be erased.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Whoever stores an event holds this row while it does.
  SELECT b.stripe_customer_id INTO paying FROM public.billing_customer b
    WHERE b.workspace_id = app.workspace_id() FOR UPDATE;
  IF paying IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM set_config('app.stripe_customer_id', paying, true);
  DELETE FROM public.stripe_event e WHERE e.id = ANY (ARRAY(
    SELECT o.id FROM public.stripe_event o WHERE o.stripe_customer_id = paying LIMIT most));
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- The last act: what is left, the workspace itself, and a note that it was there. False when it was not due.
CREATE FUNCTION app.erase_workspace() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone public.workspace;
BEGIN
  SELECT * INTO gone FROM public.workspace w WHERE w.id = app.workspace_id() FOR UPDATE;
  IF gone.id IS NULL OR NOT app.is_due_for_erasure() THEN
    RETURN false;
  END IF;
  WHILE app.erase_stripe_events(1000) > 0 LOOP NULL; END LOOP;
  DELETE FROM public.workspace w WHERE w.id = gone.id;
  INSERT INTO public.erased_workspace (id, slug_hash, reserved_until)
    VALUES (gone.id, encode(sha256(convert_to(gone.slug, 'UTF8')), 'hex'), now() + interval '1 year');
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION app.erase_rows(text, integer), app.erase_stripe_events(integer), app.erase_workspace() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_rows(text, integer), app.erase_stripe_events(integer), app.erase_workspace()
  TO archipelago_app;

-- Nobody takes the address of a workspace that was erased within the last year: links to it are still about.
CREATE FUNCTION app.address_is_reserved(slug text) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT FROM public.erased_workspace e
    WHERE e.slug_hash = encode(sha256(convert_to(address_is_reserved.slug, 'UTF8')), 'hex') AND e.reserved_until > now()
  );
