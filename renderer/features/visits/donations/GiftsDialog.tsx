import { Checkbox, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import type { DriveRecord, Gift } from '#shared/contract/visits.ts';
import { DonorPaper, ThanksPaper } from './DonationPapers.tsx';

/** Who gave, for looking at and for printing: 捐款名单 (with or without amounts) and thank-you receipts. */
export function GiftsDialog({
  drive,
  gifts,
  onClose,
}: {
  drive: DriveRecord;
  gifts: readonly Gift[];
  onClose: () => void;
}) {
  const [paper, setPaper] = useState<'list' | 'thanks'>('list');
  const [amounts, setAmounts] = useState(true);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const keyOf = (gift: Gift) => `${gift.collectionId} ${gift.line}`;
  const chosen = ticked.size === 0 ? gifts : gifts.filter((gift) => ticked.has(keyOf(gift)));
  const name = `${paper === 'list' ? '捐款名单' : '捐款收据'}-${drive.name}`;
  const columns: Column<Gift>[] = [
    { key: 'day', title: '日期', width: 110, render: (row) => row.day },
    { key: 'name', title: '捐款人', render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'amount', title: '金额', width: 120, align: 'right', render: (row) => <Money value={row.amount} /> },
    { key: 'voucher', title: '凭证', width: 90, render: (row) => row.voucherNumber },
  ];
  return (
    <Modal
      open
      title={`捐款名单：${drive.name}`}
      width={760}
      centered
      onCancel={onClose}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">
            <Segmented<'list' | 'thanks'>
              aria-label="打印什么"
              value={paper}
              onChange={setPaper}
              options={[
                { value: 'list', label: '名单公示' },
                { value: 'thanks', label: '捐款收据' },
              ]}
            />
            {paper === 'list' && (
              <Checkbox checked={amounts} onChange={(event) => setAmounts(event.target.checked)}>
                写金额
              </Checkbox>
            )}
          </div>
          <PrintButtons
            name={name}
            disabled={chosen.length === 0}
            paper={
              paper === 'list' ? (
                <DonorPaper drive={drive} gifts={chosen} amounts={amounts} />
              ) : (
                <ThanksPaper drive={drive} gifts={chosen} />
              )
            }
          />
        </div>
      }
    >
      <Notice>{paper === 'thanks' && '不勾选就给每一笔打一张；只要几位的，先勾选。'}</Notice>
      <DataTable
        label="捐款"
        columns={columns}
        rows={gifts}
        rowKey={keyOf}
        maxHeight={420}
        selection={{ keys: ticked, onChange: setTicked }}
      />
    </Modal>
  );
}
