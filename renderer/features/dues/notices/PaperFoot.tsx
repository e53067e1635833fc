import { type Day, formatMonth, monthOf } from '#shared/calendar.ts';

/** `2026年7月15日` */
export function paperDay(day: Day): string {
  return `${formatMonth(monthOf(day))}${Number(day.slice(8))}日`;
}

/** 落款: the union at the right, the day below it. */
export function PaperFoot({ unit, day, seal = false }: { unit: string; day: Day; seal?: boolean }) {
  return (
    <div className="dues-foot">
      <div>
        <p>
          {unit}
          {seal && '（盖章）'}
        </p>
        <p>{paperDay(day)}</p>
      </div>
    </div>
  );
}
