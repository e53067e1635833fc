import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Where the build puts what pdf.js loads while it works (electron/tools/pdfjs-files.ts). */
const FOLDER = 'pdfjs/';
/** A3 scanned at 600 dpi is 70 million; what is larger is left blank rather than filling the memory. */
const LARGEST_IMAGE_PIXELS = 100_000_000;
/** A page is drawn at most this large, however far it is zoomed. */
const LARGEST_CANVAS_PIXELS = 32_000_000;

/** Why a PDF cannot be shown. */
export type PdfProblem = 'protected' | 'broken';

export interface OpenPdf {
  pages: number;
  /**
   * Draws one page, `width` device pixels wide.
   * @param onProblem called when the page cannot be drawn
   * @returns stops drawing
   */
  draw(canvas: HTMLCanvasElement, page: number, width: number, onProblem: () => void): () => void;
  /** Ends the worker, also one that is still busy. */
  close(): void;
}

/**
 * Opens a PDF for looking at. It is read in a worker of its own; scripts, forms and links in it are dead, and nothing is
 * loaded but the program's own character maps, fonts and decoders. No WebAssembly: the content policy of the pages forbids it.
 * @throws PdfProblem wrapped in a {@link PdfError}
 */
export async function openPdf(content: Uint8Array): Promise<OpenPdf> {
  const { getDocument, GlobalWorkerOptions, PasswordException } = await import('pdfjs-dist');
  const at = (path: string) => new URL(FOLDER + path, document.baseURI).href;
  GlobalWorkerOptions.workerSrc = at('pdf.worker.min.mjs');
  const task = getDocument({
    data: content,
    cMapUrl: at('cmaps/'),
    standardFontDataUrl: at('standard_fonts/'),
    wasmUrl: at('wasm/'),
    useWasm: false,
    enableXfa: false,
    maxImageSize: LARGEST_IMAGE_PIXELS,
    verbosity: 0,
  });
  try {
    const opened = await task.promise;
    return {
      pages: opened.numPages,
      draw: (canvas, page, width, onProblem) => draw(opened, canvas, page, width, onProblem),
      close: () => void task.destroy(),
    };
  } catch (error) {
    void task.destroy();
    throw new PdfError(error instanceof PasswordException ? 'protected' : 'broken');
  }
}

export class PdfError extends Error {
  readonly problem: PdfProblem;
  constructor(problem: PdfProblem) {
    super(problem);
    this.problem = problem;
  }
}

function draw(
  opened: PDFDocumentProxy,
  canvas: HTMLCanvasElement,
  number: number,
  width: number,
  onProblem: () => void,
): () => void {
  let stopped = false;
  let stop = () => {};
  const work = async () => {
    const page = await opened.getPage(number);
    if (stopped) return;
    const natural = page.getViewport({ scale: 1 });
    const most = Math.sqrt(LARGEST_CANVAS_PIXELS / (natural.width * natural.height));
    const viewport = page.getViewport({ scale: Math.min(width / natural.width, most) });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const task = page.render({ canvas, viewport });
    stop = () => task.cancel();
    await task.promise;
  };
  work().catch(() => {
    if (!stopped) onProblem();
  });
  return () => {
    stopped = true;
    stop();
  };
}
