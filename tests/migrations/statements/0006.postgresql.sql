CREATE TABLE dossier_paper (
id BIGSERIAL NOT NULL,
commune_id BIGINT NOT NULL,
conference_id BIGINT NOT NULL,
key VARCHAR NOT NULL,
number VARCHAR NOT NULL,
signed_on DATE,
attachment_id BIGINT,
added_by BIGINT NOT NULL,
added_at TIMESTAMP WITH TIME ZONE NOT NULL,
removed_by BIGINT,
removed_at TIMESTAMP WITH TIME ZONE,
CONSTRAINT pk_dossier_paper PRIMARY KEY (id),
CONSTRAINT ck_dossier_paper_has_file CHECK (attachment_id IS NOT NULL OR removed_at IS NOT NULL),
CONSTRAINT fk_dossier_paper_added_by FOREIGN KEY(added_by) REFERENCES staff (id),
CONSTRAINT fk_dossier_paper_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
CONSTRAINT fk_dossier_paper_commune_id FOREIGN KEY(commune_id) REFERENCES commune (id),
CONSTRAINT fk_dossier_paper_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
CONSTRAINT fk_dossier_paper_removed_by FOREIGN KEY(removed_by) REFERENCES staff (id),
CONSTRAINT uq_dossier_paper_commune_id_conference_id_key_attachment_id UNIQUE (commune_id, conference_id, key, attachment_id)
);
CREATE INDEX ix_dossier_conference ON dossier_paper (commune_id, conference_id, id);
CREATE INDEX ix_dossier_attachment ON dossier_paper (attachment_id);
