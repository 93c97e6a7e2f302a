-- 0008

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

CREATE TABLE commune (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	prefix VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	regulation_id VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	contact VARCHAR NOT NULL, 
	is_sample BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, publisher VARCHAR DEFAULT 'office' NOT NULL, training BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_commune PRIMARY KEY (id), 
	CONSTRAINT uq_commune_code UNIQUE (code), 
	CONSTRAINT uq_commune_prefix UNIQUE (prefix)
)

CREATE TABLE account (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, platform_id VARCHAR, paused_until DATETIME, paused_reason VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_account_channel_name UNIQUE (channel, name)
)

CREATE TABLE agency (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_agency PRIMARY KEY (id), 
	CONSTRAINT fk_agency_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_agency_commune_id_name UNIQUE (commune_id, name)
)

CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	subject VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT fk_attempt_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

CREATE INDEX ix_attempt_subject ON attempt (commune_id, subject, at)

CREATE TABLE audit (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	person_id INTEGER, 
	staff_id INTEGER, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	subject_id INTEGER NOT NULL, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id), 
	CONSTRAINT fk_audit_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

CREATE INDEX ix_audit_subject ON audit (commune_id, subject, subject_id)

CREATE TABLE counter (
	commune_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (commune_id, name), 
	CONSTRAINT fk_counter_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

CREATE TABLE field (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_field PRIMARY KEY (id), 
	CONSTRAINT fk_field_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_field_commune_id_name UNIQUE (commune_id, name)
)

CREATE TABLE job (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	lease VARCHAR NOT NULL, 
	leased_until DATETIME, 
	reason VARCHAR NOT NULL, trail VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT ck_job_state CHECK (state IN ('waiting', 'running', 'done', 'set_aside')), 
	CONSTRAINT fk_job_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_job_commune_id_key UNIQUE (commune_id, "key")
)

CREATE INDEX ix_job_open ON job (due_at, id) WHERE state IN ('waiting', 'running')

CREATE TABLE village (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_village PRIMARY KEY (id), 
	CONSTRAINT fk_village_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_village_commune_id_name UNIQUE (commune_id, name)
)

CREATE TABLE person (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	position VARCHAR NOT NULL, 
	village_id INTEGER, 
	consented_at DATETIME, 
	consent_version VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_person_village_id FOREIGN KEY(village_id) REFERENCES village (id)
)

CREATE TABLE attachment (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	address_id INTEGER NOT NULL, 
	upload_key VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	mime VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	source JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_attachment PRIMARY KEY (id), 
	CONSTRAINT ck_attachment_state CHECK (state IN ('waiting', 'stored', 'failed')), 
	CONSTRAINT fk_attachment_address_id FOREIGN KEY(address_id) REFERENCES address (id), 
	CONSTRAINT fk_attachment_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_attachment_commune_id_address_id_upload_key UNIQUE (commune_id, address_id, upload_key)
)

CREATE TABLE conversation (
	address_id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	data JSON NOT NULL, 
	offered JSON NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_conversation PRIMARY KEY (address_id), 
	CONSTRAINT fk_conversation_address_id FOREIGN KEY(address_id) REFERENCES address (id), 
	CONSTRAINT fk_conversation_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	address_id INTEGER NOT NULL, 
	lane VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	body JSON NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	lease VARCHAR NOT NULL, 
	leased_until DATETIME, 
	settled_at DATETIME, 
	external_id VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, messages INTEGER DEFAULT '1' NOT NULL, way VARCHAR DEFAULT '' NOT NULL, cost INTEGER DEFAULT '0' NOT NULL, passed_on BOOLEAN DEFAULT 0 NOT NULL, trail VARCHAR DEFAULT '' NOT NULL, about VARCHAR DEFAULT '' NOT NULL, urgent BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT ck_outbox_lane CHECK (lane IN ('reply', 'notice')), 
	CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')), 
	CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_outbox_address_id FOREIGN KEY(address_id) REFERENCES address (id), 
	CONSTRAINT fk_outbox_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_outbox_commune_id_key UNIQUE (commune_id, "key")
)

CREATE INDEX ix_outbox_failed ON outbox (commune_id, state, settled_at)

CREATE TABLE petition_event (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	petition_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	staff_id INTEGER, 
	rule VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_petition_event PRIMARY KEY (id), 
	CONSTRAINT fk_petition_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_petition_event_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id), 
	CONSTRAINT fk_petition_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)

