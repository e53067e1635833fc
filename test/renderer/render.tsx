import { type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { Frame } from '#renderer/app/Frame.tsx';
import { useSession } from '#renderer/app/session.ts';
import { openStatus } from './fake-bridge.ts';

export interface Shown extends RenderResult {
  user: UserEvent;
}

/** Renders inside of what every screen stands in (theme, dialogs, the question about unsaved work), with open books. */
export function renderInFrame(content: ReactNode): Shown {
  useSession.setState({ status: openStatus() });
  const user = userEvent.setup();
  return { user, ...render(<Frame>{content}</Frame>) };
}
