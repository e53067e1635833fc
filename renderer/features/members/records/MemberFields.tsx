import { Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { IdNumberInput } from '#renderer/components/IdNumberInput.tsx';
import { SEX_NAMES, type Sex } from '#shared/contract/members.ts';
import type { MemberDraft } from './member-draft.ts';

// 《工会会员登记表》 and the roster of the sample union; other answers may be typed.
const POLITICAL = [
  '中共党员',
  '共青团员',
  '民革会员',
  '民盟盟员',
  '民建会员',
  '民进会员',
  '农工党党员',
  '致公党党员',
  '九三学社社员',
  '台盟盟员',
  '群众',
];
const EDUCATION = ['高中', '中专', '大专', '本科', '硕士研究生', '博士研究生'];

interface MemberFieldsProps {
  draft: MemberDraft;
  onChange: (change: Partial<MemberDraft>) => void;
  /** Beside the first fields: the photo. */
  aside: ReactNode;
  /** 入会时间 and what goes with it. */
  dates: ReactNode;
}

/** 基本情况 of one member. With an identity number, sex and birthday are read from it; without, they can be given. */
export function MemberFields({ draft, onChange, aside, dates }: MemberFieldsProps) {
  const groups = useCall('members.listGroups', {}).value ?? [];
  const text = (field: 'name' | 'number' | 'phone' | 'ethnicity' | 'note', maxLength: number) => (
    <Input
      value={draft[field]}
      maxLength={maxLength}
      autoComplete="off"
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <section aria-label="基本情况">
      <div className="members-basics">
        <div className="members-basics-fields">
          <FormRow>
            <FormField label="姓名">{text('name', 30)}</FormField>
            <FormField label="编号" optional>
              {text('number', 30)}
            </FormField>
          </FormRow>
          <FormField label="身份证号" optional>
            <IdNumberInput value={draft.idNumber} onChange={(idNumber) => onChange({ idNumber })} />
          </FormField>
          {draft.idNumber.trim() === '' && (
            <FormRow>
              <FormField label="性别" optional>
                <Radio.Group
                  value={draft.sex ?? null}
                  options={(['male', 'female'] satisfies Sex[]).map((sex) => ({ value: sex, label: SEX_NAMES[sex] }))}
                  onChange={(event) => onChange({ sex: event.target.value === 'male' ? 'male' : 'female' })}
                />
              </FormField>
              <FormField label="出生日期" optional>
                <DayInput value={draft.birthday} onChange={(birthday) => onChange({ birthday })} />
              </FormField>
            </FormRow>
          )}
        </div>
        {aside}
      </div>
      <FormRow>
        <FormField label="联系电话" optional>
          {text('phone', 30)}
        </FormField>
        <FormField label="工会小组" optional>
          <Select<string>
            className="wide-control"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="没有小组"
            value={draft.groupId ?? null}
            options={groups.map(({ id, path }) => ({ value: id, label: path }))}
            onChange={(groupId: string | undefined) => onChange({ groupId })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        {dates}
        <FormField label="民族" optional>
          {text('ethnicity', 20)}
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="政治面貌" optional>
          <FreeChoice
            value={draft.political}
            maxLength={20}
            options={POLITICAL}
            onChange={(political) => onChange({ political })}
          />
        </FormField>
        <FormField label="学历" optional>
          <FreeChoice
            value={draft.education}
            maxLength={20}
            options={EDUCATION}
            onChange={(education) => onChange({ education })}
          />
        </FormField>
      </FormRow>
      <FormField label="备注" optional>
        {text('note', 500)}
      </FormField>
    </section>
  );
}
