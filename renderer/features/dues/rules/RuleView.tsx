import { useState } from 'react';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import type { Month } from '#shared/calendar.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import { duesOf } from '#shared/dues-formula.ts';
import { levySteps, ruleSentence } from '#shared/dues-sentences.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';

/** 4,567.00 yuan: the example of the notice. */
const EXAMPLE_WAGE = fen(456_700);

/** The rule in force in a month in one sentence, where it comes from, and what it makes of a wage, step by step. */
export function RuleView({ rule, month }: { rule: DuesRuleRecord; month: Month }) {
  return (
    <section className="sheet dues-rule" aria-label="会费标准">
      <h2>{formatMonth(month)}用的标准</h2>
      <p className="dues-rule-sentence">{ruleSentence(rule)}</p>
      <div className="dues-rule-sides">
        <RuleFacts rule={rule} />
        <Example rule={rule} month={month} />
      </div>
    </section>
  );
}

/** What the sentence leaves out: from when, what never counts, on what it rests. */
export function RuleFacts({ rule }: { rule: DuesRuleRecord }) {
  const sources = rule.cases.filter(({ source }) => source !== '');
  return (
    <dl className="dues-facts">
      <dt>名称</dt>
      <dd>{rule.name}</dd>
      <dt>起用月份</dt>
      <dd>{formatMonth(rule.from)}</dd>
      <dt>不计</dt>
      <dd>奖金、津贴、稿费、各种补助费、救济费、退休金、退职金</dd>
      <dt>免交</dt>
      <dd>保留会籍的会员（离休、退休、失业）</dd>
      <dt>依据</dt>
      <dd>{rule.source || '没有填写'}</dd>
      {sources.map(({ name, source }) => (
        <CaseSource key={name} name={name} source={source} />
      ))}
      {rule.note !== '' && (
        <>
          <dt>备注</dt>
          <dd>{rule.note}</dd>
        </>
      )}
    </dl>
  );
}

function CaseSource({ name, source }: { name: string; source: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{source}</dd>
    </>
  );
}

function Example({ rule, month }: { rule: DuesRuleRecord; month: Month }) {
  const [wage, setWage] = useState<Fen | undefined>(EXAMPLE_WAGE);
  const levy = wage === undefined ? undefined : { month, wage, ...duesOf(wage, rule) };
  return (
    <div>
      <h3>算一笔看看</h3>
      <FormField label="月工资">
        <MoneyInput value={wage} onChange={setWage} />
      </FormField>
      {levy && (
        <ol aria-label="计算步骤">
          {levySteps(rule, levy, undefined).map((step) => (
            <li key={step}>{step}</li>
          ))}
          <li>
            每月 <strong>{formatYuan(levy.amount)} 元</strong>
          </li>
        </ol>
      )}
    </div>
  );
}
