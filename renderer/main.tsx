import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#renderer/app/app.css';
import { Root } from '#renderer/app/Root.tsx';

const container = document.getElementById('root');
if (container) {
  createRoot(container).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}
