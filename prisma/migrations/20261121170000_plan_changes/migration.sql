-- What the subscription becomes when its period ends: all of it is known, or nothing is planned.
ALTER TABLE subscription
  ADD COLUMN planned_plan text,
  ADD COLUMN planned_interval text,
  ADD COLUMN planned_seats integer,
  ADD COLUMN planned_at timestamptz(6),
  ADD CONSTRAINT subscription_planned_whole
    CHECK (num_nonnulls(planned_plan, planned_interval, planned_seats, planned_at) IN (0, 4)),
  -- The discount in force: its name for people, and what it takes off.
  ADD COLUMN discount_name text,
  ADD COLUMN discount_percent_off double precision,
  ADD COLUMN discount_amount_off integer,
  ADD COLUMN discount_ends_at timestamptz(6);

-- What Stripe prints on the invoices, so that the page about it asks nobody.
ALTER TABLE billing_customer
  ADD COLUMN billing_name text,
  ADD COLUMN billing_email text,
  ADD COLUMN tax_id_type text,
  ADD COLUMN tax_id text;
