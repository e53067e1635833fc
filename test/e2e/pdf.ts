import { execFile } from 'node:child_process';

// PDFs as another program reads them: poppler, which Debian has as `poppler-utils`.

/** The text of a PDF, laid out like its pages. @throws Error when pdftotext is missing or cannot read it */
export async function textOf(pdf: Buffer): Promise<string> {
  return (await poppler('pdftotext', ['-layout', '-', '-'], pdf)).toString('utf8');
}

/** The first page of a PDF as a PNG. @throws Error when pdftoppm is missing or cannot read it */
export function pictureOf(pdf: Buffer): Promise<Buffer> {
  return poppler('pdftoppm', ['-png', '-r', '90', '-singlefile', '-'], pdf);
}

function poppler(program: string, args: readonly string[], pdf: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024, timeout: 30_000 },
      (error, said) => (error ? reject(error) : resolve(said)),
    );
    // a program that ended already says why by its exit
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(pdf);
  });
}
