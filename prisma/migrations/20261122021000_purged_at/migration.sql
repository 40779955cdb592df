-- When the CDN was last told to forget the whole site, its home, its guestbook, or one post: what is rendered soon after is kept there
-- for a moment only, since the platform takes no third purge of the same in five seconds.
ALTER TABLE workspace
  ADD COLUMN site_purged_at timestamptz(6),
  ADD COLUMN home_purged_at timestamptz(6),
  ADD COLUMN guestbook_purged_at timestamptz(6);
ALTER TABLE post_tally ADD COLUMN purged_at timestamptz(6);
