import { Select } from 'antd';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import {
  STATEMENT_FIELD_NAMES,
  STATEMENT_FIELDS,
  type StatementField,
  type StatementPreview,
} from '#shared/contract/ledger.ts';

type FileColumn = StatementPreview['columns'][number];
const CHOICES = STATEMENT_FIELDS.map((field) => ({ value: field, label: STATEMENT_FIELD_NAMES[field] }));

interface StatementColumnsProps {
  preview: StatementPreview;
  onSheet: (sheet: string) => void;
  /** Column index -> what it holds. */
  onMapping: (mapping: Record<string, StatementField>) => void;
}

/** Which column of the bank's file is what: the guess, to be corrected, with the first values of each column. */
export function StatementColumns({ preview, onSheet, onMapping }: StatementColumnsProps) {
  const mapping = Object.fromEntries(
    preview.columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field] as const])),
  );
  const assign = (index: number, field: StatementField | undefined) => {
    // a field has one column: choosing it here takes it from where it was
    const others = Object.entries(mapping).filter(([key, taken]) => key !== String(index) && taken !== field);
    onMapping(Object.fromEntries(field === undefined ? others : [...others, [String(index), field]]));
  };
  const columns: readonly Column<FileColumn>[] = [
    { key: 'title', title: '表里的列', width: 240, render: (column) => nameOf(column) },
    {
      key: 'field',
      title: '作为',
      width: 200,
      render: (column) => (
        <Select<StatementField>
          size="small"
          className="wide-control"
          aria-label={`${nameOf(column)} 作为`}
          placeholder="不导入"
          allowClear
          value={column.field ?? null}
          options={CHOICES}
          onChange={(field: StatementField | undefined) => assign(column.index, field)}
        />
      ),
    },
    { key: 'samples', title: '开头几行的内容', render: ({ samples }) => samples.join('，') },
  ];
  const { missing, headerRows, sheets, sheet } = preview;
  return (
    <>
      <Notice tone="amber">{missing.length > 0 && `还要指明哪一列是${missing.join('、')}。`}</Notice>
      <p className="close-why">
        {`表头在第 ${headerRows[0]} 行。银行说的「借方」是从账户付出的钱，「贷方」是收进的钱。对错了的列在「作为」里改，下次导入同样的表就照这样认。`}
      </p>
      {sheets.length > 1 && (
        <Select<string>
          className="bank-account"
          aria-label="工作表"
          value={sheet}
          options={sheets.map((name) => ({ value: name, label: name }))}
          onChange={onSheet}
        />
      )}
      <DataTable label="对账单的列" columns={columns} rows={preview.columns} rowKey={({ index }) => String(index)} />
    </>
  );
}

const nameOf = ({ index, title }: FileColumn) => title || `第 ${index + 1} 列（没有表头）`;
