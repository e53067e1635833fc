import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { addMonths, formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesRuleRow } from '#shared/contract/dues.ts';
import { ruleSentence } from '#shared/dues-sentences.ts';
import { RuleForm } from './RuleForm.tsx';
import { RuleFacts } from './RuleView.tsx';
import { draftOf, PLAIN_RULE, termsOf } from './rule-draft.ts';

interface RuleDrawerProps {
  /** The rule that was opened; without it a new one is made. */
  rule?: DuesRuleRow;
  /** What a new one begins with. */
  like?: DuesRuleRow;
  wageItems: readonly string[];
  leviedUntil: Month | undefined;
  onCopy: (rule: DuesRuleRow) => void;
  onClose: () => void;
}

/** One rule: a form while nothing was levied with it, afterwards what it says and how to go on. */
export function RuleDrawer(props: RuleDrawerProps) {
  const mayKeep = useAllowed('dues.addRule');
  const { rule } = props;
  if (rule && (rule.used || !mayKeep)) return <FixedRule {...props} rule={rule} mayKeep={mayKeep} />;
  return <EditRule {...props} />;
}

function EditRule({ rule, like, wageItems, leviedUntil, onClose }: RuleDrawerProps) {
  const tell = useTell();
  const confirm = useConfirm();
  const next = leviedUntil === undefined ? undefined : addMonths(leviedUntil, 1);
  const [first] = useState(() => draftOf(rule ?? like ?? PLAIN_RULE, rule ? rule.from : next));
  const [draft, setDraft] = useState(first);
  const terms = termsOf(draft);
  const { from } = draft;
  const save = useAction(async () => {
    if (!terms || from === undefined) return;
    if (rule) await call('dues.changeRule', { ruleId: rule.id, from, ...terms });
    else await call('dues.addRule', { from, ...terms });
    tell.done(`「${terms.name}」已存好，从${formatMonth(from)}起用`);
    onClose();
  });
  const remove = useAction(async () => {
    if (!rule) return;
    const sure = await confirm({
      title: `删除「${rule.name}」`,
      content: '这条标准还没有用来计提过会费，删除后就没有了。',
      confirmText: '删除',
      destructive: true,
    });
    if (!sure) return;
    await call('dues.deleteRule', { ruleId: rule.id });
    tell.done(`已删除「${rule.name}」`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      width={720}
      title={rule ? `${rule.name}` : '另立标准'}
      dirty={JSON.stringify(draft) !== JSON.stringify(first)}
      onSave={() => void save.run()}
      saveDisabled={terms === undefined || from === undefined}
      saving={save.busy}
      problem={save.problem ?? remove.problem}
      onClose={onClose}
      actions={rule && <Button onClick={() => void remove.run()}>删除</Button>}
    >
      <RuleForm draft={draft} wageItems={wageItems} onChange={setDraft} />
      <Notice tone="amber">
        {from !== undefined &&
          leviedUntil !== undefined &&
          from <= leviedUntil &&
          `会费已经计提到${formatMonth(leviedUntil)}。已计提的仍按原来的标准，不会改；要按这条重算的月份，先撤回那个月的计提再补计提。`}
      </Notice>
      <p className="dues-rule-sentence">
        {terms ? ruleSentence(terms) : '填好费率、尾数和各类会员，这里会写出这条标准的意思。'}
      </p>
    </RecordDrawer>
  );
}

function FixedRule({ rule, mayKeep, onCopy, onClose }: RuleDrawerProps & { rule: DuesRuleRow; mayKeep: boolean }) {
  return (
    <RecordDrawer
      open
      width={720}
      title={rule.name}
      onClose={onClose}
      actions={mayKeep && <Button onClick={() => onCopy(rule)}>照此另立</Button>}
    >
      {rule.used && (
        <Notice>
          {`这条标准已用来计提${formatMonth(rule.used.first)}至${formatMonth(rule.used.last)}的会费，不能再改。以后的月份要换收法，请“照此另立”一条从新月份起用的；以前的月份用错了，先在“收缴明细”里撤回计提。`}
        </Notice>
      )}
      <p className="dues-rule-sentence">{ruleSentence(rule)}</p>
      <RuleFacts rule={rule} />
    </RecordDrawer>
  );
}
