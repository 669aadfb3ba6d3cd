-- The board reads a whole plan at once: what it needs of a milestone and of a report without visiting their rows.
create index milestone_open on milestone (commitment_id) include (due_on, done_on);