CREATE INDEX ix_event_petition ON petition_event (commune_id, petition_id, id)

CREATE TABLE petition_part (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	petition_id INTEGER NOT NULL, 
	address_id INTEGER NOT NULL, 
	source_message VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	attachment_id INTEGER, 
	is_supplement BOOLEAN NOT NULL, 
	replaced_at DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_petition_part PRIMARY KEY (id), 
	CONSTRAINT fk_petition_part_address_id FOREIGN KEY(address_id) REFERENCES address (id), 
	CONSTRAINT fk_petition_part_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id), 
	CONSTRAINT fk_petition_part_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_petition_part_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
)

CREATE INDEX ix_part_petition ON petition_part (commune_id, petition_id, id)

CREATE INDEX ix_part_source ON petition_part (commune_id, address_id, source_message)

CREATE TABLE proof (
	address_id INTEGER NOT NULL, 
	petition_id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_proof PRIMARY KEY (address_id, petition_id), 
	CONSTRAINT fk_proof_address_id FOREIGN KEY(address_id) REFERENCES address (id), 
	CONSTRAINT fk_proof_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_proof_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
)

CREATE TABLE foreign_conversation (
	"key" VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	data JSON NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_foreign_conversation PRIMARY KEY ("key")
)

CREATE TABLE key_queue (
	"key" VARCHAR NOT NULL, 
	places JSON NOT NULL, 
	CONSTRAINT pk_key_queue PRIMARY KEY ("key")
)

CREATE TABLE regulation_text (
	id VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_regulation_text PRIMARY KEY (id, version)
)

CREATE TABLE deadline (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	conference_id INTEGER NOT NULL, 
	petition_id INTEGER, 
	"key" VARCHAR NOT NULL, 
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
)

CREATE UNIQUE INDEX uq_deadline_of_conference ON deadline (commune_id, conference_id, "key") WHERE petition_id IS NULL

CREATE UNIQUE INDEX uq_deadline_of_petition ON deadline (commune_id, conference_id, petition_id, "key") WHERE petition_id IS NOT NULL

CREATE INDEX ix_deadline_target ON deadline (commune_id, state, target_due)

CREATE INDEX ix_deadline_petition ON deadline (commune_id, petition_id)

CREATE TABLE deadline_event (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	staff_id INTEGER, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_deadline_event PRIMARY KEY (id), 
	CONSTRAINT fk_deadline_event_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_deadline_event_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_deadline_event_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)

CREATE INDEX ix_deadline_event ON deadline_event (commune_id, deadline_id, id)

CREATE INDEX ix_deadline_event_at ON deadline_event (commune_id, at)

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
)

CREATE INDEX ix_duty_conference ON conference_duty (commune_id, conference_id, position)

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
)

CREATE INDEX ix_conference_event ON conference_event (commune_id, conference_id, id)

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
)

CREATE INDEX ix_group_conference ON opinion_group (commune_id, conference_id, id)

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
	changed_at DATETIME NOT NULL, names_author BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT ck_task_part CHECK (part IN ('lead', 'coordinating')), 
	CONSTRAINT ck_task_purpose CHECK (purpose IN ('prepared', 'reply')), 
	CONSTRAINT ck_task_state CHECK (state IN ('given', 'received', 'drafted', 'returned', 'answered', 'given_back', 'cancelled')), 
	CONSTRAINT fk_task_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_task_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_task_given_by FOREIGN KEY(given_by) REFERENCES staff (id), 
	CONSTRAINT fk_task_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id)
)

CREATE INDEX ix_task_agency ON task (commune_id, agency_id, state, due_on)

CREATE INDEX ix_task_due ON task (commune_id, state, due_on)

CREATE INDEX ix_task_petition ON task (commune_id, petition_id)

CREATE UNIQUE INDEX uq_task_lead ON task (commune_id, petition_id, purpose) WHERE part = 'lead' AND state NOT IN ('given_back', 'cancelled')

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
)

CREATE INDEX ix_answer_petition ON answer (commune_id, petition_id, id)

CREATE INDEX ix_answer_waiting ON answer (commune_id, state, drafted_at)

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
)

