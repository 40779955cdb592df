-- The role of the running product. It owns nothing and is made in SQL, because a role made in Neon's console joins
-- neon_superuser, which bypasses row-level security. The deploy step sets its password from DATABASE_URL.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'archipelago_app') THEN
    CREATE ROLE archipelago_app LOGIN NOINHERIT;
  END IF;
END $$;

-- Prisma sends times without a zone and means UTC.
ALTER ROLE archipelago_app SET timezone = 'UTC';
-- A request that its client gave up on must not hold a connection and its locks.
ALTER ROLE archipelago_app SET statement_timeout = '15s';
ALTER ROLE archipelago_app SET idle_in_transaction_session_timeout = '15s';

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app, public TO archipelago_app;

-- Who asks, for the policies below: transaction-local settings. After a transaction they read '' and not null; both
-- mean nobody, and nobody sees no rows.
CREATE FUNCTION app.workspace_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.workspace_id', true), '')::uuid;
CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;
CREATE FUNCTION app.clerk_user_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.clerk_user_id', true), '');
CREATE FUNCTION app.stripe_customer_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.stripe_customer_id', true), '');

-- The directory: everyone finds a workspace by its address, only its own people change it.
ALTER TABLE workspace ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
CREATE POLICY workspace_read ON workspace FOR SELECT USING (true);
CREATE POLICY workspace_create ON workspace FOR INSERT WITH CHECK (id = (SELECT app.workspace_id()));
CREATE POLICY workspace_change ON workspace FOR UPDATE
  USING (id = (SELECT app.workspace_id())) WITH CHECK (id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE ON workspace TO archipelago_app;

ALTER TABLE member ENABLE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
CREATE POLICY member_isolation ON member
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
-- "My workspaces", and only outside of any workspace: inside one, other memberships stay out of sight.
CREATE POLICY member_of_mine ON member FOR SELECT
  USING ((SELECT app.workspace_id()) IS NULL AND user_id = (SELECT app.user_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO archipelago_app;

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY invitation_isolation ON invitation
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO archipelago_app;

ALTER TABLE post ENABLE ROW LEVEL SECURITY;
ALTER TABLE post FORCE ROW LEVEL SECURITY;
CREATE POLICY post_isolation ON post
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON post TO archipelago_app;

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_read ON audit_event FOR SELECT USING (workspace_id = (SELECT app.workspace_id()));
CREATE POLICY audit_event_append ON audit_event FOR INSERT WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT ON audit_event TO archipelago_app;

ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscription FORCE ROW LEVEL SECURITY;
CREATE POLICY subscription_isolation ON subscription
  USING (workspace_id = (SELECT app.workspace_id())) WITH CHECK (workspace_id = (SELECT app.workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON subscription TO archipelago_app;

-- Webhooks know the Stripe customer and must find its workspace.
ALTER TABLE billing_customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_customer FORCE ROW LEVEL SECURITY;
CREATE POLICY billing_customer_isolation ON billing_customer
  USING (
    workspace_id = (SELECT app.workspace_id()) OR stripe_customer_id = (SELECT app.stripe_customer_id())
  )
  WITH CHECK (
    workspace_id = (SELECT app.workspace_id()) OR stripe_customer_id = (SELECT app.stripe_customer_id())
  );
GRANT SELECT, INSERT, UPDATE, DELETE ON billing_customer TO archipelago_app;

ALTER TABLE stripe_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE stripe_event FORCE ROW LEVEL SECURITY;
CREATE POLICY stripe_event_isolation ON stripe_event
  USING (stripe_customer_id = (SELECT app.stripe_customer_id()))
  WITH CHECK (stripe_customer_id = (SELECT app.stripe_customer_id()));
GRANT SELECT, INSERT, UPDATE ON stripe_event TO archipelago_app;

-- People see themselves, and inside a workspace its members and whoever left something behind there.
ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "user" FORCE ROW LEVEL SECURITY;
CREATE POLICY user_self ON "user"
  USING (id = (SELECT app.user_id()) OR clerk_user_id = (SELECT app.clerk_user_id()))
  WITH CHECK (id = (SELECT app.user_id()) OR clerk_user_id = (SELECT app.clerk_user_id()));
CREATE POLICY user_of_workspace ON "user" FOR SELECT
  USING (
    EXISTS (
      SELECT FROM member WHERE member.workspace_id = (SELECT app.workspace_id()) AND member.user_id = "user".id
    )
    OR EXISTS (
      SELECT FROM post WHERE post.workspace_id = (SELECT app.workspace_id()) AND post.author_user_id = "user".id
    )
    OR EXISTS (
      SELECT FROM invitation
      WHERE invitation.workspace_id = (SELECT app.workspace_id()) AND invitation.invited_by_user_id = "user".id
    )
  );
GRANT SELECT, INSERT, UPDATE ON "user" TO archipelago_app;

-- Operators are appointed with the owner's connection, never by the running product.
ALTER TABLE operator ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator FORCE ROW LEVEL SECURITY;
CREATE POLICY operator_self ON operator FOR SELECT USING (user_id = (SELECT app.user_id()));
CREATE POLICY operator_appointment ON operator TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON operator TO archipelago_app;

-- Why a role could see past row-level security, one row a reason. The product refuses to run as such a role.
CREATE FUNCTION app.role_faults(role name) RETURNS TABLE (fault text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN r.rolname = role_faults.role THEN '' ELSE 'member of ' || r.rolname || ', which ' END
    || CASE WHEN r.rolsuper THEN 'is a superuser' ELSE 'may bypass row-level security' END
  FROM pg_roles r
  WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(role_faults.role, r.oid, 'MEMBER')
  UNION ALL
  SELECT DISTINCT 'owns tables, itself or through a role it is a member of'
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'app', 'pgboss') AND pg_has_role(role_faults.role, c.relowner, 'MEMBER');
END;
