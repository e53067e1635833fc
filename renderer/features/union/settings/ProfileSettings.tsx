import { Button, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { names } from '../first-run/draft.ts';

/** Unit and officers; who leaves office stays on record with the day. */
export function ProfileSettings() {
  const profile = useCall('union.readProfile', {});
  if (!profile.value) return <Notice tone="red">{profile.error}</Notice>;
  return <ProfileForm key={profile.value.name} profile={profile.value} />;
}

function ProfileForm({ profile }: { profile: UnionProfile }) {
  const [fields, setFields] = useState({
    ...profile,
    superiors: profile.superiors.join('、'),
    reviewMembers: profile.reviewMembers.join('、'),
  });
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const mayWrite = useAllowed('union.saveProfile');
  const refresh = useSession((session) => session.refresh);
  const tell = useTell();
  const save = useAction(async () => {
    const { name, creditCode, chair, accountant, cashier, reviewDirector } = fields;
    const { largeExpense, remittancePercent, secondReview } = fields;
    const saved = await call('union.saveProfile', {
      name,
      creditCode,
      chair,
      accountant,
      cashier,
      reviewDirector,
      largeExpense,
      remittancePercent,
      secondReview,
      superiors: names(fields.superiors),
      reviewMembers: names(fields.reviewMembers),
    });
    setWarnings(saved.warnings);
    tell.done('单位资料已保存');
    await refresh();
  });
  const form = useFormArea(mayWrite ? () => void save.run() : undefined);
  const put = (part: Partial<typeof fields>) => setFields((previous) => ({ ...previous, ...part }));
  const field = (
    label: string,
    key: 'name' | 'creditCode' | 'superiors' | 'chair' | 'accountant' | 'cashier' | 'reviewDirector' | 'reviewMembers',
    hint?: string,
  ) => (
    <FormField label={label} hint={hint}>
      <Input value={fields[key]} onChange={(event) => put({ [key]: event.target.value })} />
    </FormField>
  );
  return (
    <div className="wizard-form">
      <FormArea form={form}>
        {field('单位名称', 'name')}
        {field('统一社会信用代码', 'creditCode')}
        {field('上级工会', 'superiors', '由近到远，用顿号隔开')}
        <FormRow>
          {field('工会主席', 'chair')}
          {field('会计', 'accountant')}
          {field('出纳', 'cashier')}
        </FormRow>
        <FormRow>
          {field('经审会主任', 'reviewDirector')}
          {field('经审委员', 'reviewMembers', '用顿号隔开')}
        </FormRow>
        <FormRow>
          <FormField label="大额支出起点" hint="达到这个金额的支出，送审时要对照集体决议">
            <MoneyInput
              value={fields.largeExpense}
              onChange={(amount) => amount !== undefined && put({ largeExpense: amount })}
            />
          </FormField>
          <FormField label="上解比例（%）" hint="各地不同，按上级工会规定填写；程序只提示，不硬性校验">
            <InputNumber
              min={0}
              max={100}
              precision={0}
              value={fields.remittancePercent}
              onChange={(percent) => put({ remittancePercent: percent ?? 0 })}
            />
          </FormField>
        </FormRow>
        <FormField label="凭证要第二人审核" hint="打开后，每张凭证都由制单以外的人审核过，当月才能结账">
          <Switch
            style={{ alignSelf: 'flex-start' }}
            checked={fields.secondReview}
            checkedChildren="要"
            unCheckedChildren="不要"
            onChange={(secondReview) => put({ secondReview })}
          />
        </FormField>
      </FormArea>
      {warnings.map((warning) => (
        <Notice key={warning} tone="amber">
          {warning}
        </Notice>
      ))}
      <Notice tone="red">{save.problem ?? form.blocked}</Notice>
      {mayWrite && (
        <Button type="primary" title="Ctrl+Enter" loading={save.busy} onClick={form.submit}>
          保存
        </Button>
      )}
    </div>
  );
}