CREATE INDEX ix_extension_task ON extension (commune_id, task_id)

CREATE INDEX ix_extension_waiting ON extension (commune_id, state, asked_at)

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
)

CREATE INDEX ix_conclusion_conference ON conclusion (commune_id, conference_id, id)

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
)

CREATE INDEX ix_matter_petition ON conclusion_matter (commune_id, petition_id)

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
)

CREATE INDEX ix_recipient_conclusion ON conclusion_recipient (commune_id, conclusion_id, id)

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
)

CREATE INDEX ix_delegate_name ON delegate (commune_id, conference_id, folded)

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
)

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
)

CREATE INDEX ix_yearly_report_year ON yearly_report (year, commune_id)

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
)

CREATE INDEX ix_pending_open ON pending_case (commune_id, state, received_on, number)

CREATE INDEX ix_pending_name ON pending_case (commune_id, folded)

CREATE INDEX ix_pending_petition ON pending_case (commune_id, petition_id)

CREATE INDEX ix_pending_conference ON pending_case (commune_id, conference_id)

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
)

CREATE INDEX ix_pending_event ON pending_event (commune_id, case_id, id)

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
)

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
)

CREATE INDEX ix_question_state ON session_question (commune_id, conference_id, state, number)

CREATE INDEX ix_question_person ON session_question (commune_id, person_id, conference_id)

CREATE UNIQUE INDEX uq_question_called ON session_question (commune_id, conference_id) WHERE state = 'called'

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
)

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
)

CREATE INDEX ix_by_hand_open ON by_hand (commune_id, created_at) WHERE done_at IS NULL

CREATE TABLE "petition" (
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
	submitted_at DATETIME, disposition VARCHAR DEFAULT '' NOT NULL, origin VARCHAR DEFAULT 'chat' NOT NULL, group_id INTEGER, continues_id INTEGER, waiting_since DATETIME, speaking_order INTEGER, speaking_minutes INTEGER, nudged_at DATETIME, grade_asked_at DATETIME, 
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
, CONSTRAINT fk_petition_group_id FOREIGN KEY(group_id) REFERENCES opinion_group (id), CONSTRAINT fk_petition_continues_id FOREIGN KEY(continues_id) REFERENCES petition (id))

CREATE INDEX ix_petition_person ON petition (commune_id, person_id, state)

CREATE INDEX ix_petition_queue ON petition (commune_id, state, submitted_at)

CREATE INDEX ix_petition_seat ON petition (commune_id, seat, submitted_at)

CREATE TABLE "staff" (
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
, CONSTRAINT fk_staff_stand_in_id FOREIGN KEY(stand_in_id) REFERENCES person (id))

CREATE UNIQUE INDEX uq_staff_active ON staff (commune_id, person_id, role) WHERE left_at IS NULL AND agency_id IS NULL

CREATE UNIQUE INDEX uq_staff_active_agency ON staff (commune_id, person_id, role, agency_id) WHERE left_at IS NULL AND agency_id IS NOT NULL

CREATE INDEX ix_petition_conference ON petition (commune_id, conference_id, state)

CREATE TABLE "conference" (
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
)

CREATE INDEX ix_conference_start ON conference (commune_id, state, starts_at)

CREATE TABLE vital (
	name VARCHAR NOT NULL, 
	at DATETIME, 
	failing_since DATETIME, 
	why VARCHAR DEFAULT '' NOT NULL, 
	detail JSON DEFAULT '{}' NOT NULL, 
	lease VARCHAR DEFAULT '' NOT NULL, 
	leased_until DATETIME, 
	CONSTRAINT pk_vital PRIMARY KEY (name)
)

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
)

CREATE INDEX ix_by_hand_outbox ON by_hand (outbox_id)

CREATE INDEX ix_job_over ON job (state, created_at) WHERE state IN ('done', 'set_aside')

CREATE INDEX ix_outbox_turn ON outbox (account_id, lane, urgent, due_at, id) WHERE state IN ('waiting', 'sending')

CREATE INDEX ix_outbox_order ON outbox (address_id, lane, urgent, id) WHERE state IN ('waiting', 'sending')

CREATE INDEX ix_outbox_about ON outbox (commune_id, about) WHERE about <> '' AND state IN ('waiting', 'sending')

