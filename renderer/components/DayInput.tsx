import { type Day, isDay, parseLooseDay } from '#shared/calendar.ts';
import { CalendarInput, type CalendarInputProps } from './CalendarInput.tsx';
import { dayFromPicker, dayToPicker } from './dayjs-seam.ts';

function parse(text: string): Day | undefined {
  const found = parseLooseDay(text);
  return found !== undefined && isDay(found) ? found : undefined;
}

/** Whether somebody wrote a whole day that just does not exist (30 February), or something else altogether. */
function problem(text: string): string {
  const looksLikeDay = /^\d{4}\D+\d{1,2}\D+\d{1,2}\D*$|^\d{8}$/.test(text.normalize('NFKC').trim());
  return looksLikeDay ? `没有「${text.trim()}」这一天，请核对日期。` : '看不懂这个日期，请写成 2026-03-05。';
}

/** A calendar day: typed (`2026-3-5`, `20260305`, `2026年3月5日`) or chosen. A day that does not exist is refused with a sentence. */
export function DayInput(props: CalendarInputProps<Day>) {
  return (
    <CalendarInput
      {...props}
      reader={{
        picker: 'date',
        placeholder: '2026-03-05',
        format: (value) => value,
        parse,
        problem,
        toPicker: dayToPicker,
        fromPicker: dayFromPicker,
      }}
    />
  );
}
