-- Since when no text shows a picture that was uploaded for one. It waits a while for a text, then the sweep takes it.
ALTER TABLE file
  ADD COLUMN unused_since timestamptz(6),
  ADD CONSTRAINT file_only_pictures_wait CHECK (unused_since IS NULL OR kind = 'picture');

-- Which pictures the text of a post shows: what may be read of a picture is what may be read of one of its posts.
CREATE TABLE post_picture (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id uuid NOT NULL,
  file_id uuid NOT NULL,
  CONSTRAINT post_picture_pkey PRIMARY KEY (workspace_id, post_id, file_id),
  CONSTRAINT post_picture_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT post_picture_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id)
    REFERENCES file (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX post_picture_workspace_id_file_id_idx ON post_picture (workspace_id, file_id);

ALTER TABLE post_picture ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_picture FORCE ROW LEVEL SECURITY;
CREATE POLICY post_picture_isolation ON post_picture
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_picture TO archipelago_app;

-- Keys of the files whose addresses stand in a text.
CREATE FUNCTION app.picture_keys(workspace_id uuid, body text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT workspace_id::text || '/picture/' || found[1] FROM regexp_matches(
    body, '/pictures/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:png|jpg|webp))', 'g') AS found
$$;

-- Keeps the pictures of a text beside it, whoever writes it. Those of a post that is deleted go with it, unless another
-- text shows them too; the sweep takes the files out of the store.
CREATE FUNCTION app.keep_post_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.file f
      WHERE f.workspace_id = OLD.workspace_id AND f.key IN (SELECT app.picture_keys(OLD.workspace_id, OLD.body))
        AND NOT EXISTS (
          SELECT FROM public.post_picture p WHERE p.workspace_id = f.workspace_id AND p.file_id = f.id);
    RETURN NULL;
  END IF;
  DELETE FROM public.post_picture p WHERE p.workspace_id = NEW.workspace_id AND p.post_id = NEW.id;
  INSERT INTO public.post_picture (workspace_id, post_id, file_id)
    SELECT f.workspace_id, NEW.id, f.id FROM public.file f
      WHERE f.workspace_id = NEW.workspace_id AND f.kind = 'picture'
        AND f.key IN (SELECT app.picture_keys(NEW.workspace_id, NEW.body))
      -- One that the sweep takes at this moment is not there any more.
      FOR KEY SHARE OF f;
  UPDATE public.file f SET unused_since = CASE WHEN f.unused_since IS NULL THEN now() END
    WHERE f.workspace_id = NEW.workspace_id AND f.kind = 'picture'
      AND f.key IN (
        SELECT app.picture_keys(NEW.workspace_id, NEW.body) UNION SELECT app.picture_keys(OLD.workspace_id, OLD.body))
      AND (f.unused_since IS NULL) <> EXISTS (
        SELECT FROM public.post_picture p WHERE p.workspace_id = f.workspace_id AND p.file_id = f.id);
  RETURN NULL;
END $$;
CREATE TRIGGER post_new_pictures AFTER INSERT ON post
  FOR EACH ROW WHEN (NEW.body LIKE '%/pictures/%') EXECUTE FUNCTION app.keep_post_pictures();
CREATE TRIGGER post_other_pictures AFTER UPDATE OF body ON post
  FOR EACH ROW WHEN (OLD.body <> NEW.body AND (OLD.body LIKE '%/pictures/%' OR NEW.body LIKE '%/pictures/%'))
  EXECUTE FUNCTION app.keep_post_pictures();
CREATE TRIGGER post_no_pictures AFTER DELETE ON post
  FOR EACH ROW WHEN (OLD.body LIKE '%/pictures/%') EXECUTE FUNCTION app.keep_post_pictures();
