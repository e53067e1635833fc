import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { InsurancePlan } from '#shared/contract/visits.ts';

const EMPTY = { name: '', organiser: '', kind: '', note: '', retired: false };

/** A plan: its name, organiser and kind in the union's own words. */
export function PlanDialog({ plans, onClose }: { plans: readonly InsurancePlan[]; onClose: () => void }) {
  const [planId, setPlanId] = useState<string>();
  const [draft, setDraft] = useState(EMPTY);
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const save = useAction(async () => {
    await call('visits.saveInsurancePlan', { ...draft, ...(planId === undefined ? {} : { id: planId }) });
    tell.done('已保存项目。');
    onClose();
  });
  const form = useFormArea(() => {
    setChecked(true);
    if (draft.name.trim() !== '') void save.run();
  });
  const change = (part: Partial<typeof EMPTY>) => setDraft({ ...draft, ...part });
  return (
    <Modal
      open
      title="互助保障项目"
      width={560}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        {plans.length > 0 && (
          <FormField label="项目">
            <Select<string>
              className="wide-control"
              value={planId ?? ''}
              options={[{ value: '', label: '新建' }, ...plans.map(({ id, name }) => ({ value: id, label: name }))]}
              onChange={(id) => {
                const plan = plans.find((one) => one.id === id);
                setPlanId(plan?.id);
                setDraft(
                  plan
                    ? {
                        name: plan.name,
                        organiser: plan.organiser,
                        kind: plan.kind,
                        note: plan.note,
                        retired: plan.retired,
                      }
                    : EMPTY,
                );
              }}
            />
          </FormField>
        )}
        <FormField label="名称" error={checked && draft.name.trim() === '' ? '没有填写' : undefined}>
          <Input
            value={draft.name}
            maxLength={40}
            placeholder="职工医疗互助、女职工特疾保障"
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        </FormField>
        <FormRow>
          <FormField label="主办方" optional>
            <Input
              value={draft.organiser}
              maxLength={60}
              placeholder="市总工会"
              autoComplete="off"
              onChange={(event) => change({ organiser: event.target.value })}
            />
          </FormField>
          <FormField label="保障内容" optional>
            <Input
              value={draft.kind}
              maxLength={30}
              placeholder="住院、意外伤害、特疾"
              autoComplete="off"
              onChange={(event) => change({ kind: event.target.value })}
            />
          </FormField>
        </FormRow>
        <FormField label="备注" optional>
          <Input
            value={draft.note}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => change({ note: event.target.value })}
          />
        </FormField>
        {planId !== undefined && (
          <Checkbox checked={draft.retired} onChange={(event) => change({ retired: event.target.checked })}>
            不再参加，不提醒续保
          </Checkbox>
        )}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
