import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import {
  HARDSHIP_STAGE_NAMES,
  HARDSHIP_STATUS_NAMES,
  type HardshipRecord,
  type ProcedureRecord,
  STEP_NAMES,
  type StepKind,
} from '#shared/contract/hardship.ts';
import { PrintTexts } from '../papers/PrintTexts.tsx';
import { CatchUpDialog, stepsToCatchUp } from './CatchUpDialog.tsx';
import { StepDialog } from './StepDialog.tsx';
import { StepLine } from './StepLine.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import './procedure.css';

interface ProcedureViewProps {
  file: Pick<HardshipRecord, 'id'>;
  /** The file after a step was entered or taken back. */
  onChanged: (file: HardshipRecord) => void;
}

type Doing = { what: 'step'; kinds: readonly [StepKind, ...StepKind[]] } | { what: 'catchUp' } | { what: 'withdraw' };

/** 建档办理 of one file: where it stands, what is missing, the next step, and every step so far. */
export function ProcedureView({ file, onChanged }: ProcedureViewProps) {
  const { value: procedure, error } = useCall('hardship.readProcedure', { fileId: file.id });
  const mayKeep = useAllowed('hardship.recordSteps');
  const [doing, setDoing] = useState<Doing>();
  if (!procedure) return <Notice tone="red">{error}</Notice>;
  const { next, missing, possible } = procedure;
  const [first, ...more] = possible.filter((kind) => kind !== next && kind !== 'application');
  const others: readonly [StepKind, ...StepKind[]] | undefined = first && [first, ...more];
  const dialog = { procedure, onChanged, onClose: () => setDoing(undefined) };
  return (
    <section className="procedure" aria-label="建档办理">
      <div className="procedure-head">
        <StageTag procedure={procedure} />
        {procedure.since !== undefined && <span>自 {procedure.since}</span>}
        {procedure.stage === 'notified' && <span>公示到 {procedure.noticeUntil}</span>}
      </div>
      <Notice tone="amber">{missing.length > 0 && `还缺：${missing.join('、')}`}</Notice>
      {mayKeep && (
        <div className="procedure-actions">
          {next !== undefined && (
            <Button type="primary" onClick={() => setDoing({ what: 'step', kinds: [next] })}>
              登记{STEP_NAMES[next]}
            </Button>
          )}
          {procedure.stage === 'refused' && (
            <Button onClick={() => setDoing({ what: 'step', kinds: ['application'] })}>重新申请</Button>
          )}
          {others && <Button onClick={() => setDoing({ what: 'step', kinds: others })}>登记其他事项</Button>}
          {stepsToCatchUp(procedure).length > 1 && <Button onClick={() => setDoing({ what: 'catchUp' })}>补录</Button>}
          {procedure.mayWithdraw && <Button onClick={() => setDoing({ what: 'withdraw' })}>撤回上一步</Button>}
          <PrintTexts fileId={file.id} noticed={procedure.noticeUntil !== undefined} />
        </div>
      )}
      <StepLine steps={procedure.steps} />
      {doing?.what === 'step' && <StepDialog {...dialog} kinds={doing.kinds} />}
      {doing?.what === 'catchUp' && <CatchUpDialog {...dialog} />}
      {doing?.what === 'withdraw' && <WithdrawDialog {...dialog} />}
    </section>
  );
}

/** `公示中`, `在档`, `脱困`. */
export function StageTag({ procedure }: { procedure: Pick<ProcedureRecord, 'stage' | 'status' | 'missing'> }) {
  const { stage, status } = procedure;
  if (stage !== 'filed')
    return <Verdict tone={stage === 'refused' ? 'neutral' : 'amber'}>{HARDSHIP_STAGE_NAMES[stage]}</Verdict>;
  return <Verdict tone={status === 'open' ? 'teal' : 'neutral'}>{HARDSHIP_STATUS_NAMES[status]}</Verdict>;
}
