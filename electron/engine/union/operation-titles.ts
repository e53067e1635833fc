/** What each writing operation is called on the audit trail. */
const TITLES: Readonly<Record<string, string>> = {
  'books.create': '建账',
  'books.recover': '用恢复码打开并更换口令',
  'books.changePassphrase': '更换口令',
  'books.backUp': '备份账本',
  'union.saveProfile': '修改单位资料',
  'union.saveResolution': '登记集体决议',
  'members.save': '登记会员资料',
  'members.changeStatus': '变更会籍',
  'members.saveGroup': '登记工会小组',
  'members.takeRoster': '导入花名册',
  'members.mendTrayRow': '改好并收入花名册行',
  'members.dropTrayRow': '放弃花名册行',
  'dues.raiseLevy': '计提会费',
  'dues.takePayroll': '登记工资代扣会费',
  'dues.recordReceipt': '登记会费收款',
  'dues.takeBackBatch': '撤回会费收缴批次',
  'hardship.save': '登记困难档案',
  'hardship.changeStatus': '变更困难档案状态',
  'hardship.payAid': '发放帮扶款',
  'hardship.signAid': '登记帮扶签收',
  'hardship.saveParameters': '修改困难认定标准',
  'visits.saveStandard': '修改慰问标准',
  'visits.dropStandard': '删去慰问标准',
  'visits.saveKind': '修改慰问类别',
  'visits.record': '登记慰问',
  'visits.sign': '登记慰问签收',
  'visits.makeFestival': '登记节日慰问',
  'ledger.recordSimple': '收支登记',
  'ledger.postVoucher': '填制凭证',
  'ledger.reverseVoucher': '红字冲销',
  'ledger.closeMonth': '结账',
  'ledger.closeYear': '年度结转',
  'ledger.takeBudget': '导入预算',
  'ledger.saveBudget': '修改预算',
  'ledger.saveFund': '登记专项资金',
  'ledger.exportJournal': '导出账簿',
  'review.exportPackage': '导出送审包',
};

/** The title of an operation, or its name when the program that wrote the row knew more operations. */
export function operationTitle(operation: string): string {
  return TITLES[operation] ?? operation;
}

/** Operations that have a title; a test proves that every writing operation is among them. */
export const TITLED_OPERATIONS: readonly string[] = Object.keys(TITLES);
