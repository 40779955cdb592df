CREATE TYPE comment_state AS ENUM ('visible', 'held', 'removed');
CREATE TYPE comment_held_reason AS ENUM ('first', 'policy', 'links', 'reports', 'moderator');
CREATE TYPE comment_policy AS ENUM ('first_held', 'all_held', 'open', 'closed');
CREATE TYPE comment_report_reason AS ENUM ('spam', 'unkind', 'other');

ALTER TABLE workspace
  ADD COLUMN comment_policy comment_policy NOT NULL DEFAULT 'first_held',
  -- What the menu of the dashboard counts, on every page. Kept by a trigger.
  ADD COLUMN held_comments integer NOT NULL DEFAULT 0;

CREATE TABLE comment (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  post_id uuid NOT NULL,
  parent_id uuid,
  author_user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  body text,
  state comment_state NOT NULL,
  held_reason comment_held_reason,
  visible_replies integer NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  edited_at timestamptz(6),
  removed_at timestamptz(6),
  removed_by_user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT comment_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT comment_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id)
    REFERENCES post (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT comment_workspace_id_parent_id_fkey FOREIGN KEY (workspace_id, parent_id)
    REFERENCES comment (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT comment_body_has_a_length CHECK (char_length(body) BETWEEN 1 AND 4000),
  CONSTRAINT comment_without_a_body_is_removed CHECK (body IS NOT NULL OR state = 'removed'),
  CONSTRAINT comment_held_has_a_reason CHECK ((state = 'held') = (held_reason IS NOT NULL)),
  CONSTRAINT comment_removed_has_a_time CHECK ((state = 'removed') = (removed_at IS NOT NULL))
);
CREATE INDEX comment_workspace_id_created_at_id_idx ON comment (workspace_id, created_at, id);
CREATE INDEX comment_workspace_id_post_id_created_at_id_idx ON comment (workspace_id, post_id, created_at, id);
CREATE INDEX comment_workspace_id_parent_id_created_at_id_idx ON comment (workspace_id, parent_id, created_at, id);
CREATE INDEX comment_workspace_id_author_user_id_created_at_id_idx
  ON comment (workspace_id, author_user_id, created_at, id);
CREATE INDEX comment_author_user_id_idx ON comment (author_user_id);
CREATE INDEX comment_removed_by_user_id_idx ON comment (removed_by_user_id);
-- What a post shows, page by page, however much else was written below it; its number; and each thread's replies. Partial,
-- because comparing values of an enum is not leakproof, so that under row-level security no index is searched by one.
CREATE INDEX comment_threads ON comment (workspace_id, post_id, created_at, id)
  WHERE parent_id IS NULL AND (state = 'visible' OR visible_replies > 0);
CREATE INDEX comment_shown ON comment (workspace_id, post_id) WHERE state = 'visible';
CREATE INDEX comment_replies ON comment (workspace_id, parent_id, created_at, id)
  WHERE parent_id IS NOT NULL AND state = 'visible';
-- The queue of those who moderate, and what they took away.
CREATE INDEX comment_held ON comment (workspace_id, created_at, id) WHERE state = 'held';
CREATE INDEX comment_removed ON comment (workspace_id, created_at, id) WHERE state = 'removed' AND body IS NOT NULL;

ALTER TABLE comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE comment FORCE ROW LEVEL SECURITY;
CREATE POLICY comment_isolation ON comment
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON comment TO archipelago_app;

CREATE TABLE comment_report (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  comment_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  reason comment_report_reason NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  settled_at timestamptz(6),
  CONSTRAINT comment_report_pkey PRIMARY KEY (workspace_id, comment_id, user_id),
  CONSTRAINT comment_report_workspace_id_comment_id_fkey FOREIGN KEY (workspace_id, comment_id)
    REFERENCES comment (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX comment_report_user_id_idx ON comment_report (user_id);

ALTER TABLE comment_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE comment_report FORCE ROW LEVEL SECURITY;
CREATE POLICY comment_report_isolation ON comment_report
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON comment_report TO archipelago_app;

-- Replies have none of their own, and stay below the post of what they reply to. A comment never moves, so that what was
-- right when it was written stays right.
CREATE FUNCTION app.place_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.post_id, NEW.parent_id) IS DISTINCT FROM (OLD.post_id, OLD.parent_id) THEN
      RAISE EXCEPTION 'comment_stays_in_its_place: a comment stays below its post and its comment'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_stays_in_its_place', TABLE = 'comment';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM public.comment c WHERE c.workspace_id = NEW.workspace_id AND c.id = NEW.parent_id
      AND c.post_id = NEW.post_id AND c.parent_id IS NULL
  ) THEN
    RAISE EXCEPTION 'comment_replies_one_level: a reply is to a comment of the same post that is no reply itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_replies_one_level', TABLE = 'comment';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_place BEFORE INSERT OR UPDATE OF post_id, parent_id ON comment
  FOR EACH ROW EXECUTE FUNCTION app.place_comment();

-- Adds to the counts that comments are shown by. Zeros change nothing, which ends the recursion: counting changes comments.
CREATE FUNCTION app.add_to_comment_counts(workspace uuid, parent uuid, held bigint, visible bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF held <> 0 THEN
    UPDATE public.workspace w SET held_comments = w.held_comments + held WHERE w.id = workspace;
  END IF;
  IF parent IS NOT NULL AND visible <> 0 THEN
    UPDATE public.comment c SET visible_replies = c.visible_replies + visible
      WHERE c.workspace_id = workspace AND c.id = parent;
  END IF;
END $$;

-- Once a statement, so that a post with a hundred thousand comments goes with a handful of updates.
CREATE FUNCTION app.count_new_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_counts(n.workspace_id, NULL, count(*), 0)
    FROM come n WHERE n.state = 'held' GROUP BY n.workspace_id;
  PERFORM app.add_to_comment_counts(n.workspace_id, n.parent_id, 0, count(*))
    FROM come n WHERE n.state = 'visible' AND n.parent_id IS NOT NULL GROUP BY n.workspace_id, n.parent_id;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_count_new AFTER INSERT ON comment REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_new_comments();

CREATE FUNCTION app.count_gone_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_counts(g.workspace_id, NULL, -count(*), 0)
    FROM gone g WHERE g.state = 'held' GROUP BY g.workspace_id;
  PERFORM app.add_to_comment_counts(g.workspace_id, g.parent_id, 0, -count(*))
    FROM gone g
    WHERE g.state = 'visible' AND g.parent_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM gone p WHERE p.workspace_id = g.workspace_id AND p.id = g.parent_id)
    GROUP BY g.workspace_id, g.parent_id;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_count_gone AFTER DELETE ON comment REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_gone_comments();

CREATE FUNCTION app.count_changed_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.add_to_comment_counts(c.workspace_id, NULL, sum(c.held), 0)
    FROM (
      SELECT n.workspace_id, 1 AS held FROM come n WHERE n.state = 'held'
      UNION ALL
      SELECT g.workspace_id, -1 FROM gone g WHERE g.state = 'held'
    ) c
    GROUP BY c.workspace_id;
  PERFORM app.add_to_comment_counts(c.workspace_id, c.parent_id, 0, sum(c.visible))
    FROM (
      SELECT n.workspace_id, n.parent_id, 1 AS visible FROM come n WHERE n.state = 'visible' AND n.parent_id IS NOT NULL
      UNION ALL
      SELECT g.workspace_id, g.parent_id, -1 FROM gone g WHERE g.state = 'visible' AND g.parent_id IS NOT NULL
    ) c
    GROUP BY c.workspace_id, c.parent_id;
  RETURN NULL;
END $$;
CREATE TRIGGER comment_count_changed AFTER UPDATE ON comment REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION app.count_changed_comments();
