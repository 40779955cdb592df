CREATE TYPE post_audience AS ENUM ('everyone', 'guests', 'members');

ALTER TABLE post
  -- What everybody reads of it, as its author wrote that; empty where it is made from the text.
  ADD COLUMN summary text NOT NULL DEFAULT '',
  ADD COLUMN audience post_audience NOT NULL DEFAULT 'everyone',
  ADD COLUMN publish_at timestamptz(6),
  ADD COLUMN is_featured boolean NOT NULL DEFAULT false,
  ADD COLUMN cover_path text,
  ADD COLUMN cover_alt text NOT NULL DEFAULT '',
  ADD CONSTRAINT post_only_a_draft_waits CHECK (publish_at IS NULL OR status = 'draft'),
  ADD CONSTRAINT post_featured_is_published CHECK (NOT is_featured OR status = 'published'),
  -- The beginning of a text that is not for everybody must never become what everybody sees of it.
  ADD CONSTRAINT post_gated_shows_its_summary CHECK (audience = 'everyone' OR excerpt = summary);

-- At most one leads a site.
CREATE UNIQUE INDEX post_featured ON post (workspace_id) WHERE is_featured;
CREATE UNIQUE INDEX post_cover ON post (workspace_id, cover_path) WHERE cover_path IS NOT NULL;
CREATE INDEX post_scheduled ON post (workspace_id, created_at, id) WHERE publish_at IS NOT NULL;
-- What feeds and the map of a site list. Partial, because comparing values of an enum is not leakproof, so that under
-- row-level security no index is searched by one.
CREATE INDEX post_for_everyone ON post (workspace_id, published_at, id)
  WHERE status = 'published' AND audience = 'everyone';

CREATE TABLE post_address (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  slug text NOT NULL,
  post_id uuid NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT post_address_pkey PRIMARY KEY (workspace_id, slug),
  CONSTRAINT post_address_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX post_address_workspace_id_post_id_idx ON post_address (workspace_id, post_id);

ALTER TABLE post_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_address FORCE ROW LEVEL SECURITY;
CREATE POLICY post_address_isolation ON post_address
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_address TO archipelago_app;

-- A post that changes its address is still found at the former one, whoever changed it.
CREATE FUNCTION app.keep_post_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.post_address (workspace_id, slug, post_id) VALUES (OLD.workspace_id, OLD.slug, OLD.id)
    ON CONFLICT (workspace_id, slug) DO UPDATE SET post_id = excluded.post_id, created_at = excluded.created_at;
  DELETE FROM public.post_address a
    WHERE a.workspace_id = NEW.workspace_id AND a.slug = NEW.slug AND a.post_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_keep_address AFTER UPDATE OF slug ON post
  FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION app.keep_post_address();

-- The cover of a post goes with it, whatever deletes it; the sweep takes the file out of the store.
CREATE FUNCTION app.forget_cover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.file f
    WHERE f.workspace_id = OLD.workspace_id AND f.key = OLD.workspace_id || '/' || OLD.cover_path;
  RETURN NULL;
END $$;
CREATE TRIGGER post_forget_cover AFTER DELETE ON post
  FOR EACH ROW WHEN (OLD.cover_path IS NOT NULL) EXECUTE FUNCTION app.forget_cover();
