import type { InputOf, OperationName, Reply, ValueOf } from './contract/index.ts';

/** What a picker dialog asks for; the host turns it into file filters and a title. */
export type PickPurpose = 'spreadsheet' | 'books';
export interface PickedFile {
  /** Stands for the chosen file in later calls; the page never sees a path. */
  file: string;
  name: string;
}
export interface PickedFolder {
  folder: string;
  /** Shown to the person, e.g. `文档/小家账本`. */
  display: string;
}

/**
 * The only way from a page to the rest of the program: `window.xiaojia`. The desktop shell provides it through the
 * preload script, the preview through fetch; pages cannot tell the difference.
 */
export interface Bridge {
  readonly host: 'desktop' | 'preview';
  call(name: OperationName, input: unknown): Promise<Reply<unknown>>;
  pickFile(purpose: PickPurpose): Promise<PickedFile | undefined>;
  /** Photos and PDFs, several at once; none when the person cancels. */
  pickPapers(): Promise<PickedFile[]>;
  pickFolder(): Promise<PickedFolder | undefined>;
  /** Opens a folder in the computer's file manager; false where the host cannot (preview). */
  showFolder(folder: string): Promise<boolean>;
  /** Opens the print dialog for what the page has laid out as paper. */
  print(): Promise<void>;
  /** Saves what the page has laid out as paper as a PDF the person names; undefined when they cancel. */
  savePdf(suggestedName: string): Promise<{ name: string } | undefined>;
}

/** The typed face of {@link Bridge.call}. */
export type Call = <N extends OperationName>(name: N, input: InputOf<N>) => Promise<ValueOf<N>>;
