import { type Day, day, type Month } from '#shared/calendar.ts';
import { identityCheckCharacter } from '#shared/identity-card.ts';
import type { Chance } from './chance.ts';

// Made-up people: no name, number or phone here belongs to anybody.

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇',
];
const GIVEN_MALE = [...'伟强磊军勇涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁杰峰毅翔林'];
const GIVEN_FEMALE = [...'芳娜敏静丽艳娟霞秀玲桂兰燕红梅莉萍雪倩颖琳洁婷慧云洋蓉岚怡佳'];
export const GROUPS = ['语文组', '数学组', '英语组', '理化组', '文综组', '艺体组', '行政组', '后勤组'] as const;
const POLITICAL = ['中共党员', '中共党员', '群众', '群众', '群众', '共青团员', '民盟盟员', '九三学社社员'] as const;
const EDUCATION = ['大专', '本科', '本科', '本科', '硕士研究生'] as const;

export interface Person {
  number: string;
  name: string;
  sex: '男' | '女';
  birthday: Day;
  idNumber: string;
  political: string;
  education: string;
  group: string;
  postWage: number;
  gradeWage: number;
  phone: string;
  joined: Month | string;
  note: string;
}

/** A made-up staff of so many people, born between 1964 and 1999. */
export function makePeople(chance: Chance, count: number): Person[] {
  const people: Person[] = [];
  const numbers = new Set<string>();
  for (let index = 1; index <= count; index += 1) {
    const female = chance.whole(1, 100) <= 62;
    const given = female ? GIVEN_FEMALE : GIVEN_MALE;
    const name = chance.pick(SURNAMES) + chance.pick(given) + (chance.oneIn(3) ? '' : chance.pick(given));
    const birthday = day(`${chance.whole(1964, 1999)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`);
    const first17 = `330108${birthday.replaceAll('-', '')}${two(chance.whole(0, 99))}${chance.whole(0, 4) * 2 + (female ? 0 : 1)}`;
    const idNumber = first17 + identityCheckCharacter(first17);
    if (numbers.has(idNumber)) {
      index -= 1;
      continue;
    }
    numbers.add(idNumber);
    people.push({
      number: String(index).padStart(4, '0'),
      name,
      sex: female ? '女' : '男',
      birthday,
      idNumber,
      political: chance.pick(POLITICAL),
      education: chance.pick(EDUCATION),
      group: chance.pick(GROUPS),
      postWage: chance.whole(1900, 4700),
      gradeWage: chance.whole(300, 3200),
      phone: `1${chance.pick(['30', '39', '57', '86', '99'])}${String(chance.whole(0, 99999999)).padStart(8, '0')}`,
      joined: `${Math.min(2022, Number(birthday.slice(0, 4)) + chance.whole(22, 28))}-${two(chance.whole(1, 12))}`,
      note: '',
    });
  }
  return people;
}

/** The staff as a roster file (CSV), as a personnel office would hand it over. */
export function rosterText(people: readonly Person[]): string {
  const head =
    '序号,姓名,性别,出生年月,身份证号码,政治面貌,学历,职工编号,工会小组,岗位工资,薪级工资,联系电话,入会时间,备注';
  const lines = people.map((person, index) =>
    [
      index + 1,
      person.name,
      person.sex,
      person.birthday,
      person.idNumber,
      person.political,
      person.education,
      person.number,
      person.group,
      person.postWage,
      person.gradeWage,
      person.phone,
      person.joined,
      person.note,
    ].join(','),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
