import { Input, InputNumber, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { DISPOSAL_KINDS, DISPOSAL_LABELS, type DisposalKind, type Method } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import { VoucherTable } from '../vouchers/VoucherTable.tsx';
import { METHOD_LABELS } from '../words.ts';
import { dayToOffer } from './words.ts';

interface DisposalDraft {
  kind: DisposalKind;
  day: Day | undefined;
  ground: string;
  resolutionId: string | undefined;
  attachmentCount: number;
  proceeds: Fen | undefined;
  cost: Fen | undefined;
  method: Method;
}

function inputOf(ids: string[], draft: DisposalDraft, preview = false): InputOf<'ledger.disposeAsset'> | undefined {
  const { day, resolutionId, proceeds, cost, ...rest } = draft;
  const ground = draft.ground.trim() || (preview ? '处置' : '');
  if (day === undefined || ground === '' || proceeds === undefined || cost === undefined) return undefined;
  return {
    ...rest,
    ids,
    day,
    ground,
    proceeds,
    cost,
    ...(resolutionId === undefined ? {} : { resolutionId }),
  };
}

interface DisposalDrawerProps {
  ids: string[];
  profile: UnionProfile;
  /** What a stock-take says already. */
  given?: Partial<Pick<DisposalDraft, 'kind' | 'ground'>>;
  onClose: () => void;
  onDone: () => void;
}

/** 处置: why, when and by whose decision, what came in and what it cost, with the voucher beside it. */
export function DisposalDrawer({ ids, profile, given = {}, onClose, onDone }: DisposalDrawerProps) {
  const [initial] = useState<DisposalDraft>(() => ({
    kind: 'scrapped',
    day: dayToOffer(profile),
    ground: '',
    resolutionId: undefined,
    attachmentCount: 0,
    proceeds: ZERO,
    cost: ZERO,
    method: 'bank',
    ...given,
  }));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const settled = useDeferredValue(draft);
  const { value: preview, error } = useCall('ledger.previewDisposal', inputOf(ids, settled, true));
  const dispose = useAction(async () => {
    setTried(true);
    const input = inputOf(ids, draft);
    if (!input) return;
    const voucher = await call('ledger.disposeAsset', input);
    tell.done(`已处置 ${ids.length} 张卡片，凭证 ${voucher.month} ${voucher.number}`);
    onDone();
  });
  const change = (part: Partial<DisposalDraft>) => {
    dispose.clear();
    setDraft((before) => ({ ...before, ...part }));
  };
  const absent = (empty: boolean) => (tried && empty ? '没有填写' : undefined);
  const money = (draft.proceeds ?? 0) > 0 || (draft.cost ?? 0) > 0;
  return (
    <RecordDrawer
      open
      width={960}
      title={`处置 ${ids.length} 张卡片`}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => void dispose.run()}
      saveText="记账并注销卡片"
      saving={dispose.busy}
      problem={dispose.problem}
      onClose={onClose}
    >
      <div className="asset-desk">
        <div>
          <Radio.Group
            className="asset-source"
            aria-label="处置方式"
            name="kind"
            optionType="button"
            buttonStyle="solid"
            value={draft.kind}
            options={DISPOSAL_KINDS.map((value) => ({ value, label: DISPOSAL_LABELS[value] }))}
            onChange={(event) => change({ kind: event.target.value })}
          />
          <FormField label="处置依据" error={absent(draft.ground.trim() === '')} hint="为什么处置，谁鉴定、谁批准的">
            <Input.TextArea
              rows={2}
              maxLength={200}
              value={draft.ground}
              placeholder="如：主板损坏无修复价值，经工会委员会研究同意报废"
              onChange={(event) => change({ ground: event.target.value })}
            />
          </FormField>
          <FormField label="依据的集体决议" optional>
            <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
          </FormField>
          <FormRow>
            <FormField label="处置日期" error={absent(draft.day === undefined)}>
              <DayInput value={draft.day} onChange={(day) => change({ day })} />
            </FormField>
            <FormField label="附件张数">
              <InputNumber
                className="wide-control"
                min={0}
                max={999}
                precision={0}
                value={draft.attachmentCount}
                onChange={(count) => change({ attachmentCount: count ?? 0 })}
              />
            </FormField>
          </FormRow>
          <FormRow>
            <FormField label="处置收入" error={absent(draft.proceeds === undefined)} hint="记其他收入，没有写 0">
              <MoneyInput value={draft.proceeds} onChange={(proceeds) => change({ proceeds })} />
            </FormField>
            <FormField label="处置费用" error={absent(draft.cost === undefined)} hint="记其他支出，没有写 0">
              <MoneyInput value={draft.cost} onChange={(cost) => change({ cost })} />
            </FormField>
          </FormRow>
          {money && (
            <FormField label="收付方式">
              <Radio.Group
                aria-label="收付方式"
                name="method"
                optionType="button"
                value={draft.method}
                options={(['bank', 'cash'] as const).map((value) => ({ value, label: METHOD_LABELS[value] }))}
                onChange={(event) => change({ method: event.target.value })}
              />
            </FormField>
          )}
        </div>
        <section className="asset-preview" aria-label="将生成的凭证">
          <h2>将生成的凭证</h2>
          <Notice tone="red">{error}</Notice>
          {preview && error === undefined && (
            <>
              <VoucherTable entries={preview.entries} label="将生成的凭证" />
              {preview.warnings.map((warning) => (
                <Notice key={warning} tone="amber">
                  {warning}
                </Notice>
              ))}
            </>
          )}
        </section>
      </div>
    </RecordDrawer>
  );
}
