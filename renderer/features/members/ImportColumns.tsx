import { Select } from 'antd';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, type FormHandle } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import type { Month } from '#shared/calendar.ts';
import { ROSTER_FIELD_NAMES, ROSTER_FIELDS, type RosterField, type RosterPreview } from '#shared/contract/members.ts';

type FileColumn = RosterPreview['columns'][number];
const CHOICES = ROSTER_FIELDS.map((field) => ({ value: field, label: ROSTER_FIELD_NAMES[field] }));

interface ImportColumnsProps {
  form: FormHandle;
  preview: RosterPreview;
  /** Column index -> field. */
  mapping: Readonly<Record<string, RosterField>>;
  onMapping: (mapping: Record<string, RosterField>) => void;
  onSheet: (sheet: string) => void;
  /** Undefined while the field is empty. */
  wageFrom: Month | undefined;
  onWageFrom: (month: Month | undefined) => void;
}

/** Which column is which field: the guess, to be corrected, with the first values of each column beside it. */
export function ImportColumns(props: ImportColumnsProps) {
  const { form, preview, mapping, onMapping, onSheet, wageFrom, onWageFrom } = props;
  const [first, last] = preview.headerRows;
  const assign = (index: number, field: RosterField | undefined) => {
    // a field has one column: choosing it here takes it from where it was
    const others = Object.entries(mapping).filter(([key, taken]) => key !== String(index) && taken !== field);
    onMapping(Object.fromEntries(field === undefined ? others : [...others, [String(index), field]]));
  };
  const columns: readonly Column<FileColumn>[] = [
    {
      key: 'title',
      title: '表里的列',
      width: 220,
      render: ({ index, title }) => title || `第 ${index + 1} 列（没有表头）`,
    },
    {
      key: 'field',
      title: '收入为',
      width: 190,
      render: ({ index, title }) => (
        <Select<RosterField>
          size="small"
          className="wide-control"
          aria-label={`${title || `第 ${index + 1} 列`} 收入为`}
          placeholder="不收入"
          allowClear
          value={mapping[String(index)] ?? null}
          options={CHOICES}
          onChange={(field: RosterField | undefined) => assign(index, field)}
        />
      ),
    },
    { key: 'samples', title: '开头几行的内容', render: ({ samples }) => samples.join('，') },
  ];
  return (
    <>
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
          <FormField label="工资从哪个月起" hint="表里的工资从这个月起算会费">
            <MonthInput value={wageFrom} onChange={onWageFrom} />
          </FormField>
          <p className="members-hint">
            表头在第 {first === last ? first : `${first} 至 ${last}`}{' '}
            行。对错了的列在「收入为」里改；没有对应的列原样留存，不进名册。
          </p>
        </div>
      </FormArea>
      <DataTable label="花名册的列" columns={columns} rows={preview.columns} rowKey={({ index }) => String(index)} />
    </>
  );
}
