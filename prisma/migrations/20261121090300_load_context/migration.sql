-- Everything a request needs to know about who asks and where, in one statement and without a transaction around it.
-- Runs with the caller's rights: it sets what the policies ask for, reads, and puts the settings back.
CREATE FUNCTION app.load_context(slug text, clerk_user_id text)
RETURNS TABLE ("user" jsonb, operator boolean, workspace jsonb, member jsonb, subscription jsonb)
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
  found_subscription public.subscription;
  is_operator boolean := false;
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
    CASE WHEN found_subscription.workspace_id IS NOT NULL THEN to_jsonb(found_subscription) END;
END $$;
