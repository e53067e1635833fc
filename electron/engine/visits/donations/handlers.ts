import { donationsOperations as operations } from '#shared/contract/visits/donations.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { closeDrive, dropDrive, listDrives, readDrive, reopenDrive, saveDrive } from './drives.ts';
import { collectDonations, handOverDonations, listGifts, listGiverCandidates, takeBackDonation } from './money.ts';

export const donationsHandlers = {
  'visits.listDrives': bindRead(operations['visits.listDrives'], ({ db }, window) => listDrives(db, window)),
  'visits.readDrive': bindRead(operations['visits.readDrive'], ({ db }, { id }) => readDrive(db, id)),
  'visits.saveDrive': bindWrite(operations['visits.saveDrive'], saveDrive),
  'visits.dropDrive': bindWrite(operations['visits.dropDrive'], (context, { id }) => dropDrive(context, id)),
  'visits.listGiverCandidates': bindRead(operations['visits.listGiverCandidates'], ({ db }, input) =>
    listGiverCandidates(db, input),
  ),
  'visits.listGifts': bindRead(operations['visits.listGifts'], ({ db }, input) => listGifts(db, input)),
  'visits.collectDonations': bindWrite(operations['visits.collectDonations'], collectDonations),
  'visits.handOverDonations': bindWrite(operations['visits.handOverDonations'], handOverDonations),
  'visits.takeBackDonation': bindWrite(operations['visits.takeBackDonation'], takeBackDonation),
  'visits.closeDrive': bindWrite(operations['visits.closeDrive'], closeDrive),
  'visits.reopenDrive': bindWrite(operations['visits.reopenDrive'], reopenDrive),
} satisfies Record<keyof typeof operations, Bound>;
