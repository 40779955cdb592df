-- Our copy of what Stripe has billed, so that no page asks Stripe. Written by the synchronisation alone, under its fence,
-- from the moment that an invoice has its number; nothing of it is ever removed but with the workspace.
CREATE TABLE invoice (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  stripe_invoice_id text NOT NULL,
  number text,
  status text NOT NULL,
  currency text NOT NULL,
  total integer NOT NULL,
  amount_due integer NOT NULL,
  amount_remaining integer NOT NULL,
  issued_at timestamptz(6) NOT NULL,
  period_start timestamptz(6) NOT NULL,
  period_end timestamptz(6) NOT NULL,
  paid_at timestamptz(6),
  attempts integer NOT NULL,
  next_attempt_at timestamptz(6),
  CONSTRAINT invoice_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT invoice_status CHECK (status IN ('open', 'paid', 'uncollectible', 'void'))
);
CREATE UNIQUE INDEX invoice_workspace_id_stripe_invoice_id_key ON invoice (workspace_id, stripe_invoice_id);
CREATE INDEX invoice_workspace_id_issued_at_id_idx ON invoice (workspace_id, issued_at DESC, id DESC);
-- What somebody owes, beside any number of invoices that are settled.
CREATE INDEX invoice_open ON invoice (workspace_id, issued_at) WHERE status = 'open';
GRANT SELECT, INSERT, UPDATE ON invoice TO archipelago_app;
ALTER TABLE invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoice FORCE ROW LEVEL SECURITY;
CREATE POLICY invoice_isolation ON invoice
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));

-- The nightly comparison looks at invoices too; null until it has been through all of them once.
ALTER TABLE billing_reconciliation
  ADD COLUMN invoices_until timestamptz(6),
  DROP CONSTRAINT billing_reconciliation_phase,
  ADD CONSTRAINT billing_reconciliation_phase CHECK (phase IN ('events', 'subscriptions', 'invoices', 'done'));
