import { useEffect, useRef, useState } from 'react';
import type { AttachmentContent } from '#shared/contract/ledger.ts';
import { bytesOf } from './content.ts';
import { type OpenPdf, openPdf, PdfError, type PdfProblem } from './pdf.ts';

const PAGE_WIDTH = 900;
const SENTENCES: Readonly<Record<PdfProblem, string>> = {
  protected: '这个 PDF 有打开密码，这里看不了；请另存后用密码打开，或换成没有密码的再添加。',
  broken: '这个 PDF 打不开，可能不完整；可以另存后用别的程序看看。',
};

interface PdfViewProps {
  content: AttachmentContent;
  /** Counted from 1. */
  page: number;
  zoom: number;
  /** Tells how many pages there are, once that is known. */
  onPages: (pages: number) => void;
}

/** One page of a PDF. */
export function PdfView({ content, page, zoom, onPages }: PdfViewProps) {
  const [pdf, setPdf] = useState<OpenPdf>();
  const [problem, setProblem] = useState<PdfProblem>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for each content; whom to tell does not matter for that
  useEffect(() => {
    let gone = false;
    let opened: OpenPdf | undefined;
    openPdf(bytesOf(content)).then(
      (made) => {
        opened = made;
        if (gone) return made.close();
        setPdf(made);
        onPages(made.pages);
      },
      (error: unknown) => gone || setProblem(error instanceof PdfError ? error.problem : 'broken'),
    );
    return () => {
      gone = true;
      opened?.close();
    };
  }, [content]);
  if (problem !== undefined) return <p className="viewer-say">{SENTENCES[problem]}</p>;
  if (!pdf) return null;
  // a canvas that was drawn on is not used again: the next page or size gets a fresh one
  return <Page key={`${page}@${zoom}`} pdf={pdf} page={page} zoom={zoom} onProblem={() => setProblem('broken')} />;
}

interface PageProps {
  pdf: OpenPdf;
  page: number;
  zoom: number;
  onProblem: () => void;
}

function Page({ pdf, page, zoom, onProblem }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or zoom is another canvas (its key)
  useEffect(() => {
    if (!canvas.current) return undefined;
    return pdf.draw(canvas.current, page, PAGE_WIDTH * zoom * window.devicePixelRatio, onProblem);
  }, [pdf]);
  return (
    <div className="viewer-page" style={{ width: `calc(min(100%, ${PAGE_WIDTH}px) * ${zoom})` }}>
      <canvas ref={canvas} role="img" aria-label={`第 ${page} 页`} />
    </div>
  );
}
