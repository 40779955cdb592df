CREATE TABLE custom_role (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  permissions text[],
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT custom_role_pkey PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX custom_role_workspace_id_name_key ON custom_role (workspace_id, name);

ALTER TABLE custom_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE custom_role FORCE ROW LEVEL SECURITY;
CREATE POLICY custom_role_isolation ON custom_role
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_role TO archipelago_app;

ALTER TABLE member
  ADD COLUMN custom_role_id uuid,
  ADD COLUMN blocked_at timestamptz(6),
  ADD CONSTRAINT member_workspace_id_custom_role_id_fkey FOREIGN KEY (workspace_id, custom_role_id)
    REFERENCES custom_role (workspace_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT member_custom_role_is_a_members CHECK (custom_role_id IS NULL OR role = 'member'),
  ADD CONSTRAINT member_blocked_is_a_guest CHECK (blocked_at IS NULL OR role = 'guest');
CREATE INDEX member_workspace_id_custom_role_id_idx ON member (workspace_id, custom_role_id);

CREATE TABLE notification (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  type text NOT NULL,
  event_id uuid NOT NULL,
  actor_name text NOT NULL,
  target_name text NOT NULL,
  path text,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  read_at timestamptz(6),
  CONSTRAINT notification_pkey PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX notification_workspace_id_user_id_event_id_key ON notification (workspace_id, user_id, event_id);
CREATE INDEX notification_workspace_id_user_id_created_at_id_idx ON notification (workspace_id, user_id, created_at, id);
CREATE INDEX notification_user_id_idx ON notification (user_id);
-- What the badge counts.
CREATE INDEX notification_unread ON notification (workspace_id, user_id) WHERE read_at IS NULL;

ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification FORCE ROW LEVEL SECURITY;
CREATE POLICY notification_isolation ON notification
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON notification TO archipelago_app;

DROP FUNCTION app.load_context(text, text);
-- Everything a request needs to know about who asks and where, in one statement and without a transaction around it.
-- Runs with the caller's rights: it sets what the policies ask for, reads, and puts the settings back.
CREATE FUNCTION app.load_context(slug text, clerk_user_id text)
RETURNS TABLE ("user" jsonb, operator boolean, workspace jsonb, member jsonb, custom_role jsonb, subscription jsonb,
  unread_notifications integer)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  wanted_slug text := load_context.slug;
  wanted_clerk_user_id text := load_context.clerk_user_id;
  before_workspace_id text := coalesce(current_setting('app.workspace_id', true), '');
  before_user_id text := coalesce(current_setting('app.user_id', true), '');
  before_clerk_user_id text := coalesce(current_setting('app.clerk_user_id', true), '');
  found_user public.user;
  found_workspace public.workspace;
  found_member public.member;
  found_custom_role public.custom_role;
  found_subscription public.subscription;
  is_operator boolean := false;
  unread integer := 0;
BEGIN
  IF wanted_clerk_user_id IS NOT NULL THEN
    PERFORM set_config('app.clerk_user_id', wanted_clerk_user_id, true);
    SELECT u.* INTO found_user FROM public.user u WHERE u.clerk_user_id = wanted_clerk_user_id;
    IF found_user.id IS NOT NULL AND found_user.deleted_at IS NULL THEN
      PERFORM set_config('app.user_id', found_user.id::text, true);
      is_operator := EXISTS (SELECT FROM public.operator o WHERE o.user_id = found_user.id);
    END IF;
  END IF;

  IF wanted_slug IS NOT NULL THEN
    SELECT w.* INTO found_workspace FROM public.workspace w WHERE w.slug = wanted_slug;
  END IF;

  IF found_workspace.id IS NOT NULL THEN
    PERFORM set_config('app.workspace_id', found_workspace.id::text, true);
    SELECT s.* INTO found_subscription FROM public.subscription s WHERE s.workspace_id = found_workspace.id;
    IF found_user.id IS NOT NULL AND found_user.deleted_at IS NULL THEN
      SELECT m.* INTO found_member FROM public.member m
        WHERE m.workspace_id = found_workspace.id AND m.user_id = found_user.id;
      IF found_member.custom_role_id IS NOT NULL THEN
        SELECT r.* INTO found_custom_role FROM public.custom_role r
          WHERE r.workspace_id = found_workspace.id AND r.id = found_member.custom_role_id;
      END IF;
      -- A badge says "99+" at most: what is behind it need not be counted.
      SELECT count(*) INTO unread FROM (
        SELECT FROM public.notification n
        WHERE n.workspace_id = found_workspace.id AND n.user_id = found_user.id AND n.read_at IS NULL LIMIT 100
      ) counted;
    END IF;
  END IF;

  PERFORM set_config('app.workspace_id', before_workspace_id, true),
    set_config('app.user_id', before_user_id, true),
    set_config('app.clerk_user_id', before_clerk_user_id, true);

  RETURN QUERY SELECT
    CASE WHEN found_user.id IS NOT NULL THEN to_jsonb(found_user) END,
    is_operator,
    CASE WHEN found_workspace.id IS NOT NULL THEN to_jsonb(found_workspace) END,
    CASE WHEN found_member.id IS NOT NULL THEN to_jsonb(found_member) END,
    CASE WHEN found_custom_role.id IS NOT NULL THEN to_jsonb(found_custom_role) END,
    CASE WHEN found_subscription.workspace_id IS NOT NULL THEN to_jsonb(found_subscription) END,
    unread;
END $$;
