CREATE TABLE file (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  key text NOT NULL,
  content_type text NOT NULL,
  bytes integer NOT NULL,
  width integer,
  height integer,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT file_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT file_weighs_something CHECK (bytes > 0),
  -- A key of another workspace would show that one's file here.
  CONSTRAINT file_key_is_the_workspaces_own CHECK (starts_with(key, workspace_id::text || '/' || kind || '/'))
);
CREATE UNIQUE INDEX file_workspace_id_key_key ON file (workspace_id, key);
CREATE INDEX file_workspace_id_created_at_id_idx ON file (workspace_id, created_at, id);
-- What the storage limit sums up.
CREATE INDEX file_workspace_id_bytes_idx ON file (workspace_id, bytes);

ALTER TABLE file ENABLE ROW LEVEL SECURITY;
ALTER TABLE file FORCE ROW LEVEL SECURITY;
CREATE POLICY file_isolation ON file
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON file TO archipelago_app;

ALTER TABLE workspace
  ADD COLUMN logo_path text,
  ADD COLUMN cover_path text,
  ADD COLUMN hides_badge boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT workspace_logo_path_is_a_logo CHECK (logo_path ~ '^logo/[0-9a-f-]{36}\.(png|jpg|webp)$'),
  ADD CONSTRAINT workspace_cover_path_is_a_cover CHECK (cover_path ~ '^cover/[0-9a-f-]{36}\.(png|jpg|webp)$');
