import { formatMonth, isMonth, type Month, parseLooseDay } from '#shared/calendar.ts';
import { CalendarInput, type CalendarInputProps } from './CalendarInput.tsx';
import { dayToPicker, monthFromPicker } from './dayjs-seam.ts';

function parse(text: string): Month | undefined {
  const compact = /^(\d{4})(\d{2})$/.exec(text.normalize('NFKC').trim());
  const found = parseLooseDay(compact ? `${compact[1]}-${compact[2]}` : text);
  return found !== undefined && isMonth(found) ? found : undefined;
}

/** A calendar month: typed (`2026-3`, `202603`, `2026年3月`) or chosen; shown as `2026年3月`. */
export function MonthInput(props: CalendarInputProps<Month>) {
  return (
    <CalendarInput
      {...props}
      reader={{
        picker: 'month',
        placeholder: '2026年3月',
        format: formatMonth,
        parse,
        problem: () => '看不懂这个月份，请写成 2026-03。',
        toPicker: dayToPicker,
        fromPicker: monthFromPicker,
      }}
    />
  );
}
