-- When its words were last changed, so that whoever keeps a copy asks for what changed and is answered from one index.
alter table contribution add column edited_at timestamptz;
update contribution c set edited_at = e.edited_at
from (select contribution_id, max(edited_at) as edited_at from contribution_edit group by 1) e where e.contribution_id = c.id;
create index contribution_changed on contribution (greatest(published_at, edited_at, answered_at), id) where standing = 'PUBLIC';
