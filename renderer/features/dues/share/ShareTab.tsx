import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { dayOf, month, monthOf } from '#shared/calendar.ts';
import type { ShareRow, Shares } from '#shared/contract/dues.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan } from '#shared/money.ts';
import { halfYearOf, PeriodFields } from '../notices/PeriodFields.tsx';
import type { DuesFrame } from '../words.ts';
import { PayDrawer } from './PayDrawer.tsx';
import { PayoutList } from './PayoutList.tsx';
import { ShareAccountDialog } from './ShareAccountDialog.tsx';
import { ShareList } from './ShareList.tsx';
import { ShareSheet } from './ShareSheet.tsx';
import './share.css';

type View = 'shares' | 'payouts';
const VIEWS: { value: View; label: string }[] = [
  { value: 'shares', label: '计算和支付' },
  { value: 'payouts', label: '支付记录' },
];

/** 分会留成: what each branch received, its share, and paying it out. */
export function ShareTab({ frame, profile }: { frame: DuesFrame; profile: UnionProfile }) {
  const [view, setView] = useState<View>('shares');
  const [period, setPeriod] = useState(() => halfYearOf(profile.openMonth ?? month(`${profile.fiscalYear}-12`)));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [paying, setPaying] = useState<readonly ShareRow[]>();
  const [account, setAccount] = useState(false);
  const mayPay = useAllowed('dues.payShares');
  const { value, error } = useCall('dues.readShares', period);
  const shares = error === undefined && value?.from === period.from && value.to === period.to ? value : undefined;
  const open = shares?.rows.filter(({ state }) => state === 'open') ?? [];
  const chosen = ticked.size > 0 ? open.filter(({ branchId }) => ticked.has(branchId)) : open;
  const views = <Segmented<View> aria-label="查看方式" options={VIEWS} value={view} onChange={setView} />;
  const dialog = account && shares && (
    <ShareAccountDialog settings={shares.settings} onClose={() => setAccount(false)} />
  );
  const accountButton = mayPay && shares && <Button onClick={() => setAccount(true)}>留成科目</Button>;
  if (view === 'payouts')
    return (
      <Page {...frame} extra={accountButton} filters={views}>
        <PayoutList />
        {dialog}
      </Page>
    );
  return (
    <Page
      {...frame}
      state={shares && stateOf(shares)}
      extra={
        shares && (
          <>
            {accountButton}
            <PrintButtons
              name={`分会留成签领表-${formatPeriod(period)}`}
              landscape
              disabled={shares.rows.every(({ share, paid }) => share === 0 && paid === 0)}
              paper={<ShareSheet shares={shares} unit={profile.name} />}
            />
          </>
        )
      }
      action={
        mayPay && (
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setPaying(chosen)}>
            {ticked.size > 0 ? `支付所选 ${chosen.length} 个分会` : '支付留成'}
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice tone="amber">{shares && adviceOf(shares)}</Notice>
          <Notice>
            {shares &&
              shares.rows.length > 0 &&
              shares.outside > 0 &&
              `有 ${formatYuan(shares.outside)} 元来自不在任何分会的会员，不留成。`}
          </Notice>
        </>
      }
      filters={
        <>
          {views}
          <PeriodFields
            period={period}
            onChange={(next) => {
              setPeriod(next);
              setTicked(new Set());
            }}
          />
        </>
      }
    >
      <ShareList shares={shares} ticked={ticked} {...(mayPay ? { onTick: setTicked } : {})} />
      <p className="dues-hint">
        已收按收款日期算，已减去撤回和退费；收款算给会员收款当天所在的分会（今天的小组树里最上一级的分会）。留成算到分，不足一分的留在工会。
      </p>
      {paying && shares && (
        <PayDrawer
          shares={shares}
          rows={paying}
          onClose={() => {
            setPaying(undefined);
            setTicked(new Set());
          }}
        />
      )}
      {dialog}
    </Page>
  );
}

function stateOf({ received, share, toPay }: Shares): string {
  const left = toPay > 0 ? `，待付 ${formatYuan(toPay)} 元` : '';
  return `收到会费 ${formatYuan(received)} 元，应留成 ${formatYuan(share)} 元${left}`;
}

/** What has to be seen to before anything can be paid. */
function adviceOf({ rows, percent, to }: Shares): string {
  if (rows.length === 0) return '还没有分会；请先在「会员」的小组里把它设为分会。';
  if (percent === undefined) return '这几个月的留成比例不同，请按比例相同的月份分开支付。';
  if (percent === 0) return '这几个月的会费标准没有定留成比例；要留成的，请先在「会费标准」里写上。';
  if (to > monthOf(dayOf(new Date()))) return '这段时间还没有过完，以后还会收到会费，等过完再支付。';
  return '';
}
