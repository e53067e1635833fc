// The layer check: which room may import from which (README, "The map"). Run by `npm run check`.
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const ROOMS = ['shared', 'electron', 'renderer', 'test'];
const FEATURES = ['union', 'members', 'dues', 'hardship', 'visits', 'ledger', 'review'];
/** Engine files of a feature that other features may use. */
const FEATURE_DOOR = /^electron\/engine\/(\w+)\/(commands|package-result)\.ts$/;
/** The one file that binds every feature's operations. */
const HANDLER_TABLE = 'electron/engine/handlers.ts';
/** The only places that know these libraries. */
const LIBRARY_HOMES: Readonly<Record<string, RegExp>> = {
  hucre: /^(electron\/engine\/spreadsheet\/|test\/)/,
  '@e965/xlsx': /^(electron\/engine\/spreadsheet\/|test\/)/,
  'better-sqlite3': /^(electron\/engine\/(database|books\/lock-file)\.ts|test\/)/,
  electron: /^(electron\/(main|preload|engine)\.ts|electron\/shell\/|test\/e2e\/)/,
  'date-fns': /^(shared\/calendar\.ts|test\/)/,
  'pdfjs-dist': /^renderer\/components\/attachments\/pdf\.ts$/,
  'chinese-days': /^shared\/working-days\.ts$/,
  dayjs: /^renderer\/components\/dayjs-seam\.ts$/,
};

/** What shared/ may know: nothing that reads, draws or talks to a system. */
const PURE_LIBRARIES: ReadonlySet<string> = new Set(['zod', 'date-fns', 'pinyin-pro', 'chinese-days']);

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Every module a file names in an import, export-from or dynamic import. */
function importsOf(file: string): string[] {
  const program = parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    if (
      'source' in node &&
      typeof node.source === 'object' &&
      node.source !== null &&
      'value' in node.source &&
      typeof node.source.value === 'string'
    ) {
      found.push(node.source.value);
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return found;
}

/** A project file's path, or undefined for a library. */
function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.'))
    return relative(root, resolve(root, dirname(file), specifier))
      .split(sep)
      .join('/');
  return undefined;
}

function libraryOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function complaint(file: string, specifier: string): string | undefined {
  const room = file.split('/')[0] ?? '';
  const to = target(file, specifier);
  if (to === undefined) {
    const library = libraryOf(specifier);
    const home = LIBRARY_HOMES[library];
    if (home && !home.test(file)) return `only ${home} may know ${library}`;
    const isNode = isBuiltin(specifier);
    if (room === 'renderer' && isNode) return 'pages run in a sandbox without Node';
    if (room === 'shared' && (isNode || !PURE_LIBRARIES.has(library))) return 'shared is pure';
    return undefined;
  }
  const toRoom = to.split('/')[0] ?? '';
  if (room === 'test') return undefined;
  if (toRoom === 'test') return 'the program does not import its tests';
  if (room === 'shared' && toRoom !== 'shared') return 'shared imports nothing from elsewhere';
  if (room === 'renderer' && toRoom === 'electron') return 'pages reach the engine only through the contract';
  if (room === 'electron' && toRoom === 'renderer') return 'the engine does not know the pages';
  if (file.startsWith('electron/engine/') && to.startsWith('electron/') && !to.startsWith('electron/engine/'))
    return 'the engine does not know its hosts';
  const own = /^electron\/engine\/(\w+)\//.exec(file)?.[1] ?? '';
  const other = /^electron\/engine\/(\w+)\//.exec(to)?.[1] ?? '';
  const open =
    FEATURE_DOOR.test(to) ||
    (file === HANDLER_TABLE && to.endsWith('/handlers.ts')) ||
    // the worker thread is where the package is written
    (own === 'jobs' && to === 'electron/engine/review/package.ts');
  if (FEATURES.includes(other) && other !== own && !open) return `use ${other}/commands.ts, not its inside`;
  const ownPage = /^renderer\/features\/(\w+)\//.exec(file)?.[1];
  const otherPage = /^renderer\/features\/(\w+)\//.exec(to)?.[1];
  if (ownPage && otherPage && ownPage !== otherPage) return 'what two features share belongs in renderer/components';
  if (file.startsWith('renderer/components/') && to.startsWith('renderer/features/'))
    return 'components do not know features';
  return undefined;
}

const complaints: string[] = [];
let count = 0;
for (const file of ROOMS.flatMap(filesUnder)) {
  count += 1;
  for (const specifier of importsOf(file)) {
    const problem = complaint(file, specifier);
    if (problem !== undefined) complaints.push(`${file} -> ${specifier}: ${problem}`);
  }
}
for (const line of complaints) console.error(line);
console.log(`layers: ${count} files, ${complaints.length} wrong imports`);
process.exitCode = complaints.length === 0 ? 0 : 1;
