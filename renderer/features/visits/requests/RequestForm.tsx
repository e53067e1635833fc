import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { VISIT_FORM_NAMES, type VisitForm, type VisitKind, type VisitRequestRecord } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';
import { StandardSentences } from '../standards/StandardSentences.tsx';

interface RequestFormProps {
  kinds: readonly VisitKind[];
  /** The request to change; a new one without it. */
  request?: VisitRequestRecord;
  onClose: () => void;
  onSaved: (id: string) => void;
}

interface Draft {
  memberId: string | undefined;
  kindId: string | undefined;
  askedBy: string;
  askedDay: Day | undefined;
  eventDay: Day | undefined;
  reason: string;
  form: VisitForm | undefined;
  goods: string;
  amount: Fen | undefined;
  caseName: string;
  beneficiary: string;
  relation: string;
}

function draftOf(request: VisitRequestRecord | undefined, today: Day, operator: string): Draft {
  return {
    memberId: request?.memberId,
    kindId: request?.kindId,
    askedBy: request?.askedBy ?? operator,
    askedDay: request?.askedDay ?? today,
    eventDay: request?.eventDay ?? today,
    reason: request?.reason ?? '',
    form: request?.form,
    goods: request?.goods ?? '',
    amount: request?.amount,
    caseName: request?.caseName ?? '',
    beneficiary: request?.beneficiary ?? '',
    relation: request?.relation ?? '',
  };
}

/** The request as it is kept; undefined while member, kind or a day is missing. */
function inputOf(draft: Draft, id: string | undefined, submit: boolean): InputOf<'visits.saveRequest'> | undefined {
  const { memberId, kindId, askedDay, eventDay, form, amount, ...texts } = draft;
  if (memberId === undefined || kindId === undefined || askedDay === undefined || eventDay === undefined)
    return undefined;
  return {
    ...texts,
    memberId,
    kindId,
    askedDay,
    eventDay,
    submit,
    ...(id === undefined ? {} : { id }),
    ...(form === undefined ? {} : { form }),
    ...(amount === undefined ? {} : { amount }),
  };
}

/** 慰问申请: who asks, for whom, what happened, and what is proposed. */
export function RequestForm({ kinds, request, onClose, onSaved }: RequestFormProps) {
  const operator = useSession((session) => session.status?.open?.operator) ?? '';
  const [initial] = useState(() => draftOf(request, dayOf(new Date()), operator));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const kind = kinds.find(({ id }) => id === draft.kindId);
  const { memberId, kindId, askedDay, form, amount, caseName } = draft;
  const check = useCall(
    'visits.check',
    memberId && kindId && askedDay && form && amount
      ? { memberId, kindId, day: askedDay, form, amount, caseName }
      : undefined,
  );
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async () => {
    const input = inputOf(draft, request?.id, true);
    if (input === undefined) return;
    const saved = await call('visits.saveRequest', input);
    tell.done(`已登记 ${saved.memberName} ${saved.kindName}慰问申请。`);
    onSaved(saved.id);
  });
  const wrong = (value: unknown) => (tried && (value === undefined || value === '') ? '没有填写' : undefined);
  return (
    <RecordDrawer
      open
      width={720}
      title={request ? '修改申请' : '登记申请'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      saveText="提交申请"
      saving={save.busy}
      problem={save.problem}
      onSave={() => {
        setTried(true);
        const { askedBy, reason } = draft;
        const all = [memberId, kindId, askedDay, draft.eventDay, form, amount];
        if (!all.includes(undefined) && askedBy.trim() !== '' && reason.trim() !== '') void save.run();
      }}
      onClose={onClose}
    >
      <FormRow>
        <FormField label="会员" error={wrong(memberId)}>
          <MemberPicker
            value={memberId}
            name={request?.memberName}
            onChange={(member) => change({ memberId: member?.id })}
          />
        </FormField>
        <FormField label="慰问类别" error={wrong(kindId)} {...(kind?.remark ? { hint: kind.remark } : {})}>
          <Select
            className="wide-control"
            placeholder="请选择"
            value={kindId ?? null}
            options={kinds.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen: string | null) => {
              const next = kinds.find(({ id }) => id === chosen);
              change({
                kindId: chosen ?? undefined,
                form: next?.forms[0],
                amount: draft.amount ?? next?.defaultAmount,
                caseName: '',
              });
            }}
          />
        </FormField>
        <FormField label="事情发生日期" error={wrong(draft.eventDay)}>
          <DayInput value={draft.eventDay} onChange={(eventDay) => change({ eventDay })} />
        </FormField>
      </FormRow>
      <FormField label="事由" error={wrong(draft.reason.trim())}>
        <Input
          value={draft.reason}
          maxLength={100}
          placeholder="住院、新婚、父亲去世"
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FormField>
      <FormRow>
        <FormField label="建议形式" error={wrong(form)}>
          <Radio.Group
            value={form ?? null}
            onChange={(event) => change({ form: kind?.forms.find((one) => one === event.target.value) })}
            options={(kind?.forms ?? []).map((value) => ({ value, label: VISIT_FORM_NAMES[value] }))}
          />
        </FormField>
        <FormField label="建议金额" error={wrong(amount)}>
          <MoneyInput value={amount} onChange={(value) => change({ amount: value })} />
        </FormField>
        <FormField label="品名、数量" optional>
          <Input
            value={draft.goods}
            maxLength={100}
            disabled={form === 'money'}
            onChange={(event) => change({ goods: event.target.value })}
          />
        </FormField>
        {(kind?.caseNames ?? []).length > 0 && (
          <FormField label="情形" optional hint="另有标准的才选">
            <Select<string>
              className="wide-control"
              allowClear
              value={caseName === '' ? null : caseName}
              options={(kind?.caseNames ?? []).map((name) => ({ value: name, label: name }))}
              onChange={(name: string | undefined) => change({ caseName: name ?? '' })}
            />
          </FormField>
        )}
      </FormRow>
      <StandardSentences check={check.value} error={check.error} />
      <FormRow>
        <FormField label="慰问对象" optional hint="不是会员本人时填写">
          <Input
            value={draft.beneficiary}
            maxLength={30}
            onChange={(event) => change({ beneficiary: event.target.value })}
          />
        </FormField>
        <FormField label="与会员关系" optional>
          <Input value={draft.relation} maxLength={20} onChange={(event) => change({ relation: event.target.value })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="申请人" error={wrong(draft.askedBy.trim())}>
          <Input
            value={draft.askedBy}
            maxLength={30}
            placeholder="本人、工会小组长"
            onChange={(event) => change({ askedBy: event.target.value })}
          />
        </FormField>
        <FormField label="申请日期" error={wrong(askedDay)}>
          <DayInput value={askedDay} onChange={(value) => change({ askedDay: value })} />
        </FormField>
      </FormRow>
    </RecordDrawer>
  );
}
