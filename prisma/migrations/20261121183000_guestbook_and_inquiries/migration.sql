CREATE TYPE guestbook_signers AS ENUM ('visitors', 'people', 'nobody');
CREATE TYPE inquiry_state AS ENUM ('open', 'closed', 'spam');
CREATE TYPE inquiry_direction AS ENUM ('received', 'sent');

ALTER TABLE workspace
  ADD COLUMN guestbook_signers guestbook_signers NOT NULL DEFAULT 'people',
  -- What the menu of the dashboard counts, on every page. Kept by a trigger.
  ADD COLUMN open_inquiries integer NOT NULL DEFAULT 0;

-- A comment below no post is an entry of the guestbook: the same policy, queue, reports and blocks are for both.
ALTER TABLE comment
  ALTER COLUMN post_id DROP NOT NULL,
  ADD COLUMN author_name text,
  ADD CONSTRAINT comment_of_a_visitor_has_a_name CHECK (
    author_name IS NULL OR (char_length(author_name) BETWEEN 1 AND 80 AND post_id IS NULL)
  );
CREATE INDEX comment_guestbook ON comment (workspace_id, created_at, id) WHERE post_id IS NULL AND state = 'visible';

CREATE TABLE inquiry (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  name text NOT NULL,
  email text NOT NULL,
  subject text NOT NULL,
  state inquiry_state NOT NULL DEFAULT 'open',
  assignee_user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  answered_at timestamptz(6),
  closed_at timestamptz(6),
  CONSTRAINT inquiry_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT inquiry_is_short CHECK (
    char_length(name) BETWEEN 1 AND 80 AND char_length(email) BETWEEN 3 AND 254 AND char_length(subject) BETWEEN 1 AND 150
  ),
  CONSTRAINT inquiry_closed_has_a_time CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX inquiry_workspace_id_created_at_id_idx ON inquiry (workspace_id, created_at, id);
CREATE INDEX inquiry_user_id_idx ON inquiry (user_id);
CREATE INDEX inquiry_assignee_user_id_idx ON inquiry (assignee_user_id);
-- Partial, because under row-level security no index is searched by a value of an enum.
CREATE INDEX inquiry_open ON inquiry (workspace_id, created_at, id) WHERE state = 'open';
CREATE INDEX inquiry_closed ON inquiry (workspace_id, created_at, id) WHERE state = 'closed';
CREATE INDEX inquiry_spam ON inquiry (workspace_id, created_at, id) WHERE state = 'spam';

CREATE TABLE inquiry_message (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  inquiry_id uuid NOT NULL,
  direction inquiry_direction NOT NULL,
  author_user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  body text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- When the mail server took what was sent.
  mailed_at timestamptz(6),
  CONSTRAINT inquiry_message_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT inquiry_message_workspace_id_inquiry_id_fkey FOREIGN KEY (workspace_id, inquiry_id)
    REFERENCES inquiry (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT inquiry_message_has_a_length CHECK (char_length(body) BETWEEN 1 AND 10000)
);
CREATE INDEX inquiry_message_workspace_id_inquiry_id_created_at_id_idx
  ON inquiry_message (workspace_id, inquiry_id, created_at, id);
CREATE INDEX inquiry_message_author_user_id_idx ON inquiry_message (author_user_id);

ALTER TABLE inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY inquiry_isolation ON inquiry
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON inquiry TO archipelago_app;

ALTER TABLE inquiry_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiry_message FORCE ROW LEVEL SECURITY;
CREATE POLICY inquiry_message_isolation ON inquiry_message
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON inquiry_message TO archipelago_app;

CREATE FUNCTION app.count_open_inquiries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'open' THEN change := change - 1; END IF;
  IF TG_OP <> 'DELETE' AND NEW.state = 'open' THEN change := change + 1; END IF;
  IF change <> 0 THEN
    UPDATE public.workspace w SET open_inquiries = w.open_inquiries + change
      WHERE w.id = coalesce(NEW.workspace_id, OLD.workspace_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER inquiry_count AFTER INSERT OR DELETE OR UPDATE OF state ON inquiry
  FOR EACH ROW EXECUTE FUNCTION app.count_open_inquiries();
