import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { LedgerFrame } from '../words.ts';
import { ManualVoucher } from './ManualVoucher.tsx';
import { blankForm, dayOfCopy, dayToOffer, formOfDraft, formOfVoucher } from './voucher-form.ts';

/** What is written: a new voucher, one like another, or on a draft. */
export type Writing = { kind: 'new' } | { kind: 'copy'; id: string } | { kind: 'draft'; id: string };

interface WriteVoucherProps {
  frame: LedgerFrame;
  writing: Writing;
  onClose: () => void;
  onShow: (id: string) => void;
}

/** 填制凭证, once what it begins with has been read. */
export function WriteVoucher({ frame, writing, onClose, onShow }: WriteVoucherProps) {
  const profile = useCall('union.readProfile', {});
  const voucher = useCall('ledger.getVoucher', writing.kind === 'copy' ? { id: writing.id } : undefined);
  const draft = useCall('ledger.getDraft', writing.kind === 'draft' ? { id: writing.id } : undefined);
  const today = dayOf(new Date());
  const page = (notice: string | undefined) => <Page {...frame} notice={<Notice tone="red">{notice}</Notice>} />;
  if (!profile.value) return page(profile.error);
  const same = { frame, onClose, onShow };
  if (writing.kind === 'new') return <ManualVoucher {...same} start={blankForm(dayToOffer(profile.value, today))} />;
  if (writing.kind === 'copy')
    return voucher.value ? (
      <ManualVoucher {...same} start={formOfVoucher(voucher.value, dayOfCopy(profile.value, today))} />
    ) : (
      page(voucher.error)
    );
  return draft.value ? <ManualVoucher {...same} start={formOfDraft(draft.value)} /> : page(draft.error);
}
