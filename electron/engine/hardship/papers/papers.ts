import {
  type HardshipCause,
  type HardshipPaper,
  type HardshipPapers,
  type HardshipStage,
  PAPER_KIND_NAMES,
  PAPER_KINDS,
  type PaperKind,
} from '#shared/contract/hardship.ts';
import type { AttachmentContent, AttachmentKind } from '#shared/contract/ledger/attachments.ts';
import { refuse } from '#shared/errors.ts';
import { AttachmentProblem } from '../../books/attachment-store.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { keepContent, type Paper } from '../../ledger/commands.ts';

// Scans and photos of a file lie in the same encrypted store as the papers at vouchers, so a backup carries them along.

interface StoredPaper {
  id: string;
  paperKind: PaperKind;
  name: string;
  kind: AttachmentKind;
  bytes: number;
  attachedAt: string;
  attachedBy: string;
  removedAt: string | null;
  removedBy: string | null;
  removeReason: string | null;
}

const COLUMNS = `
  SELECT paper.id, paper.kind AS paperKind, paper.name, attachment_files.kind, bytes, added_at AS attachedAt,
         added_by AS attachedBy, removed_at AS removedAt, removed_by AS removedBy, remove_reason AS removeReason`;
const FROM = `
  FROM hardship_papers AS paper JOIN attachment_files ON attachment_files.sha256 = paper.sha256`;
export const PAPERS_OF_FILE = `${COLUMNS} ${FROM} WHERE paper.file_id = :fileId ORDER BY paper.kind, paper.added_at, paper.id`;

function paperOf({ removedAt, removedBy, removeReason, ...row }: StoredPaper): HardshipPaper {
  if (removedAt === null) return row;
  return { ...row, removed: { at: removedAt, by: removedBy ?? '', reason: removeReason ?? '' } };
}

/** Every paper of a file, and what such a file usually has besides. @throws Refusal `request.notFound` */
export function listPapers(db: Readable, fileId: string): HardshipPapers {
  const file = paperFile(db, fileId);
  const rank = (kind: PaperKind) => PAPER_KINDS.indexOf(kind);
  const rows = db
    .all<StoredPaper>(PAPERS_OF_FILE, { fileId })
    .map(paperOf)
    .sort((a, b) => rank(a.paperKind) - rank(b.paperKind));
  const present = new Set(rows.filter((row) => row.removed === undefined).map((row) => row.paperKind));
  return { rows, missing: usualPapers(file).filter((kind) => !present.has(kind)) };
}

interface PaperFile {
  number: string;
  name: string;
  cause: HardshipCause;
  stage: HardshipStage;
}

