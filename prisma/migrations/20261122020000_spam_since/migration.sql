ALTER TABLE inquiry ADD COLUMN spam_at timestamptz(6);

-- Whoever takes an inquiry for spam, and however: from then on its days count.
CREATE FUNCTION app.note_spam() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'spam' THEN
    NEW.spam_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.state <> 'spam' THEN
    NEW.spam_at := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inquiry_spam_since BEFORE INSERT OR UPDATE OF state ON inquiry
  FOR EACH ROW EXECUTE FUNCTION app.note_spam();

-- What is there already is kept for its days from now on. The owner of the tables is bound by their policies otherwise.
ALTER TABLE inquiry NO FORCE ROW LEVEL SECURITY;
UPDATE inquiry SET spam_at = now() WHERE state = 'spam';
ALTER TABLE inquiry FORCE ROW LEVEL SECURITY;

ALTER TABLE inquiry ADD CONSTRAINT inquiry_spam_has_a_time CHECK ((state = 'spam') = (spam_at IS NOT NULL));
