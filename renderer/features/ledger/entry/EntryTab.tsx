import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { usePageParam } from '#renderer/app/navigation.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, monthOf } from '#shared/calendar.ts';
import type { Direction, Method, Purpose, Voucher } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import { dayToOffer } from '../vouchers/voucher-form.ts';
import type { LedgerFrame } from '../words.ts';
import { EntryFields } from './EntryFields.tsx';
import { EntryPreview } from './EntryPreview.tsx';
import { type EntryDraft, inputOf, missingIn } from './entry-draft.ts';
import { RecentVouchers } from './RecentVouchers.tsx';

interface Kept {
  direction: Direction;
  method: Method;
  day: Day | undefined;
}

/** 收支登记, with what the money is for chosen already when the page was asked for with its `purpose`. */
export function EntryTab(props: { frame: LedgerFrame; profile: UnionProfile }) {
  const asked = usePageParam('purpose');
  const { value: purposes, error } = useCall('ledger.listPurposes', asked === undefined ? undefined : {});
  if (asked !== undefined && purposes === undefined)
    return <Page {...props.frame} notice={<Notice tone="red">{error}</Notice>} />;
  return <EntryDesk {...props} first={purposes?.find(({ id }) => id === asked)} />;
}

/** The form at the left, the voucher it makes at the right, what was posted below. */
function EntryDesk({
  frame,
  profile,
  first,
}: {
  frame: LedgerFrame;
  profile: UnionProfile;
  first: Purpose | undefined;
}) {
  const [turn, setTurn] = useState(0);
  const [kept, setKept] = useState<Kept>({
    direction: first?.direction ?? 'expense',
    method: first?.fixedMethod ?? 'bank',
    day: dayToOffer(profile, dayOf(new Date())),
  });
  const [opened, setOpened] = useState<string>();
  const tell = useTell();
  const done = (voucher: Voucher, draft: EntryDraft) => {
    tell.done(`已记账：${voucher.month} ${voucher.number}，${formatYuan(voucher.amount)} 元`);
    setKept({ direction: draft.direction, method: draft.method, day: draft.day });
    setTurn((value) => value + 1);
  };
  if (profile.openMonth === undefined) {
    return (
      <Page {...frame}>
        <Notice tone="amber">各月都已结账，没有可以记账的月份。请先办理年度结转，开出新年度。</Notice>
      </Page>
    );
  }
  return (
    <Page {...frame}>
      <EntryForm
        key={turn}
        kept={kept}
        first={turn === 0 ? first : undefined}
        profile={profile}
        onDone={done}
        onKept={setKept}
      >
        {kept.day !== undefined && (
          <RecentVouchers month={monthOf(kept.day)} onOpen={setOpened} {...(opened === undefined ? {} : { opened })} />
        )}
      </EntryForm>
      {opened !== undefined && (
        <VoucherDrawer key={opened} id={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

interface EntryFormProps {
  kept: Kept;
  /** Chosen before the form opened. */
  first: Purpose | undefined;
  profile: UnionProfile;
  onDone: (voucher: Voucher, draft: EntryDraft) => void;
  onKept: (kept: Kept) => void;
  /** Stands under the voucher at the right. */
  children: ReactNode;
}

function EntryForm({ kept, first, profile, onDone, onKept, children }: EntryFormProps) {
  const [draft, setDraft] = useState<EntryDraft>({
    ...kept,
    purpose: first,
    amount: undefined,
    setAside: undefined,
    summary: '',
    counterparty: '',
    attachmentCount: 0,
    resolutionId: undefined,
    fundId: undefined,
  });
  const [tried, setTried] = useState(false);
  const missing = missingIn(draft);
  const post = useAction(async () => {
    setTried(true);
    const input = inputOf(draft);
    if (input) onDone(await call('ledger.recordSimple', input), draft);
  });
  const form = useFormArea(() => void post.run());
  useUnsavedWork(draft.amount !== undefined || draft.summary.trim() !== '');
  const change = (part: Partial<EntryDraft>) => {
    post.clear();
    const next = { ...draft, ...part };
    setDraft(next);
    // the list below follows the month that is being entered
    if (part.day !== undefined) onKept({ direction: next.direction, method: next.method, day: next.day });
  };
  return (
    <div className="entry-desk">
      <section className="sheet entry-form" aria-label="登记一笔收支">
        <FormArea form={form}>
          <EntryFields
            draft={draft}
            onChange={change}
            missing={tried ? missing : {}}
            remittancePercent={profile.remittancePercent}
          />
          <Notice tone="red">{form.blocked ?? post.problem}</Notice>
          <div className="entry-foot">
            <span className="entry-keys">Enter 到下一格，Ctrl+Enter 记账</span>
            <Button type="primary" data-save-button title="Ctrl+Enter" loading={post.busy} onClick={form.submit}>
              记账
            </Button>
          </div>
        </FormArea>
      </section>
      <div className="entry-side">
        <EntryPreview draft={draft} />
        {children}
      </div>
    </div>
  );
}
