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

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;

const ROW = 34;
const AROUND = 64;
const TONES = [COLORS.teal, '#D3CCBE'] as const;

export interface ChartLine {
  label: string;
  /** One value a series, in the unit of the axis (户 or 元). */
  values: readonly number[];
}

/** The lines of one table as bars, the first on top; one bar a series. */
export function StatisticsChart({
  label,
  series,
  lines,
}: {
  label: string;
  series: readonly string[];
  lines: readonly ChartLine[];
}) {
  const place = useRef<HTMLDivElement>(null);
  const height = lines.length * ROW + AROUND;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, null, { width: element.clientWidth || 480, height });
    chart.setOption(optionOf(series, lines));
    const resize = () => chart.resize({ width: element.clientWidth || 480, height });
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [series, lines, height]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}

function optionOf(series: readonly string[], lines: readonly ChartLine[]): Option {
  const text = { color: COLORS.inkSoft, fontFamily: 'inherit', fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 48, top: 34, bottom: 6, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: text, selectedMode: false },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' }, transitionDuration: 0, textStyle: text },
    xAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: COLORS.line } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map((line) => line.label),
      axisLabel: { ...text, color: COLORS.ink, width: 120, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: COLORS.line } },
    },
    series: series.map((name, index) => ({
      type: 'bar',
      name,
      barMaxWidth: 13,
      itemStyle: { color: TONES[index] ?? COLORS.teal },
      emphasis: { disabled: true },
      data: lines.map((line) => line.values[index] ?? 0),
    })),
  };
}
