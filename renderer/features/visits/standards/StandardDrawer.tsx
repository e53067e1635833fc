import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { addDays, type Day, dayOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { CERTAINTY_NAMES, type VisitKind, type VisitStandard } from '#shared/contract/visits.ts';
import { LIMIT_LEVEL_NAMES } from '#shared/visit-limits.ts';
import { StandardFields } from './StandardFields.tsx';
import { draftOf, inputOf } from './standard-draft.ts';

interface StandardDrawerProps {
  kinds: readonly VisitKind[];
  /** The limit that was opened; without it a new one is made. */
  standard: VisitStandard | undefined;
  /** What a new one begins with. */
  like: VisitStandard | undefined;
  /** Goes on with a new limit like this one, that takes its place. */
  onReplace: (standard: VisitStandard) => void;
  onClose: () => void;
}

/** One limit: a form while no visit was judged under it, afterwards what it says, its last day, and how to go on. */
export function StandardDrawer(props: StandardDrawerProps) {
  const { standard } = props;
  return standard?.sealed ? <SealedStandard {...props} standard={standard} /> : <EditStandard {...props} />;
}

function EditStandard({ kinds, standard, like, onReplace, onClose }: StandardDrawerProps) {
  const [initial] = useState(() => {
    const today = dayOf(new Date());
    const draft = draftOf(standard ?? like, standard?.from ?? today);
    return { ...draft, last: standard?.last, source: like ? '' : draft.source };
  });
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const confirm = useConfirm();
  const save = useAction(async (input: InputOf<'visits.saveStandard'>) => {
    await call('visits.saveStandard', input);
    onClose();
  });
  const drop = useAction(async (id: string) => {
    await call('visits.dropStandard', { id });
    onClose();
  });
  const onDrop = async (id: string) => {
    const agreed = await confirm({
      title: '删去这条标准？',
      content: '还没有慰问按这条对照过。删去以后不再按它检查，删去的内容留在操作留痕里。',
      confirmText: '删去',
      destructive: true,
    });
    if (agreed) await drop.run(id);
  };
  return (
    <RecordDrawer
      open
      title={standard ? '修改慰问标准' : '新增慰问标准'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={() => {
        setTried(true);
        const input = inputOf(draft, standard?.id);
        if (input) void save.run(input);
      }}
      saving={save.busy}
      problem={save.problem ?? drop.problem}
      onClose={onClose}
      actions={
        standard && (
          <>
            <Button onClick={() => void onDrop(standard.id)}>删去</Button>
            <Button onClick={() => onReplace(standard)}>从某天起调整</Button>
          </>
        )
      }
    >
      {standard && <Notice>还没有慰问按这条对照过，可以直接改正；标准以后调整了，请用“从某天起调整”。</Notice>}
      {like && <Notice>从下面的日期起，新标准接替原来的，原来的到前一天为止；以前的慰问不受影响。</Notice>}
      <StandardFields
        draft={draft}
        kinds={kinds}
        tried={tried}
        onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))}
      />
    </RecordDrawer>
  );
}

function SealedStandard({ standard, onReplace, onClose }: StandardDrawerProps & { standard: VisitStandard }) {
  const [last, setLast] = useState<Day | undefined>(standard.last);
  const end = useAction(async () => {
    await call('visits.endStandard', { id: standard.id, ...(last === undefined ? {} : { last }) });
    onClose();
  });
  const facts: [string, string][] = [
    ['慰问类别', standard.kindNames.join('、')],
    ['标准', standard.sentence],
    ['哪一级', LIMIT_LEVEL_NAMES[standard.level]],
    ['从哪天起', standard.from],
    ['来源', standard.source],
    ['来源可信程度', CERTAINTY_NAMES[standard.certainty] || '没有注明'],
  ];
  return (
    <RecordDrawer
      open
      title="慰问标准"
      dirty={last !== standard.last}
      onSave={() => void end.run()}
      saveText="保存截止日期"
      saveDisabled={last === standard.last}
      saving={end.busy}
      problem={end.problem}
      onClose={onClose}
      actions={<Button onClick={() => onReplace(standard)}>从某天起调整</Button>}
    >
      <Notice>已有慰问按这条对照过，内容不能再改。标准调整了请用“从某天起调整”；不再执行的填截止日期。</Notice>
      <dl className="visit-details">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <FormField
        label="截止日期"
        optional
        hint={`这一天还执行，${last === undefined ? '空着就一直执行' : `${addDays(last, 1)} 起不再执行`}`}
      >
        <DayInput value={last} onChange={setLast} />
      </FormField>
    </RecordDrawer>
  );
}
