-- What one person liked and rated, newest first.
CREATE INDEX post_like_workspace_id_user_id_created_at_post_id_idx ON post_like (workspace_id, user_id, created_at, post_id);
CREATE INDEX post_rating_workspace_id_user_id_created_at_post_id_idx ON post_rating (workspace_id, user_id, created_at, post_id);
