// A process that writes without end and tells which records were acknowledged; the test kills it in the middle.
import { day } from '#shared/calendar.ts';
import { startWithBooks } from '../engine/support.ts';

const test = await startWithBooks();
const status = await test.call('books.readStatus', {});
process.stdout.write(`folder ${status.open?.folder}\n`);
for (let index = 1; ; index += 1) {
  const saved = await test.call('union.saveResolution', {
    number: `工会〔2026〕${index}号`,
    day: day('2026-03-01'),
    title: '会议纪要',
    body: '很长的内容'.repeat(100),
  });
  process.stdout.write(`saved ${saved.id}\n`);
}
