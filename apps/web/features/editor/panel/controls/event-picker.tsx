'use client';
import { useMemo, useState } from 'react';
import type { Match, Subject } from '@millrace/flow';
import { Combobox } from '@millrace/ui';
import { chosenEvent, CUSTOM_NAME_HINT, eventsFor } from './event-search.ts';

export interface EventPickerProps {
  value: string;
  onChange: (type: string) => void;
  /** Offers only events that can begin a flow about this subject. */
  subject?: Subject | undefined;
  match?: Match | undefined;
  invalid?: boolean;
  disabled?: boolean;
  label?: string;
}

/** Chooses a known event by its label, or a custom event by its name. */
export function EventPicker({
  value,
  onChange,
  subject,
  match,
  invalid = false,
  disabled = false,
  label = 'Event',
}: EventPickerProps) {
  const [typed, setTyped] = useState('');
  // Memoized: a new object would reset the typed text at every letter.
  const chosen = useMemo(() => chosenEvent(value), [value]);
  const { options, knownFirst } = useMemo(
    () => eventsFor({ typed, value, subject, match }),
    [typed, value, subject, match],
  );
  return (
    <Combobox
      aria-label={label}
      value={value || null}
      chosen={chosen}
      onValueChange={(next) => next !== null && onChange(next)}
      options={options}
      filtered
      highlightFirst={knownFirst}
      onInputValueChange={setTyped}
      placeholder="Choose an event"
      nothing="No event found."
      note={CUSTOM_NAME_HINT}
      invalid={invalid}
      disabled={disabled}
    />
  );
}
