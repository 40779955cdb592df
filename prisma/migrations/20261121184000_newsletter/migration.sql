CREATE TYPE subscriber_state AS ENUM ('waiting', 'subscribed', 'unsubscribed', 'bounced');
CREATE TYPE subscriber_source AS ENUM ('form', 'hand', 'import');
CREATE TYPE newsletter_issue_state AS ENUM ('sending', 'sent', 'cancelled');
CREATE TYPE newsletter_delivery_state AS ENUM ('claimed', 'sent', 'refused', 'bounced');

CREATE TABLE newsletter_subscriber (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- In lower case, as it was given.
  email text NOT NULL,
  user_id uuid REFERENCES "user" (id) ON DELETE SET NULL ON UPDATE CASCADE,
  state subscriber_state NOT NULL DEFAULT 'waiting',
  source subscriber_source NOT NULL,
  -- Of one added by hand: how they agreed.
  consent text,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- When they were last asked to confirm. The link is made of it, so that asking again, or leaving, ends the ones before.
  asked_at timestamptz(6),
  confirmed_at timestamptz(6),
  unsubscribed_at timestamptz(6),
  bounced_at timestamptz(6),
  bounce_reason text,
  CONSTRAINT newsletter_subscriber_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT newsletter_subscriber_is_short CHECK (
    char_length(email) BETWEEN 3 AND 254 AND char_length(consent) BETWEEN 1 AND 300
      AND char_length(bounce_reason) <= 300
  ),
  CONSTRAINT newsletter_subscriber_is_lower_case CHECK (email = lower(email)),
  CONSTRAINT newsletter_subscriber_has_agreed CHECK (state <> 'subscribed' OR confirmed_at IS NOT NULL),
  CONSTRAINT newsletter_subscriber_by_hand_says_how CHECK ((source = 'hand') = (consent IS NOT NULL))
);
CREATE UNIQUE INDEX newsletter_subscriber_workspace_id_email_key ON newsletter_subscriber (workspace_id, email);
CREATE INDEX newsletter_subscriber_workspace_id_created_at_id_idx
  ON newsletter_subscriber (workspace_id, created_at, id);
CREATE INDEX newsletter_subscriber_user_id_idx ON newsletter_subscriber (user_id);
-- Where somebody who is erased, or asks for a copy, subscribed when nobody was signed in.
CREATE INDEX newsletter_subscriber_email_idx ON newsletter_subscriber (email);
-- Partial, because under row-level security no index is searched by a value of an enum.
CREATE INDEX newsletter_subscriber_waiting ON newsletter_subscriber (workspace_id, created_at, id)
  WHERE state = 'waiting';
CREATE INDEX newsletter_subscriber_subscribed ON newsletter_subscriber (workspace_id, created_at, id)
  WHERE state = 'subscribed';
CREATE INDEX newsletter_subscriber_unsubscribed ON newsletter_subscriber (workspace_id, created_at, id)
  WHERE state = 'unsubscribed';
CREATE INDEX newsletter_subscriber_bounced ON newsletter_subscriber (workspace_id, created_at, id)
  WHERE state = 'bounced';
-- In which an issue goes through them.
CREATE INDEX newsletter_subscriber_in_order ON newsletter_subscriber (workspace_id, id) WHERE state = 'subscribed';
-- A list is narrowed by how an address begins, whatever the order of the database's language.
CREATE INDEX newsletter_subscriber_beginning ON newsletter_subscriber (workspace_id, email COLLATE "C");

CREATE TABLE newsletter_issue (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- No foreign key: the issue went out, whatever becomes of the post.
  post_id uuid NOT NULL,
  -- The post as it was: everybody gets the same, also when it is edited while the mails go out.
  slug text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  state newsletter_issue_state NOT NULL DEFAULT 'sending',
  -- Who was subscribed when it began.
  total integer NOT NULL,
  sent integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  bounced integer NOT NULL DEFAULT 0,
  -- The last subscriber that was claimed; the next ones come after.
  reached uuid,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(6),
  CONSTRAINT newsletter_issue_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT newsletter_issue_counts_up CHECK (total >= 0 AND sent >= 0 AND refused >= 0 AND bounced >= 0),
  CONSTRAINT newsletter_issue_over_has_a_time CHECK ((state = 'sending') = (finished_at IS NULL))
);
-- A post goes out once. One that was cancelled goes on where it stopped.
CREATE UNIQUE INDEX newsletter_issue_workspace_id_post_id_key ON newsletter_issue (workspace_id, post_id);
CREATE INDEX newsletter_issue_workspace_id_created_at_id_idx ON newsletter_issue (workspace_id, created_at, id);
-- One at a time, so that the room for its mails is asked for once.
CREATE UNIQUE INDEX newsletter_issue_running ON newsletter_issue (workspace_id) WHERE state = 'sending';

