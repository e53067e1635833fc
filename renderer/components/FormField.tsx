import { cloneElement, isValidElement, type ReactNode, useId } from 'react';

interface FormFieldProps {
  label: string;
  /** Marks a field that may stay empty with 选填; required is the rule, so it is not marked. */
  optional?: boolean;
  /** A quiet remark under the field. */
  hint?: ReactNode;
  /** The sentence of what is wrong; stands under the field in red. */
  error?: ReactNode;
  /** One control; it gets the `id` that the label points to. */
  children: ReactNode;
}

/** Label above, control, remark or error below. */
export function FormField({ label, optional = false, hint, error, children }: FormFieldProps) {
  const own = useId();
  const id = isValidElement<{ id?: string }>(children) && children.props.id ? children.props.id : own;
  const note = `${id}-note`;
  const control = isValidElement<{ id?: string; 'aria-describedby'?: string }>(children)
    ? cloneElement(children, { id, 'aria-describedby': note })
    : children;
  return (
    <div className={error ? 'form-field form-field-wrong' : 'form-field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="form-optional">选填</span>}
      </label>
      {control}
      <div id={note} className="form-note">
        {error ? (
          <span className="form-error" role="alert">
            {error}
          </span>
        ) : (
          hint
        )}
      </div>
    </div>
  );
}

/** Two or three fields on one line of a form (a day and an amount); everything else stands one under the other. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="form-row">{children}</div>;
}
