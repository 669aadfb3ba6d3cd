-- Where: a country, its regions, their départements, their communes. Codes are those of its statistics office, after their
-- level: NAT-FR, REG-84, DEPT-01, COM-19031.
create table territory (
    id int generated always as identity primary key,
    code text not null unique check (code ~ '^(NAT|REG|DEPT|COM)-[A-Z0-9]{1,10}$'),
    level text not null check (level in ('NAT', 'REG', 'DEPT', 'COM')),
    parent_id int references territory,
    name text not null check (length(name) between 1 and 200),
    folded text not null,
    population int check (population >= 0),
    -- Collectivities that lie apart: a sum waits for none of them.
    apart boolean not null default false,
    postcodes text[] not null default '{}',
    -- In a picture of 1010 by 1160: an SVG path, and where it is moved and scaled to.
    contour text,
    placed text
);

create index territory_parent on territory (parent_id);
create index territory_folded on territory (folded text_pattern_ops);
create index territory_postcodes on territory using gin (postcodes);

-- Codes that are no more, and what they became part of.
create table territory_merger (
    code text primary key,
    into_code text not null,
    name text not null
);

-- Which list is loaded.
create table territory_list (
    one boolean primary key default true check (one),
    source text not null,
    licence text not null,
    sha256 bytea not null,
    shipped boolean not null,
    loaded_at timestamptz not null default clock_timestamp()
);