CREATE TABLE sending_share (
	account_id INTEGER NOT NULL, 
	process VARCHAR NOT NULL, 
	commune_id INTEGER NOT NULL, 
	tokens INTEGER NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_sending_share PRIMARY KEY (account_id, process), 
	CONSTRAINT fk_sending_share_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_sending_share_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

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
)

CREATE INDEX ix_reminder_due ON reminder (commune_id, due_on)

CREATE INDEX ix_petition_left ON petition (changed_at) WHERE state = 'draft' AND nudged_at IS NULL

CREATE INDEX ix_petition_unasked ON petition (changed_at) WHERE state = 'replied' AND grade_asked_at IS NULL

CREATE TABLE petition_search (
	petition_id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	words VARCHAR DEFAULT '' NOT NULL, 
	stale BOOLEAN DEFAULT true NOT NULL, 
	CONSTRAINT pk_petition_search PRIMARY KEY (petition_id), 
	CONSTRAINT fk_petition_search_petition_id FOREIGN KEY(petition_id) REFERENCES petition (id) ON DELETE CASCADE, 
	CONSTRAINT fk_petition_search_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id)
)

CREATE INDEX ix_search_stale ON petition_search (commune_id, petition_id) WHERE stale

CREATE VIRTUAL TABLE petition_search_fts USING fts5(words, content='petition_search', content_rowid='petition_id', tokenize='ascii', detail=none, columnsize=0)

CREATE TRIGGER tr_search_added AFTER INSERT ON petition_search BEGIN INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END

CREATE TRIGGER tr_search_changed AFTER UPDATE OF words ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words);INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words); END

CREATE TRIGGER tr_search_gone AFTER DELETE ON petition_search BEGIN INSERT INTO petition_search_fts (petition_search_fts, rowid, words) VALUES ('delete', OLD.petition_id, OLD.words); END

CREATE TRIGGER tr_petition_sent AFTER INSERT ON petition FOR EACH ROW WHEN (NEW.code IS NOT NULL) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_petition_changed AFTER UPDATE ON petition FOR EACH ROW WHEN (OLD.code IS NOT NEW.code OR OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone OR OLD.position IS NOT NEW.position OR OLD.behalf_name IS NOT NEW.behalf_name OR OLD.village_id IS NOT NEW.village_id OR OLD.field_id IS NOT NEW.field_id OR OLD.group_id IS NOT NEW.group_id OR (OLD.state = 'withdrawn') IS NOT (NEW.state = 'withdrawn')) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_part_added AFTER INSERT ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_part_changed AFTER UPDATE ON petition_part FOR EACH ROW WHEN (OLD.text IS NOT NEW.text OR OLD.replaced_at IS NOT NEW.replaced_at) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_part_gone AFTER DELETE ON petition_part FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_task_given AFTER INSERT ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_task_changed AFTER UPDATE ON task FOR EACH ROW WHEN (OLD.agency_id IS NOT NEW.agency_id OR (OLD.state IN ('given_back', 'cancelled')) IS NOT (NEW.state IN ('given_back', 'cancelled'))) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_task_gone AFTER DELETE ON task FOR EACH ROW  BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_answer_added AFTER INSERT ON answer FOR EACH ROW WHEN (NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_answer_changed AFTER UPDATE ON answer FOR EACH ROW WHEN (OLD.state = 'published' OR NEW.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_answer_gone AFTER DELETE ON answer FOR EACH ROW WHEN (OLD.state = 'published') BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_group_renamed AFTER UPDATE ON opinion_group FOR EACH ROW WHEN (OLD.title IS NOT NEW.title) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.group_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_village_renamed AFTER UPDATE ON village FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.village_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_field_renamed AFTER UPDATE ON field FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.field_id = NEW.id ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TRIGGER tr_agency_renamed AFTER UPDATE ON agency FOR EACH ROW WHEN (OLD.name IS NOT NEW.name) BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND p.id IN (SELECT t.petition_id FROM task t WHERE t.commune_id = NEW.commune_id AND t.agency_id = NEW.id) ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true; END

CREATE TABLE dossier_paper (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	conference_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	signed_on DATE, 
	attachment_id INTEGER, 
	added_by INTEGER NOT NULL, 
	added_at DATETIME NOT NULL, 
	removed_by INTEGER, 
	removed_at DATETIME, 
	CONSTRAINT pk_dossier_paper PRIMARY KEY (id), 
	CONSTRAINT ck_dossier_paper_has_file CHECK (attachment_id IS NOT NULL OR removed_at IS NOT NULL), 
	CONSTRAINT fk_dossier_paper_added_by FOREIGN KEY(added_by) REFERENCES staff (id), 
	CONSTRAINT fk_dossier_paper_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id), 
	CONSTRAINT fk_dossier_paper_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_dossier_paper_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id), 
	CONSTRAINT fk_dossier_paper_removed_by FOREIGN KEY(removed_by) REFERENCES staff (id), 
	CONSTRAINT uq_dossier_paper_commune_id_conference_id_key_attachment_id UNIQUE (commune_id, conference_id, "key", attachment_id)
)

