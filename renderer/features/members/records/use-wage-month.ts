import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { dayOf, type Month, monthOf } from '#shared/calendar.ts';

/**
 * The month from which the wages of a roster hold: the open month of the books until another is chosen; undefined while
 * the field is empty.
 */
export function useWageMonth(): [month: Month | undefined, choose: (month: Month | undefined) => void] {
  const profile = useCall('union.readProfile', {}).value;
  const [chosen, setChosen] = useState<{ month: Month | undefined }>();
  const month = chosen ? chosen.month : (profile?.openMonth ?? monthOf(dayOf(new Date())));
  return [month, (next) => setChosen({ month: next })];
}
