'use client';
import { Input, type Control } from '@millrace/ui';

/** A colour, from a colour picker or as six hexadecimal digits. */
export const ColourControl: Control = ({ field, value, onChange, problem, disabled }) => {
  const shown = typeof value === 'string' ? value : String(field.fallback ?? '#000000');
  return (
    <span className="flex items-center gap-2">
      <input
        type="color"
        aria-label={`Choose: ${field.label}`}
        value={/^#[0-9a-f]{6}$/i.test(shown) ? shown : '#000000'}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 w-10 shrink-0 cursor-pointer rounded-md border border-control bg-raised p-1"
      />
      <Input
        aria-label={field.label}
        value={shown}
        onValueChange={(next) => onChange(next)}
        invalid={problem !== null}
        disabled={disabled}
        className="w-28 font-mono"
      />
    </span>
  );
};

/** A secret can be entered and is never shown. One that is set stays unless a new one is entered. */
export const SecretControl: Control = ({ field, value, onChange, problem, disabled }) => (
  <Input
    aria-label={field.label}
    type="password"
    autoComplete="new-password"
    value={typeof value === 'string' ? value : ''}
    onValueChange={(next) => onChange(next === '' ? undefined : next)}
    placeholder={field.meta['set'] === true ? 'Set. Leave empty to keep it' : ''}
    invalid={problem !== null}
    disabled={disabled}
  />
);
