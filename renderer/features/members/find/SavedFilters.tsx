import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import type { MemberFilter } from '#shared/contract/members.ts';
import { isFiltered, NO_FILTER, sameFilter } from './filter-words.ts';
import { ManageFiltersDialog } from './ManageFiltersDialog.tsx';
import { SaveFilterDialog } from './SaveFilterDialog.tsx';

interface SavedFiltersProps {
  filter: MemberFilter;
  onChange: (filter: MemberFilter) => void;
}

/** The saved filters as buttons: one press asks just that, another one takes it back. */
export function SavedFilters({ filter, onChange }: SavedFiltersProps) {
  const [open, setOpen] = useState<'save' | 'manage'>();
  const filters = useCall('members.listFilters', {}).value;
  const mayKeep = useAllowed('members.saveFilter');
  if (!filters) return null;
  const current = filters.find((saved) => sameFilter(saved.filter, filter));
  const close = () => setOpen(undefined);
  return (
    <fieldset className="members-saved" aria-label="常用筛选">
      {filters.map((saved) => (
        <button
          key={saved.id}
          type="button"
          aria-pressed={saved === current}
          onClick={() => onChange(saved === current ? NO_FILTER : saved.filter)}
        >
          {saved.name}
        </button>
      ))}
      {mayKeep && isFiltered(filter) && !current && (
        <Button size="small" onClick={() => setOpen('save')}>
          保存筛选
        </Button>
      )}
      {mayKeep && filters.length > 0 && (
        <span className="quiet-end">
          <button type="button" className="quiet-button" onClick={() => setOpen('manage')}>
            管理
          </button>
        </span>
      )}
      {open === 'save' && <SaveFilterDialog filter={filter} saved={filters} onClose={close} />}
      {open === 'manage' && <ManageFiltersDialog filters={filters} onClose={close} />}
    </fieldset>
  );
}
