-- Keys of the REST API. Of the secret only its SHA-256 is kept.
CREATE TABLE api_key (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  secret_hash text NOT NULL,
  previous_secret_hash text,
  previous_works_until timestamptz(6),
  hint text NOT NULL,
  scopes text[],
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6),
  revoked_at timestamptz(6),
  last_used_at timestamptz(6),
  CONSTRAINT api_key_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT api_key_secret_is_hashed CHECK (secret_hash ~ '^[0-9a-f]{64}$' AND previous_secret_hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX api_key_workspace_id_created_at_id_idx ON api_key (workspace_id, created_at, id);
CREATE INDEX api_key_workspace_id_user_id_idx ON api_key (workspace_id, user_id);
CREATE INDEX api_key_user_id_idx ON api_key (user_id);
-- Two keys of one name could not be told apart in the audit log.
CREATE UNIQUE INDEX api_key_name_in_use ON api_key (workspace_id, lower(name)) WHERE revoked_at IS NULL;

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY api_key_isolation ON api_key
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO archipelago_app;

-- Whoever made a key stays known by name after they have left.
CREATE POLICY user_of_api_key ON "user" FOR SELECT
  USING (
    EXISTS (
      SELECT FROM api_key WHERE api_key.workspace_id = (SELECT app.workspace_id()) AND api_key.user_id = "user".id
    )
  );

-- What a change asked for with an Idempotency-Key was answered: written in the transaction of the change itself.
CREATE TABLE api_answer (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  api_key_id uuid NOT NULL,
  key_hash text NOT NULL,
  fingerprint text NOT NULL,
  status integer NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT api_answer_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT api_answer_workspace_id_api_key_id_fkey FOREIGN KEY (workspace_id, api_key_id)
    REFERENCES api_key (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX api_answer_workspace_id_api_key_id_key_hash_key ON api_answer (workspace_id, api_key_id, key_hash);
CREATE INDEX api_answer_workspace_id_created_at_idx ON api_answer (workspace_id, created_at);

ALTER TABLE api_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY api_answer_isolation ON api_answer
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON api_answer TO archipelago_app;

-- What a workspace used in one month, for what cannot be counted from its own rows.
CREATE TABLE usage_counter (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  meter text NOT NULL,
  period date NOT NULL,
  used bigint NOT NULL DEFAULT 0,
  CONSTRAINT usage_counter_pkey PRIMARY KEY (workspace_id, meter, period),
  CONSTRAINT usage_counter_period_is_a_month CHECK (period = date_trunc('month', period))
);

ALTER TABLE usage_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_counter FORCE ROW LEVEL SECURITY;
CREATE POLICY usage_counter_isolation ON usage_counter
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_counter TO archipelago_app;

-- How often something was done in the present window: keyed by a hash, because it counts also what belongs to no
-- workspace yet, such as the address that wrong keys come from. Not worth a log: after a crash counting starts again.
CREATE UNLOGGED TABLE rate_limit (
  key_hash text NOT NULL,
  used integer NOT NULL,
  resets_at timestamptz(6) NOT NULL,
  CONSTRAINT rate_limit_pkey PRIMARY KEY (key_hash)
);
CREATE INDEX rate_limit_resets_at_idx ON rate_limit (resets_at);

CREATE FUNCTION app.rate_limit_key() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.rate_limit_key', true), '');

-- One counter at a time, for whoever knows its key; what is over may be cleared away by anyone.
ALTER TABLE rate_limit ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_limit FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_limit_by_key ON rate_limit
  USING (key_hash = (SELECT app.rate_limit_key())) WITH CHECK (key_hash = (SELECT app.rate_limit_key()));
CREATE POLICY rate_limit_see_what_is_over ON rate_limit FOR SELECT USING (resets_at < now());
CREATE POLICY rate_limit_clear_what_is_over ON rate_limit FOR DELETE USING (resets_at < now());
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO archipelago_app;

-- Counts one more and says how many there are now: more than `most` means refused, and is not counted further.
CREATE FUNCTION app.count_against(key_hash text, most integer, seconds integer)
RETURNS TABLE (used integer, resets_at timestamptz) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  before_key text := coalesce(current_setting('app.rate_limit_key', true), '');
  ends timestamptz := clock_timestamp() + make_interval(secs => seconds);
BEGIN
  PERFORM set_config('app.rate_limit_key', count_against.key_hash, true);
  RETURN QUERY
    INSERT INTO public.rate_limit AS r (key_hash, used, resets_at) VALUES (count_against.key_hash, 1, ends)
    ON CONFLICT (key_hash) DO UPDATE SET
      used = CASE WHEN r.resets_at <= clock_timestamp() THEN 1 ELSE least(r.used, most) + 1 END,
      resets_at = CASE WHEN r.resets_at <= clock_timestamp() THEN ends ELSE r.resets_at END
    RETURNING r.used, r.resets_at;
  PERFORM set_config('app.rate_limit_key', before_key, true);
END $$;

-- All that a request with an API key needs to begin, in one statement and without a transaction around it: is the key
-- right, whose is it, what does its maker hold, and does one more request fit into the window and the month.
-- Tells nothing of a workspace unless the secret is right. Secrets are compared as hashes of hashes with a number drawn
-- for this call, so that the time it takes says nothing about how much of one was right.
CREATE FUNCTION app.open_api_request(
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
