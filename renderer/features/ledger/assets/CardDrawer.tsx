import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { AssetDetail } from '#shared/contract/ledger.ts';
import { type CardDraft, CardFields } from './CardFields.tsx';

/** Changes what describes a card; what it cost stays with its voucher. */
export function CardDrawer({ card, onClose }: { card: AssetDetail; onClose: () => void }) {
  const [initial] = useState<CardDraft>(() => ({
    number: card.number,
    name: card.name,
    categoryId: card.categoryId,
    model: card.model,
    quantity: card.quantity,
    unit: card.unit,
    usefulMonths: card.usefulMonths,
    note: card.note,
  }));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const save = useAction(async () => {
    setTried(true);
    const { categoryId, usefulMonths, ...rest } = draft;
    if (categoryId === undefined || draft.name.trim() === '' || draft.number.trim() === '') return;
    const saved = await call('ledger.saveAsset', {
      ...rest,
      id: card.id,
      categoryId,
      ...(usefulMonths === undefined ? {} : { usefulMonths }),
    });
    tell.done(`已保存卡片 ${saved.number}`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={`修改 ${card.number} ${card.name}`}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => void save.run()}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <p className="asset-words">原值和入账日期跟着凭证走，不能在这里改；部门、使用人、地点用“变更”。</p>
      <CardFields
        draft={draft}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        tried={tried}
        numbered={false}
        lifeHint="改了只管以后的月份"
      />
    </RecordDrawer>
  );
}
