import { Button, Input, InputNumber } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { askBefore, leave, useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { BudgetEffect } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { Difference } from './Difference.tsx';
import { focusCell } from './grid-keys.ts';
import { SaveTemplateDialog } from './SaveTemplateDialog.tsx';
import { TemplateMenu } from './TemplateMenu.tsx';
import { useKeys } from './use-keys.ts';
import { VoucherGrid } from './VoucherGrid.tsx';
import {
  blankForm,
  draftInputOf,
  draftProblemOf,
  type FormProblem,
  firstPlace,
  formOfTemplate,
  inputOf,
  isBlank,
  problemOf,
  type VoucherForm,
  writtenLines,
} from './voucher-form.ts';
import './vouchers.css';

interface ManualVoucherProps {
  frame: LedgerFrame;
  /** New, copied, or a draft. */
  start: VoucherForm;
  onClose: () => void;
  /** Shows a posted voucher in the list. */
  onShow: (id: string) => void;
}

/** 填制凭证: a voucher with free lines, for what 收支登记 does not cover. After one is posted the next can be written at once. */
export function ManualVoucher({ frame, start, onClose, onShow }: ManualVoucherProps) {
  const [turn, setTurn] = useState({ number: 0, form: start });
  const [posted, setPosted] = useState<Voucher>();
  const next = (voucher: Voucher) => {
    if (turn.form.draftId !== undefined) {
      onShow(voucher.id);
      return;
    }
    setPosted(voucher);
    setTurn(({ number }) => ({ number: number + 1, form: blankForm(voucher.day) }));
  };
  return (
    <VoucherDesk
      key={turn.number}
      frame={frame}
      start={turn.form}
      posted={posted}
      onClose={onClose}
      onShow={onShow}
      onPosted={next}
      onTemplate={(form) => setTurn(({ number }) => ({ number: number + 1, form }))}
    />
  );
}

interface VoucherDeskProps extends ManualVoucherProps {
  /** The one that was posted here before. */
  posted: Voucher | undefined;
  onPosted: (voucher: Voucher) => void;
  /** Begins anew, filled like a template. */
  onTemplate: (form: VoucherForm) => void;
}

function VoucherDesk({ frame, start, posted, onClose, onShow, onPosted, onTemplate }: VoucherDeskProps) {
  const [form, setForm] = useState(start);
  const [kept, setKept] = useState(start);
  const [missing, setMissing] = useState<FormProblem>();
  const [saving, setSaving] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const tell = useTell();
  const confirm = useConfirm();
  const dirty = JSON.stringify(form) !== JSON.stringify(kept) && form.lines.some((line) => !isBlank(line));
  useUnsavedWork(dirty);
  const [first] = useState(() => firstPlace(start));
  useEffect(() => focusCell(table.current, first), [first]);

  const stop = (problem: FormProblem | undefined): boolean => {
    setMissing(problem);
    if (problem?.line !== undefined && problem.cell !== undefined)
      focusCell(table.current, { line: problem.line, cell: problem.cell });
    return problem !== undefined;
  };
  const keep = async (): Promise<void> => {
    const input = draftInputOf(form);
    if (!input) return;
    const draft = await call('ledger.saveDraft', input);
    setForm((now) => ({ ...now, draftId: draft.id }));
    setKept({ ...form, draftId: draft.id });
  };
  const save = useAction(async () => {
    if (stop(draftProblemOf(form))) return;
    await keep();
    tell.done('已存为草稿，还没有记账');
  });
  const post = useAction(async () => {
    const input = inputOf(form);
    if (stop(problemOf(form)) || !input) return;
    let voucher: Voucher;
    if (form.draftId === undefined) voucher = await call('ledger.postVoucher', input);
    else {
      await keep();
      voucher = await call('ledger.postDraft', { id: form.draftId });
    }
    tell.done(`已记账：${formatMonth(voucher.month)} ${voucher.number}，${formatYuan(voucher.amount)} 元`);
    onPosted(voucher);
  });
  const remove = useAction(async () => {
    const { draftId } = form;
    if (draftId === undefined) return;
    const sure = await confirm({
      title: '删除这张草稿？',
      content: '草稿没有记账，删除后不能恢复。',
      confirmText: '删除',
      destructive: true,
    });
    if (!sure) return;
    await call('ledger.removeDraft', { id: draftId });
    tell.done('草稿已删除');
    onClose();
  });
  const busy = save.busy || post.busy || remove.busy;
  // both go through the form, which stops them while a field cannot be read
  const wanted = useRef<'post' | 'draft'>('post');
  const area = useFormArea(busy ? undefined : () => void (wanted.current === 'draft' ? save : post).run());
  const saveDraft = () => {
    wanted.current = 'draft';
    area.submit();
    wanted.current = 'post';
  };
  const close = () => {
    if (dirty) askBefore(onClose);
    else onClose();
  };
  useKeys({ Escape: close, 'Ctrl+s': saveDraft });

  const change = (part: Partial<VoucherForm>) => {
    setMissing(undefined);
    post.clear();
    save.clear();
    setForm((before) => ({ ...before, ...part }));
  };
  const weighed = form.lines.flatMap(({ accountId, debit, credit, fundId }) =>
    accountId !== undefined && (debit || credit)
      ? [{ accountId, debit: debit ?? ZERO, credit: credit ?? ZERO, ...(fundId === undefined ? {} : { fundId }) }]
      : [],
  );
  return (
    <Page
      {...frame}
      state={form.draftId === undefined ? '填制凭证' : '凭证草稿，还没有记账'}
      extra={
        <>
          {form.draftId === undefined && (
            <TemplateMenu onPick={(template) => leave(() => onTemplate(formOfTemplate(template, form.day)))} />
          )}
          <Button disabled={writtenLines(form).length === 0} onClick={() => setSaving(true)}>
            存为模板
          </Button>
          {form.draftId !== undefined && <Button onClick={() => void remove.run()}>删除草稿</Button>}
        </>
      }
      action={
        <Button title="Esc" onClick={close}>
          返回凭证列表
        </Button>
      }
    >
      <FormArea form={area}>
        <div className="manual-voucher">
          <FormRow>
            <FormField label="日期">
              <DayInput value={form.day} onChange={(day) => change({ day })} />
            </FormField>
            <FormField label="附件张数">
              <InputNumber
                className="wide-control"
                min={0}
                max={999}
                precision={0}
                value={form.attachmentCount}
                onChange={(count) => change({ attachmentCount: count ?? 0 })}
              />
            </FormField>
            <FormField label="对方" optional>
              <Input
                value={form.counterparty}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => change({ counterparty: event.target.value })}
              />
            </FormField>
            <FormField label="依据的集体决议" optional>
              <ResolutionPicker value={form.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
            </FormField>
          </FormRow>
          <div className="manual-voucher-lines">
            <VoucherGrid
              table={table}
              lines={form.lines}
              onChange={(lines) => change({ lines })}
              onDone={() => document.querySelector<HTMLElement>('.manual-voucher [data-save-button]')?.focus()}
            />
            <BudgetEffect day={form.day} entries={weighed} />
            {posted && (
              <p className="entry-hint">
                {`上一张：${formatMonth(posted.month)} ${posted.number} ${posted.summary} `}
                <button type="button" className="quiet-button ledger-link" onClick={() => onShow(posted.id)}>
                  看凭证
                </button>
              </p>
            )}
          </div>
          <div className="manual-voucher-foot">
            <Notice tone="red">
              {area.blocked ?? missing?.sentence ?? post.problem ?? save.problem ?? remove.problem}
            </Notice>
            <div className="manual-voucher-buttons">
              <Difference lines={form.lines} />
              <span className="entry-keys">Enter 下一格，= 补平，Ctrl+S 存草稿，Ctrl+Enter 记账，Esc 返回</span>
              <Button title="Ctrl+S" loading={save.busy} disabled={busy} onClick={saveDraft}>
                存草稿
              </Button>
              <Button
                type="primary"
                data-save-button
                title="Ctrl+Enter"
                loading={post.busy}
                disabled={busy}
                onClick={area.submit}
              >
                记账
              </Button>
            </div>
          </div>
        </div>
      </FormArea>
      {saving && <SaveTemplateDialog form={form} onClose={() => setSaving(false)} />}
    </Page>
  );
}
