import { Input, InputNumber } from 'antd';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { CategoryPicker } from './CategoryPicker.tsx';
import { LifeField } from './LifeField.tsx';

/** What describes a card, while it is being filled in. */
export interface CardDraft {
  number: string;
  name: string;
  categoryId: string | undefined;
  model: string;
  quantity: number;
  unit: string;
  usefulMonths: number | undefined;
  note: string;
}

interface CardFieldsProps {
  draft: CardDraft;
  onChange: (part: Partial<CardDraft>) => void;
  /** Says what is not filled in. */
  tried: boolean;
  /** The program gives a number when the field stays empty. */
  numbered: boolean;
  lifeHint?: string;
}

/** The fields that a card from before the books and the correction of any card have in common. */
export function CardFields({ draft, onChange, tried, numbered, lifeHint }: CardFieldsProps) {
  const absent = (empty: boolean) => (tried && empty ? '没有填写' : undefined);
  return (
    <>
      <FormRow>
        <FormField label="名称" error={absent(draft.name.trim() === '')}>
          <Input
            value={draft.name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField label="编号" optional={numbered} error={absent(!numbered && draft.number.trim() === '')}>
          <Input
            value={draft.number}
            maxLength={30}
            autoComplete="off"
            placeholder={numbered ? '空着由程序编' : ''}
            onChange={(event) => onChange({ number: event.target.value })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="类别" error={absent(draft.categoryId === undefined)}>
          <CategoryPicker
            value={draft.categoryId}
            onChange={(category) =>
              onChange({
                categoryId: category?.id,
                ...(numbered ? { usefulMonths: category?.usefulMonths } : {}),
              })
            }
          />
        </FormField>
        <LifeField
          value={draft.usefulMonths}
          onChange={(usefulMonths) => onChange({ usefulMonths })}
          {...(lifeHint === undefined ? {} : { hint: lifeHint })}
        />
      </FormRow>
      <FormRow>
        <FormField label="规格型号" optional>
          <Input
            value={draft.model}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => onChange({ model: event.target.value })}
          />
        </FormField>
        <FormField label="数量">
          <InputNumber
            className="wide-control"
            min={1}
            max={99_999}
            precision={0}
            value={draft.quantity}
            onChange={(quantity) => onChange({ quantity: quantity ?? 1 })}
          />
        </FormField>
        <FormField label="单位" optional>
          <Input value={draft.unit} maxLength={10} onChange={(event) => onChange({ unit: event.target.value })} />
        </FormField>
      </FormRow>
      <FormField label="备注" optional>
        <Input value={draft.note} maxLength={200} onChange={(event) => onChange({ note: event.target.value })} />
      </FormField>
    </>
  );
}
