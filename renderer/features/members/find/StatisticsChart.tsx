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
import type { StatisticsLine } from '#shared/contract/members.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;

const BAR_HEIGHT = 30;
const AROUND = 64;
/** Men and women in two depths of the one accent, the rest in paper. */
const SERIES = [
  { name: '女', color: COLORS.teal, of: (line: StatisticsLine) => line.women },
  { name: '男', color: '#8FB5B0', of: (line: StatisticsLine) => line.men },
  { name: '性别未填', color: '#D3CCBE', of: (line: StatisticsLine) => line.members - line.men - line.women },
] as const;

/** The lines of one table as bars, the first line on top. */
export function StatisticsChart({ label, lines }: { label: string; lines: readonly StatisticsLine[] }) {
  const place = useRef<HTMLDivElement>(null);
  const height = lines.length * BAR_HEIGHT + AROUND;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, null, { width: element.clientWidth || 480, height });
    chart.setOption(optionOf(lines));
    const resize = () => chart.resize({ width: element.clientWidth || 480, height });
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [lines, height]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}

function optionOf(lines: readonly StatisticsLine[]): Option {
  const shown = SERIES.filter(({ of }) => lines.some((line) => of(line) > 0));
  const text = { color: COLORS.inkSoft, fontFamily: 'inherit', fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 40, top: 34, bottom: 6, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: text, selectedMode: false },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      transitionDuration: 0,
      textStyle: { ...text, color: COLORS.ink },
    },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: text,
      splitLine: { lineStyle: { color: COLORS.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map((line) => line.label),
      axisLabel: { ...text, color: COLORS.ink, width: 130, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: COLORS.line } },
    },
    series: shown.map(({ name, color, of }, index) => ({
      type: 'bar',
      name,
      stack: 'members',
      barMaxWidth: 18,
      itemStyle: { color },
      emphasis: { disabled: true },
      data: lines.map(of),
      ...(index === shown.length - 1
        ? {
            label: {
              show: true,
              position: 'right',
              color: COLORS.inkSoft,
              formatter: ({ dataIndex }: { dataIndex: number }) => String(lines[dataIndex]?.members ?? ''),
            },
          }
        : {}),
    })),
  };
}
