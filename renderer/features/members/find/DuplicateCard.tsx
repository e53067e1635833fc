import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import {
  DUPLICATE_REASON_NAMES,
  type DuplicateGroup,
  MEMBER_STATUS_NAMES,
  type MemberRow,
  SEX_NAMES,
} from '#shared/contract/members.ts';
import { STATUS_TONES } from '../words.ts';

interface DuplicateCardProps {
  group: DuplicateGroup;
  /** The member whose record is open at the right. */
  selected: string | undefined;
  busy: boolean;
  onOpen?: (id: string) => void;
  /** Gets the ids of those who are said to be different people. */
  onDistinct?: (ids: string[]) => void;
}

/** The engine takes so many at once. */
const MOST_AT_ONCE = 50;

const COLUMNS: readonly Column<MemberRow>[] = [
  { key: 'number', title: '编号', width: 90, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'sex', title: '性别', width: 56, render: (row) => row.sex && SEX_NAMES[row.sex] },
  { key: 'birthday', title: '出生日期', width: 110, render: (row) => row.birthday },
  { key: 'group', title: '工会小组', render: (row) => row.groupName },
  {
    key: 'status',
    title: '会籍',
    width: 110,
    render: (row) => <Verdict tone={STATUS_TONES[row.status]}>{MEMBER_STATUS_NAMES[row.status]}</Verdict>,
  },
  { key: 'phone', title: '联系电话', width: 130, render: (row) => row.phoneMasked },
  { key: 'idNumber', title: '身份证号', width: 180, render: (row) => row.idNumberMasked },
];

/** One group of likely duplicates: why, who, and 不是同一个人. Among more than two, those who are meant are ticked. */
export function DuplicateCard({ group: { members, reasons }, selected, busy, onOpen, onDistinct }: DuplicateCardProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const many = members.length > 2;
  const meant = many ? members.filter(({ id }) => ticked.has(id)) : members;
  const why = reasons.map(({ reason, ids }) => {
    const among = members.filter(({ id }) => ids.includes(id)).map(({ number, name }) => number || name);
    return `${DUPLICATE_REASON_NAMES[reason]}${ids.length === members.length ? '' : `（${among.slice(0, 5).join('、')}）`}`;
  });
  const names = members.map(({ name }) => name);
  return (
    <section className="members-duplicate" aria-label={names.slice(0, 3).join('、')}>
      <div className="members-duplicate-head">
        <h2>{[...new Set(why)].join('；')}</h2>
        {onDistinct && (
          <Button
            size="small"
            disabled={busy || meant.length < 2 || meant.length > MOST_AT_ONCE}
            onClick={() => onDistinct(meant.map(({ id }) => id))}
          >
            {many ? '勾选的不是同一个人' : '不是同一个人'}
          </Button>
        )}
      </div>
      <DataTable
        label={`像是重复：${names.slice(0, 3).join('、')}`}
        columns={COLUMNS}
        rows={members}
        rowKey={({ id }) => id}
        maxHeight={300}
        selectedKey={selected}
        {...(onOpen ? { onOpen: ({ id }: MemberRow) => onOpen(id) } : {})}
        {...(many && onDistinct ? { selection: { keys: ticked, onChange: setTicked } } : {})}
      />
    </section>
  );
}
