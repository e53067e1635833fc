import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { CheckList } from './CheckList.tsx';
import { PackageJob } from './PackageJob.tsx';
import { PackageList } from './PackageList.tsx';
import { usePackageJob } from './package-job.ts';
import { countsOf, firstYear, stateOf } from './words.ts';
import './review.css';

const TABS = [
  { key: 'checks', label: '自查' },
  { key: 'packages', label: '历次送审包' },
] as const;

/** 经审送审: the self-check of a year, the audit package (送审包), and those that were made before. */
export function ReviewPage() {
  const { value: years, error } = useCall('review.listYears', {});
  const books = useSession(({ status }) => `${status?.open?.folder ?? ''}/${status?.open?.name ?? ''}`);
  const [chosen, setChosen] = useState<number>();
  const [tab, setTab] = useState<(typeof TABS)[number]['key']>('checks');
  const [openOnly, setOpenOnly] = useState(false);
  const choice = years?.find(({ year }) => year === (chosen ?? firstYear(years)));
  const checks = useCall('review.runSelfCheck', choice && { year: choice.year });
  const packages = useCall('review.listPackages', {});
  const busy = usePackageJob(({ running }) => running?.books === books && !running.failed);
  const begin = usePackageJob((state) => state.begin);
  const make = useAction(async () => {
    if (!choice) return;
    const picked = await bridge().pickFolder();
    if (!picked) return;
    const { job } = await call('review.exportPackage', { year: choice.year, folder: picked.folder });
    begin(books, job, choice.year);
  });

  if (years && !choice)
    return (
      <Page title="经审送审" state="账本里还没有凭证">
        <EmptyState title="还没有可送审的内容">先在「经费账」里记账，有凭证的年度才能自查和送审。</EmptyState>
      </Page>
    );
  const shown = checks.value?.filter(({ state }) => !openOnly || state === 'failed');
  return (
    <Page
      title="经审送审"
      state={choice && stateOf(choice, checks.value)}
      tabs={TABS}
      tab={tab}
      onTab={setTab}
      notice={<Notice tone="red">{make.problem ?? error ?? checks.error ?? packages.error}</Notice>}
      action={
        <Button type="primary" loading={make.busy} disabled={!choice || busy} onClick={() => void make.run()}>
          生成送审包
        </Button>
      }
      filters={
        <>
          <Select<number>
            className="review-year"
            aria-label="年度"
            value={choice?.year ?? null}
            options={(years ?? []).map(({ year }) => ({ value: year, label: `${year} 年` }))}
            onChange={setChosen}
          />
          {tab === 'checks' && (
            <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
              只看需说明的
            </Checkbox>
          )}
        </>
      }
    >
      <PackageJob books={books} onEnd={packages.reload} />
      {tab === 'packages' && <PackageList packages={packages.value} />}
      {tab === 'checks' && !checks.value && checks.loading && <Notice>正在核对账本。</Notice>}
      {tab === 'checks' && shown && <CheckList checks={shown} />}
      {tab === 'checks' && openOnly && checks.value && countsOf(checks.value).failed === 0 && (
        <EmptyState title="没有需要说明的项目">可以生成送审包。</EmptyState>
      )}
    </Page>
  );
}
