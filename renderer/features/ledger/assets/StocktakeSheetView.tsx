import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import type { StocktakeFound, StocktakeLine, StocktakeSheet } from '#shared/contract/ledger.ts';
import type { AssetsViewProps } from './AssetListView.tsx';
import { DisposalDrawer } from './DisposalDrawer.tsx';
import { FinishStocktakeDialog } from './FinishStocktakeDialog.tsx';
import { FoundDialog } from './FoundDialog.tsx';
import { FoundList } from './FoundList.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PurchaseDrawer } from './PurchaseDrawer.tsx';
import { emptyItem } from './purchase-draft.ts';
import { StocktakeLines } from './StocktakeLines.tsx';
import { StocktakePaper } from './StocktakePaper.tsx';

type Open =
  | { what: 'blank' | 'filled' | 'finish' | 'newFound' }
  | { what: 'found' | 'takeIn'; found: StocktakeFound }
  | { what: 'dispose' | 'move'; line: StocktakeLine };

/** One stock-take: a result for every card, what was found without one, and what follows from it. */
export function StocktakeSheetView(props: AssetsViewProps & { id: string; onBack: () => void }) {
  const { frame, profile, views, id, onBack } = props;
  const { value: sheet, error } = useCall('ledger.readStocktake', { id });
  const [open, setOpen] = useState<Open>();
  const mayKeep = useAllowed('ledger.saveStocktakeLines');
  const confirm = useConfirm();
  const tell = useTell();
  const close = () => setOpen(undefined);
  const save = useAction((lines: { cardId: string; result?: StocktakeLine['result']; note: string }[]) =>
    call('ledger.saveStocktakeLines', {
      id,
      lines: lines.map(({ result, ...line }) => ({ ...line, ...(result === undefined ? {} : { result }) })),
    }),
  );
  const drop = useAction(async () => {
    const sure = await confirm({
      title: `取消 ${sheet?.day} 的盘点？`,
      content: '已登记的盘点结果会一起去掉，卡片不变。',
      confirmText: '取消盘点',
      cancelText: '接着盘',
      destructive: true,
    });
    if (!sure) return;
    const { dropped } = await call('ledger.dropStocktake', { id });
    tell.done(`已取消 ${dropped} 的盘点`);
    onBack();
  });
  useTellProblem(save.problem ?? drop.problem);
  const running = sheet !== undefined && sheet.finishedDay === undefined;
  const rest = sheet?.lines.filter(({ result }) => result === undefined) ?? [];
  return (
    <Page
      {...frame}
      state={sheet && stateOf(sheet)}
      extra={
        <>
          <Button onClick={onBack}>返回</Button>
          {running && mayKeep && (
            <Button loading={drop.busy} onClick={() => void drop.run()}>
              取消盘点
            </Button>
          )}
          <Button disabled={!sheet} onClick={() => setOpen({ what: running ? 'blank' : 'filled' })}>
            打印盘点表
          </Button>
        </>
      }
      action={
        running &&
        mayKeep && (
          <Button type="primary" disabled={rest.length > 0} onClick={() => setOpen({ what: 'finish' })}>
            完成盘点
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {views}
          {running && mayKeep && (
            <span className="asset-ticked">
              {rest.length > 0 && (
                <Button
                  loading={save.busy}
                  onClick={() =>
                    void save.run(rest.map(({ cardId, note }) => ({ cardId, result: 'agrees' as const, note })))
                  }
                >
                  {`其余 ${rest.length} 张账实相符`}
                </Button>
              )}
              <Button onClick={() => setOpen({ what: 'newFound' })}>登记盘盈</Button>
            </span>
          )}
        </>
      }
    >
      {sheet && (
        <>
          <StocktakeLines
            lines={sheet.lines}
            editable={running && mayKeep}
            busy={save.busy}
            onChange={(line) => void save.run([line])}
            {...(!running && mayKeep
              ? {
                  onDispose: (line: StocktakeLine) => setOpen({ what: 'dispose', line }),
                  onMove: (line: StocktakeLine) => setOpen({ what: 'move', line }),
                }
              : {})}
          />
          {sheet.found.length > 0 && (
            <FoundList
              found={sheet.found}
              {...(running && mayKeep ? { onEdit: (found: StocktakeFound) => setOpen({ what: 'found', found }) } : {})}
              {...(!running && mayKeep
                ? { onTakeIn: (found: StocktakeFound) => setOpen({ what: 'takeIn', found }) }
                : {})}
            />
          )}
        </>
      )}
      {sheet && (open?.what === 'blank' || open?.what === 'filled') && (
        <PaperDialog
          open
          landscape
          name={`固定资产盘点表-${sheet.day}`}
          paper={<StocktakePaper sheet={sheet} unit={profile.name} />}
          onClose={close}
        />
      )}
      {sheet && open?.what === 'finish' && <FinishStocktakeDialog sheet={sheet} onClose={close} />}
      {open?.what === 'newFound' && <FoundDialog stocktakeId={id} onClose={close} />}
      {open?.what === 'found' && <FoundDialog stocktakeId={id} found={open.found} onClose={close} />}
      {sheet && open?.what === 'takeIn' && (
        <PurchaseDrawer
          key={open.found.id}
          profile={profile}
          given={{
            source: 'found',
            foundId: open.found.id,
            items: [
              emptyItem(1, {
                name: open.found.name,
                model: open.found.model,
                quantity: open.found.quantity,
                place: open.found.place,
              }),
            ],
            summary: `${sheet.day} 盘点盘盈 ${open.found.name}`,
          }}
          onClose={close}
          onDone={close}
        />
      )}
      {sheet && open?.what === 'dispose' && (
        <DisposalDrawer
          key={open.line.cardId}
          ids={[open.line.cardId]}
          profile={profile}
          given={{
            kind: open.line.result === 'missing' ? 'lost' : 'scrapped',
            ground: `${sheet.day} 盘点${open.line.result === 'missing' ? '盘亏' : '损坏'}${open.line.note === '' ? '' : `：${open.line.note}`}`,
          }}
          onClose={close}
          onDone={close}
        />
      )}
      {open?.what === 'move' && <MoveDialog ids={[open.line.cardId]} onClose={close} onDone={close} />}
    </Page>
  );
}

function stateOf({ day, cards, counted, differences, finishedDay }: StocktakeSheet): string {
  const result = `${cards} 张卡片，已盘 ${counted} 张，${differences} 处不符`;
  return finishedDay === undefined ? `${day} 盘点：${result}` : `${day} 盘点，${finishedDay} 完成：${result}`;
}
