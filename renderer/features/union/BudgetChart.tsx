import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Workbench } from '#shared/contract/union.ts';
import { type Fen, fen, formatYuan, yuanNumber } from '#shared/money.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const TEAL = '#1f5f5b';
const PLAN = '#d9d2c3';
const OVER = '#b3261e';
const INK = '#5c626b';

/** Actual against budget, one bar pair for each first-level account; a bar over its budget is red. */
export function BudgetChart({ lines }: { lines: Workbench['lines'] }) {
  const shown = lines.filter((line) => line.actual !== 0 || line.budget !== 0);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element);
    chart.setOption(optionOf(shown));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [shown]);
  if (shown.length === 0)
    return <EmptyState title="今年还没有收支">登记第一笔收支或录入预算后，这里会显示执行情况。</EmptyState>;
  const summary = shown
    .map((line) => `${line.name} ${formatYuan(line.actual)} 元，预算 ${formatYuan(line.budget)} 元`)
    .join(';');
  return <div ref={place} className="workbench-plot" role="img" aria-label={summary} />;
}

function optionOf(lines: Workbench['lines']) {
  const yuan = (amount: Fen) => Math.round(yuanNumber(amount));
  const tip = (value: unknown) => (typeof value === 'number' ? `${formatYuan(fen(Math.round(value) * 100))} 元` : '');
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    grid: { left: 8, right: 24, top: 32, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: INK } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: tip },
    xAxis: {
      type: 'value',
      axisLabel: {
        color: INK,
        formatter: (value: number) => (value >= 10_000 ? `${value / 10_000} 万` : String(value)),
      },
      splitLine: { lineStyle: { color: '#eee9df' } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map((line) => line.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#d3ccbe' } },
      axisLabel: { color: INK },
    },
    series: [
      {
        name: '预算',
        type: 'bar',
        barMaxWidth: 9,
        itemStyle: { color: PLAN },
        data: lines.map((line) => yuan(line.budget)),
      },
      {
        name: '执行',
        type: 'bar',
        barMaxWidth: 9,
        itemStyle: { color: TEAL },
        data: lines.map((line) => ({
          value: yuan(line.actual),
          ...(line.direction === 'expense' && line.budget > 0 && line.actual > line.budget
            ? { itemStyle: { color: OVER } }
            : {}),
        })),
      },
    ],
  };
}
