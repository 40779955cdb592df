-- Cents that seats which came and went in the running period add to the next invoice, as Stripe worked them out.
ALTER TABLE subscription ADD COLUMN pending_amount integer NOT NULL DEFAULT 0;
