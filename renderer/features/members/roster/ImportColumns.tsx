import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, type FormHandle } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { FileColumn, ReadFile } from '#shared/contract/members.ts';
import type { TargetGroup } from './targets.ts';

interface ImportColumnsProps<Target extends string> {
  /** `花名册的列` */
  label: string;
  form: FormHandle;
  preview: ReadFile<Target>;
  /** Column index -> target. */
  mapping: Readonly<Record<string, Target>>;
  onMapping: (mapping: Record<string, Target>) => void;
  onSheet: (sheet: string) => void;
  /** Forget the columns that are remembered for files like this one. */
  onForget: () => void;
  /** What a column may be taken in as; what stands under its own title comes last. */
  choicesOf: (column: FileColumn<Target>) => TargetGroup<Target>[];
  /** The month, and what there is to say about the rest. */
  children: ReactNode;
  hint: string;
}

/** Which column is which field: the guess, to be corrected, with the first values of each column beside it. */
export function ImportColumns<Target extends string>(props: ImportColumnsProps<Target>) {
  const { label, form, preview, mapping, onMapping, onSheet, onForget, choicesOf, children, hint } = props;
  const [first, last] = preview.headerRows;
  const assign = (index: number, field: Target | undefined) => {
    // a field has one column: choosing it here takes it from where it was
    const others = Object.entries(mapping).filter(([key, taken]) => key !== String(index) && taken !== field);
    onMapping(Object.fromEntries(field === undefined ? others : [...others, [String(index), field]]));
  };
  const columns: readonly Column<FileColumn<Target>>[] = [
    {
      key: 'title',
      title: '表里的列',
      width: 220,
      render: ({ index, title }) => title || `第 ${index + 1} 列（没有表头）`,
    },
    {
      key: 'field',
      title: '收入为',
      width: 230,
      render: (column) => (
        <Select<Target>
          size="small"
          className="wide-control"
          aria-label={`${column.title || `第 ${column.index + 1} 列`} 收入为`}
          placeholder="不收入"
          allowClear
          virtual={false}
          value={mapping[String(column.index)] ?? null}
          options={choicesOf(column)}
          onChange={(field: Target | undefined) => assign(column.index, field)}
        />
      ),
    },
    { key: 'samples', title: '开头几行的内容', render: ({ samples }) => samples.join('，') },
  ];
  return (
    <>
      {preview.remembered !== undefined && (
        <Notice
          action={
            <Button size="small" onClick={onForget}>
              重新判断各列
            </Button>
          }
        >
          {`这种表 ${preview.remembered} 导入过，各列已照那次对应好。`}
        </Notice>
      )}
      <FormArea form={form}>
        <div className="members-wizard-fields">
          {preview.sheets.length > 1 && (
            <FormField label="工作表">
              <Select<string>
                className="wide-control"
                value={preview.sheet}
                options={preview.sheets.map((sheet) => ({ value: sheet }))}
                onChange={onSheet}
              />
            </FormField>
          )}
          {children}
          <p className="members-hint">{`表头在第 ${first === last ? first : `${first} 至 ${last}`} 行。${hint}`}</p>
        </div>
      </FormArea>
      <DataTable label={label} columns={columns} rows={preview.columns} rowKey={({ index }) => String(index)} />
    </>
  );
}
