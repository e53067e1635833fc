import { Paper } from '#renderer/components/Paper.tsx';
import type { DriveRecord, Gift } from '#shared/contract/visits.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

interface PaperProps {
  drive: DriveRecord;
  gifts: readonly Gift[];
}

/** 捐款名单, to be put up: who gave, with or without how much. */
export function DonorPaper({ drive, gifts, amounts }: PaperProps & { amounts: boolean }) {
  const total = sum(gifts.map(({ amount }) => amount));
  return (
    <Paper
      title={`${drive.name}捐款名单`}
      unit={`单位：${drive.unionName}`}
      period={drive.day}
      corner={amounts ? '单位：元' : ''}
      signatures={['经办人', '审核', '工会主席']}
      note={`共 ${gifts.length} 笔，${formatYuan(total)} 元${drive.beneficiary === '' ? '' : `，捐给${drive.beneficiary}`}。如有疑问请向工会委员会反映。`}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>序号</th>
            <th>捐款人</th>
            <th>工会小组</th>
            {amounts && <th>金额</th>}
          </tr>
        </thead>
        <tbody>
          {gifts.map((gift, index) => (
            <tr key={`${gift.collectionId} ${gift.line}`}>
              <td className="paper-center">{index + 1}</td>
              <td>{gift.name}</td>
              <td>{gift.groupName}</td>
              {amounts && <td className="amount">{formatYuan(gift.amount)}</td>}
            </tr>
          ))}
          {amounts && (
            <tr>
              <td className="paper-center" colSpan={3}>
                合计
              </td>
              <td className="amount">{formatYuan(total)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Paper>
  );
}

/** 捐款收据 with thanks: one sheet a gift. */
export function ThanksPaper({ drive, gifts }: PaperProps) {
  return (
    <>
      {gifts.map((gift) => (
        <Paper
          key={`${gift.collectionId} ${gift.line}`}
          title="捐款收据"
          unit={`单位：${drive.unionName}`}
          period={gift.day}
          corner={`凭证 ${gift.voucherNumber}`}
          signatures={['经收人', '工会（盖章）']}
        >
          <div className="donation-thanks">
            <p>{gift.name}：</p>
            <p>
              {`今收到您为「${drive.name}」${drive.beneficiary === '' ? '' : `捐给${drive.beneficiary}的`}捐款人民币${uppercaseAmount(gift.amount)}（${formatYuan(gift.amount)} 元）。`}
            </p>
            <p>款项由工会代收代转，全部用于捐赠，转交情况将向会员公布。感谢您的爱心。</p>
          </div>
        </Paper>
      ))}
    </>
  );
}
