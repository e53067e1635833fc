import { Button } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { AttachmentViewer } from '#renderer/components/attachments/AttachmentViewer.tsx';
import { dayOfInstant, sizeText } from '#renderer/components/attachments/content.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type HardshipPaper, PAPER_KIND_NAMES, PAPER_KINDS, type PaperKind } from '#shared/contract/hardship.ts';
import '../procedure/procedure.css';
import { RemovePaperDialog } from './RemovePaperDialog.tsx';

const readPaper = (id: string) => call('hardship.readPaper', { id });

/** 附件 of a file by kind, with what is usual and missing; opened large in place, which is on the trail. */
export function PapersView({ file }: { file: { id: string } }) {
  const { value: papers, error } = useCall('hardship.listPapers', { fileId: file.id });
  const mayKeep = useAllowed('hardship.addPapers');
  const [shown, setShown] = useState<string>();
  const [removing, setRemoving] = useState<HardshipPaper>();
  const tell = useTell();
  const add = useAction(async (paperKind: PaperKind) => {
    const picked = await bridge().pickPapers();
    if (picked.length === 0) return;
    await call('hardship.addPapers', { fileId: file.id, paperKind, files: picked.map((one) => one.file) });
    tell.done(`已添加 ${picked.length} 个附件：${PAPER_KIND_NAMES[paperKind]}`);
  });
  const present = papers?.rows.filter((row) => row.removed === undefined) ?? [];
  const removed = papers?.rows.filter((row) => row.removed !== undefined) ?? [];
  const missing = papers?.missing ?? [];
  return (
    <section className="hardship-papers" aria-label="附件">
      <Notice tone="amber">
        {missing.length > 0 && `通常还要有：${missing.map((kind) => PAPER_KIND_NAMES[kind]).join('、')}`}
      </Notice>
      <Notice tone="red">{error ?? add.problem}</Notice>
      <p className="procedure-hint">照片和扫描件（JPG、PNG、WebP、PDF）加密存在账本旁边，查看记入操作留痕。</p>
      <table className="paper-kinds">
        <tbody>
          {PAPER_KINDS.map((kind) => {
            const rows = present.filter((row) => row.paperKind === kind);
            return (
              <tr key={kind}>
                <th scope="row">{PAPER_KIND_NAMES[kind]}</th>
                <td>
                  {rows.length === 0 && missing.includes(kind) && <span className="paper-lacking">还没有</span>}
                  <ul>
                    {rows.map((row) => (
                      <li key={row.id}>
                        <button type="button" className="quiet-button" onClick={() => setShown(row.id)}>
                          {row.name}
                        </button>
                        <span className="paper-facts">
                          {sizeText(row.bytes)}，{dayOfInstant(row.attachedAt)} {row.attachedBy}
                        </span>
                        {mayKeep && (
                          <button
                            type="button"
                            className="quiet-button paper-facts"
                            aria-label={`移除 ${row.name}`}
                            onClick={() => setRemoving(row)}
                          >
                            移除
                          </button>
                        )}
                      </li>
                    ))}
                  </ul>
                </td>
                <td>
                  {mayKeep && (
                    <Button
                      size="small"
                      aria-label={`添加${PAPER_KIND_NAMES[kind]}`}
                      disabled={add.busy}
                      onClick={() => void add.run(kind)}
                    >
                      添加
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {removed.length > 0 && (
        <ul className="attachments-removed" aria-label="已移除的附件">
          {removed.map((row) => (
            <li key={row.id}>
              {PAPER_KIND_NAMES[row.paperKind]}
              <button type="button" className="quiet-button attachments-link" onClick={() => setShown(row.id)}>
                {row.name}
              </button>
              {row.removed && `${dayOfInstant(row.removed.at)} ${row.removed.by}移除，原因：${row.removed.reason}`}
            </li>
          ))}
        </ul>
      )}
      {shown !== undefined && (
        <AttachmentViewer
          attachments={present.some((row) => row.id === shown) ? present : removed}
          load={readPaper}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(undefined)}
        />
      )}
      {removing && <RemovePaperDialog paper={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}
