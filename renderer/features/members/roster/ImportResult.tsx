import { Button } from 'antd';
import type { ValueOf } from '#shared/contract/index.ts';

interface ImportResultProps {
  result: ValueOf<'members.takeRoster'>;
  onDone: (next: 'records' | 'tray') => void;
}

/** What was taken in, and the way to the rows that were not. */
export function ImportResult({ result, onDone }: ImportResultProps) {
  const { added, updated, unchanged, tray, leftOut } = result;
  const lines: readonly (readonly [string, number, string])[] = [
    ['新会员', added, '人'],
    ['更新资料', updated, '人'],
    ['与现有登记一致', unchanged, '人'],
    ...(leftOut > 0 ? ([['这次不收', leftOut, '行']] as const) : []),
    ['待处理', tray, '行'],
  ];
  return (
    <section className="sheet members-result" aria-label="导入结果">
      <h2>花名册已收入</h2>
      <ResultLines lines={lines} />
      <p className="members-hint">收错了，当天可以在「导入花名册」的「导入记录」里整批撤回。</p>
      <div className="members-actions">
        {tray > 0 && (
          <Button type="primary" onClick={() => onDone('tray')}>
            去处理 {tray} 行
          </Button>
        )}
        <Button type={tray > 0 ? 'default' : 'primary'} onClick={() => onDone('records')}>
          看会员名册
        </Button>
      </div>
    </section>
  );
}

/** `新会员 280 人`, line by line. */
export function ResultLines({ lines }: { lines: readonly (readonly [string, number, string])[] }) {
  return (
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
  );
}
