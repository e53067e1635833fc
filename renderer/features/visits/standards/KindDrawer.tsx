import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { VISIT_FORM_NAMES, VISIT_FORMS, type VisitForm, type VisitKind } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';

interface KindDraft {
  name: string;
  forms: readonly VisitForm[];
  accountId: string | undefined;
  /** One a line. */
  papers: string;
  festival: boolean;
  payersOnly: boolean;
  defaultAmount: Fen | undefined;
  caseNames: readonly string[];
  remark: string;
  basis: string;
  retired: boolean;
}

const draftOf = (kind: VisitKind | undefined): KindDraft => ({
  name: kind?.name ?? '',
  forms: kind?.forms ?? ['goods'],
  accountId: kind?.accountId,
  papers: kind?.paperItems.join('\n') ?? '',
  festival: kind?.festival ?? false,
  payersOnly: kind?.payersOnly ?? false,
  defaultAmount: kind?.defaultAmount,
  caseNames: kind?.caseNames ?? [],
  remark: kind?.remark ?? '',
  basis: kind?.basis ?? '',
  retired: kind?.retired ?? false,
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** One kind of visit: 五必访 has no single official list, so the union keeps its own. */
export function KindDrawer({ kind, onClose }: { kind: VisitKind | undefined; onClose: () => void }) {
  const [initial] = useState(() => draftOf(kind));
  const [draft, setDraft] = useState(initial);
  const [missing, setMissing] = useState(false);
  const change = (patch: Partial<KindDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async (accountId: string) => {
    const { papers, defaultAmount, forms, caseNames, ...fields } = draft;
    await call('visits.saveKind', {
      ...fields,
      accountId,
      forms: [...forms],
      caseNames: [...caseNames],
      paperItems: linesOf(papers),
      ...(defaultAmount === undefined ? {} : { defaultAmount }),
      ...(kind ? { id: kind.id } : {}),
    });
    onClose();
  });
  const onSave = () => {
    setMissing(true);
    if (draft.name.trim() !== '' && draft.forms.length > 0 && draft.accountId !== undefined)
      void save.run(draft.accountId);
  };
  const empty = (wrong: boolean) => (missing && wrong ? '没有填写' : undefined);
  return (
    <RecordDrawer
      open
      title={kind ? `慰问类别 ${kind.name}` : '新增慰问类别'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={onSave}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <FormField label="名称" error={empty(draft.name.trim() === '')}>
        <Input value={draft.name} maxLength={20} onChange={(event) => change({ name: event.target.value })} />
      </FormField>
      <FormField label="可用形式" error={empty(draft.forms.length === 0)} hint="没有勾选的形式不能登记">
        <Checkbox.Group
          value={[...draft.forms]}
          onChange={(chosen) => change({ forms: VISIT_FORMS.filter((form) => chosen.includes(form)) })}
          options={VISIT_FORMS.map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
        />
      </FormField>
      <FormRow>
        <FormField
          label="列支科目"
          error={empty(draft.accountId === undefined)}
          hint="改了以后只管以后的慰问，已记的凭证不变"
        >
          <AccountPicker
            value={draft.accountId}
            classes={['expense']}
            onChange={(accountId) => change({ accountId })}
          />
        </FormField>
        <FormField label="常用金额" optional hint="登记慰问时先填上">
          <MoneyInput value={draft.defaultAmount} onChange={(defaultAmount) => change({ defaultAmount })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="节日慰问">
          <Checkbox checked={draft.festival} onChange={(event) => change({ festival: event.target.checked })}>
            可以一次发给全体会员
          </Checkbox>
        </FormField>
        <FormField label="慰问对象">
          <Checkbox checked={draft.payersOnly} onChange={(event) => change({ payersOnly: event.target.checked })}>
            只限缴纳会费的会员
          </Checkbox>
        </FormField>
      </FormRow>
      <FormField label="应附材料" optional hint="一行一项，登记时逐项核对">
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={draft.papers}
          maxLength={1000}
          onChange={(event) => change({ papers: event.target.value })}
        />
      </FormField>
      <FormField label="另有标准的情形" optional hint="例如手术；输入后回车，再到标准里为它定限额">
        <Select<string[]>
          mode="tags"
          className="wide-control"
          open={false}
          suffixIcon={null}
          value={[...draft.caseNames]}
          onChange={(caseNames) => change({ caseNames })}
        />
      </FormField>
      <FormField label="对象说明" optional hint="离退休、借用人员等怎么办，登记时显示">
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 5 }}
          value={draft.remark}
          maxLength={300}
          onChange={(event) => change({ remark: event.target.value })}
        />
      </FormField>
      <FormField label="依据说明" optional hint="形式和科目依据什么，哪些还要向上级工会核对">
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 6 }}
          value={draft.basis}
          maxLength={300}
          onChange={(event) => change({ basis: event.target.value })}
        />
      </FormField>
      {kind && (
        <FormField label="停用" hint="停用的类别不再供选择，已登记的慰问不变">
          <Checkbox checked={draft.retired} onChange={(event) => change({ retired: event.target.checked })}>
            不再使用这个类别
          </Checkbox>
        </FormField>
      )}
    </RecordDrawer>
  );
}
