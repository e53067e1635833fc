import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { bridge, messageOf } from '#renderer/app/client.ts';
import { useTell } from './use-tell.ts';

interface PrintButtonsProps {
  /** What the PDF is called, without ending: `签领表-2026年端午`. */
  name: string;
  /** One `Paper`, or several in a fragment: each begins a new page. */
  paper: ReactNode;
  /** Sets the sheet of the printer; must agree with the papers. */
  landscape?: boolean;
  disabled?: boolean;
}

/** 打印 and 存为 PDF. The paper is laid out only while it is being printed; the rest of the window does not print. */
export function PrintButtons({ name, paper, landscape = false, disabled = false }: PrintButtonsProps) {
  const [task, setTask] = useState<'print' | 'pdf'>();
  return (
    <>
      <Button
        icon={<PrinterOutlined aria-hidden />}
        disabled={disabled || task !== undefined}
        onClick={() => setTask('print')}
      >
        打印
      </Button>
      <Button
        icon={<FilePdfOutlined aria-hidden />}
        disabled={disabled || task !== undefined}
        onClick={() => setTask('pdf')}
      >
        存为 PDF
      </Button>
      {task && (
        <PrintTask task={task} name={name} landscape={landscape} onEnd={() => setTask(undefined)}>
          {paper}
        </PrintTask>
      )}
    </>
  );
}

interface PrintTaskProps {
  task: 'print' | 'pdf';
  name: string;
  landscape: boolean;
  onEnd: () => void;
  children: ReactNode;
}

function PrintTask({ task, name, landscape, onEnd, children }: PrintTaskProps) {
  const tell = useTell();
  const latest = useRef({ name, onEnd, tell });
  latest.current = { name, onEnd, tell };
  useEffect(() => {
    // One frame later the paper is laid out; a remount in between (strict mode) must not print twice.
    const frame = requestAnimationFrame(async () => {
      try {
        if (task === 'print') await bridge().print();
        else {
          const saved = await bridge().savePdf(latest.current.name);
          if (saved) latest.current.tell.done(`已存为「${saved.name}」。`);
        }
      } catch (error) {
        latest.current.tell.problem(messageOf(error));
      }
      latest.current.onEnd();
    });
    return () => cancelAnimationFrame(frame);
  }, [task]);
  return createPortal(
    <div className="paper-root">
      <style>{`@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: 18mm 15mm 16mm; }`}</style>
      {children}
    </div>,
    document.body,
  );
}
