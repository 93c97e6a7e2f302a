ALTER TABLE petition DROP CONSTRAINT ck_petition_state;
ALTER TABLE petition ADD CONSTRAINT ck_petition_state CHECK (state IN ('draft', 'received', 'documents_requested', 'accepted', 'declined', 'withdrawn', 'classified', 'assigned', 'settled', 'left_open', 'noted', 'submitted_upward', 'passed_on', 'replied', 'closed', 'petitioned_again'));
ALTER TABLE conference DROP CONSTRAINT ck_conference_state;
ALTER TABLE conference ADD CONSTRAINT ck_conference_state CHECK (state IN ('draft', 'announced', 'registration_open', 'registration_closed', 'in_session', 'concluded', 'replies_due', 'archived', 'postponed', 'cancelled'));
UPDATE conference SET state = 'registration_open' WHERE state IN ('announced');
