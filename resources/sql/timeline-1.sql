-- What happened to credentials, and their requests. No secrets: a token is known by its fingerprint only.
CREATE TABLE lane (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE -- profile/environment/account
);
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL, -- milliseconds since 1970, UTC, by this computer's clock
    lane INTEGER NOT NULL REFERENCES lane(id),
    kind INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    access_kind INTEGER NOT NULL, -- of the tokens' ends, by the server's clock
    access_at INTEGER NOT NULL,
    refresh_kind INTEGER NOT NULL,
    refresh_at INTEGER NOT NULL,
    offset INTEGER NOT NULL, -- the server's clock minus this computer's, in milliseconds
    method TEXT NOT NULL,
    target TEXT NOT NULL, -- origin and path, no query
    status INTEGER NOT NULL, -- 0: no answer
    duration INTEGER NOT NULL -- milliseconds
);
CREATE INDEX event_by_lane ON event (lane, at);
CREATE INDEX event_by_time ON event (at);
