import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month, month } from '#shared/calendar.ts';
import { ALLOCATION_WAY_NAMES, ALLOCATION_WAYS, type Allocation, type AllocationWay } from '#shared/contract/ledger.ts';

interface AllocationWayDialogProps {
  allocation: Allocation;
  openMonth: Month | undefined;
  onClose: () => void;
}

/** In which way the union is paid, and from which month on; earlier months keep theirs. */
export function AllocationWayDialog({ allocation, openMonth, onClose }: AllocationWayDialogProps) {
  const { ways, year, percent } = allocation;
  const [way, setWay] = useState<AllocationWay | undefined>(ways[0]?.way);
  const [fromMonth, setFromMonth] = useState<Month | undefined>(
    ways.length === 0 ? month(`${year}-01`) : (openMonth ?? month(`${year}-01`)),
  );
  const [note, setNote] = useState('');
  const tell = useTell();
  const go = useNavigation((navigation) => navigation.go);
  const save = useAction(async (from: Month, chosen: AllocationWay) => {
    await call('ledger.saveAllocationWay', { fromMonth: from, way: chosen, note });
    tell.done(`${formatMonth(from)}起${ALLOCATION_WAY_NAMES[chosen]}`);
    onClose();
  });
  const drop = useAction(async (from: Month) => {
    await call('ledger.saveAllocationWay', { fromMonth: from });
    tell.done('已删去这一条');
  });
  const form = useFormArea(() => {
    if (fromMonth !== undefined && way !== undefined) void save.run(fromMonth, way);
  });
  return (
    <Modal
      open
      title="拨缴经费的到账方式"
      width={560}
      centered
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ disabled: way === undefined || fromMonth === undefined }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="本会怎样收到经费">
          <Radio.Group
            value={way ?? null}
            onChange={(event) => setWay(ALLOCATION_WAYS.find((one) => one === event.target.value))}
            options={ALLOCATION_WAYS.map((value) => ({ value, label: ALLOCATION_WAY_NAMES[value] }))}
          />
        </FormField>
        <FormField label="从哪个月起" hint="以前的月份照原来的方式算">
          <MonthInput value={fromMonth} onChange={setFromMonth} />
        </FormField>
        <FormField label="备注" optional>
          <Input
            value={note}
            maxLength={200}
            placeholder="例如：区总工会 2026 年通知"
            onChange={(event) => setNote(event.target.value)}
          />
        </FormField>
        {ways.length > 0 && (
          <ul className="allocation-history" aria-label="已有的到账方式">
            {ways.map((entry) => (
              <li key={entry.fromMonth}>
                <span>
                  {[`${formatMonth(entry.fromMonth)}起`, ALLOCATION_WAY_NAMES[entry.way], entry.note]
                    .filter(Boolean)
                    .join('，')}
                </span>
                <Button type="link" className="ledger-link" onClick={() => void drop.run(entry.fromMonth)}>
                  删去
                </Button>
              </li>
            ))}
          </ul>
        )}
        <p className="budget-words">
          {`上解比例现在是 ${percent}%，`}
          <Button type="link" className="ledger-link" onClick={() => go('settings')}>
            到设置里修改
          </Button>
        </p>
        <Notice tone="red">{form.blocked ?? save.problem ?? drop.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
