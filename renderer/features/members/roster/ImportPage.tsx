import './roster.css';
import { useState } from 'react';
import { ImportsList } from './ImportsList.tsx';
import { RosterImport } from './RosterImport.tsx';
import { WageImportPage } from './WageImportPage.tsx';

/** What is imported; `list` shows the imports that there were. */
export type ImportView = 'roster' | 'wages' | 'list';

/** Import of a roster or a wage list, and the list of past imports. */
export function ImportPage({ onDone }: { onDone: (next: 'records' | 'tray') => void }) {
  const [view, setView] = useState<ImportView>('roster');
  if (view === 'list') return <ImportsList onBack={() => setView('roster')} />;
  if (view === 'wages') return <WageImportPage onView={setView} onDone={() => onDone('records')} />;
  return <RosterImport onView={setView} onDone={onDone} />;
}
