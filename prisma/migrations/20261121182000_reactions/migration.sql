CREATE TABLE post_like (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT post_like_pkey PRIMARY KEY (workspace_id, post_id, user_id),
  CONSTRAINT post_like_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX post_like_user_id_idx ON post_like (user_id);

CREATE TABLE post_rating (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  stars smallint NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT post_rating_pkey PRIMARY KEY (workspace_id, post_id, user_id),
  CONSTRAINT post_rating_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT post_rating_is_one_to_five CHECK (stars BETWEEN 1 AND 5)
);
CREATE INDEX post_rating_user_id_idx ON post_rating (user_id);

-- A row of its own, so that a like neither rewrites the post nor waits for whoever edits it.
CREATE TABLE post_tally (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id uuid NOT NULL,
  likes integer NOT NULL DEFAULT 0,
  ratings integer NOT NULL DEFAULT 0,
  stars integer NOT NULL DEFAULT 0,
  CONSTRAINT post_tally_pkey PRIMARY KEY (workspace_id, post_id),
  CONSTRAINT post_tally_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT post_tally_is_never_negative CHECK (likes >= 0 AND ratings >= 0),
  CONSTRAINT post_tally_has_an_average CHECK (stars BETWEEN ratings AND ratings * 5)
);

ALTER TABLE post_like ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_like FORCE ROW LEVEL SECURITY;
CREATE POLICY post_like_isolation ON post_like
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_like TO archipelago_app;

ALTER TABLE post_rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_rating FORCE ROW LEVEL SECURITY;
CREATE POLICY post_rating_isolation ON post_rating
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_rating TO archipelago_app;

ALTER TABLE post_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_tally FORCE ROW LEVEL SECURITY;
CREATE POLICY post_tally_isolation ON post_tally
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post_tally TO archipelago_app;

-- Every change of a post's likes and ratings waits for the one row: whatever happens at once adds up.
CREATE FUNCTION app.count_new_likes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.post_tally AS t (workspace_id, post_id, likes)
    SELECT c.workspace_id, c.post_id, count(*) FROM come c GROUP BY c.workspace_id, c.post_id
      ORDER BY c.workspace_id, c.post_id
    ON CONFLICT (workspace_id, post_id) DO UPDATE SET likes = t.likes + excluded.likes;
  RETURN NULL;
END $$;
CREATE TRIGGER post_like_count_new AFTER INSERT ON post_like REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_new_likes();

-- Nothing is added here: with the post, its tally may be gone already.
CREATE FUNCTION app.count_gone_likes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.post_tally t SET likes = t.likes - g.likes
    FROM (SELECT workspace_id, post_id, count(*) AS likes FROM gone GROUP BY workspace_id, post_id) g
    WHERE t.workspace_id = g.workspace_id AND t.post_id = g.post_id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_like_count_gone AFTER DELETE ON post_like REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_gone_likes();

CREATE FUNCTION app.count_new_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.post_tally AS t (workspace_id, post_id, ratings, stars)
    SELECT c.workspace_id, c.post_id, count(*), sum(c.stars) FROM come c GROUP BY c.workspace_id, c.post_id
      ORDER BY c.workspace_id, c.post_id
    ON CONFLICT (workspace_id, post_id)
      DO UPDATE SET ratings = t.ratings + excluded.ratings, stars = t.stars + excluded.stars;
  RETURN NULL;
END $$;
CREATE TRIGGER post_rating_count_new AFTER INSERT ON post_rating REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_new_ratings();

CREATE FUNCTION app.count_gone_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.post_tally t SET ratings = t.ratings - g.ratings, stars = t.stars - g.stars
    FROM (
      SELECT workspace_id, post_id, count(*) AS ratings, sum(stars) AS stars FROM gone GROUP BY workspace_id, post_id
    ) g
    WHERE t.workspace_id = g.workspace_id AND t.post_id = g.post_id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_rating_count_gone AFTER DELETE ON post_rating REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_gone_ratings();

CREATE FUNCTION app.count_changed_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.post_tally t SET stars = t.stars + c.stars
    FROM (
      SELECT s.workspace_id, s.post_id, sum(s.stars) AS stars
      FROM (
        SELECT workspace_id, post_id, stars FROM come
        UNION ALL
        SELECT workspace_id, post_id, -stars FROM gone
      ) s
      GROUP BY s.workspace_id, s.post_id
    ) c
    WHERE t.workspace_id = c.workspace_id AND t.post_id = c.post_id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_rating_count_changed AFTER UPDATE ON post_rating REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_changed_ratings();

-- Nothing of this migration may use it yet.
ALTER TYPE comment_held_reason ADD VALUE 'automated';
