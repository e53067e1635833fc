import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import type { Resolution } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { ResolutionDialog } from './ResolutionDialog.tsx';

interface ResolutionPickerProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  /** Resolution id. */
  value: string | undefined;
  onChange: (id: string | undefined, resolution: Resolution | undefined) => void;
  disabled?: boolean;
}

/** Chooses the resolution (集体决议) that a payment rests on; a missing one is entered on the spot. */
export function ResolutionPicker(props: ResolutionPickerProps) {
  const { value, onChange, disabled = false } = props;
  const { value: resolutions, error } = useCall('union.listResolutions', {});
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<Resolution>();
  const mayAdd = useAllowed('union.saveResolution');
  const known = resolutions ?? [];
  const choices = added && !known.some((resolution) => resolution.id === added.id) ? [added, ...known] : known;
  return (
    <>
      <div className="picker-with-button">
        <Select<string>
          {...(props.id === undefined ? {} : { id: props.id })}
          aria-label={props['aria-label'] ?? (props.id === undefined ? '集体决议' : undefined)}
          aria-describedby={props['aria-describedby']}
          className="wide-control"
          value={value ?? null}
          disabled={disabled}
          allowClear
          placeholder="决议编号或标题"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={error ?? '还没有决议，请点「新增决议」。'}
          options={choices.map((resolution) => ({
            value: resolution.id,
            label: `${resolution.number} ${resolution.title}`,
            resolution,
          }))}
          optionRender={({ data }) => <ResolutionLine resolution={data['resolution']} />}
          onChange={(id: string | undefined) =>
            onChange(
              id,
              choices.find((resolution) => resolution.id === id),
            )
          }
        />
        {mayAdd && (
          <Button icon={<PlusOutlined aria-hidden />} disabled={disabled} onClick={() => setAdding(true)}>
            新增决议
          </Button>
        )}
      </div>
      {adding && (
        <ResolutionDialog
          onClose={() => setAdding(false)}
          onSaved={(resolution) => {
            setAdding(false);
            setAdded(resolution);
            onChange(resolution.id, resolution);
          }}
        />
      )}
    </>
  );
}

function ResolutionLine({ resolution }: { resolution: Resolution }) {
  const limit = resolution.limit === undefined ? '' : `上限 ${formatYuan(resolution.limit)}`;
  return (
    <span className="picker-line">
      <span className="picker-main">{`${resolution.number} ${resolution.title}`}</span>
      <span className="picker-detail">
        {[resolution.day, limit, `已用 ${formatYuan(resolution.used)}`].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}
