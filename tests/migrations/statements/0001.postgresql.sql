CREATE TABLE commune (
id BIGSERIAL NOT NULL,
code VARCHAR NOT NULL,
prefix VARCHAR NOT NULL,
name VARCHAR NOT NULL,
regulation_id VARCHAR NOT NULL,
language VARCHAR NOT NULL,
contact VARCHAR NOT NULL,
is_sample BOOLEAN NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_commune PRIMARY KEY (id),
CONSTRAINT uq_commune_code UNIQUE (code),
CONSTRAINT uq_commune_prefix UNIQUE (prefix)
);
CREATE TABLE account (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
channel VARCHAR NOT NULL,
name VARCHAR NOT NULL,
CONSTRAINT pk_account PRIMARY KEY (id),
CONSTRAINT fk_account_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_account_channel_name UNIQUE (channel, name)
);
CREATE TABLE agency (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
position INTEGER NOT NULL,
CONSTRAINT pk_agency PRIMARY KEY (id),
CONSTRAINT fk_agency_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_agency_commune_id_name UNIQUE (commune_id, name)
);
CREATE TABLE attempt (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
subject VARCHAR NOT NULL,
at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_attempt PRIMARY KEY (id),
CONSTRAINT fk_attempt_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE INDEX ix_attempt_subject ON attempt (commune_id, subject, at);
CREATE TABLE audit (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
at TIMESTAMP WITH TIME ZONE NOT NULL,
person_id BIGINT,
staff_id BIGINT,
action VARCHAR NOT NULL,
subject VARCHAR NOT NULL,
subject_id BIGINT NOT NULL,
detail JSONB NOT NULL,
CONSTRAINT pk_audit PRIMARY KEY (id),
CONSTRAINT fk_audit_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE INDEX ix_audit_subject ON audit (commune_id, subject, subject_id);
CREATE TABLE conference (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
code VARCHAR NOT NULL,
title VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
form VARCHAR NOT NULL,
chair VARCHAR NOT NULL,
place VARCHAR NOT NULL,
content VARCHAR NOT NULL,
starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
registration_closes_at TIMESTAMP WITH TIME ZONE NOT NULL,
capacity INTEGER,
regulation_id VARCHAR NOT NULL,
regulation_version VARCHAR NOT NULL,
state VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_conference PRIMARY KEY (id),
CONSTRAINT ck_conference_chair CHECK (chair IN ('bi_thu', 'chu_tich', 'dong_chu_tri')),
CONSTRAINT ck_conference_form CHECK (form IN ('truc_tiep', 'truc_tuyen', 'gian_tiep')),
CONSTRAINT ck_conference_kind CHECK (kind IN ('dinh_ky', 'chuyen_de', 'dot_xuat')),
CONSTRAINT ck_conference_state CHECK (state IN ('draft', 'announced', 'cancelled', 'concluded')),
CONSTRAINT fk_conference_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_conference_commune_id_code UNIQUE (commune_id, code)
);
CREATE INDEX ix_conference_start ON conference (commune_id, state, starts_at);
CREATE TABLE counter (
commune_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
value INTEGER NOT NULL,
CONSTRAINT pk_counter PRIMARY KEY (commune_id, name),
CONSTRAINT fk_counter_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE TABLE field (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
position INTEGER NOT NULL,
CONSTRAINT pk_field PRIMARY KEY (id),
CONSTRAINT fk_field_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_field_commune_id_name UNIQUE (commune_id, name)
);
CREATE TABLE job (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
key VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
payload JSONB NOT NULL,
state VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
due_at TIMESTAMP WITH TIME ZONE NOT NULL,
attempts INTEGER NOT NULL,
lease VARCHAR NOT NULL,
leased_until TIMESTAMP WITH TIME ZONE,
reason VARCHAR NOT NULL,
CONSTRAINT pk_job PRIMARY KEY (id),
CONSTRAINT ck_job_state CHECK (state IN ('waiting', 'running', 'done', 'set_aside')),
CONSTRAINT fk_job_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_job_commune_id_key UNIQUE (commune_id, key)
);
CREATE INDEX ix_job_open ON job (due_at, id) WHERE state IN ('waiting', 'running');
CREATE TABLE village (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
position INTEGER NOT NULL,
CONSTRAINT pk_village PRIMARY KEY (id),
CONSTRAINT fk_village_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_village_commune_id_name UNIQUE (commune_id, name)
);
CREATE TABLE inbox (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
account_id BIGINT NOT NULL,
event_id VARCHAR NOT NULL,
received_at TIMESTAMP WITH TIME ZONE NOT NULL,
failed BOOLEAN NOT NULL,
CONSTRAINT pk_inbox PRIMARY KEY (id),
CONSTRAINT fk_inbox_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_inbox_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_inbox_account_id_event_id UNIQUE (account_id, event_id)
);
CREATE INDEX ix_inbox_received ON inbox (received_at);
CREATE TABLE person (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
phone VARCHAR NOT NULL,
position VARCHAR NOT NULL,
village_id BIGINT,
consented_at TIMESTAMP WITH TIME ZONE,
consent_version VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_person PRIMARY KEY (id),
CONSTRAINT fk_person_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_person_village_id FOREIGN KEY(village_id) REFERENCES village (id)
);
CREATE TABLE address (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
account_id BIGINT NOT NULL,
person_id BIGINT NOT NULL,
external VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
unreachable_since TIMESTAMP WITH TIME ZONE,
unreachable_reason VARCHAR NOT NULL,
CONSTRAINT pk_address PRIMARY KEY (id),
CONSTRAINT fk_address_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_address_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_address_person_id FOREIGN KEY(person_id) REFERENCES person (id),
CONSTRAINT uq_address_account_id_external UNIQUE (account_id, external)
);
CREATE INDEX ix_address_person ON address (commune_id, person_id);
CREATE TABLE staff (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
person_id BIGINT NOT NULL,
role VARCHAR NOT NULL,
agency_id BIGINT,
joined_at TIMESTAMP WITH TIME ZONE NOT NULL,
seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
left_at TIMESTAMP WITH TIME ZONE,
CONSTRAINT pk_staff PRIMARY KEY (id),
CONSTRAINT ck_staff_role CHECK (role IN ('office', 'board', 'front', 'agency', 'chair', 'city', 'operator')),
CONSTRAINT fk_staff_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_staff_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_staff_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE UNIQUE INDEX uq_staff_active ON staff (commune_id, person_id, role) WHERE left_at IS NULL AND agency_id IS NULL;
CREATE UNIQUE INDEX uq_staff_active_agency ON staff (commune_id, person_id, role, agency_id) WHERE left_at IS NULL AND agency_id IS NOT NULL;
CREATE TABLE attachment (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
address_id BIGINT NOT NULL,
upload_key VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
name VARCHAR NOT NULL,
mime VARCHAR NOT NULL,
size INTEGER NOT NULL,
sha256 VARCHAR NOT NULL,
state VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
source JSONB NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_attachment PRIMARY KEY (id),
CONSTRAINT ck_attachment_state CHECK (state IN ('waiting', 'stored', 'failed')),
CONSTRAINT fk_attachment_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_attachment_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_attachment_commune_id_address_id_upload_key UNIQUE (commune_id, address_id, upload_key)
);
CREATE TABLE conversation (
address_id BIGINT NOT NULL,
commune_id BIGINT NOT NULL,
state VARCHAR NOT NULL,
turn INTEGER NOT NULL,
data JSONB NOT NULL,
offered JSONB NOT NULL,
changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_conversation PRIMARY KEY (address_id),
CONSTRAINT fk_conversation_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_conversation_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE TABLE invitation (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
role VARCHAR NOT NULL,
agency_id BIGINT,
code_hash VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
used_at TIMESTAMP WITH TIME ZONE,
used_by BIGINT,
CONSTRAINT pk_invitation PRIMARY KEY (id),
CONSTRAINT ck_invitation_role CHECK (role IN ('office', 'board', 'front', 'agency', 'chair', 'city', 'operator')),
CONSTRAINT fk_invitation_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_invitation_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_invitation_used_by FOREIGN KEY(used_by) REFERENCES staff (id),
CONSTRAINT uq_invitation_code_hash UNIQUE (code_hash)
);
CREATE TABLE outbox (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
account_id BIGINT NOT NULL,
address_id BIGINT NOT NULL,
lane VARCHAR NOT NULL,
key VARCHAR NOT NULL,
body JSONB NOT NULL,
state VARCHAR NOT NULL,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
due_at TIMESTAMP WITH TIME ZONE NOT NULL,
attempts INTEGER NOT NULL,
lease VARCHAR NOT NULL,
leased_until TIMESTAMP WITH TIME ZONE,
settled_at TIMESTAMP WITH TIME ZONE,
external_id VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
CONSTRAINT pk_outbox PRIMARY KEY (id),
CONSTRAINT ck_outbox_lane CHECK (lane IN ('reply', 'notice')),
CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_outbox_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_outbox_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_outbox_commune_id_key UNIQUE (commune_id, key)
);
CREATE INDEX ix_outbox_failed ON outbox (commune_id, state, settled_at);
CREATE INDEX ix_outbox_lane ON outbox (address_id, lane, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX ix_outbox_open ON outbox (account_id, due_at, id) WHERE state IN ('waiting', 'sending');
CREATE TABLE petition (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
person_id BIGINT NOT NULL,
address_id BIGINT NOT NULL,
conference_id BIGINT,
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
answers JSONB NOT NULL,
name VARCHAR NOT NULL,
phone VARCHAR NOT NULL,
position VARCHAR NOT NULL,
village_id BIGINT,
behalf VARCHAR NOT NULL,
behalf_name VARCHAR NOT NULL,
group_size INTEGER,
field_id BIGINT,
regulation_id VARCHAR NOT NULL,
regulation_version VARCHAR NOT NULL,
question VARCHAR NOT NULL,
opened_by BIGINT,
opened_at TIMESTAMP WITH TIME ZONE,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
submitted_at TIMESTAMP WITH TIME ZONE,
CONSTRAINT pk_petition PRIMARY KEY (id),
CONSTRAINT ck_petition_code_once_submitted CHECK ((state = 'draft') = (code IS NULL)),
CONSTRAINT ck_petition_behalf CHECK (behalf IN ('self', 'other', 'group')),
CONSTRAINT ck_petition_seat CHECK (seat IN ('not_wanted', 'requested', 'granted', 'refused')),
CONSTRAINT ck_petition_state CHECK (state IN ('draft', 'received', 'documents_requested', 'accepted', 'declined', 'withdrawn', 'classified')),
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
CREATE INDEX ix_petition_person ON petition (commune_id, person_id, state);
CREATE INDEX ix_petition_queue ON petition (commune_id, state, submitted_at);
CREATE INDEX ix_petition_seat ON petition (commune_id, seat, submitted_at);
CREATE TABLE petition_event (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
petition_id BIGINT NOT NULL,
at TIMESTAMP WITH TIME ZONE NOT NULL,
kind VARCHAR NOT NULL,
staff_id BIGINT,
rule VARCHAR NOT NULL,
clause VARCHAR NOT NULL,
note VARCHAR NOT NULL,
CONSTRAINT pk_petition_event PRIMARY KEY (id),
CONSTRAINT fk_petition_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_petition_event_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_petition_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_event_petition ON petition_event (commune_id, petition_id, id);
CREATE TABLE petition_part (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
petition_id BIGINT NOT NULL,
address_id BIGINT NOT NULL,
source_message VARCHAR NOT NULL,
text VARCHAR NOT NULL,
attachment_id BIGINT,
is_supplement BOOLEAN NOT NULL,
replaced_at TIMESTAMP WITH TIME ZONE,
created_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_petition_part PRIMARY KEY (id),
CONSTRAINT fk_petition_part_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_petition_part_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
CONSTRAINT fk_petition_part_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_petition_part_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
);
CREATE INDEX ix_part_petition ON petition_part (commune_id, petition_id, id);
CREATE INDEX ix_part_source ON petition_part (commune_id, address_id, source_message);
CREATE TABLE proof (
address_id BIGINT NOT NULL,
petition_id BIGINT NOT NULL,
commune_id BIGINT NOT NULL,
at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_proof PRIMARY KEY (address_id, petition_id),
CONSTRAINT fk_proof_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_proof_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_proof_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
);
