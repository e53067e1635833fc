import { formatMonth, type Month } from '#shared/calendar.ts';

/** `2026年3月`, or `2026年3月至2026年5月`. */
export function stretchText(from: Month, to: Month): string {
  return from === to ? formatMonth(from) : `${formatMonth(from)}至${formatMonth(to)}`;
}
