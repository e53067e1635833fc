import { Steps as AntSteps, Button } from 'antd';
import type { ReactNode } from 'react';
import { Notice } from './Notice.tsx';

interface StepsProps {
  steps: readonly { key: string; title: string }[];
  /** Index of the step that is shown. */
  current: number;
  children: ReactNode;
  onBack?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  /** The verb of the last step says what happens: `收入 318 人`. */
  nextText?: string;
  nextDisabled?: boolean;
  busy?: boolean;
  onCancel?: () => void;
  /** A quiet sentence at the left of the buttons. */
  note?: ReactNode;
  /** The sentence of a refusal, above the buttons. */
  problem?: string | undefined;
}

/** The frame of a wizard: where one is, the step, and back / next at the foot. */
export function Steps(props: StepsProps) {
  const { steps, current, children, onBack, onNext, onCancel, note, problem } = props;
  return (
    <div className="wizard">
      <AntSteps
        className="wizard-steps"
        size="small"
        current={current}
        items={steps.map((step) => ({ key: step.key, title: step.title }))}
      />
      <div className="wizard-body">{children}</div>
      <Notice tone="red">{problem}</Notice>
      <footer className="wizard-foot">
        <span className="wizard-note">{note}</span>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
        {onBack && (
          <Button disabled={current === 0 || props.busy === true} onClick={onBack}>
            上一步
          </Button>
        )}
        {onNext && (
          <Button
            type="primary"
            data-save-button
            loading={props.busy ?? false}
            disabled={props.nextDisabled ?? false}
            onClick={onNext}
          >
            {props.nextText ?? '下一步'}
          </Button>
        )}
      </footer>
    </div>
  );
}
