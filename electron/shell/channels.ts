import type { PickedFile, PickedFolder, PickPurpose } from '#shared/bridge.ts';

/** What a page may ask of the shell; all of it, and nothing takes a path. Name -> arguments and answer. */
export interface ShellRequests {
  'shell.pickFile': (purpose: PickPurpose) => PickedFile | undefined;
  'shell.pickPapers': () => PickedFile[];
  'shell.pickFolder': () => PickedFolder | undefined;
  'shell.showFolder': (folder: string) => boolean;
  'shell.print': () => void;
  'shell.savePdf': (suggestedName: string) => { name: string } | undefined;
}
export type ShellRequest = keyof ShellRequests;

/** The page asks for its port to the engine; the shell answers on {@link ENGINE_CHANNEL} with the port. */
export const CONNECT_CHANNEL = 'shell.connect';
export const ENGINE_CHANNEL = 'shell.engine';
