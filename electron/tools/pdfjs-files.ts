import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Below the pages, beside their scripts; `renderer/features/ledger/attachments/pdf.ts` looks for them there. */
const FOLDER = 'pdfjs';

/**
 * Puts what pdf.js loads while it works beside the pages: its worker, the character maps and fonts without which a Chinese PDF
 * that embeds none stays blank, and the decoders of scans in plain JavaScript. The WebAssembly ones would need
 * `'wasm-unsafe-eval'`, and what runs scripts inside a PDF (quickjs, sandbox) is left out for good.
 */
export function pdfjsFiles(): Plugin {
  const library = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
  const files = [
    'build/pdf.worker.min.mjs',
    ...listFiles(library, 'cmaps', '.bcmap'),
    ...listFiles(library, 'standard_fonts', '.pfb'),
    ...listFiles(library, 'standard_fonts', '.ttf'),
    ...listFiles(library, 'wasm', '_nowasm_fallback.js'),
    'LICENSE',
  ];
  return {
    name: 'pdfjs-files',
    apply: 'build',
    generateBundle() {
      for (const file of files) {
        const fileName = `${FOLDER}/${file.replace(/^build\//, '')}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(library, file)) });
      }
    },
  };
}

function listFiles(library: string, folder: string, ending: string): string[] {
  return readdirSync(join(library, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}
