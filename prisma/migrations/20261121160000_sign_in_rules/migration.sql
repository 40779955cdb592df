-- A workspace may ask its team for a second factor at sign-in.
ALTER TABLE workspace ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

-- Our copy of what the identity provider says: whether this person has set one up. It informs, and decides nothing.
ALTER TABLE "user" ADD COLUMN has_second_factor boolean NOT NULL DEFAULT false;
