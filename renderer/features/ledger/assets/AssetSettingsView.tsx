import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { AssetCategory, AssetSettings } from '#shared/contract/ledger.ts';
import type { AssetsViewProps } from './AssetListView.tsx';
import { CategoryDrawer } from './CategoryDrawer.tsx';
import { CategoryTable } from './CategoryTable.tsx';

/** What the union decided about its assets: from what price on, how they are depreciated, which kinds there are. */
export function AssetSettingsView({ frame, views }: AssetsViewProps) {
  const { value: settings, error } = useCall('ledger.readAssetSettings', {});
  const [category, setCategory] = useState<AssetCategory | 'new'>();
  const mayKeep = useAllowed('ledger.saveAssetSettings');
  return (
    <Page
      {...frame}
      state={settings && stateOf(settings)}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => setCategory('new')}>
            新增类别
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={views}
    >
      {settings && (
        <div className="asset-settings">
          <SettingsForm key={JSON.stringify({ ...settings, categories: [] })} settings={settings} editable={mayKeep} />
          <CategoryTable
            categories={settings.categories}
            {...(mayKeep ? { onOpen: setCategory } : {})}
            {...(category !== undefined && category !== 'new' ? { selected: category.id } : {})}
          />
        </div>
      )}
      {category !== undefined && (
        <CategoryDrawer
          key={category === 'new' ? 'new' : category.id}
          {...(category === 'new' ? {} : { category })}
          onClose={() => setCategory(undefined)}
        />
      )}
    </Page>
  );
}

function stateOf({ depreciation, firstMonth }: AssetSettings): string {
  if (depreciation === 'off') return '不提折旧';
  return `按月提折旧，从购入${firstMonth === 'purchase' ? '当月' : '次月'}起`;
}

type Draft = Omit<
  AssetSettings,
  'categories' | 'generalThreshold' | 'specialThreshold' | 'assetAccountId' | 'depreciationAccountId' | 'fundAccountId'
> & {
  generalThreshold: AssetSettings['generalThreshold'] | undefined;
  specialThreshold: AssetSettings['specialThreshold'] | undefined;
  assetAccountId: string | undefined;
  depreciationAccountId: string | undefined;
  fundAccountId: string | undefined;
};

function SettingsForm({ settings, editable }: { settings: AssetSettings; editable: boolean }) {
  const [initial] = useState<Draft>(() => {
    const { categories: _, ...fields } = settings;
    return fields;
  });
  const [draft, setDraft] = useState(initial);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsavedWork(dirty);
  const tell = useTell();
  const save = useAction(async () => {
    const { generalThreshold, specialThreshold, assetAccountId, depreciationAccountId, fundAccountId, ...rest } = draft;
    if (generalThreshold === undefined || specialThreshold === undefined) return;
    if (assetAccountId === undefined || depreciationAccountId === undefined || fundAccountId === undefined) return;
    await call('ledger.saveAssetSettings', {
      ...rest,
      generalThreshold,
      specialThreshold,
      assetAccountId,
      depreciationAccountId,
      fundAccountId,
    });
    tell.done('已保存固定资产设置');
  });
  const form = useFormArea(editable ? () => void save.run() : undefined, editable);
  const absent = (value: unknown) => (value === undefined ? '没有填写' : undefined);
  return (
    <section className="sheet asset-form" aria-label="固定资产设置">
      <FormArea form={form}>
        <fieldset disabled={!editable}>
          <h2>什么算固定资产</h2>
          <FormRow>
            <FormField label="单价起点" error={absent(draft.generalThreshold)}>
              <MoneyInput
                value={draft.generalThreshold}
                onChange={(generalThreshold) => change({ generalThreshold })}
              />
            </FormField>
            <FormField label="专用设备单价起点" error={absent(draft.specialThreshold)}>
              <MoneyInput
                value={draft.specialThreshold}
                onChange={(specialThreshold) => change({ specialThreshold })}
              />
            </FormField>
            <FormField label="使用超过（月）">
              <InputNumber
                className="wide-control"
                min={0}
                max={120}
                precision={0}
                value={draft.leastMonths}
                onChange={(leastMonths) => change({ leastMonths: leastMonths ?? 0 })}
              />
            </FormField>
          </FormRow>
          <FormField label="起点说明" optional hint="只在入账时提示，不阻止记账">
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 4 }}
              maxLength={300}
              value={draft.thresholdBasis}
              onChange={(event) => change({ thresholdBasis: event.target.value })}
            />
          </FormField>
          <h2>折旧</h2>
          <FormRow>
            <FormField label="折旧方法">
              <Radio.Group
                aria-label="折旧方法"
                name="depreciation"
                optionType="button"
                value={draft.depreciation}
                options={[
                  { value: 'straightLine', label: '年限平均法' },
                  { value: 'off', label: '不提' },
                ]}
                onChange={(event) => change({ depreciation: event.target.value })}
              />
            </FormField>
            <FormField label="起提月份">
              <Radio.Group
                aria-label="起提月份"
                name="firstMonth"
                optionType="button"
                disabled={draft.depreciation === 'off'}
                value={draft.firstMonth}
                options={[
                  { value: 'purchase', label: '购入当月' },
                  { value: 'next', label: '次月' },
                ]}
                onChange={(event) => change({ firstMonth: event.target.value })}
              />
            </FormField>
            <FormField label="残值率（%）">
              <InputNumber
                className="wide-control"
                min={0}
                max={99}
                precision={0}
                disabled={draft.depreciation === 'off'}
                value={draft.residualPercent}
                onChange={(residualPercent) => change({ residualPercent: residualPercent ?? 0 })}
              />
            </FormField>
          </FormRow>
          <FormField label="折旧说明" optional hint="起提月份和残值率管新卡片和还没提过折旧的卡片，已经提过的照旧">
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 4 }}
              maxLength={300}
              value={draft.depreciationBasis}
              onChange={(event) => change({ depreciationBasis: event.target.value })}
            />
          </FormField>
          <h2>记在哪些科目</h2>
          <FormRow>
            <FormField label="固定资产" error={absent(draft.assetAccountId)}>
              <AccountPicker
                classes={['asset']}
                disabled={!editable}
                value={draft.assetAccountId}
                onChange={(assetAccountId) => change({ assetAccountId })}
              />
            </FormField>
            <FormField label="累计折旧" error={absent(draft.depreciationAccountId)}>
              <AccountPicker
                classes={['asset']}
                disabled={!editable}
                value={draft.depreciationAccountId}
                onChange={(depreciationAccountId) => change({ depreciationAccountId })}
              />
            </FormField>
            <FormField label="资产基金" error={absent(draft.fundAccountId)}>
              <AccountPicker
                classes={['netAssets']}
                disabled={!editable}
                value={draft.fundAccountId}
                onChange={(fundAccountId) => change({ fundAccountId })}
              />
            </FormField>
          </FormRow>
        </fieldset>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
        {editable && (
          <div className="entry-foot">
            <Button
              type={dirty ? 'primary' : 'default'}
              data-save-button
              title="Ctrl+Enter"
              loading={save.busy}
              disabled={!dirty}
              onClick={form.submit}
            >
              保存设置
            </Button>
          </div>
        )}
      </FormArea>
    </section>
  );
}
