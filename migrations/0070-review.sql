-- Audit packages (送审包) that were handed out: what was in them and where the audit trail stood.

CREATE TABLE audit_packages (
  id            TEXT PRIMARY KEY,
  year          INTEGER NOT NULL,
  made_at       TEXT NOT NULL,
  folder_name   TEXT NOT NULL,
  files         TEXT NOT NULL CONSTRAINT audit_package_files_json CHECK (json_valid(files)),
  trail_head    TEXT NOT NULL,
  checks_passed INTEGER NOT NULL,
  checks_failed INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_packages_by_time ON audit_packages (made_at DESC, id);
CREATE TRIGGER audit_packages_never_change BEFORE UPDATE ON audit_packages
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER audit_packages_never_shrink BEFORE DELETE ON audit_packages
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
