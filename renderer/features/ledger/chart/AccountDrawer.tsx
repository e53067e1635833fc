import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { nextDetailCode } from '#shared/account-code.ts';
import type { LedgerAccount } from '#shared/contract/ledger.ts';

interface AccountDrawerProps {
  accounts: readonly LedgerAccount[];
  /** The account that is changed; left out for a new one. */
  account?: LedgerAccount;
  /** Where a new one goes, unless the person chooses another. */
  under?: string | undefined;
  onAddUnder: (parentId: string) => void;
  onClose: () => void;
}

/** Detail accounts may be put under it. */
const mayHold = (account: LedgerAccount) => !account.fixed && !account.used && !account.retired;

/** One account: changed, added, taken out of use. */
export function AccountDrawer({ accounts, account, under, onAddUnder, onClose }: AccountDrawerProps) {
  const codes = accounts.map(({ code }) => code);
  const propose = (id: string | undefined) => {
    const above = accounts.find((candidate) => candidate.id === id);
    return above ? (nextDetailCode(above.code, codes) ?? '') : '';
  };
  const holders = accounts.filter(mayHold);
  const first = holders.some(({ id }) => id === under) ? under : undefined;
  const [parentId, setParentId] = useState(account?.parentId ?? first);
  const start = account ?? { code: propose(first), name: '', oldName: '', evidence: '' };
  const [code, setCode] = useState(start.code);
  const [name, setName] = useState(start.name);
  const [oldName, setOldName] = useState(start.oldName);
  const [evidence, setEvidence] = useState(start.evidence);
  const tell = useTell();
  const confirm = useConfirm();
  const facts = { code: code.trim(), name, oldName, evidence };
  const save = useAction(async () => {
    if (account) {
      await call('ledger.changeAccount', { id: account.id, ...facts });
      tell.done(`科目已保存：${facts.code} ${name}`);
    } else if (parentId !== undefined) {
      const { movedPurposes } = await call('ledger.addAccount', { parentId, ...facts });
      const moved = movedPurposes.length === 0 ? '' : `；用途「${movedPurposes.join('、')}」改记到它`;
      tell.done(`已加明细科目：${facts.code} ${name}${moved}`);
    }
    onClose();
  });
  const retire = useAction(async (retired: boolean) => {
    if (!account) return;
    await call('ledger.retireAccount', { id: account.id, retired });
    tell.done(retired ? `「${account.name}」已停用，旧凭证不受影响` : `「${account.name}」已恢复`);
    onClose();
  });
  const remove = useAction(async () => {
    if (!account) return;
    const agreed = await confirm({
      title: `删除 ${account.code} ${account.name}？`,
      content: '这个明细科目没有用过，删除后不留在科目表里。',
      confirmText: '删除',
      destructive: true,
    });
    if (!agreed) return;
    await call('ledger.removeAccount', { id: account.id });
    tell.done(`已删除 ${account.code} ${account.name}`);
    onClose();
  });
  const below = account ? accounts.filter((other) => other.parentId === account.id).length : 0;
  return (
    <RecordDrawer
      open
      title={account ? `${account.code} ${account.name}` : '加明细科目'}
      tag={account?.retired && <Verdict>已停用</Verdict>}
      dirty={code !== start.code || name !== start.name || oldName !== start.oldName || evidence !== start.evidence}
      onSave={() => void save.run()}
      saveDisabled={code.trim() === '' || name.trim() === '' || (!account && parentId === undefined)}
      saving={save.busy}
      problem={save.problem ?? retire.problem ?? remove.problem}
      onClose={onClose}
      actions={
        account && (
          <>
            {mayHold(account) && <Button onClick={() => onAddUnder(account.id)}>加明细</Button>}
            {!account.fixed && (
              <Button loading={retire.busy} onClick={() => void retire.run(!account.retired)}>
                {account.retired ? '恢复使用' : '停用'}
              </Button>
            )}
            {account.own && account.detail && !account.used && (
              <Button loading={remove.busy} onClick={() => void remove.run()}>
                删除
              </Button>
            )}
          </>
        )
      }
    >
      {account?.fixed && <Notice>程序会自动记账到这个科目，不能停用，也不能再分明细；编号和名称可以改。</Notice>}
      {!account && (
        <FormField label="上级科目" hint="已经记过账的科目不能再分明细，不在这里列出">
          <Select<string>
            className="wide-control"
            value={parentId ?? null}
            placeholder="编号或名称"
            showSearch={{
              filterOption: (typed, option) => {
                const holder: LedgerAccount | undefined = option?.['account'];
                return holder?.keywords.includes(typed.trim().toLowerCase()) ?? false;
              },
            }}
            options={holders.map((holder) => ({
              value: holder.id,
              label: `${holder.code} ${holder.name}`,
              account: holder,
            }))}
            onChange={(id: string) => {
              // a number that was typed over stays
              if (code === propose(parentId)) setCode(propose(id));
              setParentId(id);
            }}
          />
        </FormField>
      )}
      <FormField
        label="科目编号"
        hint={below > 0 ? `改了编号，下面 ${below} 个明细科目的编号跟着改` : '明细科目的编号以上级科目的编号开头'}
      >
        <Input value={code} maxLength={20} onChange={(event) => setCode(event.target.value)} />
      </FormField>
      <FormField label="科目名称">
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </FormField>
      <FormField label="2017 年叫法" optional hint="总工办发〔2017〕32号里的名称，查找时也找得到">
        <Input value={oldName} maxLength={40} onChange={(event) => setOldName(event.target.value)} />
      </FormField>
      <FormField label="编号依据" optional hint="核对过就写明，如：已按市总工会 2026 年科目表核对">
        <Input value={evidence} maxLength={100} onChange={(event) => setEvidence(event.target.value)} />
      </FormField>
    </RecordDrawer>
  );
}
