-- Who holds, supports or watches: administrations, independent bodies, associations.
create table organisation (
    id        bigint generated always as identity primary key,
    slug      text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name_fr   text    not null,
    name_en   text,
    acronym   text,
    college   text    not null check (college in
        ('ADMINISTRATION', 'CIVIL_SOCIETY', 'CITIZEN', 'RESEARCH', 'COMPANY', 'ELECTED', 'INDEPENDENT_AUTHORITY')),
    about_fr  text,
    about_en  text,
    fictional boolean not null default false
);
