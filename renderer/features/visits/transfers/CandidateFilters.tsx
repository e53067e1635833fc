import { Checkbox, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import type { Day } from '#shared/calendar.ts';

export interface CandidateFilter {
  from: Day | undefined;
  last: Day | undefined;
  /** `all`, `visit`, `aid`, `kind:` or `batch:` and an id. */
  choice: string;
  moneyOnly: boolean;
}

/** Which payments are offered: by day, by kind, or the list of one festival. */
export function CandidateFilters({
  filter,
  onChange,
}: {
  filter: CandidateFilter;
  onChange: (filter: CandidateFilter) => void;
}) {
  const kinds = useCall('visits.listKinds', {}).value ?? [];
  // money of a festival goes to the shop, never to people's own accounts
  const giftKinds = new Set(kinds.filter(({ festival }) => festival).map(({ name }) => name));
  const lists = (useCall('visits.listFestivals', {}).value ?? []).filter(
    ({ reversed, kindName }) => !reversed && !giftKinds.has(kindName),
  );
  const wholeList = filter.choice.startsWith('batch:');
  return (
    <div className="page-filters">
      <Select<string>
        aria-label="款项"
        className="transfer-choice"
        value={filter.choice}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: 'all', label: '慰问和帮扶' },
          { value: 'visit', label: '全部慰问' },
          { value: 'aid', label: '困难帮扶' },
          ...lists.map(({ id, name, people }) => ({ value: `batch:${id}`, label: `名单：${name} ${people} 人` })),
          ...kinds
            .filter(({ festival }) => !festival)
            .map(({ id, name }) => ({ value: `kind:${id}`, label: `类别：${name}` })),
        ]}
        onChange={(choice) => onChange({ ...filter, choice })}
      />
      {!wholeList && (
        <>
          <div className="transfer-day">
            <DayInput aria-label="从" value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
          </div>
          <span>至</span>
          <div className="transfer-day">
            <DayInput aria-label="到" value={filter.last} onChange={(last) => onChange({ ...filter, last })} />
          </div>
          <Checkbox
            checked={!filter.moneyOnly}
            onChange={(event) => onChange({ ...filter, moneyOnly: !event.target.checked })}
          >
            也列实物和券（一般付给商家）
          </Checkbox>
        </>
      )}
    </div>
  );
}
