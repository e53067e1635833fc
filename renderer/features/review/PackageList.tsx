import { useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { AuditPackageRecord } from '#shared/contract/review.ts';
import { officeTime, sizeOf } from './words.ts';

const COLUMNS: readonly Column<AuditPackageRecord>[] = [
  { key: 'madeAt', title: '生成时间', width: 160, render: (row) => officeTime(row.madeAt) },
  { key: 'year', title: '年度', width: 90, render: (row) => `${row.year} 年` },
  { key: 'folder', title: '文件夹', render: (row) => row.folderName },
  { key: 'checks', title: '自查', width: 180, render: (row) => <Checks record={row} /> },
  { key: 'trail', title: '留痕校验码', width: 170, render: (row) => <code>{row.trailHead.slice(0, 16)}</code> },
];

function Checks({ record: { checksPassed, checksFailed } }: { record: AuditPackageRecord }) {
  if (checksFailed === 0) return <Verdict tone="teal">{`${checksPassed} 项通过`}</Verdict>;
  return <Verdict tone="amber">{`${checksPassed} 项通过，${checksFailed} 项需说明`}</Verdict>;
}

/** 历次送审包: what was handed out when, and where the audit trail stood. */
export function PackageList({ packages }: { packages: readonly AuditPackageRecord[] | undefined }) {
  const [open, setOpen] = useState<AuditPackageRecord>();
  return (
    <>
      <DataTable
        label="送审包"
        columns={COLUMNS}
        rows={packages}
        rowKey={(row) => row.id}
        selectedKey={open?.id}
        onOpen={setOpen}
        empty={<EmptyState title="还没有生成过送审包">选好年度，看过自查结果，再点「生成送审包」。</EmptyState>}
      />
      {open && (
        <RecordDrawer
          key={open.id}
          open
          width={720}
          title={open.folderName}
          tag={<Checks record={open} />}
          onClose={() => setOpen(undefined)}
        >
          <Facts record={open} />
        </RecordDrawer>
      )}
    </>
  );
}

function Facts({ record }: { record: AuditPackageRecord }) {
  return (
    <dl className="package-facts">
      <dt>生成时间</dt>
      <dd>{officeTime(record.madeAt)}</dd>
      <dt>年度</dt>
      <dd>{`${record.year} 年`}</dd>
      <dt>留痕校验码</dt>
      <dd>
        <code>{record.trailHead}</code>
      </dd>
      {record.files.map((file) => (
        <Fragments key={file.name} name={file.name} text={`${sizeOf(file.bytes)},SHA-256`} code={file.sha256} />
      ))}
    </dl>
  );
}

function Fragments({ name, text, code }: { name: string; text: string; code: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {text}
        <br />
        <code>{code}</code>
      </dd>
    </>
  );
}