function paperFile(db: Readable, fileId: string): PaperFile {
  const file = db.get<PaperFile>(
    `SELECT file.number, members.name, file.cause, file.stage
     FROM hardship_files AS file JOIN members ON members.id = file.member_id WHERE file.id = :fileId`,
    { fileId },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  return file;
}

/** What a file has by the time it came so far (rules.md 4.4, 材料). */
function usualPapers({ cause, stage }: PaperFile): PaperKind[] {
  const after = (...stages: HardshipStage[]) => stages.includes(stage);
  return [
    'application',
    'identityCard',
    'household',
    'income',
    ...(cause === 'illness' || cause === 'accident' ? (['medical'] as const) : []),
    ...(cause === 'schooling' ? (['schooling'] as const) : []),
    ...(after('visited', 'notified', 'decided', 'filed') ? (['authorisation', 'consent', 'visitPhoto'] as const) : []),
    ...(after('notified', 'decided', 'filed') ? (['notice'] as const) : []),
    ...(after('decided', 'filed') ? (['minutes'] as const) : []),
  ];
}

/** @throws Refusal `request.notFound` */
export function assertFile(db: Readable, fileId: string): void {
  paperFile(db, fileId);
}

/**
 * Puts papers into a file, all or none. Each is kept before its row is committed, so that no row is ever without its file.
 * @throws Refusal `request.notFound`, `hardship.paperTwice`, `hardship.paperNotKept`
 */
export function addPapers(
  context: WriteContext,
  { fileId, paperKind }: { fileId: string; paperKind: PaperKind },
  papers: readonly Paper[],
): HardshipPapers {
  const { db } = context;
  const file = paperFile(db, fileId);
  for (const paper of papers) {
    const sha256 = keepContent(context, paper, 'hardship.paperNotKept');
    const other = db.get<{ kind: PaperKind }>(
      'SELECT kind FROM hardship_papers WHERE file_id = :fileId AND sha256 = :sha256 AND removed_at IS NULL',
      { fileId, sha256 },
    );
    if (other) throw refuse('hardship.paperTwice', { file: paper.name, other: PAPER_KIND_NAMES[other.kind] });
    db.run(
      `INSERT INTO hardship_papers (id, file_id, kind, name, sha256, added_at, added_by)
       VALUES (:id, :fileId, :paperKind, :name, :sha256, :now, :operator)`,
      {
        id: context.newId(),
        fileId,
        paperKind,
        name: paper.name,
        sha256,
        now: context.now,
        operator: context.operator,
      },
    );
  }
  trailPaper(context, fileId, file, '添加附件', { kind: paperKind, files: papers.length });
  return listPapers(db, fileId);
}

/**
 * A paper by its kind alone, and not in the label: what the person called it may tell of an illness, and labels are read by the
 * committee.
 */
function trailPaper(context: WriteContext, fileId: string, file: PaperFile, what: string, after: object): void {
  context.trail({ subject: 'hardshipFile', id: fileId, label: `${file.number} ${file.name} ${what}`, after });
}

interface FoundPaper extends HardshipPaper {
  fileId: string;
  sha256: string;
}

/** @throws Refusal `request.notFound` */
function findPaper(db: Readable, id: string): FoundPaper {
  const row = db.get<StoredPaper & { fileId: string; sha256: string }>(
    `${COLUMNS}, paper.file_id AS fileId, paper.sha256 AS sha256 ${FROM} WHERE paper.id = :id`,
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '附件' });
  const { fileId, sha256, ...stored } = row;
  return { ...paperOf(stored), fileId, sha256 };
}

/**
 * A paper for looking at; that somebody looked is on the trail. One that was removed can still be looked at.
 * @throws Refusal `request.notFound`, `ledger.attachmentMissing`, `ledger.attachmentDamaged`
 */
export function readPaper(context: WriteContext, id: string): AttachmentContent {
  const { db, attachmentStore } = context;
  const found = findPaper(db, id);
  const content = read();
  trailPaper(context, found.fileId, paperFile(db, found.fileId), '查看附件', {
    kind: found.paperKind,
  });
  return { id, name: found.name, kind: found.kind, content: content.toString('base64') };

  function read(): Buffer {
    try {
      return attachmentStore.read(db, found);
    } catch (error) {
      if (!(error instanceof AttachmentProblem)) throw error;
      const code = error.kind === 'missing' ? 'ledger.attachmentMissing' : 'ledger.attachmentDamaged';
      throw refuse(code, { file: PAPER_KIND_NAMES[found.paperKind], place: error.place });
    }
  }
}

/**
 * Takes a paper out of its file. The row stays with who, when and why, and the file stays.
 * @throws Refusal `request.notFound`, `hardship.paperRemoved`
 */
export function removePaper(context: WriteContext, { id, reason }: { id: string; reason: string }): HardshipPapers {
  const { db } = context;
  const found = findPaper(db, id);
  if (found.removed) throw refuse('hardship.paperRemoved', { file: PAPER_KIND_NAMES[found.paperKind] });
  db.run(
    'UPDATE hardship_papers SET removed_at = :now, removed_by = :operator, remove_reason = :reason WHERE id = :id',
    {
      id,
      now: context.now,
      operator: context.operator,
      reason,
    },
  );
  trailPaper(context, found.fileId, paperFile(db, found.fileId), '移除附件', {
    kind: found.paperKind,
    removed: true,
  });
  return listPapers(db, found.fileId);
}
