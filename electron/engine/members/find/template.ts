import {
  OWN_FIELD_KIND_NAMES,
  type OwnField,
  ROSTER_FIELD_NAMES,
  type RosterField,
  YES_NO,
} from '#shared/contract/members.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type BlankColumn, blankFormBytes } from '../../spreadsheet/blank-form.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { readTree } from '../groups/tree.ts';
import { listOwnFields } from '../registration/own-fields.ts';

type Filling = Omit<BlankColumn, 'title'>;

const POLITICAL = [
  '中共党员',
  '中共预备党员',
  '共青团员',
  '群众',
  '民革党员',
  '民盟盟员',
  '民建会员',
  '民进会员',
  '农工党党员',
  '致公党党员',
  '九三学社社员',
  '台盟盟员',
  '无党派人士',
];
const EDUCATION = ['博士研究生', '硕士研究生', '本科', '大专', '中专', '高中', '初中', '小学'];
/** The 56 nationalities in the order of GB/T 3304. */
const ETHNICITIES =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'.split(
    ' ',
  );
const FREE_WORDS = '可以从列表里选，也可以照单位的叫法填。';

/** The columns in the order in which people fill them in; what the roster import knows besides follows them. */
const FILLINGS: Partial<Record<RosterField, Filling>> = {
  sequence: { width: 6, note: '只为核对纸质名册，不收入账本，可以不填。', example: '1' },
  number: { width: 12, note: '会员或职工的编号，可以带字母，前面的 0 会保留；没有就不填。', example: '0012' },
  name: { width: 12, required: true, note: '和身份证上一致，中间不用加空格。', example: '张三' },
  sex: {
    width: 6,
    note: '填男或女；不填时按身份证号。',
    example: '女',
    choices: ['男', '女'],
    closed: true,
  },
  birthday: { width: 13, note: '写成 1985-03-05；不填时按身份证号。', example: '1985-03-05' },
  idNumber: {
    width: 22,
    required: true,
    note: '18 位，最后一位可以是 X；这一列已设为文本，直接输入即可。',
    example: '110101198503050020',
  },
  phone: { width: 15, note: '11 位手机号，或带区号的座机 0571-87654321。', example: '13800001234' },
  ethnicity: { width: 10, note: FREE_WORDS, example: '汉族', choices: ETHNICITIES },
  political: { width: 14, note: FREE_WORDS, example: '中共党员', choices: POLITICAL },
  education: { width: 12, note: FREE_WORDS, example: '本科', choices: EDUCATION },
  group: { width: 18, note: '列表里是账本现有的小组；写了新的名称，导入时会建这个小组。', example: '数学组' },
  joined: { width: 13, note: '写到日或写到月都可以：2010-09-01、2010-09。', example: '2010-09' },
  postWage: { width: 12, note: '每月金额，单位元，最多两位小数；用来算会费。', example: '3080.00', amount: true },
  gradeWage: { width: 12, note: '每月金额，单位元，最多两位小数；用来算会费。', example: '1216.00', amount: true },
  cardNumber: { width: 16, note: '会员证上的号码；没有就不填。', example: '' },
  employment: { width: 12, note: FREE_WORDS, example: '在编', choices: ['在编', '合同制', '劳务派遣', '其他'] },
  marital: { width: 10, note: FREE_WORDS, example: '已婚', choices: ['未婚', '已婚', '离异', '丧偶'] },
  singleParent: { width: 8, note: '独自抚养孩子的填是。', example: '', choices: YES_NO },
  householdKind: { width: 10, note: FREE_WORDS, example: '城镇', choices: ['城镇', '农村'] },
  applied: { width: 13, note: '入会申请书上的日期，写成 2010-08-20。', example: '' },
  note: { width: 24, note: '写明「退休」的，导入后是保留会籍，免交会费。', example: '' },
};
/** Written last whatever else the import knows. */
const LAST: RosterField = 'note';

const REMARKS = [
  '第一行是表头，请不要改名或删除；从第二行起一人一行，没有的内容空着。深色的列必须填写。',
  '填好后在「会员」里点「导入花名册」。程序先逐行给出结论，确认后才收入；有问题的行会留在「待处理」里，改好再收。',
  '空着的单元格不会清掉账本里已有的内容。',
];

/** The blank workbook, with the groups of these books to choose from. @throws Refusal `file.gone` */
export async function prepareTemplate(context: ReadContext, { folder }: { folder: string }): Promise<Uint8Array> {
  context.chosenFolder(folder);
  return blankFormBytes({
    unitName: readHeading(context.db).name,
    title: '会员花名册',
    columns: templateColumns(context.db),
    remarks: REMARKS,
    writtenAt: context.clock.now().toISOString(),
  });
}

/** Writes it. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportTemplate(
  context: WriteContext,
  { folder }: { folder: string },
  bytes: Uint8Array,
): { fileName: string } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, '花名册导入模板', bytes);
  context.trail({ subject: 'memberExport', id: 'template', label: fileName, after: { folder: chosen.name } });
  return { fileName };
}

/** Every column that the roster import knows, and the union's own fields that are in use. */
export function templateColumns(db: Readable): BlankColumn[] {
  const groups = readTree(db)
    .filter(({ closedDay }) => closedDay === null)
    .map(({ name }) => name);
  const fields = fieldsInOrder();
  const columns = fields.map((field): BlankColumn => {
    const filling = FILLINGS[field] ?? { width: 14, note: '没有就不填。', example: '' };
    const title = ROSTER_FIELD_NAMES[field];
    return field === 'group' ? { title, ...filling, choices: groups } : { title, ...filling };
  });
  const own = listOwnFields(db).filter(({ retired }) => !retired);
  columns.splice(fields.indexOf(LAST), 0, ...own.map(columnOfOwn));
  return columns;
}

function fieldsInOrder(): RosterField[] {
  const known = Object.keys(ROSTER_FIELD_NAMES).filter(isRosterField);
  const ordered = Object.keys(FILLINGS)
    .filter(isRosterField)
    .filter((field) => field !== LAST);
  return [...ordered, ...known.filter((field) => field !== LAST && !ordered.includes(field)), LAST];
}

function isRosterField(key: string): key is RosterField {
  return Object.hasOwn(ROSTER_FIELD_NAMES, key);
}

function columnOfOwn({ title, kind, choices }: OwnField): BlankColumn {
  const offered = kind === 'choice' ? choices : kind === 'yesNo' ? YES_NO : [];
  return {
    title,
    width: 14,
    note: `本单位自定的栏目，填${OWN_FIELD_KIND_NAMES[kind]}；没有就不填。`,
    example: offered[0] ?? '',
    ...(offered.length === 0 ? {} : { choices: offered, closed: true }),
  };
}
