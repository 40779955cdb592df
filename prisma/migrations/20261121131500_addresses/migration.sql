-- Every address that a workspace has or ever had: links to it lead there for good, and nobody else can take it. The
-- running product reads and adds rows; it can neither change nor remove one.
CREATE TABLE workspace_address (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  slug text NOT NULL,
  taken_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT workspace_address_pkey PRIMARY KEY (workspace_id, slug)
);
-- One workspace an address, whoever comes first, even at once.
CREATE UNIQUE INDEX workspace_address_slug_key ON workspace_address (slug);

INSERT INTO workspace_address (workspace_id, slug, taken_at) SELECT id, slug, created_at FROM workspace;

-- The address somebody asks for, outside of any workspace.
CREATE FUNCTION app.wanted_slug() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.wanted_slug', true), '');

ALTER TABLE workspace_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_address FORCE ROW LEVEL SECURITY;
CREATE POLICY workspace_address_read ON workspace_address FOR SELECT
  USING (workspace_id = (SELECT app.workspace_id()) OR slug = (SELECT app.wanted_slug()));
CREATE POLICY workspace_address_take ON workspace_address FOR INSERT
  WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT ON workspace_address TO archipelago_app;

-- A workspace cannot be written under an address that another one has or had: the unique key above refuses.
CREATE FUNCTION app.take_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.workspace_address (workspace_id, slug) VALUES (NEW.id, NEW.slug)
    ON CONFLICT (workspace_id, slug) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER workspace_take_address AFTER INSERT OR UPDATE OF slug ON workspace
  FOR EACH ROW EXECUTE FUNCTION app.take_address();

-- The workspace that has or had this address, or null. Runs with the caller's rights and puts its setting back.
CREATE FUNCTION app.holder_of(slug text) RETURNS uuid LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  before_slug text := coalesce(current_setting('app.wanted_slug', true), '');
  found_id uuid;
BEGIN
  PERFORM set_config('app.wanted_slug', holder_of.slug, true);
  SELECT a.workspace_id INTO found_id FROM public.workspace_address a WHERE a.slug = holder_of.slug;
  PERFORM set_config('app.wanted_slug', before_slug, true);
  RETURN found_id;
END $$;

-- What is kept of an erased workspace reserves every address it had, not only the last.
ALTER TABLE erased_workspace DROP CONSTRAINT erased_workspace_pkey,
  ADD CONSTRAINT erased_workspace_pkey PRIMARY KEY (id, slug_hash);
CREATE OR REPLACE FUNCTION app.erase_workspace() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone public.workspace;
BEGIN
  SELECT * INTO gone FROM public.workspace w WHERE w.id = app.workspace_id() FOR UPDATE;
  IF gone.id IS NULL OR NOT app.is_due_for_erasure() THEN
    RETURN false;
  END IF;
  WHILE app.erase_stripe_events(1000) > 0 LOOP NULL; END LOOP;
  INSERT INTO public.erased_workspace (id, slug_hash, reserved_until)
    SELECT gone.id, encode(sha256(convert_to(a.slug, 'UTF8')), 'hex'), now() + interval '1 year'
    FROM public.workspace_address a WHERE a.workspace_id = gone.id;
  DELETE FROM public.workspace w WHERE w.id = gone.id;
  RETURN true;
END $$;
