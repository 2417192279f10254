'use client';
import { useState } from 'react';
import { Icon, Input } from '@millrace/ui';

/** Several words as chips. Enter or a comma adds one; its button or Backspace removes one. */
export function WordsField({
  value,
  onChange,
  invalid,
  label = 'Values',
}: {
  value: readonly string[];
  onChange: (words: string[]) => void;
  invalid?: boolean;
  label?: string;
}) {
  const [written, setWritten] = useState('');
  const add = (text: string) => {
    const words = text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '' && !value.includes(word));
    if (words.length > 0) onChange([...value, ...words]);
    setWritten('');
  };
  return (
    <div className="flex flex-col gap-1.5">
      {value.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-1">
          {value.map((word) => (
            <li key={word} className="inline-flex h-6 items-center gap-1 rounded-sm bg-sunken pl-1.5 text-12">
              {word}
              <button
                type="button"
                aria-label={`Remove ${word}`}
                onClick={() => onChange(value.filter((other) => other !== word))}
                className="flex size-6 cursor-pointer items-center justify-center text-faint hover:text-ink"
              >
                <Icon name="x" size={12} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        aria-label="Add a value"
        placeholder="Add, then Enter"
        value={written}
        {...(invalid === undefined ? {} : { invalid })}
        onValueChange={(next) => (next.includes(',') ? add(next) : setWritten(next))}
        onBlur={() => add(written)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add(written);
          else if (event.key === 'Backspace' && written === '' && value.length > 0)
            onChange(value.slice(0, -1));
          else return;
          event.preventDefault();
        }}
      />
    </div>
  );
}
