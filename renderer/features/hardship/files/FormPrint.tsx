import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTellProblem } from '#renderer/components/use-tell.ts';
import type { HardshipForm, HardshipRecord } from '#shared/contract/hardship.ts';
import { FormPaper } from './FormPaper.tsx';

/** 打印登记表: with the whole numbers, so it asks first, and who printed it is on the trail. */
export function FormPrint({ file }: { file: HardshipRecord }) {
  const [form, setForm] = useState<HardshipForm>();
  const mayPrint = useAllowed('hardship.readForm');
  const profile = useCall('union.readProfile', {}).value;
  const confirm = useConfirm();
  const print = useAction(async () => {
    const agreed = await confirm({
      title: '打印登记表',
      content: '登记表上有完整的身份证号、手机和银行账号，打印会记入操作日志。请妥善保管纸面。',
      confirmText: '打印',
    });
    if (agreed) setForm(await call('hardship.readForm', { id: file.id }));
  });
  useTellProblem(print.problem);
  if (!mayPrint) return null;
  return (
    <>
      <Button icon={<PrinterOutlined aria-hidden />} loading={print.busy} onClick={() => void print.run()}>
        打印登记表
      </Button>
      {form && profile && (
        <PaperDialog
          open
          name={`困难职工档案登记表-${file.number}`}
          paper={<FormPaper form={form} unit={profile.name} />}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}
