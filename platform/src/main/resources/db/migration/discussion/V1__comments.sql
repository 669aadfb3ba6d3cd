-- A thread is what is said of one public thing, known by its root-relative address. Its room says who answers for it.
create table thread (
    subject     text primary key check (subject ~ '^/[a-z0-9/_-]*$'),
    title_fr    text not null,
    title_en    text,
    institution text references organisation (slug)
);

-- An author is a number, which outlives the person's name.
create table comment (
    id          bigint      generated always as identity primary key,
    subject     text        not null references thread,
    parent_id   bigint      references comment,
    author_id   bigint      not null references person,
    institution text        references organisation (slug),
    text        text        not null check (length(text) between 1 and 5000),
    posted_at   timestamptz not null,
    check (institution is null or parent_id is not null)
);
comment on column comment.institution is 'set on the answer of the institution that the thread is about';
create index comment_thread on comment (subject, id desc) where parent_id is null;
create index comment_replies on comment (parent_id, id);
create index comment_author on comment (author_id, posted_at);

-- What a comment said before its author changed it.
create table comment_edit (
    id         bigint      generated always as identity primary key,
    comment_id bigint      not null references comment,
    edited_at  timestamptz not null,
    was        text        not null
);
create index on comment_edit (comment_id);

-- What became of it: withdrawn by its author, hidden by a moderator, shown again. The last step counts.
create table comment_step (
    id         bigint      generated always as identity primary key,
    comment_id bigint      not null references comment,
    step       text        not null check (step in ('WITHDRAWN', 'HIDDEN', 'SHOWN')),
    taken_at   timestamptz not null,
    taken_by   bigint      not null references person,
    reason     text,
    check ((step = 'WITHDRAWN') = (reason is null))
);
create index on comment_step (comment_id, id desc);

-- One person reports one comment once.
create table comment_alert (
    comment_id bigint      not null references comment,
    person_id  bigint      not null references person,
    raised_at  timestamptz not null,
    reason     text        not null,
    primary key (comment_id, person_id)
);

-- How often an account has spoken this hour: one row to wait on, the account's own.
create table comment_rate (
    person_id bigint      primary key references person,
    hour      timestamptz not null,
    spoken    int         not null
);
