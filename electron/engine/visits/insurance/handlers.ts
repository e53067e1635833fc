import { insuranceOperations as operations } from '#shared/contract/visits/insurance.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { decideClaim, listClaims, payClaim, readClaim, saveClaim, takeBackPayout } from './claims.ts';
import { exportParticipants, prepareParticipants } from './export.ts';
import {
  addParticipants,
  carryParticipants,
  dropParticipants,
  listParticipants,
  saveParticipant,
} from './participants.ts';
import { listInsurance, savePlan, saveYear } from './plans.ts';
import { listPremiums, postPremiums, previewPremiums, takeBackPremiums } from './premiums.ts';
import { listRenewals } from './renewals.ts';

export const insuranceHandlers = {
  'visits.listInsurance': bindRead(operations['visits.listInsurance'], ({ db }) => listInsurance(db)),
  'visits.saveInsurancePlan': bindWrite(operations['visits.saveInsurancePlan'], savePlan),
  'visits.saveInsuranceYear': bindWrite(operations['visits.saveInsuranceYear'], saveYear),
  'visits.listParticipants': bindRead(operations['visits.listParticipants'], ({ db }, input) =>
    listParticipants(db, input),
  ),
  'visits.addParticipants': bindWrite(operations['visits.addParticipants'], addParticipants),
  'visits.carryParticipants': bindWrite(operations['visits.carryParticipants'], (context, { yearId }) =>
    carryParticipants(context, yearId),
  ),
  'visits.saveParticipant': bindWrite(operations['visits.saveParticipant'], saveParticipant),
  'visits.dropParticipants': bindWrite(operations['visits.dropParticipants'], dropParticipants),
  'visits.exportParticipants': bindPreparedWrite(
    operations['visits.exportParticipants'],
    prepareParticipants,
    exportParticipants,
  ),
  'visits.previewPremiums': bindRead(operations['visits.previewPremiums'], ({ db }, input) =>
    previewPremiums(db, input),
  ),
  'visits.postPremiums': bindWrite(operations['visits.postPremiums'], postPremiums),
  'visits.listPremiums': bindRead(operations['visits.listPremiums'], ({ db }, { yearId }) => listPremiums(db, yearId)),
  'visits.takeBackPremiums': bindWrite(operations['visits.takeBackPremiums'], takeBackPremiums),
  'visits.listClaims': bindRead(operations['visits.listClaims'], ({ db }, input) => listClaims(db, input)),
  'visits.readClaim': bindRead(operations['visits.readClaim'], ({ db }, { id }) => readClaim(db, id)),
  'visits.saveClaim': bindWrite(operations['visits.saveClaim'], saveClaim),
  'visits.decideClaim': bindWrite(operations['visits.decideClaim'], decideClaim),
  'visits.payClaim': bindWrite(operations['visits.payClaim'], payClaim),
  'visits.takeBackPayout': bindWrite(operations['visits.takeBackPayout'], takeBackPayout),
  'visits.listRenewals': bindRead(operations['visits.listRenewals'], ({ db, today }) => listRenewals(db, today)),
} satisfies Record<keyof typeof operations, Bound>;
