import { CheckCircleOutlined, ExclamationCircleOutlined, MinusCircleOutlined } from '@ant-design/icons';
import type { CheckResult } from '#shared/contract/review.ts';
import { countsOf, groupsOf } from './words.ts';

/** 自查: what was looked at, by group; amber for what has to be explained or mended, with what to do next. */
export function CheckList({ checks }: { checks: readonly CheckResult[] }) {
  return (
    <div className="check-groups">
      {groupsOf(checks).map(({ group, checks: own }) => (
        <CheckGroup key={group} group={group} checks={own} />
      ))}
    </div>
  );
}

function CheckGroup({ group, checks }: { group: string; checks: readonly CheckResult[] }) {
  const { failed } = countsOf(checks);
  return (
    <section className="sheet check-group" aria-label={group}>
      <h2>
        {group}
        <small className={failed > 0 ? 'check-count-open' : undefined}>
          {failed > 0 ? `${failed} 项需说明` : `${checks.length} 项`}
        </small>
      </h2>
      <ul className="check-list">
        {checks.map((check) => (
          <li key={check.id} className={`check-line check-${check.state}`}>
            <StateIcon state={check.state} />
            <span>{check.title}</span>
            <span className="check-finding">
              {check.finding}
              {check.next !== '' && <span className="check-next">{check.next}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function StateIcon({ state }: { state: CheckResult['state'] }) {
  if (state === 'passed') return <CheckCircleOutlined aria-label="通过" />;
  if (state === 'failed') return <ExclamationCircleOutlined aria-label="需说明" />;
  return <MinusCircleOutlined aria-label="不涉及" />;
}
