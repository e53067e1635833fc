import { Button } from 'antd';
import type { ValueOf } from '#shared/contract/index.ts';

interface ImportResultProps {
  result: ValueOf<'members.takeRoster'>;
  onDone: (next: 'list' | 'tray') => void;
}

/** What was taken in, and the way to the rows that were not. */
export function ImportResult({ result, onDone }: ImportResultProps) {
  const { added, updated, unchanged, tray } = result;
  const lines: readonly [string, number, string][] = [
    ['新会员', added, '人'],
    ['更新资料', updated, '人'],
    ['与现有登记一致', unchanged, '人'],
    ['待处理', tray, '行'],
  ];
  return (
    <section className="sheet members-result" aria-label="导入结果">
      <h2>花名册已收入</h2>
      <dl>
        {lines.map(([label, count, unit]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              {count} {unit}
            </dd>
          </div>
        ))}
      </dl>
      <div className="members-actions">
        {tray > 0 && (
          <Button type="primary" onClick={() => onDone('tray')}>
            去处理 {tray} 行
          </Button>
        )}
        <Button type={tray > 0 ? 'default' : 'primary'} onClick={() => onDone('list')}>
          看会员名册
        </Button>
      </div>
    </section>
  );
}
