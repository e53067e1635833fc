import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CANDIDATES,
  type Candidate,
  DISTINCT_PAIRS,
  likelyDuplicates,
  pairKey,
} from '#electron/engine/members/find/duplicates.ts';
import { day } from '#shared/calendar.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const person = (change: Partial<Candidate>): Candidate => ({
  id: 'a',
  number: '',
  name: '张伟',
  birthday: null,
  idNumber: '',
  phone: '',
  ...change,
});
const reasonsOf = (a: Partial<Candidate>, b: Partial<Candidate>) =>
  likelyDuplicates([person({ id: 'a', ...a }), person({ id: 'b', ...b })], new Set()).flatMap(({ reasons }) =>
    reasons.map(({ reason }) => reason),
  );

describe('two records look like one person', () => {
  const born = day('1980-01-05');
  it.each<[string, Partial<Candidate>, Partial<Candidate>, string[]]>([
    ['by name and birthday', { birthday: born }, { birthday: born }, ['nameBirthday']],
    ['not by the name alone', {}, {}, []],
    ['not by the birthday alone', { birthday: born }, { name: '李敏', birthday: born }, []],
    [
      'by a name with the dot written otherwise',
      { name: '买买提·依明', birthday: born },
      { name: '买买提•依明', birthday: born },
      ['similarNameBirthday'],
    ],
    [
      'by a name with a space and the phone of the office',
      { name: '张 伟', phone: '0571-87654321' },
      { phone: '0571-87654321' },
      ['similarNamePhone'],
    ],
    ['not by the phone of the office alone', { name: '李敏', phone: '0571-87654321' }, { phone: '0571-87654321' }, []],
    ['by a mobile', { name: '李敏', phone: '13800001111' }, { phone: '13800001111' }, ['phone']],
    [
      'by an identity number in small letters',
      { name: '李敏', idNumber: '33020319800105002x' },
      { idNumber: '33020319800105002X' },
      ['idNumber'],
    ],
    [
      'by an identity number of 15 digits',
      { name: '李敏', idNumber: idNumberOf(7).slice(0, 6) + idNumberOf(7).slice(8, 17) },
      { idNumber: idNumberOf(7) },
      ['idNumber'],
    ],
    ['by a number with zeros in front', { name: '李敏', number: '0012' }, { number: '12' }, ['number']],
    ['not by a word that ends alike', { name: '李敏', number: 'A012' }, { number: 'A12' }, []],
    ['not by nothing', { name: '李敏' }, { name: '王芳' }, []],
  ])('%s', (_, a, b, reasons) => {
    expect(reasonsOf(a, b)).toEqual(reasons);
  });

  it('until somebody says of each pair that they are two', () => {
    const three = ['a', 'b', 'c'].map((id) => person({ id, phone: '13800001111', name: id }));
    const groups = (...pairs: [string, string][]) =>
      likelyDuplicates(three, new Set(pairs.map(([a, b]) => pairKey(a, b)))).map(({ ids }) => ids);
    expect(groups()).toEqual([['a', 'b', 'c']]);
    expect(groups(['a', 'b'])).toEqual([['a', 'b', 'c']]);
    expect(groups(['a', 'b'], ['a', 'c'])).toEqual([['b', 'c']]);
    expect(groups(['a', 'b'], ['a', 'c'], ['c', 'b'])).toEqual([]);
  });

  const candidates = fc
    .array(
      fc.record({
        number: fc.constantFrom('', '1', '01', '2'),
        name: fc.constantFrom('张伟', '张 伟', '李敏'),
        birthday: fc.constantFrom(null, day('1980-01-05'), day('1981-01-05')),
        phone: fc.constantFrom('', '13800001111', '0571-87654321'),
      }),
      { maxLength: 9 },
    )
    .map((all) => all.map((one, place) => person({ ...one, id: `m${place}` })));

  it('groups are exactly what is connected by a sign between two of whom nobody said that they are two', () => {
    fc.assert(
      fc.property(candidates, fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 12 }), (all, said) => {
        const distinct = new Set(said.filter(([a, b]) => a !== b).map(([a, b]) => pairKey(`m${a}`, `m${b}`)));
        const linked = (a: Candidate, b: Candidate) => {
          const name = a.name.replace(' ', '') === b.name.replace(' ', '');
          const phone = a.phone !== '' && a.phone === b.phone;
          const alike =
            (name && a.birthday !== null && a.birthday === b.birthday) ||
            (name && phone) ||
            (phone && a.phone.startsWith('1')) ||
            (a.number !== '' && Number(a.number) === Number(b.number));
          return a.id !== b.id && alike && !distinct.has(pairKey(a.id, b.id));
        };
        const reach = (from: Candidate): string[] => {
          const seen = [from];
          for (const at of seen) seen.push(...all.filter((other) => linked(at, other) && !seen.includes(other)));
          return seen.map(({ id }) => id).sort();
        };
        const wanted = new Set(all.filter((one) => reach(one).length > 1).map((one) => reach(one).join()));
        const groups = likelyDuplicates(all, distinct);
        expect(new Set(groups.map(({ ids }) => ids.toSorted().join()))).toEqual(wanted);
        for (const { ids, reasons } of groups) {
          expect(new Set(reasons.flatMap((reason) => reason.ids))).toEqual(new Set(ids));
          for (const reason of reasons) expect(reason.ids.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('20,000 with one phone are one group', () => {
    const all = Array.from({ length: 20_000 }, (_, place) => person({ id: `m${place}`, phone: '13800000000' }));
    expect(likelyDuplicates(all, new Set())).toHaveLength(1);
  });
});

describe('through the contract', () => {
  let test: TestEngine;
  const ids: string[] = [];
  beforeAll(async () => {
    test = await startWithBooks();
    for (const number of ['0012', '12', '0013'])
      ids.push(
        (
          await test.call('members.save', {
            fields: { name: `人${number}`, number, phone: number === '0013' ? '' : '13800001111', joined: '' },
          })
        ).id,
      );
  });
  afterAll(() => test.dispose());
  const head = async () => (await test.call('union.listTrail', {})).head;

  it('what was said is remembered, shown and taken back; numbers stay masked', async () => {
    const [a = '', b = ''] = ids;
    const first = await test.call('members.listDuplicates', {});
    expect(first.groups).toMatchObject([
      {
        members: [{ number: '0012', phoneMasked: '138****1111' }, { number: '12' }],
        reasons: [{ reason: 'phone' }, { reason: 'number' }],
      },
    ]);
    expect(first.distinct).toEqual([]);
    expect(await test.call('members.markDistinct', { ids: [b, a] })).toEqual({ pairs: 1 });
    expect(await test.call('members.markDistinct', { ids: [a, b] })).toEqual({ pairs: 0 });
    const after = await test.call('members.listDuplicates', {});
    expect(after.groups).toEqual([]);
    expect(after.distinct).toMatchObject([{ operator: '陈静', decidedAt: '2026-03-15T02:00:00.000Z' }]);
    await test.call('members.unmarkDistinct', { ids: [a, b] });
    expect(await test.call('members.listDuplicates', {})).toEqual(first);
  });

  it.each([
    ['one person', () => [ids[0]], '至少要两个人'],
    ['one person twice', () => [ids[0], ids[0]], '选了两次'],
    ['somebody unknown', () => [ids[0], 'gone'], '找不到这条会员'],
  ])('%s is refused and nothing is written', async (_, people, sentence) => {
    const before = await head();
    expect((await test.refusal('members.markDistinct', { ids: people() })).sentence).toContain(sentence);
    expect(await head()).toBe(before);
  });

  it('nothing is taken back that was not said', async () => {
    expect((await test.refusal('members.unmarkDistinct', { ids: [ids[0], ids[2]] })).code).toBe('request.notFound');
  });

  it('reads the covering index only; the schema keeps the pairs in order', async () => {
    const db = await secondConnection(test);
    try {
      expect(explain(db, CANDIDATES)).toEqual(['SCAN members USING COVERING INDEX members_filtered']);
      expect(explain(db, DISTINCT_PAIRS).join()).not.toContain('members');
      const [first, second] = ids.toSorted().reverse();
      expect(() =>
        db.run(
          "INSERT INTO member_distinct (first_id, second_id, operator, decided_at) VALUES (:first, :second, '', '')",
          { first, second },
        ),
      ).toThrow(/member_distinct_ordered/);
    } finally {
      db.close();
    }
  });
});
