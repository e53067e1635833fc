import { noticesOperations as operations } from '#shared/contract/dues/notices.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { noteCertificate, readCertificate } from './certificate.ts';
import { readDisclosure } from './disclosure.ts';
import { disclosureWorkbook } from './disclosure-workbook.ts';
import { readNoticeTexts, saveNoticeTexts } from './texts.ts';
import { readYearReport } from './year-report.ts';

export const noticesHandlers = {
  'dues.readDisclosure': bindRead(operations['dues.readDisclosure'], ({ db, today }, choice) =>
    readDisclosure(db, today, choice),
  ),
  'dues.exportDisclosure': bindPreparedWrite(
    operations['dues.exportDisclosure'],
    (context, { folder: _, ...choice }) => disclosureWorkbook(context, choice),
    (context, { folder, ...choice }, { fileName, bytes, members }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({
        subject: 'levy',
        id: 'disclosure',
        label: fileName,
        after: { folder: chosen.name, members, ...choice },
      });
      return { fileName, members };
    },
  ),
  'dues.readYearReport': bindRead(operations['dues.readYearReport'], ({ db }, { year }) => readYearReport(db, year)),
  'dues.readCertificate': bindRead(operations['dues.readCertificate'], ({ db, today }, input) =>
    readCertificate(db, today, input),
  ),
  'dues.noteCertificate': bindWrite(operations['dues.noteCertificate'], noteCertificate),
  'dues.readNoticeTexts': bindRead(operations['dues.readNoticeTexts'], ({ db }) => readNoticeTexts(db)),
  'dues.saveNoticeTexts': bindWrite(operations['dues.saveNoticeTexts'], saveNoticeTexts),
} satisfies Record<keyof typeof operations, Bound>;
