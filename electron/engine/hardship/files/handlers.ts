import { filesOperations as operations } from '#shared/contract/hardship/files.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { assess } from './assessment.ts';
import { readChoices } from './choices.ts';
import { listFiles } from './queries.ts';
import { openFile, readForm } from './record.ts';
import { saveFile } from './save-file.ts';

export const filesHandlers = {
  'hardship.list': bindRead(operations['hardship.list'], ({ db, today }, input) => listFiles(db, input, today)),
  'hardship.open': bindWrite(operations['hardship.open'], (context, { id }) => openFile(context, id)),
  'hardship.readForm': bindWrite(operations['hardship.readForm'], (context, { id }) => readForm(context, id)),
  'hardship.listChoices': bindRead(operations['hardship.listChoices'], ({ assetsFolder }) => readChoices(assetsFolder)),
  'hardship.assess': bindRead(operations['hardship.assess'], ({ db, today }, figures) => assess(db, figures, today)),
  'hardship.save': bindWrite(operations['hardship.save'], saveFile),
} satisfies Record<keyof typeof operations, Bound>;
