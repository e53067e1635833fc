import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { COLORS } from '#renderer/app/theme.ts';
import { monthNumber } from '#shared/calendar.ts';
import type { MonthLine } from '#shared/contract/visits.ts';
import { yuanNumber } from '#shared/money.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;

const HEIGHT = 220;

/** What was given in each month, beside the same month of the year before. */
export function MonthChart({ label, year, lines }: { label: string; year: number; lines: readonly MonthLine[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, null, { width: element.clientWidth || 640, height: HEIGHT });
    chart.setOption(optionOf(year, lines));
    const resize = () => chart.resize({ width: element.clientWidth || 640, height: HEIGHT });
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [year, lines]);
  return <div ref={place} role="img" aria-label={label} style={{ height: HEIGHT }} />;
}

function optionOf(year: number, lines: readonly MonthLine[]): Option {
  const text = { color: COLORS.inkSoft, fontFamily: 'inherit', fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 8, top: 34, bottom: 6, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: text, selectedMode: false },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      transitionDuration: 0,
      textStyle: { ...text, color: COLORS.ink },
    },
    xAxis: {
      type: 'category',
      data: lines.map(({ month }) => `${monthNumber(month)}月`),
      axisTick: { show: false },
      axisLabel: text,
    },
    yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: '#EEEAE1' } } },
    series: [
      {
        name: `${year - 1} 年`,
        type: 'bar',
        color: '#D3CCBE',
        barMaxWidth: 16,
        data: lines.map(({ last }) => yuanNumber(last.amount)),
      },
      {
        name: `${year} 年`,
        type: 'bar',
        color: COLORS.teal,
        barMaxWidth: 16,
        data: lines.map(({ sum }) => yuanNumber(sum.amount)),
      },
    ],
  };
}
