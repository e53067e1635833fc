import { PERMISSIONS } from '#shared/contract/operation.ts';
import { unionOperations as operations } from '#shared/contract/union.ts';
import { type Bound, bindHouse, bindRead, bindWrite } from '../bind.ts';
import { previewOpening, readOldChart, readShippedChart } from '../ledger/commands.ts';
import { readChosenGrid } from '../spreadsheet/chosen.ts';
import { saveProfile } from './profile.ts';
import { listResolutions, listTrail, readProfile } from './queries.ts';
import { saveResolution } from './resolutions.ts';
import { searchEverything } from './search.ts';
import { readWorkbench } from './workbench.ts';

export const unionHandlers = {
  'union.readProfile': bindRead(operations['union.readProfile'], ({ db }) => readProfile(db)),
  'union.saveProfile': bindWrite(operations['union.saveProfile'], saveProfile),
  'union.readWorkbench': bindRead(operations['union.readWorkbench'], ({ db, today }) => readWorkbench(db, today)),
  'union.search': bindRead(operations['union.search'], ({ db }, { text }) => searchEverything(db, text)),
  'union.listResolutions': bindRead(operations['union.listResolutions'], ({ db }) => listResolutions(db)),
  'union.saveResolution': bindWrite(operations['union.saveResolution'], saveResolution),
  'union.listTrail': bindRead(operations['union.listTrail'], ({ db, role }, window) =>
    listTrail(db, window, PERMISSIONS[role].includes('viewPersonal')),
  ),
  'union.readChart': bindHouse(operations['union.readChart'], (house) =>
    readShippedChart(house.options.assetsFolder).map(({ parentId: _, oldName: __, ...account }) => account),
  ),
  'union.previewOpening': bindHouse(operations['union.previewOpening'], async (house, { file, version }) => {
    const chosen = house.files.existing(file);
    const { assetsFolder } = house.options;
    const { grid } = await readChosenGrid(chosen);
    return previewOpening(grid, chosen.name, readShippedChart(assetsFolder), readOldChart(assetsFolder), version);
  }),
} satisfies Record<keyof typeof operations, Bound>;
