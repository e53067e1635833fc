import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesRuleRow } from '#shared/contract/dues.ts';
import type { DuesFrame } from '../words.ts';
import { RuleDrawer } from './RuleDrawer.tsx';
import { RuleTable } from './RuleTable.tsx';
import { RuleView } from './RuleView.tsx';
import './rules.css';

type Open = { kind: 'new'; like?: DuesRuleRow } | { kind: 'rule'; id: string };

/** 会费标准: the one in force in the month, and all of them by their months. */
export function RuleTab({ frame, month }: { frame: DuesFrame; month: Month; onMonth: (month: Month) => void }) {
  const [open, setOpen] = useState<Open>();
  const inForce = useCall('dues.readRule', { month });
  const list = useCall('dues.listRules', {});
  const mayKeep = useAllowed('dues.addRule');
  const rule = inForce.value;
  const chosen = open?.kind === 'rule' ? list.value?.rules.find(({ id }) => id === open.id) : undefined;
  return (
    <Page
      {...frame}
      state={rule && `${formatMonth(month)}用「${rule.name}」`}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => leave(() => setOpen({ kind: 'new' }), 'drawer')}>
            另立标准
          </Button>
        )
      }
      notice={<Notice tone="red">{inForce.error ?? list.error}</Notice>}
    >
      <div className="dues-rule-page">
        <RuleTable
          rules={list.value?.rules}
          selectedId={chosen?.id}
          onOpen={({ id }) => setOpen({ kind: 'rule', id })}
        />
        {rule && <RuleView key={rule.id} rule={rule} month={month} />}
      </div>
      {list.value && (open?.kind === 'new' || chosen) && (
        <RuleDrawer
          key={chosen?.id ?? `new ${open?.kind === 'new' ? (open.like?.id ?? '') : ''}`}
          {...(chosen ? { rule: chosen } : {})}
          {...(open?.kind === 'new' && open.like ? { like: open.like } : {})}
          wageItems={list.value.wageItems}
          leviedUntil={list.value.leviedUntil}
          onCopy={(like) => setOpen({ kind: 'new', like })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}
