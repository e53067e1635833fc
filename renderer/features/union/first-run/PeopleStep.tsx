import { Input } from 'antd';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { StepProps } from './UnitStep.tsx';

/** Who serves the union; warns where one person holds offices that must be apart. */
export function PeopleStep({ draft, reviewers, onChange }: StepProps & { reviewers: readonly string[] }) {
  const same = draft.accountant.trim() !== '' && draft.accountant.trim() === draft.cashier.trim();
  const judges = [draft.reviewDirector.trim(), ...reviewers].filter((name) => name !== '');
  const own = [draft.chair, draft.accountant, draft.cashier]
    .map((name) => name.trim())
    .find((name) => judges.includes(name));
  const field = (label: string, key: 'chair' | 'accountant' | 'cashier' | 'reviewDirector', autoFocus = false) => (
    <FormField label={label}>
      <Input
        autoFocus={autoFocus}
        value={draft[key]}
        maxLength={20}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </FormField>
  );
  return (
    <div className="wizard-form">
      {field('工会主席', 'chair', true)}
      <FormRow>
        {field('会计', 'accountant')}
        {field('出纳', 'cashier')}
      </FormRow>
      {same && <Notice tone="amber">会计和出纳是同一个人：钱账要分管，请尽快由两人分任；可以先建账。</Notice>}
      <FormRow>
        {field('经审会主任', 'reviewDirector')}
        <FormField label="经审委员" optional hint="多人用顿号隔开">
          <Input value={draft.reviewMembers} onChange={(event) => onChange({ reviewMembers: event.target.value })} />
        </FormField>
      </FormRow>
      {own !== undefined && (
        <Notice tone="amber">「{own}」又在经审会任职：自己审自己不合规，请调整；可以先建账。</Notice>
      )}
    </div>
  );
}
