ALTER TABLE notification
  -- What goes to mail alone is not in the centre, and was never unread there.
  ADD COLUMN in_app boolean NOT NULL DEFAULT true,
  ADD COLUMN mail boolean NOT NULL DEFAULT false,
  ADD COLUMN mailed_at timestamptz(6),
  ADD COLUMN digest boolean NOT NULL DEFAULT false,
  ADD COLUMN digested_at timestamptz(6);
-- What the next digest of a person tells.
CREATE INDEX notification_undigested ON notification (workspace_id, user_id) WHERE digest AND digested_at IS NULL;

CREATE TABLE notification_preference (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  type text NOT NULL,
  in_app boolean NOT NULL,
  mail boolean NOT NULL,
  digest boolean NOT NULL,
  updated_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT notification_preference_pkey PRIMARY KEY (workspace_id, user_id, type)
);
CREATE INDEX notification_preference_user_id_idx ON notification_preference (user_id);

ALTER TABLE notification_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_preference FORCE ROW LEVEL SECURITY;
CREATE POLICY notification_preference_isolation ON notification_preference
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_preference TO archipelago_app;
