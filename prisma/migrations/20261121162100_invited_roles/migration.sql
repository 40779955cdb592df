-- An invitation may carry one of the workspace's own roles. What was answered forgets a role that is deleted; what waits is
-- given another one by whoever deletes it, so that nobody joins with more than they were invited to.
ALTER TABLE invitation ADD COLUMN custom_role_id uuid,
  ADD CONSTRAINT invitation_custom_role_is_for_members CHECK (custom_role_id IS NULL OR role = 'member'),
  ADD CONSTRAINT invitation_workspace_id_custom_role_id_fkey FOREIGN KEY (workspace_id, custom_role_id)
    REFERENCES custom_role (workspace_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX invitation_workspace_id_custom_role_id_idx ON invitation (workspace_id, custom_role_id);
