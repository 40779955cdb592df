-- The consent of a workspace: until it ends, operators of the platform may look into its dashboard.
CREATE TABLE support_access (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  allowed_by_user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  allowed_by_name text NOT NULL,
  note text NOT NULL DEFAULT '',
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6) NOT NULL,
  ended_at timestamptz(6),
  CONSTRAINT support_access_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT support_access_is_short CHECK (expires_at > created_at AND expires_at <= created_at + interval '7 days')
);
CREATE INDEX support_access_allowed_by_user_id_idx ON support_access (allowed_by_user_id);
-- One open consent at a time.
CREATE UNIQUE INDEX support_access_open_key ON support_access (workspace_id) WHERE ended_at IS NULL;
-- What operators find, newest first, beside any number of workspaces that let nobody in.
CREATE INDEX support_access_open ON support_access (created_at, id) WHERE ended_at IS NULL;

-- An operator inside, for an hour at most, with the reason they gave. Their name is kept: they belong to no workspace,
-- whose people therefore do not see their row.
CREATE TABLE support_visit (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  access_id uuid NOT NULL,
  operator_user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  operator_name text NOT NULL,
  reason text NOT NULL,
  entered_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6) NOT NULL,
  left_at timestamptz(6),
  CONSTRAINT support_visit_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT support_visit_workspace_id_access_id_fkey FOREIGN KEY (workspace_id, access_id)
    REFERENCES support_access (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT support_visit_has_a_reason CHECK (reason ~ '[^[:space:]]'),
  CONSTRAINT support_visit_is_short CHECK (expires_at > entered_at AND expires_at <= entered_at + interval '1 hour')
);
CREATE INDEX support_visit_workspace_id_access_id_idx ON support_visit (workspace_id, access_id);
CREATE INDEX support_visit_workspace_id_entered_at_id_idx ON support_visit (workspace_id, entered_at, id);
CREATE INDEX support_visit_operator_user_id_entered_at_id_idx ON support_visit (operator_user_id, entered_at, id);
CREATE UNIQUE INDEX support_visit_open_key ON support_visit (workspace_id, operator_user_id) WHERE left_at IS NULL;

-- Nothing of either is rewritten or removed: the product adds rows and ends them.
GRANT SELECT, INSERT, UPDATE (ended_at) ON support_access TO archipelago_app;
GRANT SELECT, INSERT, UPDATE (left_at) ON support_visit TO archipelago_app;

ALTER TABLE support_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE support_access FORCE ROW LEVEL SECURITY;
CREATE POLICY support_access_isolation ON support_access
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
-- Where operators are let in now: to them alone, and outside of any workspace.
CREATE POLICY support_access_for_operators ON support_access FOR SELECT
  USING (
    (SELECT app.workspace_id()) IS NULL AND ended_at IS NULL AND expires_at > now()
    AND EXISTS (SELECT FROM operator WHERE operator.user_id = (SELECT app.user_id()))
  );

ALTER TABLE support_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE support_visit FORCE ROW LEVEL SECURITY;
CREATE POLICY support_visit_read ON support_visit FOR SELECT
  USING (workspace_id = (SELECT app.workspace_id()));
CREATE POLICY support_visit_end ON support_visit FOR UPDATE
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
-- Only an operator enters, in their own name, and only by a consent that holds.
CREATE POLICY support_visit_enter ON support_visit FOR INSERT
  WITH CHECK (
    workspace_id = (SELECT app.workspace_id()) AND operator_user_id = (SELECT app.user_id())
    AND EXISTS (SELECT FROM operator WHERE operator.user_id = (SELECT app.user_id()))
    AND EXISTS (
      SELECT FROM support_access a
      WHERE a.workspace_id = support_visit.workspace_id AND a.id = support_visit.access_id
        AND a.ended_at IS NULL AND a.expires_at > now()
    )
  );
CREATE POLICY support_visit_of_mine ON support_visit FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND operator_user_id = (SELECT app.user_id()));
-- A restored or seeded past, which only the owner of the tables brings in.
CREATE POLICY support_visit_past ON support_visit FOR INSERT TO CURRENT_USER
  WITH CHECK (workspace_id = (SELECT app.workspace_id()));
-- Erasing a workspace takes its visits along.
CREATE POLICY support_visit_erasure ON support_visit FOR DELETE TO CURRENT_USER
  USING (workspace_id = (SELECT app.workspace_id()) AND (SELECT app.is_due_for_erasure()));

DROP FUNCTION app.load_context(text, text);
-- Everything a request needs to know about who asks and where, in one statement and without a transaction around it.
-- Runs with the caller's rights: it sets what the policies ask for, reads, and puts the settings back. Notes that a
-- member was seen, at most every five minutes, never waiting for a row that somebody is changing.
CREATE FUNCTION app.load_context(slug text, clerk_user_id text)
RETURNS TABLE ("user" jsonb, operator boolean, workspace jsonb, member jsonb, custom_role jsonb, subscription jsonb,
  unread_notifications integer, ownership_offer uuid, support_visit jsonb)
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
  offer uuid;
  visit jsonb;
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
      SELECT t.id INTO offer FROM public.ownership_transfer t
        WHERE t.workspace_id = found_workspace.id AND t.to_user_id = found_user.id AND t.expires_at > now()
          AND t.confirmed_at IS NULL AND t.cancelled_at IS NULL AND t.declined_at IS NULL;
      -- An operator on the team is a member and no more. The consent is asked for again by every request.
      IF is_operator AND found_workspace.status = 'active'
        AND (found_member.id IS NULL OR found_member.role = 'guest' AND found_member.blocked_at IS NULL)
      THEN
        SELECT jsonb_build_object('id', v.id, 'expires_at', least(v.expires_at, a.expires_at)) INTO visit
          FROM public.support_visit v
          JOIN public.support_access a ON a.workspace_id = v.workspace_id AND a.id = v.access_id
          WHERE v.workspace_id = found_workspace.id AND v.operator_user_id = found_user.id
            AND v.left_at IS NULL AND v.expires_at > now() AND a.ended_at IS NULL AND a.expires_at > now();
      END IF;
      IF found_member.id IS NOT NULL AND found_member.blocked_at IS NULL
        AND (found_member.last_seen_at IS NULL OR found_member.last_seen_at < now() - interval '5 minutes')
        AND current_setting('transaction_read_only') = 'off'
      THEN
        UPDATE public.member m SET last_seen_at = now() FROM (
          SELECT free.id FROM public.member free
          WHERE free.workspace_id = found_workspace.id AND free.id = found_member.id FOR NO KEY UPDATE SKIP LOCKED
        ) seen
        WHERE m.workspace_id = found_workspace.id AND m.id = seen.id;
      END IF;
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
    unread,
    offer,
    visit;
END $$;
