CREATE TABLE new_address (
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
);
INSERT INTO new_address SELECT * FROM address;
DROP TABLE address;
ALTER TABLE new_address RENAME TO address;
CREATE INDEX ix_address_person ON address (commune_id, person_id);
CREATE INDEX ix_address_seen ON address (account_id, last_seen_at);
CREATE TABLE new_channel_link (
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
);
INSERT INTO new_channel_link SELECT * FROM channel_link;
DROP TABLE channel_link;
ALTER TABLE new_channel_link RENAME TO channel_link;
CREATE TABLE new_inbox (
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
);
INSERT INTO new_inbox SELECT * FROM inbox;
DROP TABLE inbox;
ALTER TABLE new_inbox RENAME TO inbox;
CREATE INDEX ix_inbox_received ON inbox (received_at);
CREATE TABLE new_invitation (
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
);
INSERT INTO new_invitation SELECT * FROM invitation;
DROP TABLE invitation;
ALTER TABLE new_invitation RENAME TO invitation;
UPDATE person SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = person.village_id AND v.commune_id = person.commune_id);
UPDATE petition SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = petition.village_id AND v.commune_id = petition.commune_id);
UPDATE session_question SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = session_question.village_id AND v.commune_id = session_question.commune_id);
UPDATE pending_case SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM village v WHERE v.id = pending_case.village_id AND v.commune_id = pending_case.commune_id);
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
