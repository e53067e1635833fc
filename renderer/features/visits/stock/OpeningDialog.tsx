import { Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { StockTie } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';

/** 年初库存: goods that are part of the opening balance of 库存物品; no voucher. */
export function OpeningDialog({ tie, onClose }: { tie: StockTie; onClose: () => void }) {
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const [quantity, setQuantity] = useState(1);
  const [unitPrice, setUnitPrice] = useState<Fen>();
  const [place, setPlace] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  const open = useAction(async (price: Fen) => {
    await call('visits.openStock', {
      name: name.trim(),
      unit: unit.trim(),
      quantity,
      unitPrice: price,
      place: place.trim(),
    });
    tell.done(`已登记年初库存 ${name.trim()}。`);
    onClose();
  });
  const form = useFormArea(() => {
    setTried(true);
    if (name.trim() !== '' && unitPrice !== undefined && unitPrice > 0) void open.run(unitPrice);
  });
  return (
    <Modal
      open
      title="登记年初库存"
      width={520}
      centered
      okText="登记"
      cancelText="取消"
      confirmLoading={open.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="festival-facts">
          「库存物品」年初余额 {formatYuan(tie.opening)} 元，已登记 {formatYuan(tie.openingLots)} 元，还差{' '}
          {formatYuan(fen(tie.opening - tie.openingLots))} 元。年初余额里已有，不再记凭证。
        </p>
        <FormRow>
          <FormField label="品名" error={empty(name.trim() === '')}>
            <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
          </FormField>
          <FormField label="单位" optional>
            <Input value={unit} maxLength={10} placeholder="袋" onChange={(event) => setUnit(event.target.value)} />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="数量">
            <InputNumber<number>
              className="wide-control"
              min={1}
              max={1_000_000}
              precision={0}
              value={quantity}
              onChange={(value) => setQuantity(value ?? 1)}
            />
          </FormField>
          <FormField label="单价" error={empty(unitPrice === undefined)}>
            <MoneyInput value={unitPrice} onChange={setUnitPrice} />
          </FormField>
        </FormRow>
        <FormField label="存放地点" optional>
          <Input value={place} maxLength={40} onChange={(event) => setPlace(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? open.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
