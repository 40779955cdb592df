-- Grace and read-only: since when a subscription has not been paid for, by Stripe's own dates. Of one that is overdue already
-- the nightly comparison reads it; until then the days count from now.
ALTER TABLE subscription ADD COLUMN overdue_since timestamptz(6);
ALTER TABLE subscription ADD COLUMN as_of timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What follows from a business fact, once: the key names the fact. Written in the projection's own transaction.
CREATE TABLE billing_effect (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  key text NOT NULL,
  kind text NOT NULL,
  details jsonb NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  mailed_at timestamptz(6),
  CONSTRAINT billing_effect_pkey PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX billing_effect_workspace_id_key_key ON billing_effect (workspace_id, key);
-- Nothing of it is rewritten or removed: the product adds rows and notes that a mail went out.
GRANT SELECT, INSERT, UPDATE (mailed_at) ON billing_effect TO archipelago_app;
ALTER TABLE billing_effect ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_effect FORCE ROW LEVEL SECURITY;
CREATE POLICY billing_effect_isolation ON billing_effect
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));

-- One row for the whole platform: how far the nightly comparison with Stripe is. Out of sight inside a workspace.
CREATE TABLE billing_reconciliation (
  id boolean NOT NULL DEFAULT true,
  started_at timestamptz(6) NOT NULL,
  phase text NOT NULL,
  cursor text,
  events_since timestamptz(6) NOT NULL,
  finished_at timestamptz(6),
  recovered integer NOT NULL DEFAULT 0,
  drifted integer NOT NULL DEFAULT 0,
  unknown text[] NOT NULL DEFAULT '{}',
  CONSTRAINT billing_reconciliation_pkey PRIMARY KEY (id),
  CONSTRAINT billing_reconciliation_is_one CHECK (id),
  CONSTRAINT billing_reconciliation_phase CHECK (phase IN ('events', 'subscriptions', 'done'))
);
GRANT SELECT, INSERT, UPDATE ON billing_reconciliation TO archipelago_app;
ALTER TABLE billing_reconciliation ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_reconciliation FORCE ROW LEVEL SECURITY;
CREATE POLICY billing_reconciliation_outside ON billing_reconciliation
  USING ((SELECT app.workspace_id()) IS NULL) WITH CHECK ((SELECT app.workspace_id()) IS NULL);
