-- When the link was last sent again; null: only once, when the invitation was made.
ALTER TABLE invitation ADD COLUMN resent_at timestamptz(6);

-- The lists: what waits for an answer, what was accepted, what was revoked, newest first.
CREATE INDEX invitation_waiting ON invitation (workspace_id, created_at, id)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_accepted ON invitation (workspace_id, created_at, id) WHERE accepted_at IS NOT NULL;
CREATE INDEX invitation_revoked ON invitation (workspace_id, created_at, id)
  WHERE revoked_at IS NOT NULL AND accepted_at IS NULL;
-- How often an address was invited lately.
CREATE INDEX invitation_workspace_id_email_created_at_idx ON invitation (workspace_id, email, created_at);
CREATE INDEX invitation_invited_by_user_id_idx ON invitation (invited_by_user_id);

-- Who is on the team already is asked by address.
CREATE INDEX user_email_idx ON "user" (email);
