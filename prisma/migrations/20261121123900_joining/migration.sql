-- How people join a workspace by themselves: anyone as a guest, people at its own domains as members, or nobody.
CREATE TYPE join_policy AS ENUM ('open', 'domains', 'invitation');
ALTER TABLE workspace ADD COLUMN join_policy join_policy NOT NULL DEFAULT 'open';

CREATE TABLE join_domain (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  domain text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT join_domain_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT join_domain_is_a_host CHECK (domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$')
);
CREATE UNIQUE INDEX join_domain_workspace_id_domain_key ON join_domain (workspace_id, domain);

ALTER TABLE join_domain ENABLE ROW LEVEL SECURITY;
ALTER TABLE join_domain FORCE ROW LEVEL SECURITY;
CREATE POLICY join_domain_isolation ON join_domain
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, DELETE ON join_domain TO archipelago_app;
