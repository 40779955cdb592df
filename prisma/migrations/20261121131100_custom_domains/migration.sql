CREATE TYPE domain_state AS ENUM ('pending', 'verified', 'failed');

CREATE TABLE custom_domain (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  host text NOT NULL,
  challenge text NOT NULL,
  state domain_state NOT NULL DEFAULT 'pending',
  problem text,
  points_here boolean,
  checked_at timestamptz(6),
  next_check_at timestamptz(6),
  verified_at timestamptz(6),
  lost_at timestamptz(6),
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT custom_domain_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT custom_domain_host_is_lower_case CHECK (host = lower(host) AND length(host) <= 253),
  CONSTRAINT custom_domain_verified_has_a_time CHECK (state <> 'verified' OR verified_at IS NOT NULL),
  CONSTRAINT custom_domain_only_verified_is_lost CHECK (lost_at IS NULL OR state = 'verified')
);
CREATE UNIQUE INDEX custom_domain_workspace_id_host_key ON custom_domain (workspace_id, host);
-- A host has one workspace. Whoever meets this key has just proved by DNS that the host is theirs, so that it tells
-- nobody else what others have.
CREATE UNIQUE INDEX custom_domain_verified_host_key ON custom_domain (host) WHERE state = 'verified';

ALTER TABLE custom_domain ENABLE ROW LEVEL SECURITY;
ALTER TABLE custom_domain FORCE ROW LEVEL SECURITY;
CREATE POLICY custom_domain_isolation ON custom_domain
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_domain TO archipelago_app;

ALTER TABLE workspace
  -- Where the public site lives; null for the platform's own address. In the directory, because every page asks.
  ADD COLUMN primary_domain text,
  -- The earliest check that is due among its domains, so that who has work is found without entering each workspace.
  ADD COLUMN domains_due_at timestamptz(6);
CREATE INDEX workspace_domains_due_at_idx ON workspace (domains_due_at) WHERE domains_due_at IS NOT NULL;

-- Makes the domain the workspace's own, or answers false when another workspace has it. A function, because a refused
-- unique key would otherwise undo the whole transaction.
CREATE FUNCTION app.hold_domain(domain_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE custom_domain SET state = 'verified', verified_at = coalesce(verified_at, now()), problem = NULL, lost_at = NULL
  WHERE workspace_id = (SELECT app.workspace_id()) AND id = domain_id;
  RETURN FOUND;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END $$;
