import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type HardshipText, TEXT_KIND_NAMES, TEXT_KINDS, type TextKind } from '#shared/contract/hardship.ts';

/** The texts that are printed, in the union's own words. */
export function TextsDialog({ onClose }: { onClose: () => void }) {
  const { value: texts, error } = useCall('hardship.readTexts', {});
  const [kind, setKind] = useState<TextKind>('consent');
  const text = texts?.find((one) => one.kind === kind);
  return (
    <Modal open title="打印文书的文字" width={760} style={{ top: 24 }} footer={null} onCancel={onClose}>
      <Segmented<TextKind>
        value={kind}
        onChange={setKind}
        options={TEXT_KINDS.map((one) => ({ value: one, label: TEXT_KIND_NAMES[one] }))}
      />
      <Notice tone="red">{error}</Notice>
      {text && <TextForm key={`${kind}${text.shipped}`} text={text} />}
    </Modal>
  );
}

function TextForm({ text }: { text: HardshipText }) {
  const [body, setBody] = useState(text.body);
  const tell = useTell();
  const save = useAction(async (next: string) => {
    await call('hardship.saveText', { kind: text.kind, body: next });
    tell.done(next === '' ? '已恢复程序自带的文字。' : `已保存「${TEXT_KIND_NAMES[text.kind]}」的文字。`);
  });
  const form = useFormArea(() => void save.run(body));
  return (
    <FormArea form={form}>
      <FormField
        label="文字"
        hint={`每行一段；【单位】【姓名】【部门】【保存年限】【公示姓名】【联系】打印时填上。${text.shipped ? '现在用的是程序自带的文字，请按本单位规定核对。' : ''}`}
      >
        <Input.TextArea
          value={body}
          autoSize={{ minRows: 12, maxRows: 18 }}
          maxLength={8000}
          onChange={(event) => setBody(event.target.value)}
        />
      </FormField>
      <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      <div className="drawer-footer">
        <div className="drawer-actions">
          {!text.shipped && (
            <Button loading={save.busy} onClick={() => void save.run('')}>
              恢复自带文字
            </Button>
          )}
        </div>
        <Button
          type="primary"
          loading={save.busy}
          disabled={body.trim() === '' || body === text.body}
          onClick={form.submit}
        >
          保存
        </Button>
      </div>
    </FormArea>
  );
}
