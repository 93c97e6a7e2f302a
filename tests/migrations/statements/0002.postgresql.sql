ALTER TABLE account ADD COLUMN platform_id VARCHAR;
CREATE TABLE foreign_conversation (
key VARCHAR NOT NULL,
state VARCHAR NOT NULL,
data JSONB NOT NULL,
changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
CONSTRAINT pk_foreign_conversation PRIMARY KEY (key)
);
CREATE TABLE key_queue (
key VARCHAR NOT NULL,
places JSONB NOT NULL,
CONSTRAINT pk_key_queue PRIMARY KEY (key)
);
