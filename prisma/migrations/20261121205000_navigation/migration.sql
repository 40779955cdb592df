-- How the links of the public site are arranged; nothing where nobody has. It is read with every page, by the statement that
-- reads the workspace.
ALTER TABLE workspace ADD COLUMN navigation jsonb NOT NULL DEFAULT '[]';
ALTER TABLE workspace ADD CONSTRAINT workspace_navigation_is_a_short_list CHECK (
  jsonb_typeof(navigation) = 'array' AND jsonb_array_length(navigation) <= 16
    AND octet_length(navigation::text) <= 16384
);
