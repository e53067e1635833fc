import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { VISIT_FORM_NAMES, VISIT_FORMS, type VisitForm, type VisitKind } from '#shared/contract/visits.ts';

interface KindDraft {
  name: string;
  forms: readonly VisitForm[];
  accountId: string | undefined;
  papers: string;
  festival: boolean;
  basis: string;
}

/** One kind of visit: 五必访 has no single official list, so the union keeps its own. */
export function KindDrawer({ kind, onClose }: { kind: VisitKind | undefined; onClose: () => void }) {
  const [initial] = useState<KindDraft>(() => ({
    name: kind?.name ?? '',
    forms: kind?.forms ?? ['goods'],
    accountId: kind?.accountId,
    papers: kind?.papers ?? '',
    festival: kind?.festival ?? false,
    basis: kind?.basis ?? '',
  }));
  const [draft, setDraft] = useState(initial);
  const [missing, setMissing] = useState(false);
  const change = (patch: Partial<KindDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async (accountId: string) => {
    const fields = { ...draft, accountId, forms: [...draft.forms] };
    await call('visits.saveKind', kind ? { ...fields, id: kind.id } : fields);
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
      <FormField
        label="列支科目"
        error={empty(draft.accountId === undefined)}
        hint="改了以后只管以后的慰问，已记的凭证不变"
      >
        <AccountPicker value={draft.accountId} classes={['expense']} onChange={(accountId) => change({ accountId })} />
      </FormField>
      <FormField label="节日慰问">
        <Checkbox checked={draft.festival} onChange={(event) => change({ festival: event.target.checked })}>
          可以一次发给全体会员
        </Checkbox>
      </FormField>
      <FormField label="应附材料" optional>
        <Input.TextArea
          rows={3}
          value={draft.papers}
          maxLength={300}
          onChange={(event) => change({ papers: event.target.value })}
        />
      </FormField>
      <FormField label="依据说明" optional hint="形式和科目依据什么，哪些还要向上级工会核对">
        <Input.TextArea
          rows={4}
          value={draft.basis}
          maxLength={300}
          onChange={(event) => change({ basis: event.target.value })}
        />
      </FormField>
    </RecordDrawer>
  );
}
