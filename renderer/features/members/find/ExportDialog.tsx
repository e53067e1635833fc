import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { LIST_COLUMN_NAMES, LIST_COLUMNS, type MemberFilter, USUAL_COLUMNS } from '#shared/contract/members.ts';

interface ExportDialogProps {
  filter: MemberFilter;
  onClose: () => void;
}

/** A column of the file: one of the program's, or an own field of the union (`field:` and its id). */
type ColumnKey = (typeof LIST_COLUMNS)[number] | `field:${string}`;

/** 导出名册: which columns in which order, and whether the numbers are to be whole. */
export function ExportDialog({ filter, onClose }: ExportDialogProps) {
  const [chosen, setChosen] = useState<readonly ColumnKey[]>(USUAL_COLUMNS);
  const [whole, setWhole] = useState(false);
  const fields = useCall('members.listFields', {}).value ?? [];
  const total = useCall('members.list', { ...filter, limit: 1 }).value?.total;
  const mayAsk = useAllowed('members.get');
  const tell = useTell();
  const save = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName, members } = await call('members.exportList', {
      filter,
      columns: [...chosen],
      masked: !whole,
      folder: folder.folder,
    });
    tell.done(`${members} 人已存为「${fileName}」。`);
    onClose();
  });
  const offered: { key: ColumnKey; title: string }[] = [
    ...LIST_COLUMNS.map((key) => ({ key, title: LIST_COLUMN_NAMES[key] })),
    ...fields.map(({ id, title }) => ({ key: `field:${id}` as const, title })),
  ];
  const titles = new Map(offered.map(({ key, title }) => [key, title]));
  const all = offered.map(({ key }) => key);
  return (
    <Modal
      open
      title="导出名册"
      width={680}
      centered
      okText="选文件夹并导出"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ disabled: chosen.length === 0 || total === 0 }}
      onOk={() => void save.run()}
      onCancel={onClose}
    >
      <p className="members-hint">
        {total === undefined ? '正在数人数' : `按现在的筛选共 ${total} 人，存成 Excel 文件。勾选要的列，右边排先后。`}
      </p>
      <div className="members-export">
        <fieldset aria-label="可选的列">
          {offered.map(({ key, title }) => (
            <Checkbox
              key={key}
              checked={chosen.includes(key)}
              onChange={({ target: { checked } }) =>
                setChosen(checked ? [...chosen, key] : chosen.filter((other) => other !== key))
              }
            >
              {title}
            </Checkbox>
          ))}
          <p className="members-actions">
            <Button size="small" onClick={() => setChosen(USUAL_COLUMNS)}>
              常用列
            </Button>
            <Button size="small" onClick={() => setChosen([...chosen, ...all.filter((key) => !chosen.includes(key))])}>
              全选
            </Button>
            <Button size="small" onClick={() => setChosen([])}>
              全不选
            </Button>
          </p>
        </fieldset>
        <ChosenColumns chosen={chosen} titles={titles} onChange={setChosen} />
      </div>
      {mayAsk && (
        <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
          身份证号、电话、邮箱和住址不遮挡
        </Checkbox>
      )}
      {whole && <Notice tone="amber">文件里会有完整的个人信息，请妥善保管，用完删除；这次导出会记进操作记录。</Notice>}
      <Notice tone="red">{save.problem}</Notice>
    </Modal>
  );
}

interface ChosenColumnsProps {
  chosen: readonly ColumnKey[];
  titles: ReadonlyMap<ColumnKey, string>;
  onChange: (chosen: readonly ColumnKey[]) => void;
}

/** The columns as they will stand, from left to right. */
function ChosenColumns({ chosen, titles, onChange }: ChosenColumnsProps) {
  const move = (index: number, by: -1 | 1) => {
    const columns = [...chosen];
    const [moved] = columns.splice(index, 1);
    if (moved === undefined) return;
    columns.splice(index + by, 0, moved);
    onChange(columns);
  };
  return (
    <ol className="members-export-chosen" aria-label="导出的列">
      {chosen.map((key, index) => (
        <li key={key}>
          <span>{titles.get(key) ?? ''}</span>
          <Button
            type="text"
            size="small"
            aria-label={`前移 ${titles.get(key) ?? ''}`}
            disabled={index === 0}
            icon={<ArrowUpOutlined aria-hidden />}
            onClick={() => move(index, -1)}
          />
          <Button
            type="text"
            size="small"
            aria-label={`后移 ${titles.get(key) ?? ''}`}
            disabled={index === chosen.length - 1}
            icon={<ArrowDownOutlined aria-hidden />}
            onClick={() => move(index, 1)}
          />
        </li>
      ))}
      {chosen.length === 0 && <li className="members-hint">还没有选列。</li>}
    </ol>
  );
}
