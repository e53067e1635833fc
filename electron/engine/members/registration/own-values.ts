import { isDay, parseLooseDay } from '#shared/calendar.ts';
import { type OwnField, YES_NO } from '#shared/contract/members/registration.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { listOwnFields } from './own-fields.ts';

/** The answers of one member by own field, those of retired fields too. */
export function readOwnValues(db: Readable, memberId: string): Record<string, string> {
  const rows = db.all<{ fieldId: string; value: string }>(
    'SELECT field_id AS fieldId, value FROM member_field_values WHERE member_id = :memberId ORDER BY field_id',
    { memberId },
  );
  return Object.fromEntries(rows.map(({ fieldId, value }) => [fieldId, value]));
}

/**
 * Writes the given answers of one member: '' clears one, a field that is not named keeps its own. The trail is the caller's.
 * @throws Refusal `request.notFound`, `member.ownFieldRetired`, `member.ownFieldValue`
 */
export function writeOwnValues(
  { db }: Pick<WriteContext, 'db'>,
  memberId: string,
  values: Readonly<Record<string, string>>,
): void {
  const given = Object.entries(values);
  if (given.length === 0) return;
  const before = readOwnValues(db, memberId);
  const fields = new Map(listOwnFields(db).map((field) => [field.id, field]));
  for (const [fieldId, text] of given) {
    const field = fields.get(fieldId);
    if (!field) throw refuse('request.notFound', { what: '自定栏目' });
    const value = plainOwnValue(field, text);
    if (value === (before[fieldId] ?? '')) continue;
    if (field.retired) throw refuse('member.ownFieldRetired', { title: field.title });
    if (value === '') {
      db.run('DELETE FROM member_field_values WHERE member_id = :memberId AND field_id = :fieldId', {
        memberId,
        fieldId,
      });
    } else {
      db.run(
        `INSERT INTO member_field_values (member_id, field_id, value) VALUES (:memberId, :fieldId, :value)
         ON CONFLICT (member_id, field_id) DO UPDATE SET value = excluded.value`,
        { memberId, fieldId, value },
      );
    }
  }
}

/**
 * An answer as it is kept: a day as `YYYY-MM-DD`, a number in plain digits, a choice as the field words it.
 * @throws Refusal `member.ownFieldValue`
 */
export function plainOwnValue(field: Pick<OwnField, 'title' | 'kind' | 'choices'>, typed: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const wrong = (problem: string) => refuse('member.ownFieldValue', { title: field.title, problem });
  switch (field.kind) {
    case 'text':
      return text;
    case 'day': {
      const day = parseLooseDay(text);
      if (day === undefined || !isDay(day)) throw wrong(`不是一个存在的日期（${text.slice(0, 20)}）`);
      return day;
    }
    case 'number': {
      const number = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
      if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(number)) throw wrong(`不是数字（${text.slice(0, 20)}）`);
      return number;
    }
    case 'choice': {
      if (!field.choices.includes(text)) throw wrong(`没有「${text.slice(0, 30)}」这个选项`);
      return text;
    }
    case 'yesNo': {
      if (!YES_NO.some((answer) => answer === text)) throw wrong('只能填「是」或「否」');
      return text;
    }
  }
}
