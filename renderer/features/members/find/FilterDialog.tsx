import { Checkbox, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import {
  type FilterChoices,
  type MemberFilter,
  RETAINED_KIND_NAMES,
  RETAINED_KINDS,
  type RetainedKind,
} from '#shared/contract/members.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { NO_FILTER } from './filter-words.ts';

interface FilterDialogProps {
  filter: MemberFilter;
  onChange: (filter: MemberFilter) => void;
  onClose: () => void;
}

const MONTHS: readonly { value: 'this' | number; label: string }[] = [
  { value: 'this', label: '本月' },
  ...Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: `${index + 1} 月` })),
];
const WORDS = [
  ['political', '政治面貌'],
  ['education', '学历'],
  ['employment', '职工类型'],
  ['marital', '婚姻状况'],
] as const;

/** Every condition that has no field of its own above the list. Taken over together, with 确定 or Ctrl+Enter. */
export function FilterDialog({ filter, onChange, onClose }: FilterDialogProps) {
  const [draft, setDraft] = useState(filter);
  const choices = useCall('members.listFilterChoices', {});
  const set = (change: Partial<MemberFilter>) => setDraft({ ...draft, ...change });
  const { search, groupId, groupIds, withoutGroup, statuses } = draft;
  const upsideDown =
    draft.ageFrom !== undefined && draft.ageTo !== undefined && draft.ageFrom > draft.ageTo
      ? '年龄的下限比上限大'
      : undefined;
  const form = useFormArea(() => {
    if (upsideDown !== undefined) return;
    onChange(draft);
    onClose();
  });
  const age = (field: 'ageFrom' | 'ageTo', label: string) => (
    <FormField label={label} error={field === 'ageTo' ? upsideDown : undefined}>
      <InputNumber<number>
        className="wide-control"
        min={0}
        max={150}
        precision={0}
        suffix="岁"
        value={draft[field] ?? null}
        onChange={(value) => set({ [field]: value ?? undefined })}
      />
    </FormField>
  );
  return (
    <Modal
      open
      title="更多筛选条件"
      width={620}
      centered
      okText="确定"
      cancelText="取消"
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
      footer={(buttons) => (
        <div className="drawer-footer">
          <div className="drawer-actions">
            <button
              type="button"
              className="quiet-button"
              onClick={() => setDraft({ ...NO_FILTER, search, groupId, groupIds, withoutGroup, statuses })}
            >
              清空这些条件
            </button>
          </div>
          {buttons}
        </div>
      )}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="性别">
            <Radio.Group
              value={draft.sex ?? ''}
              options={[
                { value: '', label: '不限' },
                { value: 'female', label: '女' },
                { value: 'male', label: '男' },
              ]}
              onChange={({ target: { value } }) =>
                set({ sex: value === 'female' || value === 'male' ? value : undefined })
              }
            />
          </FormField>
          <FormField label="生日">
            <Select<'this' | number>
              className="wide-control"
              placeholder="不限"
              allowClear
              value={draft.birthMonth ?? null}
              options={[...MONTHS]}
              onChange={(birthMonth: 'this' | number | undefined) => set({ birthMonth })}
            />
          </FormField>
        </FormRow>
        <FormRow>
          {age('ageFrom', '年龄从')}
          {age('ageTo', '年龄到')}
        </FormRow>
        <WordFields draft={draft} choices={choices.value} onChange={set} />
        <FormRow>
          <FormField label="入会从">
            <MonthInput value={draft.joinedFrom} onChange={(joinedFrom) => set({ joinedFrom })} />
          </FormField>
          <FormField label="入会到">
            <MonthInput value={draft.joinedTo} onChange={(joinedTo) => set({ joinedTo })} />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="保留会籍的原因">
            <Select<RetainedKind>
              className="wide-control"
              placeholder="不限"
              allowClear
              value={draft.retained ?? null}
              options={RETAINED_KINDS.map((value) => ({ value, label: RETAINED_KIND_NAMES[value] }))}
              onChange={(retained: RetainedKind | undefined) => set({ retained })}
            />
          </FormField>
          <div className="members-filter-flags">
            <Flag label="单亲" checked={draft.singleParent} onChange={(singleParent) => set({ singleParent })} />
            <Flag
              label="没有身份证号"
              checked={draft.withoutIdNumber}
              onChange={(withoutIdNumber) => set({ withoutIdNumber })}
            />
            <Flag label="没有电话" checked={draft.withoutPhone} onChange={(withoutPhone) => set({ withoutPhone })} />
          </div>
        </FormRow>
        <AnswerFields answers={draft.answers} onChange={(answers) => set({ answers })} />
        <Notice tone="red">{form.blocked ?? choices.error}</Notice>
      </FormArea>
    </Modal>
  );
}

interface WordFieldsProps {
  draft: MemberFilter;
  choices: FilterChoices | undefined;
  onChange: (change: Partial<MemberFilter>) => void;
}

/** The fields that hold free words: any of the chosen ones fits. */
function WordFields({ draft, choices, onChange }: WordFieldsProps) {
  const field = ([key, label]: (typeof WORDS)[number]) => (
    <FormField key={key} label={label}>
      <Select<string[]>
        className="wide-control"
        mode="multiple"
        placeholder="不限"
        allowClear
        value={draft[key]}
        // what a filter asks stays there even when no record says it any more
        options={[...new Set([...(choices?.[key] ?? []), ...draft[key].filter((word) => word !== '')]), ''].map(
          (word) => ({ value: word, label: word || '未填' }),
        )}
        onChange={(values) => onChange({ [key]: values })}
      />
    </FormField>
  );
  return (
    <>
      <FormRow>{WORDS.slice(0, 2).map(field)}</FormRow>
      <FormRow>{WORDS.slice(2).map(field)}</FormRow>
    </>
  );
}

function Flag({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)}>
      {label}
    </Checkbox>
  );
}
