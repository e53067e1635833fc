import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import { type ClaimRecord, PAYOUT_STEP_NAMES, type PayoutStep } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import { ClaimTag } from './ClaimList.tsx';
import { TakeBackDialog } from './TakeBackDialog.tsx';

/** One claim: the application, the organiser's decision, and each step of the money. */
export function ClaimDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { value: claim, error } = useCall('visits.readClaim', { id });
  const mayKeep = useAllowed('visits.decideClaim');
  return (
    <RecordDrawer
      open
      title={claim ? `${claim.memberName} ${claim.planName}理赔` : '理赔'}
      tag={claim && <ClaimTag state={claim.state} />}
      onClose={onClose}
    >
      <Notice tone="red">{error}</Notice>
      {claim && (
        <>
          <Facts claim={claim} />
          <Payouts claim={claim} mayKeep={mayKeep} />
          {mayKeep && claim.payouts.every(({ reversed }) => reversed) && <Decide key={claim.state} claim={claim} />}
          {mayKeep && claim.approved !== undefined && claim.state !== 'paid' && (
            <Pay key={`${claim.paid} ${claim.held}`} claim={claim} approved={claim.approved} />
          )}
        </>
      )}
    </RecordDrawer>
  );
}

function Facts({ claim }: { claim: ClaimRecord }) {
  return (
    <dl className="visit-details">
      <div>
        <dt>会员</dt>
        <dd>{[claim.memberNumber, claim.memberName, claim.groupName].filter(Boolean).join(' · ')}</dd>
      </div>
      <div>
        <dt>申请日期</dt>
        <dd>{claim.applied}</dd>
      </div>
      {claim.event !== '' && (
        <div>
          <dt>事由</dt>
          <dd>{claim.event}</dd>
        </div>
      )}
      {claim.decided !== undefined && (
        <div>
          <dt>审核结果</dt>
          <dd>
            {claim.decided} {claim.approved === undefined ? '未获赔付' : <Money value={claim.approved} />}{' '}
            {claim.decision}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Payouts({ claim, mayKeep }: { claim: ClaimRecord; mayKeep: boolean }) {
  const [taking, setTaking] = useState<ClaimRecord['payouts'][number]>();
  const go = useNavigation((navigation) => navigation.go);
  if (claim.payouts.length === 0) return null;
  return (
    <>
      <h2 className="insurance-heading">收付</h2>
      <ul className="insurance-moves">
        {claim.payouts.map((payout) => (
          <li key={payout.id} className={payout.reversed ? 'insurance-reversed' : undefined}>
            <span>{payout.day}</span>
            <span>{PAYOUT_STEP_NAMES[payout.step]}</span>
            <Money value={payout.amount} />
            {payout.voucherId === undefined ? (
              <span>不经工会账</span>
            ) : (
              <button
                type="button"
                className="text-button"
                onClick={() => go('ledger', { open: payout.voucherId ?? '', kind: 'voucher' })}
              >
                {payout.voucherNumber}
              </button>
            )}
            {payout.reversed ? (
              <span>已撤回</span>
            ) : (
              mayKeep && (
                <Button size="small" onClick={() => setTaking(payout)}>
                  撤回
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {taking && (
        <TakeBackDialog
          title={`撤回${PAYOUT_STEP_NAMES[taking.step]}`}
          what={
            taking.voucherId === undefined
              ? '这条记录会删去，留痕里看得到。'
              : `凭证 ${taking.voucherNumber} 用红字冲销。`
          }
          onTakeBack={async (day, reason) => {
            await call('visits.takeBackPayout', { payoutId: taking.id, day, reason });
          }}
          onClose={() => setTaking(undefined)}
        />
      )}
    </>
  );
}

function Decide({ claim }: { claim: ClaimRecord }) {
  const [state, setState] = useState<'approved' | 'refused'>('approved');
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [amount, setAmount] = useState<Fen | undefined>(claim.approved);
  const [decision, setDecision] = useState(claim.decision);
  const save = useAction(async (on: Day) => {
    await call('visits.decideClaim', {
      id: claim.id,
      state,
      day: on,
      decision,
      ...(state === 'approved' && amount !== undefined ? { amount } : {}),
    });
  });
  const ready = day !== undefined && (state === 'refused' || amount !== undefined);
  return (
    <>
      <h2 className="insurance-heading">{claim.state === 'applied' ? '登记审核结果' : '更正审核结果'}</h2>
      <FormRow>
        <FormField label="结果">
          <Segmented<'approved' | 'refused'>
            value={state}
            onChange={setState}
            options={[
              { value: 'approved', label: '核准' },
              { value: 'refused', label: '未获赔付' },
            ]}
          />
        </FormField>
        <FormField label="日期">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        {state === 'approved' && (
          <FormField label="核准金额">
            <MoneyInput value={amount} onChange={setAmount} />
          </FormField>
        )}
      </FormRow>
      <FormField label="通知编号或说明" optional>
        <Input
          value={decision}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setDecision(event.target.value)}
        />
      </FormField>
      <Notice tone="red">{save.problem}</Notice>
      <Button disabled={!ready} loading={save.busy} onClick={() => day !== undefined && void save.run(day)}>
        登记结果
      </Button>
    </>
  );
}

function Pay({ claim, approved }: { claim: ClaimRecord; approved: Fen }) {
  const open = fen(approved - claim.paid - claim.held);
  const steps: readonly PayoutStep[] = [
    ...(open > 0 ? (['direct', 'received'] as const) : []),
    ...(claim.held > 0 ? (['handed'] as const) : []),
  ];
  const [step, setStep] = useState<PayoutStep>(claim.held > 0 ? 'handed' : 'direct');
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [amount, setAmount] = useState<Fen | undefined>(claim.held > 0 ? claim.held : open);
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const save = useAction(async (on: Day, money: Fen) => {
    await call('visits.payClaim', { id: claim.id, step, day: on, amount: money, method });
  });
  return (
    <>
      <h2 className="insurance-heading">登记收付</h2>
      <div className="insurance-ticks">
        <Segmented<PayoutStep>
          aria-label="收付步骤"
          value={step}
          onChange={(next) => {
            setStep(next);
            setAmount(next === 'handed' ? claim.held : open);
          }}
          options={steps.map((value) => ({ value, label: PAYOUT_STEP_NAMES[value] }))}
        />
      </div>
      <FormRow>
        <FormField label="日期">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="金额">
          <MoneyInput value={amount} onChange={setAmount} />
        </FormField>
        {step !== 'direct' && (
          <FormField label="方式">
            <Segmented<'cash' | 'bank'>
              value={method}
              onChange={setMethod}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
        )}
      </FormRow>
      <Notice>
        {step === 'direct' ? '主办方直接付给本人的，只记下来，不做凭证。' : '代收代付记入代管经费，收和付各一张凭证。'}
      </Notice>
      <Notice tone="red">{save.problem}</Notice>
      <Button
        disabled={day === undefined || amount === undefined}
        loading={save.busy}
        onClick={() => day !== undefined && amount !== undefined && void save.run(day, amount)}
      >
        登记收付
      </Button>
    </>
  );
}
