CREATE TABLE conference_duty (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
position INTEGER NOT NULL,
who VARCHAR NOT NULL,
what VARCHAR NOT NULL,
CONSTRAINT pk_conference_duty PRIMARY KEY (id),
CONSTRAINT fk_conference_duty_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_conference_duty_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id)
);
CREATE INDEX ix_duty_conference ON conference_duty (commune_id, conference_id, position);
CREATE TABLE conference_event (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
at DATETIME NOT NULL,
kind VARCHAR NOT NULL,
staff_id INTEGER,
note VARCHAR NOT NULL,
detail JSON NOT NULL,
CONSTRAINT pk_conference_event PRIMARY KEY (id),
CONSTRAINT fk_conference_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_conference_event_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_conference_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_conference_event ON conference_event (commune_id, conference_id, id);
CREATE TABLE opinion_group (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER,
title VARCHAR NOT NULL,
made_by INTEGER,
created_at DATETIME NOT NULL,
published_at DATETIME,
CONSTRAINT pk_opinion_group PRIMARY KEY (id),
CONSTRAINT fk_opinion_group_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_opinion_group_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_opinion_group_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
);
CREATE INDEX ix_group_conference ON opinion_group (commune_id, conference_id, id);
CREATE TABLE task (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
petition_id INTEGER NOT NULL,
agency_id INTEGER NOT NULL,
purpose VARCHAR NOT NULL,
part VARCHAR NOT NULL,
state VARCHAR NOT NULL,
version INTEGER NOT NULL,
due_on DATE,
given_at DATETIME NOT NULL,
given_by INTEGER,
received_on DATE,
received_how VARCHAR NOT NULL,
note VARCHAR NOT NULL,
changed_at DATETIME NOT NULL,
CONSTRAINT pk_task PRIMARY KEY (id),
CONSTRAINT ck_task_part CHECK (part IN ('lead', 'coordinating')),
CONSTRAINT ck_task_purpose CHECK (purpose IN ('prepared', 'reply')),
CONSTRAINT ck_task_state CHECK (state IN ('given', 'received', 'drafted', 'returned', 'answered', 'given_back', 'cancelled')),
CONSTRAINT fk_task_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_task_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_task_given_by FOREIGN KEY(given_by) REFERENCES staff (id),
CONSTRAINT fk_task_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
);
CREATE INDEX ix_task_agency ON task (commune_id, agency_id, state, due_on);
CREATE INDEX ix_task_due ON task (commune_id, state, due_on);
CREATE INDEX ix_task_petition ON task (commune_id, petition_id);
CREATE UNIQUE INDEX uq_task_lead ON task (commune_id, petition_id, purpose) WHERE part = 'lead' AND state NOT IN ('given_back', 'cancelled');
CREATE TABLE answer (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
task_id INTEGER NOT NULL,
petition_id INTEGER NOT NULL,
version INTEGER NOT NULL,
state VARCHAR NOT NULL,
text VARCHAR NOT NULL,
number VARCHAR NOT NULL,
signed_on DATE,
signer VARCHAR NOT NULL,
attachment_id INTEGER,
drafted_by INTEGER NOT NULL,
drafted_at DATETIME NOT NULL,
remarks VARCHAR NOT NULL,
decided_by INTEGER,
decided_at DATETIME,
CONSTRAINT pk_answer PRIMARY KEY (id),
CONSTRAINT ck_answer_state CHECK (state IN ('drafted', 'returned', 'published', 'superseded')),
CONSTRAINT fk_answer_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
CONSTRAINT fk_answer_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_answer_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id),
CONSTRAINT fk_answer_drafted_by FOREIGN KEY(drafted_by) REFERENCES staff (id),
CONSTRAINT fk_answer_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_answer_task_id FOREIGN KEY(task_id) REFERENCES task (id),
CONSTRAINT uq_answer_commune_id_task_id_version UNIQUE (commune_id, task_id, version)
);
CREATE INDEX ix_answer_petition ON answer (commune_id, petition_id, id);
CREATE INDEX ix_answer_waiting ON answer (commune_id, state, drafted_at);
CREATE TABLE extension (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
task_id INTEGER NOT NULL,
until DATE NOT NULL,
reason VARCHAR NOT NULL,
state VARCHAR NOT NULL,
asked_by INTEGER NOT NULL,
asked_at DATETIME NOT NULL,
note VARCHAR NOT NULL,
decided_by INTEGER,
decided_at DATETIME,
CONSTRAINT pk_extension PRIMARY KEY (id),
CONSTRAINT ck_extension_state CHECK (state IN ('asked', 'granted', 'refused')),
CONSTRAINT fk_extension_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id),
CONSTRAINT fk_extension_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_extension_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id),
CONSTRAINT fk_extension_task_id FOREIGN KEY(task_id) REFERENCES task (id)
);
CREATE INDEX ix_extension_task ON extension (commune_id, task_id);
CREATE INDEX ix_extension_waiting ON extension (commune_id, state, asked_at);
CREATE TABLE conclusion (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
state VARCHAR NOT NULL,
is_supplement BOOLEAN NOT NULL,
number VARCHAR NOT NULL,
issued_on DATE,
text VARCHAR NOT NULL,
attachment_id INTEGER,
made_by INTEGER NOT NULL,
created_at DATETIME NOT NULL,
issued_at DATETIME,
CONSTRAINT pk_conclusion PRIMARY KEY (id),
CONSTRAINT ck_conclusion_state CHECK (state IN ('draft', 'issued')),
CONSTRAINT fk_conclusion_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
CONSTRAINT fk_conclusion_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_conclusion_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_conclusion_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
);
CREATE INDEX ix_conclusion_conference ON conclusion (commune_id, conference_id, id);
CREATE TABLE conclusion_matter (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conclusion_id INTEGER NOT NULL,
petition_id INTEGER NOT NULL,
outcome VARCHAR NOT NULL,
agency_id INTEGER,
due_on DATE,
note VARCHAR NOT NULL,
CONSTRAINT pk_conclusion_matter PRIMARY KEY (id),
CONSTRAINT ck_conclusion_matter_outcome CHECK (outcome IN ('settled', 'assigned', 'noted', 'submitted_upward')),
CONSTRAINT fk_conclusion_matter_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_conclusion_matter_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_conclusion_matter_conclusion_id FOREIGN KEY(conclusion_id) REFERENCES conclusion (id),
CONSTRAINT fk_conclusion_matter_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT uq_conclusion_matter_commune_id_conclusion_id_petition_id UNIQUE (commune_id, conclusion_id, petition_id)
);
CREATE INDEX ix_matter_petition ON conclusion_matter (commune_id, petition_id);
CREATE TABLE conclusion_recipient (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conclusion_id INTEGER NOT NULL,
"key" VARCHAR NOT NULL,
name VARCHAR NOT NULL,
agency_id INTEGER,
petition_id INTEGER,
sent_how VARCHAR NOT NULL,
sent_at DATETIME,
sent_by INTEGER,
CONSTRAINT pk_conclusion_recipient PRIMARY KEY (id),
CONSTRAINT fk_conclusion_recipient_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_conclusion_recipient_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_conclusion_recipient_conclusion_id FOREIGN KEY(conclusion_id) REFERENCES conclusion (id),
CONSTRAINT fk_conclusion_recipient_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_conclusion_recipient_sent_by FOREIGN KEY(sent_by) REFERENCES staff (id)
);
CREATE INDEX ix_recipient_conclusion ON conclusion_recipient (commune_id, conclusion_id, id);
CREATE TABLE delegate (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
source VARCHAR NOT NULL,
name VARCHAR NOT NULL,
folded VARCHAR NOT NULL,
position VARCHAR NOT NULL,
content VARCHAR NOT NULL,
petition_id INTEGER,
speaking_order INTEGER,
speaking_minutes INTEGER,
told_at DATETIME,
created_at DATETIME NOT NULL,
CONSTRAINT pk_delegate PRIMARY KEY (id),
CONSTRAINT ck_delegate_source CHECK (source IN ('list', 'invited', 'added')),
CONSTRAINT fk_delegate_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_delegate_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_delegate_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT uq_delegate_commune_id_conference_id_folded_position UNIQUE (commune_id, conference_id, folded, position)
);
CREATE INDEX ix_delegate_name ON delegate (commune_id, conference_id, folded);
CREATE TABLE satisfaction (
petition_id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
grade VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
at DATETIME NOT NULL,
CONSTRAINT pk_satisfaction PRIMARY KEY (petition_id),
CONSTRAINT ck_satisfaction_grade CHECK (grade IN ('satisfied', 'partly', 'not')),
CONSTRAINT fk_satisfaction_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_satisfaction_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
);
CREATE TABLE yearly_report (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
year INTEGER NOT NULL,
"key" VARCHAR NOT NULL,
period VARCHAR NOT NULL,
sent_on DATE,
sent_number VARCHAR NOT NULL,
sent_by INTEGER,
received_on DATE,
received_number VARCHAR NOT NULL,
received_by INTEGER,
CONSTRAINT pk_yearly_report PRIMARY KEY (id),
CONSTRAINT fk_yearly_report_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_yearly_report_received_by FOREIGN KEY(received_by) REFERENCES staff (id),
CONSTRAINT fk_yearly_report_sent_by FOREIGN KEY(sent_by) REFERENCES staff (id),
CONSTRAINT uq_yearly_report_commune_id_year_key_period UNIQUE (commune_id, year, "key", period)
);
CREATE INDEX ix_yearly_report_year ON yearly_report (year, commune_id);
CREATE TABLE pending_case (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
number INTEGER NOT NULL,
print VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
state VARCHAR NOT NULL,
name VARCHAR NOT NULL,
folded VARCHAR NOT NULL,
village_id INTEGER,
content VARCHAR NOT NULL,
keeper VARCHAR NOT NULL,
next_step VARCHAR NOT NULL,
received_on DATE NOT NULL,
closed_on DATE,
conference_id INTEGER,
petition_id INTEGER,
version INTEGER NOT NULL,
created_at DATETIME NOT NULL,
changed_at DATETIME NOT NULL,
CONSTRAINT pk_pending_case PRIMARY KEY (id),
CONSTRAINT ck_pending_case_kind CHECK (kind IN ('request', 'complaint', 'denunciation')),
CONSTRAINT ck_pending_case_state CHECK (state IN ('waiting', 'in_hand', 'closed')),
CONSTRAINT fk_pending_case_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_pending_case_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_pending_case_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_pending_case_village_id FOREIGN KEY(village_id) REFERENCES village (id),
CONSTRAINT uq_pending_case_commune_id_number UNIQUE (commune_id, number),
CONSTRAINT uq_pending_case_commune_id_print UNIQUE (commune_id, print)
);
CREATE INDEX ix_pending_open ON pending_case (commune_id, state, received_on, number);
CREATE INDEX ix_pending_name ON pending_case (commune_id, folded);
CREATE INDEX ix_pending_petition ON pending_case (commune_id, petition_id);
CREATE INDEX ix_pending_conference ON pending_case (commune_id, conference_id);
CREATE TABLE pending_event (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
case_id INTEGER NOT NULL,
at DATETIME NOT NULL,
kind VARCHAR NOT NULL,
staff_id INTEGER,
note VARCHAR NOT NULL,
CONSTRAINT pk_pending_event PRIMARY KEY (id),
CONSTRAINT fk_pending_event_case_id FOREIGN KEY(case_id) REFERENCES pending_case (id),
CONSTRAINT fk_pending_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_pending_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_pending_event ON pending_event (commune_id, case_id, id);
CREATE TABLE live_session (
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
opened_at DATETIME NOT NULL,
opened_by INTEGER NOT NULL,
closed_at DATETIME,
closed_by INTEGER,
version INTEGER NOT NULL,
CONSTRAINT pk_live_session PRIMARY KEY (commune_id, conference_id),
CONSTRAINT fk_live_session_closed_by FOREIGN KEY(closed_by) REFERENCES staff (id),
CONSTRAINT fk_live_session_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_live_session_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_live_session_opened_by FOREIGN KEY(opened_by) REFERENCES staff (id)
);
CREATE TABLE session_question (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
conference_id INTEGER NOT NULL,
number INTEGER NOT NULL,
person_id INTEGER NOT NULL,
address_id INTEGER NOT NULL,
name VARCHAR NOT NULL,
village_id INTEGER,
text VARCHAR NOT NULL,
state VARCHAR NOT NULL,
version INTEGER NOT NULL,
asked_at DATETIME NOT NULL,
called_at DATETIME,
changed_at DATETIME NOT NULL,
decided_by INTEGER,
reason VARCHAR NOT NULL,
answered_by VARCHAR NOT NULL,
note VARCHAR NOT NULL,
petition_id INTEGER,
CONSTRAINT pk_session_question PRIMARY KEY (id),
CONSTRAINT ck_session_question_written CHECK ((state = 'written') = (petition_id IS NOT NULL)),
CONSTRAINT ck_session_question_refused CHECK (state <> 'refused' OR reason <> ''),
CONSTRAINT ck_session_question_state CHECK (state IN ('held', 'queued', 'called', 'answered', 'refused', 'written', 'withdrawn')),
CONSTRAINT fk_session_question_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT fk_session_question_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_session_question_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_session_question_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id),
CONSTRAINT fk_session_question_person_id FOREIGN KEY(person_id) REFERENCES person (id),
CONSTRAINT fk_session_question_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_session_question_village_id FOREIGN KEY(village_id) REFERENCES village (id),
CONSTRAINT uq_session_question_commune_id_conference_id_number UNIQUE (commune_id, conference_id, number)
);
CREATE INDEX ix_question_state ON session_question (commune_id, conference_id, state, number);
CREATE INDEX ix_question_person ON session_question (commune_id, person_id, conference_id);
CREATE UNIQUE INDEX uq_question_called ON session_question (commune_id, conference_id) WHERE state = 'called';
CREATE TABLE official_account (
account_id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
sealed VARCHAR DEFAULT '' NOT NULL,
seed VARCHAR DEFAULT '' NOT NULL,
version INTEGER DEFAULT '0' NOT NULL,
renew_at DATETIME,
expires_at DATETIME,
lease VARCHAR DEFAULT '' NOT NULL,
leased_until DATETIME,
refused_at DATETIME,
refused_why VARCHAR DEFAULT '' NOT NULL,
buttons_refused_at DATETIME,
CONSTRAINT pk_official_account PRIMARY KEY (account_id),
CONSTRAINT fk_official_account_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_official_account_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE TABLE by_hand (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
person_id INTEGER NOT NULL,
petition_id INTEGER,
outbox_id INTEGER,
"key" VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
body JSON NOT NULL,
created_at DATETIME NOT NULL,
done_at DATETIME,
done_by INTEGER,
how VARCHAR NOT NULL,
CONSTRAINT pk_by_hand PRIMARY KEY (id),
CONSTRAINT fk_by_hand_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_by_hand_person_id FOREIGN KEY(person_id) REFERENCES person (id),
CONSTRAINT fk_by_hand_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id),
CONSTRAINT fk_by_hand_outbox_id FOREIGN KEY(outbox_id) REFERENCES outbox (id),
CONSTRAINT fk_by_hand_done_by FOREIGN KEY(done_by) REFERENCES staff (id),
CONSTRAINT uq_by_hand_commune_id_key UNIQUE (commune_id, "key")
);
CREATE INDEX ix_by_hand_open ON by_hand (commune_id, created_at) WHERE done_at IS NULL;
CREATE TABLE channel_link (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
address_id INTEGER NOT NULL,
code_hash VARCHAR NOT NULL,
created_at DATETIME NOT NULL,
expires_at DATETIME NOT NULL,
used_at DATETIME,
CONSTRAINT pk_channel_link PRIMARY KEY (id),
CONSTRAINT fk_channel_link_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_channel_link_address_id FOREIGN KEY(address_id) REFERENCES address (id),
CONSTRAINT uq_channel_link_code_hash UNIQUE (code_hash)
);
ALTER TABLE commune ADD COLUMN publisher VARCHAR DEFAULT 'office' NOT NULL;
ALTER TABLE conference ADD COLUMN office VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE conference ADD COLUMN deputy VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE conference ADD COLUMN participants INTEGER;
ALTER TABLE conference ADD COLUMN join_link VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE conference ADD COLUMN announced_at DATETIME;
ALTER TABLE conference ADD COLUMN version INTEGER DEFAULT '1' NOT NULL;
ALTER TABLE petition ADD COLUMN disposition VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE petition ADD COLUMN origin VARCHAR DEFAULT 'chat' NOT NULL;
ALTER TABLE petition ADD COLUMN group_id INTEGER;
ALTER TABLE petition ADD COLUMN continues_id INTEGER;
ALTER TABLE petition ADD COLUMN waiting_since DATETIME;
ALTER TABLE petition ADD COLUMN speaking_order INTEGER;
ALTER TABLE petition ADD COLUMN speaking_minutes INTEGER;
ALTER TABLE staff ADD COLUMN away_until DATE;
ALTER TABLE staff ADD COLUMN stand_in_id INTEGER;
ALTER TABLE outbox ADD COLUMN messages INTEGER DEFAULT '1' NOT NULL;
ALTER TABLE outbox ADD COLUMN way VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE outbox ADD COLUMN cost INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE outbox ADD COLUMN passed_on BOOLEAN DEFAULT 0 NOT NULL;
ALTER TABLE address ADD COLUMN preferred_at DATETIME;
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
submitted_at DATETIME, disposition VARCHAR DEFAULT '' NOT NULL, origin VARCHAR DEFAULT 'chat' NOT NULL, group_id INTEGER, continues_id INTEGER, waiting_since DATETIME, speaking_order INTEGER, speaking_minutes INTEGER,
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
, CONSTRAINT fk_petition_group_id FOREIGN KEY(group_id) REFERENCES opinion_group (id), CONSTRAINT fk_petition_continues_id FOREIGN KEY(continues_id) REFERENCES petition (id));
INSERT INTO new_petition SELECT * FROM petition;
DROP TABLE petition;
ALTER TABLE new_petition RENAME TO petition;
CREATE INDEX ix_petition_person ON petition (commune_id, person_id, state);
CREATE INDEX ix_petition_queue ON petition (commune_id, state, submitted_at);
CREATE INDEX ix_petition_seat ON petition (commune_id, seat, submitted_at);
CREATE TABLE new_staff (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
person_id INTEGER NOT NULL,
role VARCHAR NOT NULL,
agency_id INTEGER,
joined_at DATETIME NOT NULL,
seen_at DATETIME NOT NULL,
left_at DATETIME, away_until DATE, stand_in_id INTEGER,
CONSTRAINT pk_staff PRIMARY KEY (id),
CONSTRAINT ck_staff_role CHECK (role IN ('office', 'board', 'front', 'agency', 'chair', 'city', 'operator')),
CONSTRAINT fk_staff_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
CONSTRAINT fk_staff_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_staff_person_id FOREIGN KEY(person_id) REFERENCES person (id)
, CONSTRAINT fk_staff_stand_in_id FOREIGN KEY(stand_in_id) REFERENCES person (id));
INSERT INTO new_staff SELECT * FROM staff;
DROP TABLE staff;
ALTER TABLE new_staff RENAME TO staff;
CREATE UNIQUE INDEX uq_staff_active ON staff (commune_id, person_id, role) WHERE left_at IS NULL AND agency_id IS NULL;
CREATE UNIQUE INDEX uq_staff_active_agency ON staff (commune_id, person_id, role, agency_id) WHERE left_at IS NULL AND agency_id IS NOT NULL;
CREATE INDEX ix_petition_conference ON petition (commune_id, conference_id, state);
CREATE INDEX ix_petition_group ON petition (commune_id, group_id);
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
created_at DATETIME NOT NULL, office VARCHAR DEFAULT '' NOT NULL, deputy VARCHAR DEFAULT '' NOT NULL, participants INTEGER, join_link VARCHAR DEFAULT '' NOT NULL, announced_at DATETIME, version INTEGER DEFAULT '1' NOT NULL,
CONSTRAINT pk_conference PRIMARY KEY (id),
CONSTRAINT ck_conference_chair CHECK (chair IN ('bi_thu', 'chu_tich', 'dong_chu_tri')),
CONSTRAINT ck_conference_form CHECK (form IN ('truc_tiep', 'truc_tuyen', 'gian_tiep')),
CONSTRAINT ck_conference_kind CHECK (kind IN ('dinh_ky', 'chuyen_de', 'dot_xuat')),
CONSTRAINT ck_conference_state CHECK (state IN ('draft', 'announced', 'registration_open', 'registration_closed', 'in_session', 'concluded', 'replies_due', 'archived', 'postponed', 'cancelled', 'discarded')),
CONSTRAINT fk_conference_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_conference_commune_id_code UNIQUE (commune_id, code)
);
INSERT INTO new_conference SELECT * FROM conference;
DROP TABLE conference;
ALTER TABLE new_conference RENAME TO conference;
CREATE INDEX ix_conference_start ON conference (commune_id, state, starts_at);
ALTER TABLE task ADD COLUMN names_author BOOLEAN DEFAULT 0 NOT NULL;
CREATE TABLE vital (
name VARCHAR NOT NULL,
at DATETIME,
failing_since DATETIME,
why VARCHAR DEFAULT '' NOT NULL,
detail JSON DEFAULT '{}' NOT NULL,
lease VARCHAR DEFAULT '' NOT NULL,
leased_until DATETIME,
CONSTRAINT pk_vital PRIMARY KEY (name)
);
CREATE TABLE account_health (
account_id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
checked_at DATETIME NOT NULL,
failing_since DATETIME,
why VARCHAR DEFAULT '' NOT NULL,
told_at DATETIME,
breakage INTEGER DEFAULT '0' NOT NULL,
CONSTRAINT pk_account_health PRIMARY KEY (account_id),
CONSTRAINT fk_account_health_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_account_health_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
ALTER TABLE inbox ADD COLUMN trail VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE outbox ADD COLUMN trail VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE job ADD COLUMN trail VARCHAR DEFAULT '' NOT NULL;
CREATE INDEX ix_address_seen ON address (account_id, last_seen_at);
CREATE INDEX ix_by_hand_outbox ON by_hand (outbox_id);
CREATE INDEX ix_job_over ON job (state, created_at) WHERE state IN ('done', 'set_aside');
ALTER TABLE outbox ADD COLUMN about VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE outbox ADD COLUMN urgent BOOLEAN DEFAULT 0 NOT NULL;
ALTER TABLE commune ADD COLUMN training BOOLEAN DEFAULT 0 NOT NULL;
ALTER TABLE address ADD COLUMN busy_until DATETIME;
ALTER TABLE account ADD COLUMN paused_until DATETIME;
ALTER TABLE account ADD COLUMN paused_reason VARCHAR DEFAULT '' NOT NULL;
DROP INDEX ix_outbox_open;
DROP INDEX ix_outbox_lane;
CREATE INDEX ix_outbox_turn ON outbox (account_id, lane, urgent, due_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX ix_outbox_order ON outbox (address_id, lane, urgent, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX ix_outbox_about ON outbox (commune_id, about) WHERE about <> '' AND state IN ('waiting', 'sending');
CREATE TABLE sending_share (
account_id INTEGER NOT NULL,
process VARCHAR NOT NULL,
commune_id INTEGER NOT NULL,
tokens INTEGER NOT NULL,
until DATETIME NOT NULL,
CONSTRAINT pk_sending_share PRIMARY KEY (account_id, process),
CONSTRAINT fk_sending_share_account_id FOREIGN KEY(account_id) REFERENCES account (id),
CONSTRAINT fk_sending_share_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE TABLE reminder (
id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
subject VARCHAR NOT NULL,
due_on DATE NOT NULL,
step VARCHAR NOT NULL,
taken_at DATETIME NOT NULL,
CONSTRAINT pk_reminder PRIMARY KEY (id),
CONSTRAINT fk_reminder_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT uq_reminder_commune_id_subject_due_on_step UNIQUE (commune_id, subject, due_on, step)
);
CREATE INDEX ix_reminder_due ON reminder (commune_id, due_on);
ALTER TABLE petition ADD COLUMN nudged_at DATETIME;
ALTER TABLE petition ADD COLUMN grade_asked_at DATETIME;
CREATE INDEX ix_petition_left ON petition (changed_at) WHERE state = 'draft' AND nudged_at IS NULL;
CREATE INDEX ix_petition_unasked ON petition (changed_at) WHERE state = 'replied' AND grade_asked_at IS NULL;
CREATE TABLE petition_search (
petition_id INTEGER NOT NULL,
commune_id INTEGER NOT NULL,
words VARCHAR DEFAULT '' NOT NULL,
stale BOOLEAN DEFAULT true NOT NULL,
CONSTRAINT pk_petition_search PRIMARY KEY (petition_id),
CONSTRAINT fk_petition_search_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id) ON DELETE CASCADE,
CONSTRAINT fk_petition_search_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE INDEX ix_search_stale ON petition_search (commune_id, petition_id) WHERE stale;
CREATE VIRTUAL TABLE petition_search_fts USING fts5(words, content='petition_search', content_rowid='petition_id', tokenize='ascii', detail=none, columnsize=0);
CREATE TRIGGER IF NOT EXISTS tr_search_added AFTER INSERT ON petition_search BEGIN INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END;
CREATE TRIGGER IF NOT EXISTS tr_search_changed AFTER UPDATE OF words ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words);INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END;
CREATE TRIGGER IF NOT EXISTS tr_search_gone AFTER DELETE ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words); END;
CREATE TRIGGER IF NOT EXISTS tr_petition_sent AFTER INSERT ON petition FOR EACH ROW WHEN (NEW.code IS NOT NULL) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_petition_changed AFTER UPDATE ON petition FOR EACH ROW WHEN (OLD.code IS NOT NEW.code OR OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone OR OLD.position IS NOT NEW.position OR OLD.behalf_name IS NOT NEW.behalf_name OR OLD.village_id IS NOT NEW.village_id OR OLD.field_id IS NOT NEW.field_id OR OLD.group_id IS NOT NEW.group_id OR (OLD.state = 'withdrawn') IS NOT (NEW.state = 'withdrawn')) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_added AFTER INSERT ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_changed AFTER UPDATE ON petition_part FOR EACH ROW WHEN (OLD.text IS NOT NEW.text OR OLD.replaced_at IS NOT NEW.replaced_at) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_gone AFTER DELETE ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_given AFTER INSERT ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_changed AFTER UPDATE ON task FOR EACH ROW WHEN (OLD.agency_id IS NOT NEW.agency_id OR (OLD.state IN ('given_back', 'cancelled')) IS NOT (NEW.state IN ('given_back', 'cancelled'))) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_gone AFTER DELETE ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_added AFTER INSERT ON answer FOR EACH ROW WHEN (NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_changed AFTER UPDATE ON answer FOR EACH ROW WHEN (OLD.state = 'published' OR NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_gone AFTER DELETE ON answer FOR EACH ROW WHEN (OLD.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_group_renamed AFTER UPDATE ON opinion_group FOR EACH ROW WHEN (OLD.title IS NOT NEW.title) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.group_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_village_renamed AFTER UPDATE ON village FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.village_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_field_renamed AFTER UPDATE ON field FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.field_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_agency_renamed AFTER UPDATE ON agency FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id IN (SELECT t.petition_id FROM task t WHERE t.commune_id = NEW.commune_id AND t.agency_id = NEW.id) ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND true ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true;
CREATE TRIGGER IF NOT EXISTS tr_search_added AFTER INSERT ON petition_search BEGIN INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END;
CREATE TRIGGER IF NOT EXISTS tr_search_changed AFTER UPDATE OF words ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words);INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END;
CREATE TRIGGER IF NOT EXISTS tr_search_gone AFTER DELETE ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words); END;
CREATE TRIGGER IF NOT EXISTS tr_petition_sent AFTER INSERT ON petition FOR EACH ROW WHEN (NEW.code IS NOT NULL) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_petition_changed AFTER UPDATE ON petition FOR EACH ROW WHEN (OLD.code IS NOT NEW.code OR OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone OR OLD.position IS NOT NEW.position OR OLD.behalf_name IS NOT NEW.behalf_name OR OLD.village_id IS NOT NEW.village_id OR OLD.field_id IS NOT NEW.field_id OR OLD.group_id IS NOT NEW.group_id OR (OLD.state = 'withdrawn') IS NOT (NEW.state = 'withdrawn')) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_added AFTER INSERT ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_changed AFTER UPDATE ON petition_part FOR EACH ROW WHEN (OLD.text IS NOT NEW.text OR OLD.replaced_at IS NOT NEW.replaced_at) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_part_gone AFTER DELETE ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_given AFTER INSERT ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_changed AFTER UPDATE ON task FOR EACH ROW WHEN (OLD.agency_id IS NOT NEW.agency_id OR (OLD.state IN ('given_back', 'cancelled')) IS NOT (NEW.state IN ('given_back', 'cancelled'))) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_task_gone AFTER DELETE ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_added AFTER INSERT ON answer FOR EACH ROW WHEN (NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_changed AFTER UPDATE ON answer FOR EACH ROW WHEN (OLD.state = 'published' OR NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_answer_gone AFTER DELETE ON answer FOR EACH ROW WHEN (OLD.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_group_renamed AFTER UPDATE ON opinion_group FOR EACH ROW WHEN (OLD.title IS NOT NEW.title) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.group_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_village_renamed AFTER UPDATE ON village FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.village_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_field_renamed AFTER UPDATE ON field FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.field_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
CREATE TRIGGER IF NOT EXISTS tr_agency_renamed AFTER UPDATE ON agency FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id IN (SELECT t.petition_id FROM task t WHERE t.commune_id = NEW.commune_id AND t.agency_id = NEW.id) ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END;
