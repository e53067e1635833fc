import type { Bridge, PickedFile, PickPurpose } from '#shared/bridge.ts';
import type { Reply } from '#shared/contract/index.ts';

// `window.xiaojia` in a browser: the preview serves this file with its types taken out, in front of the program itself.
// It stands alone: type imports only.

const TABLES = '.xlsx,.xls,.csv,.txt';
const PAPERS = '.jpg,.jpeg,.jfif,.png,.webp,.pdf,.heic,.heif,.ofd';

function unreachable(reference: string): Reply<unknown> {
  return { ok: false, error: { code: 'program.unexpected', params: { reference } } };
}

/** The value that the preview answers with. @throws Error when it cannot be reached or turns the request away */
async function post<T>(path: string, type: string, body: BodyInit, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': type, ...headers }, body });
  if (!response.ok) throw new Error(`preview-${response.status}`);
  const { value }: { value: T } = await response.json();
  return value;
}

function ask<T>(path: string, input?: unknown): Promise<T> {
  return post<T>(path, 'application/json', JSON.stringify({ input }));
}

async function call(name: string, input: unknown): Promise<Reply<unknown>> {
  try {
    return await ask<Reply<unknown>>(`/call/${name}`, input);
  } catch (error) {
    return unreachable(
      error instanceof Error && error.message.startsWith('preview-') ? error.message : 'preview-stopped',
    );
  }
}

/** Files are uploaded to a private folder of the preview. */
function pickUploads(accept: string, multiple: boolean): Promise<PickedFile[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => {
      upload([...(input.files ?? [])]).then(resolve, reject);
    });
    input.click();
  });
}

async function upload(files: File[]): Promise<PickedFile[]> {
  const picked: PickedFile[] = [];
  for (const file of files) {
    const headers = { 'x-file-name': encodeURIComponent(file.name) };
    picked.push(await post<PickedFile>('/upload', 'application/octet-stream', file, headers));
  }
  return picked;
}

/** Books are never uploaded (that would change a copy): the person chooses among those in the default folder. */
async function pickBooks(): Promise<PickedFile | undefined> {
  const books = await ask<PickedFile[]>('/books');
  if (books.length === 0) {
    window.alert('默认文件夹里没有账本文件。浏览器里只能打开那里的账本。');
    return undefined;
  }
  const list = books.map(({ name }, index) => `${index + 1}. ${name}`).join('\n');
  const answer = window.prompt(`默认文件夹里的账本:\n${list}\n请输入序号`, '1');
  return answer === null ? undefined : books[Number(answer) - 1];
}

const bridge: Bridge = {
  host: 'preview',
  call,
  pickFile: async (purpose: PickPurpose) => (purpose === 'books' ? pickBooks() : (await pickUploads(TABLES, false))[0]),
  pickPapers: () => pickUploads(PAPERS, true),
  pickFolder: () => ask('/folder'),
  showFolder: () => Promise.resolve(false),
  print: async () => window.print(),
  savePdf: async () => {
    window.print();
    return undefined;
  },
};

Object.defineProperty(window, 'xiaojia', { value: Object.freeze(bridge), enumerable: true });
