import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { AssetCategory } from '#shared/contract/ledger.ts';
import { LifeField } from './LifeField.tsx';

/** One kind of assets; the life counts for cards that are made from now on. */
export function CategoryDrawer({ category, onClose }: { category?: AssetCategory; onClose: () => void }) {
  const [initial] = useState(() => ({
    name: category?.name ?? '',
    usefulMonths: category?.usefulMonths,
    special: category?.special ?? false,
    remark: category?.remark ?? '',
    retired: category?.retired ?? false,
  }));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const tell = useTell();
  const save = useAction(async () => {
    setTried(true);
    if (draft.name.trim() === '') return;
    const { usefulMonths, ...rest } = draft;
    const saved = await call('ledger.saveAssetCategory', {
      ...rest,
      ...(usefulMonths === undefined ? {} : { usefulMonths }),
      ...(category ? { id: category.id } : {}),
    });
    tell.done(`已保存类别「${saved.name}」`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={category ? `资产类别 ${category.name}` : '新增资产类别'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => void save.run()}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <FormField label="名称" error={tried && draft.name.trim() === '' ? '没有填写' : undefined}>
        <Input value={draft.name} maxLength={30} onChange={(event) => change({ name: event.target.value })} />
      </FormField>
      <LifeField
        value={draft.usefulMonths}
        onChange={(usefulMonths) => change({ usefulMonths })}
        hint="新卡片照这个年限，已有的卡片不变"
      />
      <FormField label="专用设备">
        <Checkbox checked={draft.special} onChange={(event) => change({ special: event.target.checked })}>
          按专用设备的单价起点
        </Checkbox>
      </FormField>
      <FormField label="依据" optional hint="年限依据什么，哪些还要向上级工会核对">
        <Input.TextArea
          rows={4}
          maxLength={300}
          value={draft.remark}
          onChange={(event) => change({ remark: event.target.value })}
        />
      </FormField>
      {category && (
        <FormField label="停用">
          <Checkbox checked={draft.retired} onChange={(event) => change({ retired: event.target.checked })}>
            新卡片不再用这个类别
          </Checkbox>
        </FormField>
      )}
    </RecordDrawer>
  );
}
