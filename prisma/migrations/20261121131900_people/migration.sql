-- Only a change of role can take a workspace's last owner away: being seen must not ask for owners.
DROP TRIGGER member_workspace_has_owner ON member;
CREATE CONSTRAINT TRIGGER member_workspace_has_owner AFTER INSERT OR DELETE OR UPDATE OF role, workspace_id ON member
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION app.require_owner();

-- `last_seen_at` changes often and is in no index: room beside each row keeps such a change out of the indexes.
ALTER TABLE member SET (fillfactor = 90);

-- The team beside any number of guests, each role of many people, and who is in charge, page by page. An index a role:
-- comparing values of an enum is not leakproof, so that under row-level security none is searched by one.
CREATE INDEX member_team ON member (workspace_id, created_at, id) WHERE role <> 'guest';
CREATE INDEX member_owners ON member (workspace_id, created_at, id) WHERE role = 'owner';
CREATE INDEX member_admins ON member (workspace_id, created_at, id) WHERE role = 'admin';
CREATE INDEX member_members ON member (workspace_id, created_at, id) WHERE role = 'member' AND custom_role_id IS NULL;
CREATE INDEX member_guests ON member (workspace_id, created_at, id) WHERE role = 'guest';
CREATE INDEX member_blocked ON member (workspace_id, created_at, id) WHERE blocked_at IS NOT NULL;
DROP INDEX member_workspace_id_custom_role_id_idx;
CREATE INDEX member_workspace_id_custom_role_id_created_at_id_idx
  ON member (workspace_id, custom_role_id, created_at, id);

ALTER TABLE custom_role
  ALTER COLUMN permissions SET NOT NULL,
  ALTER COLUMN permissions SET DEFAULT '{}',
  ADD CONSTRAINT custom_role_never_decides_the_workspaces_fate
    CHECK (NOT permissions && ARRAY['workspace:transfer', 'workspace:delete']);
CREATE UNIQUE INDEX custom_role_workspace_id_lower_name_key ON custom_role (workspace_id, lower(name));
-- "My workspaces", outside of any workspace: what my role is called there.
CREATE POLICY custom_role_of_mine ON custom_role FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND EXISTS (
    SELECT FROM member WHERE member.workspace_id = custom_role.workspace_id AND member.custom_role_id = custom_role.id
      AND member.user_id = (SELECT app.user_id())
  ));

CREATE TABLE ownership_transfer (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  from_user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  to_user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6) NOT NULL,
  confirmed_at timestamptz(6),
  cancelled_at timestamptz(6),
  declined_at timestamptz(6),
  CONSTRAINT ownership_transfer_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT ownership_transfer_has_one_end CHECK (num_nonnulls(confirmed_at, cancelled_at, declined_at) <= 1),
  CONSTRAINT ownership_transfer_is_between_two CHECK (from_user_id <> to_user_id)
);
CREATE INDEX ownership_transfer_from_user_id_idx ON ownership_transfer (from_user_id);
CREATE INDEX ownership_transfer_to_user_id_idx ON ownership_transfer (to_user_id);
-- One open hand-over at a time.
CREATE UNIQUE INDEX ownership_transfer_open_key ON ownership_transfer (workspace_id)
  WHERE confirmed_at IS NULL AND cancelled_at IS NULL AND declined_at IS NULL;

ALTER TABLE ownership_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE ownership_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY ownership_transfer_isolation ON ownership_transfer
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON ownership_transfer TO archipelago_app;

-- What a member is found by. Beside `user`, because a text in a table with row-level security is found through its
-- index only when the policy itself asks for it (LIKE could tell of rows it is shown, so Postgres shows it none before
-- the policy has decided); and because one workspace's search must not walk through the people of all others.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The pattern the policy asks for; everything, unless `app.matching_members` narrows it.
CREATE FUNCTION app.member_search() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('app.member_search', true), ''), '%');

CREATE FUNCTION app.search_text(name text, email text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower((name || E'\n' || email) COLLATE pg_catalog.pg_c_utf8);

CREATE TABLE member_search (
  workspace_id uuid NOT NULL,
  member_id uuid NOT NULL,
  text text NOT NULL,
  CONSTRAINT member_search_pkey PRIMARY KEY (workspace_id, member_id),
  CONSTRAINT member_search_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id)
    REFERENCES member (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX member_search_text_idx ON member_search USING gin (workspace_id, text gin_trgm_ops);

ALTER TABLE member_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_search FORCE ROW LEVEL SECURITY;
CREATE POLICY member_search_isolation ON member_search
  USING (workspace_id = (SELECT app.workspace_id()) AND text LIKE (SELECT app.member_search()))
  WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON member_search TO archipelago_app;

CREATE FUNCTION app.index_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.member_search (workspace_id, member_id, text)
    SELECT NEW.workspace_id, NEW.id, app.search_text(u.name, u.email) FROM public.user u WHERE u.id = NEW.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER member_index AFTER INSERT ON member FOR EACH ROW EXECUTE FUNCTION app.index_member();

-- The ids of the workspace's members whose name or address matches, in no order; null when there are more than `most`,
-- so that a page of a frequent match is better found by walking the list itself.
CREATE FUNCTION app.matching_members(pattern text, most integer) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found uuid[];
BEGIN
  -- Too short for the index.
  IF length(pattern) < 5 THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.member_search', lower(pattern COLLATE pg_catalog.pg_c_utf8), true);
  SELECT array_agg(few.member_id) INTO found FROM (
    SELECT s.member_id FROM public.member_search s LIMIT most + 1
  ) few;
  PERFORM set_config('app.member_search', '', true);
  RETURN CASE WHEN cardinality(found) > most THEN NULL ELSE coalesce(found, '{}') END;
END $$;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT id FROM workspace LOOP
    PERFORM set_config('app.workspace_id', one.id::text, true);
    INSERT INTO member_search (workspace_id, member_id, text)
      SELECT m.workspace_id, m.id, app.search_text(u.name, u.email) FROM member m JOIN "user" u ON u.id = m.user_id;
  END LOOP;
  PERFORM set_config('app.workspace_id', '', true);
END $$;

DROP FUNCTION app.load_context(text, text);
-- Everything a request needs to know about who asks and where, in one statement and without a transaction around it.
-- Runs with the caller's rights: it sets what the policies ask for, reads, and puts the settings back. Notes that a
-- member was seen, at most every five minutes, never waiting for a row that somebody is changing.
CREATE FUNCTION app.load_context(slug text, clerk_user_id text)
RETURNS TABLE ("user" jsonb, operator boolean, workspace jsonb, member jsonb, custom_role jsonb, subscription jsonb,
  unread_notifications integer, ownership_offer uuid)
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
    offer;
END $$;
