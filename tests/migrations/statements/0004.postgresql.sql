CREATE TABLE regulation_text (
id VARCHAR NOT NULL,
version VARCHAR NOT NULL,
content JSONB NOT NULL,
kept_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_regulation_text PRIMARY KEY (id, version)
);
CREATE TABLE deadline (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
conference_id BIGINT NOT NULL,
petition_id BIGINT,
key VARCHAR NOT NULL,
regulation_id VARCHAR NOT NULL,
regulation_version VARCHAR NOT NULL,
clause VARCHAR NOT NULL,
legal_due DATE,
target_due DATE,
notice_due DATE,
is_projected BOOLEAN NOT NULL,
state VARCHAR NOT NULL,
basis VARCHAR NOT NULL,
CONSTRAINT pk_deadline PRIMARY KEY (id),
CONSTRAINT ck_deadline_state CHECK (state IN ('open', 'stopped', 'met', 'void')),
CONSTRAINT fk_deadline_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_deadline_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_deadline_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
);
CREATE UNIQUE INDEX uq_deadline_of_conference ON deadline (commune_id, conference_id, key) WHERE petition_id IS NULL;
CREATE UNIQUE INDEX uq_deadline_of_petition ON deadline (commune_id, conference_id, petition_id, key) WHERE petition_id IS NOT NULL;
CREATE INDEX ix_deadline_target ON deadline (commune_id, state, target_due);
CREATE INDEX ix_deadline_petition ON deadline (commune_id, petition_id);
CREATE TABLE deadline_event (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
deadline_id BIGINT NOT NULL,
at TIMESTAMP WITH TIME ZONE NOT NULL,
kind VARCHAR NOT NULL,
staff_id BIGINT,
detail JSONB NOT NULL,
CONSTRAINT pk_deadline_event PRIMARY KEY (id),
CONSTRAINT fk_deadline_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_deadline_event_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id),
CONSTRAINT fk_deadline_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_deadline_event ON deadline_event (commune_id, deadline_id, id);
CREATE INDEX ix_deadline_event_at ON deadline_event (commune_id, at);
