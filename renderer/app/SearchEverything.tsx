import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Notice } from '#renderer/components/Notice.tsx';
import type { SearchHit } from '#shared/contract/union.ts';
import { type PageName, useNavigation } from './navigation.ts';
import { useCall } from './use-call.ts';

const KINDS: Readonly<Record<SearchHit['kind'], { label: string; page: PageName }>> = {
  member: { label: '会员', page: 'members' },
  hardshipFile: { label: '困难档案', page: 'hardship' },
  visit: { label: '慰问', page: 'visits' },
  voucher: { label: '凭证', page: 'ledger' },
};

/** Ctrl+K: one field that finds members, vouchers, hardship files and visits, and goes there with `{ open: id }`. */
export function SearchEverything({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const go = useNavigation((navigation) => navigation.go);
  const wanted = text.trim();
  const search = useCall('union.search', wanted === '' ? undefined : { text: wanted });
  const hits = search.value ?? [];

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [listId, active]);

  const open = (hit: SearchHit | undefined) => {
    if (!hit) return;
    onClose();
    go(KINDS[hit.kind].page, { open: hit.id, kind: hit.kind });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') open(hits[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={null} footer={null} closable={false} width={560} style={{ top: 72 }} onCancel={onClose}>
      <div className="search-everything">
        <Input
          autoFocus
          size="large"
          variant="borderless"
          prefix={<SearchOutlined aria-hidden />}
          placeholder="姓名、拼音、编号、凭证号、摘要"
          aria-label="查找"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={hits.length > 0 ? `${listId}-${active}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Notice tone="red">{search.error}</Notice>
        <div id={listId} role="listbox" aria-label="找到的记录" className="search-hits">
          {hits.map((hit, index) => (
            <div
              key={`${hit.kind} ${hit.id}`}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="search-hit"
              onMouseMove={() => setActive(index)}
              onClick={() => open(hit)}
              onKeyDown={onKeyDown}
            >
              <span className="search-kind">{KINDS[hit.kind].label}</span>
              <span className="search-title">{hit.title}</span>
              <span className="search-detail">{hit.detail}</span>
            </div>
          ))}
        </div>
        <p className="search-hint">
          {wanted !== '' && search.value?.length === 0 && !search.loading
            ? `没有找到「${wanted}」，可以换姓名的一部分、拼音首字母或凭证号再找。`
            : '↑↓ 选择，Enter 打开，Esc 关闭'}
        </p>
      </div>
    </Modal>
  );
}
