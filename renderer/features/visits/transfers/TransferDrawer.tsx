import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { TransferList, TransferSheet } from '#shared/contract/visits.ts';
import { TransferPaper } from './TransferPaper.tsx';
import { TransferTag } from './TransferTag.tsx';

/** One list at the right: its lines with masked accounts, the file for the bank, and what became of it. */
export function TransferDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const sheet = useCall('visits.readTransferList', { id });
  const list = sheet.value?.list;
  return (
    <RecordDrawer
      open
      width={960}
      title={list ? `转账清单 ${list.number}` : '转账清单'}
      tag={list && <TransferTag list={list} />}
      onClose={onClose}
      actions={list && <TransferActions list={list} />}
    >
      <Notice tone="red">{sheet.error}</Notice>
      {list && list.reversed > 0 && (
        <Notice tone="red">
          {`有 ${list.reversed} 笔已冲销。${list.state === 'paid' ? '银行已经转出的，请核对退款。' : '请撤回清单重新生成。'}`}
        </Notice>
      )}
      {list && (
        <p className="transfer-sum">
          {list.day}，{list.people} 笔，合计 <Money value={list.total} strong /> 元
          {list.fromAccount === '' ? '' : `，付款账户 ${list.fromAccount}`}
          {list.paidDay === undefined ? '' : `，银行 ${list.paidDay} 转出`}
          {list.withdrawnDay === undefined ? '' : `，${list.withdrawnDay} 撤回：${list.withdrawnReason}`}
        </p>
      )}
      <DataTable
        label="清单明细"
        rows={sheet.value?.lines}
        rowKey={(row) => String(row.line)}
        maxHeight={520}
        rowTone={(row) => (row.reversed ? 'red' : undefined)}
        columns={[
          { key: 'line', title: '序号', width: 56, align: 'center', render: (row) => row.line },
          { key: 'name', title: '姓名', width: 84, render: (row) => row.memberName },
          { key: 'payee', title: '收款人', width: 84, render: (row) => row.payee },
          { key: 'bank', title: '开户银行', render: (row) => row.bankName },
          { key: 'account', title: '账号', width: 180, render: (row) => row.account },
          { key: 'amount', title: '金额', width: 110, align: 'right', render: (row) => <Money value={row.amount} /> },
          { key: 'purpose', title: '用途', width: 140, render: (row) => row.purpose },
          {
            key: 'voucher',
            title: '凭证',
            width: 130,
            render: (row) => (row.reversed ? <Verdict tone="red">已冲销</Verdict> : row.voucherNumber),
          },
        ]}
      />
    </RecordDrawer>
  );
}

function TransferActions({ list }: { list: TransferList }) {
  const [asking, setAsking] = useState<'paid' | 'withdraw'>();
  const [printed, setPrinted] = useState<TransferSheet>();
  const mayKeep = useAllowed('visits.withdrawTransferList');
  const mayExport = useAllowed('visits.exportTransferList');
  const confirm = useConfirm();
  const tell = useTell();
  const whole = (confirmText: string) =>
    confirm({
      title: '要用完整账号吗？',
      content: '给银行的清单含收款人完整账号，请妥善保管，用完删除；这一次会记进操作记录。',
      confirmText,
    });
  const save = useExport((folder) => call('visits.exportTransferList', { id: list.id, folder }));
  const print = useAction(async () => {
    if (await whole('打开打印')) setPrinted(await call('visits.printTransferList', { id: list.id }));
  });
  useTellProblem(print.problem);
  const payable = list.state !== 'withdrawn' && list.reversed === 0;
  return (
    <>
      {mayExport && payable && (
        <>
          <Button
            loading={save.busy}
            onClick={async () => {
              if (await whole('选文件夹并导出')) save.run();
            }}
          >
            存为 Excel 交银行
          </Button>
          <Button loading={print.busy} onClick={() => void print.run()}>
            打印
          </Button>
        </>
      )}
      {mayKeep && list.state === 'open' && (
        <>
          <Button onClick={() => setAsking('withdraw')}>撤回清单</Button>
          <Button type="primary" onClick={() => setAsking('paid')}>
            银行已转出
          </Button>
        </>
      )}
      {asking === 'paid' && (
        <PaidDialog
          list={list}
          onClose={() => setAsking(undefined)}
          onDone={(on) => {
            setAsking(undefined);
            tell.done(`${list.number} 已登记 ${on} 转出。`);
          }}
        />
      )}
      {asking === 'withdraw' && (
        <WithdrawDialog
          list={list}
          onClose={() => setAsking(undefined)}
          onDone={() => {
            setAsking(undefined);
            tell.done(`${list.number} 已撤回，各笔可以重新列入。`);
          }}
        />
      )}
      {printed && (
        <PaperDialog
          open
          landscape
          name={`银行转账清单-${list.number}`}
          paper={<TransferPaper sheet={printed} />}
          onClose={() => setPrinted(undefined)}
        />
      )}
    </>
  );
}

interface StepDialogProps {
  list: TransferList;
  onClose: () => void;
}

function PaidDialog({ list, onClose, onDone }: StepDialogProps & { onDone: (day: Day) => void }) {
  const [day, setDay] = useState<Day | undefined>(dayOf(new Date()));
  const mark = useAction(async (on: Day) => {
    await call('visits.markTransferPaid', { id: list.id, day: on });
    onDone(on);
  });
  const form = useFormArea(() => {
    if (day !== undefined) void mark.run(day);
  });
  return (
    <Modal
      open
      title={`银行已转出 ${list.number}`}
      width={400}
      centered
      okText="登记转出"
      cancelText="取消"
      confirmLoading={mark.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="转出日期" hint="登记后清单不能再撤回">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <Notice tone="red">{form.blocked ?? mark.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

function WithdrawDialog({ list, onClose, onDone }: StepDialogProps & { onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const withdraw = useAction(async () => {
    await call('visits.withdrawTransferList', { id: list.id, reason });
    onDone();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (reason.trim() !== '') void withdraw.run();
  });
  return (
    <Modal
      open
      title={`撤回清单 ${list.number}`}
      width={440}
      centered
      okText="撤回清单"
      cancelText="取消"
      confirmLoading={withdraw.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <Notice tone="amber">撤回前请确认银行没有转出，也不会再转出，以免重复付款。</Notice>
        <FormField label="撤回原因" error={missing && reason.trim() === '' ? '没有填写' : undefined}>
          <Input value={reason} maxLength={100} onChange={(event) => setReason(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? withdraw.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
