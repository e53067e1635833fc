import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { ASSET_SOURCES, ASSET_WAY_LABELS } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { METHOD_LABELS } from '../words.ts';
import { PurchaseItem } from './PurchaseItem.tsx';
import { PurchasePreview } from './PurchasePreview.tsx';
import { emptyItem, type ItemDraft, inputOf, missingIn, type PurchaseDraft, usualSummary } from './purchase-draft.ts';
import { dayToOffer } from './words.ts';

interface PurchaseDrawerProps {
  profile: UnionProfile;
  /** What is known already, e.g. what a stock-take found. */
  given?: Partial<PurchaseDraft>;
  onClose: () => void;
  /** Gets the first card. */
  onDone: (id: string) => void;
}

/** 购置入账: what was bought (or given, or found), with the voucher and the cards it will make beside it. */
export function PurchaseDrawer({ profile, given = {}, onClose, onDone }: PurchaseDrawerProps) {
  const [initial] = useState<PurchaseDraft>(() => ({
    source: 'bought',
    day: dayToOffer(profile),
    method: 'bank',
    summary: '',
    counterparty: '',
    attachmentCount: 0,
    resolutionId: undefined,
    fundId: undefined,
    items: [emptyItem(1)],
    foundId: undefined,
    ...given,
  }));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const missing = missingIn(draft);
  const buy = useAction(async () => {
    setTried(true);
    const input = inputOf(draft);
    if (!input) return;
    const { voucher, cards } = await call('ledger.buyAsset', input);
    tell.done(
      `已入账：${voucher.month} ${voucher.number}，${formatYuan(voucher.amount)} 元，建卡片 ${cards.length} 张`,
    );
    const [first] = cards;
    if (first === undefined) onClose();
    else onDone(first);
  });
  const change = (part: Partial<PurchaseDraft>) => {
    buy.clear();
    setDraft((before) => ({ ...before, ...part }));
  };
  const changeItem = (key: number, part: Partial<ItemDraft>) =>
    change({ items: draft.items.map((item) => (item.key === key ? { ...item, ...part } : item)) });
  const addItem = () => {
    const last = draft.items.at(-1);
    const { department = '', keeper = '', place = '' } = last ?? {};
    change({ items: [...draft.items, emptyItem((last?.key ?? 0) + 1, { department, keeper, place })] });
  };
  const bought = draft.source === 'bought';
  const several = draft.items.length > 1;
  return (
    <RecordDrawer
      open
      width={960}
      title="资产入账"
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => void buy.run()}
      saveText="记账并建卡片"
      saving={buy.busy}
      problem={buy.problem}
      onClose={onClose}
    >
      <div className="asset-desk">
        <div>
          <Radio.Group
            className="asset-source"
            aria-label="来源"
            name="source"
            optionType="button"
            buttonStyle="solid"
            value={draft.source}
            options={ASSET_SOURCES.map((value) => ({ value, label: ASSET_WAY_LABELS[value] }))}
            onChange={(event) => change({ source: event.target.value })}
          />
          {draft.items.map((item, index) => (
            <PurchaseItem
              key={item.key}
              item={item}
              position={several ? index + 1 : undefined}
              missing={tried ? (missing.items[index] ?? {}) : {}}
              onChange={(part) => changeItem(item.key, part)}
              onRemove={
                several ? () => change({ items: draft.items.filter(({ key }) => key !== item.key) }) : undefined
              }
            />
          ))}
          {draft.foundId === undefined && (
            <Button className="asset-add" onClick={addItem}>
              再加一项
            </Button>
          )}
          <FormRow>
            <FormField label="入账日期" error={tried ? missing.day : undefined}>
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
            {bought && (
              <FormField label="从哪里付">
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
          </FormRow>
          <FormRow>
            <FormField label="摘要" optional>
              <Input
                value={draft.summary}
                maxLength={100}
                autoComplete="off"
                placeholder={usualSummary(draft) || '空着由程序写'}
                onChange={(event) => change({ summary: event.target.value })}
              />
            </FormField>
            <FormField label={bought ? '付给谁' : '来自'} optional>
              <Input
                value={draft.counterparty}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => change({ counterparty: event.target.value })}
              />
            </FormField>
          </FormRow>
          {bought && <FundField value={draft.fundId} onChange={(fundId) => change({ fundId })} />}
          <FormField label="依据的集体决议" optional>
            <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
          </FormField>
        </div>
        <PurchasePreview draft={draft} />
      </div>
    </RecordDrawer>
  );
}
