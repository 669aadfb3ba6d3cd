-- The fingerprint of the scripts that were last run to their end: while it is the code's own, a start asks Flyway nothing.
CREATE TABLE migrations (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    fingerprint text    NOT NULL
);
INSERT INTO migrations (fingerprint) VALUES ('');
