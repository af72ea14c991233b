-- Lists of administration: one index per combination of filters, so that none of them has to look at what it does not show.
CREATE INDEX users_role_status ON users (role, status, id);
CREATE INDEX users_role_username ON users (role, username_key);
CREATE INDEX users_status_username ON users (status, username_key);
CREATE INDEX users_role_status_username ON users (role, status, username_key);

CREATE INDEX audit_actor_action ON audit_log (actor_id, action, id);
CREATE INDEX audit_target_action ON audit_log (target_id, action, id);
CREATE INDEX audit_actor_target ON audit_log (actor_id, target_id, id);
CREATE INDEX audit_actor_target_action ON audit_log (actor_id, target_id, action, id);
