import { Button } from 'antd';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { StocktakeFound } from '#shared/contract/ledger.ts';

interface FoundListProps {
  found: readonly StocktakeFound[];
  onEdit?: (found: StocktakeFound) => void;
  /** Takes it into the books, once the stock-take is finished. */
  onTakeIn?: (found: StocktakeFound) => void;
}

/** 盘盈: what was found without a card. */
export function FoundList({ found, onEdit, onTakeIn }: FoundListProps) {
  const columns: Column<StocktakeFound>[] = [
    { key: 'name', title: '盘盈的资产', width: 200, render: (row) => row.name },
    { key: 'model', title: '规格型号', width: 160, render: (row) => row.model },
    { key: 'quantity', title: '数量', width: 80, align: 'right', render: (row) => row.quantity },
    { key: 'place', title: '地点', width: 180, render: (row) => row.place },
    { key: 'note', title: '说明', render: (row) => row.note },
    {
      key: 'follow',
      title: '后续',
      width: 130,
      render: (row) =>
        row.cardNumber !== undefined ? (
          <Verdict tone="teal">{`已建 ${row.cardNumber}`}</Verdict>
        ) : (
          onTakeIn && (
            <Button size="small" onClick={() => onTakeIn(row)}>
              入账建卡
            </Button>
          )
        ),
    },
  ];
  return (
    <DataTable
      label="盘盈"
      columns={columns}
      rows={found}
      rowKey={(row) => row.id}
      maxHeight={220}
      {...(onEdit ? { onOpen: onEdit } : {})}
    />
  );
}
