import { assetsOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { saveAsset } from './cards.ts';
import { previewDepreciation, runDepreciation } from './depreciation.ts';
import { readDepreciationTable } from './depreciation-table.ts';
import { disposeAsset, previewDisposal } from './disposal.ts';
import { registerWorkbook } from './export.ts';
import { getAsset, listAssets } from './list.ts';
import { moveAssets } from './moves.ts';
import { dropOpeningAsset, saveOpeningAsset } from './opening.ts';
import { buyAsset, previewPurchase } from './purchase.ts';
import { assetTies } from './register.ts';
import { readSettings, saveCategory, saveSettings } from './settings.ts';
import { dropStocktake, finishStocktake, saveLines, startStocktake } from './stocktake.ts';
import { dropFound, saveFound } from './stocktake-found.ts';
import { listStocktakes, readStocktake } from './stocktake-sheet.ts';
import { takeBackDepreciation, takeBackDisposal, takeBackPurchase } from './take-back.ts';

export const assetsHandlers = {
  'ledger.readAssetSettings': bindRead(operations['ledger.readAssetSettings'], readSettings),
  'ledger.saveAssetSettings': bindWrite(operations['ledger.saveAssetSettings'], saveSettings),
  'ledger.saveAssetCategory': bindWrite(operations['ledger.saveAssetCategory'], saveCategory),
  'ledger.listAssets': bindRead(operations['ledger.listAssets'], ({ db }, query) => listAssets(db, query)),
  'ledger.getAsset': bindRead(operations['ledger.getAsset'], ({ db }, { id }) => getAsset(db, id)),
  'ledger.readAssetTies': bindRead(operations['ledger.readAssetTies'], ({ db }) => assetTies(db)),
  'ledger.saveAsset': bindWrite(operations['ledger.saveAsset'], saveAsset),
  'ledger.saveOpeningAsset': bindWrite(operations['ledger.saveOpeningAsset'], saveOpeningAsset),
  'ledger.dropOpeningAsset': bindWrite(operations['ledger.dropOpeningAsset'], (context, { id }) =>
    dropOpeningAsset(context, id),
  ),
  'ledger.moveAssets': bindWrite(operations['ledger.moveAssets'], moveAssets),
  'ledger.previewPurchase': bindRead(operations['ledger.previewPurchase'], previewPurchase),
  'ledger.buyAsset': bindWrite(operations['ledger.buyAsset'], buyAsset),
  'ledger.takeBackPurchase': bindWrite(operations['ledger.takeBackPurchase'], takeBackPurchase),
  'ledger.readDepreciation': bindRead(operations['ledger.readDepreciation'], ({ db }, { year }) =>
    readDepreciationTable(db, year),
  ),
  'ledger.previewDepreciation': bindRead(operations['ledger.previewDepreciation'], previewDepreciation),
  'ledger.runDepreciation': bindWrite(operations['ledger.runDepreciation'], runDepreciation),
  'ledger.takeBackDepreciation': bindWrite(operations['ledger.takeBackDepreciation'], takeBackDepreciation),
  'ledger.previewDisposal': bindRead(operations['ledger.previewDisposal'], previewDisposal),
  'ledger.disposeAsset': bindWrite(operations['ledger.disposeAsset'], disposeAsset),
  'ledger.takeBackDisposal': bindWrite(operations['ledger.takeBackDisposal'], takeBackDisposal),
  'ledger.listStocktakes': bindRead(operations['ledger.listStocktakes'], ({ db }) => listStocktakes(db)),
  'ledger.readStocktake': bindRead(operations['ledger.readStocktake'], ({ db }, { id }) => readStocktake(db, id)),
  'ledger.startStocktake': bindWrite(operations['ledger.startStocktake'], startStocktake),
  'ledger.saveStocktakeLines': bindWrite(operations['ledger.saveStocktakeLines'], saveLines),
  'ledger.saveStocktakeFound': bindWrite(operations['ledger.saveStocktakeFound'], saveFound),
  'ledger.dropStocktakeFound': bindWrite(operations['ledger.dropStocktakeFound'], (context, { id, foundId }) =>
    dropFound(context, id, foundId),
  ),
  'ledger.finishStocktake': bindWrite(operations['ledger.finishStocktake'], finishStocktake),
  'ledger.dropStocktake': bindWrite(operations['ledger.dropStocktake'], (context, { id }) =>
    dropStocktake(context, id),
  ),
  'ledger.exportAssets': bindPreparedWrite(
    operations['ledger.exportAssets'],
    (context, { month }) => registerWorkbook(context, month),
    (context, { folder, month }, { fileName, bytes, cards }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({ subject: 'asset', id: month, label: fileName, after: { folder: chosen.name, cards } });
      return { fileName, cards };
    },
  ),
} satisfies Record<keyof typeof operations, Bound>;
