// Every refusal the program can give, with its one Chinese sentence: what happened, which record, what to do next.
// The codes are a closed union. `{name}` stands for a parameter; leaving one out when refusing is a type error.

export const ERROR_SENTENCES = {
  // requests
  'request.unknownOperation': '程序里没有这项功能，请更新到最新版本。',
  'request.invalid': '「{field}」{problem}，请改好再保存。',
  'request.notPermitted': '当前是经审会查阅身份，只能看不能改；需要记账请锁定后以记账人身份打开。',
  'request.booksClosed': '账本还没有打开，请先输入口令打开账本。',
  'request.notFound': '找不到这条{what}，可能已被改动，请刷新列表再选。',
  'program.unexpected': '程序出了意外，这一步没有保存，账本未受影响；请重试，仍不行请把编号 {reference} 告诉维护人员。',

  // the books file
  'books.wrongPassphrase': '口令不对；请检查大小写和输入法后再试，忘记口令可用恢复码打开账本。',
  'books.wrongRecoveryCode': '恢复码不对，请对照保险柜里的那张纸逐组核对后再输入。',
  'books.missing': '找不到账本文件「{file}」，请确认它没有被移走或改名，或从备份里打开。',
  'books.newer':
    '账本「{file}」是用更新版本的程序保存的（账本第 {version} 版，本程序只认识到第 {known} 版），请先更新程序再打开；账本没有改动。',
  'books.damaged': '账本文件「{file}」不完整或已损坏，没有打开；请从「备份」文件夹里打开最近一次备份。',
  'books.notBooks': '「{file}」不是小家账本的账本文件，请选择扩展名为 .xjz 的文件。',
  'books.inUse': '账本「{file}」正在另一个窗口或另一个程序里使用，请先在那边锁定或退出。',
  'books.exists': '这个文件夹里已经有账本「{file}」，没有覆盖；请换一个文件夹，或直接打开它。',
  'books.folderNotWritable': '文件夹「{folder}」不能写入，请换一个文件夹。',
  'books.networkFolder': '「{folder}」在网络盘或同步盘上，账本放在那里可能损坏，请选本机硬盘上的文件夹。',
  'books.migrationFailed': '升级账本「{file}」没有成功，已恢复原样；升级前的备份是「{backup}」，请联系维护人员。',
  'books.backupFailed': '备份没有完成（{reason}），原账本未受影响，请检查磁盘空间后再试。',
  'books.keyNotChanged': '口令没有换成（{reason}），原来的口令和恢复码仍然有效；请检查磁盘空间后再试。',
  'books.alreadyOpen': '已有账本打开，请先锁定再打开另一本。',
  'books.weakPassphrase': '口令太简单（{reason}），请换一个。',

  // files people pick
  'file.gone': '选的文件已经找不到，请重新选择。',
  'file.empty': '文件「{file}」是空的，请换一个文件。',
  'file.unreadable': '文件「{file}」读不出表格，请用 WPS 或 Excel 打开后另存为 xlsx 再试。',
  'file.protected': '文件「{file}」有打开密码，请先在 WPS 或 Excel 里取消密码再试。',
  'file.tooLarge': '文件「{file}」太大，超出可读取的范围，请只保留需要的表再试。',
  'file.noHeader': '文件「{file}」里没有找到表头，表头里至少要有：{wanted}；请检查后再选。',
  'file.noRows': '文件「{file}」表头下面没有数据行，请检查后再选。',
  'file.saveFailed': '「{file}」没有写成，可能正被别的程序打开或磁盘已满，请关闭后再试。',

  // first run and the union's own data
  'setup.creditCode': '统一社会信用代码「{code}」{problem}，请对照证书核对。',
  'setup.openingUnbalanced':
    '年初余额借贷不平：借方 {debit} 元，贷方 {credit} 元，相差 {difference} 元；请核对后再建账。',
  'setup.openingAccount': '年初余额里的科目「{code}」不在科目表里，或不是末级科目，请改成科目表里的编号。',
  'setup.openingTwice': '年初余额里科目「{code}」出现了两次，请合并成一行。',
  'setup.openingBothSides': '年初余额里科目「{code}」借方和贷方都有数，请只留一方。',
  'setup.openingClass': '「{code} {name}」是收入或支出科目，年初没有余额；请改记到累计结余。',

  'union.resolutionTaken': '决议文号「{number}」已经用于「{title}」，请换一个文号。',
  'union.resolutionUsed':
    '决议「{number}」已有支出依据它，文号、日期和上限不能再改；可以改标题和内容，或另记一份新决议。',

  // members
  'member.idNumber': '会员「{name}」的{problem}，请对照身份证改正。',
  'member.idNumberTaken': '会员「{name}」的身份证号与「{other}」相同，请核对是不是同一个人。',
  'member.numberTaken': '编号「{number}」已经给了「{other}」，请换一个编号。',
  'member.sexMismatch': '会员「{name}」的性别与身份证不符，请核对。',
  'member.birthdayMismatch': '会员「{name}」的出生日期与身份证不符，请核对。',
  'member.phone': '联系电话「{phone}」不像电话号码，请核对。',
  'member.groupExists': '工会小组「{name}」已经有了，请直接选用。',
  'member.sameStatus': '会员「{name}」已经是「{status}」，不用再改。',
  'member.changeTooLate': '会员「{name}」的变动日期 {day} 还没到，请到那天再办，或改成不晚于今天的日期。',
  'member.changeTooEarly': '会员「{name}」的变动日期不能早于上一次变动的日期 {day}，请核对。',
  'member.trayRow': '第 {row} 行还不能收入：{problem}；请改好再收。',

  // dues
  'dues.noRule': '{month}没有可用的会费标准，请先在设置里补上。',
  'dues.nothingToLevy': '{month}没有需要计提会费的会员：在册会员都已计提，或都没有登记工资。',
  'dues.monthClosed': '{month}已结账，不能再计提或收缴到这个月，请用未结账的月份。',
  'dues.fileTakenBefore':
    '文件「{file}」在 {at} 已经入过账，没有重复登记；如果确是另一个月的名单，请在表里写明月份，另存后再导入。',
  'dues.nothingToTake': '文件「{file}」里没有能对上应收会费的行，没有登记；请先计提当月会费，再核对编号和姓名。',
  'dues.batchTakenBack': '这批收缴已经撤回，不用再撤。',
  'dues.overpaid': '会员「{name}」这个月只欠 {owed} 元，收款不能超过它。',

  // hardship
  'hardship.fileExists': '会员「{name}」已有困难档案 {number}，一户一档，请在原档案上改。',
  'hardship.noParameters': '{day} 还没有可用的低保线，请先在「认定标准」里填上当地低保线。',
  'hardship.noFile': '「{name}」的困难档案不在在档状态，先建档、后帮扶；请先建档或恢复在档。',
  'hardship.noConsent': '「{name}」的档案还没有登记本人签署告知同意书的日期，请先补签再发帮扶款。',
  'hardship.aidBeforeFile': '「{name}」的档案建于 {opened}，帮扶日期不能早于建档日。',
  'hardship.sameStatus': '「{name}」的档案已经是这个状态，不用再改。',
  'hardship.otherMember': '困难档案 {number} 是「{name}」的，不能改成别人；请为另一位会员另建档案。',
  'hardship.groundNeeded': '「{name}」认定的类别与测算建议不同，请写明认定依据再保存。',
  'hardship.notDecided': '「{name}」的档案还没有认定困难类别，请先在档案里认定再发帮扶款。',
  'hardship.aidNeedsFile': '先建档、后帮扶：这份档案不在档、没有同意书，或建档晚于帮扶日期，没有保存；请先补好档案。',
  'hardship.voucherMismatch': '帮扶记录与凭证的金额或日期对不上，没有保存；请重新登记。',
  'hardship.parametersTaken': '从 {day} 起的认定标准已经有了，请直接改那一条，或换一个开始日期。',

  // visits
  'visit.formBarred': '「{kind}」不能用{form}的形式慰问（总工办发〔2017〕32号），请改成允许的形式。',
  'visit.needsApproval': '「{name}」：{finding}；确需发放请填写超标准的审批依据。',
  'visit.kindMismatch': '「{kind}」不是节日慰问，不能一次发给全体会员，请换一个类别。',
  'visit.nobody': '没有符合条件的会员，没有生成名单；请放宽会员状态或小组。',
  'visit.standardIncomplete': '慰问标准要写清金额或次数，请补上再保存。',
  'visit.alreadySigned': '「{name}」已经签收，不用再签。',
  'visit.reversed': '「{name}」这一笔的凭证已经冲销，不用再签收。',
  'visit.allLeftOut': '符合条件的 {people} 人都没有列入名单：{finding}；请改金额，或填写超标准的审批依据。',
  'visit.voucherMismatch': '慰问记录与凭证的金额或日期对不上，没有保存；请重新登记。',
  'visit.kindNameTaken': '慰问类别「{name}」已经有了，请直接选用。',
  'visit.kindAccount': '「{account}」不是末级的支出科目，慰问不能列在这里，请重新选择。',
  'visit.signedLater': '签收日期 {day} 还没有到，请核对。',

  // ledger
  'ledger.unbalanced': '凭证借贷不平：借方 {debit} 元，贷方 {credit} 元，相差 {difference} 元；请改平再记账。',
  'ledger.periodClosed': '{month}已经结账，不能再记账或改动；请把日期改到未结账的月份，更正用红字冲销。',
  'ledger.periodMissing': '账本里没有{month}这个期间，请核对日期，或先办理年度结转。',
  'ledger.postedIsFinal': '已记账的凭证和它的附属记录不能修改或删除；需要更正请用红字冲销。',
  'ledger.accountNotDetail': '科目「{account}」还有下级科目，不能直接记账，请选它的末级科目。',
  'ledger.accountMissing': '科目「{account}」不在科目表里，请重新选择。',
  'ledger.entryBothSides': '第 {line} 行要么写借方、要么写贷方，不能都写，也不能都空。',
  'ledger.reverseAtSource': '凭证 {number} 是会费收缴生成的，请在「会费」的收缴批次里撤回，凭证会一并冲销。',
  'ledger.alreadyReversed': '凭证 {number} 已经冲销过，不能再冲销。',
  'ledger.reversalNotReversed': '凭证 {number} 本身是红字冲销，不能再冲销；请直接重新记一张正确的凭证。',
  'ledger.reversalTooEarly': '冲销日期不能早于原凭证 {number} 的日期 {day}。',
  'ledger.numberGap': '凭证号要逐月连续，这张凭证没有记账；请重试。',
  'ledger.closeOrder': '要按月份顺序结账，请先结 {month}。',
  'ledger.cannotClose': '{month}还不能结账：{reason}。',
  'ledger.alreadyClosed': '{month}已经结账，不用再结。',
  'ledger.cashNegative':
    '记这一笔后「{account}」余额为 {balance} 元，现金和银行存款不能是负数；请核对金额或先登记收入。',
  'ledger.yearNotReady': '{year} 年还不能办理年度结转：{reason}。',
  'ledger.yearClosed': '{year} 年已经办理年度结转，不用再办。',
  'ledger.amountTooLarge': '凭证合计超出可以记的范围（不到一万亿元），请核对金额。',
  'ledger.closingNotReversed': '凭证 {number} 是年终结转凭证，不能冲销；更正请在新年度记账。',
  'ledger.purposeMethod': '「{purpose}」的收付方式只能是{method}，请改好再记账。',
  'ledger.setAside': '应上解的 {setAside} 元不能超过到账的 {amount} 元，请核对。',
  'ledger.budgetRows': '预算文件「{file}」的{rows}有问题，没有导入；请按预览里的提示改好再导入。',
  'ledger.budgetSums': '预算文件「{file}」没有导入：{problem}；请改好再导入。',
  'ledger.budgetAccount': '科目「{account}」不是收入或支出科目，不能编预算，请重新选择。',
  'ledger.budgetTwice': '科目「{account}」的预算写了两次，请合并成一行。',
  'ledger.budgetOverlap': '科目「{account}」和它的上级科目都写了预算，会重复计算，请只留一处。',
  'ledger.budgetYear': '{year} 年不在账本里，预算只能编账本已有的年度和下一年。',
  'ledger.fundAccount': '专项资金只能记在收入、支出和净资产科目上，请重新选择。',
  'ledger.fundMissing': '专项资金「{fund}」不在清单里或已停用，请重新选择。',
  'ledger.fundTaken': '专项资金「{name}」已经有了，请直接选用。',
  'ledger.purposeMissing': '请重新选择这笔钱的用途。',

  // review and jobs
  'review.yearEmpty': '{year} 年没有凭证，没有可送审的内容；请换一个年度。',
  'review.cancelled': '已取消，没有留下不完整的文件。',
  'job.busy': '另一项较长的工作还在进行，请等它完成或先取消。',
  'job.gone': '这项工作已经结束，请重新开始。',

  // rules that the schema itself enforces (the text of the trigger or constraint is this code)
  'audit.appendOnly': '操作留痕只能追加，不能改动或删除。',
  'schema.refused': '账本拒绝了这次写入（规则 {rule}），没有保存；请核对后再试。',
} as const;

type Sentences = typeof ERROR_SENTENCES;
export type ErrorCode = keyof Sentences;
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
/** The parameters that a code's sentence names. */
export type ErrorParams<C extends ErrorCode> = Readonly<Record<Placeholders<Sentences[C]>, string | number>>;

/** A refusal as it crosses the contract. */
export interface AppError {
  code: ErrorCode;
  params: Readonly<Record<string, string | number>>;
}

/** Thrown inside the engine to refuse a request; the request's transaction is rolled back. */
export class Refusal extends Error {
  readonly detail: AppError;
  constructor(detail: AppError) {
    super(detail.code);
    this.name = 'Refusal';
    this.detail = detail;
  }
}

/** Builds a refusal: `throw refuse('request.notFound', { what: '会员' })`. */
export function refuse<C extends ErrorCode>(
  code: C,
  ...params: [Placeholders<Sentences[C]>] extends [never] ? [] : [ErrorParams<C>]
): Refusal {
  return new Refusal({ code, params: params[0] ?? {} });
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_SENTENCES, code);
}

/** The sentence a person reads. */
export function sentenceOf(error: AppError): string {
  return ERROR_SENTENCES[error.code].replace(/\{(\w+)\}/g, (_, name: string) => String(error.params[name] ?? ''));
}
