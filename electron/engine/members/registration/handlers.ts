import { registrationOperations as operations } from '#shared/contract/members/registration.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listOwnFields, orderOwnFields, removeOwnField, retireOwnField, saveOwnField } from './own-fields.ts';
import { readChosenPhoto, readPhoto } from './photo.ts';
import { askWholeNumbers, listForms, listRosterLines, readForm } from './print.ts';
import { readRegistration, saveRegistration } from './save.ts';

export const registrationHandlers = {
  'members.getRegistration': bindRead(operations['members.getRegistration'], ({ db }, { id }) =>
    readRegistration(db, id),
  ),
  'members.saveRegistration': bindPreparedWrite(
    operations['members.saveRegistration'],
    async (context, { photo }) =>
      typeof photo === 'object' ? await readChosenPhoto(context.chosenFile(photo.file)) : photo,
    (context, { photo: _, ...input }, chosen) => saveRegistration(context, input, chosen),
  ),
  'members.readPhoto': bindRead(operations['members.readPhoto'], (context, { id }) => readPhoto(context, id)),
  'members.previewPhoto': bindRead(operations['members.previewPhoto'], async (context, { file }) => {
    const { kind, content } = await readChosenPhoto(context.chosenFile(file));
    return { kind, content: content.toString('base64') };
  }),
  'members.listFields': bindRead(operations['members.listFields'], ({ db }) => listOwnFields(db)),
  'members.saveField': bindWrite(operations['members.saveField'], saveOwnField),
  'members.orderFields': bindWrite(operations['members.orderFields'], (context, { ids }) =>
    orderOwnFields(context, ids),
  ),
  'members.retireField': bindWrite(operations['members.retireField'], retireOwnField),
  'members.removeField': bindWrite(operations['members.removeField'], (context, { id }) => removeOwnField(context, id)),
  'members.listForms': bindRead(operations['members.listForms'], ({ db, today }, { id, offset, limit, ...filter }) =>
    id === undefined ? listForms(db, filter, { offset, limit }, today) : { total: 1, rows: [readForm(db, id)] },
  ),
  'members.listRosterLines': bindRead(
    operations['members.listRosterLines'],
    ({ db, today }, { offset, limit, ...filter }) => listRosterLines(db, filter, { offset, limit }, today),
  ),
  'members.askWholeNumbers': bindWrite(operations['members.askWholeNumbers'], askWholeNumbers),
} satisfies Record<keyof typeof operations, Bound>;
