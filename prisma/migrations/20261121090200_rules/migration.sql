ALTER TABLE workspace
  ADD CONSTRAINT workspace_slug_is_a_host_label CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  ADD CONSTRAINT workspace_accent_is_a_colour CHECK (accent ~* '^#[0-9a-f]{6}$');

ALTER TABLE "user" ADD CONSTRAINT user_email_is_lower_case CHECK (email = lower(email));

ALTER TABLE invitation
  ADD CONSTRAINT invitation_email_is_lower_case CHECK (email = lower(email)),
  ADD CONSTRAINT invitation_never_makes_an_owner CHECK (role <> 'owner');

ALTER TABLE post
  ADD CONSTRAINT post_published_has_a_date CHECK (status <> 'published' OR published_at IS NOT NULL);

-- One open invitation for an address.
CREATE UNIQUE INDEX invitation_open_key ON invitation (workspace_id, email)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- A workspace with members always has an owner. Whoever takes an owner away queues on the workspace's row first, so
-- that of two at once the second sees what the first did; the row lock on the owners left makes that hold in
-- repeatable read too.
CREATE FUNCTION app.lock_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM workspace WHERE id = OLD.workspace_id FOR UPDATE;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION app.require_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  workspace uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.workspace_id ELSE NEW.workspace_id END;
BEGIN
  PERFORM 1 FROM member WHERE workspace_id = workspace AND role = 'owner' FOR KEY SHARE;
  IF NOT FOUND AND EXISTS (SELECT FROM member WHERE workspace_id = workspace) THEN
    RAISE EXCEPTION 'member_workspace_has_owner: a workspace with members has at least one owner'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'member_workspace_has_owner', TABLE = 'member';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER member_lock_owners_on_delete BEFORE DELETE ON member
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION app.lock_owners();
CREATE TRIGGER member_lock_owners_on_update BEFORE UPDATE ON member
  FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner') EXECUTE FUNCTION app.lock_owners();

-- Immediate, so that the statement at fault fails; deferrable for who must swap owners in the other order.
CREATE CONSTRAINT TRIGGER member_workspace_has_owner AFTER INSERT OR UPDATE OR DELETE ON member
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION app.require_owner();
