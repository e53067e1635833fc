import { render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { photoAddress } from '#renderer/components/attachments/content.ts';
import { VoucherAttachments } from '#renderer/components/attachments/VoucherAttachments.tsx';
import { VoucherPaper } from '#renderer/features/ledger/vouchers/VoucherPaper.tsx';
import { day, month } from '#shared/calendar.ts';
import type { Attachment, AttachmentList, PrintedVoucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type FakeBridge, type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

// pdf.js needs a canvas and a worker; that it draws is shown by the story in real Electron
const pdf = vi.hoisted(() => ({ pages: 3, drawn: [] as { page: number; width: number }[], closed: 0, problem: '' }));
vi.mock('#renderer/components/attachments/pdf.ts', () => {
  class PdfError extends Error {
    readonly problem: string;
    constructor(problem: string) {
      super(problem);
      this.problem = problem;
    }
  }
  return {
    PdfError,
    openPdf: async () => {
      if (pdf.problem !== '') throw new PdfError(pdf.problem);
      return {
        pages: pdf.pages,
        draw: (_: unknown, page: number, width: number) => {
          pdf.drawn.push({ page, width });
          return () => undefined;
        },
        close: () => {
          pdf.closed += 1;
        },
      };
    },
  };
});

// jsdom draws nothing: what would be made small stays as it is
vi.mock('#renderer/components/attachments/thumbnail.ts', () => ({
  thumbnailOf: async (id: string) => photoAddress(await call('ledger.readAttachment', { id })),
}));

const row = (id: string, name: string, change: Partial<Attachment> = {}): Attachment => ({
  id,
  name,
  kind: name.endsWith('.pdf') ? 'pdf' : 'jpeg',
  bytes: 319_488,
  attachedAt: '2026-03-05T02:00:00.000Z',
  attachedBy: '王会计',
  ...change,
});
let list: AttachmentList;
let bridge: FakeBridge;
const handlers: Handlers = {
  'ledger.listAttachments': () => list,
  'ledger.readAttachment': ({ id }) => {
    const found = list.rows.find((candidate) => candidate.id === id);
    if (!found) throw refuse('request.notFound', { what: '附件' });
    return { id, name: found.name, kind: found.kind, content: btoa(`content of ${id}`) };
  },
};
beforeEach(() => {
  Object.assign(pdf, { pages: 3, drawn: [], closed: 0, problem: '' });
  list = { open: true, rows: [row('a', '收据.jpg'), row('b', '电子发票.pdf'), row('c', '签到表.jpg')] };
  bridge = installBridge(handlers, {
    pickPapers: async () => [
      { file: 'file-12345678', name: '甲.jpg' },
      { file: 'file-23456789', name: '乙.pdf' },
    ],
    pickFolder: async () => ({ folder: 'folder-12345678', display: '文档/给审计' }),
  });
});
const show = () => renderInFrame(<VoucherAttachments voucherId="v-1" attachmentCount={4} />);
const viewer = () => screen.findByRole('dialog');

describe('the attachments of a voucher', () => {
  it('stand as small pictures and cards, beside the count that the voucher gives', async () => {
    show();
    expect(await screen.findByText('凭证写明 4 张，已存 3 个文件')).toBeDefined();
    const picture = await waitFor(() => {
      const found = screen.getByRole('button', { name: '打开 收据.jpg' }).querySelector('img');
      if (!found) throw new Error('no picture yet');
      return found;
    });
    expect(picture.src).toBe(`data:image/jpeg;base64,${btoa('content of a')}`);
    expect(within(screen.getByRole('button', { name: '打开 电子发票.pdf' })).getByText('PDF')).toBeDefined();
    expect(screen.getAllByText('312 KB')).toHaveLength(3);
    // a PDF is not read before somebody opens it
    expect(bridge.inputsOf('ledger.readAttachment')).not.toContainEqual({ id: 'b' });
  });

  it('are added with tokens only, several at once; the sentence of a refusal stays on the page', async () => {
    const { user } = show();
    bridge.set({
      'ledger.attachFiles': () => {
        throw refuse('ledger.attachmentHeic', { file: '甲.jpg' });
      },
    });
    await user.click(await screen.findByRole('button', { name: '添加附件' }));
    expect((await screen.findByRole('alert')).textContent).toContain('「甲.jpg」是 HEIC 照片');
    bridge.set({ 'ledger.attachFiles': () => list });
    await user.click(screen.getByRole('button', { name: '添加附件' }));
    expect(await screen.findByText('已添加 2 个附件')).toBeDefined();
    expect(bridge.inputsOf('ledger.attachFiles').at(-1)).toEqual({
      voucherId: 'v-1',
      files: ['file-12345678', 'file-23456789'],
    });
    expect(screen.queryByText(/HEIC/)).toBeNull();
  });

  it('can neither be added nor removed in a closed month, but looked at and saved', async () => {
    list = { ...list, open: false };
    show();
    await screen.findByRole('button', { name: '另存 收据.jpg' });
    expect(screen.queryByRole('button', { name: '添加附件' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^移除/ })).toBeNull();
  });

  it('can only be looked at by the committee', async () => {
    show();
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await waitFor(() => expect(screen.queryByRole('button', { name: /^(另存|移除|添加附件)/ })).toBeNull());
    expect(await screen.findByRole('button', { name: '打开 收据.jpg' })).toBeDefined();
  });

  it('that are none say what to do, or why nothing can be done', async () => {
    list = { open: true, rows: [] };
    const { unmount } = show();
    expect(await screen.findByText(/发票、签收表可以拍照或扫描/)).toBeDefined();
    unmount();
    list = { open: false, rows: [] };
    show();
    expect(await screen.findByText(/这个月已经结账/)).toBeDefined();
  });

  it('are removed with a reason, and stay visible as removed', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: '移除 签到表.jpg' }));
    const dialog = await viewer();
    await user.click(within(dialog).getByRole('button', { name: '移除' }));
    expect(within(dialog).getByText('没有填写')).toBeDefined();
    expect(bridge.inputsOf('ledger.removeAttachment')).toEqual([]);
    bridge.set({
      'ledger.removeAttachment': ({ id, reason }) => {
        list = {
          ...list,
          rows: list.rows.map((entry) =>
            entry.id === id ? { ...entry, removed: { at: '2026-03-15T12:00:00.000Z', by: '王会计', reason } } : entry,
          ),
        };
        return list;
      },
    });
    await user.type(within(dialog).getByLabelText('移除的原因'), '拍错了{Control>}{Enter}{/Control}');
    const removed = await screen.findByRole('list', { name: '已移除的附件' });
    expect(removed.textContent).toBe('2026-03-15 王会计移除签到表.jpg原因：拍错了');
    expect(screen.getByText('凭证写明 4 张，已存 2 个文件')).toBeDefined();
    await user.click(within(removed).getByRole('button', { name: '签到表.jpg' }));
    expect(await screen.findByRole('img', { name: '签到表.jpg' })).toBeDefined();
  });

  it('are saved into a folder that the person picks', async () => {
    const { user } = show();
    bridge.set({ 'ledger.saveAttachment': () => ({ fileName: '收据 (2).jpg', folderName: '给审计' }) });
    await user.click(await screen.findByRole('button', { name: '另存 收据.jpg' }));
    expect(await screen.findByText('已另存到「给审计」：收据 (2).jpg')).toBeDefined();
    expect(bridge.inputsOf('ledger.saveAttachment')).toEqual([{ id: 'a', folder: 'folder-12345678' }]);
  });

  it('whose file is damaged say so in place, with the sentence that names the backup', async () => {
    bridge.set({
      'ledger.readAttachment': () => {
        throw refuse('ledger.attachmentDamaged', { file: '收据.jpg', place: '附件/3f/3f.xja' });
      },
    });
    const { user } = show();
    const face = await screen.findByRole('button', { name: '打开 收据.jpg' });
    await within(face).findByText('打不开');
    await user.click(face);
    expect((await screen.findByRole('alert')).textContent).toContain('「附件/3f/3f.xja」');
  });
});

