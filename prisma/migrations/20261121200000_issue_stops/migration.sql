CREATE TYPE newsletter_stop AS ENUM ('post_closed', 'post_unpublished', 'post_deleted');

-- Why an issue stopped by itself; null when a person stopped it, or when it goes out.
ALTER TABLE newsletter_issue ADD COLUMN stopped_because newsletter_stop,
  ADD CONSTRAINT newsletter_issue_stopped_has_a_reason CHECK (stopped_because IS NULL OR state = 'cancelled');
