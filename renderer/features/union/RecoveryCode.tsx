import { Notice } from '#renderer/components/Notice.tsx';
import { Paper } from '#renderer/components/Paper.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';

interface RecoveryCodeProps {
  unit: string;
  /** Groups of four, joined by `-`. */
  code: string;
}

/** The recovery code, shown once: to print and to keep in the union's safe. */
export function RecoveryCode({ unit, code }: RecoveryCodeProps) {
  return (
    <section className="recovery">
      <h2>恢复码</h2>
      <Notice tone="amber">
        忘记口令时，只有恢复码能打开账本。请现在打印，放进工会保险柜；它只显示这一次，程序和任何人都补不出来。
      </Notice>
      <Groups code={code} />
      <div className="recovery-actions">
        <PrintButtons
          name={`恢复码-${unit}`}
          paper={
            <Paper
              title="小家账本 恢复码"
              unit={`单位：${unit}`}
              signatures={['保管人', '工会主席', '封存日期']}
              note="凭此码可以打开账本，请装入信封密封，存放在工会保险柜；更换口令后本码作废，须另行打印。"
            >
              <Groups code={code} />
            </Paper>
          }
        />
      </div>
    </section>
  );
}

function Groups({ code }: { code: string }) {
  return (
    <ol className="recovery-groups" aria-label="恢复码">
      {code.split('-').map((group, index) => (
        // groups may repeat, their place is what tells them apart
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes order
        <li key={index}>{group}</li>
      ))}
    </ol>
  );
}
