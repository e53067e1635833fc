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
  'file.readingStopped': '已停止读取，账本没有变动。',
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
  'member.filterExists': '已经有叫「{name}」的筛选，请换一个名称，或直接改那一个。',
  'member.filterEmpty': '现在没有选任何条件，请先选好条件再保存筛选。',
  'member.filtersFull': '保存的筛选已有 {most} 个，请先删掉用不着的。',
  'member.exportEmpty': '没有符合条件的会员，没有导出；请先改筛选条件。',
  'member.groupExists': '工会小组「{name}」已经有了，请直接选用。',
  'member.groupExistsClosed': '「{name}」以前撤销过，请在已撤销的小组里恢复它，或换一个名称。',
  'member.groupCircle': '小组不能归到自己或自己的下级下面，请另选上级。',
  'member.groupTooDeep': '分会和小组最多分五级，请另选上级。',
  'member.branchUnderGroup': '分会不能归到工会小组下面，请另选上级。',
  'member.groupClosed': '这个小组已经撤销，请另选小组，或先恢复它。',
  'member.groupNotClosed': '「{name}」没有撤销，不用恢复。',
  'member.groupInUse': '小组里还有会员或下级小组，请先调走再撤销。',
  'member.groupHasMembers': '「{name}」里还有 {members} 名会员，请先把他们调到别的小组再撤销。',
  'member.groupHasChildren': '「{name}」下面还有 {children} 个小组，请先改归别处再撤销。',
  'member.moveUnrecorded': '会员换小组没有留下调动记录，没有保存。',
  'member.moveOutOfOrder': '会员上一次调动的日期比这次还晚，请核对日期和电脑的时间。',
  'member.moveTooLate': '调动日期 {day} 还没到，请改成不晚于今天的日期。',
  'member.moveTooEarly': '会员「{name}」在 {day} 调动过一次，这次的日期不能更早。',
  'member.moveNobody': '选中的会员都已经在这个小组里，没有人要调动。',
  'member.leaderNotMember': '「{name}」现在的会籍是「{status}」，不能担任小组职务。',
  'member.leaderAlready': '「{name}」已经担任{office}，不用再登记。',
  'member.leaderEnded': '「{name}」的{office}职务已经卸任，不用再办。',
  'member.leaderDays': '卸任日期 {day} 早于「{name}」任职的日期 {from}，请核对。',
  'member.leaderTooLate': '日期 {day} 还没到，请改成不晚于今天的日期。',
  'member.snapshotTooLate': '{day} 还没到，名册只能存今天或以前的。',
  'member.snapshotExists': '已经有名为「{name}」的名册存档，请换一个名称。',
  'member.snapshotEmpty': '{day} 名册里没有会员，没有可以存档的内容。',
  'member.sameStatus': '会员「{name}」已经是「{status}」，不用再改。',
  'member.changeTooLate': '会员「{name}」的变动日期 {day} 还没到，请到那天再办，或改成不晚于今天的日期。',
  'member.changeTooEarly': '会员「{name}」的变动日期不能早于上一次变动的日期 {day}，请核对。',
  'member.changeNotAllowed': '会员「{name}」现在是「{from}」，不能直接改为「{to}」；可以改为：{next}。',
  'member.deceasedFinal': '会员「{name}」已登记去世，不再办理会籍变动；如果登记有误，请撤销上一次变动。',
  'member.monthBackwards':
    '会员「{name}」上一次变动从 {month} 起计会费，这次不能更早；请改起算月份，或先撤销上一次变动。',
  'member.changeUnfit': '会籍变动与会员现在的会籍对不上，没有保存；请刷新后重新办理。',
  'member.approvalMissing': '批准入会和开除都要写明批准的会议或文号，批准入会还要写明日期；请补上再保存。',
  'member.nothingToUndo': '会员「{name}」没有可以撤销的会籍变动。',
  'member.undoNotNewest': '会员「{name}」的会籍后来又有变动，只能从最近一次撤起；请刷新后再撤销。',
  'member.talkTooLate': '谈话日期 {day} 还没到，请核对日期。',
  'member.talkAfterDecision': '与会员「{name}」的谈话在 {day}，晚于决定日期；要先谈话、后决定，请核对日期。',
  'member.lapseUndecided':
    '视为自动退会要先有这位会员的谈话教育记录，再由工会作出决定（写明会议或文号和决定日期）；请先登记谈话，再填决定。',
  'member.cardNumberTaken': '会员证号码「{number}」已经给了「{other}」，请核对。',
  'member.familyBirthday': '家庭成员「{name}」的出生日期 {day} 还没到，请核对。',
  'member.resumeMonths': '个人简历第 {line} 段的截止月份早于起始月份，请改好再保存。',
  'member.appliedTooLate': '会员「{name}」的申请日期 {day} 还没到，请核对。',
  'member.ownFieldTaken': '自定栏目「{title}」已经有了，请换一个名称。',
  'member.ownFieldKept': '这个自定栏目已有会员填写，不能删去，也不能改成别的类型；不再使用请停用，填过的内容会保留。',
  'member.ownFieldNoChoices': '自定栏目「{title}」是选项，请至少写两个不同的选项。',
  'member.ownFieldChoiceUsed': '选项「{choice}」已有 {members} 名会员选用，不能去掉；请先把他们改成别的选项。',
  'member.ownFieldOrder': '自定栏目已有变动，请刷新后再排顺序。',
  'member.ownFieldRetired': '自定栏目「{title}」已停用，不能再填；要用请先在「登记表栏目」里恢复。',
  'member.ownFieldValue': '自定栏目「{title}」{problem}，请改好再保存。',
  'member.photoKind': '「{file}」不是 JPG 或 PNG 照片，请换一张，或先转换成 JPG 再选。',
  'member.photoTooLarge': '照片「{file}」超过 {limit}，请先裁剪或缩小再选。',
  'member.photoBroken': '照片「{file}」不完整，打不开，请重新保存或换一张再选。',
  'member.photoUnreadable': '照片「{file}」读不出来，可能正被别的程序打开，请关闭后再选。',
  'member.photoKept': '会员照片只能是 JPG 或 PNG，请换一张。',
  'member.photoNotKept': '照片没有存下（{reason}），资料没有保存；请检查磁盘空间后再试。',
  'member.photoMissing': '会员「{name}」的照片文件找不到（{place}），请从备份里找回，或重新选一张照片。',
  'member.photoDamaged': '会员「{name}」的照片文件已损坏（{place}），请从备份里找回，或重新选一张照片。',
  'member.importTakenBack': '这次导入已经撤回，不用再撤。',
  'member.importNotToday': '「{file}」是 {day} 导入的，只能在导入当天整批撤回；请到会员资料里逐人改正。',
  'member.importUnrecorded': '「{file}」是旧版程序导入的，没有留下撤回要用的记录；请到会员资料里逐人改正。',
  'member.importFollowed': '不能撤回：会员「{name}」后来又由「{file}」改过，请先撤回那一次导入。',
  'member.importBuiltOn': '不能撤回：会员「{name}」在导入之后{what}；请先撤掉那一笔，或到会员资料里逐人改正。',
  'member.trayRow': '第 {row} 行还不能收入：{problem}；请改好再收。',

  // dues
  'dues.noRule': '{month}没有可用的会费标准，请先在「会费标准」里另立一条，起用月份不晚于这个月。',
  'dues.nothingToLevy': '{month}没有需要计提会费的会员：在册会员都已计提，或都没有登记工资。',
  'dues.monthClosed': '{month}已结账，不能再计提，也不能撤回计提；请用未结账的月份，确要改的先反结账。',
  'dues.periodPartlyClosed':
    '{period}里的{closed}已结账，不能再计提；请把起始月份改成{open}再计提，确要补计提以前月份的先反结账。',
  'dues.nothingToWithdraw': '{month}没有可以撤回的计提：所选的都已收款或减免；请先撤回那些收款或减免。',
  'dues.ruleFromTaken': '{month}起已有「{name}」，同一个月只能有一条标准；请改起用月份，或修改那一条。',
  'dues.ruleLast': '「{name}」是唯一的会费标准，不能删除；请先另立一条再删。',
  'dues.ruleCase': '「{name}」这一类还不完整：{problem}；请改好再保存。',
  'dues.fileTakenBefore':
    '文件「{file}」在 {at} 已经入过账，没有重复登记；如果确是另一个月的名单，请在表里写明月份，另存后再导入。',
  'dues.nothingToTake': '文件「{file}」里没有能对上应收会费的行，没有登记；请先计提当月会费，再核对编号和姓名。',
  'dues.batchTakenBack': '这批收缴已经撤回，不用再撤。',
  'dues.overpaid': '会员「{name}」这个月只欠 {owed} 元，收款不能超过它。',

  'dues.waiverTooLate': '减免的日期 {day} 还没到，请改成不晚于今天的日期。',
  'dues.waiverRevoked': '会员「{name}」的这项减免已在 {day} 撤销，不用再办。',
  'dues.waiverRevokedEarly': '撤销日期不能早于减免的日期 {day}，请核对。',
  'dues.waiverNothingOwed': '会员「{name}」这项减免范围内没有新的欠费，不用补减。',
  'dues.mismatchGone': '所选应收里有的已经缴清、减免或不再与会籍不符，没有办理；请刷新后重新选择。',
  'dues.kindUnknown': '会费标准里没有「{kind}」这一类会员，请重新选择，或先在会费标准里加上。',
  'dues.termsBegun': '从{month}起的约定已经开始执行，不能删去；要改请从新的月份起另立一条。',
  'dues.ruleUsed':
    '这条会费标准已经用来计提过会费，不能再改；请另立一条从新月份起执行的标准，或先撤回用它计提、还没有收款的应收。',
  'dues.receiptNumberTaken':
    '收据号「{number}」已经用在 {day} 收「{name}」的会费上（凭证 {voucher}），没有重复登记；请核对收据号。',
  'dues.referenceTaken':
    '银行流水「{number}」已经登记为 {day} 收「{name}」的会费（凭证 {voucher}），没有重复登记；请核对流水号。',
  'dues.receiptNumberUsed': '这个收据号已经用在另一笔没有撤回的收款上，没有重复登记；请核对收据号。',
  'dues.referenceUsed': '这条银行流水已经登记过收款，没有重复登记；请核对流水号。',
  'dues.batchRefunded': '这批收款里有会费已经退给本人，请先撤回那笔退费，再撤回这批收款。',
  'dues.rowsTakenBefore':
    '文件「{file}」的各行与 {day} 登记的「{other}」（凭证 {number}）完全相同，没有重复登记；要重新登记，请先撤回那一批。',
  'dues.payerTwice': '会员「{name}」在这批收款里出现了两次，没有登记；请合成一笔。',
  'dues.receiptNumberTwice':
    '收据号 {number} 在这批收款里填了两次，没有登记；每人一张的请各填各的号，合开一张的请填在上面。',
  'dues.owesNothing': '会员「{name}」到{month}没有欠费，请填写收到的金额，或从名单里去掉。',
  'dues.noneOwes': '到{month}没有人欠费，没有登记。',
  'dues.overpaidInAll': '会员「{name}」一共只欠 {owed} 元，多出 {over} 元；确是预缴的，请勾选「多出的记入预收」。',
  'dues.refundTooMuch': '会员「{name}」到 {day} 的预收只有 {credit} 元，退费不能超过它；请核对金额和日期。',
  'dues.refundTakenBack': '这笔退费已经撤回，不用再撤。',
  'dues.nothingToApply': '没有可以抵扣的：有预收的会员现在都不欠会费。',
  'dues.monthUnpaid': '会员「{name}」{month}没有收过会费，不用转为预收。',

  'dues.tooManyLetters': '有 {people} 人欠缴，一次最多打印 {most} 份催缴通知，请按小组分开打印。',
  'dues.nobodyOwes': '所选会员都不欠会费，没有要打印的催缴通知；请重新勾选会员或小组。',
  'dues.shareNoBranch': '留成只能付给分会，请在「会员」的小组里把它设为分会再付。',
  'dues.sharePaid': '「{branch}」在{months}里已经付过留成，没有重复支付；请换没有付过的月份，或先撤回那一笔。',
  'dues.shareNothing': '「{branch}」在{months}没有可付的留成：没有收到会费，或会费标准里没有定留成比例。',
  'dues.sharePercentMixed': '{months}里会费标准的留成比例不同，请按比例相同的月份分开支付。',
  'dues.shareTooEarly': '{months}还没有过完，不能付这段时间的留成；支付日期 {day} 要在最后一个月之后或当月。',
  'dues.shareChanged': '收款有变动：刚才显示应付 {before} 元，现在是 {now} 元，没有支付；请重新核对再付。',
  'dues.shareAccount':
    '「{account}」不能用来记分会留成，请选支出或负债类的末级科目；会费收入只记收到的会费，留成不从它冲减。',
  'dues.shareTakenBack': '这笔留成已经撤回，不用再撤。',
  'dues.nothingPaid': '「{name}」在{months}没有缴过会费，不能出具缴纳证明；请换月份。',
  'dues.disclosureTooLong': '一次最多公示 12 个月，请缩短月份。',
  'dues.monthsReversed': '起止月份写反了，请把开始月份放在前面。',
  'dues.stretchTooLong': '一次最多看 {most} 个月，请缩短月份。',

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
  'visit.notReturnable': '这一行已经签收、退回或冲销，没有改动；请重新打开名单核对。',
  'visit.signedLater': '签收日期 {day} 还没有到，请核对。',

  // ledger
  'ledger.unbalanced': '凭证借贷不平：借方 {debit} 元，贷方 {credit} 元，相差 {difference} 元；请改平再记账。',
  'ledger.periodClosed': '{month}已经结账，不能再记账或改动；请把日期改到未结账的月份，更正用红字冲销。',
  'ledger.periodMissing': '账本里没有{month}这个期间，请核对日期；要记新年度的账，请先在「结账」里开启新年度。',
  'ledger.postedIsFinal': '已记账的凭证和它的附属记录不能修改或删除；需要更正请用红字冲销。',
  'ledger.accountNotDetail': '科目「{account}」还有下级科目，不能直接记账，请选它的末级科目。',
  'ledger.accountMissing': '科目「{account}」不在科目表里，请重新选择。',
  'ledger.entryBothSides': '第 {line} 行要么写借方、要么写贷方，不能都写，也不能都空。',
  'ledger.reverseAtSource':
    '凭证 {number} 是「会费」里登记收缴、退费或分会留成时生成的，请在「会费」里撤回那一笔，凭证会一并冲销。',
  'ledger.alreadyReversed': '凭证 {number} 已经冲销过，不能再冲销。',
  'ledger.reversalNotReversed': '凭证 {number} 本身是红字冲销，不能再冲销；请直接重新记一张正确的凭证。',
  'ledger.reversalTooEarly': '冲销日期不能早于原凭证 {number} 的日期 {day}。',
  'ledger.numberGap': '凭证号要逐月连续，这张凭证没有记账；请重试。',
  'ledger.accountInDraft': '这个科目有凭证草稿或凭证模板用着，请先在那里换成别的科目，或者把科目停用。',
  'ledger.reviewOwn': '凭证 {number} 是「{reviewer}」自己制单的，要由另一个人审核。',
  'ledger.reviewCashier': '「{reviewer}」是出纳，出纳不得兼管稽核，请换一个人审核。',
  'ledger.reviewPosted': '只有已记账的凭证才能审核，年终结转凭证由程序生成，不用审核。',
  'ledger.reviewedAlready': '所选凭证都已经审核过，不用再审。',
  'ledger.notReviewed': '凭证 {number} 还没有审核，不用撤回。',
  'ledger.templateTaken': '凭证模板「{name}」已经有了，请换一个名称。',
  'ledger.draftPosted': '这张草稿已经记账或删除，请刷新列表再看。',
  'ledger.lineWithoutAccount': '第 {line} 行还没有选科目，请选好再记账。',
  'ledger.closeOrder': '要按月份顺序结账，请先结 {month}。',
  'ledger.cannotClose': '{month}还不能结账：{reason}。',
  'ledger.notClosed': '{month}还没有结账，不用反结账。',
  'ledger.reopenOrder': '反结账要从最近结账的月份开始：{month}不是最近结账的，请先反结 {last}。',
  'ledger.yearWaits': '{year} 年还没有办理年度结转，不能开启 {next} 年；请先在「结账」里办理年度结转。',
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
  'ledger.budgetHeadTwice': '上年结转和动用以前年度结余各只能写一行，请合并成一行。',
  'ledger.budgetNone': '{year} 年还没有预算，不能批准；请先编好预算。',
  'ledger.budgetDraft': '{year} 年的预算还没有批准，不用调整，也不用撤回；直接改预算就行。',
  'ledger.budgetAdopted': '{year} 年的预算已按决议「{resolution}」在 {day} 批准，不能直接改；要改请办理预算调整。',
  'ledger.budgetAdjusted':
    '{year} 年的预算已按决议「{resolution}」在 {day} 调整过，每年最多调整 {times} 次；确需再调，请先在预算页改调整次数并写明依据。',
  'ledger.budgetUnchanged': '没有一行的预算数有变化，没有保存；请填写调整后的数。',
  'ledger.budgetWithdraw': '{year} 年的预算在 {day} 已经调整过，批准不能再撤回；要改请办理预算调整。',
  'ledger.budgetSealed': '这一年的预算已经批准，批准的预算和调整记录不能改动或删除；要改请办理预算调整。',
  'ledger.budgetResolutionFixed':
    '有预算的批准或调整依据这份决议，文号、日期和上限不能再改；可以改标题和内容，或另记一份新决议。',
  'ledger.fundOpeningTooMuch': '分给各专项资金的合计超过了工会资金结转的年初余额，没有保存；请核对后再分。',
  'ledger.fundOpeningSum':
    '分给各专项资金的合计 {divided} 元，超过了工会资金结转的年初余额 {opening} 元；请核对后再分。',
  'ledger.fundTwice': '专项资金「{fund}」写了两次，请合并成一行。',
  'ledger.fundOpeningFinal': '账本的第一年已经办理年度结转，年初结转不能再分；以后要调整，请填凭证在专项资金之间划转。',
  'ledger.fundOpeningYear': '年初结转只在账本的第一年（{year} 年）分给各专项资金，请换到那一年。',
  'ledger.fundAccount': '专项资金只能记在收入、支出和净资产科目上，请重新选择。',
  'ledger.fundMissing': '专项资金「{fund}」不在清单里或已停用，请重新选择。',
  'ledger.fundTaken': '专项资金「{name}」已经有了，请直接选用。',
  'ledger.accountStandard': '制度规定的科目不能删除，不用的可以停用；自己加的明细科目没有用过才能删除。',
  'ledger.accountNoChild': '科目「{account}」由程序自动记账，不能再分明细；要区分的请用摘要或专项资金。',
  'ledger.accountHasEntries':
    '科目「{account}」已经记过账或有年初余额，不能再分明细；请在它的同级另加一个明细科目，或用摘要区分。',
  'ledger.accountCodeTaken': '编号 {code} 已经给了「{account}」，请换一个编号。',
  'ledger.accountCodePrefix': '明细科目的编号要以上级科目「{parent}」的编号 {code} 开头，请改好再保存。',
  'ledger.accountNameTaken': '「{parent}」下已经有「{name}」，请直接选用或换一个名称。',
  'ledger.accountKeep': '科目「{account}」由程序自动记账，不能停用。',
  'ledger.accountBalance': '科目「{account}」还有余额 {balance} 元，请先转出再停用。',
  'ledger.accountChildren': '科目「{account}」下面还有在用的明细科目，请先停用它们。',
  'ledger.accountParentRetired': '上级科目「{account}」已停用，请先恢复上级科目。',
  'ledger.accountPurpose': '收支用途「{purpose}」还记在科目「{account}」上，请先把它改到别的科目或停用。',
  'ledger.accountUsed':
    '科目「{account}」已经用过（凭证、年初余额、预算或别处的设置里有它），不能删除；不再用的请停用。',
  'ledger.purposeTaken': '用途「{label}」已经有了，请直接选用或换一个说法。',
  'ledger.purposeDirection': '用途「{label}」的收支方向不能改，请另加一个用途。',
  'ledger.purposeAccount': '科目「{account}」不能用在「{direction}」的用途上，请选{wanted}。',
  'ledger.purposeFixed': '用途「{label}」是现金和银行之间的划转，对应科目不能改。',
  'ledger.oldBooksTaken': '文件「{file}」在 {at} 已经导入过，没有重复记账；其余凭证请另存成一个文件再导入。',
  'ledger.oldBooksNothing': '文件「{file}」里没有可以导入的凭证，没有记账；请按预览里的提示改好再导入。',
  'ledger.oldBooksChanged':
    '预览之后账本或文件有变动：原来可导入 {before} 张，现在可导入 {now} 张，没有记账；请重新核对再导入。',
  'ledger.oldBooksVoucher': '记到旧凭证「{number}」时停下，整份文件都没有导入：{problem}。',
  'ledger.attachmentKind': '「{file}」不是 JPG、PNG、WebP 照片，也不是 PDF，没有添加；请另存成其中一种再选。',
  'ledger.attachmentHeic':
    '「{file}」是 HEIC 照片，没有添加；请在电脑的「照片」或「画图」里另存为 JPG，或把手机相机的格式改成「兼容性最佳」后重拍。',
  'ledger.attachmentOfd': '「{file}」是 OFD 文件，没有添加；请在 OFD 阅读器里另存为 PDF 再选。',
  'ledger.attachmentTooLarge': '「{file}」超过 20 MB，没有添加；请把照片调小，或把 PDF 分成几份再选。',
  'ledger.attachmentsTooMuch': '这次选的文件合计超过 100 MB，没有添加；请分几次添加。',
  'ledger.attachmentUnreadable': '「{file}」读不出来，没有添加；请确认它没有被别的程序占用，再重新选择。',
  'ledger.attachmentTwice': '「{file}」与这张凭证上的「{other}」内容相同，没有添加；请去掉重复的再选。',
  'ledger.attachmentNotKept': '附件没有存好（{reason}），凭证没有改动；请检查磁盘空间和「附件」文件夹后再试。',
  'ledger.attachmentMissing':
    '附件「{file}」的文件不见了；请从「备份」文件夹里把「{place}」复制回账本旁边的同一位置，没有备份的请重新添加原件。',
  'ledger.attachmentDamaged':
    '附件「{file}」的文件已损坏或被改动，没有打开；请用「备份」文件夹里的「{place}」换掉账本旁边的同名文件，没有备份的请重新添加原件。',
  'ledger.attachmentRemoved': '附件「{file}」已经移除，不用再移除。',
  'ledger.attachmentPersonal':
    '困难帮扶凭证的附件含个人资料，经审会身份不能在这里打开；请查阅纸质附件，或请记账人打开。',
  'ledger.assetFinal': '这张资产卡片已经入账、提过折旧或处置过，不能这样改；请先撤回折旧、处置或购置再办。',
  'ledger.assetVoucherMismatch': '资产卡片与凭证的金额或日期对不上，没有保存；请重新登记。',
  'ledger.assetLaterFirst': '这张凭证之后已提折旧或已处置，不能先冲销它；请先撤回后面的折旧或处置。',
  'ledger.assetCategoryMissing': '资产类别「{category}」不在清单里或已停用，请重新选择。',
  'ledger.assetCategoryTaken': '资产类别「{name}」已经有了，请直接选用。',
  'ledger.assetAccountClass':
    '「{account}」不能用在这里：固定资产、累计折旧要用资产科目，资产基金要用净资产科目，三个不能相同。',
  'ledger.assetNumberTaken': '资产编号「{number}」已经给了「{name}」，请换一个编号。',
  'ledger.assetBooksBegin':
    '建账前已有的资产，购入日期要早于账本开始的 {begin}，填的是 {day}；之后买的请用「购置入账」。',
  'ledger.assetAccumulated': '累计折旧 {accumulated} 元超过了原值 {original} 元，请核对。',
  'ledger.assetNotCorrectable':
    '卡片 {number} 不能改原值或删去：不是建账前已有的，或已经提过折旧、处置或盘点过；请先撤回再改，盘点过的用处置减少。',
  'ledger.assetPieces': '一次最多建 {most} 张卡片，现在是 {cards} 张；请核对数量，或分几次入账。',
  'ledger.assetTooLittle': '「{name}」的金额 {amount} 元不够分到每张卡片一分钱，请核对金额和数量。',
  'ledger.assetOneNumber': '「{name}」要建多张卡片，不能只填一个编号；请把编号留空，由程序编。',
  'ledger.assetGivenFund': '调入、捐赠和盘盈的资产没有付钱，不用选专项资金，请去掉再入账。',
  'ledger.assetDepreciated': '卡片 {number} 已经提过折旧，不能撤回购置；请先撤回它的折旧。',
  'ledger.assetDisposed': '卡片 {number} 已经处置，请先撤回处置。',
  'ledger.depreciationLaterFirst': '折旧要从最近的一张凭证撤起，请先撤回 {last} 的折旧。',
  'ledger.depreciationOff': '设置里选的是不提折旧；要提折旧请先到「固定资产」的设置里改。',
  'ledger.depreciationDone': '折旧已经提到{month}，不能再提这个月或更早的月份；要重提请先撤回，漏提的在下一个月补提。',
  'ledger.depreciationOnlyMissed':
    '{month}本月没有要提的折旧，以前还有 {months} 个月没有提；要补提请勾选「补提以前月份」。',
  'ledger.depreciationNothing': '{month}没有要提的折旧：没有卡片，或都已提足、不提折旧。',
  'ledger.assetGone': '卡片 {number} 的状态是{status}，不能再变更或处置。',
  'ledger.assetMoveEarly': '卡片 {number} 的变更日期不能早于上一次变动的 {day}，请核对。',
  'ledger.assetSame': '所选卡片已经是这样，没有要改的。',
  'ledger.assetDisposalEarly': '卡片 {number} 的处置日期太早：{reason}，请核对日期。',
  'ledger.stocktakeOpen': '{day} 的盘点还没有完成，请先完成或取消它。',
  'ledger.stocktakeEmpty': '{day} 没有可以盘点的卡片，请先登记资产或核对日期。',
  'ledger.stocktakeFinished': '{day} 的盘点已经完成，不能再改；需要更正请重新盘点。',
  'ledger.stocktakeUncounted': '还有 {cards} 张卡片没有写盘点结果，请补上再完成。',
  'ledger.stocktakeEarly': '完成日期不能早于盘点日期 {day}，请核对。',
  'ledger.foundTaken': '这条盘盈已经建了卡片 {number}，不用再入账。',
  'ledger.reverseAssetsAtSource':
    '凭证 {number} 是固定资产生成的，请到「固定资产」里撤回这次购置、折旧或处置，凭证会一并冲销。',
  'ledger.reportTooLong': '「{report}」超过 {most} 行，不便在屏幕上看和打印；请缩短月份，或存为 Excel。',
  'ledger.reportNoColumns': '科目「{account}」没有下级科目，不能列多栏账，请看它的明细账。',
  'ledger.purposeMissing': '请重新选择这笔钱的用途。',

  // bank and cash
  'bank.notMoneyAccount': '科目「{account}」不是{what}的末级科目，请重新选择。',
  'bank.accountNeeded': '有几个银行账户，请先选择这份对账单是哪一个账户的。',
  'bank.columnsMissing': '对账单「{file}」里还没有指明哪一列是{wanted}，请先核对各列。',
  'bank.statementRows': '对账单「{file}」的{rows}有问题，没有导入；请按预览里的提示补齐或改好再导入。',
  'bank.statementTaken': '对账单「{file}」在 {at} 已经导入过，没有重复导入；确要重来，请先移去那一份。',
  'bank.nothingNew': '对账单「{file}」里的流水都已经导入过，没有新的。',
  'bank.openingNeeded': '对账单「{file}」没有余额列，请填上期初余额再导入。',
  'bank.statementMatched': '对账单「{file}」有 {lines} 笔已经勾对，不能移去；请先取消这些勾对。',
  'bank.statementOverlaps': '{from} 至 {to} 之间已经有银行流水，不能再登记成没有发生额；请核对日期。',
  'bank.statementSums': '对账单的期初余额加各笔流水不等于期末余额，没有导入；请核对对账单。',
  'bank.linesFinal': '银行流水按对账单原样保存，不能改动；导错了请移去整份对账单再导入。',
  'bank.groupSums': '银行流水合计 {bank} 元，账上合计 {book} 元，相差 {difference} 元，不能勾对；请重新选择。',
  'bank.groupSingle': '勾对至少要选两笔：银行流水和账上的记录，或可以互相冲抵的几笔。',
  'bank.groupAccounts': '所选各笔不在同一个银行账户，不能勾对；请重新选择。',
  'bank.alreadyMatched': '「{item}」已经勾对过，没有重复勾对；请刷新列表再选。',
  'bank.unequal': '勾对的银行流水与账上记录不相等，没有保存；请重新选择。',
  'bank.matchFinal': '勾对记录只能整组取消，不能改动。',
  'bank.markedSettled': '这笔已经标为期初已到账，或已经勾对，请先取消再选。',
  'bank.noStatement': '还没有导入过这个账户的对账单，没有期初可以标记；请先导入对账单。',
  'bank.purposeNeeded': '「{summary}」看不出是什么用途，请选一个用途再记账。',
  'bank.purposeFlow': '「{summary}」在银行是{flow} {amount} 元，与用途「{purpose}」的收付方向不符，请换一个用途。',
  'bank.monthClosed':
    '{month}已经结账，{day} 的这笔银行流水不能记在当天；请改用没有结账的月份里的日期记账，余额调节表会把它列为未达账项。',
  'bank.bookEarly': '记账日期不能早于银行流水的日期 {day}，请核对。',
  'bank.countSame': '盘点人和监盘人不能是同一个人，请改好再保存。',
  'bank.countFuture': '盘点日期 {day} 还没有到，请核对。',
  'bank.countEqual': '{day} 的盘点账实相符，不用记账。',
  'bank.countBooked': '{day} 盘点的差额已经记账（{number}），不能重复记账，也不能移去；更正请先冲销那张凭证。',
  'bank.countMoved':
    '{day} 盘点以后，当天的现金账又变过（盘点时 {before} 元，现在 {now} 元），差额不能直接记账；请重新盘点。',
  'bank.countAgainst': '长款只能记其他收入，短款记其他应收款或其他支出，请重新选择。',
  'bank.countFinal': '盘点记录不能改动；盘错了请移去再盘，已记账的请先冲销凭证。',

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
