import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { fileToken, id, optionalText, text } from '../fields.ts';
import { type AttachmentContent, type AttachmentKind, MAX_ATTACHMENT_FILES } from '../ledger/attachments.ts';
import { output, read, write } from '../operation.ts';

/** What a scan or photo of a file is (rules.md 4.4, 材料). */
export const PAPER_KINDS = [
  'application',
  'identityCard',
  'household',
  'income',
  'medical',
  'schooling',
  'contract',
  'authorisation',
  'consent',
  'notice',
  'minutes',
  'visitPhoto',
  'bankCard',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export const PAPER_KIND_NAMES: Readonly<Record<PaperKind, string>> = {
  application: '申请书',
  identityCard: '身份证',
  household: '户口本',
  income: '收入证明',
  medical: '病历和票据',
  schooling: '学籍和学费',
  contract: '劳动合同',
  authorisation: '授权书',
  consent: '同意书',
  notice: '公示单',
  minutes: '会议纪要',
  visitPhoto: '入户照片',
  bankCard: '银行卡',
  other: '其他',
};

export interface HardshipPaper {
  id: string;
  paperKind: PaperKind;
  /** What the person's file was called. */
  name: string;
  kind: AttachmentKind;
  bytes: number;
  /** ISO UTC. */
  attachedAt: string;
  attachedBy: string;
  /** Set when it was removed; the row and the file stay. */
  removed?: { at: string; by: string; reason: string };
}

export interface HardshipPapers {
  /** In the order of the kinds, then as they were added; those that were removed too. */
  rows: HardshipPaper[];
  /** What a file like this usually has and this one has not. */
  missing: PaperKind[];
}

/** What the program prints for a file; each text stands in one place and the union may word it otherwise. */
export const TEXT_KINDS = ['application', 'authorisation', 'consent', 'notice'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];
export const TEXT_KIND_NAMES: Readonly<Record<TextKind, string>> = {
  application: '困难职工建档申请书',
  authorisation: '家庭经济状况核对授权书',
  consent: '个人信息处理告知与单独同意书',
  notice: '困难职工建档公示',
};

export interface HardshipText {
  kind: TextKind;
  /** Lines; 【单位】【姓名】【部门】【保存年限】【公示姓名】【联系】 are filled in on printing. */
  body: string;
  /** As the program brought it. */
  shipped: boolean;
}

/** A text filled in for one person, ready for the paper. */
export interface FilledText {
  kind: Exclude<TextKind, 'notice'>;
  title: string;
  unit: string;
  number: string;
  name: string;
  /** One paragraph each. */
  paragraphs: string[];
}

/** 公示单: nothing but name, department and category. */
export interface NoticeSheet {
  unit: string;
  paragraphs: string[];
  rows: { name: string; groupName: string; category: string }[];
  from: Day;
  until: Day;
  workingDays: number;
  /** Where to object; '' where nothing was entered. */
  contact: string;
}

export const papersOperations = {
  'hardship.listPapers': read('viewPersonal', z.strictObject({ fileId: id }), output<HardshipPapers>()),
  /** Takes all the files or none: JPG, PNG, WebP and PDF, at most 20 MB each. */
  'hardship.addPapers': write(
    'keep',
    z.strictObject({
      fileId: id,
      paperKind: z.enum(PAPER_KINDS),
      files: z.array(fileToken).min(1, '没有选择').max(MAX_ATTACHMENT_FILES, `一次最多 ${MAX_ATTACHMENT_FILES} 个`),
    }),
    output<HardshipPapers>(),
  ),
  /** A paper for looking at; who looked is on the trail, so it is a write: call it once. */
  'hardship.readPaper': write('viewPersonal', z.strictObject({ id }), output<AttachmentContent>()),
  'hardship.removePaper': write('keep', z.strictObject({ id, reason: text(100) }), output<HardshipPapers>()),
  'hardship.readTexts': read('view', z.strictObject({}), output<HardshipText[]>()),
  /** An empty text goes back to the one that the program brought. */
  'hardship.saveText': write(
    'keep',
    z.strictObject({ kind: z.enum(TEXT_KINDS), body: optionalText(8000) }),
    output<HardshipText[]>(),
  ),
  /** 申请书, 授权书 or 告知与单独同意书 with the person's name; the printing is on the trail. */
  'hardship.printText': write(
    'keep',
    z.strictObject({ fileId: id, kind: z.enum(['application', 'authorisation', 'consent']) }),
    output<FilledText>(),
  ),
  /** 公示单 of every file whose notice begins on a day, or of one file; the printing is on the trail. */
  'hardship.printNotice': write(
    'keep',
    z.strictObject({ fileIds: z.array(id).min(1, '没有选择').max(100) }),
    output<NoticeSheet>(),
  ),
};
