-- What a letter encloses: a calendar file, and a code of which the picture is made when it leaves.
alter table mail add calendar text;
alter table mail add code text;
comment on column mail.code is 'what the enclosed QR code says';
-- An address of one of these domains, or of one under it, is of someone who speaks for the organisation.
create table organisation_domain (
    organisation_id bigint not null references organisation on delete cascade,
    domain          text   not null check (domain ~ '^([a-z0-9-]+\.)+[a-z]{2,}$'),
    primary key (organisation_id, domain)
);
create index on organisation_domain (domain);
