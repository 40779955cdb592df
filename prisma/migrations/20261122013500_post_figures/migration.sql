-- What the list of a site shows of each post, without reading its text or counting what stands below it.
ALTER TABLE post ADD COLUMN reading_minutes integer NOT NULL DEFAULT 1;
ALTER TABLE post ADD CONSTRAINT post_takes_a_minute CHECK (reading_minutes >= 1);

-- Of those that everybody who may read the post sees. Kept by the triggers of comments.
ALTER TABLE post_tally ADD COLUMN comments integer NOT NULL DEFAULT 0;
ALTER TABLE post_tally ADD CONSTRAINT post_tally_comments_are_never_negative CHECK (comments >= 0);

-- The owner of the tables is bound by their policies too, but for these two statements.
ALTER TABLE post NO FORCE ROW LEVEL SECURITY;
ALTER TABLE comment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE post_tally NO FORCE ROW LEVEL SECURITY;
-- As the product counts words from now on: whatever has a letter or a number in it, 220 a minute.
UPDATE post SET reading_minutes = greatest(1, round(regexp_count(body, '\S*[^\s!-/:-@[-`{-~]\S*') / 220.0));
INSERT INTO post_tally AS t (workspace_id, post_id, comments)
  SELECT workspace_id, post_id, count(*) FROM comment
    WHERE post_id IS NOT NULL AND state = 'visible' GROUP BY workspace_id, post_id
  ON CONFLICT (workspace_id, post_id) DO UPDATE SET comments = excluded.comments;
ALTER TABLE post FORCE ROW LEVEL SECURITY;
ALTER TABLE comment FORCE ROW LEVEL SECURITY;
ALTER TABLE post_tally FORCE ROW LEVEL SECURITY;

-- Fewer are never added: with the post, its tally may be gone already.
CREATE FUNCTION app.add_to_comment_tally(workspace uuid, post uuid, visible bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF visible > 0 THEN
    INSERT INTO public.post_tally AS t (workspace_id, post_id, comments) VALUES (workspace, post, visible)
      ON CONFLICT (workspace_id, post_id) DO UPDATE SET comments = t.comments + excluded.comments;
  ELSIF visible < 0 THEN
    UPDATE public.post_tally t SET comments = t.comments + visible
      WHERE t.workspace_id = workspace AND t.post_id = post;
  END IF;
END $$;

-- Several posts are counted in the order of their ids, so that nobody waits for each other in a circle.
CREATE FUNCTION app.tally_new_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_tally(c.workspace_id, c.post_id, c.visible)
    FROM (
      SELECT n.workspace_id, n.post_id, count(*) AS visible FROM come n
      WHERE n.state = 'visible' AND n.post_id IS NOT NULL
      GROUP BY n.workspace_id, n.post_id ORDER BY n.workspace_id, n.post_id
    ) c;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_tally_new AFTER INSERT ON comment REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.tally_new_comments();

CREATE FUNCTION app.tally_gone_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_tally(c.workspace_id, c.post_id, c.visible)
    FROM (
      SELECT g.workspace_id, g.post_id, -count(*) AS visible FROM gone g
      WHERE g.state = 'visible' AND g.post_id IS NOT NULL
      GROUP BY g.workspace_id, g.post_id ORDER BY g.workspace_id, g.post_id
    ) c;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_tally_gone AFTER DELETE ON comment REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION app.tally_gone_comments();

CREATE FUNCTION app.tally_changed_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_tally(c.workspace_id, c.post_id, c.visible)
    FROM (
      SELECT s.workspace_id, s.post_id, sum(s.visible)::bigint AS visible
      FROM (
        SELECT n.workspace_id, n.post_id, 1 AS visible FROM come n WHERE n.state = 'visible'
        UNION ALL
        SELECT g.workspace_id, g.post_id, -1 FROM gone g WHERE g.state = 'visible'
      ) s
      WHERE s.post_id IS NOT NULL
      GROUP BY s.workspace_id, s.post_id HAVING sum(s.visible) <> 0 ORDER BY s.workspace_id, s.post_id
    ) c;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_tally_changed AFTER UPDATE ON comment REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.tally_changed_comments();
