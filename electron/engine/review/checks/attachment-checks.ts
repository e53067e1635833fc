import type { AttachmentCheck } from '#shared/contract/ledger.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('账簿');

/** Every photo and PDF that was put at the year's vouchers is there and opens as it was kept. */
export function judgeAttachmentFiles(check: AttachmentCheck): CheckResult {
  return result('attachmentFiles', '附件文件齐全', outcomeOf(check));
}

function outcomeOf({ files, faults }: AttachmentCheck): Outcome {
  if (files === 0) return nothingToCheck('全年没有存电子附件');
  if (faults.length === 0) return good(`${files} 个文件都在，逐个打开核对无误`);
  const records = faults.map(({ voucher, name, problem }) => {
    return `${voucher}「${name}」（${problem === 'missing' ? '不见了' : '已损坏'}）`;
  });
  return bad(
    named(records, '个文件'),
    '请把「备份」文件夹里的「附件」复制到账本旁边，同名的替换；备份里也没有的，请重新添加原件',
  );
}
