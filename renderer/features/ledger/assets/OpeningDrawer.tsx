import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Day } from '#shared/calendar.ts';
import type { AssetDetail } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { type Fen, formatYuan, ZERO } from '#shared/money.ts';
import { type CardDraft, CardFields } from './CardFields.tsx';

interface OpeningDraft extends CardDraft {
  acquiredDay: Day | undefined;
  original: Fen | undefined;
  accumulated: Fen | undefined;
  department: string;
  keeper: string;
  place: string;
}

function draftOf(card: AssetDetail | undefined): OpeningDraft {
  return {
    number: card?.number ?? '',
    name: card?.name ?? '',
    categoryId: card?.categoryId,
    model: card?.model ?? '',
    quantity: card?.quantity ?? 1,
    unit: card?.unit ?? '台',
    usefulMonths: card?.usefulMonths,
    note: card?.note ?? '',
    acquiredDay: card?.acquiredDay,
    original: card?.original,
    accumulated: card?.openingAccumulated ?? ZERO,
    department: card?.department ?? '',
    keeper: card?.keeper ?? '',
    place: card?.place ?? '',
  };
}

interface OpeningDrawerProps {
  profile: UnionProfile;
  /** The card that is put right; without it another one is entered. */
  card?: AssetDetail;
  onClose: () => void;
}

/** A card that was there before the books began; saving a new one leaves the form ready for the next. */
export function OpeningDrawer({ profile, card, onClose }: OpeningDrawerProps) {
  const [turn, setTurn] = useState(0);
  return (
    <OpeningForm
      key={turn}
      profile={profile}
      {...(card ? { card } : {})}
      onClose={onClose}
      onSaved={() => (card ? onClose() : setTurn((value) => value + 1))}
    />
  );
}

function OpeningForm({ profile, card, onClose, onSaved }: OpeningDrawerProps & { onSaved: () => void }) {
  const [initial] = useState(() => draftOf(card));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const change = (part: Partial<OpeningDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useAction(async () => {
    setTried(true);
    const { name, categoryId, acquiredDay, original, accumulated, number, usefulMonths, ...rest } = draft;
    if (
      name.trim() === '' ||
      categoryId === undefined ||
      acquiredDay === undefined ||
      !original ||
      accumulated === undefined
    )
      return;
    const saved = await call('ledger.saveOpeningAsset', {
      ...rest,
      name,
      categoryId,
      acquiredDay,
      original,
      accumulated,
      ...(usefulMonths === undefined ? {} : { usefulMonths }),
      ...(number.trim() === '' ? {} : { number }),
      ...(card ? { id: card.id } : {}),
    });
    tell.done(`已登记 ${saved.number} ${saved.name}，原值 ${formatYuan(saved.original)} 元`);
    onSaved();
  });
  const absent = (empty: boolean) => (tried && empty ? '没有填写' : undefined);
  return (
    <RecordDrawer
      open
      title={card ? `更正 ${card.number} ${card.name}` : '登记建账前已有的资产'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => void save.run()}
      saveText={card ? '保存' : '保存并登下一件'}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <p className="asset-words">
        {`${profile.firstYear} 年建账前就有的资产，原值和累计折旧按建账那天的数填，不生成凭证；合计要与期初余额对上。`}
      </p>
      <CardFields draft={draft} onChange={change} tried={tried} numbered={!card} />
      <FormRow>
        <FormField label="购入日期" error={absent(draft.acquiredDay === undefined)}>
          <DayInput value={draft.acquiredDay} onChange={(acquiredDay) => change({ acquiredDay })} />
        </FormField>
        <FormField label="原值" error={absent(!draft.original)}>
          <MoneyInput value={draft.original} onChange={(original) => change({ original })} />
        </FormField>
        <FormField label="建账时累计折旧" error={absent(draft.accumulated === undefined)}>
          <MoneyInput value={draft.accumulated} onChange={(accumulated) => change({ accumulated })} />
        </FormField>
      </FormRow>
      {!card && (
        <FormRow>
          <FormField label="部门" optional>
            <Input
              value={draft.department}
              maxLength={40}
              onChange={(event) => change({ department: event.target.value })}
            />
          </FormField>
          <FormField label="使用人" optional>
            <Input value={draft.keeper} maxLength={40} onChange={(event) => change({ keeper: event.target.value })} />
          </FormField>
          <FormField label="地点" optional>
            <Input value={draft.place} maxLength={60} onChange={(event) => change({ place: event.target.value })} />
          </FormField>
        </FormRow>
      )}
    </RecordDrawer>
  );
}
