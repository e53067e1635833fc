import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { DIRECTIONS, type Direction, type Purpose } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { DIRECTION_LABELS } from '../words.ts';

interface PurposeDrawerProps {
  /** Left out for a new one. */
  purpose?: Purpose;
  /** Its place among those of its direction. */
  rank?: number;
  /** Of a new one, unless the person chooses another. */
  direction?: Direction;
  onClose: () => void;
}

const CLASSES: Readonly<Record<Direction, readonly AccountClass[]>> = {
  income: ['income'],
  expense: ['expense'],
  transfer: ['asset', 'liability'],
};

/** One plain-word choice of 收支登记. */
export function PurposeDrawer({ purpose, rank: place, direction: asked = 'expense', onClose }: PurposeDrawerProps) {
  const [direction, setDirection] = useState(purpose?.direction ?? asked);
  const [flow, setFlow] = useState<'in' | 'out'>(purpose?.flow ?? 'out');
  const [label, setLabel] = useState(purpose?.label ?? '');
  const [hint, setHint] = useState(purpose?.hint ?? '');
  const [accountId, setAccountId] = useState(purpose?.accountId);
  const [rank, setRank] = useState<number | null>(place ?? null);
  const [retired, setRetired] = useState(purpose?.retired ?? false);
  const tell = useTell();
  const save = useAction(async () => {
    if (accountId === undefined) return;
    await call('ledger.savePurpose', {
      ...(purpose ? { id: purpose.id } : {}),
      direction,
      ...(direction === 'transfer' ? { flow } : {}),
      label,
      hint,
      accountId,
      ...(rank === null || rank === place ? {} : { rank }),
      retired,
    });
    tell.done(`用途「${label.trim()}」已保存`);
    onClose();
  });
  const dirty =
    label !== (purpose?.label ?? '') ||
    hint !== (purpose?.hint ?? '') ||
    accountId !== purpose?.accountId ||
    rank !== (place ?? null) ||
    retired !== (purpose?.retired ?? false);
  return (
    <RecordDrawer
      open
      title={purpose ? purpose.label : '加一种用途'}
      dirty={dirty}
      onSave={() => void save.run()}
      saveDisabled={label.trim() === '' || accountId === undefined}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      {!purpose && (
        <FormField label="收支方向">
          <Radio.Group
            value={direction}
            options={DIRECTIONS.map((one) => ({ value: one, label: DIRECTION_LABELS[one] }))}
            onChange={(event) => {
              setDirection(event.target.value);
              setAccountId(undefined);
            }}
          />
        </FormField>
      )}
      {!purpose && direction === 'transfer' && (
        <FormField label="资金进出">
          <Radio.Group
            value={flow}
            options={[
              { value: 'in', label: '收到钱' },
              { value: 'out', label: '付出钱' },
            ]}
            onChange={(event) => setFlow(event.target.value)}
          />
        </FormField>
      )}
      {purpose?.setAsideName !== undefined && (
        <Notice>{`这种用途登记时另问应上解的金额，记到「${purpose.setAsideName}」。`}</Notice>
      )}
      <FormField label="用途" hint="用大家看得懂的话，登记收支时按它选">
        <Input value={label} maxLength={30} onChange={(event) => setLabel(event.target.value)} />
      </FormField>
      <FormField label="说明" optional hint="什么情况选它、要注意什么">
        <Input.TextArea value={hint} maxLength={100} rows={2} onChange={(event) => setHint(event.target.value)} />
      </FormField>
      <FormField
        label="记到科目"
        hint={
          purpose?.fixedMethod === undefined
            ? '改了科目只影响以后登记的，旧凭证不变'
            : '现金和银行之间的划转，科目不能改'
        }
      >
        <AccountPicker
          classes={CLASSES[direction]}
          value={accountId}
          onChange={setAccountId}
          disabled={purpose?.fixedMethod !== undefined}
        />
      </FormField>
      <FormRow>
        <FormField label="排在第几" optional hint="同一方向里的顺序">
          <InputNumber min={1} max={500} precision={0} value={rank} onChange={setRank} />
        </FormField>
      </FormRow>
      {purpose && (
        <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
          停用（登记收支时不再列出）
        </Checkbox>
      )}
    </RecordDrawer>
  );
}
