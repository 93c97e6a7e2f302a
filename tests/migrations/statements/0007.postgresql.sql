ALTER TABLE address DROP CONSTRAINT uq_address_account_id_external, ADD CONSTRAINT uq_address_commune_id_account_id_external UNIQUE (commune_id, account_id, external);
ALTER TABLE channel_link DROP CONSTRAINT uq_channel_link_code_hash, ADD CONSTRAINT uq_channel_link_commune_id_code_hash UNIQUE (commune_id, code_hash);
ALTER TABLE inbox DROP CONSTRAINT uq_inbox_account_id_event_id, ADD CONSTRAINT uq_inbox_commune_id_account_id_event_id UNIQUE (commune_id, account_id, event_id);
ALTER TABLE invitation DROP CONSTRAINT uq_invitation_code_hash, ADD CONSTRAINT uq_invitation_commune_id_code_hash UNIQUE (commune_id, code_hash);
UPDATE person SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = person.village_id AND v.commune_id = person.commune_id);
UPDATE petition SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = petition.village_id AND v.commune_id = petition.commune_id);
UPDATE session_question SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = session_question.village_id AND v.commune_id = session_question.commune_id);
UPDATE pending_case SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = pending_case.village_id AND v.commune_id = pending_case.commune_id);
ALTER TABLE address DROP CONSTRAINT fk_address_person_id;
ALTER TABLE answer DROP CONSTRAINT fk_answer_attachment_id, DROP CONSTRAINT fk_answer_decided_by, DROP CONSTRAINT fk_answer_drafted_by, DROP CONSTRAINT fk_answer_petition_id, DROP CONSTRAINT fk_answer_task_id;
ALTER TABLE attachment DROP CONSTRAINT fk_attachment_address_id;
ALTER TABLE by_hand DROP CONSTRAINT fk_by_hand_done_by, DROP CONSTRAINT fk_by_hand_outbox_id, DROP CONSTRAINT fk_by_hand_person_id, DROP CONSTRAINT fk_by_hand_petition_id;
ALTER TABLE channel_link DROP CONSTRAINT fk_channel_link_address_id;
ALTER TABLE conclusion DROP CONSTRAINT fk_conclusion_attachment_id, DROP CONSTRAINT fk_conclusion_conference_id, DROP CONSTRAINT fk_conclusion_made_by;
ALTER TABLE conclusion_matter DROP CONSTRAINT fk_conclusion_matter_agency_id, DROP CONSTRAINT fk_conclusion_matter_conclusion_id, DROP CONSTRAINT fk_conclusion_matter_petition_id;
ALTER TABLE conclusion_recipient DROP CONSTRAINT fk_conclusion_recipient_agency_id, DROP CONSTRAINT fk_conclusion_recipient_conclusion_id, DROP CONSTRAINT fk_conclusion_recipient_petition_id, DROP CONSTRAINT fk_conclusion_recipient_sent_by;
ALTER TABLE conference_duty DROP CONSTRAINT fk_conference_duty_conference_id;
ALTER TABLE conference_event DROP CONSTRAINT fk_conference_event_conference_id, DROP CONSTRAINT fk_conference_event_staff_id;
ALTER TABLE conversation DROP CONSTRAINT fk_conversation_address_id;
ALTER TABLE deadline DROP CONSTRAINT fk_deadline_conference_id, DROP CONSTRAINT fk_deadline_petition_id;
ALTER TABLE deadline_event DROP CONSTRAINT fk_deadline_event_deadline_id, DROP CONSTRAINT fk_deadline_event_staff_id;
ALTER TABLE delegate DROP CONSTRAINT fk_delegate_conference_id, DROP CONSTRAINT fk_delegate_petition_id;
ALTER TABLE dossier_paper DROP CONSTRAINT fk_dossier_paper_added_by, DROP CONSTRAINT fk_dossier_paper_attachment_id, DROP CONSTRAINT fk_dossier_paper_conference_id, DROP CONSTRAINT fk_dossier_paper_removed_by;
ALTER TABLE extension DROP CONSTRAINT fk_extension_asked_by, DROP CONSTRAINT fk_extension_decided_by, DROP CONSTRAINT fk_extension_task_id;
ALTER TABLE invitation DROP CONSTRAINT fk_invitation_agency_id, DROP CONSTRAINT fk_invitation_used_by;
ALTER TABLE live_session DROP CONSTRAINT fk_live_session_closed_by, DROP CONSTRAINT fk_live_session_conference_id, DROP CONSTRAINT fk_live_session_opened_by;
ALTER TABLE opinion_group DROP CONSTRAINT fk_opinion_group_conference_id, DROP CONSTRAINT fk_opinion_group_made_by;
ALTER TABLE outbox DROP CONSTRAINT fk_outbox_address_id;
ALTER TABLE pending_case DROP CONSTRAINT fk_pending_case_conference_id, DROP CONSTRAINT fk_pending_case_petition_id, DROP CONSTRAINT fk_pending_case_village_id;
ALTER TABLE pending_event DROP CONSTRAINT fk_pending_event_case_id, DROP CONSTRAINT fk_pending_event_staff_id;
ALTER TABLE person DROP CONSTRAINT fk_person_village_id;
ALTER TABLE petition DROP CONSTRAINT fk_petition_address_id, DROP CONSTRAINT fk_petition_conference_id, DROP CONSTRAINT fk_petition_continues_id, DROP CONSTRAINT fk_petition_field_id, DROP CONSTRAINT fk_petition_group_id, DROP CONSTRAINT fk_petition_opened_by, DROP CONSTRAINT fk_petition_person_id, DROP CONSTRAINT fk_petition_village_id;
ALTER TABLE petition_event DROP CONSTRAINT fk_petition_event_petition_id, DROP CONSTRAINT fk_petition_event_staff_id;
ALTER TABLE petition_part DROP CONSTRAINT fk_petition_part_address_id, DROP CONSTRAINT fk_petition_part_attachment_id, DROP CONSTRAINT fk_petition_part_petition_id;
ALTER TABLE petition_search DROP CONSTRAINT fk_petition_search_petition_id;
ALTER TABLE proof DROP CONSTRAINT fk_proof_address_id, DROP CONSTRAINT fk_proof_petition_id;
ALTER TABLE satisfaction DROP CONSTRAINT fk_satisfaction_petition_id;
ALTER TABLE session_question DROP CONSTRAINT fk_session_question_address_id, DROP CONSTRAINT fk_session_question_conference_id, DROP CONSTRAINT fk_session_question_decided_by, DROP CONSTRAINT fk_session_question_person_id, DROP CONSTRAINT fk_session_question_petition_id, DROP CONSTRAINT fk_session_question_village_id;
ALTER TABLE staff DROP CONSTRAINT fk_staff_agency_id, DROP CONSTRAINT fk_staff_person_id, DROP CONSTRAINT fk_staff_stand_in_id;
ALTER TABLE task DROP CONSTRAINT fk_task_agency_id, DROP CONSTRAINT fk_task_given_by, DROP CONSTRAINT fk_task_petition_id;
ALTER TABLE yearly_report DROP CONSTRAINT fk_yearly_report_received_by, DROP CONSTRAINT fk_yearly_report_sent_by;
ALTER TABLE address DROP CONSTRAINT pk_address, ADD CONSTRAINT pk_address PRIMARY KEY (commune_id, id);
CREATE INDEX ix_address_id ON address (id);
ALTER TABLE agency DROP CONSTRAINT pk_agency, ADD CONSTRAINT pk_agency PRIMARY KEY (commune_id, id);
CREATE INDEX ix_agency_id ON agency (id);
ALTER TABLE answer DROP CONSTRAINT pk_answer, ADD CONSTRAINT pk_answer PRIMARY KEY (commune_id, id);
CREATE INDEX ix_answer_id ON answer (id);
ALTER TABLE attachment DROP CONSTRAINT pk_attachment, ADD CONSTRAINT pk_attachment PRIMARY KEY (commune_id, id);
CREATE INDEX ix_attachment_id ON attachment (id);
ALTER TABLE attempt DROP CONSTRAINT pk_attempt, ADD CONSTRAINT pk_attempt PRIMARY KEY (commune_id, id);
ALTER TABLE audit DROP CONSTRAINT pk_audit, ADD CONSTRAINT pk_audit PRIMARY KEY (commune_id, id);
ALTER TABLE by_hand DROP CONSTRAINT pk_by_hand, ADD CONSTRAINT pk_by_hand PRIMARY KEY (commune_id, id);
CREATE INDEX ix_by_hand_id ON by_hand (id);
ALTER TABLE channel_link DROP CONSTRAINT pk_channel_link, ADD CONSTRAINT pk_channel_link PRIMARY KEY (commune_id, id);
CREATE INDEX ix_channel_link_id ON channel_link (id);
ALTER TABLE conclusion DROP CONSTRAINT pk_conclusion, ADD CONSTRAINT pk_conclusion PRIMARY KEY (commune_id, id);
CREATE INDEX ix_conclusion_id ON conclusion (id);
ALTER TABLE conclusion_matter DROP CONSTRAINT pk_conclusion_matter, ADD CONSTRAINT pk_conclusion_matter PRIMARY KEY (commune_id, id);
CREATE INDEX ix_conclusion_matter_id ON conclusion_matter (id);
ALTER TABLE conclusion_recipient DROP CONSTRAINT pk_conclusion_recipient, ADD CONSTRAINT pk_conclusion_recipient PRIMARY KEY (commune_id, id);
CREATE INDEX ix_conclusion_recipient_id ON conclusion_recipient (id);
ALTER TABLE conference DROP CONSTRAINT pk_conference, ADD CONSTRAINT pk_conference PRIMARY KEY (commune_id, id);
CREATE INDEX ix_conference_id ON conference (id);
ALTER TABLE conference_duty DROP CONSTRAINT pk_conference_duty, ADD CONSTRAINT pk_conference_duty PRIMARY KEY (commune_id, id);
ALTER TABLE conference_event DROP CONSTRAINT pk_conference_event, ADD CONSTRAINT pk_conference_event PRIMARY KEY (commune_id, id);
CREATE INDEX ix_conference_event_id ON conference_event (id);
ALTER TABLE conversation DROP CONSTRAINT pk_conversation, ADD CONSTRAINT pk_conversation PRIMARY KEY (commune_id, address_id);
CREATE INDEX ix_conversation_address_id ON conversation (address_id);
ALTER TABLE deadline DROP CONSTRAINT pk_deadline, ADD CONSTRAINT pk_deadline PRIMARY KEY (commune_id, id);
CREATE INDEX ix_deadline_id ON deadline (id);
ALTER TABLE deadline_event DROP CONSTRAINT pk_deadline_event, ADD CONSTRAINT pk_deadline_event PRIMARY KEY (commune_id, id);
ALTER TABLE delegate DROP CONSTRAINT pk_delegate, ADD CONSTRAINT pk_delegate PRIMARY KEY (commune_id, id);
CREATE INDEX ix_delegate_id ON delegate (id);
ALTER TABLE dossier_paper DROP CONSTRAINT pk_dossier_paper, ADD CONSTRAINT pk_dossier_paper PRIMARY KEY (commune_id, id);
CREATE INDEX ix_dossier_paper_id ON dossier_paper (id);
ALTER TABLE extension DROP CONSTRAINT pk_extension, ADD CONSTRAINT pk_extension PRIMARY KEY (commune_id, id);
CREATE INDEX ix_extension_id ON extension (id);
ALTER TABLE field DROP CONSTRAINT pk_field, ADD CONSTRAINT pk_field PRIMARY KEY (commune_id, id);
CREATE INDEX ix_field_id ON field (id);
ALTER TABLE inbox DROP CONSTRAINT pk_inbox, ADD CONSTRAINT pk_inbox PRIMARY KEY (commune_id, id);
ALTER TABLE invitation DROP CONSTRAINT pk_invitation, ADD CONSTRAINT pk_invitation PRIMARY KEY (commune_id, id);
CREATE INDEX ix_invitation_id ON invitation (id);
ALTER TABLE job DROP CONSTRAINT pk_job, ADD CONSTRAINT pk_job PRIMARY KEY (commune_id, id);
CREATE INDEX ix_job_id ON job (id);
ALTER TABLE opinion_group DROP CONSTRAINT pk_opinion_group, ADD CONSTRAINT pk_opinion_group PRIMARY KEY (commune_id, id);
CREATE INDEX ix_opinion_group_id ON opinion_group (id);
ALTER TABLE outbox DROP CONSTRAINT pk_outbox, ADD CONSTRAINT pk_outbox PRIMARY KEY (commune_id, id);
CREATE INDEX ix_outbox_id ON outbox (id);
ALTER TABLE pending_case DROP CONSTRAINT pk_pending_case, ADD CONSTRAINT pk_pending_case PRIMARY KEY (commune_id, id);
CREATE INDEX ix_pending_case_id ON pending_case (id);
ALTER TABLE pending_event DROP CONSTRAINT pk_pending_event, ADD CONSTRAINT pk_pending_event PRIMARY KEY (commune_id, id);
ALTER TABLE person DROP CONSTRAINT pk_person, ADD CONSTRAINT pk_person PRIMARY KEY (commune_id, id);
CREATE INDEX ix_person_id ON person (id);
ALTER TABLE petition DROP CONSTRAINT pk_petition, ADD CONSTRAINT pk_petition PRIMARY KEY (commune_id, id);
CREATE INDEX ix_petition_id ON petition (id);
ALTER TABLE petition_event DROP CONSTRAINT pk_petition_event, ADD CONSTRAINT pk_petition_event PRIMARY KEY (commune_id, id);
ALTER TABLE petition_part DROP CONSTRAINT pk_petition_part, ADD CONSTRAINT pk_petition_part PRIMARY KEY (commune_id, id);
CREATE INDEX ix_petition_part_id ON petition_part (id);
ALTER TABLE petition_search DROP CONSTRAINT pk_petition_search, ADD CONSTRAINT pk_petition_search PRIMARY KEY (commune_id, petition_id);
ALTER TABLE proof DROP CONSTRAINT pk_proof, ADD CONSTRAINT pk_proof PRIMARY KEY (commune_id, address_id, petition_id);
CREATE INDEX ix_proof_address_id_petition_id ON proof (address_id, petition_id);
ALTER TABLE reminder DROP CONSTRAINT pk_reminder, ADD CONSTRAINT pk_reminder PRIMARY KEY (commune_id, id);
ALTER TABLE satisfaction DROP CONSTRAINT pk_satisfaction, ADD CONSTRAINT pk_satisfaction PRIMARY KEY (commune_id, petition_id);
CREATE INDEX ix_satisfaction_petition_id ON satisfaction (petition_id);
ALTER TABLE session_question DROP CONSTRAINT pk_session_question, ADD CONSTRAINT pk_session_question PRIMARY KEY (commune_id, id);
CREATE INDEX ix_session_question_id ON session_question (id);
ALTER TABLE staff DROP CONSTRAINT pk_staff, ADD CONSTRAINT pk_staff PRIMARY KEY (commune_id, id);
CREATE INDEX ix_staff_id ON staff (id);
ALTER TABLE task DROP CONSTRAINT pk_task, ADD CONSTRAINT pk_task PRIMARY KEY (commune_id, id);
CREATE INDEX ix_task_id ON task (id);
ALTER TABLE village DROP CONSTRAINT pk_village, ADD CONSTRAINT pk_village PRIMARY KEY (commune_id, id);
CREATE INDEX ix_village_id ON village (id);
ALTER TABLE yearly_report DROP CONSTRAINT pk_yearly_report, ADD CONSTRAINT pk_yearly_report PRIMARY KEY (commune_id, id);
CREATE INDEX ix_yearly_report_id ON yearly_report (id);
ALTER TABLE address ADD CONSTRAINT fk_address_person_id FOREIGN KEY (commune_id, person_id) REFERENCES person (commune_id, id);
ALTER TABLE answer ADD CONSTRAINT fk_answer_attachment_id FOREIGN KEY (commune_id, attachment_id) REFERENCES attachment (commune_id, id), ADD CONSTRAINT fk_answer_decided_by FOREIGN KEY (commune_id, decided_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_answer_drafted_by FOREIGN KEY (commune_id, drafted_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_answer_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_answer_task_id FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id);
ALTER TABLE attachment ADD CONSTRAINT fk_attachment_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id);
ALTER TABLE by_hand ADD CONSTRAINT fk_by_hand_done_by FOREIGN KEY (commune_id, done_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_by_hand_outbox_id FOREIGN KEY (commune_id, outbox_id) REFERENCES outbox (commune_id, id), ADD CONSTRAINT fk_by_hand_person_id FOREIGN KEY (commune_id, person_id) REFERENCES person (commune_id, id), ADD CONSTRAINT fk_by_hand_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE channel_link ADD CONSTRAINT fk_channel_link_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id);
ALTER TABLE conclusion ADD CONSTRAINT fk_conclusion_attachment_id FOREIGN KEY (commune_id, attachment_id) REFERENCES attachment (commune_id, id), ADD CONSTRAINT fk_conclusion_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_conclusion_made_by FOREIGN KEY (commune_id, made_by) REFERENCES staff (commune_id, id);
ALTER TABLE conclusion_matter ADD CONSTRAINT fk_conclusion_matter_agency_id FOREIGN KEY (commune_id, agency_id) REFERENCES agency (commune_id, id), ADD CONSTRAINT fk_conclusion_matter_conclusion_id FOREIGN KEY (commune_id, conclusion_id) REFERENCES conclusion (commune_id, id), ADD CONSTRAINT fk_conclusion_matter_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE conclusion_recipient ADD CONSTRAINT fk_conclusion_recipient_agency_id FOREIGN KEY (commune_id, agency_id) REFERENCES agency (commune_id, id), ADD CONSTRAINT fk_conclusion_recipient_conclusion_id FOREIGN KEY (commune_id, conclusion_id) REFERENCES conclusion (commune_id, id), ADD CONSTRAINT fk_conclusion_recipient_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_conclusion_recipient_sent_by FOREIGN KEY (commune_id, sent_by) REFERENCES staff (commune_id, id);
ALTER TABLE conference_duty ADD CONSTRAINT fk_conference_duty_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id);
ALTER TABLE conference_event ADD CONSTRAINT fk_conference_event_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_conference_event_staff_id FOREIGN KEY (commune_id, staff_id) REFERENCES staff (commune_id, id);
ALTER TABLE conversation ADD CONSTRAINT fk_conversation_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id);
ALTER TABLE deadline ADD CONSTRAINT fk_deadline_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_deadline_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE deadline_event ADD CONSTRAINT fk_deadline_event_deadline_id FOREIGN KEY (commune_id, deadline_id) REFERENCES deadline (commune_id, id), ADD CONSTRAINT fk_deadline_event_staff_id FOREIGN KEY (commune_id, staff_id) REFERENCES staff (commune_id, id);
ALTER TABLE delegate ADD CONSTRAINT fk_delegate_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_delegate_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE dossier_paper ADD CONSTRAINT fk_dossier_paper_added_by FOREIGN KEY (commune_id, added_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_dossier_paper_attachment_id FOREIGN KEY (commune_id, attachment_id) REFERENCES attachment (commune_id, id), ADD CONSTRAINT fk_dossier_paper_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_dossier_paper_removed_by FOREIGN KEY (commune_id, removed_by) REFERENCES staff (commune_id, id);
ALTER TABLE extension ADD CONSTRAINT fk_extension_asked_by FOREIGN KEY (commune_id, asked_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_extension_decided_by FOREIGN KEY (commune_id, decided_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_extension_task_id FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id);
ALTER TABLE invitation ADD CONSTRAINT fk_invitation_agency_id FOREIGN KEY (commune_id, agency_id) REFERENCES agency (commune_id, id), ADD CONSTRAINT fk_invitation_used_by FOREIGN KEY (commune_id, used_by) REFERENCES staff (commune_id, id);
ALTER TABLE live_session ADD CONSTRAINT fk_live_session_closed_by FOREIGN KEY (commune_id, closed_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_live_session_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_live_session_opened_by FOREIGN KEY (commune_id, opened_by) REFERENCES staff (commune_id, id);
ALTER TABLE opinion_group ADD CONSTRAINT fk_opinion_group_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_opinion_group_made_by FOREIGN KEY (commune_id, made_by) REFERENCES staff (commune_id, id);
ALTER TABLE outbox ADD CONSTRAINT fk_outbox_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id);
ALTER TABLE pending_case ADD CONSTRAINT fk_pending_case_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_pending_case_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_pending_case_village_id FOREIGN KEY (commune_id, village_id) REFERENCES village (commune_id, id);
ALTER TABLE pending_event ADD CONSTRAINT fk_pending_event_case_id FOREIGN KEY (commune_id, case_id) REFERENCES pending_case (commune_id, id), ADD CONSTRAINT fk_pending_event_staff_id FOREIGN KEY (commune_id, staff_id) REFERENCES staff (commune_id, id);
ALTER TABLE person ADD CONSTRAINT fk_person_village_id FOREIGN KEY (commune_id, village_id) REFERENCES village (commune_id, id);
ALTER TABLE petition ADD CONSTRAINT fk_petition_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id), ADD CONSTRAINT fk_petition_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_petition_continues_id FOREIGN KEY (commune_id, continues_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_petition_field_id FOREIGN KEY (commune_id, field_id) REFERENCES field (commune_id, id), ADD CONSTRAINT fk_petition_group_id FOREIGN KEY (commune_id, group_id) REFERENCES opinion_group (commune_id, id), ADD CONSTRAINT fk_petition_opened_by FOREIGN KEY (commune_id, opened_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_petition_person_id FOREIGN KEY (commune_id, person_id) REFERENCES person (commune_id, id), ADD CONSTRAINT fk_petition_village_id FOREIGN KEY (commune_id, village_id) REFERENCES village (commune_id, id);
ALTER TABLE petition_event ADD CONSTRAINT fk_petition_event_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_petition_event_staff_id FOREIGN KEY (commune_id, staff_id) REFERENCES staff (commune_id, id);
ALTER TABLE petition_part ADD CONSTRAINT fk_petition_part_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id), ADD CONSTRAINT fk_petition_part_attachment_id FOREIGN KEY (commune_id, attachment_id) REFERENCES attachment (commune_id, id), ADD CONSTRAINT fk_petition_part_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE petition_search ADD CONSTRAINT fk_petition_search_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id) ON DELETE CASCADE;
ALTER TABLE proof ADD CONSTRAINT fk_proof_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id), ADD CONSTRAINT fk_proof_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE satisfaction ADD CONSTRAINT fk_satisfaction_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE session_question ADD CONSTRAINT fk_session_question_address_id FOREIGN KEY (commune_id, address_id) REFERENCES address (commune_id, id), ADD CONSTRAINT fk_session_question_conference_id FOREIGN KEY (commune_id, conference_id) REFERENCES conference (commune_id, id), ADD CONSTRAINT fk_session_question_decided_by FOREIGN KEY (commune_id, decided_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_session_question_person_id FOREIGN KEY (commune_id, person_id) REFERENCES person (commune_id, id), ADD CONSTRAINT fk_session_question_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id), ADD CONSTRAINT fk_session_question_village_id FOREIGN KEY (commune_id, village_id) REFERENCES village (commune_id, id);
ALTER TABLE staff ADD CONSTRAINT fk_staff_agency_id FOREIGN KEY (commune_id, agency_id) REFERENCES agency (commune_id, id), ADD CONSTRAINT fk_staff_person_id FOREIGN KEY (commune_id, person_id) REFERENCES person (commune_id, id), ADD CONSTRAINT fk_staff_stand_in_id FOREIGN KEY (commune_id, stand_in_id) REFERENCES person (commune_id, id);
ALTER TABLE task ADD CONSTRAINT fk_task_agency_id FOREIGN KEY (commune_id, agency_id) REFERENCES agency (commune_id, id), ADD CONSTRAINT fk_task_given_by FOREIGN KEY (commune_id, given_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_task_petition_id FOREIGN KEY (commune_id, petition_id) REFERENCES petition (commune_id, id);
ALTER TABLE yearly_report ADD CONSTRAINT fk_yearly_report_received_by FOREIGN KEY (commune_id, received_by) REFERENCES staff (commune_id, id), ADD CONSTRAINT fk_yearly_report_sent_by FOREIGN KEY (commune_id, sent_by) REFERENCES staff (commune_id, id);
CREATE OR REPLACE FUNCTION public.tr_agency_renamed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id IN (SELECT t.petition_id FROM task t WHERE t.commune_id = NEW.commune_id AND t.agency_id = NEW.id) ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_answer_added()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_answer_changed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_answer_gone()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = OLD.commune_id AND p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_field_renamed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.field_id = NEW.id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_group_renamed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.group_id = NEW.id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_part_added()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_part_changed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_part_gone()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = OLD.commune_id AND p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_petition_changed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_petition_sent()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_task_changed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_task_given()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.id = NEW.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_task_gone()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = OLD.commune_id AND p.code IS NOT NULL AND p.id = OLD.petition_id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
CREATE OR REPLACE FUNCTION public.tr_village_renamed()
RETURNS trigger
LANGUAGE plpgsql
AS $function$ BEGIN INSERT INTO petition_search (petition_id, commune_id) SELECT p.id, p.commune_id FROM petition p WHERE p.commune_id = NEW.commune_id AND p.code IS NOT NULL AND p.commune_id = NEW.commune_id AND p.village_id = NEW.id ON CONFLICT (commune_id, petition_id) DO UPDATE SET words = '', stale = true; RETURN NULL; END $function$;
