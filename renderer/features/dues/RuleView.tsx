import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import { duesOf } from '#shared/dues-formula.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import { percentText } from './words.ts';

/** 4,567.00 yuan: the example of the notice. */
const EXAMPLE_WAGE = fen(456_700);

/** The rule in force in a month, where it comes from, and what it makes of a wage, step by step. */
export function RuleView({ month }: { month: Month }) {
  const { value: rule, error } = useCall('dues.readRule', { month });
  return (
    <>
      <Notice tone="red">{error}</Notice>
      {rule && (
        <section className="sheet dues-rule" aria-label="会费标准">
          <h2>{formatMonth(month)}用的标准</h2>
          <dl className="dues-facts">
            <dt>名称</dt>
            <dd>{rule.name}</dd>
            <dt>起用月份</dt>
            <dd>{formatMonth(rule.from)}</dd>
            <dt>费率</dt>
            <dd>本人月工资的 {percentText(rule.rateBasisPoints)}</dd>
            <dt>尾数</dt>
            <dd>工资不足 {formatYuan(rule.cutTo)} 元的尾数不计</dd>
            <dt>计费工资</dt>
            <dd>{rule.baseItems.length === 0 ? '登记的全部工资项目' : rule.baseItems.join('、')}</dd>
            <dt>不计</dt>
            <dd>奖金、津贴、稿费、各种补助费、救济费、退休金、退职金</dd>
            <dt>免交</dt>
            <dd>保留会籍的会员（离休、退休、失业）</dd>
            <dt>依据</dt>
            <dd>{rule.source}</dd>
          </dl>
          <Example rule={rule} />
        </section>
      )}
    </>
  );
}

function Example({ rule }: { rule: DuesRuleRecord }) {
  const [wage, setWage] = useState<Fen | undefined>(EXAMPLE_WAGE);
  const result = wage === undefined ? undefined : { wage, ...duesOf(wage, rule) };
  return (
    <>
      <h2>算一笔看看</h2>
      <FormField label="月工资">
        <MoneyInput value={wage} onChange={setWage} />
      </FormField>
      {result && (
        <ol aria-label="计算步骤">
          <li>月工资 {formatYuan(result.wage)} 元</li>
          <li>
            去掉不足 {formatYuan(rule.cutTo)} 元的尾数 {formatYuan(fen(result.wage - result.cutBase))} 元，计费基数{' '}
            {formatYuan(result.cutBase)} 元
          </li>
          <li>
            {formatYuan(result.cutBase)} × {percentText(rule.rateBasisPoints)} ={' '}
            <strong>{formatYuan(result.amount)} 元</strong>
          </li>
        </ol>
      )}
    </>
  );
}