-- One mail of an issue to one subscriber. The primary key is what makes it one.
CREATE TABLE newsletter_delivery (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  issue_id uuid NOT NULL,
  subscriber_id uuid NOT NULL,
  state newsletter_delivery_state NOT NULL DEFAULT 'claimed',
  attempts integer NOT NULL DEFAULT 0,
  -- Not before then: its mail server asked to wait.
  retry_at timestamptz(6),
  settled_at timestamptz(6),
  reason text,
  CONSTRAINT newsletter_delivery_pkey PRIMARY KEY (workspace_id, issue_id, subscriber_id),
  CONSTRAINT newsletter_delivery_workspace_id_issue_id_fkey FOREIGN KEY (workspace_id, issue_id)
    REFERENCES newsletter_issue (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT newsletter_delivery_workspace_id_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
    REFERENCES newsletter_subscriber (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT newsletter_delivery_settled_has_a_time CHECK ((state = 'claimed') = (settled_at IS NULL)),
  CONSTRAINT newsletter_delivery_reason_is_short CHECK (char_length(reason) <= 300)
);
CREATE INDEX newsletter_delivery_workspace_id_subscriber_id_idx ON newsletter_delivery (workspace_id, subscriber_id);
CREATE INDEX newsletter_delivery_claimed ON newsletter_delivery (workspace_id, issue_id, subscriber_id)
  WHERE state = 'claimed';
CREATE INDEX newsletter_delivery_failed ON newsletter_delivery (workspace_id, issue_id, settled_at)
  WHERE state IN ('refused', 'bounced');

ALTER TABLE newsletter_subscriber ENABLE ROW LEVEL SECURITY;
ALTER TABLE newsletter_subscriber FORCE ROW LEVEL SECURITY;
CREATE POLICY newsletter_subscriber_isolation ON newsletter_subscriber
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON newsletter_subscriber TO archipelago_app;

ALTER TABLE newsletter_issue ENABLE ROW LEVEL SECURITY;
ALTER TABLE newsletter_issue FORCE ROW LEVEL SECURITY;
CREATE POLICY newsletter_issue_isolation ON newsletter_issue
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON newsletter_issue TO archipelago_app;

ALTER TABLE newsletter_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE newsletter_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY newsletter_delivery_isolation ON newsletter_delivery
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON newsletter_delivery TO archipelago_app;

-- Whoever subscribed belongs nowhere yet: found by who was signed in, or by the address alone.
CREATE TRIGGER newsletter_subscriber_note_place AFTER INSERT OR UPDATE OF user_id ON newsletter_subscriber
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION app.note_place();
-- The same for who was signed in when they wrote to a workspace.
CREATE TRIGGER inquiry_note_place AFTER INSERT OR UPDATE OF user_id ON inquiry
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION app.note_place();
CREATE POLICY newsletter_subscriber_of_mine ON newsletter_subscriber FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND email = (SELECT app.invited_email()));

CREATE OR REPLACE FUNCTION app.places_of_person() RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  own_email text := (SELECT u.email FROM public.user u WHERE u.id = app.user_id());
  found uuid[];
BEGIN
  PERFORM set_config('app.invited_email', coalesce(own_email, ''), true);
  SELECT array_agg(p.workspace_id ORDER BY p.workspace_id) INTO found FROM (
    SELECT o.workspace_id FROM public.person_place o WHERE o.user_id = app.user_id()
    UNION SELECT i.workspace_id FROM public.invitation i WHERE i.email = own_email AND own_email <> ''
    UNION SELECT s.workspace_id FROM public.newsletter_subscriber s WHERE s.email = own_email AND own_email <> ''
  ) p;
  PERFORM set_config('app.invited_email', '', true);
  RETURN coalesce(found, '{}');
END $$;
