import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { VoucherAttachments } from '#renderer/components/attachments/VoucherAttachments.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { DonationMove, DriveRecord, Gift } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { TakeBackDialog } from '../insurance/TakeBackDialog.tsx';
import { DriveTag } from './DonationsTab.tsx';
import { GiftsDialog } from './GiftsDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';

const WINDOW = 500;

/** Every gift that stands, for the papers. */
async function allGifts(driveId: string): Promise<Gift[]> {
  const gifts: Gift[] = [];
  for (;;) {
    const { rows, total } = await call('visits.listGifts', {
      driveId,
      standingOnly: true,
      limit: WINDOW,
      offset: gifts.length,
    });
    gifts.push(...rows);
    if (rows.length === 0 || gifts.length >= total) return gifts;
  }
}

interface DriveDrawerProps {
  id: string;
  onCollect: (drive: DriveRecord) => void;
  onEdit: (drive: DriveRecord) => void;
  onClose: () => void;
}

/** One drive: what came in, what was handed over, its papers, and its end. */
export function DriveDrawer({ id, onCollect, onEdit, onClose }: DriveDrawerProps) {
  const { value: drive, error } = useCall('visits.readDrive', { id });
  const [asking, setAsking] = useState<'handOver' | 'reopen'>();
  const [gifts, setGifts] = useState<readonly Gift[]>();
  const read = useAction(async () => setGifts(await allGifts(id)));
  const mayKeep = useAllowed('visits.collectDonations');
  const confirm = useConfirm();
  const close = useAction(async () => {
    const sure = await confirm({
      title: `结束「${drive?.name}」？`,
      content: '收到的都已转交。结束以后不能再收付，确有差错可以重新打开。',
      confirmText: '结束',
    });
    if (sure) await call('visits.closeDrive', { id, day: dayOf(new Date()) });
  });
  const drop = useAction(async () => {
    const sure = await confirm({ title: `删除「${drive?.name}」？`, confirmText: '删除', destructive: true });
    if (!sure) return;
    await call('visits.dropDrive', { id });
    onClose();
  });
  const openDrive = drive !== undefined && drive.closedDay === undefined;
  return (
    <RecordDrawer
      open
      width={720}
      title={drive?.name ?? '募捐活动'}
      tag={drive && <DriveTag drive={drive} />}
      problem={close.problem ?? drop.problem ?? read.problem}
      onClose={onClose}
      actions={
        drive && (
          <>
            <Button disabled={drive.gifts === 0} loading={read.busy} onClick={() => void read.run()}>
              名单和收据
            </Button>
            {mayKeep && openDrive && (
              <>
                <Button onClick={() => onEdit(drive)}>修改</Button>
                {drive.moves.length === 0 && <Button onClick={() => void drop.run()}>删除</Button>}
                {drive.left > 0 && <Button onClick={() => setAsking('handOver')}>登记转交</Button>}
                {drive.collected > 0 && drive.left === 0 && (
                  <Button loading={close.busy} onClick={() => void close.run()}>
                    结束募捐
                  </Button>
                )}
                <Button type="primary" onClick={() => onCollect(drive)}>
                  登记捐款
                </Button>
              </>
            )}
            {mayKeep && !openDrive && <Button onClick={() => setAsking('reopen')}>重新打开</Button>}
          </>
        )
      }
    >
      <Notice tone="red">{error}</Notice>
      {drive && (
        <>
          <Facts drive={drive} />
          <Notice tone="amber">
            {drive.left > 0 && `还有 ${formatYuan(drive.left)} 元没有转交，转交完才能结束。`}
          </Notice>
          {drive.moves.map((move) => (
            <Move key={move.id} move={move} mayKeep={mayKeep && openDrive} />
          ))}
        </>
      )}
      {drive && asking === 'handOver' && <HandOverDialog drive={drive} onClose={() => setAsking(undefined)} />}
      {drive && gifts && <GiftsDialog drive={drive} gifts={gifts} onClose={() => setGifts(undefined)} />}
      {drive && asking === 'reopen' && (
        <TakeBackDialog
          title="重新打开募捐"
          what="打开以后可以再收付或撤回，改好后再结束。"
          onTakeBack={async (_, reason) => {
            await call('visits.reopenDrive', { id, reason });
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </RecordDrawer>
  );
}

function Facts({ drive }: { drive: DriveRecord }) {
  const rows: [string, string][] = [
    ['开始日期', drive.day],
    ['捐给谁', drive.beneficiary],
    ['用途', drive.purpose],
    ['通知或倡议', drive.notice],
    ['集体决议', drive.resolution ?? ''],
    ['记入科目', drive.heldAccount],
    ['结束日期', drive.closedDay ?? ''],
    ['收到', `${drive.gifts} 笔，会员 ${drive.givers} 人，${formatYuan(drive.collected)} 元`],
    ['已转交', `${formatYuan(drive.handedOver)} 元`],
  ];
  return (
    <dl className="visit-details">
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** One collection or handing over, with the scans at its voucher (the receiver's receipt). */
function Move({ move, mayKeep }: { move: DonationMove; mayKeep: boolean }) {
  const [shown, setShown] = useState(false);
  const [taking, setTaking] = useState(false);
  const go = useNavigation((navigation) => navigation.go);
  const collection = move.kind === 'collection';
  return (
    <section className={move.reversed ? 'donation-move insurance-reversed' : 'donation-move'}>
      <div className="donation-move-line">
        <span>{move.day}</span>
        <span>
          {collection
            ? `收款 ${move.gifts} 笔`
            : `转交 ${move.receiver}${move.receiptNumber === '' ? '' : `，收据 ${move.receiptNumber}`}`}
          ，{move.method === 'cash' ? '现金' : '银行'}
        </span>
        <Money value={move.amount} strong />
        <button
          type="button"
          className="text-button"
          onClick={() => go('ledger', { open: move.voucherId, kind: 'voucher' })}
        >
          {move.voucherNumber}
        </button>
        <Button size="small" onClick={() => setShown(!shown)}>
          {shown ? '收起附件' : '附件'}
        </Button>
        {move.reversed ? (
          <span>已撤回</span>
        ) : (
          mayKeep && (
            <Button size="small" onClick={() => setTaking(true)}>
              撤回
            </Button>
          )
        )}
      </div>
      {shown && <VoucherAttachments voucherId={move.voucherId} attachmentCount={move.attachmentCount} />}
      {taking && (
        <TakeBackDialog
          title={collection ? '撤回收款' : '撤回转交'}
          what={`凭证 ${move.voucherNumber} 用红字冲销${collection ? `，这 ${move.gifts} 笔捐款不再计入` : ''}。`}
          onTakeBack={async (day, reason) => {
            await call('visits.takeBackDonation', { moveId: move.id, day, reason });
          }}
          onClose={() => setTaking(false)}
        />
      )}
    </section>
  );
}
