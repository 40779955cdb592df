-- What is compared when somebody searches: lower case in every script, full-width forms as plain ones, and no accents, so
-- that "jose" finds José. Patterns are folded as well; their wildcards stay.
CREATE FUNCTION app.fold(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(regexp_replace(normalize(text, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE pg_catalog.pg_c_utf8);

CREATE OR REPLACE FUNCTION app.search_text(name text, email text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN app.fold(name || E'\n' || email);

DROP FUNCTION app.matching_members(text, integer);
-- The ids of the workspace's members who match one of the patterns, in no order, some perhaps twice; null when there are
-- more than 2,000, so that a page of a frequent match is better found by walking the list itself.
CREATE FUNCTION app.matching_members(patterns text[]) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  pattern text;
  met uuid[];
  found uuid[] := '{}';
BEGIN
  FOREACH pattern IN ARRAY patterns LOOP
    PERFORM set_config('app.member_search', app.fold(pattern), true);
    SELECT array_agg(few.member_id) INTO met FROM (
      SELECT s.member_id FROM public.member_search s LIMIT 2001
    ) few;
    found := found || met;
    EXIT WHEN cardinality(found) > 2000;
  END LOOP;
  PERFORM set_config('app.member_search', '', true);
  RETURN CASE WHEN cardinality(found) <= 2000 THEN found END;
END $$;

-- The members that match the first of several patterns, best first, then those of the next: until there are enough to
-- choose from. `rank` is the pattern's place; who matches several comes several times.
CREATE FUNCTION app.best_members(patterns text[]) RETURNS TABLE (member_id uuid, rank integer)
LANGUAGE plpgsql VOLATILE ROWS 100 AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 1000;
  met integer := 0;
  more integer;
BEGIN
  FOR place IN 1 .. cardinality(best_members.patterns) LOOP
    PERFORM set_config('app.member_search', app.fold(best_members.patterns[place]), true);
    RETURN QUERY SELECT s.member_id, place FROM public.member_search s LIMIT 1000;
    GET DIAGNOSTICS more = ROW_COUNT;
    met := met + more;
    EXIT WHEN met >= enough;
  END LOOP;
  PERFORM set_config('app.member_search', '', true);
END $$;

-- Posts are found as members are: through the policy of a table of their own.
CREATE FUNCTION app.post_search() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('app.post_search', true), ''), '%');

CREATE TABLE post_search (
  workspace_id uuid NOT NULL,
  post_id uuid NOT NULL,
  text text NOT NULL,
  CONSTRAINT post_search_pkey PRIMARY KEY (workspace_id, post_id),
  CONSTRAINT post_search_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX post_search_text_idx ON post_search USING gin (workspace_id, text gin_trgm_ops);

ALTER TABLE post_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_search FORCE ROW LEVEL SECURITY;
CREATE POLICY post_search_isolation ON post_search
  USING (workspace_id = (SELECT app.workspace_id()) AND text LIKE (SELECT app.post_search()))
  WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_search TO archipelago_app;

CREATE FUNCTION app.index_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.post_search (workspace_id, post_id, text)
    VALUES (NEW.workspace_id, NEW.id, app.fold(NEW.title || E'\n' || NEW.excerpt))
    ON CONFLICT (workspace_id, post_id) DO UPDATE SET text = excluded.text WHERE post_search.text <> excluded.text;
  RETURN NULL;
END $$;
CREATE TRIGGER post_index AFTER INSERT OR UPDATE OF title, excerpt ON post
  FOR EACH ROW EXECUTE FUNCTION app.index_post();

-- As `app.matching_members`.
CREATE FUNCTION app.matching_posts(patterns text[]) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  pattern text;
  met uuid[];
  found uuid[] := '{}';
BEGIN
  FOREACH pattern IN ARRAY patterns LOOP
    PERFORM set_config('app.post_search', app.fold(pattern), true);
    SELECT array_agg(few.post_id) INTO met FROM (
      SELECT s.post_id FROM public.post_search s LIMIT 2001
    ) few;
    found := found || met;
    EXIT WHEN cardinality(found) > 2000;
  END LOOP;
  PERFORM set_config('app.post_search', '', true);
  RETURN CASE WHEN cardinality(found) <= 2000 THEN found END;
END $$;

-- As `app.best_members`.
CREATE FUNCTION app.best_posts(patterns text[]) RETURNS TABLE (post_id uuid, rank integer)
LANGUAGE plpgsql VOLATILE ROWS 100 AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 1000;
  met integer := 0;
  more integer;
BEGIN
  FOR place IN 1 .. cardinality(best_posts.patterns) LOOP
    PERFORM set_config('app.post_search', app.fold(best_posts.patterns[place]), true);
    RETURN QUERY SELECT s.post_id, place FROM public.post_search s LIMIT 1000;
    GET DIAGNOSTICS more = ROW_COUNT;
    met := met + more;
    EXIT WHEN met >= enough;
  END LOOP;
  PERFORM set_config('app.post_search', '', true);
END $$;

-- Invitations that wait for an answer, by the beginning of their address.
CREATE INDEX invitation_waiting_email ON invitation (workspace_id, email text_pattern_ops)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM workspace LOOP
    PERFORM set_config('app.workspace_id', one.id::text, true);
    UPDATE member_search s SET text = app.fold(s.text) WHERE s.text <> app.fold(s.text);
    INSERT INTO post_search (workspace_id, post_id, text)
      SELECT p.workspace_id, p.id, app.fold(p.title || E'\n' || p.excerpt) FROM post p;
  END LOOP;
  PERFORM set_config('app.workspace_id', '', true);
END $$;
