/** The list of the package's files with their checksums. */
export const MANIFEST_FILE = '清单.json';

/** One file of an audit package. */
export interface PackageFile {
  name: string;
  sha256: string;
  bytes: number;
}
export interface CheckCounts {
  passed: number;
  failed: number;
}
