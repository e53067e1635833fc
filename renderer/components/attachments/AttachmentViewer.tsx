import { LeftOutlined, MinusOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Notice } from '#renderer/components/Notice.tsx';
import { type LoadContent, loadAttachment, useContent } from './content.ts';
import { PdfView } from './PdfView.tsx';
import { PhotoView } from './PhotoView.tsx';
import './attachments.css';

const ZOOMS: readonly number[] = [1, 1.25, 1.5, 2, 3, 4, 6];

/** What the viewer says of a kept file. */
interface Shown {
  id: string;
  name: string;
}

interface AttachmentViewerProps<T extends Shown> {
  attachments: readonly T[];
  /** Reads the file of one of them; papers of vouchers unless it says otherwise. */
  load?: LoadContent;
  /** The id of the one that is shown. */
  shown: string;
  onShow: (id: string) => void;
  onClose: () => void;
  onSave?: (attachment: T) => void;
}

/**
 * Attachments large, one at a time. Left and right go to the others, + and - zoom, 0 fits, PageUp and PageDown turn the pages
 * of a PDF, Esc closes.
 */
export function AttachmentViewer<T extends Shown>(props: AttachmentViewerProps<T>) {
  const { attachments, load = loadAttachment, shown, onShow, onClose, onSave } = props;
  const index = attachments.findIndex((attachment) => attachment.id === shown);
  const attachment = attachments[index];
  const stage = useRef<HTMLElement>(null);
  if (!attachment) return null;
  const step = (by: number) => attachments[index + by];
  const go = (by: number) => {
    const next = step(by);
    if (next) onShow(next.id);
  };
  return (
    <Modal
      open
      centered
      footer={null}
      width="min(1280px, 96vw)"
      className="attachment-viewer"
      title={
        <span className="viewer-title">
          <span className="viewer-name">{attachment.name}</span>
          {attachments.length > 1 && (
            <span className="viewer-soft">
              第 {index + 1} 个，共 {attachments.length} 个
            </span>
          )}
        </span>
      }
      onCancel={onClose}
      afterOpenChange={(open) => open && stage.current?.focus()}
    >
      <Stage
        key={shown}
        stage={stage}
        attachment={attachment}
        load={load}
        onGo={go}
        hasPrevious={index > 0}
        hasNext={step(1) !== undefined}
      >
        {onSave && <Button onClick={() => onSave(attachment)}>另存</Button>}
      </Stage>
    </Modal>
  );
}

interface StageProps {
  stage: RefObject<HTMLElement | null>;
  attachment: Shown;
  load: LoadContent;
  onGo: (by: number) => void;
  hasPrevious: boolean;
  hasNext: boolean;
  children: ReactNode;
}

/** One attachment with its buttons; starts anew for each. */
function Stage({ stage, attachment, load, onGo, hasPrevious, hasNext, children }: StageProps) {
  const { content, error } = useContent(attachment.id, load);
  const [zoom, setZoom] = useState(1);
  useKeptMiddle(stage, zoom);
  const [page, setPage] = useState(1);
  const [pages, setPages] = useState(1);
  const larger = ZOOMS.find((candidate) => candidate > zoom);
  const smaller = ZOOMS.findLast((candidate) => candidate < zoom);
  const turn = (by: number) => setPage(Math.min(Math.max(page + by, 1), pages));

  const keys: Record<string, () => void> = {
    ArrowLeft: () => onGo(-1),
    ArrowRight: () => onGo(1),
    '+': () => larger !== undefined && setZoom(larger),
    '=': () => larger !== undefined && setZoom(larger),
    '-': () => smaller !== undefined && setZoom(smaller),
    '0': () => setZoom(1),
    ...(pages > 1 ? { PageUp: () => turn(-1), PageDown: () => turn(1) } : {}),
  };
  // on the window: a button that was just used up (the last page) would swallow the keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return (
    <div className="viewer">
      <div className="viewer-bar">
        <Button icon={<LeftOutlined aria-hidden />} disabled={!hasPrevious} title="←" onClick={() => onGo(-1)}>
          上一个
        </Button>
        <Button
          icon={<RightOutlined aria-hidden />}
          iconPlacement="end"
          disabled={!hasNext}
          title="→"
          onClick={() => onGo(1)}
        >
          下一个
        </Button>
        {pages > 1 && (
          <span className="viewer-group">
            <Button disabled={page === 1} title="PageUp" onClick={() => turn(-1)}>
              上一页
            </Button>
            <span className="viewer-soft">
              第 {page} / {pages} 页
            </span>
            <Button disabled={page === pages} title="PageDown" onClick={() => turn(1)}>
              下一页
            </Button>
          </span>
        )}
        <span className="viewer-group viewer-right">
          <Button
            aria-label="缩小"
            title="-"
            icon={<MinusOutlined aria-hidden />}
            disabled={smaller === undefined}
            onClick={keys['-']}
          />
          <span className="viewer-soft viewer-zoom">{Math.round(zoom * 100)}%</span>
          <Button
            aria-label="放大"
            title="+"
            icon={<PlusOutlined aria-hidden />}
            disabled={larger === undefined}
            onClick={keys['+']}
          />
          <Button disabled={zoom === 1} title="0" onClick={keys['0']}>
            适合窗口
          </Button>
          {children}
        </span>
      </div>
      <Notice tone="red">{error}</Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="viewer-stage" aria-label={attachment.name} tabIndex={0} ref={stage}>
        {content &&
          (content.kind === 'pdf' ? (
            <PdfView content={content} page={page} zoom={zoom} onPages={setPages} />
          ) : (
            <PhotoView content={content} zoom={zoom} />
          ))}
      </section>
    </div>
  );
}

/** What is in the middle of the room stays there when it gets larger or smaller. */
function useKeptMiddle(stage: RefObject<HTMLElement | null>, zoom: number): void {
  const middle = useRef({ x: 0.5, y: 0 });
  useEffect(() => {
    const element = stage.current;
    const note = () => {
      if (!element) return;
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
      const along = (from: number, seen: number, whole: number) => (whole > seen ? (from + seen / 2) / whole : 0.5);
      middle.current = {
        x: along(scrollLeft, clientWidth, scrollWidth),
        y: along(scrollTop, clientHeight, scrollHeight),
      };
    };
    element?.addEventListener('scroll', note);
    return () => element?.removeEventListener('scroll', note);
  }, [stage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the zoom that moves things
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    const { x, y } = middle.current;
    element.scrollLeft = x * element.scrollWidth - element.clientWidth / 2;
    element.scrollTop = y * element.scrollHeight - element.clientHeight / 2;
  }, [zoom]);
}
