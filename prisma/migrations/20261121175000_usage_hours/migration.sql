-- What was used in each hour of the last days, for the chart of one day. What is counted as it stands has a row for an hour
-- in which it changed.
CREATE TABLE usage_hour (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  meter text NOT NULL,
  hour timestamptz(6) NOT NULL,
  used bigint NOT NULL DEFAULT 0,
  CONSTRAINT usage_hour_pkey PRIMARY KEY (workspace_id, meter, hour),
  CONSTRAINT usage_hour_is_an_hour CHECK (hour = date_trunc('hour', hour, 'UTC'))
);

ALTER TABLE usage_hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_hour FORCE ROW LEVEL SECURITY;
CREATE POLICY usage_hour_isolation ON usage_hour
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_hour TO archipelago_app;

-- How many of them were answered with an error. Only requests with an API key can be.
ALTER TABLE usage_day ADD COLUMN failed bigint NOT NULL DEFAULT 0;

-- A limit of another size is another limit: whoever comes near it after a change of plan is warned of it, too.
ALTER TABLE usage_warning DROP CONSTRAINT usage_warning_pkey,
  ADD CONSTRAINT usage_warning_pkey PRIMARY KEY (workspace_id, meter, period, threshold, allowed);

-- As before, and a request is counted by the hour, too.
CREATE OR REPLACE FUNCTION app.open_api_request(
  wanted_workspace uuid, wanted_key uuid, secret_hash text,
  key_limit jsonb, address_limit jsonb, monthly jsonb, granting text[]
)
RETURNS TABLE (state text, used integer, resets_at timestamptz, requests bigint, api_key jsonb, "user" jsonb,
  operator boolean, workspace jsonb, member jsonb, custom_role jsonb, subscription jsonb, unread_notifications integer)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  before_workspace_id text := coalesce(current_setting('app.workspace_id', true), '');
  nonce bytea := uuid_send(gen_random_uuid());
  given bytea := sha256(convert_to(open_api_request.secret_hash, 'UTF8') || nonce);
  found_key public.api_key;
  found_user public.user;
  found_workspace public.workspace;
  found_member public.member;
  found_custom_role public.custom_role;
  found_subscription public.subscription;
  answer text := 'unknown';
  counted record;
  monthly_limit bigint;
  requests bigint := 0;
BEGIN
  PERFORM set_config('app.workspace_id', wanted_workspace::text, true);
  SELECT k.* INTO found_key FROM public.api_key k WHERE k.workspace_id = wanted_workspace AND k.id = wanted_key;
  IF found_key.id IS NOT NULL AND (
    sha256(convert_to(found_key.secret_hash, 'UTF8') || nonce) = given
    OR found_key.previous_works_until > now()
      AND sha256(convert_to(found_key.previous_secret_hash, 'UTF8') || nonce) = given
  ) THEN
    SELECT w.* INTO found_workspace FROM public.workspace w WHERE w.id = wanted_workspace;
    SELECT s.* INTO found_subscription FROM public.subscription s WHERE s.workspace_id = wanted_workspace;
    SELECT u.* INTO found_user FROM public.user u WHERE u.id = found_key.user_id;
    SELECT m.* INTO found_member FROM public.member m
      WHERE m.workspace_id = wanted_workspace AND m.user_id = found_key.user_id;
    IF found_member.custom_role_id IS NOT NULL THEN
      SELECT r.* INTO found_custom_role FROM public.custom_role r
        WHERE r.workspace_id = wanted_workspace AND r.id = found_member.custom_role_id;
    END IF;
    answer := CASE
      WHEN found_workspace.status <> 'active' THEN 'unknown'
      WHEN found_key.revoked_at IS NOT NULL THEN 'revoked'
      WHEN found_key.expires_at <= now() THEN 'expired'
      WHEN found_member.id IS NULL OR found_member.blocked_at IS NOT NULL OR found_user.deleted_at IS NOT NULL
        THEN 'maker-left'
      ELSE 'open'
    END;
  END IF;

  IF answer = 'open' THEN
    SELECT * INTO counted FROM app.count_against(
      key_limit ->> 'key', (key_limit ->> 'most')::integer, (key_limit ->> 'seconds')::integer);
    IF counted.used > (key_limit ->> 'most')::integer THEN
      answer := 'too-many';
    ELSE
      monthly_limit := monthly ->> CASE WHEN found_subscription.status = ANY (granting)
        AND monthly ? found_subscription.plan THEN found_subscription.plan ELSE 'free' END;
      INSERT INTO public.usage_counter AS c (workspace_id, meter, period, used)
        VALUES (wanted_workspace, 'api-requests', date_trunc('month', now() AT TIME ZONE 'UTC'), 1)
        ON CONFLICT (workspace_id, meter, period) DO UPDATE SET used = c.used + 1 WHERE c.used < monthly_limit
        RETURNING c.used INTO requests;
      IF requests IS NULL THEN
        answer := 'month-used';
        requests := monthly_limit;
      ELSE
        -- The same request by the day and the key: a row that only this key's requests wait for.
        INSERT INTO public.usage_day AS d (workspace_id, meter, day, source, used)
          VALUES (wanted_workspace, 'api-requests', (now() AT TIME ZONE 'UTC')::date, wanted_key::text, 1)
          ON CONFLICT (workspace_id, meter, day, source) DO UPDATE SET used = d.used + 1;
        INSERT INTO public.usage_hour AS h (workspace_id, meter, hour, used)
          VALUES (wanted_workspace, 'api-requests', date_trunc('hour', now(), 'UTC'), 1)
          ON CONFLICT (workspace_id, meter, hour) DO UPDATE SET used = h.used + 1;
      END IF;
    END IF;
    -- Once a minute is often enough, and nobody waits for it.
    IF found_key.last_used_at IS NULL OR found_key.last_used_at < now() - interval '1 minute' THEN
      UPDATE public.api_key k SET last_used_at = now()
        WHERE k.workspace_id = wanted_workspace AND k.id IN (
          SELECT l.id FROM public.api_key l WHERE l.workspace_id = wanted_workspace AND l.id = wanted_key
          FOR NO KEY UPDATE SKIP LOCKED
        );
    END IF;
  ELSE
    SELECT * INTO counted FROM app.count_against(
      address_limit ->> 'key', (address_limit ->> 'most')::integer, (address_limit ->> 'seconds')::integer);
    IF counted.used > (address_limit ->> 'most')::integer THEN
      answer := 'too-many-wrong';
    END IF;
  END IF;

  PERFORM set_config('app.workspace_id', before_workspace_id, true);

  RETURN QUERY SELECT
    answer, counted.used, counted.resets_at, requests,
    CASE WHEN answer = 'open' THEN
      jsonb_build_object('id', found_key.id, 'name', found_key.name, 'scopes', to_jsonb(found_key.scopes)) END,
    CASE WHEN answer = 'open' THEN to_jsonb(found_user) END,
    false,
    CASE WHEN answer = 'open' THEN to_jsonb(found_workspace) END,
    CASE WHEN answer = 'open' THEN to_jsonb(found_member) END,
    CASE WHEN answer = 'open' AND found_custom_role.id IS NOT NULL THEN to_jsonb(found_custom_role) END,
    CASE WHEN answer IN ('open', 'month-used') AND found_subscription.workspace_id IS NOT NULL
      THEN to_jsonb(found_subscription) END,
    0;
END $$;
