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
);
CREATE INDEX ix_dossier_conference ON dossier_paper (commune_id, conference_id, id);
CREATE INDEX ix_dossier_attachment ON dossier_paper (attachment_id);
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
