import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { BINJIANG, PASSPHRASE } from '../engine/support.ts';
import { value } from './ask.ts';
import { launch } from './launch.ts';
import type { Story } from './story.ts';

/** A voucher with a photo and a PDF that embeds no font, kept and shown by the real program under its real content policy. */
const story: Story = {
  title: 'Attachments of a voucher',
  play: async ({ stage, check, screenshot, paper }) => {
    const desk = await stage.newFolder('desk');
    const photo = join(desk, '签到表.png');
    const invoice = join(desk, '电子发票.pdf');
    const fake = join(desk, '网页.pdf');
    await writeFile(photo, stripes(600, 400));
    await writeFile(invoice, chineseInvoice());
    await writeFile(fake, '<html><script>alert(1)</script></html>');
    const desktop = await launch(stage);
    const { page } = desktop;
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    try {
      const { suggestedFolder } = await value(page, 'books.readStatus', {});
      await value(page, 'books.create', { folder: suggestedFolder.folder, setup: BINJIANG, passphrase: PASSPHRASE });
      await value(page, 'ledger.recordSimple', {
        direction: 'expense',
        purposeId: 'ex-sport',
        amount: fen(116_000),
        method: 'bank',
        day: day('2026-03-05'),
        summary: '羽毛球比赛用品',
        attachmentCount: 2,
      });
      await page.reload();
      await page.getByRole('navigation').getByText('经费账').click();
      await page.getByText('凭证', { exact: true }).first().click();
      await page.getByText('羽毛球比赛用品').first().click();
      const section = page.getByRole('region', { name: '附件' });
      await check('a page that calls itself a PDF is refused with a sentence', async () => {
        await desktop.answerDialogs([fake]);
        await section.getByRole('button', { name: '添加附件' }).click();
        await section.getByText('「网页.pdf」不是').waitFor();
      });
      await check('a photo and a PDF are taken', async () => {
        for (const path of [photo, invoice]) {
          await desktop.answerDialogs([path]);
          await section.getByRole('button', { name: '添加附件' }).click();
          await section.getByRole('button', { name: `打开 ${path.slice(desk.length + 1)}` }).waitFor();
        }
        await section.getByText('凭证写明 2 张，已存 2 个文件').waitFor();
      });
      await section.scrollIntoViewIfNeeded();
      await screenshot(page, '附件');
      const viewer = page.getByRole('dialog');
      await check('the photo opens large', async () => {
        await section.getByRole('button', { name: '打开 签到表.png' }).click();
        await viewer.locator('.viewer-photo img').waitFor();
        await page.waitForFunction(
          () => document.querySelector<HTMLImageElement>('.viewer-photo img')?.naturalWidth === 600,
        );
      });
      await screenshot(page, '照片');
      await check("the next one is the PDF, drawn with the program's own Chinese character map", async () => {
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(inkOnPage, undefined, { timeout: 15_000 });
      });
      await screenshot(page, 'PDF');
      await check('Esc closes it, and the drawer stays', async () => {
        await page.keyboard.press('Escape');
        await viewer.locator('.viewer').waitFor({ state: 'detached' });
        await section.waitFor();
      });
      await check('the voucher is printed as 记账凭证 that names its two papers', async () => {
        const file = join(desk, '记账凭证.pdf');
        await desktop.answerSaveDialog(file);
        await page.getByRole('dialog').getByRole('button', { name: '存为 PDF' }).click();
        await page.getByText('已存为「记账凭证.pdf」').waitFor();
        const text = (await paper(await readFile(file), '纸面-记账凭证')).replace(/\s+/g, '');
        for (const words of PRINTED) assert.ok(text.includes(words), `${words}\n${text}`);
        assert.ok(!text.includes('已添加'), `a message is printed over the form\n${text}`);
      });
      await check('nothing was refused by the content policy, and nothing ran', () => {
        assert.deepEqual(
          complaints.filter((text) => /Content Security Policy|wasm|eval|alert|blocked/i.test(text)),
          [],
        );
      });
      await check('the plain file is written where the person says, byte for byte', async () => {
        const folder = await stage.newFolder('给审计');
        await desktop.answerDialogs([folder]);
        await section.getByRole('button', { name: '另存 电子发票.pdf' }).click();
        await page.getByText('已另存到').waitFor();
        assert.ok((await readFile(join(folder, '电子发票.pdf'))).equals(await readFile(invoice)));
      });
    } finally {
      await desktop.close();
    }
  },
};
export default story;

/** What must stand on the form, without white space. */
const PRINTED = [
  '记账凭证',
  '单位：滨江实验学校工会委员会',
  '2026年3月5日',
  '记-001',
  '附件2张',
  '羽毛球比赛用品',
  '职工活动支出',
  '文体活动支出',
  '银行存款',
  '1,160.00',
  '人民币大写',
  '壹仟壹佰陆拾元整',
  '审核',
  '制单：陈静',
];

/** In the page: the canvas has been drawn on, with more than a frame round it. */
function inkOnPage(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('.viewer-page canvas');
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (!pixels) return false;
  let dark = 0;
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 100 && (pixels[at + 3] ?? 0) > 200) dark += 1;
  return dark > 2000;
}

/** A PDF as invoices come: Chinese text in a font that is not in the file, and a script that must never run. */
function chineseInvoice(): Buffer {
  const text = Buffer.from('电子普通发票羽毛球拍十二副价税合计一千二百六十元', 'utf16le').swap16().toString('hex');
  const content = `BT /F1 22 Tf 24 200 Td <${text}> Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\("alert"\\);)>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 300]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>',
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 6 0 R/DW 1000>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
  ];
  let pdf = '%PDF-1.7\n';
  const starts = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  return Buffer.from(
    `${pdf}${head}${table}trailer <</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${pdf.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A picture of grey stripes. */
function stripes(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.from([0]), Buffer.alloc(width, y % 40 < 20 ? 235 : 120)]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
