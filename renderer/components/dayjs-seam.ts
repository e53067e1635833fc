import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type Day, isDay, isMonth, type Month } from '#shared/calendar.ts';

// antd's pickers speak dayjs; nothing else does. This is the only file that converts.

dayjs.locale('zh-cn');

/** What antd's pickers hold: nothing outside of this file looks inside. */
export type PickerValue = Dayjs | null;

export function dayToPicker(value: Day | Month | undefined): PickerValue {
  return value === undefined ? null : dayjs(value.length === 7 ? `${value}-01` : value);
}

export function dayFromPicker(value: PickerValue): Day | undefined {
  const text = value?.format('YYYY-MM-DD') ?? '';
  return isDay(text) ? text : undefined;
}

export function monthFromPicker(value: PickerValue): Month | undefined {
  const text = value?.format('YYYY-MM') ?? '';
  return isMonth(text) ? text : undefined;
}
