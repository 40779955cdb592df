-- What a subscription is paid in. Whoever subscribed before there was a choice pays in dollars.
ALTER TABLE subscription ADD COLUMN currency text NOT NULL DEFAULT 'usd';
ALTER TABLE subscription ADD CONSTRAINT subscription_currency_iso CHECK (currency ~ '^[a-z]{3}$');