describe('the viewer', () => {
  it('goes through them by keyboard, zooms, turns the pages of a PDF and closes with Esc', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: '打开 收据.jpg' }));
    const dialog = await viewer();
    const photo = await within(dialog).findByRole('img', { name: '收据.jpg' });
    expect(within(dialog).getByText('第 1 个，共 3 个')).toBeDefined();
    expect(photo.parentElement?.style.width).toBe('100%');
    await user.keyboard('++');
    expect(photo.parentElement?.style.width).toBe('150%');
    await user.keyboard('-');
    expect(photo.parentElement?.style.width).toBe('125%');
    await user.keyboard('0');
    expect(photo.parentElement?.style.width).toBe('100%');
    await user.keyboard('{ArrowLeft}');
    expect(within(dialog).getByText('第 1 个，共 3 个')).toBeDefined();
    await user.keyboard('{ArrowRight}');
    expect(await within(dialog).findByRole('img', { name: '第 1 页' })).toBeDefined();
    expect(await within(dialog).findByText('第 1 / 3 页')).toBeDefined();
    await user.keyboard('{PageDown}{PageDown}{PageDown}');
    expect(await within(dialog).findByText('第 3 / 3 页')).toBeDefined();
    await user.keyboard('+');
    await waitFor(() => expect(pdf.drawn.at(-1)).toEqual({ page: 3, width: 900 * 1.25 * window.devicePixelRatio }));
    await user.keyboard('{ArrowRight}');
    expect(await within(dialog).findByRole('img', { name: '签到表.jpg' })).toBeDefined();
    // the worker of the PDF is ended
    expect(pdf.closed).toBe(1);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('img', { name: '签到表.jpg' })).toBeNull());
  });

  it.each([
    ['protected', /有打开密码/],
    ['broken', /打不开，可能不完整/],
  ])('says why a PDF that is %s is not shown', async (problem, sentence) => {
    pdf.problem = problem;
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: '打开 电子发票.pdf' }));
    expect(await screen.findByText(sentence)).toBeDefined();
  });

  it('leaves shortcuts with Ctrl to the program', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: '打开 收据.jpg' }));
    const photo = await screen.findByRole('img', { name: '收据.jpg' });
    await user.keyboard('{Control>}+{/Control}');
    expect(photo.parentElement?.style.width).toBe('100%');
  });
});

it('a printed voucher says how many sheets hang at it', () => {
  const voucher: PrintedVoucher = {
    id: 'v-1',
    number: '记-001',
    month: month('2026-03'),
    day: day('2026-03-05'),
    summary: '用品',
    amount: fen(100),
    counterparty: '',
    attachmentCount: 4,
    source: 'simple',
    preparedBy: '王会计',
    postedAt: '2026-03-05T02:00:00.000Z',
    entries: [],
    chair: '',
    cashier: '',
  };
  const { container } = render(<VoucherPaper vouchers={[voucher]} unit="滨江实验学校工会" />);
  expect(container.textContent).toContain('附件 4 张');
});
