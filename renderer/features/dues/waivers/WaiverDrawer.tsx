import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { WaiverRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';
import { RevokeDialog } from './RevokeDialog.tsx';
import { stretchText } from './words.ts';

/** One waiver: what it rests on, what it takes off, and how to revoke it. */
export function WaiverDrawer({ waiver, onClose }: { waiver: WaiverRow; onClose: () => void }) {
  const [revoking, setRevoking] = useState(false);
  const mayKeep = useAllowed('dues.revokeWaiver') && waiver.revoked === undefined;
  const tell = useTell();
  const apply = useAction(async () => {
    const { levies, amount } = await call('dues.applyWaiver', { id: waiver.id });
    tell.done(`又减免 ${levies} 个月，${formatYuan(amount)} 元。`);
  });
  return (
    <RecordDrawer
      open
      title={`${waiver.name} 会费减免`}
      tag={waiver.revoked ? <Verdict>{`已撤销 ${waiver.revoked.day}`}</Verdict> : <Verdict tone="teal">有效</Verdict>}
      problem={apply.problem}
      onClose={onClose}
      actions={mayKeep && <Button onClick={() => setRevoking(true)}>撤销减免</Button>}
    >
      <dl className="dues-facts">
        <dt>编号</dt>
        <dd>{waiver.number}</dd>
        <dt>工会小组</dt>
        <dd>{waiver.groupName}</dd>
        <dt>减免月份</dt>
        <dd>{stretchText(waiver.fromMonth, waiver.toMonth)}</dd>
        <dt>原因</dt>
        <dd>{waiver.reason}</dd>
        <dt>决定</dt>
        <dd>{waiver.decision}</dd>
        <dt>登记</dt>
        <dd>
          {waiver.day} {waiver.operator}
        </dd>
        {waiver.revoked && (
          <>
            <dt>撤销</dt>
            <dd>
              {waiver.revoked.day} {waiver.revoked.reason}
            </dd>
          </>
        )}
      </dl>
      <dl className="dues-facts dues-facts-money">
        <dt>已减免</dt>
        <dd>
          <Money value={waiver.waived} strong />
        </dd>
        <dt>这些月份已收</dt>
        <dd>
          <Money value={waiver.paid} />
        </dd>
        <dt>这些月份仍欠</dt>
        <dd>
          <Money value={waiver.owed} />
        </dd>
      </dl>
      {waiver.paid > 0 && <Notice>减免不动已经收到的会费。要退给本人，先把这笔收款转为预收，再办退费。</Notice>}
      {mayKeep && waiver.owed > 0 && (
        <Notice
          tone="amber"
          action={
            <Button size="small" loading={apply.busy} onClick={() => void apply.run()}>
              补减
            </Button>
          }
        >
          减免登记以后，这些月份又有欠费，例如收款转成了预收。
        </Notice>
      )}
      {revoking && <RevokeDialog waiver={waiver} onClose={() => setRevoking(false)} />}
    </RecordDrawer>
  );
}
