-- First of all migrations: what the owner makes from here on, the application may read and change. A room that keeps a
-- record nobody may alter takes UPDATE and DELETE back from ${application} in its own migration.
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${application};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${application};

-- One row: what every process over this database agrees on. In a demonstration the civic time is
-- civic_origin + (real time - real_origin); elsewhere both origins are the same moment.
CREATE TABLE instance (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    created_at   timestamptz NOT NULL,
    demonstration boolean    NOT NULL,
    civic_origin timestamptz NOT NULL,
    real_origin  timestamptz NOT NULL
);
