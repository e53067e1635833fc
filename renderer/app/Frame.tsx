import { App, Button, ConfigProvider, Modal } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useRef } from 'react';
import '#renderer/components/dayjs-seam.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { theme } from './theme.ts';
import { answerLeave, useUnsaved } from './unsaved.ts';

/** What every screen stands in: theme, language, dialogs, and the question before unsaved work is thrown away. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      theme={theme}
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      virtual={false}
    >
      <App className="frame" message={{ maxCount: 2, duration: 4 }}>
        <ErrorBoundary>{children}</ErrorBoundary>
        <LeaveQuestion />
      </App>
    </ConfigProvider>
  );
}

function LeaveQuestion() {
  const asking = useUnsaved((unsaved) => unsaved.waiting !== undefined);
  const stay = useRef<HTMLButtonElement>(null);
  const dirty = useUnsaved((unsaved) => unsaved.forms.size > 0);
  useEffect(() => {
    // The window or tab can be closed from outside: a browser then asks in its own words, the desktop shell in ours.
    if (!dirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [dirty]);
  return (
    <Modal
      open={asking}
      title="有内容还没有保存"
      width={400}
      centered
      onCancel={() => answerLeave(false)}
      afterOpenChange={(open) => {
        if (open) stay.current?.focus();
      }}
      footer={[
        <Button key="leave" onClick={() => answerLeave(true)}>
          放弃
        </Button>,
        <Button key="stay" ref={stay} type="primary" onClick={() => answerLeave(false)}>
          继续填写
        </Button>,
      ]}
    >
      离开会丢掉刚才填写的内容。要保存，请选「继续填写」后点「保存」。
    </Modal>
  );
}