CREATE INDEX ix_dossier_conference ON dossier_paper (commune_id, conference_id, id)

CREATE INDEX ix_dossier_attachment ON dossier_paper (attachment_id)

CREATE TABLE "address" (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	external VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	last_seen_at DATETIME NOT NULL, 
	unreachable_since DATETIME, 
	unreachable_reason VARCHAR NOT NULL, preferred_at DATETIME, busy_until DATETIME, 
	CONSTRAINT pk_address PRIMARY KEY (id), 
	CONSTRAINT fk_address_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_address_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_address_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_address_commune_id_account_id_external UNIQUE (commune_id, account_id, external)
)

CREATE INDEX ix_address_person ON address (commune_id, person_id)

CREATE INDEX ix_address_seen ON address (account_id, last_seen_at)

CREATE TABLE "channel_link" (
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
	CONSTRAINT uq_channel_link_commune_id_code_hash UNIQUE (commune_id, code_hash)
)

CREATE TABLE "inbox" (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	event_id VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	failed BOOLEAN NOT NULL, trail VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_inbox_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT uq_inbox_commune_id_account_id_event_id UNIQUE (commune_id, account_id, event_id)
)

CREATE INDEX ix_inbox_received ON inbox (received_at)

CREATE TABLE "invitation" (
	id INTEGER NOT NULL, 
	commune_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	agency_id INTEGER, 
	code_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	used_by INTEGER, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT ck_invitation_role CHECK (role IN ('office', 'board', 'front', 'agency', 'chair', 'city', 'operator')), 
	CONSTRAINT fk_invitation_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id), 
	CONSTRAINT fk_invitation_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id), 
	CONSTRAINT fk_invitation_used_by FOREIGN KEY(used_by) REFERENCES staff (id), 
	CONSTRAINT uq_invitation_commune_id_code_hash UNIQUE (commune_id, code_hash)
)

CREATE INDEX ix_answer_file ON answer (attachment_id) WHERE attachment_id IS NOT NULL

CREATE INDEX ix_by_hand_of ON by_hand (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_conclusion_file ON conclusion (attachment_id) WHERE attachment_id IS NOT NULL

CREATE INDEX ix_deadline_of ON deadline (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_delegate_of ON delegate (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_part_file ON petition_part (attachment_id) WHERE attachment_id IS NOT NULL

CREATE INDEX ix_pending_of ON pending_case (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_petition_continues ON petition (continues_id) WHERE continues_id IS NOT NULL

CREATE INDEX ix_question_of ON session_question (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_recipient_of ON conclusion_recipient (petition_id) WHERE petition_id IS NOT NULL

CREATE INDEX ix_answer_of ON answer (petition_id)

CREATE INDEX ix_event_of ON petition_event (petition_id)

CREATE INDEX ix_matter_of ON conclusion_matter (petition_id)

CREATE INDEX ix_part_of ON petition_part (petition_id)

CREATE INDEX ix_proof_of ON proof (petition_id)

CREATE INDEX ix_task_of ON task (petition_id)

CREATE INDEX ix_account_commune ON account (commune_id)

CREATE INDEX ix_attempt_at ON attempt (at)

CREATE INDEX ix_staff_person ON staff (commune_id, person_id)

CREATE INDEX ix_outbox_unread ON outbox (due_at) WHERE lane = 'notice' AND state IN ('waiting', 'sending') AND NOT passed_on

CREATE INDEX ix_petition_group ON petition (commune_id, group_id, id)

INSERT INTO alembic_version VALUES ('0008')
