import { FileExcelOutlined, FileTextOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { bridge } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type MadePackage, usePackageJob } from './package-job.ts';
import { sizeOf } from './words.ts';

/** The package that is being written, or the one that was just finished; nothing when there is neither. */
export function PackageJob({ books, onEnd }: { books: string; onEnd: () => void }) {
  const { running, made, finish, stop, fail } = usePackageJob();
  const tell = useTell();
  if (running?.books === books)
    return (
      <JobProgress
        key={running.job}
        job={running.job}
        title={`正在生成 ${running.year} 年度送审包`}
        onDone={(result) => {
          if (result.kind === 'auditPackage') finish(result);
          onEnd();
        }}
        onCancelled={() => {
          stop();
          tell.done('已取消，没有留下不完整的文件');
        }}
        onFailed={fail}
      />
    );
  return made?.books === books ? <MadeCard made={made} /> : null;
}

function MadeCard({ made }: { made: MadePackage }) {
  const forget = usePackageJob((state) => state.forget);
  const { value: record } = useCall('review.getPackage', { id: made.packageId });
  const tell = useTell();
  const show = useAction(async () => {
    if (!(await bridge().showFolder(made.folder)))
      tell.problem(`这里不能直接打开文件夹，请到刚才选的位置打开「${made.folderName}」`);
  });
  useTellProblem(show.problem);
  return (
    <section className="sheet made-card" aria-label="送审包已生成">
      <div className="made-head">
        <h2>送审包已生成</h2>
        <Verdict tone={made.checksFailed > 0 ? 'amber' : 'teal'}>
          {made.checksFailed > 0 ? `自查 ${made.checksFailed} 项需说明` : '自查全部通过'}
        </Verdict>
        <span className="made-buttons">
          <Button icon={<FolderOpenOutlined aria-hidden />} loading={show.busy} onClick={() => void show.run()}>
            打开文件夹
          </Button>
          <Button onClick={forget}>收起</Button>
        </span>
      </div>
      <p className="made-folder">{made.folderName}</p>
      <ul className="made-files">
        {record?.files.map((file) => (
          <li key={file.name}>
            {file.name.endsWith('.xlsx') ? <FileExcelOutlined aria-hidden /> : <FileTextOutlined aria-hidden />}
            <span>{file.name}</span>
            <span className="made-size">{sizeOf(file.bytes)}</span>
          </li>
        ))}
      </ul>
      <p className="made-hint">
        送审前请打开送审工作簿，看封面的核对是否都相符；打印后按签章行签字，连同凭证交经审会。
      </p>
    </section>
  );
}
