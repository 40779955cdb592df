CREATE TABLE webhook_endpoint (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  url text NOT NULL,
  description text NOT NULL DEFAULT '',
  event_types text[],
  secret_version integer NOT NULL DEFAULT 1,
  secret_rotated_at timestamptz(6),
  disabled_at timestamptz(6),
  disabled_reason text,
  failing_since timestamptz(6),
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_endpoint_disabled_for_a_reason CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);
CREATE INDEX webhook_endpoint_workspace_id_created_at_id_idx ON webhook_endpoint (workspace_id, created_at, id);

CREATE TYPE webhook_delivery_state AS ENUM ('pending', 'delivered', 'failed');

CREATE TABLE webhook_delivery (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  state webhook_delivery_state NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  tries integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(6),
  response_status integer,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(6),
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_delivery_workspace_id_endpoint_id_fkey FOREIGN KEY (workspace_id, endpoint_id)
    REFERENCES webhook_endpoint (workspace_id, id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX webhook_delivery_workspace_id_endpoint_id_event_id_key
  ON webhook_delivery (workspace_id, endpoint_id, event_id);
CREATE INDEX webhook_delivery_workspace_id_endpoint_id_created_at_id_idx
  ON webhook_delivery (workspace_id, endpoint_id, created_at, id);
CREATE INDEX webhook_delivery_by_state_idx
  ON webhook_delivery (workspace_id, endpoint_id, state, created_at, id);
-- What the nightly clean-up looks for.
CREATE INDEX webhook_delivery_workspace_id_created_at_idx ON webhook_delivery (workspace_id, created_at);

CREATE TABLE webhook_attempt (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  started_at timestamptz(6) NOT NULL,
  duration_ms integer NOT NULL,
  response_status integer,
  response_body text NOT NULL DEFAULT '',
  error text,
  CONSTRAINT webhook_attempt_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_attempt_workspace_id_delivery_id_fkey FOREIGN KEY (workspace_id, delivery_id)
    REFERENCES webhook_delivery (workspace_id, id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX webhook_attempt_workspace_id_delivery_id_number_key
  ON webhook_attempt (workspace_id, delivery_id, number);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['webhook_endpoint', 'webhook_delivery', 'webhook_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()))',
      name || '_isolation', name
    );
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO archipelago_app', name);
  END LOOP;
END $$;
