-- When the list of what to set up was put away; null: it shows until all is done.
ALTER TABLE workspace ADD COLUMN setup_hidden_at timestamptz(6);
