import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { MemberRecord } from '#shared/contract/members.ts';
import { formatYuan, sum } from '#shared/money.ts';
import type { MemberDraft, WageLine } from './member-draft.ts';

interface WageFieldsProps {
  draft: MemberDraft;
  onChange: (change: Pick<MemberDraft, 'wages'> | Pick<MemberDraft, 'wageFrom'>) => void;
  /** Earlier sets, newest first. */
  earlier: MemberRecord['wages'];
}

/** The wage items that dues are computed from, and from which month on they hold. */
export function WageFields({ draft, onChange, earlier }: WageFieldsProps) {
  const { wages, wageFrom } = draft;
  const change = (key: number, next: Partial<WageLine>) =>
    onChange({ wages: wages.map((line) => (line.key === key ? { ...line, ...next } : line)) });
  const nextKey = 1 + Math.max(-1, ...wages.map(({ key }) => key));
  return (
    <section aria-label="工资" className="members-section">
      <h2>工资</h2>
      <FormField label="从哪个月起" hint="涨了工资就改成新的月份，以前月份的会费不变；只改金额，是更正这个月起的登记。">
        <MonthInput value={wageFrom} onChange={(month) => onChange({ wageFrom: month })} />
      </FormField>
      <table className="members-wages">
        <tbody>
          {wages.map(({ key, item, amount }) => (
            <tr key={key}>
              <td>
                <Input
                  aria-label={`第 ${wages.findIndex((line) => line.key === key) + 1} 项工资名称`}
                  maxLength={20}
                  value={item}
                  onChange={(event) => change(key, { item: event.target.value })}
                />
              </td>
              <td>
                <MoneyInput
                  aria-label={item === '' ? '每月金额' : `${item}每月金额`}
                  value={amount}
                  onChange={(next) => change(key, { amount: next })}
                />
              </td>
              <td>
                <Button
                  type="text"
                  aria-label={`去掉${item}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => onChange({ wages: wages.filter((line) => line.key !== key) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        size="small"
        disabled={wages.length >= 10}
        onClick={() => onChange({ wages: [...wages, { key: nextKey, item: '', amount: undefined }] })}
      >
        加一项
      </Button>
      {earlier.length > 0 && (
        <ul className="members-history" aria-label="以前的工资">
          {earlier.map(({ from, items }) => (
            <li key={from}>
              <span className="day">{formatMonth(from)}起</span>
              <span className="what">{formatYuan(sum(items.map(({ amount }) => amount)))} 元</span>
              <span className="ground">
                {items.map(({ item, amount }) => `${item} ${formatYuan(amount)}`).join('，')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
