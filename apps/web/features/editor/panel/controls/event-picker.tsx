'use client';
import { useMemo, useState } from 'react';
import type { Match, Subject } from '@millrace/flow';
import { Combobox } from '@millrace/ui';
import { chosenEvent, CUSTOM_NAME_HINT, eventsFor } from './event-search.ts';

export interface EventPickerProps {
  value: string;
  onChange: (type: string) => void;
  /** Only events an enrolment about this can be started by. */
  subject?: Subject | undefined;
  match?: Match | undefined;
  invalid?: boolean;
  disabled?: boolean;
  label?: string;
}

/** Known events by what they are called; a name of the shop's own only where one says so. */
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
  // The same object while the event is the same: a new one would put its title back into the box at every letter.
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
      nothing="No event is called that."
      note={CUSTOM_NAME_HINT}
      invalid={invalid}
      disabled={disabled}
    />
  );
}
