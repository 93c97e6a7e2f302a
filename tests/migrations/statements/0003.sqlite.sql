CREATE TABLE new_petition (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
person_id INTEGER NOT NULL,
address_id INTEGER NOT NULL,
conference_id INTEGER,
code VARCHAR,
secret_hash VARCHAR,
state VARCHAR NOT NULL,
version INTEGER NOT NULL,
want VARCHAR NOT NULL,
seat VARCHAR NOT NULL,
seat_rule VARCHAR NOT NULL,
seat_clause VARCHAR NOT NULL,
seat_decided_by VARCHAR NOT NULL,
seat_review_asked BOOLEAN NOT NULL,
answers JSON NOT NULL,
name VARCHAR NOT NULL,
phone VARCHAR NOT NULL,
position VARCHAR NOT NULL,
village_id INTEGER,
behalf VARCHAR NOT NULL,
behalf_name VARCHAR NOT NULL,
group_size INTEGER,
field_id INTEGER,
regulation_id VARCHAR NOT NULL,
regulation_version VARCHAR NOT NULL,
question VARCHAR NOT NULL,
opened_by INTEGER,
opened_at DATETIME,
created_at DATETIME NOT NULL,
changed_at DATETIME NOT NULL,
submitted_at DATETIME,
CONSTRAINT pk_petition PRIMARY KEY (id),
CONSTRAINT ck_petition_code_once_submitted CHECK ((state = 'draft') = (code IS NULL)),
CONSTRAINT ck_petition_behalf CHECK (behalf IN ('self', 'other', 'group')),
CONSTRAINT ck_petition_seat CHECK (seat IN ('not_wanted', 'requested', 'granted', 'refused')),
CONSTRAINT ck_petition_state CHECK (state IN ('draft', 'received', 'documents_requested', 'accepted', 'declined', 'withdrawn', 'classified', 'assigned', 'settled', 'left_open', 'noted', 'submitted_upward', 'passed_on', 'replied', 'closed', 'petitioned_again')),
CONSTRAINT ck_petition_want CHECK (want IN ('send', 'attend', 'speak')),
CONSTRAINT ck_petition_group_size CHECK (group_size IS NULL OR group_size > 1),
CONSTRAINT fk_petition_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_petition_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_petition_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_petition_field_id FOREIGN KEY(field_id) REFERENCES field (id),
CONSTRAINT fk_petition_opened_by FOREIGN KEY(opened_by) REFERENCES staff (id),
CONSTRAINT fk_petition_person_id FOREIGN KEY(person_id) REFERENCES person (id),
CONSTRAINT fk_petition_village_id FOREIGN KEY(village_id) REFERENCES village (id),
CONSTRAINT uq_petition_commune_id_code UNIQUE (commune_id, code)
);
INSERT INTO new_petition SELECT * FROM petition;
DROP TABLE petition;
ALTER TABLE new_petition RENAME TO petition;
CREATE INDEX ix_petition_person ON petition (commune_id, person_id, state);
CREATE INDEX ix_petition_queue ON petition (commune_id, state, submitted_at);
CREATE INDEX ix_petition_seat ON petition (commune_id, seat, submitted_at);
CREATE TABLE new_conference (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
code VARCHAR NOT NULL,
title VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
form VARCHAR NOT NULL,
chair VARCHAR NOT NULL,
place VARCHAR NOT NULL,
content VARCHAR NOT NULL,
starts_at DATETIME NOT NULL,
registration_closes_at DATETIME NOT NULL,
capacity INTEGER,
regulation_id VARCHAR NOT NULL,
regulation_version VARCHAR NOT NULL,
state VARCHAR NOT NULL,
created_at DATETIME NOT NULL,
CONSTRAINT pk_conference PRIMARY KEY (id),
CONSTRAINT ck_conference_chair CHECK (chair IN ('bi_thu', 'chu_tich', 'dong_chu_tri')),
CONSTRAINT ck_conference_form CHECK (form IN ('truc_tiep', 'truc_tuyen', 'gian_tiep')),
CONSTRAINT ck_conference_kind CHECK (kind IN ('dinh_ky', 'chuyen_de', 'dot_xuat')),
CONSTRAINT ck_conference_state CHECK (state IN ('draft', 'announced', 'registration_open', 'registration_closed', 'in_session', 'concluded', 'replies_due', 'archived', 'postponed', 'cancelled')),
CONSTRAINT fk_conference_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_conference_commune_id_code UNIQUE (commune_id, code)
);
INSERT INTO new_conference SELECT * FROM conference;
DROP TABLE conference;
ALTER TABLE new_conference RENAME TO conference;
CREATE INDEX ix_conference_start ON conference (commune_id, state, starts_at);
UPDATE conference SET state = 'registration_open' WHERE state IN ('announced');
