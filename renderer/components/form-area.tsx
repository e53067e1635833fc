import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';

// What every form shares: a field that holds something unreadable stops the saving, Enter moves on, Ctrl+Enter saves.

interface FieldProblems {
  report: (field: string, problem: string | undefined) => void;
}
const ProblemsContext = createContext<FieldProblems | undefined>(undefined);

/**
 * For inputs: says that the text in this field cannot be read (`金额最多写到分…`), so that the form around it is not saved
 * while the value is missing only because the text is wrong.
 */
export function useFieldProblem(problem: string | undefined): void {
  const field = useId();
  const problems = useContext(ProblemsContext);
  useEffect(() => {
    problems?.report(field, problem);
    return () => problems?.report(field, undefined);
  }, [problems, field, problem]);
}

export interface FormHandle {
  /** Saves unless a field holds something unreadable; then `blocked` says so. */
  submit: () => void;
  blocked: string | undefined;
  readonly area: { current: HTMLDivElement | null };
  readonly problems: FieldProblems;
}

// The forms that are on the screen, the topmost last: Ctrl+Enter belongs to the topmost.
const open: FormHandle[] = [];

function saveTopmost(event: globalThis.KeyboardEvent): void {
  if (event.key !== 'Enter' || !event.ctrlKey || event.isComposing || event.defaultPrevented) return;
  const form = open.at(-1);
  const dialog = event.target instanceof Element ? event.target.closest('.ant-modal-wrap') : null;
  if (!form || (dialog && !dialog.contains(form.area.current))) return;
  event.preventDefault();
  form.submit();
}

/**
 * Makes a form: give the result to `FormArea` and its `submit` to the save button. `RecordDrawer` does this by itself.
 * @param onSave called by the button and by Ctrl+Enter, never while a field is unreadable
 * @param active false while the form is not on the screen
 */
export function useFormArea(onSave: (() => void) | undefined, active = true): FormHandle {
  const area = useRef<HTMLDivElement | null>(null);
  const wrong = useRef(new Map<string, string>());
  const [blocked, setBlocked] = useState<string>();
  const save = useRef(onSave);
  save.current = onSave;
  const form = useMemo<Omit<FormHandle, 'blocked'>>(() => {
    const report = (field: string, problem: string | undefined) => {
      if (problem === undefined) wrong.current.delete(field);
      else wrong.current.set(field, problem);
      if (wrong.current.size === 0) setBlocked(undefined);
    };
    const submit = () => {
      const [first] = wrong.current.values();
      if (first === undefined) save.current?.();
      else setBlocked(`还有 ${wrong.current.size} 处没有填对，没有保存：${first}`);
    };
    return { submit, area, problems: { report } };
  }, []);
  useEffect(() => {
    if (!active) return;
    const entry = { ...form, blocked: undefined };
    if (open.length === 0) window.addEventListener('keydown', saveTopmost);
    open.push(entry);
    return () => {
      open.splice(open.indexOf(entry), 1);
      if (open.length === 0) window.removeEventListener('keydown', saveTopmost);
    };
  }, [active, form]);
  return { ...form, blocked };
}

const FIELDS =
  'input:not([type="hidden"]):not([disabled]):not([tabindex="-1"]), textarea:not([disabled]), [data-save-button]:not([disabled])';

/**
 * Whether Enter belongs to the list that is open under a field. Where any text will do (`data-free-text` around the field), only
 * once something in that list has been pointed at (`data-free-text="pointed"`).
 */
export function choosingFromList(field: HTMLInputElement): boolean {
  if (field.getAttribute('aria-expanded') !== 'true') return false;
  const free = field.closest<HTMLElement>('[data-free-text]');
  return free === null || free.dataset['freeText'] === 'pointed';
}

/**
 * Enter goes to the next field, as people are used to from accounting programs; in a long text it makes a line. A table with an
 * order of its own (`data-own-enter`) sees to it itself.
 */
function moveOn(event: KeyboardEvent<HTMLDivElement>): void {
  const { target, key, nativeEvent } = event;
  if (key !== 'Enter' || event.ctrlKey || event.shiftKey || event.altKey || nativeEvent.isComposing) return;
  if (!(target instanceof HTMLInputElement) || !event.currentTarget.contains(target)) return;
  if (choosingFromList(target) || target.closest('[data-own-enter]')) return;
  if (target.type === 'search' && target.getAttribute('role') !== 'combobox') return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(FIELDS)];
  const next = fields[fields.indexOf(target) + 1];
  event.preventDefault();
  event.stopPropagation();
  if (!next) return;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

const FIRST_FIELD = 'input:not([disabled]), textarea:not([disabled])';

/**
 * For `afterOpenChange` of a dialog: puts the cursor into the first field. A dialog draws the cursor to itself while it opens, so
 * `autoFocus` comes too early and what is typed then goes nowhere.
 */
export function focusFirst({ area }: FormHandle): (open: boolean) => void {
  return (open) => {
    if (open) area.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  };
}

/** The area of one form: fields inside report what they cannot read, Enter moves on, Ctrl+Enter saves. */
export function FormArea({ form, children }: { form: FormHandle; children: ReactNode }) {
  return (
    <ProblemsContext.Provider value={form.problems}>
      <div className="form-area" ref={form.area} onKeyDownCapture={moveOn}>
        {children}
      </div>
    </ProblemsContext.Provider>
  );
}
