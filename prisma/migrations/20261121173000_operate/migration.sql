-- Since when Stripe may know more of a customer than we do: what the operators' inbox is sorted by. Null when we are up to
-- date. Kept by the database, whoever moves the numbers.
ALTER TABLE billing_customer ADD COLUMN dirty_since timestamptz(6);

CREATE FUNCTION app.note_dirty_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.dirty_seq <= NEW.synced_seq THEN
    NEW.dirty_since := NULL;
  ELSIF TG_OP = 'INSERT' OR NEW.dirty_since IS NULL OR NEW.synced_seq > OLD.synced_seq THEN
    NEW.dirty_since := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER billing_customer_dirty_since BEFORE INSERT OR UPDATE OF dirty_seq, synced_seq ON billing_customer
  FOR EACH ROW EXECUTE FUNCTION app.note_dirty_since();

-- The owner of the tables is bound by their policies too, but for this one statement.
ALTER TABLE billing_customer NO FORCE ROW LEVEL SECURITY;
UPDATE billing_customer SET dirty_since = now() WHERE dirty_seq > synced_seq;
ALTER TABLE billing_customer FORCE ROW LEVEL SECURITY;

-- What waits, and what was given up, beside any number of customers that are up to date.
CREATE INDEX billing_customer_waiting ON billing_customer (dirty_since, workspace_id) WHERE dirty_since IS NOT NULL;
CREATE INDEX billing_customer_dead ON billing_customer (dirty_since, workspace_id) WHERE dead_at IS NOT NULL;
CREATE INDEX stripe_event_received_at_idx ON stripe_event (received_at);
CREATE INDEX stripe_event_stripe_customer_id_received_at_idx ON stripe_event (stripe_customer_id, received_at);

-- Operators see the inbox across workspaces, to them alone and outside of any workspace; they change nothing by it.
CREATE POLICY billing_customer_for_operators ON billing_customer FOR SELECT
  USING (
    (SELECT app.workspace_id()) IS NULL
    AND EXISTS (SELECT FROM operator WHERE operator.user_id = (SELECT app.user_id()))
  );
CREATE POLICY stripe_event_for_operators ON stripe_event FOR SELECT
  USING (
    (SELECT app.workspace_id()) IS NULL
    AND EXISTS (SELECT FROM operator WHERE operator.user_id = (SELECT app.user_id()))
  );

-- Deliveries that were refused at the door, by day. They belong to no workspace: nobody knows who sent them.
CREATE TABLE refused_delivery (
  day date NOT NULL,
  reason text NOT NULL,
  count bigint NOT NULL,
  last_at timestamptz(6) NOT NULL,
  CONSTRAINT refused_delivery_pkey PRIMARY KEY (day, reason),
  CONSTRAINT refused_delivery_reason CHECK (reason IN ('signature', 'mode', 'size'))
);
GRANT SELECT, INSERT, UPDATE (count, last_at) ON refused_delivery TO archipelago_app;

ALTER TABLE refused_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE refused_delivery FORCE ROW LEVEL SECURITY;
-- The receiver's scope for what concerns no customer.
CREATE POLICY refused_delivery_counting ON refused_delivery
  USING ((SELECT app.stripe_customer_id()) = 'none') WITH CHECK ((SELECT app.stripe_customer_id()) = 'none');
CREATE POLICY refused_delivery_for_operators ON refused_delivery FOR SELECT
  USING (
    (SELECT app.workspace_id()) IS NULL
    AND EXISTS (SELECT FROM operator WHERE operator.user_id = (SELECT app.user_id()))
  );

-- The directory is searched by the beginning of an address, byte by byte whatever the database's language.
CREATE INDEX workspace_slug_directory ON workspace (slug COLLATE "C");
