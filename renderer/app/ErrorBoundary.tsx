import { Button } from 'antd';
import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** When it changes (another page), the broken page is given up and its place is tried anew. */
  place?: string;
}
interface State {
  broken: boolean;
  place: string | undefined;
}

/** Keeps a fault of one page inside that page: the rest of the window stays usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false, place: this.props.place };

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.place === state.place ? null : { broken: false, place: props.place };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="empty-state" role="alert">
        <p className="empty-title">这一页没有显示出来</p>
        <p className="empty-hint">账本没有受影响。请重新显示；仍不行请锁定账本后重新打开程序。</p>
        <Button onClick={() => this.setState({ broken: false })}>重新显示</Button>
      </div>
    );
  }
}
