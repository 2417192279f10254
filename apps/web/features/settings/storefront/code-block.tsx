'use client';
import { CopyButton } from '../../lists/copy-button.tsx';

/** Code to copy. Long code scrolls within. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-sunken py-1.5 pr-1.5 pl-3">
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-72 min-w-0 flex-1 overflow-auto py-1 font-mono text-12 whitespace-pre-wrap break-all"
      >
        {code}
      </pre>
      <CopyButton text={code} label={`Copy: ${label}`} />
    </div>
  );
}
