-- A message to whoever runs the platform, between the form and its mail. It belongs to no workspace and to no person we
-- know; the mail's job carries its id, and whoever enters with that id sees it alone.
CREATE FUNCTION app.contact_message_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.contact_message_id', true), '')::uuid;

CREATE TABLE contact_message (
  id uuid NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT now(),
  name text NOT NULL,
  email text NOT NULL,
  message text NOT NULL,
  CONSTRAINT contact_message_pkey PRIMARY KEY (id)
);
GRANT SELECT, INSERT, DELETE ON contact_message TO archipelago_app;

ALTER TABLE contact_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_message FORCE ROW LEVEL SECURITY;
CREATE POLICY contact_message_by_id ON contact_message
  USING (id = (SELECT app.contact_message_id())) WITH CHECK (id = (SELECT app.contact_message_id()));
