import { Paper } from '#renderer/components/Paper.tsx';
import { goodsText, VISIT_FORM_NAMES, VISIT_METHOD_NAMES, type VisitRecord, worthOf } from '#shared/contract/visits.ts';
import { formatYuan, plainYuan, ZERO } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

interface VisitPaperProps {
  visit: VisitRecord;
  unionName: string;
}

const givenText = (visit: VisitRecord): string =>
  [VISIT_FORM_NAMES[visit.form], visit.goodsLines.length > 0 ? goodsText(visit.goodsLines) : visit.goods]
    .filter((part) => part !== '')
    .join('：');

/** A paper may be printed again after the money was taken back: nobody is to sign or keep it as valid. */
const voidNote = ({ reversed, returned }: VisitRecord): string => {
  if (reversed) return '凭证已冲销，本单作废。';
  return returned ? '未领已退回，本单作废。' : '';
};

/** 慰问审批表: the sheet that asked for, decided and recorded one visit (the usual fields; there is no official one). */
export function ApprovalSheet({ visit, unionName }: VisitPaperProps) {
  const { request } = visit;
  return (
    <Paper
      title="慰问审批表"
      unit={`单位：${unionName}`}
      period={visit.day}
      corner={`凭证 ${visit.day.slice(0, 7)} ${visit.voucherNumber}`}
      signatures={['经办人', '审核', '工会主席']}
      {...(voidNote(visit) + visit.papersNote === '' ? {} : { note: `${voidNote(visit)}${visit.papersNote}` })}
    >
      <table className="paper-table visit-paper">
        <tbody>
          <Pair left={['姓名', visit.memberName]} right={['编号', visit.memberNumber]} />
          <Pair left={['工会小组', visit.groupName]} right={['慰问类别', visit.kindName]} />
          <Pair left={['慰问对象', visit.beneficiary]} right={['与会员关系', visit.relation]} />
          <Line label="事由" value={[visit.reason, visit.caseName].filter((part) => part !== '').join('，')} />
          <Pair left={['走访日期', visit.day]} right={['地点', visit.place]} />
          <Line label="慰问人" value={visit.visitors.join('、')} />
          <Line label="形式和品名" value={givenText(visit)} />
          <Line label="金额" value={`${formatYuan(visit.amount)} 元（人民币 ${uppercaseAmount(visit.amount)}）`} />
          <Pair left={['支付方式', VISIT_METHOD_NAMES[visit.method]]} right={['附件', `${visit.attachmentCount} 张`]} />
          <Line label="对照标准" value={visit.standardSentence} />
          <Line label="审批依据" value={visit.approvalGround} />
          <Pair
            left={['申请', request ? `${request.askedBy} ${request.askedDay}` : '']}
            right={['决定', request ? `${request.decidedBy} ${request.decidedDay}` : '']}
          />
          <Line label="集体决议" value={visit.resolutionTitle ?? ''} />
          <tr className="visit-paper-opinion">
            <th>审批意见</th>
            <td colSpan={3} />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}

/** 签领单 of one visit, to be signed by who receives it. */
export function ReceiptSheet({ visit, unionName }: VisitPaperProps) {
  const goods = visit.goodsLines.length > 0 ? visit.goodsLines : undefined;
  return (
    <Paper
      title="慰问签领单"
      unit={`单位：${unionName}`}
      period={visit.day}
      corner={`凭证 ${visit.day.slice(0, 7)} ${visit.voucherNumber}  单位：元`}
      signatures={['经办人', '证明人', '工会主席']}
      note={`${voidNote(visit)}合计 ${formatYuan(visit.amount)} 元（人民币 ${uppercaseAmount(visit.amount)}）。由他人代领的，代领人签本人姓名并注明与本人的关系。`}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>姓名</th>
            <th>慰问类别</th>
            <th>品名</th>
            <th>数量</th>
            <th>单价</th>
            <th>金额</th>
            <th className="sign-off-space">签领</th>
            <th className="sign-off-day">日期</th>
          </tr>
        </thead>
        <tbody>
          {goods ? (
            goods.map((line, index) => (
              <tr key={line.name}>
                <td>{index === 0 ? visit.memberName : ''}</td>
                <td>{index === 0 ? visit.kindName : ''}</td>
                <td>{line.name}</td>
                <td className="paper-center">{`${line.quantity} ${line.unit}`}</td>
                <td className="amount">{plainYuan(line.unitPrice)}</td>
                <td className="amount">{formatYuan(worthOf([line]) ?? ZERO)}</td>
                <td>{index === 0 ? signature(visit) : ''}</td>
                <td className="paper-center">{index === 0 ? visit.signedDay : ''}</td>
              </tr>
            ))
          ) : (
            <tr>
              <td>{visit.memberName}</td>
              <td>{visit.kindName}</td>
              <td>{givenText(visit)}</td>
              <td />
              <td />
              <td className="amount">{plainYuan(visit.amount)}</td>
              <td>{signature(visit)}</td>
              <td className="paper-center">{visit.signedDay}</td>
            </tr>
          )}
          <tr>
            <td colSpan={5}>合计</td>
            <td className="amount">{formatYuan(visit.amount)}</td>
            <td colSpan={2} />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}

const signature = ({ signedBy, signedRelation }: VisitRecord): string =>
  signedRelation === '' ? signedBy : `${signedBy}（${signedRelation}，代）`;

function Pair({ left, right }: { left: [string, string]; right: [string, string] }) {
  return (
    <tr>
      <th>{left[0]}</th>
      <td>{left[1]}</td>
      <th>{right[0]}</th>
      <td>{right[1]}</td>
    </tr>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <tr>
      <th>{label}</th>
      <td colSpan={3}>{value}</td>
    </tr>
  );
}
