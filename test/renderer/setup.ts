import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { useUnsaved } from '#renderer/app/unsaved.ts';

// On a busy machine a page may need longer than the library's own second to show what it has read.
configure({ asyncUtilTimeout: 10_000 });

// What a browser has and jsdom has not. jsdom lays nothing out, so every element is given the size of a small window:
// a virtual table then draws the rows that fit into 600 px.

const WIDTH = 1000;
const HEIGHT = 600;

for (const name of ['clientWidth', 'offsetWidth'] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => WIDTH });
}
for (const name of ['clientHeight', 'offsetHeight'] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => HEIGHT });
}
// What scrolls is as high as the tallest thing inside that says its height.
Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
  configurable: true,
  get(this: HTMLElement) {
    const heights = [...this.querySelectorAll<HTMLElement>('[style*="height"]')].map((inner) =>
      Number.parseFloat(inner.style.height),
    );
    return Math.max(HEIGHT, ...heights.filter(Number.isFinite));
  },
});
Element.prototype.scrollTo = function scrollTo(this: Element, ...args: unknown[]) {
  const [options] = args;
  if (typeof options === 'object' && options !== null && 'top' in options && typeof options.top === 'number') {
    this.scrollTop = options.top;
    this.dispatchEvent(new Event('scroll'));
  }
};
Element.prototype.scrollIntoView = () => undefined;

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
vi.stubGlobal('matchMedia', (media: string) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
}));
// jsdom works a computed style out from every rule of every style sheet, thousands with antd's, and each query by role asks for
// several: most of the time of these tests. What they need of it stands in the element's own style, or is hidden by its class.
const HIDDEN_BY_CLASS = /(^|\s)ant-[\w-]+-hidden(\s|$)/;
window.getComputedStyle = (element: Element) => {
  const style = document.createElement('i').style;
  if (element instanceof HTMLElement || element instanceof SVGElement) style.cssText = element.style.cssText;
  if (style.display === '')
    style.display = HIDDEN_BY_CLASS.test(element.getAttribute('class') ?? '') ? 'none' : 'block';
  if (style.visibility === '') style.visibility = 'visible';
  return style;
};

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  useUnsaved.setState(useUnsaved.getInitialState(), true);
  useSession.setState(useSession.getInitialState(), true);
  useNavigation.setState(useNavigation.getInitialState(), true);
});
