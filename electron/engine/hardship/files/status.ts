import type { HardshipStatus } from '#shared/contract/hardship.ts';

// The schema keeps open, resolved and closed; what a person reads also tells an application from a file on record.

/** What a file is called, of a table or alias `file`: 办理中 until it is filed. */
export const FILE_STATUS = "iif(file.status = 'open' AND file.stage <> 'filed', 'applying', file.status)";

/** The files of one status, in terms of the indexes. */
export const WITH_STATUS: Readonly<Record<HardshipStatus, string>> = {
  applying: "file.status = 'open' AND file.stage <> 'filed'",
  open: "file.status = 'open' AND file.stage = 'filed'",
  resolved: "file.status = 'resolved'",
  closed: "file.status = 'closed'",
};
